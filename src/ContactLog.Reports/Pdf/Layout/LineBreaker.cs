using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Fonts;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>A set line: its steps, with x from the start of the line and the baseline from its top.</summary>
internal sealed record TextLine(List<Op> Ops, double Width)
{
    /// <summary>Whether its paragraph is read from right to left: it then begins at the right edge of its column.</summary>
    public bool IsRightToLeft { get; init; }

    /// <summary>Where the line begins in a column.</summary>
    public double StartIn(double column) => IsRightToLeft ? Math.Max(0, column - Width) : 0;

    /// <summary>Where the line begins when it is set to the far edge.</summary>
    public double EndIn(double column) => IsRightToLeft ? 0 : column - Width;
}

/// <summary>How a piece of running text is set.</summary>
internal readonly record struct TextFormat(double Size, bool Bold = false)
{
    public static TextFormat Body { get; } = new(Typography.TextSize);

    public static TextFormat Strong { get; } = new(Typography.TextSize, Bold: true);

    public static TextFormat Title { get; } = new(Typography.TitleSize, Bold: true);
}

/// <summary>The page of an anchor as known so far.</summary>
/// <param name="Page">Its number.</param>
/// <param name="Digits">Digits for which room is kept at least: digits are equally wide, so the setting of a line depends on nothing else.</param>
/// <param name="Volume">Its volume.</param>
internal readonly record struct PageGuess(int Page, int Digits = 0, int Volume = 1);

/// <summary>
/// Parts spans into lines. Lines break at spaces, after dashes and hyphens between letters, and,
/// where a single word is wider than the line (an address on the web, a hash), anywhere.
/// </summary>
internal sealed class LineBreaker(Words words, TextShaper shaper, Func<string, PageGuess> pageOf, LineCache cache)
{
    // Kept from text to text: a report has some hundred thousand of them, and each would make lists and leave them.
    private readonly AtomMaker _maker = new(words, shaper, pageOf);
    private readonly LineSetter _setter = new();
    private readonly List<Atom> _line = [];

    /// <summary>The volume that is being laid out: a page of another one is named with its volume.</summary>
    public int Volume { get; set; } = 1;

    /// <summary>The lines of some text in a column of the given width. Text without words gives no line.</summary>
    public List<TextLine> Lines(IReadOnlyList<Span> spans, double width, TextFormat format)
    {
        if (cache.Find(spans, width, format) is { } known)
        {
            return known;
        }

        var lines = Break(spans, width, format);
        cache.Keep(spans, width, format, lines);
        return lines;
    }

    /// <summary>The lines of a label in plain text.</summary>
    public List<TextLine> Lines(string label, double width, TextFormat format) =>
        cache.Label(label, width, format, (text, room, look) => Break([Span.Plain(text)], room, look));

    private List<TextLine> Break(IReadOnlyList<Span> spans, double width, TextFormat format)
    {
        var atoms = _maker.Make(spans, format, Volume);
        var lines = new List<TextLine>();
        var line = _line;
        var lineWidth = 0.0;
        for (var i = 0; i < atoms.Count;)
        {
            if (atoms[i].Kind == AtomKind.Break)
            {
                EndLine(force: true);
                i++;
                continue;
            }

            if (atoms[i].Kind == AtomKind.Space)
            {
                line.Add(atoms[i]);
                lineWidth += atoms[i].Advance;
                i++;
                continue;
            }

            var end = i;
            var unit = 0.0;
            do
            {
                unit += atoms[end].Advance;
                end++;
            }
            while (end < atoms.Count && atoms[end].Kind == AtomKind.Word && !atoms[end - 1].MayBreakAfter);

            if (lineWidth + unit <= width + 0.01)
            {
                Take(i, end);
                lineWidth += unit;
            }
            else if (unit <= width + 0.01)
            {
                EndLine(force: false);
                Take(i, end);
                lineWidth = unit;
            }
            else
            {
                BreakAnywhere(i, end);
            }

            i = end;
        }

        EndLine(force: false);
        return lines;

        void Take(int from, int to)
        {
            for (var k = from; k < to; k++)
            {
                line.Add(atoms[k]);
            }
        }

        void EndLine(bool force)
        {
            while (line.Count > 0 && line[^1].Kind == AtomKind.Space)
            {
                lineWidth -= line[^1].Advance;
                line.RemoveAt(line.Count - 1);
            }

            if (line.Count > 0 || force)
            {
                lines.Add(_setter.Set(line, format.Size));
            }

            line.Clear();
            lineWidth = 0;
        }

        // A word of a few lines is parted evenly: two halves of a hash are compared more easily than a whole line and two letters.
        double EvenRoom(int from, int to)
        {
            const int fewLines = 3;
            double all = lineWidth, widest = 0;
            for (var k = from; k < to; k++)
            {
                all += atoms[k].Advance;
                foreach (var glyph in atoms[k].Glyphs)
                {
                    widest = Math.Max(widest, glyph.Advance * format.Size);
                }
            }

            var lineCount = Math.Ceiling(all / width);
            return lineCount > fewLines ? width : Math.Min(width, (all / lineCount) + widest);
        }

        void BreakAnywhere(int from, int to)
        {
            // With little room left the long word begins on a line of its own.
            if (lineWidth > width * 0.75)
            {
                EndLine(force: false);
            }

            var room = EvenRoom(from, to);
            for (var k = from; k < to; k++)
            {
                var atom = atoms[k];
                if (atom.Boxed)
                {
                    if (lineWidth + atom.Advance > width)
                    {
                        EndLine(force: false);
                    }

                    line.Add(atom);
                    lineWidth += atom.Advance;
                    continue;
                }

                for (var start = 0; start < atom.Glyphs.Length;)
                {
                    var stop = start;
                    var piece = 0.0;
                    while (stop < atom.Glyphs.Length)
                    {
                        var advance = atom.Glyphs[stop].Advance * format.Size;
                        if (lineWidth + piece + advance > room && (stop > start || lineWidth > 0))
                        {
                            break;
                        }

                        piece += advance;
                        stop++;
                        while (stop < atom.Glyphs.Length && atom.Glyphs[stop].Continues)
                        {
                            piece += atom.Glyphs[stop].Advance * format.Size;
                            stop++;
                        }
                    }

                    if (stop > start)
                    {
                        line.Add(atom with { Glyphs = atom.Glyphs[start..stop], Advance = piece });
                        lineWidth += piece;
                    }

                    start = stop;
                    if (start < atom.Glyphs.Length)
                    {
                        EndLine(force: false);
                    }
                }
            }
        }
    }

    /// <summary>Width of the widest line when nothing is wrapped.</summary>
    public double NaturalWidth(IReadOnlyList<Span> spans, TextFormat format) =>
        Lines(spans, double.MaxValue, format).Select(line => line.Width).DefaultIfEmpty(0).Max();

    /// <summary>Width of the widest piece that no line parts: a column that is narrower breaks words.</summary>
    public double WordWidth(IReadOnlyList<Span> spans, TextFormat format)
    {
        double unit = 0, widest = 0;
        foreach (var atom in _maker.Make(spans, format, Volume))
        {
            unit = atom.Kind == AtomKind.Word ? unit + atom.Advance : 0;
            widest = Math.Max(widest, unit);
            unit = atom.MayBreakAfter ? 0 : unit;
        }

        return widest;
    }

    /// <summary>A single line of text, not wrapped.</summary>
    public TextLine Line(string text, TextFormat format) =>
        Lines(text.ReplaceLineEndings(" "), double.MaxValue, format).FirstOrDefault() ?? new TextLine([], 0);
}
