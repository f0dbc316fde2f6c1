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

    /// <summary>
    /// What to call the format of the file: that of the files in an archive when they are all of one, <c>zip</c> (also for
    /// files that were chosen at once) when they are not, <c>unknown</c> when no format knows it. Settled when <see cref="Read"/> has run to its end.
    /// </summary>
    public string FormatId => Format is null ? "unknown" : Tally.Formats.Count == 1 ? Tally.Formats.First() : Format.Id;

    /// <summary>What has been counted so far; complete when <see cref="Read"/> has run to its end.</summary>
    public Tally Tally { get; } = new();

    /// <summary>Looks at the first bytes of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What the reader cannot know from the file.</param>
    /// <exception cref="IOException">The stream itself failed.</exception>
    public static ExportReading Open(ExportFile file, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        options ??= ReadOptions.Default;
        if (file.IsTogether)
        {
            return new ExportReading(file, FilesTogether.Instance, options, null);
        }

        var head = Head(file);
        var format = ExportFormats.Recognise(head);
        return new ExportReading(file, format, options, format is null ? new FoundProblem(WhyNot(head), Loss: true) : null);
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

    /// <summary>The first bytes of a file, by which it is recognised.</summary>
    internal static byte[] Head(ExportFile file)
    {
        var head = new byte[HeadLength];
        using var stream = file.Open();
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return length == head.Length ? head : head[..length];
    }

    /// <summary>Why no format knows a file.</summary>
    internal static ReadingNote WhyNot(ReadOnlySpan<byte> head) =>
        head is [] ? new ReadingNote("reading.empty") : NotRead.Of(head) ?? SmsBackupRestore.SmsBackupRestoreFormat.WhyNot(head) ?? new ReadingNote("reading.unknown");
}
