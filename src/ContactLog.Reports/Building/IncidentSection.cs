using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Reports.Model;
using NodaTime;

namespace ContactLog.Reports.Building;

/// <summary>
/// The most recent incident, and the one she chose as the most serious, each in the order in which the forms ask
/// (CH-100 item 7, DV-100 item 5): when, who, where, what was done and said, weapon, harm, police. What a form asks
/// and the record does not say is "not answered", which is not the same as "not known".
/// </summary>
internal static class IncidentSection
{
    public static ReportSection Make(Making report, string title) => new(title, () => Blocks(report)) { Anchor = "incidents", StartsPage = false };

    private static List<Block> Blocks(Making report)
    {
        var words = report.Words;
        var blocks = new List<Block>();
        foreach (var (row, key) in new[] { (MostRecent(report), "reportparts.recent"), (MostSerious(report), "reportparts.serious") })
        {
            var isChosen = key == "reportparts.recent" && IsRecentOfChosen(report);
            blocks.Add(new Heading(2, words[isChosen ? key + ".chosen" : key]) { Beside = key == "reportparts.serious" ? [Span.Plain(words["reportparts.chosen-by"])] : [], Anchor = key });
            blocks.Add(row is not null ? new KeyValues(Facts(report, row))
                : new Paragraph(words[key == "reportparts.recent" && report.OnlyAllowed.Any(only => only.When.Date is not null) ? key + ".only-allowed" : key + ".none"]));

            if (isChosen)
            {
                blocks.Add(new Paragraph(words["reportparts.recent.later-left"], SpanStyle.Secondary));
            }

            // Whoever looks for the last row of the chronology here finds why it is another one.
            if (key == "reportparts.recent" && row is not null && report.Rows.Except(report.Asked).Count(only => only.When.Date is not null && only.When.Earliest > row.When.Earliest) is > 0 and var later)
            {
                blocks.Add(new Paragraph(words.Count("reportparts.recent.later", later), SpanStyle.Secondary));
            }
        }

        return blocks;
    }

    /// <summary>The latest row whose day is known and that a court asks about.</summary>
    public static Incident? MostRecent(Making report) => report.Questions.MostRecent;

    /// <summary>
    /// True where the record has a later one that the choices leave out: then the last row of this copy is the most recent of the chosen ones
    /// and not the most recent incident, which a court would take it for.
    /// </summary>
    public static bool IsRecentOfChosen(Making report) => MostRecent(report) is { } recent
        && report.Case.Incidents.Except(report.Rows).Any(row => row.When.Date is not null && row.When.Earliest > recent.When.Earliest && !CountedRows.IsOnlyAllowed(report.Case, row));

    /// <summary>The row she chose; null when she chose none, or one that is not in.</summary>
    public static Incident? MostSerious(Making report) => report.Questions.MostSerious;

    /// <summary>Where the most serious one stands, for the summary; the most recent is always above it.</summary>
    public static KeyValue SeriousPage(Making report) => new(
        report.Words["reportparts.serious.short"],
        MostSerious(report) is { } row
            ? [Span.Plain(row.When.Date is { } day ? report.Phrases.Zoned(report.Phrases.Day(report.Phrases.Shown(row.When).Date ?? day), row.When) + ", " : ""), Span.Page("reportparts.serious")]
            : [Span.Plain(report.Words["reportparts.none-chosen"])]);

    /// <summary>What a form asks of one incident, in its order; what the record does not say is "not answered".</summary>
    public static List<KeyValue> Facts(Making report, Incident row)
    {
        var words = report.Words;
        var who = new[]
        {
            Senders.Of(report, row), report.Said(row, "through") is { } through ? words["report.row.through", through] : null,
            row.NamesNobody ? words["reportparts.row.nobody"] : null,
        }.OfType<string>().ToList();
        var facts = new List<KeyValue>
        {
            new(words["reportparts.when"], When(report, row)),
            new(words["reportparts.who"], who.Count > 0 ? string.Join(". ", who) : words["reportparts.not-answered"]),
        };
        void Text(string key, params string[] names)
        {
            var spans = new List<Span>();
            foreach (var name in names)
            {
                if (report.Said(row, name) is { } text)
                {
                    spans.AddRange(spans.Count > 0 ? [Span.Break] : []);
                    spans.Add(name == "said" ? report.Quote(text) : Span.Plain(report.Phrases.Value(ItemType.Incident, name, text)));
                }
            }

            facts.Add(new(words[key], spans.Count > 0 ? spans : [Span.Plain(words["reportparts.not-answered"])]));
        }

        void Asked(string key, string flag, params string[] details)
        {
            var reports = flag == "police" ? PoliceReports.Of(report, row).Select(one => PoliceReports.Text(report, one)).ToList() : [];
            var answer = (row[flag] ?? (reports.Count > 0 ? "yes" : null)) switch
            {
                "yes" => words["fields.yes"],
                "no" => words["fields.no"],
                "unknown" => words["fields.unknown"],
                _ => words["reportparts.not-answered"],
            };
            if (flag == "police")
            {
                answer = PoliceReports.Answer(report, row, answer);
            }

            facts.Add(new(words[key], string.Join(". ", new[] { answer }.Concat(details.Select(name => report.Said(row, name))).Concat(reports).OfType<string>())));
        }

        Text("reportparts.where", "place");
        Text("reportparts.present", "present", "witness");
        facts.Add(new(words["reportparts.how"], report.Phrases.Happening(row, null)));
        Text("reportparts.what", "narrative", "said", "gift", "vehicle");
        if ((row["known-how"] ?? row["known-from"]) is not null)
        {
            // Whether she was there, was told or has it from a device is what a statement must not leave out.
            Text("reportparts.known", "known-how", "known-from");
        }

        if (row.IsPermitted)
        {
            facts.Add(new(words["reportparts.allowed"], report.Words["report.row.permitted"]));
        }

        // That it may break an order is what a court asks first of the last time.
        foreach (var (name, text) in Breach(report, row))
        {
            facts.Add(new(report.Phrases.Field(ItemType.Incident, name), text));
        }

        Asked("report.also.threat", "threat");
        Asked("reportparts.weapon", "weapon", "weapon-what");
        Asked("reportparts.harm", "injury", "injury-what");
        Asked("report.also.damage", "damage", "damage-what");
        Asked("report.also.children", "children");
        Asked("reportparts.police", "police", "police-who", "police-number", "police-outcome");
        facts.Add(new(words["report.recorded"], report.Phrases.Recorded(row.Recorded)));
        facts.AddRange(CorrectionMark.Facts(report, row));

        facts.Add(new(words["report.others.row"], [Span.Page(Making.RowAnchor(row))]));
        if (report.ExhibitSpans(row) is { Count: > 0 } exhibits)
        {
            facts.Add(new(words["report.exhibit"], exhibits));
        }

        return facts;
    }

    /// <summary>Which order a row names as one that it may break, and the term of it, by the names of the fields; none where it names neither.</summary>
    public static IEnumerable<(string Name, string Text)> Breach(Making report, Incident row)
    {
        if (report.Case.Find<CourtOrder>(row.Fields.Number("breach-of")) is { } order)
        {
            var name = string.Join(", ", new[] { order["title"] ?? report.Words["report.order.untitled"], order["number"] }.OfType<string>());
            yield return ("breach-of", order.IsWithdrawn ? $"{name}, {report.Words["report.withdrawn"]}" : name);
        }

        if (report.Said(row, "breach-term") is { } term)
        {
            yield return ("breach-term", report.Words["report.quote", term]);
        }
    }

    private static string When(Making report, Incident row) => row.When.Date is null || report.Phrases.TimeOf(row) is not { Length: > 0 } time
        ? report.Phrases.DayOf(row.When)
        : report.Words["report.when.at", report.Phrases.DayOf(row.When), time];
}
