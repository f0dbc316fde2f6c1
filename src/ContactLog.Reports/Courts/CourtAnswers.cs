using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Incidents;
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
        ["protected"] = report => Lines(report.Lines.Select(count => report.Said(count.Line, "protected")).Prepend(Children(report))),
        ["relationship"] = SummarySection.About,
        ["recent"] = report => Whole(report, IncidentSection.MostRecent(report)),
        ["serious"] = report => Whole(report, IncidentSection.MostSerious(report)),
        ["recent-weapon"] = report => Some(report, IncidentSection.MostRecent(report), "weapon", "weapon-what", "threat"),
        ["recent-harm"] = report => Some(report, IncidentSection.MostRecent(report), "injury", "injury-what", "damage", "damage-what", "police", "police-who", "police-number", "police-outcome"),
        ["earlier"] = report => List(report, report.Rows.Where(row => row != IncidentSection.MostRecent(report)).Reverse()),
        ["newest"] = report => List(report, report.Rows.Reverse()),
        ["oldest"] = report => List(report, report.Rows),
        ["weapons"] = report => List(report, report.Rows.Where(row => row["weapon"] == "yes")),
        ["ever"] = report => Lines(((string[])["weapon", "threat", "injury", "damage", "children", "police"]).Select(flag => Ever(report, flag))),
        ["police"] = report => List(report, report.Rows.Where(row => row["police"] == "yes" || row["police-number"] is not null)),
        ["orders"] = Orders,
        ["violations"] = report => Lines([Orders(report), .. report.Lines.Where(count => count.Line is CourtOrder).Select(count => List(report, count.After.Rows.Concat(count.ThroughOthers.Rows).OrderBy(row => row.When.Earliest)))]),
        ["guns"] = report => Lines([report.Case.MainContact is { } main ? report.Said(main, "weapons") : null, List(report, report.Rows.Where(row => row["weapon"] == "yes"))]),
        ["statement"] = report => string.Join("\n\n", Shown(report, report.Rows).Select((text, at) => report.Words["court.numbered", at + 1, text])),
    };

    /// <summary>The sources that questions may name.</summary>
    public static IReadOnlyCollection<string> Sources => s_sources.Keys;

    /// <summary>The answer as the record gives it; empty where it gives none.</summary>
    public static string Of(Making report, CourtQuestion question) => s_sources[question.From](report).Trim();

    private static string Whole(Making report, Incident? row) => row is null ? "" : Lines(IncidentSection.Facts(report, row)
        .Where(fact => !fact.Value.OfType<PageSpan>().Any())
        .Select(fact => report.Words["reportparts.row.field", fact.Name, Plain(fact.Value)]).Append(Exhibits(report, row)));

    // Begins a sentence: "day not known" is the only day that does not begin with a capital in English, in Spanish none does.
    private static string Begun(Making report, Incident row) => Day(report, row) is { Length: > 0 } day ? char.ToUpper(day[0], report.Words.Culture) + day[1..] : "";

    // A day with nothing under it would read like a yes.
    private static string Some(Making report, Incident? row, params string[] fields) => row is null ? ""
        : fields.Select(name => Field(report, row, name)).OfType<string>().ToList() is { Count: > 0 } said ? Lines(said.Prepend(Begun(report, row)))
        : Lines([Begun(report, row), report.Words["reportparts.not-answered"]]);

    private static string List(Making report, IEnumerable<Incident> rows) => string.Join("\n\n", Shown(report, [.. rows]));

    private static List<string> Shown(Making report, IReadOnlyList<Incident> rows)
    {
        var shown = rows.Take(MostRows).Select(row => One(report, row)).ToList();
        if (rows.Count > MostRows)
        {
            shown.Add(report.Words.Count("court.more", rows.Count - MostRows));
        }

        return shown;
    }

    private static string One(Making report, Incident row)
    {
        var parts = new List<string?> { Begun(report, row) + ".", report.Phrases.Happening(row, report.From(row)) + "." };
        parts.AddRange(((string[])["place", "narrative", "said"]).Select(name => name == "said" && row[name] is { } said ? report.Words["report.quote", said] : name == "narrative" ? report.Said(row, name) : Field(report, row, name)));
        parts.AddRange(((string[])["weapon", "weapon-what", "injury", "injury-what", "witness", "police", "police-number", .. report.Source.Options.WithImpact ? ["feelings"] : (string[])[]])
            .Select(name => row[name] is null or "no" ? null : Field(report, row, name)));
        parts.Add(Exhibits(report, row));
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string? Field(Making report, Incident row, string name) => report.Said(row, name) is { } text
        ? report.Words["court.field", report.Phrases.Field(row.Type, name), report.Phrases.Value(row.Type, name, text).TrimEnd('.')]
        : null;

    private static string Day(Making report, Incident row) => report.Phrases.TimeOf(row) is { Length: > 0 } time
        ? report.Words["report.when.at", report.Phrases.DayOf(row.When), time]
        : report.Phrases.DayOf(row.When);

    private static string? Exhibits(Making report, Incident row) =>
        report.Exhibits.Where(exhibit => exhibit.OfSeq == row.FirstSeq).Select(exhibit => exhibit.Label).ToList() is { Count: > 0 } labels
            ? report.Words["court.field", report.Words["report.exhibit"], string.Join(", ", labels)]
            : null;

    private static string? Children(Making report) => report.Rows.Count(row => row["children"] == "yes") is > 0 and var rows ? report.Words.Count("court.children", rows) : null;

    private static string Ever(Making report, string flag)
    {
        var rows = report.Rows.Where(row => row[flag] == "yes").ToList();
        return report.Words["reportparts.row.field", report.Phrases.Field(Domain.Items.ItemType.Incident, flag), rows.Count == 0 ? report.Words["report.flag.none"] : string.Join("; ", rows.Take(MostRows).Select(row => Day(report, row)))];
    }

    private static string Orders(Making report) => Lines(report.Lines.Where(count => count.Line is CourtOrder).Select(count =>
        string.Join(", ", new[]
        {
            count.Line["title"] ?? report.Words["report.order.untitled"], count.Line["court"], count.Line["number"],
            report.Words["court.field", report.Words["reportparts.when"], report.Phrases.Whole(count.Line.From)].TrimEnd('.'),
        }.OfType<string>()) + "."));

    private static string Lines(IEnumerable<string?> lines) => string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));

    private static string Plain(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span switch
    {
        TextSpan text => text.Text,
        LabelSpan label => label.Text,
        BreakSpan => " ",
        _ => "",
    }));
}
