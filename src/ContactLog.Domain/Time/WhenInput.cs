using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace ContactLog.Domain.Time;

/// <summary>Why a typed time could not be taken. Each has words under <c>fields.when-</c> and the lower-case name.</summary>
public enum WhenProblem
{
    /// <summary>The date is not a day of the calendar, or not in a form that is understood.</summary>
    Date,

    /// <summary>Day and month could be either way round.</summary>
    DateOrder,

    /// <summary>The time is not understood.</summary>
    Time,

    /// <summary>A time without a day.</summary>
    TimeWithoutDate,

    /// <summary>Clocks were set forward: this wall time did not happen.</summary>
    Gap,

    /// <summary>Clocks were set back: this wall time happened twice, and it must be said which.</summary>
    Fold,

    /// <summary>The day or the time has not come yet.</summary>
    Future,

    /// <summary>The end is before the beginning.</summary>
    End,
}

/// <summary>Reads a date and a time as a person types them. Nothing is guessed: what can be read two ways is asked.</summary>
public static partial class WhenInput
{
    private static readonly string[] s_months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    /// <summary>A day by itself; null when it is none, or could be two.</summary>
    public static LocalDate? ReadDay(string? text) => ReadDate(text?.Trim() ?? "").Date;

    /// <summary>A day in a form that is read without asking which is the month: 17 April 2026.</summary>
    public static string DayText(LocalDate day) => day.ToString("d MMMM uuuu", CultureInfo.InvariantCulture);

    /// <summary>Reads what was typed.</summary>
    /// <param name="date">ISO, or day and month in a clear form; empty when not known.</param>
    /// <param name="time"><c>17:50</c>, <c>5:50 pm</c>, <c>about 3 am</c>, <c>night</c>; empty when not known.</param>
    /// <param name="zone">The zone whose wall time it is.</param>
    /// <param name="fold">Which of two equal times, once asked.</param>
    /// <param name="now">What has not come yet is refused when given.</param>
    /// <param name="endTime">When it ended, where it lasted or was repeated.</param>
    /// <returns>The time, or the problem; never both.</returns>
    public static (When? When, WhenProblem? Problem) Read(
        string? date, string? time, DateTimeZone zone, Fold? fold = null, Instant? now = null, string? endTime = null)
    {
        date = date?.Trim() ?? "";
        time = time?.Trim() ?? "";
        endTime = endTime?.Trim() ?? "";
        if (date.Length == 0)
        {
            return time.Length == 0 && endTime.Length == 0 ? (When.Unknown(zone), null) : (null, WhenProblem.TimeWithoutDate);
        }

        var (day, dateProblem) = ReadDate(date);
        if (day is not { } localDate)
        {
            return (null, dateProblem);
        }

        if (now is { } present && localDate > present.InZone(zone).Date)
        {
            return (null, WhenProblem.Future);
        }

        if (time.Length == 0)
        {
            return endTime.Length == 0
                ? (new When { Date = localDate, Precision = Precision.Day, Zone = zone }, null)
                : (null, WhenProblem.Time);
        }

        if (Enum.TryParse<DayPart>(time, ignoreCase: true, out var part) && Enum.IsDefined(part) && !char.IsAsciiDigit(time[0]))
        {
            var partOfDay = new When { Date = localDate, Precision = Precision.Part, Part = part, Zone = zone };
            return now is { } moment && partOfDay.Earliest > moment ? (null, WhenProblem.Future) : (partOfDay, null);
        }

        if (ReadTime(time) is not var (clock, about))
        {
            return (null, WhenProblem.Time);
        }

        LocalTime? end = null;
        if (endTime.Length > 0)
        {
            if (ReadTime(endTime) is not var (endClock, _))
            {
                return (null, WhenProblem.Time);
            }

            end = endClock;
        }

        var mapping = zone.MapLocal(localDate + clock);
        if (mapping.Count == 0)
        {
            return (null, WhenProblem.Gap);
        }

        if (mapping.Count == 2 && fold is null)
        {
            return (null, WhenProblem.Fold);
        }

        var when = new When
        {
            Date = localDate,
            Time = clock,
            EndTime = end,
            Precision = about ? Precision.About : Precision.Exact,
            Zone = zone,
            Fold = mapping.Count == 2 ? fold : null,
            Typed = string.Equals(time, When.Format(clock), StringComparison.Ordinal) ? null : time,
        };
        return now is { } current && when.Earliest > current ? (null, WhenProblem.Future) : (when, null);
    }

    private static (LocalDate? Date, WhenProblem? Problem) ReadDate(string text)
    {
        if (IsoDate().Match(text) is { Success: true } iso)
        {
            return Make(Number(iso, 1), Number(iso, 2), Number(iso, 3));
        }

        if (NamedMonth().Match(text) is { Success: true } named)
        {
            var word = named.Groups["month"].Value;
            var month = Array.FindIndex(s_months, m => m.StartsWith(word, StringComparison.OrdinalIgnoreCase)) + 1;
            return month == 0 || word.Length < 3 ? (null, WhenProblem.Date)
                : Make(Number(named, "year"), month, named.Groups["day"].Success ? Number(named, "day") : Number(named, "day2"));
        }

        if (Numeric().Match(text) is { Success: true } numeric)
        {
            int first = Number(numeric, 1), second = Number(numeric, 2), year = Number(numeric, 3);
            return first > 12 || first == second ? Make(year, second, first)
                : second > 12 ? Make(year, first, second)
                : (null, WhenProblem.DateOrder);
        }

        return (null, WhenProblem.Date);
    }

    private static (LocalDate? Date, WhenProblem? Problem) Make(int year, int month, int day) =>
        year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? (null, WhenProblem.Date)
            : (new LocalDate(year, month, day), null);

    private static (LocalTime Time, bool About)? ReadTime(string text)
    {
        var match = Clock().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var hour = Number(match, "hour");
        var minute = match.Groups["minute"].Success ? Number(match, "minute") : 0;
        var second = match.Groups["second"].Success ? Number(match, "second") : 0;
        var half = match.Groups["half"].Value.ToLowerInvariant();
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12)
            {
                return null;
            }

            hour = (hour % 12) + (half[0] == 'p' ? 12 : 0);
        }
        else if (!match.Groups["minute"].Success)
        {
            // "3" alone is not a time: morning or afternoon is not said.
            return null;
        }

        return hour > 23 || minute > 59 || second > 59 ? null : (new LocalTime(hour, minute, second), match.Groups["about"].Success);
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$", RegexOptions.None, 1000)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"^(?:(?<day>[0-9]{1,2})\.?\s+(?<month>\p{L}{3,9})|(?<month>\p{L}{3,9})\s+(?<day2>[0-9]{1,2})),?\s+(?<year>[0-9]{4})$", RegexOptions.None, 1000)]
    private static partial Regex NamedMonth();

    [GeneratedRegex(@"^([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})$", RegexOptions.None, 1000)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^(?<about>(?:about|around|approx\.?|ca\.?|c\.|~)\s*)?(?<hour>[0-9]{1,2})(?:[:.h](?<minute>[0-9]{2}))?(?::(?<second>[0-9]{2}))?\s*(?<half>[ap]\.?\s?m\.?)?$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Clock();
}
