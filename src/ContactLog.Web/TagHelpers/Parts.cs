using System.Globalization;
using System.Text.Encodings.Web;
using ContactLog.Domain.Language;
using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ContactLog.Web.TagHelpers;

/// <summary><c>&lt;icon name="phone" /&gt;</c>: one drawing of <see cref="Icons"/>, set into the page.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>Which drawing; an unknown name is an error, so that no page loses one unseen.</summary>
    public string Name { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        output.Content.SetHtmlContent(Icons.Svg(Name));
    }
}

/// <summary><c>&lt;banner kind="read"&gt;…&lt;/banner&gt;</c>: a notice to read (bark), or <c>done</c>: done or safe (pine).</summary>
[HtmlTargetElement("banner")]
public sealed class BannerTagHelper : TagHelper
{
    /// <summary><c>read</c> or <c>done</c>.</summary>
    public string Kind { get; set; } = "read";

    /// <summary>The drawing; by itself <c>info</c> for read and <c>check</c> for done.</summary>
    public string? Icon { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var done = Kind == "done";
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", done ? "banner done" : "banner");
        output.Content.SetHtmlContent(Icons.Svg(string.IsNullOrEmpty(Icon) ? (done ? "check" : "info") : Icon));
        output.Content.AppendHtml("<div>").AppendHtml(content).AppendHtml("</div>");
    }
}

/// <summary><c>&lt;tag kind="boundary"&gt;After boundary of 3 March&lt;/tag&gt;</c>: a small remark; kinds: none, <c>boundary</c>, <c>note</c>, <c>done</c>.</summary>
[HtmlTargetElement("tag")]
public sealed class SmallTagHelper : TagHelper
{
    /// <summary>The colour's meaning; the words must carry it too.</summary>
    public string? Kind { get; set; }

    /// <summary>A drawing before the words; a boundary has its own.</summary>
    public string? Icon { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(Kind) ? "tag" : $"tag tag-{Kind}");
        // An attribute whose expression is null arrives as an empty text.
        if ((string.IsNullOrEmpty(Icon) ? (Kind == "boundary" ? "boundary" : null) : Icon) is { } icon)
        {
            output.PreContent.SetHtmlContent(Icons.Svg(icon));
        }
    }
}

/// <summary><c>&lt;exhibit-label&gt;A-6&lt;/exhibit-label&gt;</c>: the boxed label, the same as in the report.</summary>
[HtmlTargetElement("exhibit-label")]
public sealed class ExhibitLabelTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "exhibit");
        output.Attributes.SetAttribute("dir", "ltr");
    }
}

/// <summary>
/// <c>&lt;veil href="…" kind="Photo" label="A-6" /&gt;</c>: an exhibit under a cover. Only a link: the file
/// is not asked for until she follows it. With <c>bar="audio"</c> a bar with the word Play.
/// </summary>
[HtmlTargetElement("veil", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class VeilTagHelper(Words words) : TagHelper
{
    /// <summary>The page that shows the exhibit.</summary>
    public string Href { get; set; } = "";

    /// <summary>What it is, in a word: Photo, Screenshot, Voicemail.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Its label, A-6.</summary>
    public string Label { get; set; } = "";

    /// <summary><c>audio</c> or <c>video</c>: lie as a bar and say Play.</summary>
    public string? Bar { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        // A null in a page's expression arrives here as no text.
        Bar = string.IsNullOrEmpty(Bar) ? null : Bar;
        output.Attributes.SetAttribute("class", Bar is null ? "veil" : "veil bar");
        output.Attributes.SetAttribute("href", PlainPaths.Outward(Href));
        output.Content
            .AppendHtml("<span class=\"veil-cover\"><span>").AppendHtml(Icons.Svg(Bar ?? "covered")).AppendHtml("</span></span>")
            .AppendHtml("<span class=\"veil-foot\"><span>").Append(Kind).AppendHtml("</span><span class=\"exhibit\" dir=\"ltr\">").Append(Label).AppendHtml("</span>");
        if (Bar is not null)
        {
            output.Content.AppendHtml("<u>").Append(words["shared.play"]).AppendHtml("</u>");
        }

        output.Content.AppendHtml("</span>");
    }
}

/// <summary>
/// <c>&lt;entry-row href="…" time="01:00" under="to 03:00" icon="phone" heading="12 missed calls" after="true"&gt;…&lt;/entry-row&gt;</c>:
/// one line of the notebook, a list item inside <c>&lt;ol class="entries"&gt;</c>. The whole row is the link.
/// </summary>
[HtmlTargetElement("entry-row")]
public sealed class EntryRowTagHelper : TagHelper
{
    /// <summary>Where the row leads.</summary>
    public string Href { get; set; } = "";

    /// <summary>The time in the margin, or the words for an unknown one.</summary>
    public string Time { get; set; } = "";

    /// <summary>The line under it: about, to 03:00, Wed 22.</summary>
    public string? Under { get; set; }

    /// <summary>The drawing of its kind.</summary>
    public string Icon { get; set; } = "other";

    /// <summary>The title; user text is set in its own direction.</summary>
    public string Heading { get; set; } = "";

    /// <summary>The title with what was looked for marked in it; null for the plain one.</summary>
    public Microsoft.AspNetCore.Html.IHtmlContent? Marked { get; set; }

    /// <summary>Whether it came after a boundary in force: the ring is heather. Say it in words too.</summary>
    public bool After { get; set; }

    /// <summary>Whether it is withdrawn: the title is struck through.</summary>
    public bool Withdrawn { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"entry{(After ? " after" : "")}{(Withdrawn ? " withdrawn" : "")}");
        var link = new TagBuilder("a");
        link.Attributes["href"] = PlainPaths.Outward(Href);
        link.Attributes["dir"] = "auto";
        if (Marked is null)
        {
            link.InnerHtml.Append(Heading);
        }
        else
        {
            link.InnerHtml.AppendHtml(Marked);
        }

        output.Content.AppendHtml("<div class=\"entry-time\">").Append(Time);
        if (!string.IsNullOrEmpty(Under))
        {
            output.Content.AppendHtml("<span>").Append(Under).AppendHtml("</span>");
        }

        output.Content.AppendHtml("</div><div class=\"entry-body\"><h3 class=\"entry-title\">").AppendHtml(Icons.Svg(Icon)).AppendHtml(link).AppendHtml("</h3>")
            .AppendHtml(content).AppendHtml("</div>");
    }
}

/// <summary>
/// <c>&lt;burst ticks="@places" labels="@(["01:00", "02:00", "03:00"])" caption="12 calls between 01:00 and 03:00" /&gt;</c>:
/// each call a tick of 2 px on its true place. The caption is for those who do not see the picture.
/// </summary>
[HtmlTargetElement("burst", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BurstTagHelper : TagHelper
{
    /// <summary>The places of the ticks, 0 (start of the axis) to 1 (its end); others are left out.</summary>
    public IEnumerable<double> Ticks { get; set; } = [];

    /// <summary>The words under the axis, spread evenly from its start to its end.</summary>
    public IEnumerable<string> Labels { get; set; } = [];

    /// <summary>The same in a sentence.</summary>
    public string Caption { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "burst");
        output.Content.AppendHtml("<svg role=\"img\" aria-label=\"").Append(Caption).AppendHtml("\">");
        foreach (var tick in Ticks.Where(tick => tick is >= 0 and <= 1))
        {
            // Percent minus the tick's own width keeps the last one on the axis.
            output.Content.AppendHtml(string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{tick * 99:0.##}%\" y=\"0\" width=\"2\" height=\"14\"/>"));
        }

        output.Content.AppendHtml("</svg><p aria-hidden=\"true\">");
        foreach (var label in Labels)
        {
            output.Content.AppendHtml("<span>").Append(label).AppendHtml("</span>");
        }

        output.Content.AppendHtml("</p>");
    }
}
