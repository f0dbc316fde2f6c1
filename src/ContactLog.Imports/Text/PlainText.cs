using System.Buffers;

namespace ContactLog.Imports.Text;

/// <summary>Text of a stranger's file as it may be kept and shown.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> s_controls = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(i => (char)i).Where(c => c is not ('\n' or '\t'))]);

    /// <summary>With line breaks as \n, and control characters and halves of pairs replaced by U+FFFD.</summary>
    public static string Clean(string text) => WithoutControls(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    /// <summary>With control characters, carriage returns among them, and halves of pairs replaced by U+FFFD.</summary>
    public static string WithoutControls(string text) =>
        text.AsSpan().ContainsAny(s_controls) || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F') || !IsWhole(text)
            ? string.Create(text.Length, text, Replace)
            : text;

    // Each half of a pair has its other half.
    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }

            text = text[(at + 2)..];
        }

        return true;
    }

    private static void Replace(Span<char> clean, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                (clean[i], clean[i + 1]) = (text[i], text[i + 1]);
                i++;
            }
            else
            {
                clean[i] = text[i] is not ('\n' or '\t') && (char.IsControl(text[i]) || char.IsSurrogate(text[i])) ? '\uFFFD' : text[i];
            }
        }
    }

    /// <summary>In one line, cut to a length: for names, subjects and labels.</summary>
    public static string Line(string text, int most) =>
        Cut(Clean(text).Replace('\n', ' ').Replace('\t', ' ').Trim(), most, out _);

    /// <summary>At most so many characters, never half of a pair.</summary>
    public static string Cut(string text, int most, out bool cut)
    {
        cut = text.Length > most;
        return !cut ? text : most > 0 && char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
    }
}
