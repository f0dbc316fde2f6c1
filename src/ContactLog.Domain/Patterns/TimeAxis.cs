using NodaTime;

namespace ContactLog.Domain.Patterns;

/// <summary>What one column along time stands for.</summary>
public enum TimeUnit
{
    /// <summary>From a Monday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar year, or several.</summary>
    Year,
}

/// <summary>Time in columns: weeks while they fit, then months, then years, so that ten years are as readable as ten weeks.</summary>
public sealed class TimeAxis
{
    private readonly LocalDate _first;
    private readonly int _years;

    private TimeAxis(TimeUnit unit, LocalDate first, LocalDate last, int years)
    {
        Unit = unit;
        _years = years;
        _first = StartOf(first);
        Last = last;
        FirstDay = first;
        Count = IndexOf(last) + 1;
    }

    /// <summary>What a column stands for.</summary>
    public TimeUnit Unit { get; }

    /// <summary>How many columns there are.</summary>
    public int Count { get; }

    /// <summary>The first day that is known.</summary>
    public LocalDate FirstDay { get; }

    /// <summary>The last day that is known.</summary>
    public LocalDate Last { get; }

    /// <summary>The finest columns that cover the days and are not more than <paramref name="most"/>.</summary>
    public static TimeAxis Over(LocalDate first, LocalDate last, int most, TimeUnit finest = TimeUnit.Week)
    {
        for (var unit = finest; unit < TimeUnit.Year; unit++)
        {
            // No record of weeks or months is near the ends of the calendar; years are asked for first, so that none is counted one by one.
            if (last.Year - first.Year <= most && new TimeAxis(unit, first, last, 1) is { } axis && axis.Count <= most)
            {
                return axis;
            }
        }

        return new TimeAxis(TimeUnit.Year, first, last, Math.Max(1, (last.Year - first.Year + most) / most));
    }

    /// <summary>The first day of a column.</summary>
    public LocalDate StartOf(int column) => Unit switch
    {
        TimeUnit.Week => _first.PlusWeeks(column),
        TimeUnit.Month => _first.PlusMonths(column),
        _ => _first.PlusYears(column * _years),
    };

    /// <summary>The last day of a column.</summary>
    public LocalDate EndOf(int column) => StartOf(column + 1).PlusDays(-1);

    /// <summary>The column of a time, or null when it is not known to lie in one alone.</summary>
    /// <param name="days">The first and last day on which it can have been; null when none is known.</param>
    public int? IndexOf((LocalDate First, LocalDate Last)? days) =>
        days is { } known && known.First >= FirstDay && known.First <= Last && IndexOf(known.First) is var column && IndexOf(known.Last) == column ? column : null;

    /// <summary>Where a day lies, in columns from the first one's start; null outside.</summary>
    public double? Position(LocalDate day)
    {
        if (day < _first || day > EndOf(Count - 1))
        {
            return null;
        }

        var column = IndexOf(day);
        return column + (Period.DaysBetween(StartOf(column), day) / (double)Period.DaysBetween(StartOf(column), StartOf(column + 1)));
    }

    private int IndexOf(LocalDate day) => Unit switch
    {
        TimeUnit.Week => Period.DaysBetween(_first, day) / 7,
        TimeUnit.Month => ((day.Year - _first.Year) * 12) + day.Month - _first.Month,
        _ => (day.Year - _first.Year) / _years,
    };

    private LocalDate StartOf(LocalDate day) => Unit switch
    {
        TimeUnit.Week => day.PlusDays(1 - (int)day.DayOfWeek),
        TimeUnit.Month => new LocalDate(day.Year, day.Month, 1),
        _ => new LocalDate(day.Year, 1, 1),
    };
}
