using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using NodaTime;

namespace ContactLog.Domain.Patterns;

/// <summary>Before and after each boundary and order.</summary>
public static class LineCharts
{
    private const int MostDays = 90;

    /// <summary>
    /// For each line two bars over the same number of whole days: as many as the record has on both sides, at most ninety. Neither
    /// has the day on which the line took hold, the day on which the record ends, or a day on which the line no longer
    /// held throughout. In them is only contact that the line covers, neither allowed nor through others, and of that only
    /// what is known to lie in these days; what may lie in them or not is counted apart.
    /// </summary>
    public static PatternChart Around(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var columns = new List<ChartColumn>();
        var apart = new List<Incident>();
        foreach (var line in source.File.Lines)
        {
            if (!line.IsCounted || source.Days is not { } days)
            {
                continue;
            }

            var (from, until) = (line.MayHoldFrom.InZone(source.Zone).Date, line.HoldsFrom.InZone(source.Zone).Date);
            var first = source.From is { } chosen && chosen > days.First ? chosen : days.First;
            var last = new[] { source.Today.PlusDays(-1), source.To, LastWholeDay(line, source.Zone) }.OfType<LocalDate>().Min();
            var window = new[] { MostDays, Period.DaysBetween(first, from), Period.DaysBetween(until, last) }.Min();
            if (window < 1)
            {
                continue;
            }

            var covered = source.Rows.Where(row => !row.IsPermitted && !source.File.IsThroughOthers(row) && source.File.Counts.StandingOf(row, line) != Standing.NotCovered).ToList();
            Add("pattern.before", line, covered, from.PlusDays(-window), from.PlusDays(-1));
            Add("pattern.after", line, covered, until.PlusDays(1), until.PlusDays(window));
        }

        return new PatternChart
        {
            Name = "around",
            Shape = ChartShape.Bars,
            Title = words["pattern.around"],
            Summary = columns.Count == 0 ? words["pattern.around.empty"] : string.Join("; ", columns.Select(column => $"{column.Name}: {column.Total.In(words)}")) + ".",
            Rule = source.Rule("pattern.rule.around", MostDays),
            ColumnHead = words["pattern.around.head"],
            Series = [words["pattern.contacts.head"]],
            Columns = columns,
            NotPlaced = [.. apart.DistinctBy(row => row.FirstSeq)],
            AddsUp = false,
        };

        void Add(string key, Line line, List<Incident> rows, LocalDate first, LocalDate last)
        {
            var (start, end) = (first.AtStartOfDayInZone(source.Zone).ToInstant(), last.PlusDays(1).AtStartOfDayInZone(source.Zone).ToInstant());
            var name = source.Name(line);
            var within = rows.ToLookup(row => row.When.Earliest >= start && row.LatestEnd < end);
            columns.Add(new(
                words[key + "-line", name],
                words.Count(key + "-days", Period.DaysBetween(first, last) + 1, name, source.ShortYear(first), source.ShortYear(last)),
                [ChartMark.Of([.. within[true]])]));
            apart.AddRange(within[false].Where(row => row.When.Earliest < end && row.LatestEnd >= start));
        }
    }

    /// <summary>The last day throughout which the line surely holds; null while it has no end.</summary>
    private static LocalDate? LastWholeDay(Line line, DateTimeZone zone) =>
        line.HoldsUntil == Instant.MaxValue ? null : (line.HoldsUntil + Duration.FromSeconds(1)).InZone(zone).Date.PlusDays(-1);
}
