using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using ContactLog.Reports.Model;
using NodaTime.Text;

namespace ContactLog.Reports.Building;

/// <summary>Boundaries and orders: the words, how they arrived, and what came after.</summary>
internal static class LinesSection
{
    // Longer words stand in their own section alone: beside others in a list they would not be read.
    private const int LongestInOneLine = 240;

    public static ReportSection Make(Making report, string title) => new(title, () => Blocks(report)) { Anchor = "lines", StartsPage = false };

    private static List<Block> Blocks(Making report)
    {
        var blocks = new List<Block>();
        foreach (var count in report.Lines)
        {
            blocks.AddRange(One(report, count));
        }

        if (Blocked(report) is { } blocked)
        {
            blocks.Add(new Heading(2, report.Words["report.points.heading"]));
            blocks.Add(blocked);
        }

        return blocks;
    }

    /// <summary>
    /// 3 March 2026, 18:22, by text, read 18:24. “Please …”. The words of an order, and those of a boundary that
    /// has ended, are left to the section on boundaries: the summary has one page.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="line">The boundary or order.</param>
    /// <param name="isBrief">Months in three letters, for a page on which there is little room.</param>
    /// <param name="isQuoted">False to leave the words of a boundary that holds to the section as well.</param>
    /// <param name="isDetailed">False to leave the time of day, by what means, and how it is known that words arrived, to the section as well.</param>
    public static IReadOnlyList<Span> InOneLine(Making report, Line line, bool isBrief = false, bool isQuoted = true, bool isDetailed = true)
    {
        var words = report.Words;
        string Day(NodaTime.LocalDate date) => isBrief ? report.Phrases.NarrowDay(date) : report.Phrases.Day(date);
        string At(When when) => report.Phrases.Shown(when).Date is { } date && when.Precision != Precision.Day && isDetailed
            ? words["report.when.at", Day(date), report.Phrases.TimeOf(when)]
            : isBrief && report.Phrases.Shown(when) is { Date: { } only, EndDate: null } ? report.Phrases.Zoned(Day(only), when)
            : report.Phrases.Whole(when);
        var from = line.Named.Date is null ? Undated(report, line) : At(line.Named);
        var spans = new List<Span>();
        if (line is CourtOrder order)
        {
            spans.Add(Span.Plain((order.From.Date is null ? from : words["report.order.served-line", from, order["title"] ?? words["report.order.untitled"]]) + "."));
            if (order.Until.Date is { } expires)
            {
                spans.Add(Span.Plain(" " + words["report.order.ends", Day(expires)]));
            }
        }
        else
        {
            var by = isDetailed && line["channel"] is { } channel ? words["report.line.by." + channel] : null;
            var parts = new[] { from, by, line.Until.Date is null && isDetailed ? line["delivered-how"] : null }.OfType<string>();
            spans.Add(Span.Plain(string.Join(", ", parts) + "."));
            if (line is Boundary { CameLater: true })
            {
                spans.Add(Span.Plain(" " + words["report.boundary.reached-on", At(line.From)]));
            }

            if (line.Until.Date is { } ended)
            {
                spans.Add(Span.Plain(" " + words["report.boundary.ended-on", Day(ended)]));
            }

            if (!line.WasCommunicated)
            {
                spans.Add(Span.Plain(" " + words["report.boundary.not-arrived"]));
            }
            else if (line is Boundary { IsArrivalAssumed: true, IsCounted: true })
            {
                spans.Add(Span.Plain(" " + words["report.boundary.assumed-short"]));
            }
        }

        // What an order forbids is asked of it first: who reads only the summary must find where it stands.
        if (line.Words is not { } exact || (line is CourtOrder && !isDetailed))
        {
            return spans;
        }

        spans.Add(Span.Plain(" "));
        spans.AddRange(isQuoted && line is not CourtOrder && line.Until.Date is null && exact.Length <= LongestInOneLine
            ? [report.Quote(exact)]
            : Span.Sentence(words["report.summary.words"], SpanStyle.Plain, Span.Page(Making.LineAnchor(line))));
        return spans;
    }

    private static IEnumerable<Block> One(Making report, LineCount count)
    {
        var words = report.Words;
        var line = count.Line;
        var type = line.Type;
        yield return new Heading(2, line is CourtOrder ? line["title"] ?? words["report.order.untitled"] : words["report.boundary.stated"])
        {
            Anchor = Making.LineAnchor(line),
            Beside = [Span.Plain(line.Named.Date is null ? NoDay(report, line) : report.Phrases.Whole(line.Named))],
            Bookmark = words["report.bookmark.line", line is CourtOrder ? words["report.order"] : words["report.boundary"], line.Named.Date is null ? NoDay(report, line) : report.Phrases.Zoned(report.Phrases.DayOf(line.Named), line.Named)],
        };
        if (line.Words is { } exact)
        {
            yield return new Paragraph([report.Quote(exact)]) { Indent = 12, KeepWithNext = true };
        }

        var facts = new List<KeyValue>();
        void Fact(string name)
        {
            if (report.Text(line, name) is { } text)
            {
                facts.Add(new(report.Phrases.Field(type, name), report.Phrases.Value(type, name, text)));
            }
        }

        if (report.Case.Find<Contact>(line.ContactSeq) is { } contact)
        {
            facts.Add(new(report.Phrases.Field(type, "contact"), contact["name"] ?? contact.Label ?? ""));
        }

        foreach (var name in line is CourtOrder
            ? (string[])["court", "number", "protected", "served-how", "distance", "covers", "through-others", "exceptions", "varied"]
            : ["channel", "to", "in-writing", "via", "delivered", "arrived", "delivered-how", "covers", "through-others", "exceptions"])
        {
            if (name == "delivered" && line is Boundary { IsArrivalAssumed: true, IsCounted: true })
            {
                var answer = line[name] is { } said ? report.Phrases.Value(type, name, said) : words["reportparts.not-answered"];
                facts.Add(new(report.Phrases.Field(type, name), words["report.boundary.assumed", answer]));
                continue;
            }

            if (name == "arrived")
            {
                if (line is Boundary { Arrived: { } arrived })
                {
                    var at = report.Phrases.Whole(arrived);
                    facts.Add(new(report.Phrases.Field(type, name), line.IsCounted ? words["report.boundary.counted-from", at] : at));
                }

                continue;
            }

            if (name == "covers")
            {
                var kinds = report.Text(line, name) is { } said ? report.Phrases.Value(type, name, said) : words["report.boundary.covers-none"];
                facts.Add(new(report.Phrases.Field(type, name), line.IsCounted ? words["report.boundary.by-kind", kinds] : kinds));
                continue;
            }

            Fact(name);
        }

        if (line is CourtOrder { Issued.Date: { } issued })
        {
            facts.Add(new(words["report.order.issued"], report.Phrases.Day(issued)));
        }

        if (line.Until.Date is not null)
        {
            facts.Add(new(words[line is CourtOrder ? "report.order.expires" : "report.boundary.ended"], report.Phrases.Whole(line.Until)));
        }

        Fact("ended-why");
        facts.Add(new(words["report.recorded"], report.Phrases.Recorded(line.Recorded)));
        facts.AddRange(CorrectionMark.Facts(report, line));

        if (report.ExhibitSpans(line) is { Count: > 0 } exhibits)
        {
            facts.Add(new(words["report.exhibit"], exhibits));
        }

        yield return new KeyValues(facts);
        if (!line.IsCounted)
        {
            // A table of noughts would read as if nothing had happened.
            yield return new Paragraph(words[line.WasCommunicated ? "report.lines.none.day" : line is CourtOrder ? "report.lines.none.service" : "report.lines.none.arrival"]);
            yield break;
        }

        yield return new Table(
            [
                new(report.OfChosen(words["report.lines.after"]), ColumnWidth.Share()),
                new(words["report.summary.incidents"], ColumnWidth.Fit, Alignment.End),
                new(words["report.summary.contacts"], ColumnWidth.Fit, Alignment.End),
            ],
            [
                .. Enum.GetValues<KindGroup>().Select(group => Row(report, report.GroupName(group) + (line.CoversPartly(group) ? "*" : ""), line.Covers(group) ? count.After.Of(group) : null, RowKind.Plain, report.HasKinds(group))),
                Row(report, words["report.all"], count.After, RowKind.Total),
            ])
        {
            FirstColumnNamesRow = true,
        };

        var apart = new List<string>();
        if (!Enum.GetValues<KindGroup>().All(line.Covers))
        {
            apart.Add(words["report.lines.not-covered"]);
        }

        if (Enum.GetValues<KindGroup>().Any(line.CoversPartly))
        {
            apart.Add(words["report.lines.partly"]);
        }

        if (Enum.GetValues<KindGroup>().Any(group => line.Covers(group) && !report.HasKinds(group)))
        {
            apart.Add(words["report.lines.left-out"]);
        }

        void Apart(string key, Tally tally)
        {
            if (tally.Rows.Count > 0)
            {
                apart.Add(words[key, tally.Rows.Count, report.Phrases.Contacts(tally)]);
            }
        }

        if (count.After.SharesDays)
        {
            apart.Add(words["report.summary.days"]);
        }

        Apart("report.lines.through", count.ThroughOthers);
        Apart("report.lines.permitted", count.Permitted);
        Apart("report.lines.undetermined", count.OrderNotDetermined);
        apart.AddRange(Senders.Doubts(report, count.After.Rows));
        if (apart.Count > 0)
        {
            yield return new Paragraph(string.Join(" ", apart), SpanStyle.Secondary);
        }
    }

    /// <summary>Stands where a boundary took hold, under the time at which it reached the person: that it did, and when it was stated. Null where the record has one time only.</summary>
    public static string? Reached(Making report, Line line) => line is not Boundary { CameLater: true } boundary ? null
        : boundary.Stated.Date is null ? report.Words["report.boundary.reached-undated"]
        : report.Words["report.boundary.reached", report.Phrases.Whole(boundary.Stated)];

    /// <summary>The name of a boundary or order of which no day is known, and that none is.</summary>
    public static string Undated(Making report, Line line) =>
        report.Words["reportparts.row.field", line is CourtOrder ? line["title"] ?? report.Words["report.order.untitled"] : report.Words["report.boundary.stated"], NoDay(report, line)];

    private static string NoDay(Making report, Line line) => report.Words[line is CourtOrder ? "report.order.no-service" : "report.when.unknown-day"];

    private static string Blocked(Making report, ContactPoint point)
    {
        string? Day(string name) => point[name] is not { } text ? null
            : LocalDatePattern.Iso.Parse(text) is { Success: true } day ? report.Phrases.NarrowDay(day.Value) : text;
        return Day("blocked-on") is not { } from ? "" : Day("unblocked-on") is { } until ? report.Words["report.when.days", from, until] : from;
    }

    /// <summary>A line of what came after; without a tally for kinds of contact that are not covered, as on the summary.</summary>
    private static TableRow Row(Making report, string name, Tally? tally, RowKind kind, bool isIn = true)
    {
        var none = report.Words[tally is null ? "report.summary.not-covered" : "report.summary.left-out"];
        return tally is null || !isIn ? new([new(name), new(none), new(none)], kind)
            : new([new(name), new(report.Phrases.Number(tally.Incidents)), new(report.Phrases.Contacts(tally))], kind);
    }

    /// <summary>Numbers and accounts that were blocked, without a view on whether they should be.</summary>
    private static Table? Blocked(Making report)
    {
        var words = report.Words;
        var rows = report.Case.ContactPoints.Select(point => new TableRow(
        [
            new([Span.Plain(point.Value ?? words["report.nothing"]), .. report.Text(point, "why-theirs") is { } why ? [Span.Break, Span.Grey(why)] : (Span[])[], .. CorrectionMark.Short(report, point)]),
            new([
                Span.Plain(report.Case.Find<Contact>(point.ContactSeq) is { } whose ? whose["name"] ?? whose.Label ?? "" : words["report.nothing"]), Span.Break,
                Span.Grey(point["certainty"] is { } sure ? report.Phrases.Value(ItemType.ContactPoint, "certainty", sure) : words["reportparts.not-answered"]),
            ]),
            new(Blocked(report, point)),
            new(report.Phrases.Value(ItemType.ContactPoint, "saved-first", point["saved-first"])),
            new(Counted(report, point)),
        ])).ToList();
        void Last(string key, IEnumerable<Incident> from, RowKind kind = RowKind.Plain)
        {
            if (from.ToList() is { Count: > 0 } them)
            {
                rows.Add(new TableRow([new([Span.Plain(words[key])], 4), new(report.Phrases.Contacts(new(them)))], kind));
            }
        }

        // What stands under no number above, so that the column adds up to what the summary counts.
        var without = report.Rows.Where(row => !IsListed(report, row)).ToLookup(row => row["from"] is null ? "none" : row.IsNumberHidden ? "hidden" : "unlisted");
        if (rows.Count == 0 && without["unlisted"].Concat(without["hidden"]).FirstOrDefault() is null)
        {
            return null;
        }

        foreach (var why in (string[])["unlisted", "hidden", "none"])
        {
            Last("report.points." + why, without[why]);
        }

        Last("report.all", report.Rows, RowKind.Total);
        Last("report.points.allowed", report.OnlyAllowed);
        return new Table(
            [
                new(words["report.points.value"], ColumnWidth.Share()),
                // How sure stands under the name: with a column of its own the words of the others would be broken.
                new(words["report.points.whose"], ColumnWidth.Fixed(100)),
                new(words["report.points.blocked"], ColumnWidth.Fixed(80)),
                new(words["report.points.saved"], ColumnWidth.Fixed(66)),
                new(words["report.summary.contacts"], ColumnWidth.Fixed(76), Alignment.End),
            ],
            rows);
    }

    /// <summary>True when the row came through a number, address or account that the list shows.</summary>
    public static bool IsListed(Making report, Incident row) => report.Case.Find<ContactPoint>(row.ContactPointSeq) is { IsWithdrawn: false };

    /// <summary>The contacts from a number; those of somebody else are said apart, because no total holds them.</summary>
    private static string Counted(Making report, ContactPoint point)
    {
        bool Is(Incident row) => row.ContactPointSeq == point.FirstSeq;
        var counted = report.Phrases.Contacts(new([.. report.Rows.Where(Is)]));
        Tally apart = new([.. report.OtherRows.Where(Is)]);
        return apart.Rows.Count == 0 ? counted : report.Words["report.points.apart", counted, report.Phrases.Contacts(apart)];
    }
}
