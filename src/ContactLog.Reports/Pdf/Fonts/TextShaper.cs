using System.Globalization;
using System.Text;
using ContactLog.Reports.Pdf.Fonts.OpenType;

namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>
/// A glyph and the text it stands for. An object and not a value, because a letter comes back in every word: a long report has
/// millions of glyphs and a few hundred different ones.
/// </summary>
/// <param name="Face">Its face.</param>
/// <param name="Glyph">Its number in the face.</param>
/// <param name="Text">What is copied from the page for it, in the order in which it stands there; empty when the glyph before says it.</param>
/// <param name="Advance">How far it moves the pen, as a part of the size.</param>
internal sealed record ShapedGlyph(Face Face, ushort Glyph, string Text, double Advance)
{
    /// <summary>How far off the pen it stands, as parts of the size.</summary>
    public double X { get; init; }

    public double Y { get; init; }

    /// <summary>Whether it belongs to the glyph before, as a mark to its letter: nothing may come between them.</summary>
    public bool Continues { get; init; }

    /// <summary>Whether it is drawn exactly where the pen is and moves it by its own width.</summary>
    public bool IsPlain => X == 0 && Y == 0 && !Continues;
}

/// <summary>A word as glyphs, in logical order. Its advance is a part of the size.</summary>
internal sealed record ShapedWord(ShapedGlyph[] Glyphs, double Advance);

/// <summary>How a word is wanted.</summary>
/// <param name="Face">The face of the voice that speaks.</param>
/// <param name="Han">The look of Chinese characters.</param>
/// <param name="IsRightToLeft">Whether it is read from right to left.</param>
internal readonly record struct WordStyle(Face Face, HanStyle Han = HanStyle.Chinese, bool IsRightToLeft = false);

/// <summary>
/// Turns text into glyphs of the bundled faces. A character that the wanted face lacks is looked for
/// in the others; one that none has, or that none can be trusted to set, is printed as its code
/// points, e.g. <c>[U+0915]</c>: an empty box, or letters in the wrong order, would change what was
/// said without anybody noticing. Not for several threads at once.
/// </summary>
internal sealed class TextShaper
{
    private readonly Dictionary<(WordStyle, string), ShapedWord> _words = [];
    private readonly Dictionary<(WordStyle, char), ShapedGlyph> _letters = [];
    private readonly RunSetter _setter = new();

    /// <summary>The glyphs of a word (text without spaces and line breaks), or of a run of spaces.</summary>
    public ShapedWord Shape(WordStyle style, string word)
    {
        if (_words.TryGetValue((style, word), out var known))
        {
            return known;
        }

        var glyphs = new List<ShapedGlyph>(word.Length);
        if (Ascii.IsValid(word) && !word.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            foreach (var letter in word)
            {
                glyphs.Add(Single(style, letter));
            }
        }
        else
        {
            ShapeElements(style, word, glyphs);
        }

        var advance = 0.0;
        foreach (var glyph in glyphs)
        {
            advance += glyph.Advance;
        }

        var result = new ShapedWord([.. glyphs], advance);
        // Hashes and other words that occur once would fill the memory of a long report for nothing.
        if (word.Length <= 24)
        {
            _words[(style, word)] = result;
        }

        return result;
    }

    private void ShapeElements(WordStyle style, string word, List<ShapedGlyph> glyphs)
    {
        var run = new List<(int Point, string Text)>();
        Face? runFace = null;
        var unknown = new List<int>();
        for (var at = 0; at < word.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(word, at);
            var element = word.Substring(at, length);
            at += length;
            if (Take(element))
            {
                continue;
            }

            // One strange mark must not hide the letter it stands on: each code point for itself.
            foreach (var point in TextElement.CodePoints(element))
            {
                if (point is >= 0xD800 and <= 0xDFFF || length <= 1 || !Take(char.ConvertFromUtf32(point)))
                {
                    FlushRun();
                    unknown.Add(point);
                }
            }
        }

        FlushUnknown();
        FlushRun();

        bool Take(string element)
        {
            if (TextElement.FaceOf(style, element, out var points, out var isAsWritten) is not { } face)
            {
                return false;
            }

            FlushUnknown();
            if (runFace != face)
            {
                FlushRun();
                runFace = face;
            }

            foreach (var (i, point) in points.Index())
            {
                // A letter and an accent that were typed apart are one glyph, and still two characters when copied.
                var text = isAsWritten && !(i == 0 && style.IsRightToLeft) ? char.ConvertFromUtf32(point) : i > 0 ? ""
                    : isAsWritten ? char.ConvertFromUtf32(char.ConvertToUtf32(element, 0)) : element;
                run.Add((point, text));
            }

            return true;
        }

        void FlushRun()
        {
            if (run.Count > 0)
            {
                _setter.Set(runFace!.Value, run, style.IsRightToLeft, glyphs);
                run.Clear();
            }

            runFace = null;
        }

        void FlushUnknown()
        {
            if (unknown.Count == 0)
            {
                return;
            }

            var marker = "[" + string.Join(' ', unknown.Select(point => "U+" + point.ToString("X4", CultureInfo.InvariantCulture))) + "]";
            foreach (var (i, letter) in marker.Index())
            {
                // One thing, also in a line that runs from right to left.
                glyphs.Add(Single(style, letter) with { Continues = i > 0 && style.IsRightToLeft });
            }

            unknown.Clear();
        }
    }

    private ShapedGlyph Single(WordStyle style, char letter)
    {
        if (_letters.TryGetValue((style, letter), out var known))
        {
            return known;
        }

        var metrics = ReportFonts.Metrics(style.Face);
        var shown = style.IsRightToLeft ? (char)Bidi.BidiCharacter.Mirror(letter) : letter;
        var glyph = metrics.Glyph(shown);
        return _letters[(style, letter)] = new ShapedGlyph(style.Face, glyph, TextElement.Letter(letter), metrics.Advance(glyph));
    }
}
