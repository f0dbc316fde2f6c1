using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace ContactLog.Web.Searching;

/// <summary>
/// The days in what was looked for: <c>last March</c>, <c>12/3</c>, <c>3 December 2025</c>, <c>yesterday</c>. Where day and month
/// could be either way round both are meant: a search that shows too much does less harm than one that hides an entry.
/// </summary>
internal static partial class SearchDates
{
    private const string Months = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private const string Ordinal = "(?:st|nd|rd|th)?";

    /// <summary>Takes the days out of what was looked for.</summary>
    /// <param name="words">What was looked for.</param>
    /// <param name="today">The day it is where she lives.</param>
    /// <returns>The words that are left, and the spans of days, each to be met; several in one list are alternatives.</returns>
    internal static (string Left, IReadOnlyList<Func<LocalDate, LocalDate, bool>> Days) Take(string words, LocalDate today)
    {
        var days = new List<Func<LocalDate, LocalDate, bool>>();
        string Out(Regex pattern, string text, Func<Match, Func<LocalDate, LocalDate, bool>?> read) => pattern.Replace(text, match =>
        {
            if (read(match) is not { } test)
            {
                return match.Value;
            }

            days.Add(test);
            return " ";
        });
        var rest = Out(Iso(), words, match => Day(Number(match, "year"), Number(match, "month")!.Value, Number(match, "day")!.Value));
        rest = Out(Numeric(), rest, match => EitherWay(Number(match, "a")!.Value, Number(match, "b")!.Value, Year(match)));
        rest = Out(IsoMonth(), rest, match => Number(match, "month") is >= 1 and <= 12 and { } month ? WholeMonth(new(Number(match, "year")!.Value, month)) : null);
        rest = Out(DayMonth(), rest, match => Day(Year(match), Month(match), Number(match, "day")!.Value));
        rest = Out(MonthDay(), rest, match => Day(Year(match), Month(match), Number(match, "day")!.Value));
        rest = Out(LastMonthName(), rest, match => WholeMonth(LastOf(Month(match), today)));
        rest = Out(MonthYear(), rest, match => WholeMonth(new YearMonth(Year(match)!.Value, Month(match))));
        rest = Out(Ago(), rest, match => Before(match, today));
        rest = Out(LastWeekday(), rest, match => LastOf(match.Groups["name"].Value, today));
        rest = Out(Relative(), rest, match => RelativeSpan(match, today));
        return (rest.Trim(), days);
    }

    private static Func<LocalDate, LocalDate, bool>? RelativeSpan(Match match, LocalDate today)
    {
        var back = match.Groups["which"].Value.Equals("last", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        var monday = today.PlusDays(1 - (int)today.DayOfWeek).PlusWeeks(-back);
        return match.Groups["what"].Value.ToLowerInvariant() switch
        {
            "today" => Span(today, today),
            "yesterday" => Span(today.PlusDays(-1), today.PlusDays(-1)),
            // From the evening to the morning; said after midnight it may mean the night before.
            "night" => Span(today.PlusDays(-1), today),
            "week" => Span(monday, monday.PlusDays(6)),
            "month" => WholeMonth(today.ToYearMonth().PlusMonths(-back)),
            _ => Span(new(today.Year - back, 1, 1), new(today.Year - back, 12, 31)),
        };
    }

    /// <summary>The last time it was that month: in April, last March is that of this year and last April that of the year before.</summary>
    private static YearMonth LastOf(int month, LocalDate today) => new(month < today.Month ? today.Year : today.Year - 1, month);

    /// <summary>So many days, weeks or months ago; what is counted in weeks or months is seldom meant to the day.</summary>
    private static Func<LocalDate, LocalDate, bool>? Before(Match match, LocalDate today)
    {
        var many = match.Groups["many"].Value.ToLowerInvariant() switch { "a" or "one" => 1, "two" => 2, "three" => 3, var number => int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) };
        return match.Groups["what"].Value[..1].ToLowerInvariant() switch
        {
            "d" => Span(today.PlusDays(-many), today.PlusDays(-many)),
            "w" => Span(today.PlusDays(1 - (int)today.DayOfWeek).PlusWeeks(-many), today.PlusDays(7 - (int)today.DayOfWeek).PlusWeeks(-many)),
            _ => WholeMonth(today.ToYearMonth().PlusMonths(-many)),
        };
    }

    /// <summary>The last day of that name before today. Of this week's, some mean the one before: then both are meant.</summary>
    private static Func<LocalDate, LocalDate, bool> LastOf(string name, LocalDate today)
    {
        var weekday = Enum.GetValues<IsoDayOfWeek>().First(day => day != IsoDayOfWeek.None && day.ToString().StartsWith(name[..3], StringComparison.OrdinalIgnoreCase));
        var last = today.Previous(weekday);
        var before = last.PlusWeeks(last >= today.PlusDays(1 - (int)today.DayOfWeek) ? -1 : 0);
        return (from, to) => Span(last, last)(from, to) || Span(before, before)(from, to);
    }

    private static Func<LocalDate, LocalDate, bool>? EitherWay(int a, int b, int? year)
    {
        var (one, other) = (Day(year, b, a), Day(year, a, b));
        return one is null ? other : other is null ? one : (from, to) => one(from, to) || other(from, to);
    }

    private static Func<LocalDate, LocalDate, bool>? Day(int? year, int month, int day)
    {
        if (month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year ?? 2024, month) || year is < 1900 or > 2200)
        {
            return null;
        }

        return year is { } given
            ? Span(new(given, month, day), new(given, month, day))
            : (from, to) => Enumerable.Range(from.Year, Math.Min(to.Year - from.Year, 100) + 1)
                .Any(one => day <= CalendarSystem.Iso.GetDaysInMonth(one, month) && new LocalDate(one, month, day) is var that && from <= that && that <= to);
    }

    private static Func<LocalDate, LocalDate, bool>? WholeMonth(YearMonth month) =>
        month.Year is < 1900 or > 2200 ? null : Span(month.OnDayOfMonth(1), month.OnDayOfMonth(CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month)));

    private static Func<LocalDate, LocalDate, bool> Span(LocalDate first, LocalDate last) => (from, to) => from <= last && to >= first;

    private static int Month(Match match) => Array.FindIndex(
        CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, name => name.StartsWith(match.Groups["name"].Value[..3], StringComparison.OrdinalIgnoreCase)) + 1;

    private static int? Year(Match match) => Number(match, "year") switch { < 100 and { } two => 2000 + two, var year => year };

    private static int? Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})\b", Options, 1000)]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<![\w./-])(?<a>[0-9]{1,2})[/.](?<b>[0-9]{1,2})([/.](?<year>[0-9]{4}|[0-9]{2}))?(?![\w/-]|\.[0-9])", Options, 1000)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"(?<![\w./-])((?<year>[0-9]{4})-(?<month>[0-9]{1,2})|(?<month>[0-9]{1,2})[/.](?<year>[0-9]{4}))(?![\w/-]|\.[0-9])", Options, 1000)]
    private static partial Regex IsoMonth();

    [GeneratedRegex(@"\b(?<day>[0-9]{1,2})" + Ordinal + @"\s+(of\s+)?(?<name>" + Months + @")\b(,?\s+(?<year>[0-9]{4})\b)?", Options, 1000)]
    private static partial Regex DayMonth();

    [GeneratedRegex(@"\b(?<name>" + Months + @")\s+(?<day>[0-9]{1,2})" + Ordinal + @"\b(,?\s+(?<year>[0-9]{4})\b)?", Options, 1000)]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"\blast\s+(?<name>" + Months + @")\b", Options, 1000)]
    private static partial Regex LastMonthName();

    [GeneratedRegex(@"\b(?<name>" + Months + @")\s+(?<year>[0-9]{4})\b", Options, 1000)]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"\b(?<many>[0-9]{1,3}|a|one|two|three)\s+(?<what>days?|weeks?|months?)\s+ago\b", Options, 1000)]
    private static partial Regex Ago();

    [GeneratedRegex(@"\blast\s+(?<name>mon(day)?|tue(s|sday)?|wed(nesday)?|thu(rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?)\b", Options, 1000)]
    private static partial Regex LastWeekday();

    [GeneratedRegex(@"\b((?<what>today|yesterday)|last\s+(?<what>night)|(?<which>last|this)\s+(?<what>week|month|year))\b", Options, 1000)]
    private static partial Regex Relative();
}
