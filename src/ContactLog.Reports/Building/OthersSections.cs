using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>What was done to her, and who else knows: kept apart from what happened.</summary>
internal static class OthersSections
{
    private static readonly string[] s_impact = ["feelings", "sleep", "work", "routine", "cost", "injury-what"];
    private static readonly string[] s_others = ["witness", "witness-contact", "witness-saw", "present", "police", "police-who", "police-number", "police-outcome"];

    // What a row says of witnesses and police and its line in the chronology does not.
    private static readonly string[] s_onlyHere = ["witness-contact", "witness-saw", "present", "police", "police-who", "police-number", "police-outcome"];

    public static bool HasImpact(Incident row) => s_impact.Any(name => row[name] is not null);

    public static bool HasOthers(Incident row) => row["witness"] is not null || row["witness-saw"] is not null || row["present"] is not null || row["police"] is not null;

    public static ReportSection Impact(Making report, string title) => new(title, () => [Table(report, s_impact, HasImpact, "impact")]) { Anchor = "impact", StartsPage = false };

    public static ReportSection Witnesses(Making report, string title) => new(title, () => [Table(report, s_others, HasOthers, "others")]) { Anchor = "others", StartsPage = false };

    /// <summary>Where a field of a row stands, for one that the chronology does not print; null for the others.</summary>
    public static string? AnchorOf(Making report, Incident row, string field) =>
        // Her own messages and appointments are in no table here: nothing leads to a place that is not there.
        row.IsOwn ? null
        : s_onlyHere.Contains(field, StringComparer.Ordinal) ? (HasOthers(row) ? Anchor("others", row) : null)
        : s_impact.Contains(field, StringComparer.Ordinal) ? (report.Source.Options.WithImpact ? Anchor("impact", row) : null)
        : null;

    /// <summary>True for a field that only the tables here print.</summary>
    public static bool IsOnlyHere(string field) => s_onlyHere.Contains(field, StringComparer.Ordinal) || s_impact.Contains(field, StringComparer.Ordinal);

    private static string Anchor(string section, Incident row) => FormattableString.Invariant($"{section}-{row.FirstSeq}");

    private static Table Table(Making report, string[] fields, Func<Incident, bool> has, string section) => new(
        [
            new(report.Words["report.chronology.when"], ColumnWidth.Fixed(Making.WhenColumn)),
            new(report.Words["report.others.what"], ColumnWidth.Share()),
            new(report.Words["report.others.row"], ColumnWidth.Fit, Alignment.End),
        ],
        [.. report.Told.Where(has).Select(row => new TableRow(
        [
            new(report.WhenSpans(row)),
            new(Facts(report, row, fields)),
            new([Span.Page(Making.RowAnchor(row))]),
        ])
        {
            Anchor = Anchor(section, row),
        })]);

    private static List<Span> Facts(Making report, Incident row, string[] fields)
    {
        var spans = new List<Span>();
        foreach (var name in fields)
        {
            if (row[name] is null)
            {
                continue;
            }

            if (spans.Count > 0)
            {
                spans.Add(Span.Break);
            }

            var label = report.Phrases.Field(ItemType.Incident, name);
            spans.Add(Span.Grey(label + ": "));
            var told = report.Text(row, name) is { } text ? report.Phrases.Value(ItemType.Incident, name, text) : report.Words["report.left-out", label];
            spans.Add(Span.Plain(name == "police" ? PoliceReports.Answer(report, row, told) : told));
            if (name == "police" && PoliceReports.Differs(report, row))
            {
                spans.Add(Span.Plain(". " + string.Join(". ", PoliceReports.Of(report, row).Select(one => PoliceReports.Text(report, one)))));
            }
        }

        return spans;
    }
}
