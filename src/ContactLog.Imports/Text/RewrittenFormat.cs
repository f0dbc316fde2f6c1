using System.Text;

namespace ContactLog.Imports.Text;

/// <summary>
/// A text export that another program saved again in a form that no export has: in UTF-16, or with the line ends of old Macs. It is put back into
/// UTF-8 and ordinary lines while it is read, by its own format, and it is said. Places in bytes are left out then: those would be of another file.
/// </summary>
public sealed class RewrittenFormat : ExportFormat
{
    /// <inheritdoc/>
    public override string Id => "rewritten";

    /// <inheritdoc/>
    public override int ReaderVersion => 1;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Local;

    /// <summary>It is called by the format it was.</summary>
    public override bool IsContainer => true;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => Form.Of(head)?.Inner is not null;

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            if (Form.Of(ExportReading.Head(file)) is not { Inner: { } inner } form)
            {
                yield break;
            }

            yield return new FoundFormat(inner.Id, "");
            yield return new FoundProblem(new ReadingNote("reading.rewritten"), Loss: false);
            foreach (var found in inner.Read(form.Restored(file), options, cancellationToken))
            {
                yield return found is FoundRecord record ? record with { Locator = record.Locator with { Byte = null } } : found;
            }
        }
    }

    /// <inheritdoc/>
    public override Stream OpenAttachment(ExportFile file, FoundAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(attachment);
        return Form.Of(ExportReading.Head(file)) is { Inner: { } inner } form ? inner.OpenAttachment(form.Restored(file), attachment) : new MemoryStream([], writable: false);
    }

    /// <summary>What was done to a file: which encoding of two bytes, how many of them are the mark, whether its lines end with CR alone.</summary>
    private sealed record Form(Encoding? Wide, int Mark, bool CrAlone, ExportFormat? Inner)
    {
        private const int FirstPairs = 32;

        public static Form? Of(ReadOnlySpan<byte> head)
        {
            var (wide, mark) = WideOf(head);
            if (wide is null && !LineEnds.AreOld(head))
            {
                return null;
            }

            var text = wide is null ? head.ToArray() : Encoding.UTF8.GetBytes(wide.GetString(head[mark..(head.Length & ~1)]));
            var crAlone = LineEnds.AreOld(text);
            var lines = crAlone ? [.. text.Select(one => one == '\r' ? (byte)'\n' : one)] : text;
            // A picture has bytes that look like either; no text has nulls.
            return new(wide, mark, crAlone, lines.Contains((byte)0) ? null : ExportFormats.RecognisePlain(lines) is { ReadsRewritten: false, IsContainer: false, MayBeAttached: false } inner ? inner : null);
        }

        public ExportFile Restored(ExportFile file) => new(file.Name, () => Open(file), file.Folder) { Depth = file.Depth };

        // Without a mark: the first characters of every export are ASCII for the most part, and their second byte is 0.
        private static (Encoding? Wide, int Mark) WideOf(ReadOnlySpan<byte> head)
        {
            if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            {
                return (head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, 2);
            }

            var pairs = Math.Min(FirstPairs, head.Length / 2);
            var (first, second) = (0, 0);
            for (var i = 0; i < pairs; i++)
            {
                first += head[2 * i] == 0 ? 1 : 0;
                second += head[(2 * i) + 1] == 0 ? 1 : 0;
            }

            return pairs < 4 || (first > 0 && second > 0) ? (null, 0) : second * 4 >= pairs ? (Encoding.Unicode, 0) : first * 4 >= pairs ? (Encoding.BigEndianUnicode, 0) : (null, 0);
        }

        private Stream Open(ExportFile file)
        {
            var stream = file.Open();
            if (Mark > 0)
            {
                _ = stream.ReadAtLeast(new byte[Mark], Mark, throwOnEndOfStream: false);
            }

            var utf8 = Wide is null ? stream : Encoding.CreateTranscodingStream(stream, Wide, Encoding.UTF8);
            return CrAlone ? new LineEnds(utf8) : utf8;
        }
    }
}
