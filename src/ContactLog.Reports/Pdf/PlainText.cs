using System.Globalization;
using System.Text;

namespace ContactLog.Reports.Pdf;

/// <summary>Text that the viewer shows or speaks by itself: bookmarks, descriptions, the title.</summary>
internal static class PlainText
{
    /// <summary>
    /// The text without what cannot be seen. A directional override in a bookmark would turn the
    /// viewer's own words round; half a surrogate pair is no text at all.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // EnumerateRunes gives U+FFFD for a lone surrogate.
            clean.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                UnicodeCategory.Format when rune.Value != 0x200D => "",
                _ => rune.ToString(),
            });
        }

        return clean.ToString().Trim();
    }
}
