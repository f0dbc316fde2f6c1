using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Fonts;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>Makes atoms of spans. Of one text at a time: the next call takes the list of the one before.</summary>
internal sealed class AtomMaker(Words words, TextShaper shaper, Func<string, PageGuess> pageOf)
{
    private readonly List<Atom> _atoms = [];
    private int _volume;
    private TextFormat _format;
    private HanStyle _han;

    /// <summary>The atoms of a text, in logical order.</summary>
    public List<Atom> Make(IReadOnlyList<Span> spans, TextFormat format, int volume)
    {
        _atoms.Clear();
        (_format, _volume) = (format, volume);
        _han = HanStyle.Chinese;
        foreach (var span in spans)
        {
            if (_han == HanStyle.Chinese && span is TextSpan text)
            {
                _han = Scripts.StyleOf(text.Text);
            }
        }

        var directions = SpanDirections.Of(spans);
        for (var i = 0; i < spans.Count; i++)
        {
            var place = i;
            switch (spans[i])
            {
                case TextSpan text:
                    AddText(text, at => directions?[place, at] ?? default, directions is not null);
                    break;
                case PageSpan page:
                    AddPage(page, directions?[i, 0] ?? default);
                    break;
                case LabelSpan label:
                    var shaped = shaper.Shape(new WordStyle(Face.Bold), label.Text);
                    var (level, start) = directions?[i, 0] ?? default;
                    _atoms.Add(new Atom(AtomKind.Word, shaped.Glyphs, (shaped.Advance * format.Size) + (2 * Typography.LabelPadding))
                    {
                        LinkTo = label.LinkTo,
                        Boxed = true,
                        Bold = true,
                        Level = level,
                        Base = start,
                    });
                    break;
                case BreakSpan:
                    _atoms.Add(Atom.LineBreak);
                    break;
                default:
                    throw new NotSupportedException($"The PDF writer does not know spans of the type {spans[i].GetType().Name}.");
            }
        }

        return _atoms;
    }

    private void AddPage(PageSpan page, (byte Level, byte Base) direction)
    {
        var guess = pageOf(page.Anchor);
        var number = guess.Page.ToString(CultureInfo.InvariantCulture);
        // "p. 16" stays together: it is one thing to look for.
        var text = guess.Volume != _volume ? words["reportpage.page.volume", guess.Volume, number]
            : page.Short ? words["reportpage.page.short", number] : number;
        Add(AtomKind.Word, text, page.Style, page.Anchor, direction);
        var missing = guess.Digits - number.Length;
        if (missing > 0)
        {
            var digit = shaper.Shape(new WordStyle(FaceOf(page.Style)), "0").Advance * _format.Size;
            _atoms[^1] = _atoms[^1] with { Advance = _atoms[^1].Advance + (missing * digit) };
        }
    }

    private void AddText(TextSpan span, Func<int, (byte Level, byte Base)> direction, bool isMixed)
    {
        var text = span.Text;
        for (var at = 0; at < text.Length;)
        {
            switch (text[at])
            {
                case '\r' when at + 1 < text.Length && text[at + 1] == '\n':
                    at++;
                    break;
                case '\n' or '\u0085' or '\r':
                    _atoms.Add(Atom.LineBreak);
                    at++;
                    break;
                case '\u2028' or '\u2029':
                    Add(AtomKind.Word, text[at].ToString(), span.Style, span.LinkTo, direction(at));
                    _atoms.Add(Atom.LineBreak);
                    at++;
                    break;
                case ' ' or '\t':
                    var spaces = at;
                    while (at < text.Length && text[at] is ' ' or '\t' && (!isMixed || direction(at) == direction(spaces)))
                    {
                        at++;
                    }

                    Add(span.Together ? AtomKind.Word : AtomKind.Space, text[spaces..at].Replace("\t", "    ", StringComparison.Ordinal), span.Style, span.LinkTo, direction(spaces));
                    break;
                default:
                    var start = at;
                    while (at < text.Length && text[at] is not (' ' or '\t' or '\n' or '\r' or '\u0085' or '\u2028' or '\u2029')
                        && (!isMixed || direction(at) == direction(start)))
                    {
                        at++;
                        if (BreakRules.MayBreakAt(text, at))
                        {
                            break;
                        }
                    }

                    Add(AtomKind.Word, text[start..at], span.Style, span.LinkTo, direction(start));
                    if (BreakRules.MayBreakAt(text, at))
                    {
                        _atoms[^1] = _atoms[^1] with { MayBreakAfter = true };
                    }

                    break;
            }
        }
    }

    private void Add(AtomKind kind, string text, SpanStyle style, string? link, (byte Level, byte Base) direction)
    {
        var face = FaceOf(style);
        var shaped = shaper.Shape(new WordStyle(face, _han, (direction.Level & 1) == 1), text);
        _atoms.Add(new Atom(kind, shaped.Glyphs, shaped.Advance * _format.Size)
        {
            Ink = style == SpanStyle.Secondary ? Ink.Secondary : Ink.Black,
            LinkTo = link,
            Bold = face == Face.Bold,
            MayBreakAfter = kind == AtomKind.Space,
            Level = direction.Level,
            Base = direction.Base,
        });
    }

    private Face FaceOf(SpanStyle style) => style switch
    {
        SpanStyle.Exact => Face.Serif,
        SpanStyle.Machine => Face.Mono,
        SpanStyle.Bold => Face.Bold,
        _ => _format.Bold ? Face.Bold : Face.Sans,
    };
}
