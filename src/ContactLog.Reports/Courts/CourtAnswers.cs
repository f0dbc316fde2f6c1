using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;
using ContactLog.Domain.Time;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Courts;

/// <summary>
/// Answers to a form's questions, made from the record: dates, labels and her own words, in the order in which forms
/// ask, and no sentence that a field does not hold. Plain text, because she may change it before it is printed.
/// </summary>
internal static class CourtAnswers
{
    // More would be a second chronology; the rest is counted, and stands in the chronology itself.
    private const int MostRows = 60;

    private static readonly Dictionary<string, Func<Making, string>> s_sources = new(StringComparer.Ordinal)
    {
        ["blank"] = _ => "",
        ["protected"] = report => Lines(Others(report).Prepend(Children(report))),
        ["relationship"] = SummarySection.About,
        ["recent"] = report => Whole(report, IncidentSection.MostRecent(report)),
        ["recent-county"] = report => Asked(report, IncidentSection.MostRecent(report)),
        ["serious"] = Serious,
        ["recent-weapon"] = report => Some(report, IncidentSection.MostRecent(report), "weapon", "weapon-what", "threat"),
        ["recent-harm"] = report => Some(report, IncidentSection.MostRecent(report), "injury", "injury-what", "damage", "damage-what"),
        ["earlier"] = report => Newest(report, report.Questions.Earlier),
        ["other-often"] = report => Paragraphs([Often(report, report.Questions.Other), Newest(report, report.Questions.Other)]),
        ["newest"] = report => Newest(report, report.Asked),
        ["oldest"] = report => Paragraphs(Told(report, report.Asked).Texts),
        ["weapons"] = report => List(report, report.Asked.Where(row => row["weapon"] == "yes")),
        ["ever"] = report => Lines(((string[])["weapon", "threat", "injury", "damage", "children", "police"]).Select(flag => Ever(report, flag))),
        ["police"] = report => string.Join("\n\n", Shown(report, [.. report.Asked.Where(row => row["police-number"] is not null || row["police"] == "unknown" || PoliceReports.IsTold(report, row))])
            .Concat(PoliceReports.Apart(report).Select(one => PoliceReports.Text(report, one) + "."))),
        ["orders"] = Orders,
        ["violations"] = report => Paragraphs(report.Lines.SelectMany(count => BrokenTerms.Of(report, count))),
        ["guns"] = report => Lines([report.Case.MainContact is { } main ? report.Said(main, "weapons") : null, List(report, report.Asked.Where(row => row["weapon"] == "yes"))]),
        // Who it is about comes first; what is left to the chronology is no fact that anybody swears to and stands at the head of the page.
        ["statement"] = report => Told(report, report.Asked).Texts is { Count: > 0 } told
            ? Paragraphs(Senders.Opening(report, report.Asked).Concat(told).Select((text, at) => report.Words["court.numbered", at + 1, text]))
            : "",
    };

    // What these say is no matter of rows; violations count what was allowed for each order.
    private static readonly string[] s_withoutRows = ["blank", "relationship", "orders", "violations"];

    /// <summary>True when a question is about the most recent incident, or about all others.</summary>
    public static bool IsOfRecent(CourtQuestion question) =>
        question.From.StartsWith("recent", StringComparison.Ordinal) || question.From is "serious" or "earlier" or "other-often";

    /// <summary>What the answer to a question leaves out because it was only allowed, for a question that is about rows.</summary>
    public static Tally LeftOut(Making report, CourtQuestion question) =>
        new(s_withoutRows.Contains(question.From, StringComparer.Ordinal) || IsWithoutChildren(report, question) ? [] : [.. report.Rows.Except(report.Asked)]);

    /// <summary>How many rows an answer that tells the oldest first leaves to the chronology, in words; empty where it tells all, or says so itself at its end.</summary>
    public static string LeftToChronology(Making report, CourtQuestion question) => question.From is "oldest" or "statement" ? Told(report, report.Asked).Left : "";

    // Whom to protect is answered from rows only where children were present in one.
    private static bool IsWithoutChildren(Making report, CourtQuestion question) => question.From == "protected" && !report.Rows.Any(row => row["children"] == "yes");

    /// <summary>The sources that questions may name.</summary>
    public static IReadOnlyCollection<string> Sources => s_sources.Keys;

    /// <summary>The answer as the record gives it; empty where it gives none.</summary>
    public static string Of(Making report, CourtQuestion question)
    {
        var answer = s_sources[question.From](report).Trim();
        return answer.Length > 0 && question.Opening is { } opening
            ? CourtQuestion.Named(opening, report.Case.Settings.OwnName) + "\n\n" + answer
            : answer;
    }

    private static string Whole(Making report, Incident? row) => row is null ? "" : Lines(IncidentSection.Facts(report, row)
        .Where(fact => !fact.Value.OfType<PageSpan>().Any())
        .Select(fact => report.Words["reportparts.row.field", fact.Name, Plain(fact.Value)]).Append(Changed(report, row)).Append(Exhibits(report, row)));

    // Begins a sentence: "day not known" is the only day that does not begin with a capital in English, in Spanish none does.
    private static string Begun(Making report, Incident row) => Begun(report, Day(report, row));

    private static string Begun(Making report, string day) => day.Length > 0 ? char.ToUpper(day[0], report.Words.Culture) + day[1..] : "";

    // A day with nothing under it would read like a yes.
    private static string Some(Making report, Incident? row, params string[] fields) => row is null ? ""
        : fields.Select(name => Field(report, row, name)).OfType<string>().ToList() is { Count: > 0 } said ? Lines(said.Prepend(Begun(report, row)))
        : Lines([Begun(report, row), report.Words["reportparts.not-answered"]]);

    /// <summary>
    /// What happened, oldest first, with the boundaries and orders where they took hold: a court asks whether the person had been told to
    /// stop. Where there are too many rows the oldest are counted rather than told, but never the one that was chosen as the most serious.
    /// </summary>
    private static (string Left, IReadOnlyList<string> Texts) Told(Making report, IEnumerable<Incident> rows, bool isNewestFirst = false)
    {
        var all = rows.OrderBy(ChronologySection.Order).ThenBy(row => row.FirstSeq).ToList();
        var serious = IncidentSection.MostSerious(report);
        var told = all.Where((row, at) => at >= all.Count - MostRows || row == serious).ToList();
        var left = all.Count - told.Count;
        var texts = report.Lines.Where(count => count.Line.From.Date is not null).Select(count => (At: count.Line.MayHoldFrom, IsDated: true, Text: One(report, count.Line)))
            .Concat(told.Select(row => (At: ChronologySection.Order(row), IsDated: row.When.Date is not null, Text: One(report, row))))
            .OrderBy(one => one.At).Where(one => one.Text.Length > 0);
        return (
            left == 0 ? "" : report.Words.Count("court.more-earlier", left),
            // What has no day has its place in the record by when it was written down. Told first, it would be taken for the newest.
            [.. (isNewestFirst ? texts.Reverse().OrderByDescending(one => one.IsDated) : texts).Select(one => one.Text)]);
    }

    private static string Newest(Making report, IEnumerable<Incident> rows) => Told(report, rows, isNewestFirst: true) is var told ? Paragraphs([.. told.Texts, told.Left]) : "";

    private static string Paragraphs(IEnumerable<string> texts) => string.Join("\n\n", texts.Where(text => text.Length > 0));

    /// <summary>Another time than the most recent: what was told under that question is not told and sworn to a second time.</summary>
    private static string Serious(Making report)
    {
        if (IncidentSection.MostSerious(report) is not { } row)
        {
            return "";
        }

        var recent = IncidentSection.MostRecent(report);
        return row == recent ? report.Words["court.serious.is-recent", TheRecent(report)]
            : Lines([Whole(report, row), IsOneWith(recent, row) ? report.Words["court.serious.with-recent", TheRecent(report)] : null]);
    }

    private static string TheRecent(Making report) => report.Words[IncidentSection.IsRecentOfChosen(report) ? "court.the-recent-chosen" : "court.the-recent"];

    // Calls and messages of one day are one incident, by the rule that counts incidents.
    private static bool IsOneWith(Incident? told, Incident row) =>
        told?.When.Date is { } day && told.Group != KindGroup.InPerson && row.Group != KindGroup.InPerson && row.When.Date == day;

    /// <summary>
    /// How often, in the numbers of the record: the form offers "once", "2 to 5 times", "weekly", which is hers to choose. The list under it tells every
    /// row but those told before, so each of these rows is in one of the numbers: with a day, with one that was told, or without a day.
    /// </summary>
    private static string Often(Making report, IReadOnlyList<Incident> rows)
    {
        var words = report.Words;
        var (last, serious) = (IncidentSection.MostRecent(report), IncidentSection.MostSerious(report));
        var dated = rows.Where(row => row.When.Date is not null)
            .ToLookup(row => IsOneWith(last, row) ? "court.the-recent" : IsOneWith(serious, row) ? "court.the-serious" : "");
        var days = dated[""].Select(report.Pattern.WhenOf).SelectMany(when => new[] { when.Date!.Value, when.EndDate ?? when.Date.Value }).ToList();
        string Apart(string key, IEnumerable<Incident> apart, params object[] more) => new Tally([.. apart]) is { Rows.Count: > 0 and var number } tally
            ? words.Count(key, number, [report.Phrases.Contacts(tally), .. more])
            : "";
        var tally = new Tally([.. dated[""]]);
        var told = serious is null || serious == last ? TheRecent(report) : words["court.often.both", TheRecent(report), words["court.the-serious"]];
        return string.Join(' ', ((string[])
        [
            days.Count == 0 ? ""
                : words[days.Min() == days.Max() ? "court.often.day" : "court.often", words.Count("court.often.incidents", tally.Incidents), report.Phrases.Contacts(tally), report.Phrases.Day(days.Min()), report.Phrases.Day(days.Max()), told],
            Apart("court.often.with", dated["court.the-recent"], TheRecent(report)),
            Apart("court.often.with", dated["court.the-serious"], words["court.the-serious"]),
            Apart("court.often.undated", rows.Where(row => row.When.Date is null)),
            .. Sureness(report, rows),
        ]).Where(text => text.Length > 0));
    }

    /// <summary>What a number of contacts rests on that is less than a listed number of a named person, in sentences to stand under it.</summary>
    public static IEnumerable<string> Sureness(Making report, IReadOnlyCollection<Incident> rows) => Senders.Doubts(report, rows)
        .Concat(new Tally([.. rows.Where(report.Case.IsThroughOthers)]) is { Rows.Count: > 0 } through
            ? [report.Words["court.through", report.Phrases.Number(through.Rows.Count), report.Phrases.Contacts(through)]]
            : []);

    /// <summary>The last time, with the county and the medical care that Texas asks for: the record has no field for the one, and for the other the visits about that row.</summary>
    private static string Asked(Making report, Incident? row)
    {
        if (row is null)
        {
            return "";
        }

        string Field(string key, string text) => report.Words["reportparts.row.field", report.Words[key], text];
        var visits = report.Responses.OfType<CareVisit>().Where(visit => visit.AboutSeq == row.FirstSeq)
            .Select(visit => string.Join(", ", new[] { report.Phrases.Whole(visit.When), visit["provider"] }.OfType<string>())).ToList();
        // Without the effect on her nothing tells whether she saw a doctor, so the line is the same whether she did or not.
        var care = !report.Source.Options.WithImpact ? report.Words["court.care.left-out"]
            : visits.Count > 0 ? string.Join("; ", visits)
            : report.Words["reportparts.not-answered"];
        return Lines([Whole(report, row), Field("court.county", report.Words["reportparts.not-answered"]), Field("court.care", care)]);
    }

    private static string One(Making report, Line line) => string.Join(' ', new[]
    {
        Begun(report, report.Phrases.Whole(line.From)) + ".",
        line is CourtOrder order ? Order(report, order)
            : string.Join(", ", new[] { LinesSection.Reached(report, line)?.TrimEnd('.') ?? report.Words["report.boundary.stated"], line["channel"] is { } channel ? report.Words["report.line.by." + channel] : null, line["delivered-how"] }.OfType<string>()) + ".",
        line is Boundary && line.Words is { } words ? report.Words["report.quote", words] : null,
        line is Boundary && !line.WasCommunicated ? report.Words["report.boundary.not-arrived"] : null,
        line is Boundary && line.Until.Date is not null ? report.Words["court.field", report.Words["report.boundary.ended"], report.Phrases.Whole(line.Until)] : null,
        Changed(report, line),
        Exhibits(report, line),
    }.Where(part => !string.IsNullOrEmpty(part)));

    private static string List(Making report, IEnumerable<Incident> rows) => string.Join("\n\n", Shown(report, [.. rows]));

    /// <summary>Rows, each with what is said of it besides; of too many the rest is counted.</summary>
    public static IReadOnlyList<string> Shown(Making report, IReadOnlyList<Incident> rows, Func<Incident, string?>? besides = null)
    {
        var shown = rows.Take(MostRows).Select(row => string.Join(' ', new[] { One(report, row, isUnderTerm: besides is not null), besides?.Invoke(row) }.OfType<string>())).ToList();
        if (rows.Count > MostRows)
        {
            shown.Add(report.Words.Count("court.more", rows.Count - MostRows));
        }

        return shown;
    }

    private static string One(Making report, Incident row, bool isUnderTerm = false)
    {
        // Through whom it came, what allowed it and how it is known change what a line says under oath: they are never left out for being short.
        List<string?> parts =
        [
            Begun(report, row) + ".", report.Phrases.Happening(row, Senders.Of(report, row)) + ".",
            report.Said(row, "through") is { } through ? report.Words["report.row.through", through.TrimEnd('.')] + "." : null,
            row.NamesNobody ? report.Words["reportparts.row.nobody"] + "." : null,
            .. report.OpenOrder(row),
            Field(report, row, "place"), report.Said(row, "narrative"), row["said"] is { } said ? report.Words["report.quote", said] : null,
            row["own-reply"] is { } reply ? report.Words["report.row.reply", reply.TrimEnd('.')] + "." : null,
        ];
        parts.AddRange(((string[])["gift", "vehicle", "known"]).Select(name =>
            report.Said(row, name == "known" ? "known-how" : name) is { } text ? report.Words["report.row." + name, text.TrimEnd('.')] + "." : null));
        parts.Add(Field(report, row, "known-from"));
        // Under the heading of its order and term they are not said again.
        parts.AddRange(isUnderTerm ? [] : IncidentSection.Breach(report, row)
            .Select(one => report.Words["court.field", report.Phrases.Field(row.Type, one.Name), one.Text.TrimEnd('.')]));
        parts.AddRange(((string[])["threat", "weapon", "weapon-what", "injury", "injury-what", "damage", "damage-what", "witness", "police", "police-number",
            .. report.Source.Options.WithImpact ? ["feelings"] : (string[])[]])
            .Select(name => row[name] is null or "no" || (name == "police" && PoliceReports.Differs(report, row)) ? null : Field(report, row, name)));
        parts.AddRange(PoliceReports.Of(report, row).Select(one => PoliceReports.Text(report, one) + "."));
        parts.Add(row.IsPermitted ? report.Words["report.row.permitted"] : null);
        parts.Add(Changed(report, row));
        parts.Add(Exhibits(report, row));
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string? Field(Making report, Incident row, string name) => report.Said(row, name) is { } text
        ? report.Words["court.field", report.Phrases.Field(row.Type, name), report.Phrases.Value(row.Type, name, text).TrimEnd('.')]
        : null;

    private static string Day(Making report, Incident row) => report.Phrases.TimeOf(row) is { Length: > 0 } time
        ? report.Words["report.when.at", report.Phrases.DayOf(row.When), time]
        : report.Phrases.DayOf(row.When);

    // What a statement is sworn to says that it was changed, as the chronology does.
    private static string Changed(Making report, Item item) =>
        string.Join(' ', CorrectionMark.Said(report, item).Select(one => report.Words["court.field", one.Name, one.Days]));

    private static string? Exhibits(Making report, Item item) =>
        report.Exhibits.Where(exhibit => exhibit.OfSeq == item.FirstSeq).Select(report.LabelOf).ToList() is { Count: > 0 } labels
            ? report.Words["court.field", report.Words["report.exhibit"], string.Join(", ", labels)]
            : null;

    private static string? Children(Making report)
    {
        var counts = FlagCounts.Of(report, report.Asked, "children");
        return counts.Yes == 0 ? null
            : report.Words.Count("court.children", counts.Yes)
                + ((counts with { Yes = 0 }).In(report) is { Length: > 0 } rest ? " " + report.Words["court.children.rest", rest] : "");
    }

    /// <summary>How many rows say what to a question, and when those were that say yes: "ever" is answered by all of them, so the ones before the newest are a number.</summary>
    private static string Ever(Making report, string flag)
    {
        var yes = report.Asked.Where(row => FlagCounts.IsYes(report, row, flag)).OrderBy(ChronologySection.Order).ThenBy(row => row.FirstSeq).ToList();
        var days = yes.TakeLast(MostRows).Select(row => Day(report, row))
            .Concat(yes.Count > MostRows ? [report.Words.Count("court.ever.before", yes.Count - MostRows)] : []).ToList();
        var apart = flag == "police" ? PoliceReports.Apart(report) : [];
        return report.Words["reportparts.row.field", report.Phrases.Field(ItemType.Incident, flag), string.Join(". ", new[]
        {
            FlagCounts.Of(report, report.Asked, flag).In(report),
            days.Count > 0 ? report.Words["court.ever.yes", string.Join("; ", days)] : "",
            apart.Count > 0
                ? report.Words["reportparts.row.field", report.Words.Count("report.police.apart", apart.Count), string.Join("; ", apart.Select(one => report.Phrases.Whole(one.When)))]
                : "",
        }.Where(part => part.Length > 0))];
    }

    private static string Orders(Making report) => Lines(report.Lines.Select(count => count.Line).OfType<CourtOrder>().Select(order => Order(report, order)));

    /// <summary>What an order is called, and its days.</summary>
    public static string Order(Making report, CourtOrder order)
    {
        string? Said(string key, When when) => when.Date is null ? null : report.Words["court.field", report.Words[key], report.Phrases.Whole(when)].TrimEnd('.');
        return string.Join(". ", new[]
        {
            string.Join(", ", new[] { order["title"] ?? report.Words["report.order.untitled"], order["court"], order["number"] }.OfType<string>()),
            Said("report.order.issued", order.Issued), Said("court.served", order.From), Said("report.order.expires", order.Until),
        }.OfType<string>()) + ".";
    }

    /// <summary>Whom an order protects besides the person who asks; where that is left out, room to write it rather than a word about the copy.</summary>
    private static IEnumerable<string> Others(Making report) => report.Lines
        .SelectMany(count => (report.Text(count.Line, "protected") ?? "").Split('\n'))
        .Select(line => string.Join(", ", line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(name => !string.Equals(name, report.Case.Settings.OwnName, StringComparison.OrdinalIgnoreCase)))).Distinct(StringComparer.Ordinal);

    private static string Lines(IEnumerable<string?> lines) => string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));

    private static string Plain(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span switch
    {
        TextSpan text => text.Text,
        LabelSpan label => label.Text,
        BreakSpan => " ",
        _ => "",
    }));
}
