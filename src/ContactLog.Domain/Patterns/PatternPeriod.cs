using NodaTime;

namespace ContactLog.Domain.Patterns;

/// <summary>A stretch of time in which the charts can be looked at: all of the record, its end, or a calendar year of it.</summary>
/// <param name="Number">
/// Its place among those to choose from, which stands in addresses instead of a day or a year. 0 is everything; years are counted from the first
/// that has a row, so that a new year moves none.
/// </param>
/// <param name="Name">Last 3 months, or 2025.</param>
/// <param name="From">The first day; null where it has no beginning.</param>
/// <param name="To">The last day; null where it has no end.</param>
public sealed record PatternPeriod(int Number, string Name, LocalDate? From, LocalDate? To)
{
    private const int Months = 3;

    /// <summary>The periods to choose from, everything first: only those that leave something out.</summary>
    public static IReadOnlyList<PatternPeriod> Of(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var periods = new List<PatternPeriod> { new(0, words["pattern.period.all"], null, null) };
        if (source.Days is not { } days)
        {
            return periods;
        }

        void Last(int number, string name, LocalDate before)
        {
            if (days.First <= before)
            {
                periods.Add(new(number, name, before.PlusDays(1), null));
            }
        }

        Last(1, words["pattern.period.months", Months], source.Today.PlusMonths(-Months));
        Last(2, words["pattern.period.year"], source.Today.PlusYears(-1));
        var years = source.Rows.Select(source.DaysOf).OfType<(LocalDate First, LocalDate Last)>().SelectMany(row => new[] { row.First.Year, row.Last.Year }).Distinct().Order().ToList();
        if (years.Count > 1)
        {
            periods.AddRange(years.Index().Reverse().Select(year => new PatternPeriod(
                3 + year.Index, year.Item.ToString(words.Culture), new LocalDate(year.Item, 1, 1), new LocalDate(year.Item, 12, 31))));
        }

        return periods;
    }

    /// <summary>True for a row that lies in it, false for one outside, null for one that may lie in it or not: its day is not known, or it has days on both sides.</summary>
    /// <param name="days">The first and last day on which the row can have been (<see cref="PatternSource.DaysOf"/>).</param>
    public bool? Holds((LocalDate First, LocalDate Last)? days) => (From ?? To) is null ? true
        : days is not { } known ? null
        : (From is { } from && known.Last < from) || (To is { } to && known.First > to) ? false
        : (From is { } begin && known.First < begin) || (To is { } end && known.Last > end) ? null
        : true;
}
