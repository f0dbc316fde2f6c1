using System.Text;

namespace ContactLog.Imports;

/// <summary>Text as it is compared: invisible direction marks and joiners that change nothing to the eye must not make two numbers differ.</summary>
public static class VisibleText
{
    /// <summary>Drops U+200E/F, 202A-202E, 2060, 2066-2069 and FEFF, reads U+00A0, 2009 and 202F as a space, trims. U+200D stays: emoji need it.</summary>
    public static string ForMatching(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsMark(c))
            {
                continue;
            }

            clean.Append(c is '\u00A0' or '\u2009' or '\u202F' ? ' ' : c);
        }

        return clean.ToString().Trim();
    }

    /// <summary>One of the marks that <see cref="ForMatching"/> drops.</summary>
    public static bool IsMark(char c) =>
        c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or '\u2060' or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
