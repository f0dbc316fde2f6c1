using System.Globalization;
using System.Text;

namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>What a reader takes for one character, and the face that can show it.</summary>
internal static class TextElement
{
    public const int NonJoiner = 0x200C, Joiner = 0x200D, TextVariant = 0xFE0E, EmojiVariant = 0xFE0F;

    private static readonly string[] Letters = [.. Enumerable.Range(0, 128).Select(letter => ((char)letter).ToString())];

    /// <summary>A letter as text, without making it anew each time.</summary>
    public static string Letter(char letter) => letter < 128 ? Letters[letter] : letter.ToString();

    /// <summary>The face that can show an element, or null when none can be trusted to.</summary>
    /// <param name="style">How it is wanted.</param>
    /// <param name="element">The element as it was written.</param>
    /// <param name="points">The code points to look up, letters and accents composed.</param>
    /// <param name="isAsWritten">Whether those are the code points that were written.</param>
    public static Face? FaceOf(WordStyle style, string element, out int[] points, out bool isAsWritten)
    {
        var composed = Compose(element);
        isAsWritten = string.Equals(composed, element, StringComparison.Ordinal);
        points = [.. CodePoints(composed)];
        if (style.IsRightToLeft)
        {
            points[0] = Bidi.BidiCharacter.Mirror(points[0]);
        }

        var joins = points[0] is >= 0x600 and <= 0x8FF;
        var emoji = WantsEmoji(points);
        foreach (var point in points)
        {
            if (Scripts.CannotBeSet(point) || (!emoji && IsHidden(point) && !(joins && point is NonJoiner or Joiner)))
            {
                return null;
            }
        }

        if (Scripts.FaceOf(points[0], style.Han) is { } own)
        {
            if (Has(own, points))
            {
                return own;
            }

            if (own is Face.Chinese or Face.Japanese or Face.Korean)
            {
                foreach (var face in Scripts.EastAsian)
                {
                    if (Has(face, points))
                    {
                        return face;
                    }
                }
            }
        }

        ReadOnlySpan<Face> order = emoji
            ? [Face.Emoji, style.Face, Face.Sans, Face.Mono, Face.Symbols]
            : [style.Face, Face.Sans, Face.Mono, Face.Symbols, Face.Emoji];
        foreach (var face in order)
        {
            if (Has(face, points))
            {
                return face;
            }
        }

        return null;
    }

    public static IEnumerable<int> CodePoints(string text)
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

    /// <summary>Characters that say how the one before looks and have no glyph of their own.</summary>
    public static bool IsSilent(int point) => point is TextVariant or EmojiVariant or NonJoiner or Joiner;

    private static bool IsBlank(int point) => Rune.GetUnicodeCategory(new Rune(point)) is UnicodeCategory.SpaceSeparator or UnicodeCategory.Format || point == 0x2800;

    private static bool Has(Face face, int[] points)
    {
        var metrics = ReportFonts.Metrics(face);
        var any = false;
        foreach (var point in points)
        {
            if (IsSilent(point))
            {
                continue;
            }

            // A glyph without an outline is a hole in the sentence: some faces list characters that they do not draw.
            if (point is >= 0xD800 and <= 0xDFFF || metrics.Glyph(point) is var glyph && (glyph == 0 || (metrics.Outline(glyph).IsEmpty && !IsBlank(point))))
            {
                return false;
            }

            any = true;
        }

        return any;
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

    /// <summary>
    /// Characters that are not seen but change what is: directional overrides that turn a sentence
    /// round, zero-width spaces that hide in a name, controls. They are printed as their number.
    /// </summary>
    private static bool IsHidden(int point) => point is not (TextVariant or EmojiVariant)
        && (point is >= 0xD800 and <= 0xDFFF || Rune.GetUnicodeCategory(new Rune(point)) is UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
        || point is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or 0xFFFC or (>= 0xFE00 and <= 0xFE0D);

    private static bool WantsEmoji(int[] points)
    {
        if (points.Length == 1 && points[0] < 0x1F000)
        {
            return false;
        }

        return points.Any(point => point is EmojiVariant or 0x20E3 or (>= 0x1F1E6 and <= 0x1FAFF) or 0x1F004 or 0x1F0CF)
            || (points.Contains(Joiner) && points[0] > 0x2000 && ReportFonts.Metrics(Face.Emoji).Glyph(points[0]) != 0);
    }
}
