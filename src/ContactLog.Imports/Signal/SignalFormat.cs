using ContactLog.Imports.Text;

namespace ContactLog.Imports.Signal;

/// <summary><c>main.jsonl</c> of Signal's own export, and the text that tools for Signal Desktop write. See the README beside this file.</summary>
public sealed class SignalFormat : ExportFormat
{
    // A heading that somebody typed, as before a conversation of WhatsApp.
    private const int MostLinesBefore = 5;

    /// <inheritdoc/>
    public override string Id => "signal";

    /// <inheritdoc/>
    public override int ReaderVersion => 5;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Epoch;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => IsFrames(head) || IsText(head);

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return IsFrames(ExportReading.Head(file)) ? new SignalReader(file, options, cancellationToken).Run() : new SignalTextReader(file, options, cancellationToken).Run();
    }

    private static bool IsFrames(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart("\uFEFF \t\r\n"u8);
        return start is [(byte)'{', ..] && (start.IndexOf("\"backupTimeMs\""u8) >= 0 || start.IndexOf("{\"chatItem\":"u8) >= 0 || start.IndexOf("{\"recipient\":{"u8) >= 0);
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        using var lines = new TextLines(new MemoryStream(head.ToArray(), writable: false), ExportReading.HeadLength);
        for (var before = 0; before <= MostLinesBefore && lines.Read(); before += lines.Line.IsWhiteSpace() ? 0 : 1)
        {
            // A day from the year down and no seconds: no phone writes WhatsApp's header so.
            if (SignalTextReader.TryHeader(lines.Line, out var header))
            {
                return header.Name is not null;
            }

            if (WhatsApp.ChatHeader.TryRead(lines.Line, out _))
            {
                return false;
            }
        }

        return false;
    }
}
