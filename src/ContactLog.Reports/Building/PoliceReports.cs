using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;

namespace ContactLog.Reports.Building;

/// <summary>
/// Reports to police that have an entry of their own. One about a row says as much as the row's own answer that police were
/// told; one about no row of this copy is named by itself, so that no form answers "no" or nothing while the record holds it.
/// </summary>
internal static class PoliceReports
{
    private static readonly string[] s_fields = ["officer", "badge", "number", "reference", "in-charge"];

    /// <summary>Those about a row.</summary>
    public static IEnumerable<AuthorityReport> Of(Making report, Incident row) => All(report).Where(one => one.AboutSeq == row.FirstSeq);

    /// <summary>Those about no row of this copy.</summary>
    public static IReadOnlyList<AuthorityReport> Apart(Making report) => [.. All(report).Where(one => report.Case.Find<Incident>(one.AboutSeq) is not { } row || !report.Rows.Contains(row))];

    /// <summary>True when the row itself or a report about it says that police were told.</summary>
    public static bool IsTold(Making report, Incident row) => row["police"] == "yes" || Of(report, row).Any();

    /// <summary>
    /// True when the row answers otherwise than yes and a report about it is recorded all the same: neither is left out, because
    /// nothing tells which of them was first.
    /// </summary>
    public static bool Differs(Making report, Incident row) => row["police"] is not (null or "yes") && Of(report, row).Any();

    /// <summary>What the row answers: with what is recorded besides, where that says otherwise.</summary>
    public static string Answer(Making report, Incident row, string answer) => Differs(report, row)
        ? report.Words.Count("report.police.differs", Of(report, row).Count(), answer)
        : answer;

    /// <summary>In how many rows police were told, and how many reports are about none of them.</summary>
    public static string Summary(Making report) => string.Join("; ", new[]
    {
        FlagCounts.Of(report, report.Rows, "police").Short(report),
        Apart(report).Count is > 0 and var apart ? report.Words.Count("report.police.apart", apart) : "",
    }.Where(part => part.Length > 0));

    /// <summary>When, to whom, by which numbers: what the forms ask.</summary>
    public static string Text(Making report, AuthorityReport one) => report.Words["reportparts.row.field", report.Words["report.police.report"], string.Join(", ", s_fields
        .Select(name => one[name] is { } text ? $"{report.Phrases.Field(ItemType.AuthorityReport, name)} {text}" : null)
        .Prepend(one["agency"]).Prepend(one.When.Date is null ? null : report.Phrases.Whole(one.When)).OfType<string>())];

    private static IEnumerable<AuthorityReport> All(Making report) => report.Responses.OfType<AuthorityReport>().Where(one => one.IsToPolice);
}
