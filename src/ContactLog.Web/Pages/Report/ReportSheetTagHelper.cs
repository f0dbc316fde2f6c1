using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Web.Hosting;
using ContactLog.Web.TagHelpers;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ContactLog.Web.Pages.Report;

/// <summary>
/// <c>&lt;report-sheet document="…" pages="…" case="…" part="2" /&gt;</c>: a report in the page, from the same document as the
/// PDF. White paper in both colour schemes. Pictures stay covered; each cover leads to the exhibit.
/// </summary>
[HtmlTargetElement("report-sheet", Attributes = "document", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ReportSheetTagHelper(Words words, FieldText text, HtmlEncoder encoder) : TagHelper
{
    private readonly StringBuilder _html = new();
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private string? _exhibit;
    private int _scrolls;

    /// <summary>The report.</summary>
    public ReportDocument Document { get; set; } = null!;

    /// <summary>Where its pages fall; without it page references are left out.</summary>
    public PdfReportResult? Pages { get; set; }

    /// <summary>The case, for the way to the exhibits.</summary>
    public CaseFile Case { get; set; } = null!;

    /// <summary>One section only, from 0.</summary>
    public int? Part { get; set; }

    /// <summary>The level of the section titles.</summary>
    public int Level { get; set; } = 3;

    /// <summary>Set by the framework.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        IReadOnlyList<ReportSection> sections = Part is { } part ? [Document.Sections[part]] : Document.Sections;
        foreach (var section in sections)
        {
            _shown.UnionWith(new[] { section.Anchor }.Concat(section.Blocks.Select(block => block.Anchor))
                .Concat(section.Blocks.OfType<Table>().SelectMany(table => table.Rows.Select(row => row.Anchor))).OfType<string>());
        }

        foreach (var section in sections)
        {
            Section(section);
        }

        output.TagName = null;
        output.Content.SetHtmlContent(_html.ToString());
    }

    private void Section(ReportSection section)
    {
        Raw($"<section class=\"sheet\" lang=\"{Document.Language}\"{Id(section.Anchor)}>");
        Raw("<p class=\"sheet-edge\"><span>").Text(Document.HeadStart).Raw("</span><span>").Text(Document.HeadEnd).Raw("</span></p>");
        Raw($"<h{Level}>").Text(section.Title).Raw($"</h{Level}>");
        foreach (var block in section.Blocks)
        {
            Block(block);
        }

        Raw("<p class=\"sheet-edge foot-edge\"><span>").Text(words["reportpage.foot.report", Document.ReportId]).Raw("</span><span>");
        if (Pages is { } pages)
        {
            Text(words["reportpage.foot.page", PageOf(section), pages.PageCount]);
        }

        Raw("</span></p></section>");
    }

    /// <summary>The page on which a section begins; the cover has no name and is the first.</summary>
    private int PageOf(ReportSection section) => section.Anchor is { } anchor && Pages is { } pages && pages.AnchorPages.TryGetValue(anchor, out var page) ? page : 1;

    private void Block(Block block)
    {
        switch (block)
        {
            case Heading heading:
                _exhibit = heading.Anchor;
                var level = Math.Min(Level + heading.Level - 1, 6);
                Raw($"<h{level}{Id(heading.Anchor)}{(heading.Level > 2 ? " class=\"minor\"" : "")}>").Spans(heading.Spans);
                if (heading.Beside.Count > 0)
                {
                    Raw(" <span class=\"beside\">").Spans(heading.Beside).Raw("</span>");
                }

                Raw($"</h{level}>");
                break;
            case Paragraph paragraph:
                Raw($"<p{Id(paragraph.Anchor)}{(paragraph.Indent > 0 ? " class=\"set-in\"" : "")}>").Spans(paragraph.Spans).Raw("</p>");
                break;
            case ItemList list:
                var tag = list.Numbered ? "ol" : "ul";
                Raw($"<{tag}{Id(list.Anchor)}>");
                foreach (var item in list.Items)
                {
                    Raw("<li>").Spans(item).Raw("</li>");
                }

                Raw($"</{tag}>");
                break;
            case KeyValues pairs:
                Raw($"<dl{Id(pairs.Anchor)} class=\"pairs{(pairs.Columns > 1 ? " two" : "")}\">");
                foreach (var row in pairs.Rows)
                {
                    Raw("<div><dt>").Text(row.Name).Raw("</dt><dd>").Spans(row.Value).Raw("</dd></div>");
                }

                Raw("</dl>");
                break;
            case Table table:
                Table(table);
                break;
            case Figure figure:
                Figure(figure);
                break;
            case BarChart chart:
                Chart(chart);
                break;
            case Rule:
                Raw("<hr>");
                break;
            default:
                // A page break is of paper only.
                break;
        }
    }

    private void Table(Table table)
    {
        var hasHead = table.Columns.Any(column => column.Title.Length > 0);
        // On a narrow screen rows of words become blocks; tables of numbers keep their columns and scroll.
        var stacks = hasHead && table.Columns.Count > 2 && table.Columns.Skip(1).Any(column => column.Alignment == Alignment.Start);
        if (!stacks)
        {
            Raw($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Text(words["export.preview.table", ++_scrolls]).Raw("\">");
        }

        Raw($"<table{Id(table.Anchor)}{(stacks ? " class=\"stack\"" : "")}>");
        if (hasHead)
        {
            Raw("<thead><tr>");
            foreach (var column in table.Columns)
            {
                Raw($"<th scope=\"col\" class=\"{Class(column)}\">").Text(column.Title).Raw("</th>");
            }

            Raw("</tr></thead>");
        }

        Raw("<tbody>");
        foreach (var row in table.Rows)
        {
            var kind = row.Kind switch { RowKind.Total => " class=\"total\"", RowKind.Boundary => " class=\"line\"", RowKind.Order => " class=\"line order\"", _ => "" };
            Raw($"<tr{Id(row.Anchor)}{kind}>");
            var at = 0;
            foreach (var cell in row.Cells)
            {
                var column = table.Columns[at];
                var name = table.FirstColumnNamesRow && at == 0 ? "th" : "td";
                var label = stacks && row.Kind == RowKind.Plain && cell.Spans.Count > 0 ? $" data-label=\"{encoder.Encode(column.Title)}\"" : "";
                Raw($"<{name}{(name == "th" ? " scope=\"row\"" : "")} class=\"{Class(column)}\"{(cell.ColumnSpan > 1 ? $" colspan=\"{cell.ColumnSpan}\"" : "")}{label}>").Spans(cell.Spans).Raw($"</{name}>");
                at += cell.ColumnSpan;
            }

            for (; at < table.Columns.Count; at++)
            {
                Raw("<td></td>");
            }

            Raw("</tr>");
        }

        Raw("</tbody></table>");
        if (!stacks)
        {
            Raw("</div>");
        }
    }

    /// <summary>Widths as shares of the paper, in steps of four in a hundred: classes, because styles in the page are not allowed.</summary>
    private static string Class(TableColumn column)
    {
        const double textWidth = 468;
        var end = column.Alignment == Alignment.End ? "num" : "";
        return column.Width.Points > 0 ? string.Create(CultureInfo.InvariantCulture, $"{end} w-{Math.Clamp((int)Math.Round(column.Width.Points / textWidth * 25) * 4, 4, 36)}").TrimStart() : end;
    }

    private void Figure(Figure figure)
    {
        if (_exhibit is { } anchor && Case.Exhibits.FirstOrDefault(exhibit => string.Equals(Anchor(exhibit), anchor, StringComparison.Ordinal)) is { } exhibit)
        {
            Raw("<div class=\"veils\"><a class=\"veil\" href=\"").Text(PlainPaths.Outward($"{ViewContext.HttpContext.Request.PathBase}/Exhibits/{exhibit.Id}")).Raw("\"><span class=\"veil-cover\"><span>")
                .Raw(Icons.Svg("covered")).Raw("</span></span><span class=\"veil-foot\"><span>").Text(words.KindOf(text, exhibit))
                .Raw("</span><span class=\"exhibit\" dir=\"ltr\">").Text(exhibit.Label).Raw("</span></span></a></div>");
        }

        Raw("<p class=\"grey\">").Text(words["export.preview.covered"]).Raw("</p>");
        if (figure.Caption.Count > 0)
        {
            Raw("<p>").Spans(figure.Caption).Raw("</p>");
        }
    }

    private static string Anchor(Exhibit exhibit) => FormattableString.Invariant($"exhibit-{exhibit.FirstSeq}");

    /// <summary>The chart in strips as wide as a report is on the narrowest phone, side by side as far as there is room; text stays 12 px.</summary>
    private void Chart(BarChart chart)
    {
        const int bar = 24, barsHeight = 84, rowHeight = 16;
        var (perStrip, pitch, every) = chart.LabelsAll ? (3, 84, 1) : (8, 32, 4);
        if (chart.Bars.Count == 0)
        {
            return;
        }

        var most = Math.Max(chart.Bars.Max(week => week.Total), 1);
        // A label lies within its own strip, so only lines of one strip need a row each. A line in the gap between two belongs to the later.
        var strips = (chart.Bars.Count + perStrip - 1) / perStrip;
        var lines = chart.Lines.OrderBy(line => line.Position).ToLookup(line => Math.Clamp((int)(line.Position / perStrip), 0, strips - 1));
        var rows = lines.Select(strip => strip.Count()).DefaultIfEmpty(0).Max();
        var axis = (rows * rowHeight) + rowHeight + barsHeight;
        Raw("<div class=\"weeks\" role=\"img\" aria-label=\"").Text(chart.Alt).Raw("\">");
        for (var first = 0; first < chart.Bars.Count; first += perStrip)
        {
            var bars = chart.Bars.Skip(first).Take(perStrip).ToList();
            var width = bars.Count * pitch;
            Raw(FormattableString.Invariant($"<svg width=\"{width}\" height=\"{axis + rowHeight + 4}\" aria-hidden=\"true\" focusable=\"false\">"));
            for (var i = 0; i < bars.Count; i++)
            {
                double y = axis;
                var x = (i * pitch) + ((pitch - bar) / 2);
                Box("before", bars[i].Before, 0);
                Box("open", bars[i].Undetermined, bars[i].Before > 0 ? 1.5 : 0);
                Box("after", bars[i].After, bars[i].Before + bars[i].Undetermined > 0 ? 1.5 : 0);
                Raw(FormattableString.Invariant($"<text x=\"{(i * pitch) + (pitch / 2)}\" y=\"{y - 4:0.##}\" text-anchor=\"middle\">")).Text(bars[i].Sign + bars[i].Total.ToString("N0", words.Culture)).Raw("</text>");
                if (i % every == 0 && (every == 1 || bars.Count - i > 1))
                {
                    Raw(FormattableString.Invariant($"<text x=\"{(i * pitch) + 4}\" y=\"{axis + rowHeight}\">")).Text(bars[i].Label).Raw("</text>");
                }

                void Box(string kind, int count, double gap)
                {
                    if (count > 0)
                    {
                        var height = (double)count / most * barsHeight;
                        y -= height;
                        Raw(FormattableString.Invariant($"<rect class=\"{kind}\" x=\"{x}\" y=\"{y:0.##}\" width=\"{bar}\" height=\"{Math.Max(height - gap, 0.5):0.##}\"/>"));
                    }
                }
            }

            Raw(FormattableString.Invariant($"<path d=\"M0 {axis}H{width}\"/>"));
            foreach (var (row, line) in lines[first / perStrip].Index())
            {
                var at = Math.Min((line.Position - first) * pitch, width);
                var top = row * rowHeight;
                Raw(FormattableString.Invariant($"<path class=\"gap\" d=\"M{at:0.##} {top}V{axis}\"/>"))
                    .Raw(FormattableString.Invariant($"<path class=\"{(line.IsOrder ? "order" : "line")}\" d=\"{(line.IsOrder ? $"M{at - 2:0.##} {top}V{axis}M{at + 2:0.##} {top}V{axis}" : $"M{at:0.##} {top}V{axis}")}\"/>"))
                    .Raw(FormattableString.Invariant($"<text class=\"name\" x=\"{(at > width / 2.0 ? at - 6 : at + 6):0.##}\" y=\"{top + 12}\" text-anchor=\"{(at > width / 2.0 ? "end" : "start")}\">")).Text(line.Label).Raw("</text>");
            }

            Raw("</svg>");
        }

        Raw("</div>");
    }

    private ReportSheetTagHelper Spans(IReadOnlyList<Span> spans)
    {
        foreach (var span in spans)
        {
            switch (span)
            {
                case BreakSpan:
                    Raw("<br>");
                    break;
                case LabelSpan label:
                    Linked(label.LinkTo, () => Raw("<span class=\"exhibit\" dir=\"ltr\">").Text(label.Text).Raw("</span>"));
                    break;
                case PageSpan page when Pages is { } pages && pages.AnchorPages.TryGetValue(page.Anchor, out var number):
                    Styled(page.Style, () => Linked(page.Anchor, () => Text(page.Short ? words["reportpage.page.short", number] : number.ToString(words.Culture))));
                    break;
                case PageSpan { Short: false } page:
                    Styled(page.Style, () => Text("…"));
                    break;
                case TextSpan words:
                    Styled(words.Style, () => Linked(words.LinkTo, () => Text(words.Text)));
                    break;
            }
        }

        return this;
    }

    private void Styled(SpanStyle style, Action inner)
    {
        var (open, close) = style switch
        {
            SpanStyle.Bold => ("<b>", "</b>"),
            SpanStyle.Exact => ("<bdi class=\"exact\">", "</bdi>"),
            SpanStyle.Machine => ("<code dir=\"ltr\">", "</code>"),
            SpanStyle.Secondary => ("<span class=\"grey\">", "</span>"),
            _ => ("", ""),
        };
        Raw(open);
        inner();
        Raw(close);
    }

    /// <summary>A link where its end is in the same page, else the words alone.</summary>
    private void Linked(string? anchor, Action inner)
    {
        var leads = anchor is not null && _shown.Contains(anchor);
        if (leads)
        {
            Raw("<a href=\"#report-").Text(anchor!).Raw("\">");
        }

        inner();
        if (leads)
        {
            Raw("</a>");
        }
    }

    private string Id(string? anchor) => anchor is null ? "" : $" id=\"report-{encoder.Encode(anchor)}\"";

    private ReportSheetTagHelper Text(string value)
    {
        _html.Append(encoder.Encode(UserText.Visible(value)));
        return this;
    }

    private ReportSheetTagHelper Raw(string html)
    {
        _html.Append(html);
        return this;
    }
}
