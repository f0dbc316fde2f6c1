using ContactLog.Domain.Incidents;
using NodaTime;

namespace ContactLog.Domain.Patterns;

/// <summary>Gaps, bursts, and the last month beside the one before.</summary>
public static class RhythmCharts
{
    private const int MostShown = 7;
    private const int MonthDays = 30;

    /// <summary>
    /// The longest stretches of days without an entry, in the order of time, up to today; where a period is chosen, inside it. Of the days that
    /// a choice leaves out nothing is known here, so that none of them is ever a day without contact.
    /// </summary>
    /// <param name="source">The rows.</param>
    /// <param name="least">How many days a stretch has at least; the summary says the longest of all.</param>
    public static PatternChart Gaps(PatternSource source, int least = 1)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var dated = source.Rows.Select(row => (Row: row, When: source.WhenOf(row))).Where(row => row.When.Date is not null)
            .Select(row => (row.Row, First: row.When.Date!.Value, Last: row.When.EndDate ?? row.When.Date!.Value)).OrderBy(row => row.First).ThenBy(row => row.Row.FirstSeq).ToList();
        var gaps = new List<(LocalDate First, LocalDate Last, List<Incident> Rows)>();
        // Before the record began is no stretch without an entry.
        var reached = source.From is { } from && source.File.Incidents.Any(row => source.DaysOf(row) is { } days && days.First < from) ? from.PlusDays(-1) : (LocalDate?)null;
        var upTo = source.To is { } to && to < source.Today ? to : source.Today;
        Incident? before = null;
        foreach (var (row, first, last) in dated)
        {
            Note(reached, first, before, row);
            if (reached is null || last >= reached)
            {
                (reached, before) = (last, row);
            }
        }

        Note(reached, upTo.PlusDays(1), before, null);
        var longest = gaps.OrderByDescending(gap => Days(gap.First, gap.Last)).ThenBy(gap => gap.First).ToList();
        var columns = longest.Where(gap => Days(gap.First, gap.Last) >= least).Take(MostShown).OrderBy(gap => gap.First)
            .Select(gap => new ChartColumn(
                words["pattern.span", source.Short(gap.First), source.Short(gap.Last)],
                Span(gap.First, gap.Last),
                [new ChartMark(Days(gap.First, gap.Last), gap.Rows) { CountsContacts = false }])
            {
                Days = (gap.First, gap.Last),
            }).ToList();
        string?[] rule =
        [
            columns.Count == MostShown ? words["pattern.rule.gaps.most", MostShown] : null,
            columns.Count > 0 && least > 1 ? words["pattern.rule.gaps.least", least] : null,
            words["pattern.rule.gaps", source.Number(source.Rows.Count - dated.Count), source.Text.Day(upTo)],
            words["pattern.rule.zone", source.Zone.Id],
            words["pattern.rule.none"],
        ];
        return new PatternChart
        {
            Name = "gaps",
            Shape = ChartShape.Bars,
            Title = words["pattern.gaps"],
            Summary = longest is [var top, ..] ? words["pattern.gaps.summary", words.Count("pattern.days", Days(top.First, top.Last)), Span(top.First, top.Last)] : words["pattern.gaps.empty"],
            Rule = string.Join(' ', rule.OfType<string>()),
            ColumnHead = words["pattern.stretch"],
            Series = [words["pattern.days.head"]],
            Columns = columns,
            NotPlaced = [.. source.Rows.Where(row => row.When.Date is null)],
            AddsUp = false,
        };

        string Span(LocalDate start, LocalDate end) => words["pattern.span", source.ShortYear(start), source.ShortYear(end)];

        void Note(LocalDate? after, LocalDate until, Incident? start, Incident? end)
        {
            if (after is { } day && day.PlusDays(1) < until)
            {
                gaps.Add((day.PlusDays(1), until.PlusDays(-1), [.. new[] { start, end }.OfType<Incident>()]));
            }
        }
    }

    /// <summary>The days with most contacts, in the order of time.</summary>
    public static PatternChart Bursts(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var placed = source.Rows.Where(row => source.WhenOf(row) is { Date: not null, EndDate: null }).GroupBy(row => source.WhenOf(row).Date!.Value)
            .Select(day => (Day: day.Key, Mark: ChartMark.Of([.. day]))).ToList();
        var columns = placed.Where(day => day.Mark.Number > 1).OrderByDescending(day => day.Mark.Number).ThenBy(day => day.Day).Take(MostShown).OrderBy(day => day.Day)
            .Select(day => new ChartColumn(source.Text.Day(day.Day), source.Text.DayOfWeek(day.Day), [day.Mark])).ToList();
        return new PatternChart
        {
            Name = "bursts",
            Shape = ChartShape.Bars,
            Title = words["pattern.bursts"],
            Summary = columns.Count == 0 ? words["pattern.bursts.empty"] : words["pattern.bursts.summary", source.Contacts(columns.MaxBy(column => column.Total.Number)!.Total), columns.MaxBy(column => column.Total.Number)!.Name],
            Rule = source.Rule("pattern.rule.bursts", MostShown),
            ColumnHead = words["pattern.day"],
            Series = [words["pattern.contacts.head"]],
            Columns = columns,
            NotPlaced = [.. source.Rows.Where(row => source.WhenOf(row) is not { Date: not null, EndDate: null })],
            AddsUp = false,
        };
    }

    /// <summary>The last thirty days and the thirty before them: to be said in words.</summary>
    public static PatternChart Recent(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        ChartColumn Column(string key, LocalDate first, LocalDate last) => new(
            words[key],
            words[key],
            [ChartMark.Of([.. source.Rows.Where(row => source.WhenOf(row) is { Date: { } day } when && day >= first && (when.EndDate ?? day) <= last)])]);
        return new PatternChart
        {
            Name = "recent",
            Shape = ChartShape.Bars,
            Title = words["pattern.recent"],
            Summary = words["pattern.recent"],
            Rule = source.Rule("pattern.rule.recent", source.Text.Day(source.Today)),
            ColumnHead = words["pattern.stretch"],
            Series = [words["pattern.contacts.head"]],
            Columns =
            [
                Column("pattern.recent.last", source.Today.PlusDays(1 - MonthDays), source.Today),
                Column("pattern.recent.before", source.Today.PlusDays(1 - (2 * MonthDays)), source.Today.PlusDays(-MonthDays)),
            ],
            AddsUp = false,
        };
    }

    private static int Days(LocalDate first, LocalDate last) => Period.DaysBetween(first, last) + 1;
}
