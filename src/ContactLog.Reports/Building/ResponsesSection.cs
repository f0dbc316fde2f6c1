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

    private static readonly string[] s_numbers = ["number", "reference"];

    public static ReportSection Make(Making report, string title) => new(title, () => Blocks(report)) { Anchor = "responses", StartsPage = false };

    private static List<Block> Blocks(Making report)
    {
        var blocks = new List<Block>();
        foreach (var type in Response.Types)
        {
            var rows = report.Responses.Where(response => response.Type == type).ToList();
            var typed = type == ItemType.AuthorityReport ? Typed(report).ToList() : [];
            if (rows.Count + typed.Count == 0)
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
                ])), .. typed.Select(row => new TableRow(
                [
                    // The time of the row is that of the contact; the record has no field for when this report was made.
                    new(report.Words["report.police.when", report.Phrases.Whole(row)]),
                    new(Noted(report, row)),
                    new(report.ExhibitSpans(row)),
                ]))]));
        }

        return blocks;
    }

    /// <summary>True when there is anything to tell: entries of their own, or the number of a report that was noted with a row.</summary>
    public static bool IsNeeded(Making report) => report.Responses.Count > 0 || Typed(report).Any();

    /// <summary>Rows with the number of a police report and no entry for that report: whoever looks here for numbers must find them all.</summary>
    private static IEnumerable<Incident> Typed(Making report) => report.Told.Where(row => row["police-number"] is { } number
        && !PoliceReports.Of(report, row).Any(one => s_numbers.Any(name => string.Equals(one[name], number, StringComparison.OrdinalIgnoreCase))));

    private static List<Span> Noted(Making report, Incident row)
    {
        var spans = new List<Span> { Span.Plain(report.Words["report.police.row"] + ", "), Span.Page(Making.RowAnchor(row)) };
        foreach (var name in (string[])["police-who", "police-number", "police-outcome"])
        {
            if (report.Said(row, name) is { } text)
            {
                spans.AddRange([Span.Break, Span.Grey(report.Phrases.Field(ItemType.Incident, name) + ": "), Span.Plain(text)]);
            }
        }

        return spans;
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

        if (spans.Count > 0)
        {
            spans.Add(Span.Break);
        }

        var recorded = Span.Grey(report.Phrases.NarrowRecorded(response.Recorded)) with { Together = true };
        spans.AddRange([.. Span.Sentence(report.Words["report.row.recorded"], SpanStyle.Secondary, recorded), .. CorrectionMark.Short(report, response)]);
        return spans;
    }

    private static string Named(Making report, Item item) => item switch
    {
        Incident row => report.Phrases.Whole(row),
        CourtOrder order => order["title"] ?? report.Words["report.order.untitled"],
        _ => report.Words["report.corrections.entry", item.FirstSeq],
    };
}
