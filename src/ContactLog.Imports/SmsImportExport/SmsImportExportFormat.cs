using ContactLog.Imports.Text;

namespace ContactLog.Imports.SmsImportExport;

/// <summary><c>messages.ndjson</c> and <c>calls.ndjson</c> of the Android program "SMS Import / Export". See the README beside this file.</summary>
public sealed class SmsImportExportFormat : ExportFormat
{
    /// <inheritdoc/>
    public override string Id => "sms-import-export";

    /// <inheritdoc/>
    public override int ReaderVersion => 3;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Epoch;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head)
    {
        using var lines = new TextLines(new MemoryStream(head.ToArray(), writable: false), ExportReading.HeadLength);
        while (lines.Read())
        {
            if (lines.Line.IsWhiteSpace())
            {
                continue;
            }

            // The columns of Android, each record an object on one line. The first may be longer than the head: then its beginning tells.
            var line = lines.Line.TrimStart();
            return line is ['{', ..] && line.Contains("\"date\"", StringComparison.Ordinal) && !line.Contains("\"messages\"", StringComparison.Ordinal)
                && (Has(line, "address", "type") || Has(line, "msg_box", "date") || Has(line, "__parts", "date") || Has(line, "number", "duration"));
        }

        return false;
    }

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return new NdjsonReader(file, options, cancellationToken).Run();
    }

    private static bool Has(ReadOnlySpan<char> line, string one, string other) =>
        line.Contains($"\"{one}\"", StringComparison.Ordinal) && line.Contains($"\"{other}\"", StringComparison.Ordinal);
}
