using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>What was done about it: reports to authorities, days at court, visits, measures. Facts only; none of it is counted.</summary>
internal static class ResponsesSection
{
    // The day to come back to it is a note of hers, not a fact.
    private static readonly string[] s_notTold = ["when", "follow-up"];

    public static ReportSection Make(Making report, string title)
    {
        var blocks = new List<Block>();
        foreach (var type in Response.Types)
        {
            var rows = report.Responses.Where(response => response.Type == type).ToList();
            if (rows.Count == 0)
            {
                continue;
            }

            blocks.Add(new Heading(2, report.Words["responses.heading." + type.Word()]));
            blocks.Add(new Table(
                [
                    new(report.Words["report.chronology.when"], ColumnWidth.Fixed(130)),
                    new(report.Words["report.others.what"], ColumnWidth.Share()),
                    new(report.Words["report.exhibit"], ColumnWidth.Fixed(Making.ExhibitColumn)),
                ],
                [.. rows.Select(response => new TableRow(
                [
                    new(report.Phrases.Whole(response.When)),
                    new(Facts(report, response)),
                    new(report.ExhibitSpans(response)),
                ]))]));
        }

        return new ReportSection(title, blocks) { Anchor = "responses", StartsPage = false };
    }

    private static List<Span> Facts(Making report, Response response)
    {
        var spans = new List<Span>();
        foreach (var field in FieldCatalogue.Of(response.Type).Where(field => field.Class != FieldClass.Private && !s_notTold.Contains(field.Name)))
        {
            if (response[field.Name] is null)
            {
                continue;
            }

            if (spans.Count > 0)
            {
                spans.Add(Span.Break);
            }

            var label = report.Phrases.Field(response.Type, field.Name);
            spans.Add(Span.Grey(label + ": "));
            spans.Add(field.Kind == FieldKind.Link && report.Case.Find<Item>(response.Fields.Number(field.Name)) is { } item
                ? Span.Plain(Named(report, item))
                : Span.Plain(report.Text(response, field.Name) is { } text ? report.Phrases.Value(response.Type, field.Name, text) : report.Words["report.left-out", label]));
        }

        return spans;
    }

    private static string Named(Making report, Item item) => item switch
    {
        Incident row => report.Phrases.Whole(row.When),
        CourtOrder order => order["title"] ?? report.Words["report.order.untitled"],
        _ => report.Words["report.corrections.entry", item.FirstSeq],
    };
}
