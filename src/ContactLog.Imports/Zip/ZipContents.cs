using System.Buffers.Binary;
using System.IO.Compression;

namespace ContactLog.Imports.Zip;

/// <summary>An archive that is open: its files as <see cref="ExportFile"/>s, and what turned out to be wrong with their bytes.</summary>
internal sealed class ZipContents
{
    /// <summary>The most bytes that are unpacked in one reading, all files and repeated openings together.</summary>
    public const long MostBytes = 40L << 30;

    /// <summary>A file may unpack to this many times its packed size; a text of one repeated message stays below it, a bomb does not.</summary>
    public const int MostRatio = 300;

    /// <summary>So many bytes may always be unpacked, whatever the ratio.</summary>
    public const long AlwaysBytes = 32L << 20;

    private const int LocalHeaderLength = 30;
    private readonly ExportFile _zip;
    private readonly Dictionary<string, ZipFault> _faults = new(StringComparer.Ordinal);
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private long _unpacked;

    private ZipContents(ExportFile zip, ZipDirectory directory)
    {
        _zip = zip;
        Directory = directory;
        Files = [.. directory.Entries.Where(CanRead).Select(entry => new ExportFile(entry.Name, () => Open(entry)) { Fault = () => FaultOf(entry), Depth = zip.Depth + 1, Size = entry.Size })];
        var folder = new ExportFolder(Files);
        foreach (var file in Files)
        {
            file.Folder = folder;
        }
    }

    /// <summary>What it lists.</summary>
    public ZipDirectory Directory { get; }

    /// <summary>The files that can be read.</summary>
    public IReadOnlyList<ExportFile> Files { get; }

    /// <summary>Opens an archive; null when its bytes cannot be reached at will: it lies packed in another archive and is large.</summary>
    public static ZipContents? Open(ExportFile zip, CancellationToken cancellationToken)
    {
        if (zip.OpenSeekable() is not { } stream)
        {
            return null;
        }

        // The bytes of an archive in an archive are held once, for all its files.
        var held = zip.Depth > 0 ? ExportFile.Over(stream, zip.Name, zip.Depth) : zip;
        if (zip.Depth > 0)
        {
            return new ZipContents(held, ZipDirectory.Read(stream, cancellationToken));
        }

        using (stream)
        {
            return new ZipContents(held, ZipDirectory.Read(stream, cancellationToken));
        }
    }

    /// <summary>False for what is locked or packed in a way that is not read.</summary>
    public static bool CanRead(ZipEntry entry) => !entry.IsLocked && entry.Method is 0 or 8 && entry is { Packed: >= 0, Size: >= 0, Header: >= 0 };

    /// <summary>Whether somebody has read this file to its end, so that its checksum was compared.</summary>
    public bool WasReadToEnd(string name) => _whole.Contains(name) || _faults.ContainsKey(name);

    /// <summary>Takes note that a file's bytes are not what the archive declares.</summary>
    public void Report(string name, ZipFault fault) => _faults.TryAdd(name, fault);

    /// <summary>Takes note that a file was read to its end and is whole.</summary>
    public void Whole(string name) => _whole.Add(name);

    /// <summary>Counts bytes; false when there were too many.</summary>
    public bool Count(int bytes) => (_unpacked += bytes) <= MostBytes;

    private ReadingNote? FaultOf(ZipEntry entry) => _faults.GetValueOrDefault(entry.Name) switch
    {
        ZipFault.None => null,
        ZipFault.Checksum => new ReadingNote("archives.checksum"),
        ZipFault.Bomb => new ReadingNote("archives.bomb"),
        ZipFault.Total => new ReadingNote("archives.total"),
        _ => new ReadingNote("archives.damaged"),
    };

    private Stream Open(ZipEntry entry)
    {
        var stream = _zip.Open();
        if (!stream.CanSeek || DataOf(stream, entry) is not { } data)
        {
            stream.Dispose();
            Report(entry.Name, ZipFault.Damaged);
            return new MemoryStream([], writable: false);
        }

        var packed = new StreamSlice(stream, data, entry.Packed);
        return new ZipEntryStream(this, entry, entry.Method == 0 ? packed : new DeflateStream(packed, CompressionMode.Decompress));
    }

    // The local header repeats the name and has extra fields of its own; only its length is of use.
    private static long? DataOf(Stream stream, ZipEntry entry)
    {
        Span<byte> header = stackalloc byte[LocalHeaderLength];
        if (entry.Header > stream.Length - LocalHeaderLength)
        {
            return null;
        }

        stream.Position = entry.Header;
        stream.ReadExactly(header);
        var data = entry.Header + LocalHeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(header) == 0x04034B50 && data <= stream.Length - entry.Packed ? data : null;
    }
}

/// <summary>What is wrong with the bytes of a file in an archive.</summary>
internal enum ZipFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>They cannot be unpacked, or are fewer or more than declared.</summary>
    Damaged,

    /// <summary>Their checksum is another.</summary>
    Checksum,

    /// <summary>They unpack to far more than messages do.</summary>
    Bomb,

    /// <summary>The archive unpacks to more than is read.</summary>
    Total,
}
