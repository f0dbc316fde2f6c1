using System.Buffers;
using System.Text;

namespace ContactLog.Imports.Text;

/// <summary>Text of a stranger's file as it may be kept and shown.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> s_special = SearchValues.Create([.. Enumerable.Range(0, 0xFFFF).Select(i => (char)i)
        .Where(c => c is not ('\n' or '\t') && (char.IsControl(c) || char.IsSurrogate(c)))]);

    /// <summary>With line breaks as \n, and control characters and halves of pairs replaced by U+FFFD.</summary>
    public static string Clean(string text)
    {
        var at = text.AsSpan().IndexOfAny(s_special);
        if (at < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0)
        {
            clean.Append(text, from, at - from);
            if (text[at] == '\r')
            {
                from = at + (at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1);
                clean.Append('\n');
            }
            else if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                from = at + 2;
                clean.Append(text, at, 2);
            }
            else
            {
                from = at + 1;
                clean.Append('\uFFFD');
            }

            var next = text.AsSpan(from).IndexOfAny(s_special);
            at = next < 0 ? -1 : from + next;
        }

        return clean.Append(text, from, text.Length - from).ToString();
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
