using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using ContactLog.Web.TagHelpers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ContactLog.Web.Items;

/// <summary>
/// <c>&lt;item-form form="Model.Form" /&gt;</c>: the fields of an item, section by section, inside a form element of the page.
/// <c>short="true"</c> shows only the fields of the short form, <c>long="true"</c> the others, folded; <c>fields="when place"</c> only these, in this order and without
/// headings; <c>sections="said scope"</c> only these; <c>except="kind"</c> leaves some out; <c>fold="true"</c> folds every section but the first.
/// </summary>
[HtmlTargetElement("item-form", Attributes = "form", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ItemFormTagHelper(Words words, IModelMetadataProvider metadata) : TagHelper
{
    /// <summary>The answers to a question of yes and no, by their words in the record.</summary>
    internal static readonly string[] Answers = ["yes", "no", "unknown"];

    private readonly FieldText _text = new(words);

    /// <summary>The form.</summary>
    public ItemForm Form { get; set; } = null!;

    /// <summary>Only the fields of the short form.</summary>
    public bool Short { get; set; }

    /// <summary>Only the fields that the short form leaves out, every section folded.</summary>
    public bool Long { get; set; }

    /// <summary>Only these fields, in this order, without headings.</summary>
    public string? Fields { get; set; }

    /// <summary>Only these sections.</summary>
    public string? Sections { get; set; }

    /// <summary>Not these fields.</summary>
    public string? Except { get; set; }

    /// <summary>Every section but the first can be unfolded.</summary>
    public bool Fold { get; set; }

    /// <summary>Set by the framework.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        var fields = Chosen();
        output.Content.AppendHtml(Hidden(ItemForm.ShownName, string.Join(' ', fields.Select(field => field.Name))));
        if (Fields is not null)
        {
            foreach (var field in fields)
            {
                output.Content.AppendHtml(await FieldAsync(context, field));
            }

            return;
        }

        var first = true;
        foreach (var section in fields.GroupBy(field => field.Section))
        {
            await SectionAsync(context, output.Content, section.Key, [.. section], first);
            first = false;
        }
    }

    private List<FieldDefinition> Chosen()
    {
        static string[] Names(string? list) => list?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var except = Names(Except);
        if (Fields is not null)
        {
            return [.. Names(Fields).Select(name => FieldCatalogue.Find(Form.Type, name) ?? throw new ArgumentException($"There is no field '{name}'."))];
        }

        var kind = Form.Type == ItemType.Incident ? Form.First("kind") : null;
        var sections = Names(Sections);
        return
        [
            .. FieldCatalogue.Of(Form.Type).Where(field => field.Kind != FieldKind.Machine
                && !except.Contains(field.Name, StringComparer.Ordinal)
                && (sections.Length == 0 || sections.Contains(field.Section, StringComparer.Ordinal))
                && (!Short || field.Short) && (!Long || !field.Short)
                && (field.OnlyFor.Count == 0 || string.IsNullOrEmpty(kind) || field.OnlyFor.Contains(kind, StringComparer.Ordinal) || Form.IsFilled(field))),
        ];
    }

    private async Task SectionAsync(TagHelperContext context, TagHelperContent content, string section, List<FieldDefinition> fields, bool first)
    {
        if (Long || (Fold && !first))
        {
            var filled = fields.Count(Form.IsFilled);
            content.AppendHtml("<details class=\"fold\"").AppendHtml(fields.Exists(HasError) ? " open" : "").AppendHtml("><summary><span>")
                .Append(_text.Section(Form.Type, section)).AppendHtml("<small>")
                .Append(filled == 0 ? words["fields.empty"] : words.Count("fields.filled", filled)).AppendHtml("</small></span>")
                .AppendHtml(Icons.Svg("down")).AppendHtml("</summary>");
        }
        else if (!Short)
        {
            content.AppendHtml("<h2>").Append(_text.Section(Form.Type, section)).AppendHtml("</h2>");
        }

        foreach (var field in fields)
        {
            content.AppendHtml(await FieldAsync(context, field));
        }

        content.AppendHtml(Long || (Fold && !first) ? "</details>" : "");
    }

    private bool HasError(FieldDefinition field) => ViewContext.ViewData.ModelState.Any(pair => pair.Value is { Errors.Count: > 0 }
        && (pair.Key == ItemForm.Prefix + field.Name || pair.Key.StartsWith(ItemForm.Prefix + field.Name + ".", StringComparison.Ordinal)));

    private async Task<IHtmlContent> FieldAsync(TagHelperContext context, FieldDefinition field) => field.Kind switch
    {
        FieldKind.When => await WhenAsync(context, field),
        FieldKind.Text or FieldKind.Words => Input(context, field, "narrative", field.Name is "narrative" ? 5 : 3),
        FieldKind.Choice => Pills(context, field, field.Choices, multiple: false),
        FieldKind.Choices => Pills(context, field, field.Choices, multiple: true),
        FieldKind.YesNo => Pills(context, field, Answers, multiple: false),
        FieldKind.Link => Select(context, field),
        FieldKind.Number => Input(context, field, "text", 0, ("inputmode", "numeric"), ("class", "short")),
        FieldKind.Date => Input(context, field, "text", 0, ("class", "short")),
        _ => Input(context, field, field.Name == "url" ? "url-text" : "text", 0),
    };

    private TagHelperOutput Input(TagHelperContext context, FieldDefinition field, string kind, int rows, params (string Name, string Value)[] attributes) =>
        Input(context, field.Name, _text.Label(Form.Type, field.Name), _text.Hint(Form.Type, field.Name), kind, rows, attributes);

    private TagHelperOutput Input(TagHelperContext context, string name, string label, string? hint, string kind, int rows, params (string Name, string Value)[] attributes)
    {
        // Not type=url or number: a browser would refuse, or throw away, what it thinks is wrong; here it is kept and asked about.
        var helper = new FormFieldTagHelper(words)
        {
            For = For(name),
            Label = label,
            Hint = hint,
            Kind = kind == "url-text" ? "text" : kind,
            Rows = rows,
            ViewContext = ViewContext,
        };
        return Run(helper, context, null, kind == "url-text" ? [.. attributes, ("inputmode", "url")] : attributes);
    }

    private TagHelperOutput Select(TagHelperContext context, FieldDefinition field)
    {
        var chosen = Form.First(field.Name);
        var items = ItemLinks.Candidates(Form.Case, field).Select(item => new SelectListItem(Option(item), item.FirstSeq.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToList();
        if (chosen.Length > 0 && items.TrueForAll(item => item.Value != chosen) && int.TryParse(chosen, System.Globalization.CultureInfo.InvariantCulture, out var seq) && Form.Case.Find<Item>(seq) is { } gone)
        {
            // A withdrawn one stays chosen until she chooses another.
            items.Add(new($"{_text.Title(gone)} ({words["fields.withdrawn"]})", chosen));
        }

        var helper = new FormFieldTagHelper(words)
        {
            For = For(field.Name),
            Label = _text.Label(Form.Type, field.Name),
            Hint = _text.Hint(Form.Type, field.Name),
            Kind = "select",
            Items = [new SelectListItem(words["fields.none"], ""), .. items],
            ViewContext = ViewContext,
        };
        return Run(helper, context, null);
    }

    private string Option(Item item) => item is Domain.Incidents.Incident incident
        ? words["fields.title-with", _text.Title(incident), _text.Short(incident.When)]
        : _text.Title(item);

    private TagHelperOutput Pills(TagHelperContext context, FieldDefinition field, IReadOnlyList<string> choices, bool multiple)
    {
        var items = choices.Select(choice => new SelectListItem(
            field.Kind == FieldKind.YesNo ? words["fields." + choice] : _text.Choice(Form.Type, field.Name, choice), choice)).ToList();
        if (!multiple && field is not { Name: "kind" })
        {
            // A radio button cannot be taken back; this can.
            items.Add(new(words["fields.blank"], ItemForm.LeaveOut));
        }

        var helper = new PillGroupTagHelper(words)
        {
            For = For(field.Name),
            Label = _text.Label(Form.Type, field.Name),
            Hint = _text.Hint(Form.Type, field.Name),
            Items = items,
            Multiple = multiple,
            ViewContext = ViewContext,
        };
        return Run(helper, context, null);
    }

    private async Task<IHtmlContent> WhenAsync(TagHelperContext context, FieldDefinition field)
    {
        var inner = new DefaultTagHelperContent();
        inner.AppendHtml("<div class=\"pair\">");
        inner.AppendHtml(Input(context, field.Name + ".date", words["fields.when-part-date"], words["fields.when-part-date.hint"], "text", 0));
        inner.AppendHtml(Input(context, field.Name + ".time", words["fields.when-part-time"], words["fields.when-part-time.hint"], "text", 0));
        inner.AppendHtml("</div>");
        if (Form.AsksWhich(field))
        {
            var which = new PillGroupTagHelper(words)
            {
                For = For(field.Name + ".fold"),
                Label = words["fields.when-which", Form.First(field.Name + ".time")],
                Items = Enum.GetNames<Fold>().Select(name => new SelectListItem(words["fields.when-" + name.ToLowerInvariant()], name.ToLowerInvariant())),
                ViewContext = ViewContext,
            };
            inner.AppendHtml(Run(which, context, null));
        }

        if (field is { Name: "when", Section: "when" })
        {
            inner.AppendHtml(Input(context, field.Name + ".end", words["fields.when-part-end"], words["fields.when-part-end.hint"], "text", 0, ("class", "short")));
        }

        var group = new FieldGroupTagHelper(words)
        {
            Label = _text.Label(Form.Type, field.Name),
            Hint = _text.Hint(Form.Type, field.Name),
            ViewContext = ViewContext,
        };
        var output = Output([], inner);
        await group.ProcessAsync(context, output);
        return output;
    }

    private ModelExpression For(string name)
    {
        object value = Form.Typed(name) is { Count: 1 } one ? one[0] : Form.Typed(name).ToArray();
        return new(ItemForm.Prefix + name, metadata.GetModelExplorerForType(value.GetType(), value));
    }

    private static TagHelperOutput Run(TagHelper helper, TagHelperContext context, TagHelperContent? inner, params (string Name, string Value)[] attributes)
    {
        var output = Output(attributes, inner);
        helper.Process(context, output);
        return output;
    }

    private static TagHelperOutput Output((string Name, string Value)[] attributes, TagHelperContent? inner) => new(
        "div",
        [.. attributes.Select(attribute => new TagHelperAttribute(attribute.Name, attribute.Value))],
        (_, _) => Task.FromResult(inner ?? new DefaultTagHelperContent()))
    { TagMode = TagMode.StartTagAndEndTag };

    private static TagBuilder Hidden(string name, string value)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "hidden";
        input.Attributes["name"] = name;
        input.Attributes["value"] = value;
        return input;
    }
}
