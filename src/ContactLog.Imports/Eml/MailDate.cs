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
    private const int Longest = 400;
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

    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_zone = s_zones.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The wall time and, where one is named, its offset; null when it is not a date.</summary>
    public static (LocalDateTime Wall, Offset? Offset)? Parse(ReadOnlySpan<char> text)
    {
        // No string is made of a word: an mbox of a year has a hundred thousand dates.
        Span<Range> room = stackalloc Range[Longest + 1];
        var tokens = new Tokens(text, room);
        var at = 0;
        while (at < tokens.Count && !(char.IsAsciiDigit(tokens[at][0]) && !tokens[at].Contains(':')))
        {
            at++;
        }

        if (tokens.Count - at < 3)
        {
            return null;
        }

        // "5 May 2009 10:00:00 +0200", also "5-May-2009 …", "2009-05-05 …" is none; and "May 5 10:00:00 2009" as ctime writes it.
        var month = Month(tokens[at + 1]);
        var day = Number(tokens[at]);
        var after = at + 2;
        // In "mar. 5 avr. 2022" the word before is a Tuesday.
        if (month is null && at > 0 && (tokens[at + 1].Contains(':') || Number(tokens[at + 1]) is not null) && Month(tokens[at - 1]) is { } before)
        {
            (month, after) = (before, at + 1);
        }

        if (month is null || day is not { } d)
        {
            return null;
        }

        var (time, year) = (-1, -1);
        for (var i = after; i < tokens.Count; i++)
        {
            time = time < 0 && tokens[i].Contains(':') ? i : time;
            year = year < 0 && tokens[i].Length is >= 2 and <= 4 && !tokens[i].ContainsAnyExceptInRange('0', '9') ? i : year;
        }

        if (time < 0 || year < 0 || Time(tokens, time) is not { } clock || Year(tokens[year]) is not { } y)
        {
            return null;
        }

        if (d is < 1 or > 31 || d > CalendarSystem.Iso.GetDaysInMonth(y, month.Value))
        {
            return null;
        }

        // "GMT+0200": the figures say more than the name.
        (Offset? figures, Offset? name) = (null, null);
        for (var i = time + 1; i < tokens.Count; i++)
        {
            if (i != year && Zone(tokens[i]) is { } zone)
            {
                var isFigures = tokens[i][0] is '+' or '-';
                figures ??= isFigures ? zone : null;
                name ??= isFigures ? null : zone;
            }
        }

        return (new LocalDate(y, month.Value, d) + clock, figures ?? name);
    }

    /// <summary>The date as an instant with its offset; null when the zone is missing or unknown, too.</summary>
    public static OffsetDateTime? WithOffset(ReadOnlySpan<char> text) => WithOffset(Parse(text));

    /// <inheritdoc cref="WithOffset(ReadOnlySpan{char})"/>
    public static OffsetDateTime? WithOffset((LocalDateTime Wall, Offset? Offset)? date) => date is { Offset: { } offset } known ? known.Wall.WithOffset(offset) : null;

    /// <summary>The end of an mbox separator: a date with a time, and a year of four digits last of all.</summary>
    public static bool EndsLikeSeparator(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        if (space <= 0 || line.Length is not (> 10 and < Longest) || !line.Contains((byte)':') || line[^4..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        Span<char> text = stackalloc char[Longest];
        return Parse(text[..System.Text.Encoding.Latin1.GetChars(line[space..], text)]) is not null;
    }

    private static int? Month(ReadOnlySpan<char> token)
    {
        for (var month = 0; month < s_months.Length; month++)
        {
            if (token.StartsWith(s_months[month], StringComparison.OrdinalIgnoreCase))
            {
                return month + 1;
            }
        }

        return null;
    }

    private static int? Number(ReadOnlySpan<char> token) => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // RFC 5322 4.3: two digits up to 49 are of this century, three digits count from 1900.
    private static int? Year(ReadOnlySpan<char> token) => Number(token) is not { } number ? null
        : (token.Length == 2 ? number + (number < 50 ? 2000 : 1900) : token.Length == 3 ? number + 1900 : number) is >= FirstYear and <= LastYear and var year ? year : null;

    private static LocalTime? Time(in Tokens tokens, int at)
    {
        var token = tokens[at];
        var letters = token.IndexOfAnyExceptInRange('.', ':');
        var afternoon = letters >= 0 ? IsAfternoon(token[letters..], "") : IsAfternoon(tokens[at + 1], tokens[at + 2]);
        if (letters >= 0 && afternoon is null)
        {
            return null;
        }

        token = letters >= 0 ? token[..letters] : token;
        token = token.IndexOf('.') is >= 0 and var dot ? token[..dot] : token;
        Span<Range> parts = stackalloc Range[4];
        var count = token.Split(parts, ':');
        if (count is < 2 or > 3 || Number(token[parts[0]]) is not { } hour || Number(token[parts[1]]) is not { } minute || (count == 3 ? Number(token[parts[2]]) : 0) is not { } second)
        {
            return null;
        }

        // "14:05 PM" and "0:05 AM" contradict themselves: whoever wrote them may have meant either.
        if (afternoon is { } pm)
        {
            hour = hour is < 1 or > 12 ? 24 : (hour % 12) + (pm ? 12 : 0);
        }

        // A leap second has no place on our clocks.
        return hour > 23 || minute > 59 || second > 60 ? null : new LocalTime(hour, minute, Math.Min(second, 59));
    }

    // "PM", "p.m." and, in two words, "p. m."; "A" alone is a zone of the armed forces.
    private static bool? IsAfternoon(ReadOnlySpan<char> word, ReadOnlySpan<char> next)
    {
        if (word.IsEmpty || word[0] is not ('a' or 'A' or 'p' or 'P'))
        {
            return null;
        }

        var rest = word[1..].Trim('.');
        var half = rest.IsEmpty ? next.Trim('.') : rest;
        return half is ['m' or 'M'] ? word[0] is 'p' or 'P' : null;
    }

    private static Offset? Zone(ReadOnlySpan<char> token)
    {
        if (s_zone.TryGetValue(token, out var minutes))
        {
            return Offset.FromSeconds(minutes * 60);
        }

        var digits = token.Contains(':') ? token.ToString().Replace(":", "", StringComparison.Ordinal) : token;
        if (digits.Length is not (5 or 3) || digits[0] is not ('+' or '-') || Number(digits[1..]) is not { } number)
        {
            return null;
        }

        var (hours, rest) = digits.Length == 5 ? (number / 100, number % 100) : (number, 0);
        return hours > 14 || rest > 59 ? null : Offset.FromSeconds((digits[0] == '-' ? -1 : 1) * ((hours * 3600) + (rest * 60)));
    }

    /// <summary>The words of a date. Comments in any depth are dropped, whatever separates the rest; "-" only between a day and a month's name.</summary>
    private readonly ref struct Tokens
    {
        private readonly ReadOnlySpan<char> _text;
        private readonly ReadOnlySpan<Range> _ranges;

        public Tokens(ReadOnlySpan<char> text, Span<Range> room)
        {
            _text = text = text.Length > Longest ? text[..Longest] : text;
            var count = 0;
            var depth = 0;
            var start = -1;
            for (var i = 0; i <= text.Length; i++)
            {
                var c = i < text.Length ? text[i] : ' ';
                var part = depth == 0 && (char.IsLetterOrDigit(c) || c is ':' or '+' or '.'
                    || (c == '-' && start < 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (i == 0 || text[i - 1] is ' ' or '\t')));
                if (start >= 0 && (!part || c is '+'))
                {
                    room[count++] = start..i;
                    start = part ? i : -1;
                }
                else if (part && start < 0)
                {
                    start = i;
                }

                depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
            }

            _ranges = room[..count];
        }

        public int Count => _ranges.Length;

        /// <summary>A word; empty behind the last.</summary>
        public ReadOnlySpan<char> this[int at] => at < _ranges.Length ? _text[_ranges[at]] : [];
    }
}
