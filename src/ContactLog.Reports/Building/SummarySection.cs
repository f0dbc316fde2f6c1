using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>
/// One page: about whom, how much, after what. Who wrote it is on the page before, and the first and last day
/// are the period; they are not said twice. Where it is more than a page, it is said more briefly, step by step, until it is one:
/// whoever lays it out measures, so that long words, another language or another paper need no number of their own here.
/// </summary>
internal static class SummarySection
{
    public static ReportSection Make(Making report, string title)
    {
        ReportSection Said(Brevity brevity) => new(title, () => Blocks(report, brevity)) { Anchor = "summary" };
        return Said(new()) with { Briefer = [.. Briefer(report.Lines.Count).Select(Said)] };
    }

    /// <summary>
    /// What is given up for the room, first to last: months in full, the height of the chart and the distance of rows, and what the section on
    /// boundaries has in full. Then the chart, which its own section has too: what a boundary said is no longer given up for it. At last the boundaries between the first and the newest.
    /// </summary>
    private static IEnumerable<Brevity> Briefer(int lines)
    {
        Brevity brevity = new();
        foreach (var hasChart in new[] { true, false })
        {
            yield return brevity = new Brevity { HasChart = hasChart, HasShortMonths = true };
            yield return brevity = brevity with { IsClose = true };
            for (var unquoted = 1; unquoted <= lines; unquoted++)
            {
                yield return brevity = brevity with { Unquoted = unquoted };
            }

            yield return brevity = brevity with { IsDetailed = false };
        }

        for (var left = 2; left <= lines - 2; left++)
        {
            yield return brevity = brevity with { Left = left };
        }
    }

    private static List<Block> Blocks(Making report, Brevity brevity)
    {
        var words = report.Words;
        var facts = new List<KeyValue>();
        if (About(report) is { Length: > 0 } about)
        {
            facts.Add(new(words["report.cover.about"], about));
        }

        facts.Add(new(words["report.cover.period"], Period(report)));
        // Beside the counts they are in, for whoever would take them off.
        var unknown = NamesNobody(report) + Unlisted(report).Count(row => report.Case.PersonOf(row) is null);
        facts.Add(new(words["report.cover.rows"], unknown == 0 ? RowsIn(report) : $"{RowsIn(report)} {words.Count("report.rows.unknown", unknown)}"));

        // Words beside the numbers would push the chart off the page; what the signs mean stands with the chart, or here where there is none.
        var chart = PatternSection.Summary(report);
        Span[] signs = (chart is null || !brevity.HasChart) && PatternSection.HasSigns(report) ? [Span.Plain(" " + words["counting.signs"])] : [];
        var columns = Columns(report);
        var rule = new Tally(report.Rows).SharesDays ? "report.summary.rule-days" : "report.summary.rule";
        var blocks = new List<Block>
        {
            new KeyValues(facts),
            new Heading(2, report.OfChosen(words["report.summary.kinds"])) { Beside = [.. Span.Sentence(words[rule], SpanStyle.Plain, Span.PageNumber("keeping")), .. signs] },
            KindTable(report, columns),
        };
        if (report.Lines.Count > 0)
        {
            blocks.Add(new Heading(2, words["report.summary.lines"]) { Beside = OfColumns(report, columns, brevity.IsDetailed) });
            blocks.Add(LineTable(report, brevity));
        }

        // When a row was written down is what its weight is asked about first, and by whose clock.
        var clock = !brevity.IsDetailed || report.Rows.Count == 0 || report.Source.Seals.All.Any() ? "" : " " + words["report.summary.clock"];
        var late = report.Rows.Count(row => row.DaysLate is not null) is > 0 and var number ? " " + words.Count("report.summary.late", number) : "";
        blocks.Add(new Heading(2, words["report.summary.also"]) { Beside = [Span.Plain(words["report.summary.also.answers"] + late + clock)] });
        blocks.Add(Also(report));
        if (chart is not null)
        {
            blocks.Add(new Heading(2, report.OfChosen(chart.Title ?? ""))
            {
                Beside = [.. brevity.HasChart ? PatternSection.Legend(report, chart) : [], .. Span.Sentence(words["report.summary.weeks.table"], SpanStyle.Plain, Span.PageNumber("pattern"))],
            });
            if (brevity.HasChart)
            {
                blocks.Add(chart with { IsLow = brevity.IsClose });
            }
        }

        return blocks;
    }

    public static string About(Making report) => report.Case.MainContact is { } main ? Senders.About(report, main) : "";

    public static string Period(Making report)
    {
        return report.Pattern.Days is not { } days
            ? report.Words["report.period.none", report.Zone.Id]
            : report.Words["report.period", report.Phrases.Day(days.First), report.Phrases.Day(days.Last), report.Zone.Id];
    }

    /// <summary>How many rows there are, how many are in; "None left out" only when it is so.</summary>
    public static string RowsIn(Making report)
    {
        var all = report.Case.Incidents.Count;
        var withdrawn = report.Case.AllIncidents.Count(row => row.IsWithdrawn);
        var beside = report.OwnRowsLeftOut.Count;
        var others = report.OtherRowsLeftOut.Count;
        var text = report.Words[report.Rows.Count < all ? "report.rows.some" : beside + others == 0 ? "report.rows.all" : "report.rows.whole", report.Phrases.Number(report.Rows.Count), report.Phrases.Number(all)];
        text += beside == 0 ? "" : " " + report.Words.Count("report.rows.own-left", beside);
        text += report.OtherRows.Count == 0 ? "" : " " + report.Words.Count("report.rows.others", report.OtherRows.Count);
        text += others == 0 ? "" : " " + report.Words.Count("report.rows.others-left", others);
        return withdrawn == 0 ? text : $"{text} {report.Words.Count("report.rows.withdrawn", withdrawn)}";
    }

    /// <summary>How many rows are counted for the main person without saying so themselves.</summary>
    public static int NamesNobody(Making report) => report.Rows.Count(row => row.NamesNobody);

    /// <summary>Rows from a number, address or account that stands in no list. Where they name nobody else they count as from the main person too.</summary>
    public static IEnumerable<Incident> Unlisted(Making report) =>
        report.Rows.Where(row => row["from"] is not null && !row.IsNumberHidden && !LinesSection.IsListed(report, row));

    // The first line that counts, the newest boundary that still holds and the newest order are what the forms ask; there is room for three.
    private static List<LineCount> Columns(Making report)
    {
        var counted = report.Lines.Where(count => count.Line.IsCounted).ToList();
        return [.. counted.Take(1)
            .Concat(counted.Where(count => count.Line is Boundary { Until.Date: null }).TakeLast(1))
            .Concat(counted.Where(count => count.Line is CourtOrder).TakeLast(1)).Distinct()];
    }

    /// <summary>
    /// What the sign of a number that is of some kinds of its row only means, and what came after the boundaries and orders that have no column: whoever finds none
    /// must not take it for one after which nothing came. Of more than two, and where there is no room, their days alone.
    /// </summary>
    private static List<Span> OfColumns(Making report, List<LineCount> columns, bool isDetailed)
    {
        var words = report.Words;
        var spans = new List<Span>();
        if (columns.Any(count => Enum.GetValues<KindGroup>().Any(group => count.Line.CoversPartly(group) && report.HasKinds(group))))
        {
            spans.Add(Span.Plain(words["report.summary.partly"] + " "));
        }

        var left = report.Lines.Where(count => count.Line.IsCounted && !columns.Contains(count)).ToList();
        if (left.Count > 0)
        {
            var named = string.Join(", ", left.Select(count => report.Phrases.Short(count.Line.From.Date!.Value) + (left.Count > 2 || !isDetailed ? "" : ", " + count.After.ContactsIn(words))));
            spans.AddRange(Span.Sentence(words["report.summary.no-column", named, "{0}"], SpanStyle.Plain, Span.PageNumber("lines")));
        }

        return spans;
    }

    private static Table KindTable(Making report, List<LineCount> lines)
    {
        var words = report.Words;
        var all = new Tally(report.Rows);
        var columns = new List<TableColumn>
        {
            new(words["report.summary.kind"], ColumnWidth.Share()),
            new(words["report.summary.incidents"], ColumnWidth.Fixed(78), Alignment.End),
            new(words["report.summary.contacts"], ColumnWidth.Fixed(72), Alignment.End),
        };
        columns.AddRange(lines.Select(count => new TableColumn(
            count.Line is CourtOrder ? words["report.summary.after-order"] : After(report, count.Line), ColumnWidth.Fixed(62), Alignment.End)));
        // A nought under a boundary that does not cover the kind, or for a kind that is left out, would read as if nothing had happened.
        TableRow Row(string name, KindGroup? group)
        {
            string Or(string number) => group is not { } one || report.HasKinds(one) ? number : words["report.summary.left-out"];
            return new(
                [
                    new(name),
                    new(Or(report.Phrases.Number(Of(all, group).Incidents))),
                    new(Or(Of(all, group).Short(words))),
                    .. lines.Select(count => new TableCell(group is { } one && !count.Line.Covers(one)
                        ? words["report.summary.not-covered"]
                        : Or(Of(count.After, group).Short(words) + (group is { } some && count.Line.CoversPartly(some) ? "*" : "")))),
                ],
                group is null ? RowKind.Total : RowKind.Plain);
        }

        static Tally Of(Tally tally, KindGroup? group) => group is { } one ? tally.Of(one) : tally;
        return new Table(columns,
            [
                .. Enum.GetValues<KindGroup>().Select(group => Row(report.GroupName(group), group)),
                Row(words["report.all"], null),
                .. report.OnlyAllowed.Count > 0 ? [OnlyAllowed(report, lines.Count)] : (TableRow[])[],
            ])
        {
            FirstColumnNamesRow = true,
        };
    }

    // Taken off the total it leaves the incidents and contacts that were not, or not only, allowed. What came after a line holds none of it.
    private static TableRow OnlyAllowed(Making report, int lines) => new(
        [
            new(report.Words["report.allowed"]),
            new(report.Phrases.Number(new Tally(report.Rows).Incidents - new Tally([.. report.Rows.Except(report.OnlyAllowed)]).Incidents)),
            new(new Tally(report.OnlyAllowed).Short(report.Words)),
            .. Enumerable.Repeat(new TableCell(report.Phrases.Number(0)), lines),
        ]);

    /// <summary>After 3 March; or from when to when, for a line that no longer holds.</summary>
    private static string After(Making report, Line line) => line is Boundary && line.Until.Date is { } ended
        ? report.Words["report.summary.between", line.From.Date is { } began ? report.Phrases.Short(began) : report.Phrases.LineName(line), report.Phrases.Short(ended)]
        : report.Words["report.summary.after", line.From.Date is { } from ? report.Phrases.Short(from) : report.Phrases.LineName(line)];

    /// <summary>
    /// The lines. What is not said here of one stands in the section on boundaries, and the page is named. The first and the newest
    /// stand in any case: the columns of the table of kinds count from them.
    /// </summary>
    private static Table LineTable(Making report, Brevity brevity)
    {
        IReadOnlyList<Span> Shown(LineCount count, int at) =>
            LinesSection.InOneLine(report, count.Line, brevity.HasShortMonths, isQuoted: at >= brevity.Unquoted, brevity.IsDetailed);
        var shown = report.Lines.Select((count, at) => (Spans: Shown(count, at), Exhibits: report.ExhibitSpans(count.Line))).ToList();
        if (brevity.Left > 0)
        {
            shown.RemoveRange(1, brevity.Left);
            shown.Insert(1, ([Span.Plain(report.Words.Count("report.summary.lines-left", brevity.Left) + " "), Span.Page("lines")], []));
        }

        var kind = brevity.IsClose ? RowKind.Contents : RowKind.Plain;
        // Where no line has an exhibit there is no column for them: the words are on fewer lines.
        return shown.Exists(line => line.Exhibits.Count > 0)
            ? new Table(
                [new("", ColumnWidth.Share()), new("", ColumnWidth.Fixed(Making.ExhibitColumn), Alignment.End)],
                [.. shown.Select(line => new TableRow([new(line.Spans), new(line.Exhibits)], kind))])
            : new Table([new("", ColumnWidth.Share())], [.. shown.Select(line => new TableRow([new(line.Spans)], kind))]);
    }

    private static KeyValues Also(Making report)
    {
        var words = report.Words;
        string Flag(string field) => FlagCounts.Of(report, report.Rows, field).Short(report);
        return new KeyValues(
            [
                new(words["report.also.threat"], Flag("threat")),
                new(words["report.also.weapon"], Flag("weapon")),
                new(words["report.also.injury"], Flag("injury")),
                new(words["report.also.police"], PoliceReports.Summary(report)),
                new(words["report.also.children"], Flag("children")),
                IncidentSection.SeriousPage(report),
            ],
            Columns: 2);
    }

    /// <summary>How briefly the page is said.</summary>
    private sealed record Brevity
    {
        /// <summary>Months in three letters.</summary>
        public bool HasShortMonths { get; init; }

        /// <summary>The bars of the chart are half as tall, and the rows of boundaries closer.</summary>
        public bool IsClose { get; init; }

        /// <summary>Of how many of the oldest boundaries the words are left to their section.</summary>
        public int Unquoted { get; init; }

        /// <summary>Times of day, by what means, and how it is known that words arrived, stand beside the days; what came after a boundary without a column, where the words of an order are, and by whose clock rows were recorded.</summary>
        public bool IsDetailed { get; init; } = true;

        /// <summary>How many boundaries and orders after the first are a number.</summary>
        public int Left { get; init; }

        /// <summary>The chart is on the page, not only in its section.</summary>
        public bool HasChart { get; init; } = true;
    }
}
