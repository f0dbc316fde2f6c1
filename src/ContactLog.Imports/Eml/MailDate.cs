using System.Globalization;
using NodaTime;

namespace ContactLog.Imports.Eml;

/// <summary>
/// The date of a mail (RFC 5322, with its obsolete forms and common faults). Not by the framework: that takes the server's zone
/// where none is named, and refuses a wrong weekday. What is in doubt, an impossible day, a year far off, a zone by an unknown
/// name, gives no date rather than a wrong one.
/// </summary>
internal static class MailDate
{
    // No mail is older; what is further off than a clock can be wrong is not a date.
    private const int FirstYear = 1960;
    private const int LastYear = 2100;
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // RFC 5322 4.3; then names that mean one offset wherever they are used.
    private static readonly Dictionary<string, int> s_zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0,
        ["GMT"] = 0,
        ["UTC"] = 0,
        ["Z"] = 0,
        ["EST"] = -300,
        ["EDT"] = -240,
        ["CST"] = -360,
        ["CDT"] = -300,
        ["MST"] = -420,
        ["MDT"] = -360,
        ["PST"] = -480,
        ["PDT"] = -420,
        ["WET"] = 0,
        ["WEST"] = 60,
        ["CET"] = 60,
        ["MET"] = 60,
        ["CEST"] = 120,
        ["MEST"] = 120,
        ["EET"] = 120,
        ["EEST"] = 180,
        ["MSK"] = 180,
        ["JST"] = 540,
        ["KST"] = 540,
        ["AEST"] = 600,
        ["AEDT"] = 660,
        ["NZST"] = 720,
        ["NZDT"] = 780,
        ["AKST"] = -540,
        ["AKDT"] = -480,
        ["HST"] = -600,
    };

    /// <summary>The wall time and, where one is named, its offset; null when it is not a date.</summary>
    public static (LocalDateTime Wall, Offset? Offset)? Parse(string? text)
    {
        var tokens = Tokens(text ?? "");
        var at = tokens.FindIndex(token => char.IsAsciiDigit(token[0]) && !token.Contains(':', StringComparison.Ordinal));
        if (at < 0 || tokens.Count - at < 3)
        {
            return null;
        }

        // "5 May 2009 10:00:00 +0200", also "5-May-2009 …", "2009-05-05 …" is none; and "May 5 10:00:00 2009" as ctime writes it.
        var month = Month(tokens[at + 1]);
        var day = Number(tokens[at]);
        var after = at + 2;
        if (month is null && at > 0 && Month(tokens[at - 1]) is { } before)
        {
            (month, after) = (before, at + 1);
        }

        if (month is null || day is not { } d)
        {
            return null;
        }

        var time = tokens.FindIndex(after, token => token.Contains(':', StringComparison.Ordinal));
        var year = tokens.FindIndex(after, token => token.Length is >= 2 and <= 4 && token.All(char.IsAsciiDigit));
        if (time < 0 || year < 0 || Time(tokens[time]) is not { } clock || Year(tokens[year]) is not { } y)
        {
            return null;
        }

        if (d is < 1 or > 31 || d > CalendarSystem.Iso.GetDaysInMonth(y, month.Value))
        {
            return null;
        }

        var wall = new LocalDate(y, month.Value, d) + clock;
        var zones = tokens.Skip(time + 1).Where((_, i) => i + time + 1 != year).Select(token => (token, Zone: Zone(token))).Where(one => one.Zone is not null).ToList();
        // "GMT+0200": the figures say more than the name.
        var offset = (zones.Find(one => one.token[0] is '+' or '-') is { Zone: { } figures } ? figures : zones.Select(one => one.Zone).FirstOrDefault());
        return (wall, offset);
    }

    /// <summary>The date as an instant with its offset; null when the zone is missing or unknown, too.</summary>
    public static OffsetDateTime? WithOffset(string? text) => Parse(text) is { Offset: { } offset } date ? date.Wall.WithOffset(offset) : null;

    /// <summary>The end of an mbox separator: a date with a time, and a year of four digits last of all.</summary>
    public static bool EndsLikeSeparator(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        return space > 0 && line.Length is > 10 and < 400 && line.Contains((byte)':') && !line[^4..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Parse(System.Text.Encoding.Latin1.GetString(line[space..])) is not null;
    }

    // Comments in any depth are dropped, whatever separates the rest; "-" only between a day and a month's name.
    private static List<string> Tokens(string text)
    {
        const int longest = 400;
        var tokens = new List<string>();
        var depth = 0;
        var start = -1;
        text = text.Length > longest ? text[..longest] : text;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            var part = depth == 0 && (char.IsLetterOrDigit(c) || c is ':' or '+' or '.'
                || (c == '-' && start < 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (i == 0 || text[i - 1] is ' ' or '\t')));
            if (part && c is '+' && start >= 0)
            {
                tokens.Add(text[start..i]);
                start = i;
            }
            else if (part && start < 0)
            {
                start = i;
            }
            else if (!part && start >= 0)
            {
                tokens.Add(text[start..i]);
                start = -1;
            }

            depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
        }

        return tokens;
    }

    private static int? Month(string token) => token.Length >= 3 && Array.FindIndex(s_months, month => token.StartsWith(month, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? index + 1 : null;

    private static int? Number(string token) => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // RFC 5322 4.3: two digits up to 49 are of this century, three digits count from 1900.
    private static int? Year(string token) => Number(token) is not { } number ? null
        : (token.Length == 2 ? number + (number < 50 ? 2000 : 1900) : token.Length == 3 ? number + 1900 : number) is >= FirstYear and <= LastYear and var year ? year : null;

    private static LocalTime? Time(string token)
    {
        var parts = token.Split('.')[0].Split(':');
        if (parts.Length is < 2 or > 3 || Number(parts[0]) is not { } hour || Number(parts[1]) is not { } minute || (parts.Length == 3 ? Number(parts[2]) : 0) is not { } second)
        {
            return null;
        }

        // A leap second has no place on our clocks.
        return hour > 23 || minute > 59 || second > 60 ? null : new LocalTime(hour, minute, Math.Min(second, 59));
    }

    private static Offset? Zone(string token)
    {
        if (s_zones.TryGetValue(token, out var minutes))
        {
            return Offset.FromSeconds(minutes * 60);
        }

        var digits = token.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is not (5 or 3) || digits[0] is not ('+' or '-') || Number(digits[1..]) is not { } number)
        {
            return null;
        }

        var (hours, rest) = digits.Length == 5 ? (number / 100, number % 100) : (number, 0);
        return hours > 14 || rest > 59 ? null : Offset.FromSeconds((digits[0] == '-' ? -1 : 1) * ((hours * 3600) + (rest * 60)));
    }
}
