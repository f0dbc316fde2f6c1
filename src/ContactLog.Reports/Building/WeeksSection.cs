using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Reports.Model;
using NodaTime;

namespace ContactLog.Reports.Building;

/// <summary>Contacts per week against the boundaries, as a chart on the summary and as this table.</summary>
internal static class WeeksSection
{
    // A chart of several years would be pages of bars; the table still has every week.
    private const int MostWeeks = 160;

    public static ReportSection Make(Making report, string title)
    {
        var words = report.Words;
        var weeks = Weeks(report);
        var placed = weeks.Sum(week => week.Rows.Count);
        var table = new Table(
            [
                new(words["report.weeks.week"], ColumnWidth.Share()),
                .. Enum.GetValues<KindGroup>().Select(group => new TableColumn(report.Phrases.Group(group), ColumnWidth.Fixed(90), Alignment.End)),
                new(words["report.all"], ColumnWidth.Fixed(60), Alignment.End),
            ],
            [
                .. weeks.Where(week => week.Rows.Count > 0).Select(week => Row(report, words["report.weeks.from", report.Phrases.Day(week.Monday)], new Tally(week.Rows), RowKind.Plain)),
                Row(report, words["report.all"], new Tally([.. weeks.SelectMany(week => week.Rows)]), RowKind.Total),
            ])
        {
            FirstColumnNamesRow = true,
        };
        return new ReportSection(title,
        [
            table,
            new Paragraph(words["report.weeks.rule", report.Case.Zone.Id], SpanStyle.Secondary),
            new Paragraph(words["report.weeks.placed", report.Phrases.Number(placed), report.Phrases.Number(report.Rows.Count), report.Phrases.Number(report.Rows.Count - placed)], SpanStyle.Secondary),
        ])
        {
            Anchor = "weeks",
        };
    }

    public static BarChart? Chart(Making report)
    {
        var weeks = Weeks(report);
        if (weeks.Count is 0 or > MostWeeks)
        {
            return null;
        }

        var first = report.Lines.Count > 0 ? report.Lines[0].Line : null;
        var bars = weeks.Select(week =>
        {
            var after = week.Rows.Where(row => first is not null && row.When.Earliest > first.From.Latest).Sum(row => row.Count);
            return new ChartBar(report.Phrases.Short(week.Monday), week.Rows.Sum(row => row.Count) - after, after);
        }).ToList();
        var lines = report.Lines.Where(count => count.Line.From.Date is { } date && date >= weeks[0].Monday && date < weeks[^1].Monday.PlusWeeks(1))
            .Select(count => new ChartLine(
                Period.DaysBetween(weeks[0].Monday, count.Line.From.Date!.Value) / 7.0,
                report.Phrases.ChartLineName(count.Line),
                count.Line is CourtOrder))
            .ToList();
        return new BarChart(bars, lines, report.Words["report.weeks.alt", weeks.Count, report.Phrases.Number(bars.Sum(bar => bar.Before + bar.After))]);
    }

    private static TableRow Row(Making report, string name, Tally tally, RowKind kind) => new(
        [new(name), .. Enum.GetValues<KindGroup>().Select(group => new TableCell(report.Phrases.Contacts(tally.Of(group)))), new(report.Phrases.Contacts(tally))], kind);

    private static List<(LocalDate Monday, IReadOnlyList<Incident> Rows)> Weeks(Making report)
    {
        // Only rows whose week is certain are placed; the rest is said to be "not placed".
        var placed = report.Rows.Where(row => row.When is { Date: not null, EndDate: null }).ToLookup(row => Monday(row.When.Date!.Value));
        if (placed.Count == 0)
        {
            return [];
        }

        var weeks = new List<(LocalDate, IReadOnlyList<Incident>)>();
        for (var monday = placed.Min(week => week.Key); monday <= placed.Max(week => week.Key) && weeks.Count < 5000; monday = monday.PlusWeeks(1))
        {
            weeks.Add((monday, [.. placed[monday]]));
        }

        return weeks;
    }

    private static LocalDate Monday(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);
}
