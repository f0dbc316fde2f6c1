using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Bidi;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>
/// Directions of the characters of a text made of spans. Exact words are isolated (UAX #9, FSI and
/// PDI): a message in Hebrew between English words keeps its own order and does not turn theirs
/// round. The direction of a paragraph is that of its first strong letter outside exact words, else
/// inside them.
/// </summary>
internal sealed class SpanDirections
{
    private readonly (byte Level, byte Base)[][] _levels;

    private SpanDirections(IReadOnlyList<Span> spans) =>
        _levels = [.. spans.Select(span => span is TextSpan text ? new (byte, byte)[text.Text.Length] : new (byte, byte)[1])];

    /// <summary>The level of a character of a span, and that of its paragraph; spans without text have one place.</summary>
    public (byte Level, byte Base) this[int span, int at] => _levels[span][at];

    /// <summary>Reckons the directions; null when everything runs from left to right.</summary>
    public static SpanDirections? Of(IReadOnlyList<Span> spans)
    {
        var needed = false;
        foreach (var span in spans)
        {
            needed |= span is TextSpan text && BidiText.IsNeeded(text.Text);
        }

        if (!needed)
        {
            return null;
        }

        var directions = new SpanDirections(spans);
        directions.Reckon(spans);
        return directions;
    }

    private readonly record struct Unit(int Span, int At, int Length, int CodePoint, BidiClass Class, bool IsExact);

    private void Reckon(IReadOnlyList<Span> spans)
    {
        var units = new List<Unit>();
        foreach (var (number, span) in spans.Index())
        {
            switch (span)
            {
                case TextSpan text:
                    var isExact = text.Style == SpanStyle.Exact;
                    Open(number, isExact);
                    for (var at = 0; at < text.Text.Length;)
                    {
                        var isPair = char.IsHighSurrogate(text.Text[at]) && at + 1 < text.Text.Length && char.IsLowSurrogate(text.Text[at + 1]);
                        var point = isPair ? char.ConvertToUtf32(text.Text[at], text.Text[at + 1]) : text.Text[at];
                        var type = BidiCharacter.Class(point);
                        units.Add(new Unit(number, at, isPair ? 2 : 1, point, Seen(type), isExact));
                        at += isPair ? 2 : 1;
                        if (type == BidiClass.B)
                        {
                            Close(number, isExact);
                            EndParagraph();
                            Open(number, isExact);
                        }
                    }

                    Close(number, isExact);
                    break;
                case BreakSpan:
                    EndParagraph();
                    break;
                default:
                    // A page or a label is one thing that reads from left to right.
                    units.Add(new Unit(-1, 0, 0, 0, BidiClass.LRI, true));
                    units.Add(new Unit(number, 0, 1, 'A', BidiClass.L, true));
                    units.Add(new Unit(-1, 0, 0, 0, BidiClass.PDI, true));
                    break;
            }
        }

        EndParagraph();

        void Open(int number, bool isExact)
        {
            if (isExact)
            {
                units.Add(new Unit(-1, 0, 0, 0, BidiClass.FSI, true));
            }
        }

        void Close(int number, bool isExact)
        {
            if (isExact)
            {
                units.Add(new Unit(-1, 0, 0, 0, BidiClass.PDI, true));
            }
        }

        void EndParagraph()
        {
            Paragraph(units);
            units.Clear();
        }
    }

    /// <summary>
    /// Embeddings and overrides are printed as their number and do nothing: a sentence must not be
    /// turned round by a sign that nobody sees. Marks and isolates keep their meaning.
    /// </summary>
    private static BidiClass Seen(BidiClass type) =>
        type is BidiClass.LRE or BidiClass.RLE or BidiClass.LRO or BidiClass.RLO or BidiClass.PDF ? BidiClass.ON : type;

    private void Paragraph(List<Unit> units)
    {
        if (units.Count == 0)
        {
            return;
        }

        BidiClass[] classes = [.. units.Select(unit => unit.Class)];
        int? level = FirstStrong(units, exact: false) ?? FirstStrong(units, exact: true) ?? 0;
        var levels = BidiText.Levels(classes, [.. units.Select(unit => unit.CodePoint)], ref level);
        BidiText.ResetSpaces(classes, levels, level!.Value);
        var last = (byte)level.Value;
        foreach (var (i, unit) in units.Index())
        {
            // What the algorithm takes out is on the level of what stands before it.
            last = levels[i] == BidiText.Removed ? last : levels[i];
            for (var k = 0; k < unit.Length && unit.Span >= 0; k++)
            {
                _levels[unit.Span][unit.At + k] = (last, (byte)level.Value);
            }
        }
    }

    private static int? FirstStrong(List<Unit> units, bool exact)
    {
        foreach (var unit in units)
        {
            if (unit.IsExact == exact && unit.Class is BidiClass.L or BidiClass.R or BidiClass.AL && unit.Length > 0)
            {
                return unit.Class == BidiClass.L ? 0 : 1;
            }
        }

        return null;
    }
}
