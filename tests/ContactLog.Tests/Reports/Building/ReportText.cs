using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>A report of a test's case, and its words as one text.</summary>
internal static class ReportText
{
    public static async Task<ReportDocument> BuildAsync(TestCase test, ReportOptions options) =>
        ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), options), PlantedCase.Words);

    public static ReportSection Section(this ReportDocument document, string anchor) => document.Sections.Single(section => section.Anchor == anchor);

    public static string Of(ReportDocument document) => string.Join('\n', document.Sections.Select(Of));

    public static string Of(ReportSection section) => string.Join('\n', section.Blocks.Select(block => block switch
    {
        Paragraph paragraph => Plain(paragraph.Spans),
        KeyValues facts => string.Join('\n', facts.Rows.Select(row => $"{row.Name}: {Plain(row.Value)}")),
        Table table => string.Join('\n', table.Rows.Select(row => string.Join('\t', row.Cells.Select(cell => Plain(cell.Spans))))),
        Heading heading => Plain(heading.Spans),
        _ => "",
    }));

    private static string Plain(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span switch
    {
        TextSpan text => text.Text,
        LabelSpan label => label.Text,
        BreakSpan => " ",
        PageSpan page => $"<{page.Anchor}>",
        _ => "",
    }));
}
