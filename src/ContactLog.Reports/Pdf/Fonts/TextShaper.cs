using System.Globalization;
using System.Text;

namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>A glyph and the text it stands for; the text of a glyph that only continues another is empty.</summary>
internal readonly record struct ShapedGlyph(Face Face, ushort Glyph, string Text, double Advance);

/// <summary>A word as glyphs. Its advance is a part of the size.</summary>
internal sealed record ShapedWord(ShapedGlyph[] Glyphs, double Advance);

/// <summary>
/// Turns text into glyphs of the bundled faces. A grapheme that the wanted face lacks is looked for
/// in the next; one that none has is printed as its code points, e.g. <c>[U+05D0]</c>: an empty box,
/// or letters in the wrong order, would change what was said without anybody noticing.
/// </summary>
internal sealed class TextShaper
{
    private const int ZeroWidthJoiner = 0x200D, TextVariant = 0xFE0E, EmojiVariant = 0xFE0F;
    private readonly Dictionary<(Face, string), ShapedWord> _words = [];

    /// <summary>The glyphs of a word (text without spaces and line breaks), or of a run of spaces.</summary>
    public ShapedWord Shape(Face face, string word)
    {
        if (_words.TryGetValue((face, word), out var known))
        {
            return known;
        }

        var glyphs = new List<ShapedGlyph>(word.Length);
        var text = Compose(word);
        List<int>? unknown = null;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var element = text.Substring(at, length);
            at += length;
            if (ShapeElement(face, element) is { } shaped)
            {
                FlushUnknown();
                glyphs.AddRange(shaped);
            }
            else
            {
                // One strange mark must not hide the letter it stands on: each code point for itself.
                foreach (var point in CodePoints(element))
                {
                    if (point is < 0xD800 or > 0xDFFF && length > 1 && ShapeElement(face, char.ConvertFromUtf32(point)) is { } letter)
                    {
                        FlushUnknown();
                        glyphs.AddRange(letter);
                    }
                    else
                    {
                        (unknown ??= []).Add(point);
                    }
                }
            }
        }

        FlushUnknown();
        var result = new ShapedWord([.. glyphs], glyphs.Sum(glyph => glyph.Advance));
        // Hashes and other words that occur once would fill the memory of a long report for nothing.
        if (word.Length <= 24)
        {
            _words[(face, word)] = result;
        }

        return result;

        void FlushUnknown()
        {
            if (unknown is not { Count: > 0 })
            {
                return;
            }

            var marker = "[" + string.Join(' ', unknown.Select(point => "U+" + point.ToString("X4", CultureInfo.InvariantCulture))) + "]";
            glyphs.AddRange(marker.Select(letter => Single(face, letter)));
            unknown = null;
        }
    }

    /// <summary>
    /// Canonical composition, so that a letter and its accent find the one glyph that has both. A
    /// half of a surrogate pair would make that throw: it stays as it is and is printed as its number.
    /// </summary>
    private static string Compose(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return text;
                }

                i++;
            }
            else if (text[i] is >= '\uFDD0' and <= '\uFDEF' or >= '\uFFFE')
            {
                return text;
            }
        }

        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text; // A noncharacter beyond the first plane: it, too, is printed as its number.
        }
    }

    private static ShapedGlyph[]? ShapeElement(Face face, string element)
    {
        if (element.Length == 1 && element[0] is >= ' ' and <= '~')
        {
            return [Single(face, element[0])];
        }

        var points = CodePoints(element).ToArray();
        var emoji = WantsEmoji(points);
        if (!emoji && points.Any(IsHidden))
        {
            return null;
        }

        ReadOnlySpan<Face> order = emoji ? [Face.Emoji, face, Face.Sans, Face.Mono, Face.Symbols] : [face, Face.Sans, Face.Mono, Face.Symbols, Face.Emoji];
        foreach (var candidate in order)
        {
            if (Map(candidate, points) is { } glyphs)
            {
                return glyphs;
            }
        }

        return null;
    }

    /// <summary>
    /// Characters that are not seen but change what is: directional overrides that turn a sentence
    /// round, zero-width spaces that hide in a name, controls. They are printed as their number.
    /// </summary>
    private static bool IsHidden(int point) => point is not (TextVariant or EmojiVariant)
        && (point is >= 0xD800 and <= 0xDFFF || Rune.GetUnicodeCategory(new Rune(point)) is UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
        || point is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or 0xFFFC or (>= 0xFE00 and <= 0xFE0D);

    private static bool WantsEmoji(int[] points) =>
        points.Any(point => point is EmojiVariant or 0x20E3 or (>= 0x1F1E6 and <= 0x1FAFF) or 0x1F004 or 0x1F0CF)
        || (points.Length > 1 && points.Contains(ZeroWidthJoiner) && ReportFonts.Metrics(Face.Emoji).Glyph(points[0]) != 0);

    private static ShapedGlyph[]? Map(Face face, int[] points)
    {
        var metrics = ReportFonts.Metrics(face);
        var glyphs = new List<(ushort Glyph, string Text)>(points.Length);
        foreach (var point in points)
        {
            if (point is TextVariant or EmojiVariant)
            {
                // Says how the character before it looks; no glyph of its own, but it stays in the text.
                if (glyphs.Count > 0)
                {
                    glyphs[^1] = (glyphs[^1].Glyph, glyphs[^1].Text + char.ConvertFromUtf32(point));
                }

                continue;
            }

            if (point is >= 0xD800 and <= 0xDFFF || metrics.Glyph(point) is not (> 0 and var glyph))
            {
                return null;
            }

            glyphs.Add((glyph, char.ConvertFromUtf32(point)));
        }

        if (glyphs.Count == 0)
        {
            return null;
        }

        if (face == Face.Emoji)
        {
            Ligate(metrics, glyphs);
            var joiner = metrics.Glyph(ZeroWidthJoiner);
            for (var i = glyphs.Count - 1; i > 0; i--)
            {
                if (glyphs[i].Glyph == joiner)
                {
                    glyphs[i - 1] = (glyphs[i - 1].Glyph, glyphs[i - 1].Text + glyphs[i].Text);
                    glyphs.RemoveAt(i);
                }
            }
        }

        return [.. glyphs.Select(glyph => new ShapedGlyph(face, glyph.Glyph, glyph.Text, metrics.Advance(glyph.Glyph)))];
    }

    private static void Ligate(TrueTypeFace metrics, List<(ushort Glyph, string Text)> glyphs)
    {
        for (var i = 0; i < glyphs.Count; i++)
        {
            bool again;
            do
            {
                again = false;
                foreach (var (rest, ligature) in metrics.Ligatures(glyphs[i].Glyph))
                {
                    if (rest.Length > 0 && i + rest.Length < glyphs.Count
                        && rest.Select((glyph, k) => glyphs[i + 1 + k].Glyph == glyph).All(same => same))
                    {
                        glyphs[i] = (ligature, string.Concat(glyphs.Skip(i).Take(rest.Length + 1).Select(glyph => glyph.Text)));
                        glyphs.RemoveRange(i + 1, rest.Length);
                        again = true;
                        break;
                    }
                }
            }
            while (again);
        }
    }

    private static ShapedGlyph Single(Face face, char letter)
    {
        var metrics = ReportFonts.Metrics(face);
        var glyph = metrics.Glyph(letter);
        return new ShapedGlyph(face, glyph, letter.ToString(), metrics.Advance(glyph));
    }

    private static IEnumerable<int> CodePoints(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                yield return char.ConvertToUtf32(text[i], text[++i]);
            }
            else
            {
                yield return text[i];
            }
        }
    }
}
