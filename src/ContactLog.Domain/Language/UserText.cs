using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ContactLog.Domain.Language;

/// <summary>Her words and theirs on screen: unchanged, but with what cannot be seen made visible.</summary>
public static class UserText
{
    /// <summary>
    /// The text with control characters and direction overrides written out as signs (␀) or code points (⟨U+202E⟩).
    /// Stops a message from hiding part of itself, or from turning the words around it on the page.
    /// Line feeds and tabs stay; so do the joiners that emoji and several scripts need.
    /// </summary>
    public static string Visible(string? text)
    {
        if (string.IsNullOrEmpty(text) || !text.Any(IsHidden))
        {
            return text ?? "";
        }

        var shown = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (!IsHidden(c))
            {
                shown.Append(c);
            }
            else if (c < ' ')
            {
                shown.Append((char)('\u2400' + c));
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"⟨U+{(int)c:X4}⟩");
            }
        }

        return shown.ToString();
    }

    /// <summary>Whether there is nothing to see in a text: a name of such characters alone would be an empty line in every list.</summary>
    public static bool IsBlank([NotNullWhen(false)] string? text) => text is null || text.EnumerateRunes().All(rune => Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 or (>= 0xFE00 and <= 0xFE0F));

    private static bool IsHidden(char c) => c is not ('\n' or '\t')
        && (char.IsControl(c) || c is '\u061C' or '\u200B' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF');
}
