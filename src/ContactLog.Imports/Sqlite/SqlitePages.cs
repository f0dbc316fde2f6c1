using System.Buffers.Binary;

namespace ContactLog.Imports.Sqlite;

/// <summary>
/// The pages of an SQLite database, and those that its write-ahead log has newer. Nothing is written anywhere, no SQL is run,
/// and every number in the file is checked before it is followed. See the README beside this file.
/// </summary>
internal sealed class SqlitePages
{
    /// <summary>The length of the header of page 1.</summary>
    public const int HeaderLength = 100;

    private readonly Stream _main;
    private readonly SqliteLog? _log;

    private SqlitePages(Stream main, SqliteLog? log, int size, int reserved, int encoding, bool expectsLog)
    {
        (_main, _log, Size, Usable, TextEncoding, ExpectsLog) = (main, log, size, size - reserved, encoding, expectsLog);
        var inFile = (main.Length + size - 1) / size;
        Count = (int)Math.Min(Math.Max(inFile, log?.LastPage ?? 0), int.MaxValue / 2);
    }

    /// <summary>Bytes of a page.</summary>
    public int Size { get; }

    /// <summary>Bytes of a page that hold content.</summary>
    public int Usable { get; }

    /// <summary>1: UTF-8, 2: UTF-16 little-endian, 3: UTF-16 big-endian.</summary>
    public int TextEncoding { get; }

    /// <summary>How many pages there can be, by the length of the files and not by what they say.</summary>
    public int Count { get; }

    /// <summary>It was written with a write-ahead log, so its newest rows may stand in a file beside it.</summary>
    public bool ExpectsLog { get; }

    /// <summary>A log came with it and has at least one finished change.</summary>
    public bool HasLog => _log is { LastPage: > 0 };

    /// <summary>All of the log that came with it could be read, or none came, or an empty one.</summary>
    public bool LogIsWhole { get; private init; } = true;

    /// <summary>Whether a file begins as an SQLite database does.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("SQLite format 3\0"u8);

    /// <summary>Opens a database; null when its header cannot be one.</summary>
    /// <param name="main">The database, seekable; it stays the caller's.</param>
    /// <param name="log">Its <c>-wal</c> file, seekable, or null.</param>
    /// <param name="cancellationToken">Asked at every page of the log.</param>
    public static SqlitePages? Open(Stream main, Stream? log, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        main.Position = 0;
        if (main.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !Recognises(header))
        {
            return null;
        }

        int size = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16));
        size = size == 1 ? 65536 : size;
        var reserved = header[20];
        var encoding = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(56));
        if (size < 512 || !int.IsPow2(size) || size - reserved < 480)
        {
            return null;
        }

        var newer = log is null ? null : SqliteLog.Read(log, size, (main.Length + size - 1) / size, cancellationToken);
        return new(main, newer, size, reserved, encoding is 2 or 3 ? encoding : 1, header[18] == 2 || header[19] == 2) { LogIsWhole = log is null or { Length: 0 } || newer is { IsWhole: true } };
    }

    /// <summary>Reads a page; null when the files do not have it whole.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="at">Where it stands in the database itself; null when it comes from the log.</param>
    public byte[]? Read(int number, out long? at)
    {
        at = null;
        if (number < 1 || number > Count)
        {
            return null;
        }

        var page = new byte[Size];
        if (_log is not null && _log.TryRead(number, page))
        {
            return page;
        }

        at = (number - 1L) * Size;
        _main.Position = at.Value;
        return _main.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) == page.Length ? page : null;
    }
}
