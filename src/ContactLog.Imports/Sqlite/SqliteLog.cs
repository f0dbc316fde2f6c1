using System.Buffers.Binary;

namespace ContactLog.Imports.Sqlite;

/// <summary>
/// A write-ahead log: the newest state of pages that the database itself does not have yet. Only changes that were finished
/// count, each checked by the salts and the running checksum that SQLite itself checks.
/// </summary>
internal sealed class SqliteLog
{
    private const int HeaderLength = 32;
    private const int FrameHeader = 24;
    private readonly Stream _stream;
    private readonly Dictionary<int, long> _places = [];

    private SqliteLog(Stream stream) => _stream = stream;

    /// <summary>The highest page that it holds or makes; 0 when it holds nothing finished.</summary>
    public int LastPage { get; private set; }

    /// <summary>Nothing in it is damaged, and it does not stop in the middle of a change.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether a file begins as such a log does.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head is [0x37, 0x7F, 0x06, 0x82 or 0x83, ..];

    /// <summary>Reads its list of pages; null when it is no log for pages of this size.</summary>
    /// <param name="stream">The log.</param>
    /// <param name="pageSize">Bytes of a page of the database.</param>
    /// <param name="pagesBeside">Pages of the database file.</param>
    /// <param name="cancellationToken">Asked at every frame.</param>
    public static SqliteLog? Read(Stream stream, int pageSize, long pagesBeside, CancellationToken cancellationToken)
    {
        // No change can make a page beyond all that there are: a frame that says so would have memory set aside for pages that nobody sent.
        var most = pagesBeside + (stream.Length / (FrameHeader + pageSize));
        var header = new byte[HeaderLength];
        stream.Position = 0;
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !Recognises(header)
            || BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8)) != pageSize)
        {
            return null;
        }

        var big = header[3] == 0x83;
        (uint A, uint B) sum = Sum(header.AsSpan(0, 24), (0, 0), big);
        if (sum != Pair(header.AsSpan(24)))
        {
            return null;
        }

        var log = new SqliteLog(stream) { IsWhole = true };
        var salts = Pair(header.AsSpan(16));
        var pending = new List<(int Page, long At)>();
        var frame = new byte[FrameHeader + pageSize];
        for (long at = HeaderLength; stream.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; at += frame.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum = Sum(frame.AsSpan(FrameHeader), Sum(frame.AsSpan(0, 8), sum, big), big);
            var page = BinaryPrimitives.ReadInt32BigEndian(frame);
            if (Pair(frame.AsSpan(8)) != salts)
            {
                // What follows is left from before the log was last begun anew.
                return log;
            }

            if (page < 1 || page > most || Pair(frame.AsSpan(16)) != sum)
            {
                log.IsWhole = false;
                return log;
            }

            pending.Add((page, at + FrameHeader));
            var pages = BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(4));
            if (pages > 0)
            {
                foreach (var (number, place) in pending)
                {
                    log._places[number] = place;
                    log.LastPage = Math.Max(log.LastPage, number);
                }

                pending.Clear();
            }
        }

        // A change that is never finished, or part of a page: SQLite drops it, but a copy made while Messages wrote, or cut off, looks the same.
        log.IsWhole = pending.Count == 0 && (stream.Length - HeaderLength) % frame.Length == 0;
        return log;
    }

    /// <summary>Reads a page that it has.</summary>
    public bool TryRead(int number, Span<byte> page)
    {
        if (!_places.TryGetValue(number, out var at))
        {
            return false;
        }

        _stream.Position = at;
        return _stream.ReadAtLeast(page, page.Length, throwOnEndOfStream: false) == page.Length;
    }

    private static (uint A, uint B) Pair(ReadOnlySpan<byte> bytes) => (BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));

    // The checksum of the file format's documentation: pairs of words, in the order of bytes that the header names.
    private static (uint A, uint B) Sum(ReadOnlySpan<byte> bytes, (uint A, uint B) sum, bool big)
    {
        var (a, b) = sum;
        for (var i = 0; i + 8 <= bytes.Length; i += 8)
        {
            a += (big ? BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[i..])) + b;
            b += (big ? BinaryPrimitives.ReadUInt32BigEndian(bytes[(i + 4)..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i + 4)..])) + a;
        }

        return (a, b);
    }
}
