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
    /// For each line two bars over the same number of days: as many as the record has on both sides, at most ninety.
    /// The day itself is in neither, and only contact that the line covers is in it.
    /// </summary>
    public static PatternChart Around(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var columns = new List<ChartColumn>();
        var apart = new List<Incident>();
        foreach (var line in source.File.Lines)
        {
            if (source.FromOf(line).Date is not { } day || !line.WasCommunicated || source.Days is not { } days)
            {
                continue;
            }

            var end = line.HoldsUntil < Instant.MaxValue && line.HoldsUntil.InZone(source.Zone).Date is var until && until < source.Today ? until : source.Today;
            var window = new[] { MostDays, Period.DaysBetween(days.First, day), Period.DaysBetween(day, end) }.Min();
            if (window < 1)
            {
                continue;
            }

            var standings = source.Rows.Select(row => (Row: row, Standing: source.File.Counts.StandingOf(row, line))).ToList();
            var name = source.Name(line);
            columns.Add(new(words["pattern.before-line", name], words.Count("pattern.before-days", window, name), [Between(standings, day.PlusDays(-window), day.PlusDays(-1), Standing.Outside)]));
            columns.Add(new(words["pattern.after-line", name], words.Count("pattern.after-days", window, name), [Between(standings, day.PlusDays(1), day.PlusDays(window), Standing.After, Standing.ThroughOthers)]));
            apart.AddRange(standings.Where(row => row.Standing == Standing.OrderNotDetermined).Select(row => row.Row));
        }

        return new PatternChart
        {
            Name = "around",
            Shape = ChartShape.Bars,
            Title = words["pattern.around"],
            Summary = columns.Count == 0 ? words["pattern.around.empty"] : string.Join("; ", columns.Select(column => $"{column.Name}: {source.Number(column.Total.Number)}")) + ".",
            Rule = source.Rule("pattern.rule.around", MostDays),
            ColumnHead = words["pattern.around.head"],
            Series = [words["pattern.contacts.head"]],
            Columns = columns,
            NotPlaced = [.. apart.DistinctBy(row => row.FirstSeq)],
            AddsUp = false,
        };

        ChartMark Between(List<(Incident Row, Standing Standing)> rows, LocalDate first, LocalDate last, params Standing[] standings) =>
            ChartMark.Of([.. rows.Where(row => standings.Contains(row.Standing) && !row.Row.IsPermitted
                && source.WhenOf(row.Row) is { Date: { } date } when && date >= first && (when.EndDate ?? date) <= last).Select(row => row.Row)]);
    }
}
