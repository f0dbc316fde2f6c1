using ContactLog.Domain.Incidents;
using ContactLog.Domain.Patterns;
using ContactLog.Reports.Model;
using NodaTime;

namespace ContactLog.Reports.Building;

/// <summary>
/// The tables of the pattern pages that have no picture: stretches without contact, days with most, numbers as they came up, what was
/// noted in which month, and who contact came through. Made from the charts of the pattern page; one that has nothing to say is left out. Each
/// leads to its rows by number and page, and says what of it was only allowed.
/// </summary>
internal static class PatternTables
{
    /// <summary>Months or years that stand beside each other with room for the words of a mark; more go on in a further table.</summary>
    private const int MostBeside = 8;

    /// <summary>Two years month by month; a longer time year by year.</summary>
    private const int MostMonths = 24;

    /// <summary>Shorter stretches are no table: in most records they are many, and say nothing.</summary>
    private const int LeastDays = 7;

    private const double DayColumn = 80;
    private const double PlaceColumn = 84;

    // As wide as a year in bold and the gap before it.
    private const double MonthColumn = 38;

    public static IEnumerable<Block> Of(Making report) => [.. Gaps(report), .. Bursts(report), .. Numbers(report), .. Noted(report), .. Through(report)];

    /// <summary>The chronology number of a row and its page.</summary>
    private static IReadOnlyList<Span> Place(Making report, Incident row)
    {
        var anchor = Making.RowAnchor(row);
        return [Span.Link(report.Phrases.Number(report.NumberOf(row)!.Value), anchor), Span.Plain(", "), Span.Page(anchor)];
    }

    private static IEnumerable<Block> Gaps(Making report)
    {
        var words = report.Words;
        var chart = RhythmCharts.Gaps(report.Pattern, LeastDays);
        if (report.Pattern.Days is not { } days || Period.DaysBetween(days.First, days.Last) < LeastDays)
        {
            yield break;
        }

        yield return new Heading(2, words["reportparts.gaps"]);
        if (chart.Columns.Count == 0)
        {
            yield return Rule(report, chart, [], chart.Summary);
            yield break;
        }

        // What bounds a stretch is the rows on both sides of it: none before one that begins with the period, none after one that is not over.
        TableCell Bound(ChartColumn column, Func<LocalDate, LocalDate, bool> stands) => new(
            [.. column.Total.Rows.Where(row => report.Phrases.Shown(row.When).Date is { } day && stands(day, column.Days!.Value.First)).Take(1).SelectMany(row => Place(report, row))]);
        yield return new Table(
            [
                new(chart.ColumnHead, ColumnWidth.Share()),
                new(words["reportparts.row-before"], ColumnWidth.Fixed(PlaceColumn)),
                new(words["reportparts.row-after"], ColumnWidth.Fixed(PlaceColumn)),
                new(chart.Series[0], ColumnWidth.Fit, Alignment.End),
            ],
            [.. chart.Columns.Select(column => new TableRow([new(column.Name), Bound(column, (day, first) => day < first), Bound(column, (day, first) => day >= first), new(column.Total.In(words))]))])
        {
            FirstColumnNamesRow = true,
        };
        yield return Rule(report, chart, []);
    }

    private static IEnumerable<Block> Bursts(Making report)
    {
        var words = report.Words;
        var chart = RhythmCharts.Bursts(report.Pattern);
        if (chart.Columns.Count == 0)
        {
            yield break;
        }

        yield return new Heading(2, chart.Title);
        yield return new Table(
            [
                new(chart.ColumnHead, ColumnWidth.Share(3)),
                new(words["reportparts.rows"], ColumnWidth.Share(2)),
                new(chart.Series[0], ColumnWidth.Fit, Alignment.End),
            ],
            [.. chart.Columns.Select(column => new TableRow([new(column.Name), new(Rows(report, column.Total.Rows)), new(column.Total.In(words))]))])
        {
            FirstColumnNamesRow = true,
        };
        yield return Rule(report, chart, chart.Columns.SelectMany(column => column.Total.Rows));
    }

    private static IEnumerable<Block> Numbers(Making report)
    {
        var chart = PeopleCharts.Numbers(report.Pattern);
        if (chart.Columns.Count < 2)
        {
            // One number came up once: the section on boundaries and the chronology have said it.
            yield break;
        }

        yield return new Heading(2, chart.Title);
        yield return Named(report, chart);
        foreach (var block in PatternSection.Under(report, chart with { Rule = Signs(report, chart) + chart.Rule }, OnlyThese(report)))
        {
            yield return block;
        }
    }

    private static IEnumerable<Block> Through(Making report)
    {
        var chart = PeopleCharts.DrawnIn(report.Pattern);
        if (chart.Columns.Count == 0)
        {
            yield break;
        }

        yield return new Heading(2, report.Words["reportparts.through"]);
        yield return Named(report, chart);
        // Which rows say that others were pressed is told by a mark alone, and marks have a table of their own where they are in.
        yield return Rule(report, chart with { NotPlaced = [], Rule = Signs(report, chart) + chart.Rule }, chart.Total.Rows);
    }

    /// <summary>Marks say what she makes of a row and are printed only where she wants them (<see cref="ReportOptions.WithMarks"/>); "Not included" counts them otherwise.</summary>
    private static IEnumerable<Block> Noted(Making report)
    {
        var words = report.Words;
        if (!report.Source.Options.WithMarks || TimeCharts.Behaviours(report.Pattern, MostMonths) is not { Columns.Count: > 0 } chart)
        {
            yield break;
        }

        yield return new Heading(2, chart.Title);
        var strips = (chart.Series.Count + MostBeside - 1) / MostBeside;
        var each = (chart.Series.Count + strips - 1) / strips;
        for (var from = 0; from < chart.Series.Count; from += each)
        {
            var beside = Enumerable.Range(from, Math.Min(each, chart.Series.Count - from)).ToList();
            var rows = chart.Columns.Where(column => beside.Exists(at => column.Marks[at].Number > 0)).ToList();
            if (rows.Count == 0)
            {
                continue;
            }

            // A sum over several tables would stand in one of them and seem to be of it.
            TableCell[] All(ChartColumn column) => strips == 1 ? [new(column.Total.In(words))] : [];
            yield return new Table(
                [
                    new(chart.ColumnHead, ColumnWidth.Share()),
                    .. beside.Select(at => new TableColumn(chart.Series[at], ColumnWidth.Fixed(MonthColumn), Alignment.End)),
                    .. strips == 1 ? [new(words["report.all"], ColumnWidth.Fixed(MonthColumn), Alignment.End)] : (TableColumn[])[],
                ],
                [.. rows.Select(column => new TableRow([new(column.Name), .. beside.Select(at => new TableCell(column.Marks[at].In(words))), .. All(column)]))])
            {
                FirstColumnNamesRow = true,
            };
        }

        yield return Rule(report, chart, chart.Total.Rows, words["reportparts.marks-are"]);
    }

    /// <summary>Numbers or people, each with its first day, the row of that day, and its last day. There is room for signs only in the last column.</summary>
    private static Table Named(Making report, PatternChart chart)
    {
        var words = report.Words;
        string Day(ChartColumn column, Func<(LocalDate First, LocalDate Last), LocalDate> day) => column.Days is { } days ? report.Phrases.NarrowDay(day(days)) : column.IsRest ? "" : words["report.when.unknown-day"];
        IReadOnlyList<Span> First(ChartColumn column) => column.IsRest ? []
            : Place(report, column.Total.Rows.OrderBy(row => row.When.Date is null).ThenBy(ChronologySection.Order).ThenBy(row => row.FirstSeq).First());
        return new Table(
            [
                new(chart.ColumnHead, ColumnWidth.Share()),
                new(words["reportparts.first-day"], ColumnWidth.Fixed(DayColumn)),
                new(words["reportparts.first-row"], ColumnWidth.Fixed(report.Rows.Count < 100 ? 62 : 76)),
                new(words["reportparts.last-day"], ColumnWidth.Fixed(DayColumn)),
                new(chart.Series[0], ColumnWidth.Fit, Alignment.End),
            ],
            [
                .. chart.Columns.Select(column => new TableRow([new(column.Label), new(Day(column, days => days.First)), new(First(column)), new(Day(column, days => days.Last)), new(column.Total.Short(words))])),
                .. chart.Columns.Count > 1 ? [new TableRow([new(words["report.all"]), new(""), new(""), new(""), new(chart.Total.Short(words))], RowKind.Total)] : (TableRow[])[],
            ])
        {
            FirstColumnNamesRow = true,
        };
    }

    /// <summary>51–53, 55, p. 20: numbers of the chronology, runs of them as one, and the page of the first.</summary>
    private static IReadOnlyList<Span> Rows(Making report, IReadOnlyList<Incident> rows)
    {
        var byNumber = rows.ToDictionary(row => report.NumberOf(row)!.Value);
        var numbers = byNumber.Keys.Order().ToList();
        var runs = new List<string>();
        for (var at = 0; at < numbers.Count; at++)
        {
            var first = at;
            while (at + 1 < numbers.Count && numbers[at + 1] == numbers[at] + 1)
            {
                at++;
            }

            runs.Add(at == first ? report.Phrases.Number(numbers[at])
                : string.Join(at == first + 1 ? ", " : "–", report.Phrases.Number(numbers[first]), report.Phrases.Number(numbers[at])));
        }

        var anchor = Making.RowAnchor(byNumber[numbers[0]]);
        return [Span.Link(string.Join(", ", runs), anchor), Span.Plain(", "), Span.Page(anchor)];
    }

    /// <summary>What the signs of a table mean, with a space after it; empty where there is none.</summary>
    private static string Signs(Making report, PatternChart chart) => chart.Total.IsExact ? "" : report.Words["counting.signs"] + " ";

    /// <summary>How a table is counted, what has no place in it, what of its rows was only allowed, and that other rows are left out where they are.</summary>
    private static Paragraph Rule(Making report, PatternChart chart, IEnumerable<Incident> rows, string? more = null)
    {
        var words = report.Words;
        var counted = rows.ToHashSet();
        var allowed = report.OnlyAllowed.Where(counted.Contains).ToList();
        string?[] parts =
        [
            more,
            chart.Rule,
            // Of the stretches the rule itself says how many rows have no day.
            chart.NotPlaced.Count > 0 && chart.Name != "gaps" ? words["reportparts.placed.apart", report.Phrases.Number(chart.NotPlaced.Count), report.Phrases.Contacts(new(chart.NotPlaced))] : null,
            allowed.Count > 0 ? words.Count("reportparts.table.allowed", allowed.Count, report.Phrases.Contacts(new(allowed))) : null,
            OnlyThese(report),
        ];
        return new Paragraph(string.Join(' ', parts.OfType<string>()), SpanStyle.Secondary);
    }

    /// <summary>That rows which the choices leave out are not looked at; null where none are.</summary>
    private static string? OnlyThese(Making report) => report.Rows.Count < report.Case.Incidents.Count ? report.Words["reportparts.only-these"] : null;
}
