using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>
/// One page: about whom, how much, after what. Who wrote it is on the page before, and the first and last day
/// are the period; they are not said twice, so that four lines and the chart still fit.
/// </summary>
internal static class SummarySection
{
    /// <summary>Printed lines that boundaries and orders may take, for the chart to stand under them.</summary>
    private const int MostLines = 6;

    /// <summary>Letters that stand beside the label of an exhibit.</summary>
    private const double LettersInLine = 66;

    /// <summary>Letters that stand in a line beside the name of a fact.</summary>
    private const int LettersOfRows = 68;

    public static ReportSection Make(Making report, string title) => new(title, () => Blocks(report)) { Anchor = "summary" };

    private static List<Block> Blocks(Making report)
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
        var rows = unknown == 0 ? RowsIn(report) : $"{RowsIn(report)} {words.Count("report.rows.unknown", unknown)}";
        facts.Add(new(words["report.cover.rows"], rows));

        // Words beside the numbers would push the chart off the page; what the signs mean stands with the chart, or here where there is none.
        var chart = PatternSection.Summary(report);
        Span[] signs = chart is null && PatternSection.HasSigns(report) ? [Span.Plain(" " + words["counting.signs"])] : [];
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
            blocks.Add(new Heading(2, words["report.summary.lines"]) { Beside = OfColumns(report, columns) });
            // What is said of rows in three lines, and the row of what was only allowed, take the room of the boundaries, so that the chart stays on the page.
            blocks.Add(LineTable(report, MostLines - Math.Max(0, (rows.Length / LettersOfRows) - 1) - (report.OnlyAllowed.Count > 0 ? 2 : 0)));
        }

        // When a row was written down is what its weight is asked about first.
        var late = report.Rows.Count(row => row.DaysLate is not null) is > 0 and var number ? " " + words.Count("report.summary.late", number) : "";
        blocks.Add(new Heading(2, words["report.summary.also"]) { Beside = [Span.Plain(words["report.summary.also.answers"] + late)] });
        blocks.Add(Also(report));
        if (chart is not null)
        {
            blocks.Add(new Heading(2, report.OfChosen(chart.Title ?? ""))
            {
                Beside = [.. PatternSection.Legend(report, chart), .. Span.Sentence(words["report.summary.weeks.table"], SpanStyle.Plain, Span.PageNumber("pattern"))],
            });
            // The row of what was only allowed, and heads that say that rows were chosen, would push it to a page of its own.
            blocks.Add(chart with { IsLow = report.OnlyAllowed.Count > 0 || report.Rows.Count < report.Case.Incidents.Count });
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
    /// must not take it for one after which nothing came. Of more than two their days alone.
    /// </summary>
    private static List<Span> OfColumns(Making report, List<LineCount> columns)
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
            var named = string.Join(", ", left.Select(count => report.Phrases.Short(count.Line.From.Date!.Value) + (left.Count > 2 ? "" : ", " + count.After.ContactsIn(words))));
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
    /// The lines, shorter where they would push the chart off the page: first their months, then the words of the oldest.
    /// The words stand in full in the section on boundaries.
    /// </summary>
    private static Table LineTable(Making report, int most)
    {
        IReadOnlyList<Span>[] Shown(bool isBrief, int unquoted) =>
            [.. report.Lines.Select((count, at) => LinesSection.InOneLine(report, count.Line, isBrief, isQuoted: at >= unquoted))];
        var shown = Shown(isBrief: false, unquoted: 0);
        for (var unquoted = 0; unquoted <= report.Lines.Count && shown.Sum(RoughLines) > most; unquoted++)
        {
            shown = Shown(isBrief: true, unquoted);
        }

        // A time of day is on the page of the boundary too; the chart is wanted here.
        if (shown.Sum(RoughLines) > most)
        {
            shown = [.. report.Lines.Zip(shown, (count, spans) => RoughLines(spans) > 1 ? LinesSection.InOneLine(report, count.Line, isBrief: true, isQuoted: false, isTimed: false) : spans)];
        }

        // Where no line has an exhibit there is no column for them: the words are on fewer lines.
        return report.Lines.Any(count => report.ExhibitSpans(count.Line).Count > 0)
            ? new Table(
                [new("", ColumnWidth.Share()), new("", ColumnWidth.Fixed(Making.ExhibitColumn), Alignment.End)],
                [.. report.Lines.Zip(shown, (count, spans) => new TableRow([new(spans), new(report.ExhibitSpans(count.Line))]))])
            : new Table([new("", ColumnWidth.Share())], [.. shown.Select(spans => new TableRow([new(spans)]))]);
    }

    private static int RoughLines(IReadOnlyList<Span> spans) => (int)Math.Ceiling(spans.Sum(span => span is TextSpan text ? text.Text.Length : 5) / LettersInLine);

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
}
