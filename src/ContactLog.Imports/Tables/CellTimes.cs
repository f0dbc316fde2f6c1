using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace ContactLog.Imports.Tables;

/// <summary>What the cells of a row say about the time.</summary>
/// <param name="Date">The day, or null where the words do not give one that is beyond doubt.</param>
/// <param name="Time">The time of day, or null.</param>
/// <param name="Offset">An offset that stands with it.</param>
/// <param name="Instant">An instant, where the cell counts seconds or milliseconds since 1970.</param>
/// <param name="About">The words say that it is not exact.</param>
/// <param name="NeedsOrder">The day depends on whether day or month comes first.</param>
/// <param name="More">Around the time stands what is not read: the end of a span, a zone by a name, words that leave no time at all.</param>
internal readonly record struct CellTime(LocalDate? Date, LocalTime? Time, Offset? Offset, Instant? Instant, bool About, bool NeedsOrder, bool More);

/// <summary>
/// Dates and times as people and spreadsheets write them. Not by the framework: that guesses the order of day and month by the
/// server's language. "last Tuesday" is no date and stays words.
/// </summary>
internal static partial class CellTimes
{
    private static readonly string[][] s_months =
    [
        ["jan", "ene", "janv", "jan."], ["feb", "fev", "fevr"], ["mar", "mrz", "mars"], ["apr", "abr", "avr"], ["may", "mai", "mayo", "maio"], ["jun", "juin"],
        ["jul", "juil"], ["aug", "ago", "aout"], ["sep", "set", "sept"], ["oct", "okt", "out"], ["nov"], ["dec", "dic", "dez"],
    ];

    /// <summary>The day of three numbers whose order is open, both ways.</summary>
    public static (LocalDate? DayFirst, LocalDate? MonthFirst)? Open(string cell)
    {
        var match = Numbers().Match(Digits(cell));
        if (!match.Success || match.Groups["a"].Length > 2)
        {
            return null;
        }

        var (a, b, year) = (Int(match, "a"), Int(match, "b"), Year(match.Groups["c"].Value));
        return (Day(year, b, a), Day(year, a, b));
    }

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">What it holds.</param>
    /// <param name="order">How 3/4/21 is to be read, or null while that is open.</param>
    /// <param name="timeOnly">The column holds the time of day alone.</param>
    public static CellTime Read(string cell, DateOrder? order, bool timeOnly)
    {
        var text = Digits(HeaderWords.Plain(cell)).Replace('\u2212', '-').Replace('\u2013', '-');
        if (text.Length is 0 or > 120)
        {
            return default;
        }

        var about = About().IsMatch(text);
        if (!timeOnly && Epoch().Match(text) is { Success: true } epoch && long.TryParse(epoch.Value, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = epoch.Length >= 12 ? number : number * 1000;
            return new(null, null, null, Instant.FromUnixTimeMilliseconds(milliseconds), about, false, false);
        }

        var (date, rest, open, form) = timeOnly ? (null, text, false, Form.Other) : DateOf(text, order);
        var (time, offset, more) = TimeOf(rest, timeOnly, form);
        return new(date, time, offset, null, about, open, more);
    }

    private static (LocalDate? Date, string Others, bool Open, Form Form) DateOf(string text, DateOrder? order)
    {
        if (Iso().Match(text) is { Success: true } iso)
        {
            return (Day(Int(iso, "y"), Int(iso, "m"), Int(iso, "d")), Without(text, iso), false, iso.ValueSpan[^1] == 't' ? Form.IsoWithT : Form.Iso);
        }

        if (Numbers().Match(text) is { Success: true } numbers)
        {
            var (a, b, year) = (Int(numbers, "a"), Int(numbers, "b"), Year(numbers.Groups["c"].Value));
            var both = Day(year, a, b) is not null && Day(year, b, a) is not null && a != b;
            var date = order switch
            {
                DateOrder.Dmy => Day(year, b, a),
                DateOrder.Mdy => Day(year, a, b),
                _ => both ? null : Day(year, b, a) ?? Day(year, a, b),
            };
            return (date, Without(text, numbers), both, Form.Other);
        }

        // "5 May 2024", "May 5th, 2024", "5 de mayo de 2024", "5-May-24".
        foreach (var named in Named().Matches(text).Concat(NamedFirst().Matches(text)))
        {
            if (Array.FindIndex(s_months, names => names.Any(name => Fits(named.Groups["m"].Value, name))) is >= 0 and var month)
            {
                return (Day(Year(named.Groups["y"].Value), month + 1, Int(named, "d")), Without(text, named), false, Form.Other);
            }
        }

        return (null, text, false, Form.Other);
    }

    private static (LocalTime? Time, Offset? Offset, bool More) TimeOf(string text, bool timeOnly, Form form)
    {
        var match = Clock().Match(text);
        match = match.Success ? match : Hour().Match(text);
        match = match.Success || !timeOnly ? match : Bare().Match(text);
        if (!match.Success)
        {
            return (null, null, false);
        }

        var hour = Int(match, "h");
        var minute = match.Groups["min"].Success ? Int(match, "min") : 0;
        var second = match.Groups["s"].Success ? Int(match, "s") : 0;
        var half = match.Groups["half"].Value;
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12)
            {
                return (null, null, true);
            }

            hour = (hour % 12) + (half[0] == 'p' ? 12 : 0);
        }

        if (hour > 23 || minute > 59 || second > 59)
        {
            return (null, null, true);
        }

        // "9:30-10:30" is a span; an offset in figures stands behind a date in ISO form only, and one that could be the end of a span not even there.
        var zone = match.Groups["z"].Value;
        var span = zone.StartsWith('-') && zone.Length != "-0500".Length && form != Form.IsoWithT && !match.Groups["s"].Success;
        var offset = zone.Length > 0 && (char.IsAsciiLetter(zone[0]) || (form != Form.Other && !span)) ? OffsetOf(zone) : null;
        var before = Understood(text[..match.Index]);
        var behind = Understood(text[(match.Index + match.Length)..]);
        // "8:30 in the evening", "before 9 pm", "7-8 pm", "7:15 and 8:15 pm": what is not understood may move the time by half a day or make it another one.
        var rest = offset is null ? behind : Aside().Replace(behind, "");
        rest = ZonesAndSpans().Replace(half.Length > 0 ? Halves().Replace(rest, "") : rest, "");
        if (before.Any(char.IsLetterOrDigit) || rest.Any(char.IsLetter))
        {
            return (null, null, true);
        }

        return (new LocalTime(hour, minute, second), offset, behind.Any(char.IsDigit) || (offset is null && (zone.Length > 0 || behind.Any(char.IsLetter))));
    }

    private static string Understood(string text) => Plain().Replace(Weekdays().Replace(About().Replace(text, ""), ""), "");

    private static Offset? OffsetOf(string text)
    {
        // "GMT+0200", "UTC-5": the figures say more than the name.
        var at = text.IndexOfAny(['-', '+']);
        if (at < 0)
        {
            return Offset.Zero;
        }

        var digits = text[(at + 1)..].Replace(":", "", StringComparison.Ordinal);
        var hours = digits.Length <= 2 ? digits.Length : digits.Length - 2;
        var minutes = (int.Parse(digits[..hours], CultureInfo.InvariantCulture) * 60) + (digits.Length > hours ? int.Parse(digits[hours..], CultureInfo.InvariantCulture) : 0);
        return minutes > 14 * 60 ? null : Offset.FromSeconds((text[at] == '-' ? -60 : 60) * minutes);
    }

    /// <summary>How a date is written, which says what may stand behind its time.</summary>
    private enum Form
    {
        Other,
        Iso,
        IsoWithT,
    }

    private static bool Fits(string written, string name) => written.StartsWith(name, StringComparison.Ordinal);

    private static string Without(string text, Match match) => text.Remove(match.Index, match.Length);

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // 2567 can only be a year of the Buddhist calendar, whose days and months are the common ones.
    private static int Year(string text) => int.Parse(text, CultureInfo.InvariantCulture) is var year && text.Length <= 2 ? year + (year < 70 ? 2000 : 1900) : year is >= 2500 and <= 2643 ? year - 543 : year;

    private static LocalDate? Day(int year, int month, int day) =>
        year is < 1950 or > 2100 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month) ? null : new LocalDate(year, month, day);

    // Digits of other scripts as ours.
    private static string Digits(string text) => text.All(char.IsAscii) ? text
        : string.Concat(text.Select(c => char.IsDigit(c) ? ((char)('0' + (int)char.GetNumericValue(c))).ToString() : c.ToString()));

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"(?<![0-9])(?<y>(19|20)[0-9]{2})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})(?![0-9])t?", Options, 1000)]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<![0-9])(?<a>[0-9]{1,2})[-/.] ?(?<b>[0-9]{1,2})[-/.] ?(?<c>[0-9]{4}|[0-9]{2})(?![0-9])", Options, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<![0-9])(?<d>[0-9]{1,2})(st|nd|rd|th)?[ .-]*(de |of )?(?<m>[a-z]{3,12})[., -]*(de |del )?(?<y>[0-9]{4}|[0-9]{2})(?![0-9:])", Options, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<m>[a-z]{3,12})\.? (?<d>[0-9]{1,2})(st|nd|rd|th)?,? (?<y>[0-9]{4})(?![0-9])", Options, 1000)]
    private static partial Regex NamedFirst();

    [GeneratedRegex(@"(?<![0-9])(?<h>[0-9]{1,2})[:h.](?<min>[0-9]{2})([:.](?<s>[0-9]{2})([.,][0-9]+)?)?\s*(?<half>[ap]\.? ?m\b|(?<=[0-9])[ap]\b|[ap](?=[\s,.;]*$))?\.?\s*(?<z>(utc|gmt) ?[-+][0-9]{1,2}(:?[0-9]{2})?|z\b|utc\b|gmt\b|[-+][0-9]{2}(:?[0-9]{2})?)?(?![0-9])", Options, 1000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<![0-9])(?<h>[0-9]{1,2})\s*(?<half>[ap]\.? ?m\b|(?<=[0-9])[ap]\b)(?<z>)\.?", Options, 1000)]
    private static partial Regex Hour();

    [GeneratedRegex(@"^(?<h>[0-9]{2})(?<min>[0-9]{2})( ?(h|hrs|hours|uhr))?$|^(?<h>[0-9]{1,2}) ?(h|hrs|hours|uhr)$", Options, 1000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\b(approx|approximately|about|around|abt|circa|ca|roughly|aprox|aproximadamente|sobre|alrededor|hacia|gegen|etwa|ungefahr|vers|environ|cerca|por volta)\b|~|\?", Options, 1000)]
    private static partial Regex About();

    // Words that change nothing.
    [GeneratedRegex(@"\b(uhr|h|hs|hr|hrs|hours|hora|horas|heures|o'clock|oclock|exactly|sharp|at|on|el|am|um|le|de|a|as|la|las)\b", Options, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"\b((mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(day)?|lun(es)?|mar(tes)?|mie(rcoles)?|jue(ves)?|vie(rnes)?|sab(ado)?|dom(ingo)?|mo|di|mi|do|fr|sa|so|(mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|(lun|mar|mercre|jeu|vendre|same)di|dimanche|(segunda|terca|quarta|quinta|sexta)(-feira)?)\b", Options, 1000)]
    private static partial Regex Weekdays();

    // Zones that are known for such and not read (her zone knows the clock changes, a name may be wrong about them), and what leads to the end of a span.
    [GeneratedRegex(@"\b([ecmp][sd]?t|ak[sd]t|hst|ce?s?t|mes?z|bst|wes?t|ees?t|msk|utc|gmt|z|eastern|central|mountain|pacific|atlantic|alaska|hawaii|standard|daylight|local|time|to|until|till|bis|hasta)\b", Options, 1000)]
    private static partial Regex ZonesAndSpans();

    [GeneratedRegex(@"[ap]\.? ?m\b", Options, 1000)]
    private static partial Regex Halves();

    [GeneratedRegex(@"\([^()]*\)", Options, 1000)]
    private static partial Regex Aside();

    [GeneratedRegex(@"^(9[4-9][0-9]{7}|[1-3][0-9]{9})([0-9]{3})?$", Options, 1000)]
    private static partial Regex Epoch();
}
