using System.Text;
using System.Text.Encodings.Web;
using ContactLog.Domain.Language;
using ContactLog.Domain.Patterns;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ContactLog.Web.Pages.Pattern;

/// <summary>
/// <c>&lt;pattern-chart chart="…" /&gt;</c>: a chart with its heading, table, rule and the way to its rows. The drawing
/// is for the eye and the finger; every number of it stands in the table too, as a link, for keyboard and screen reader.
/// </summary>
[HtmlTargetElement("pattern-chart", Attributes = "chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PatternChartTagHelper(Words words, HtmlEncoder encoder) : TagHelper
{
    private const int LettersOfCell = 4;
    private readonly StringBuilder _html = new();

    /// <summary>The chart.</summary>
    public PatternChart Chart { get; set; } = null!;

    /// <summary>The level of its heading.</summary>
    public int Level { get; set; } = 2;

    /// <summary>Set by the framework.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "chart");
        output.Attributes.SetAttribute("aria-labelledby", "chart-" + Chart.Name);
        Raw($"<h{Level} id=\"chart-{Chart.Name}\">").Text(Chart.Title).Raw($"</h{Level}>");
        if (Chart.Shape != ChartShape.Bars || Chart.Columns.Count == 0)
        {
            // Bars are a table of words and numbers themselves; saying them twice helps nobody.
            Raw("<p class=\"line\" dir=\"auto\">").Text(Chart.Summary).Raw("</p>");
        }

        if (Chart.Columns.Count > 0)
        {
            Draw();
            Raw("<p class=\"fine\">").Text(Chart.Rule).Raw("</p>");
        }

        if (Chart.NotPlaced.Count > 0)
        {
            Raw($"<p class=\"fine\"><a href=\"{Address("unplaced")}\">").Text(words.Count("patternpage.unplaced." + Chart.Name, Chart.NotPlaced.Count)).Raw("</a></p>");
        }

        output.Content.SetHtmlContent(_html.ToString());
    }

    private void Draw()
    {
        switch (Chart.Shape)
        {
            case ChartShape.Time:
                Raw("<ul class=\"legend\">");
                foreach (var (at, series) in Chart.Series.Index())
                {
                    Raw($"<li class=\"s{at + 1}\">").Text(series).Raw("</li>");
                }

                Raw("</ul>");
                var drawing = new TimeDrawing(Chart, encoder, words, Address);
                Raw(drawing.Upright()).Raw(drawing.Lying());
                Raw("<details class=\"as-table\"><summary class=\"go\">").Text(words["patternpage.as-table"]).Raw("</summary>");
                Table();
                Raw("</details>");
                break;
            case ChartShape.Grid:
                Table();
                if (Chart.Columns.Any(column => column.Marks.Any(mark => !mark.IsExact)))
                {
                    Raw("<p class=\"fine\">").Text(words["counting.signs"]).Raw("</p>");
                }

                Raw($"<p><a class=\"go\" href=\"{Address("all")}\">").Text(words.Count("patternpage.rows", Chart.Total.Rows.DistinctBy(row => row.FirstSeq).Count())).Raw("</a></p>");
                break;
            default:
                Bars();
                break;
        }
    }

    /// <summary>Columns as rows, series as columns; a grid is the same table with its cells shaded.</summary>
    private void Table()
    {
        var grid = Chart.Shape == ChartShape.Grid;
        Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Text(Chart.Title).Raw($"\"><table class=\"{(!grid ? "table" : IsLong ? $"heat heat-{Chart.Name} long" : $"heat heat-{Chart.Name}")}\"><thead><tr><th scope=\"col\">").Text(Chart.ColumnHead).Raw("</th>");
        foreach (var series in Chart.Series)
        {
            Raw("<th scope=\"col\" class=\"num\">").Text(series).Raw("</th>");
        }

        Raw(grid ? "" : "<th scope=\"col\" class=\"num\">").Text(grid ? "" : words["pattern.all"]).Raw(grid ? "" : "</th>").Raw("</tr></thead><tbody>");
        foreach (var (at, column) in Chart.Columns.Index())
        {
            Raw("<tr><th scope=\"row\" dir=\"auto\">").Text(column.Name).Raw("</th>");
            foreach (var (series, mark) in column.Marks.Index())
            {
                Raw(grid ? $"<td class=\"h{Chart.Heat(mark)}\">" : "<td class=\"num\">").Number(mark, Invariant($"{at}.{series}"), grid).Raw("</td>");
            }

            if (!grid)
            {
                Raw("<td class=\"num\">").Number(column.Total, Invariant($"{at}")).Raw("</td>");
            }

            Raw("</tr>");
        }

        Raw("</tbody>");
        if (!grid)
        {
            Raw("<tfoot><tr><th scope=\"row\">").Text(words["pattern.all"]).Raw("</th>");
            foreach (var series in Enumerable.Range(0, Chart.Series.Count))
            {
                Raw("<td class=\"num\">").Text(Chart.Of(series).In(words)).Raw("</td>");
            }

            Raw("<td class=\"num\">").Number(Chart.Total, "all").Raw("</td></tr></tfoot>");
        }

        Raw("</table></div>");
    }

    /// <summary>A number of a cell has more signs than fit on a phone: its column is as wide as it needs, and the table scrolls.</summary>
    private bool IsLong => Chart.Columns.Any(column => column.Marks.Any(mark => mark.Short(words).Length > LettersOfCell));

    /// <summary>Lying bars are a table whose middle cell is drawn: it reads and reflows like any other.</summary>
    private void Bars()
    {
        Raw("<table class=\"bars\"><thead><tr><th scope=\"col\">").Text(Chart.ColumnHead).Raw("</th><td></td><th scope=\"col\" class=\"num\">").Text(Chart.Series[0]).Raw("</th></tr></thead><tbody>");
        foreach (var (at, column) in Chart.Columns.Index())
        {
            // Seen beside ten thousand, too.
            var share = column.Total.Number == 0 ? 0 : Math.Max(100.0 * column.Total.Number / Chart.Most, 0.7);
            Raw("<tr><th scope=\"row\" dir=\"auto\">").Text(column.Name).Raw("</th><td>");
            Raw(Invariant($"<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect width=\"{share:0.##}\" height=\"10\"/></svg>"));
            Raw("</td><td class=\"num\">").Number(column.Total, Invariant($"{at}")).Raw("</td></tr>");
        }

        Raw("</tbody></table>");
    }

    private PatternChartTagHelper Number(ChartMark mark, string place, bool narrow = false)
    {
        Raw(mark.Rows.Count == 0 ? "" : $"<a href=\"{Address(place)}\">");
        if (narrow && !mark.IsExact)
        {
            // A cell of a grid is too narrow for "at least 12" on a phone; whoever listens hears the words.
            Raw("<span class=\"vh\">").Text(mark.In(words)).Raw("</span><span aria-hidden=\"true\">").Text(mark.Short(words)).Raw("</span>");
        }
        else
        {
            Text(mark.In(words));
        }

        return Raw(mark.Rows.Count == 0 ? "" : "</a>");
    }

    private string Address(string place) => encoder.Encode(SealedAddresses.Outward(ViewContext.HttpContext, $"{ViewContext.HttpContext.Request.PathBase}/Timeline?mark={Chart.Prefix}{Chart.Name}.{place}"));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private PatternChartTagHelper Text(string value)
    {
        _html.Append(encoder.Encode(UserText.Visible(value)));
        return this;
    }

    private PatternChartTagHelper Raw(string html)
    {
        _html.Append(html);
        return this;
    }
}
