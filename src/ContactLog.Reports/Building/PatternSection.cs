using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Patterns;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>
/// The pattern pages: contacts along time against the boundaries, by channel, by hour and weekday, and before and
/// after each boundary, each with its table and its rule; then the tables that have no picture (<see cref="PatternTables"/>). The charts are those of the pattern page; grey is before
/// the first boundary, black after it, white with an edge what the times do not decide.
/// </summary>
internal static class PatternSection
{
    // As many bars as stand in one strip beside each other with their numbers: the summary has one page.
    private const int MostOnSummary = 26;
    private const int MostOnPage = 54;

    public static ReportSection Make(Making report, string title) => new(title, () => Blocks(report)) { Anchor = "pattern", StartsPage = false };

    private static List<Block> Blocks(Making report)
    {
        var words = report.Words;
        var weeks = TimeCharts.Contacts(report.Pattern, MostOnPage);
        var channels = GroupCharts.Channels(report.Pattern);
        var hours = GroupCharts.Hours(report.Pattern);
        var around = LineCharts.Around(report.Pattern);
        var blocks = new List<Block>();
        if (Chart(report, weeks) is { } chart)
        {
            blocks.Add(new Heading(2, report.OfChosen(weeks.Title)) { Beside = Legend(report, chart) });
            blocks.Add(chart);
            blocks.Add(Table(report, weeks));
        }

        blocks.AddRange(Under(report, weeks));
        if (Chart(report, channels) is { } bars)
        {
            blocks.Add(new Heading(2, report.OfChosen(channels.Title)) { Beside = Legend(report, bars) });
            blocks.Add(bars with { LabelsAll = true });
            blocks.Add(Table(report, channels));
            blocks.AddRange(Under(report, channels));
        }

        if (hours.Columns.Count > 0)
        {
            blocks.Add(new Heading(2, report.OfChosen(hours.Title)));
            blocks.Add(Table(report, hours));
            blocks.AddRange(Under(report, hours));
        }

        if (around.Columns.Count > 0)
        {
            blocks.Add(new Heading(2, report.OfChosen(around.Title)));
            blocks.Add(Table(report, around));
            blocks.AddRange(Under(report, around));
        }

        blocks.AddRange(PatternTables.Of(report));
        return blocks;
    }

    /// <summary>The chart along time for the summary; null when no row has a place in it. Its table is pages away and may have finer columns, so its text says every bar.</summary>
    public static BarChart? Summary(Making report)
    {
        var weeks = TimeCharts.Contacts(report.Pattern, MostOnSummary);
        var bars = weeks.Columns.Where(column => column.Total.Number > 0).Select(column => $"{column.Name}: {column.Total.In(report.Words)}");
        return Chart(report, weeks) is { } chart ? chart with { Alt = report.Words["reportparts.chart.alt-bars", weeks.Title, weeks.Summary, string.Join("; ", bars)] } : null;
    }

    /// <summary>True when a count is an estimate or a lower bound, so that signs stand before numbers.</summary>
    public static bool HasSigns(Making report) => report.Rows.Any(row => row.CountAbout || row.CountAtLeast);

    /// <summary>What the shades and signs of a chart mean, in the words of what is drawn.</summary>
    public static IReadOnlyList<Span> Legend(Making report, BarChart chart)
    {
        var words = report.Words;
        var parts = new List<string>();
        if (First(report) is { } first)
        {
            parts.Add(words[chart.Bars.Any(bar => bar.Undetermined > 0) ? "reportparts.shades-open" : "reportparts.shades", report.Phrases.LineName(first, withYear: report.Pattern.IsLong)]);
        }

        if (HasSigns(report))
        {
            parts.Add(words["counting.signs"]);
        }

        return parts.Count == 0 ? [] : [Span.Plain(string.Join(' ', parts) + ' ')];
    }

    /// <summary>The boundary or order that parts the shades: the first after which anything is counted.</summary>
    private static Line? First(Making report) => report.Lines.Select(count => count.Line).FirstOrDefault(line => line.IsCounted);

    private static BarChart? Chart(Making report, PatternChart chart)
    {
        if (chart.Columns.Count == 0)
        {
            return null;
        }

        var first = First(report);
        return new BarChart(
            [.. chart.Columns.Select(column => Bar(column, first))],
            [.. chart.Markers.Select(line => new ChartLine(line.Position, line.Short, line.IsOrder))],
            report.Words["reportparts.chart.alt", chart.Title, chart.Summary])
        {
            Title = chart.Title,
        };
    }

    private static ChartBar Bar(ChartColumn column, Line? first)
    {
        var rows = column.Total.Rows;
        var sign = column.Total.Sign;
        int Of(Func<Incident, bool> stands) => rows.Where(stands).Sum(row => row.Count);
        if (first is null)
        {
            return new ChartBar(column.Label, Of(_ => true), 0) { Sign = sign };
        }

        var (before, after) = (Of(row => row.LatestEnd < first.MayHoldFrom), Of(row => row.When.Earliest > first.HoldsFrom));
        return new ChartBar(column.Label, before, after, Of(_ => true) - before - after) { Sign = sign };
    }

    /// <summary>A table of several columns of numbers has no room for the words "about" and "at least".</summary>
    private static bool IsNarrow(PatternChart chart) => chart.Series.Count > 1;

    /// <summary>Columns without a row are left out along time: a year of empty weeks is no table.</summary>
    private static Table Table(Making report, PatternChart chart)
    {
        var words = report.Words;
        var sums = chart.Series.Count > 1;
        var shown = chart.Shape == ChartShape.Time ? chart.Columns.Where(column => column.Total.Number > 0) : chart.Columns;
        TableCell Cell(ChartMark mark) => new(IsNarrow(chart) ? mark.Short(words) : mark.In(words));
        return new Table(
            [
                new(chart.ColumnHead, chart.Shape == ChartShape.Grid ? ColumnWidth.Fixed(56) : ColumnWidth.Share()),
                .. chart.Series.Select(series => new TableColumn(
                    series,
                    chart.Shape switch { ChartShape.Time => ColumnWidth.Fixed(86), ChartShape.Grid => ColumnWidth.Share(), _ => ColumnWidth.Fit },
                    Alignment.End)),
                .. sums ? [new(words["report.all"], chart.Shape == ChartShape.Grid ? ColumnWidth.Fit : ColumnWidth.Fixed(48), Alignment.End)] : (TableColumn[])[],
            ],
            [
                .. shown.Select(column => new TableRow([new(column.Name), .. column.Marks.Select(Cell), .. sums ? [Cell(column.Total)] : (TableCell[])[]])),
                .. chart.AddsUp ? [new TableRow(
                    [new(words["report.all"]), .. Enumerable.Range(0, chart.Series.Count).Select(series => Cell(chart.Of(series))), .. sums ? [Cell(chart.Total)] : (TableCell[])[]],
                    RowKind.Total)] : (TableRow[])[],
            ])
        {
            FirstColumnNamesRow = true,
        };
    }

    /// <summary>What the signs of a table mean, how it is counted, and how many rows have no place in it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="more">A further sentence; none when null.</param>
    internal static IEnumerable<Block> Under(Making report, PatternChart chart, string? more = null)
    {
        var apart = chart.NotPlaced.Count;
        var contacts = report.Phrases.Contacts(new Tally(chart.NotPlaced));
        // Where a row can stand in several columns or in none, how many are placed is no number of anything.
        var placed = chart.AddsUp
            ? report.Words["reportparts.placed", report.Phrases.Number(report.Rows.Count - apart), report.Phrases.Number(report.Rows.Count), report.Phrases.Number(apart), contacts]
            : report.Words["reportparts.placed.apart", report.Phrases.Number(apart), contacts];
        var signs = IsNarrow(chart) && chart.Total.Rows.Any(row => row.CountAbout || row.CountAtLeast) ? report.Words["counting.signs"] + " " : "";
        var allowed = chart.AddsUp && report.OnlyAllowed.Count > 0
            ? " " + report.Words.Count("reportparts.placed.allowed", report.OnlyAllowed.Count, report.Phrases.Contacts(new(report.OnlyAllowed)))
            : "";
        yield return new Paragraph($"{signs}{chart.Rule} {placed}{allowed}{(more is null ? "" : " " + more)}", SpanStyle.Secondary);
    }
}
