using System.Buffers.Binary;

namespace ContactLog.Imports;

/// <summary>One reading of one file: recognised by content, read once, counted on the way.</summary>
public sealed class ExportReading
{
    /// <summary>How many first bytes a format may look at.</summary>
    public const int HeadLength = 32 * 1024;

    private readonly ExportFile _file;
    private readonly ReadOptions _options;
    private bool _started;

    private ExportReading(ExportFile file, ExportFormat? format, ReadOptions options, FoundProblem? refusal)
    {
        _file = file;
        _options = options;
        Format = format;
        if (refusal is not null)
        {
            Tally.Add(refusal);
        }
    }

    /// <summary>The format, or null when no format knows the file; then <see cref="Tally"/> holds the reason and nothing is read.</summary>
    public ExportFormat? Format { get; }

    /// <summary>What has been counted so far; complete when <see cref="Read"/> has run to its end.</summary>
    public Tally Tally { get; } = new();

    /// <summary>Looks at the first bytes of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What the reader cannot know from the file.</param>
    /// <exception cref="IOException">The stream itself failed.</exception>
    public static ExportReading Open(ExportFile file, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        var head = new byte[HeadLength];
        using var stream = file.Open();
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var seen = head.AsSpan(0, length);
        var format = ExportFormats.Recognise(seen);
        return new ExportReading(file, format, options ?? ReadOptions.Default, format is null ? Refuse(seen) : null);
    }

    /// <summary>Reads it, once. See <see cref="ExportFormat.Read"/> for what it throws and does not throw.</summary>
    /// <exception cref="InvalidOperationException">It was read already.</exception>
    public IEnumerable<Found> Read(CancellationToken cancellationToken = default)
    {
        if (_started)
        {
            throw new InvalidOperationException("A file is read once; open it again.");
        }

        _started = true;
        return Format is null ? [] : Counted(Format, cancellationToken);
    }

    /// <summary>Reads to the end for the counts alone.</summary>
    public Tally ReadTally(CancellationToken cancellationToken = default)
    {
        foreach (var _ in Read(cancellationToken))
        {
            // Counting happens on the way.
        }

        return Tally;
    }

    private IEnumerable<Found> Counted(ExportFormat format, CancellationToken cancellationToken)
    {
        foreach (var found in format.Read(_file, _options, cancellationToken))
        {
            Tally.Add(found);
            yield return found;
        }
    }

    private static FoundProblem Refuse(ReadOnlySpan<byte> head)
    {
        var note = head switch
        {
            [] => new ReadingNote("reading.empty"),
            [0x50, 0x4B, 0x03, 0x04, ..] => IsLockedZip(head) ? new ReadingNote("reading.zip.locked") : new ReadingNote("reading.zip"),
            [0x50, 0x4B, 0x05, 0x06, ..] => new ReadingNote("reading.zip"),
            _ => SmsBackupRestore.SmsBackupRestoreFormat.WhyNot(head) ?? new ReadingNote("reading.unknown"),
        };
        return new FoundProblem(note, Loss: true);
    }

    // APPNOTE.TXT 4.4.4: bit 0 of the general purpose flag of the first local header.
    private static bool IsLockedZip(ReadOnlySpan<byte> head) =>
        head.Length >= 8 && (BinaryPrimitives.ReadUInt16LittleEndian(head[6..]) & 1) == 1;
}
