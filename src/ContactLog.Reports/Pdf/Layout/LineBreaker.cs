using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Fonts;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>A set line: its steps, with x from the start of the line and the baseline from its top.</summary>
internal sealed record TextLine(List<Op> Ops, double Width);

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
internal readonly record struct PageGuess(int Page, int Digits = 0);

/// <summary>
/// Parts spans into lines. Lines break at spaces, after dashes and hyphens between letters, and,
/// where a single word is wider than the line (an address on the web, a hash), anywhere.
/// </summary>
internal sealed class LineBreaker(Words words, TextShaper shaper, Func<string, PageGuess> pageOf)
{
    private enum Kind
    {
        Word,
        Space,
        Break,
    }

    private readonly record struct Atom(Kind Kind, ShapedGlyph[] Glyphs, double Advance, Ink Ink, string? LinkTo, bool Boxed, bool MayBreakAfter);

    /// <summary>The lines of some text in a column of the given width. Text without words gives no line.</summary>
    public List<TextLine> Lines(IReadOnlyList<Span> spans, double width, TextFormat format)
    {
        var atoms = Atoms(spans, format);
        var lines = new List<TextLine>();
        var line = new List<Atom>();
        var lineWidth = 0.0;
        for (var i = 0; i < atoms.Count;)
        {
            if (atoms[i].Kind == Kind.Break)
            {
                EndLine(force: true);
                i++;
                continue;
            }

            if (atoms[i].Kind == Kind.Space)
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
            while (end < atoms.Count && atoms[end].Kind == Kind.Word && !atoms[end - 1].MayBreakAfter);

            if (lineWidth + unit <= width + 0.01)
            {
                line.AddRange(atoms.GetRange(i, end - i));
                lineWidth += unit;
            }
            else if (unit <= width + 0.01)
            {
                EndLine(force: false);
                line.AddRange(atoms.GetRange(i, end - i));
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

        void EndLine(bool force)
        {
            while (line.Count > 0 && line[^1].Kind == Kind.Space)
            {
                lineWidth -= line[^1].Advance;
                line.RemoveAt(line.Count - 1);
            }

            if (line.Count > 0 || force)
            {
                lines.Add(Set(line, format.Size));
            }

            line.Clear();
            lineWidth = 0;
        }

        void BreakAnywhere(int from, int to)
        {
            // With little room left the long word begins on a line of its own.
            if (lineWidth > width * 0.75)
            {
                EndLine(force: false);
            }

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
                        if (lineWidth + piece + advance > width && (stop > start || lineWidth > 0))
                        {
                            break;
                        }

                        piece += advance;
                        stop++;
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

    /// <summary>A single line of text, not wrapped.</summary>
    public TextLine Line(string text, TextFormat format) =>
        Lines([Span.Plain(text.ReplaceLineEndings(" "))], double.MaxValue, format).FirstOrDefault() ?? new TextLine([], 0);

    private List<Atom> Atoms(IReadOnlyList<Span> spans, TextFormat format)
    {
        var atoms = new List<Atom>();
        foreach (var span in spans)
        {
            switch (span)
            {
                case TextSpan text:
                    AddText(atoms, text.Text, text.Style, text.LinkTo, format);
                    break;
                case PageSpan page:
                    var guess = pageOf(page.Anchor);
                    var number = guess.Page.ToString(CultureInfo.InvariantCulture);
                    // "p. 16" stays together: it is one thing to look for.
                    AddWord(atoms, page.Short ? words["reportpage.page.short", number] : number, page.Style, page.Anchor, format);
                    var missing = guess.Digits - number.Length;
                    if (missing > 0)
                    {
                        atoms[^1] = atoms[^1] with { Advance = atoms[^1].Advance + (missing * shaper.Shape(FaceOf(page.Style, format), "0").Advance * format.Size) };
                    }

                    break;
                case LabelSpan label:
                    var shaped = shaper.Shape(Face.Bold, label.Text);
                    atoms.Add(new Atom(Kind.Word, shaped.Glyphs, (shaped.Advance * format.Size) + (2 * Typography.LabelPadding), Ink.Black, label.LinkTo, Boxed: true, MayBreakAfter: false));
                    break;
                case BreakSpan:
                    atoms.Add(new Atom(Kind.Break, [], 0, Ink.Black, null, false, true));
                    break;
                default:
                    throw new NotSupportedException($"The PDF writer does not know spans of the type {span.GetType().Name}.");
            }
        }

        return atoms;
    }

    private void AddText(List<Atom> atoms, string text, SpanStyle style, string? link, TextFormat format)
    {
        for (var at = 0; at < text.Length;)
        {
            switch (text[at])
            {
                case '\r' when at + 1 < text.Length && text[at + 1] == '\n':
                    at++;
                    break;
                case '\n' or '\u0085' or '\r':
                    atoms.Add(new Atom(Kind.Break, [], 0, Ink.Black, null, false, true));
                    at++;
                    break;
                case '\u2028' or '\u2029':
                    AddWord(atoms, text[at].ToString(), style, link, format);
                    atoms.Add(new Atom(Kind.Break, [], 0, Ink.Black, null, false, true));
                    at++;
                    break;
                case ' ' or '\t':
                    var spaces = at;
                    while (at < text.Length && text[at] is ' ' or '\t')
                    {
                        at++;
                    }

                    AddSpace(atoms, text[spaces..at].Replace("\t", "    ", StringComparison.Ordinal), style, link, format);
                    break;
                default:
                    var start = at;
                    while (at < text.Length && text[at] is not (' ' or '\t' or '\n' or '\r' or '\u0085' or '\u2028' or '\u2029'))
                    {
                        at++;
                        if (MayBreakAt(text, at))
                        {
                            break;
                        }
                    }

                    AddWord(atoms, text[start..at], style, link, format);
                    if (at < text.Length && MayBreakAt(text, at))
                    {
                        atoms[^1] = atoms[^1] with { MayBreakAfter = true };
                    }

                    break;
            }
        }
    }

    private static bool MayBreakAt(string text, int at) => at > 1 && at < text.Length && text[at - 1] switch
    {
        '\u2014' => true,
        // Between letters only: telephone numbers, dates and labels such as A-3 stay whole.
        '-' or '\u2013' or '/' => char.IsLetter(text[at - 2]) && char.IsLetter(text[at]),
        _ => false,
    };

    private void AddWord(List<Atom> atoms, string word, SpanStyle style, string? link, TextFormat format)
    {
        var shaped = shaper.Shape(FaceOf(style, format), word);
        atoms.Add(new Atom(Kind.Word, shaped.Glyphs, shaped.Advance * format.Size, InkOf(style), link, false, false));
    }

    private void AddSpace(List<Atom> atoms, string spaces, SpanStyle style, string? link, TextFormat format)
    {
        var shaped = shaper.Shape(FaceOf(style, format), spaces);
        atoms.Add(new Atom(Kind.Space, shaped.Glyphs, shaped.Advance * format.Size, InkOf(style), link, false, true));
    }

    private static Face FaceOf(SpanStyle style, TextFormat format) => style switch
    {
        SpanStyle.Exact => Face.Serif,
        SpanStyle.Machine => Face.Mono,
        SpanStyle.Bold => Face.Bold,
        _ => format.Bold ? Face.Bold : Face.Sans,
    };

    private static Ink InkOf(SpanStyle style) => style == SpanStyle.Secondary ? Ink.Secondary : Ink.Black;

    private static TextLine Set(List<Atom> atoms, double size)
    {
        var ops = new List<Op>();
        var baseline = Typography.Baseline(size);
        var x = 0.0;
        var run = new List<ShapedGlyph>();
        var runStart = 0.0;
        (Face Face, Ink Ink, string? Link) look = default;
        foreach (var atom in atoms)
        {
            if (atom.Boxed)
            {
                Flush();
                ops.Add(new BoxOp(x, baseline - (1.06 * size), atom.Advance, 1.32 * size, Filled: false, Ink.Black));
                x += Typography.LabelPadding;
                runStart = x;
                look = (Face.Bold, Ink.Black, atom.LinkTo);
                run.AddRange(atom.Glyphs);
                x = runStart + atom.Advance - (2 * Typography.LabelPadding);
                Flush();
                x += Typography.LabelPadding;
                continue;
            }

            foreach (var glyph in atom.Glyphs)
            {
                var now = (glyph.Face, atom.Ink, atom.LinkTo);
                if (run.Count > 0 && now != look)
                {
                    Flush();
                }

                if (run.Count == 0)
                {
                    runStart = x;
                    look = now;
                }

                run.Add(glyph);
                x += glyph.Advance * size;
            }
        }

        Flush();
        return new TextLine(ops, x);

        void Flush()
        {
            if (run.Count > 0)
            {
                ops.Add(new TextOp(runStart, baseline, look.Face, size, look.Ink, [.. run]) { LinkTo = look.Link, Width = x - runStart });
                run.Clear();
            }
        }
    }
}
