using ContactLog.Imports.Text;

namespace ContactLog.Imports.WhatsApp;

/// <summary>The text of a conversation that WhatsApp exports, alone or with its pictures beside it. See the README beside this file for sources, traps and promises.</summary>
public sealed class WhatsAppFormat : ExportFormat
{
    // Lines before the first record: a heading somebody typed, an empty line. Further down it would be any text with a date in it.
    private const int MostLinesBefore = 5;

    /// <inheritdoc/>
    public override string Id => "whatsapp";

    /// <inheritdoc/>
    public override int ReaderVersion => 3;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Local;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head)
    {
        using var lines = new TextLines(new MemoryStream(head.ToArray(), writable: false), ExportReading.HeadLength);
        int? shape = null;
        for (var before = 0; (shape is not null || before <= MostLinesBefore) && lines.Read(); before += lines.Line.IsWhiteSpace() ? 0 : 1)
        {
            // A diary can have lines with date and time; only a conversation has names and colons behind them.
            if (ChatHeader.TryRead(lines.Line, out var header) && (shape ??= header.Shape) == header.Shape && lines.Line[header.Rest..].Contains(':'))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return new ChatReader(file, options, cancellationToken).Run();
    }
}
