using ContactLog.Imports.Text;

namespace ContactLog.Imports.ImessageExporter;

/// <summary>What imessage-exporter writes from Messages on a Mac, as text or as pages. See the README beside this file.</summary>
public sealed class ImessageExporterFormat : ExportFormat
{
    /// <inheritdoc/>
    public override string Id => "imessage-exporter";

    /// <inheritdoc/>
    public override int ReaderVersion => 3;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Local;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => IsPage(head) || IsText(head);

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return IsPage(ExportReading.Head(file)) ? new PageReader(file, options, cancellationToken).Run() : new TextReader(file, options, cancellationToken).Run();
    }

    private static bool IsPage(ReadOnlySpan<byte> head) =>
        head.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<html"u8) && head.IndexOf("class=\"timestamp\""u8) >= 0
        && (head.IndexOf("class=\"message_part\""u8) >= 0 || head.IndexOf("class =\"announcement\""u8) >= 0 || head.IndexOf("class=\"sender\""u8) >= 0);

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        using var lines = new TextLines(new MemoryStream(head.ToArray(), writable: false), ExportReading.HeadLength);
        while (lines.Read())
        {
            if (!lines.Line.IsWhiteSpace())
            {
                return ExporterTime.TryRead(lines.Line, out _, out _);
            }
        }

        return false;
    }
}
