using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Imports.Eml;

namespace ContactLog.Imports.Mbox;

/// <summary>The lines that divide an mbox.</summary>
internal static partial class Separator
{
    /// <summary>The longest line that can be one, in bytes.</summary>
    public const int Longest = 400;

    internal enum Kind
    {
        None,

        /// <summary>"From somebody Tue Jan 21 05:30:14 2014".</summary>
        Dated,

        /// <summary>"From - Tue Jan 21 05:30:14 2014", as Mozilla's programs write it.</summary>
        Mozilla,

        /// <summary>"From -", as they wrote it once.</summary>
        Bare,

        /// <summary>Something behind the year, or a date in figures, as gateways and converters write it.</summary>
        Odd,
    }

    /// <summary>
    /// What a line is by itself. "From Russia with love" is none: a date with a month's name, a time and a year of four digits must follow.
    /// </summary>
    public static Kind Of(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("From "u8) || line.Length > Longest)
        {
            return Kind.None;
        }

        var rest = line[5..].Trim(" \t\r\n"u8);
        return rest.SequenceEqual("-"u8) ? Kind.Bare
            : MailDate.EndsLikeSeparator(rest) ? rest.StartsWith("- "u8) ? Kind.Mozilla : Kind.Dated
            : IsOdd(rest) ? Kind.Odd : Kind.None;
    }

    // "… 2014 GMT", "… 2014 remote from host", "… 2014 -0700 (PDT)", "… 22/01/2014 05:30:14", "… 2014-01-22T05:30:14Z".
    private static bool IsOdd(ReadOnlySpan<byte> rest)
    {
        if (!rest.Contains((byte)':'))
        {
            return false;
        }

        Span<char> room = stackalloc char[Longest];
        ReadOnlySpan<char> text = room[..Encoding.Latin1.GetChars(rest, room)];
        var end = text.Length;
        foreach (var behind in Behind().EnumerateMatches(text))
        {
            end = behind.Index;
        }

        return MailDate.EndsLikeSeparator(rest[..end]) || Figures().IsMatch(text[..end]);
    }

    [GeneratedRegex(@"( remote from [^ ]+| \(?[A-Z]{1,5}\)?| [-+][0-9]{2}:?[0-9]{2}( \([^()]{1,40}\))?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Behind();

    [GeneratedRegex(@" ([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{4}|[0-9]{2}))[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?( ?[AaPp][Mm])?(Z|[-+][0-9]{2}:?[0-9]{2})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figures();
}
