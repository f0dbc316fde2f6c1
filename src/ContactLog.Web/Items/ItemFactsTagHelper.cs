using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ContactLog.Web.Items;

/// <summary>
/// <c>&lt;item-facts item="Model.Boundary" case="Model.Case" except="words" /&gt;</c>: what an item says, one line a field, fields that say
/// nothing left out. <c>sections</c> and <c>fields</c> choose as in the form. Lines of the page's own stand inside:
/// <c>&lt;div&gt;&lt;dt&gt;…&lt;/dt&gt;&lt;dd&gt;…&lt;/dd&gt;&lt;/div&gt;</c>. Nothing at all when there is nothing to say.
/// </summary>
[HtmlTargetElement("item-facts", Attributes = "item,case")]
public sealed class ItemFactsTagHelper(Words words, IUrlHelperFactory urls) : TagHelper
{
    private readonly FieldText _text = new(words);

    /// <summary>The item.</summary>
    public Item Item { get; set; } = null!;

    /// <summary>The case.</summary>
    public CaseFile Case { get; set; } = null!;

    /// <summary>Not these fields.</summary>
    public string? Except { get; set; }

    /// <summary>Only these sections.</summary>
    public string? Sections { get; set; }

    /// <summary>Only these fields, in this order.</summary>
    public string? Fields { get; set; }

    /// <summary>What the program wrote (the place in an import, the kind of file) is shown too.</summary>
    public bool Machine { get; set; }

    /// <summary>No links: for a reader whose pages are elsewhere.</summary>
    public bool Plain { get; set; }

    /// <summary>Set by the framework.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        static string[] Names(string? list) => list?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var (except, sections, only) = (Names(Except), Names(Sections), Names(Fields));
        var fields = only.Length > 0
            ? only.Select(name => FieldCatalogue.Find(Item.Type, name) ?? throw new ArgumentException($"There is no field '{name}'."))
            : FieldCatalogue.Of(Item.Type).Where(field => (Machine || field.Kind != FieldKind.Machine)
                && !except.Contains(field.Name, StringComparer.Ordinal)
                && (sections.Length == 0 || sections.Contains(field.Section, StringComparer.Ordinal)));
        output.TagName = "dl";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "facts");
        var own = await output.GetChildContentAsync();
        var any = !own.IsEmptyOrWhiteSpace;
        output.Content.Clear();
        foreach (var field in fields)
        {
            if (_text.Value(Item.Type, field, Item.Fields, Case) is not { } value)
            {
                continue;
            }

            any = true;
            output.Content.AppendHtml("<div><dt>").Append(_text.Label(Item.Type, field.Name)).AppendHtml("</dt>")
                .AppendHtml(field.Kind == FieldKind.Words ? "<dd class=\"said\" dir=\"auto\">" : "<dd dir=\"auto\">").AppendHtml(Shown(field, value)).AppendHtml("</dd></div>");
        }

        output.Content.AppendHtml(own);
        if (!any)
        {
            output.SuppressOutput();
        }
    }

    private IHtmlContent Shown(FieldDefinition field, string value)
    {
        var link = !Plain && field.Links is not null && Case.Find<Item>(Item.Fields.Number(field.Name)) is { } target ? ItemLinks.PathOf(target, Case) : null;
        var element = new TagBuilder(link is null ? "bdi" : "a");
        if (link is not null)
        {
            element.Attributes["href"] = PlainPaths.Outward(urls.GetUrlHelper(ViewContext).Content(link));
        }

        element.InnerHtml.Append(UserText.Visible(value));
        return element;
    }
}

/// <summary>
/// <c>&lt;item-history item="Model.Boundary" case="Model.Case" me="@Model.Me" /&gt;</c>: the entries of an item and of the exhibits that show it,
/// newest first; each correction with before, now and why. <c>me</c> is the name under which the reader stands in the record.
/// </summary>
[HtmlTargetElement("item-history", Attributes = "item,case", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ItemHistoryTagHelper(Words words) : TagHelper
{
    private readonly FieldText _text = new(words);

    /// <summary>The item.</summary>
    public Item Item { get; set; } = null!;

    /// <summary>The case.</summary>
    public CaseFile Case { get; set; } = null!;

    /// <summary>The name under which the reader stands in the record; null for somebody it is shared with. They are not told who made an entry where that name is not shared.</summary>
    public string? Me { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "history");
        var before = FieldSet.Empty;
        var rows = new List<(int Seq, IHtmlContent Row)>();
        foreach (var revision in Item.History)
        {
            var now = revision.Changes.Aggregate(before, (fields, change) => fields.With(change.Name, change.Now));
            rows.Add((revision.Entry.Seq, Row(revision.Entry, Heading(revision), revision.Entry.Text.Kind == EntryKind.Amend ? Changes(revision, before, now) : null)));
            before = now;
        }

        foreach (var exhibit in Case.Items.OfType<Exhibit>().Where(exhibit => exhibit.OfSeq == Item.FirstSeq))
        {
            rows.Add((exhibit.FirstSeq, Row(exhibit.History[0].Entry, words["fields.history-exhibit", exhibit.Label], null)));
        }

        foreach (var (_, row) in rows.OrderByDescending(row => row.Seq))
        {
            output.Content.AppendHtml(row);
        }
    }

    private string Heading(Revision revision) => revision.Entry.Text.Kind switch
    {
        EntryKind.Amend => words[revision.Changes.All(change => change.Before is null) ? "fields.history-added" : "fields.history-amended"],
        EntryKind.Withdraw => words["fields.history-withdrawn"],
        EntryKind.Restore => words["fields.history-restored"],
        EntryKind.Erase => words["fields.history-erased"],
        _ => words[revision.Entry["source"] is null ? "fields.history-created" : "fields.history-imported"],
    };

    private IHtmlContent Row(OpenedEntry entry, string heading, IHtmlContent? changes)
    {
        var moment = _text.Moment(entry.Recorded, Case.Zone);
        var row = new HtmlContentBuilder().AppendHtml("<li><span class=\"seq\"><span class=\"vh\">").Append(words["fields.history-entry", entry.Seq])
            .AppendHtml("</span><span aria-hidden=\"true\">").Append(entry.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture)).AppendHtml("</span></span><div><h3>").Append(heading).AppendHtml("</h3><p class=\"line\">")
            .Append(entry.Actor is { } actor ? actor == Me ? words["fields.history-you", moment] : words["fields.history-by", actor, moment] : Me is null ? moment : words["fields.history-you", moment]).AppendHtml("</p>");
        if (changes is not null)
        {
            row.AppendHtml(changes);
        }

        if (entry.Reason is { } reason)
        {
            row.AppendHtml("<p>").Append(words["fields.history-why"]).AppendHtml(" <bdi>").Append(UserText.Visible(reason)).AppendHtml("</bdi></p>");
        }

        return row.AppendHtml("<p class=\"hash\" dir=\"ltr\">").Append(entry.Digest.Short).AppendHtml("</p></div></li>");
    }

    private HtmlContentBuilder Changes(Revision revision, FieldSet before, FieldSet now)
    {
        var content = new HtmlContentBuilder();
        foreach (var field in revision.Changes.Select(change => FieldCatalogue.Owner(Item.Type, change.Name)).OfType<FieldDefinition>().Distinct())
        {
            var (was, becomes) = (_text.Value(Item.Type, field, before, Case), _text.Value(Item.Type, field, now, Case));
            content.AppendHtml("<div class=\"change\"><h4>").Append(_text.Label(Item.Type, field.Name)).AppendHtml("</h4><dl>");
            if (was is not null)
            {
                content.AppendHtml("<div><dt>").Append(words["fields.history-before"]).AppendHtml("</dt><dd><del dir=\"auto\">").Append(UserText.Visible(was)).AppendHtml("</del></dd></div>");
            }

            content.AppendHtml("<div><dt>").Append(words["fields.history-now"]).AppendHtml("</dt><dd><ins dir=\"auto\">")
                .Append(becomes is null ? words["fields.history-nothing"] : UserText.Visible(becomes)).AppendHtml("</ins></dd></div></dl></div>");
        }

        return content;
    }
}
