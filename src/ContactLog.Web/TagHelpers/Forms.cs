using System.Globalization;
using ContactLog.Domain.Language;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ContactLog.Web.TagHelpers;

/// <summary>What label, hint and error have in common in every part of a form.</summary>
public abstract class FieldTagHelperBase(Words words) : TagHelper
{
    /// <summary>The property of the page, <c>for="Input.Place"</c>.</summary>
    public ModelExpression? For { get; set; }

    /// <summary>The words of the label or legend.</summary>
    public string? Label { get; set; }

    /// <summary>A line under the label.</summary>
    public string? Hint { get; set; }

    /// <summary>Set by the framework.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The full name in the form.</summary>
    protected string FieldName => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For?.Name ?? "");

    /// <summary>The id made of the name.</summary>
    protected string FieldId => TagBuilder.CreateSanitizedId(FieldName, "_");

    /// <summary>The first error of the field, or null.</summary>
    protected string? Error => For is not null && ViewContext.ViewData.ModelState.TryGetValue(FieldName, out var entry) && entry.Errors.Count > 0
        ? entry.Errors[0].ErrorMessage
        : null;

    /// <summary>The values of the field as she sent them, else as the page has them.</summary>
    protected IReadOnlyCollection<string> Values
    {
        get
        {
            if (For is not null && ViewContext.ViewData.ModelState.TryGetValue(FieldName, out var entry) && entry.RawValue is not null)
            {
                return entry.RawValue switch
                {
                    string one => [one],
                    IEnumerable<string?> many => [.. many.OfType<string>()],
                    var other => [Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""],
                };
            }

            return For?.Model switch
            {
                null => [],
                string one => [one],
                System.Collections.IEnumerable many => [.. many.Cast<object?>().Select(Text)],
                var one => [Text(one)],
            };
        }
    }

    /// <summary>The ids of hint and error for <c>aria-describedby</c>, or null.</summary>
    protected string? DescribedBy => string.Join(' ', new[] { Hint is null ? null : FieldId + "-hint", Error is null ? null : FieldId + "-error" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    /// <summary>The hint and the error as they stand between label and field.</summary>
    protected void AppendHintAndError(IHtmlContentBuilder content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (Hint is not null)
        {
            content.AppendHtml(Element("p", "hint", FieldId + "-hint", Hint));
        }

        if (Error is { } error)
        {
            var line = new TagBuilder("p");
            line.AddCssClass("error");
            line.Attributes["id"] = FieldId + "-error";
            line.InnerHtml.AppendHtml(Element("span", "vh", null, words["shared.error"])).Append(" ").Append(error);
            content.AppendHtml(line);
        }
    }

    /// <summary>An element with words in it.</summary>
    protected static TagBuilder Element(string name, string? cssClass, string? id, string text)
    {
        var element = new TagBuilder(name);
        if (cssClass is not null)
        {
            element.AddCssClass(cssClass);
        }

        if (id is not null)
        {
            element.Attributes["id"] = id;
        }

        element.InnerHtml.Append(text);
        return element;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        Enum one => one.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

/// <summary>
/// <c>&lt;form-field for="Input.Place" label="…" hint="…" kind="text" /&gt;</c>: label, hint, error and one input.
/// Kinds: text, area, narrative, select (with <c>items</c>), date, time, number, tel, url, email, password, file, search.
/// Her own words never go to the browser's memory or to a spelling service: everything but sign-in fields has
/// autocomplete off, and text has spellcheck off and takes its own direction. A password is never sent back.
/// Other attributes (maxlength, autocomplete, inputmode, required, accept, multiple, class) pass on to the input.
/// </summary>
[HtmlTargetElement("form-field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FormFieldTagHelper(Words words) : FieldTagHelperBase(words)
{
    /// <summary>The kind of field.</summary>
    public string Kind { get; set; } = "text";

    /// <summary>The choices of a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The height of an area, in lines.</summary>
    public int Rows { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var input = Input();
        foreach (var attribute in output.Attributes)
        {
            if (attribute.Name == "class")
            {
                input.AddCssClass(attribute.Value?.ToString() ?? "");
            }
            else
            {
                input.Attributes[attribute.Name] = attribute.ValueStyle == HtmlAttributeValueStyle.Minimized ? attribute.Name : attribute.Value?.ToString();
            }
        }

        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Error is null ? "field" : "field wrong");
        var label = Element("label", null, null, Label ?? "");
        label.Attributes["for"] = FieldId;
        output.Content.AppendHtml(label);
        AppendHintAndError(output.Content);
        output.Content.AppendHtml(input);
    }

    private TagBuilder Input()
    {
        var value = Values.FirstOrDefault() ?? "";
        TagBuilder input;
        switch (Kind)
        {
            case "area" or "narrative":
                input = new TagBuilder("textarea");
                input.Attributes["rows"] = (Rows > 0 ? Rows : Kind == "narrative" ? 5 : 3).ToString(CultureInfo.InvariantCulture);

                // A parser drops the first line break of a textarea; one more keeps hers.
                input.InnerHtml.Append("\n" + value);
                break;
            case "select":
                input = new TagBuilder("select");
                foreach (var group in (Items ?? []).GroupBy(item => item.Group?.Name))
                {
                    var holder = group.Key is null ? input : new TagBuilder("optgroup");
                    foreach (var item in group)
                    {
                        holder.InnerHtml.AppendHtml(Option(item));
                    }

                    if (group.Key is not null)
                    {
                        holder.Attributes["label"] = group.Key;
                        input.InnerHtml.AppendHtml(holder);
                    }
                }

                break;
            default:
                input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
                input.Attributes["type"] = Kind;
                if (Kind is not ("password" or "file"))
                {
                    input.Attributes["value"] = value;
                }

                break;
        }

        input.AddCssClass("input");
        input.Attributes["id"] = FieldId;
        input.Attributes["name"] = FieldName;
        if (Kind is not ("password" or "file" or "select" or "time" or "number"))
        {
            input.Attributes["dir"] = Kind is "tel" or "email" or "url" ? "ltr" : "auto";
            input.Attributes["spellcheck"] = "false";
        }

        if (Kind is "text" or "search" or "area" or "narrative")
        {
            // Keyboards that learn would offer her words to whoever types next.
            input.Attributes["autocorrect"] = "off";
        }

        input.Attributes["autocomplete"] = "off";
        if (DescribedBy is { } ids)
        {
            input.Attributes["aria-describedby"] = ids;
        }

        if (Error is not null)
        {
            input.Attributes["aria-invalid"] = "true";
        }

        return input;
    }

    private TagBuilder Option(SelectListItem item)
    {
        var option = Element("option", null, null, item.Text ?? "");
        option.Attributes["value"] = item.Value ?? item.Text;
        if (Values.Contains(item.Value ?? item.Text ?? "", StringComparer.Ordinal) || (Values.Count == 0 && item.Selected))
        {
            option.Attributes["selected"] = "selected";
        }

        if (item.Disabled)
        {
            option.Attributes["disabled"] = "disabled";
        }

        return option;
    }
}

/// <summary>
/// <c>&lt;field-group for="Input.Kind" label="…" hint="…"&gt;…&lt;/field-group&gt;</c>: a fieldset with its legend, hint and
/// error around choices or several fields that belong together. <c>for</c> may be left out.
/// </summary>
[HtmlTargetElement("field-group")]
public sealed class FieldGroupTagHelper(Words words) : FieldTagHelperBase(words)
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Error is null ? "field" : "field wrong");
        if (DescribedBy is { } ids && For is not null)
        {
            output.Attributes.SetAttribute("aria-describedby", ids);
        }

        output.Content.SetHtmlContent(Element("legend", null, null, Label ?? ""));
        AppendHintAndError(output.Content);
        output.Content.AppendHtml(content);
    }
}

/// <summary>
/// <c>&lt;pill-group for="Input.Count" label="How many?" items="@Model.Counts" /&gt;</c>: one choice of several as pills;
/// several choices with <c>multiple="true"</c>. Nothing is chosen by itself unless the page's value or an item says so.
/// </summary>
[HtmlTargetElement("pill-group", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PillGroupTagHelper(Words words) : FieldTagHelperBase(words)
{
    /// <summary>The choices.</summary>
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>Whether more than one may be chosen.</summary>
    public bool Multiple { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Error is null ? "field" : "field wrong");
        if (DescribedBy is { } ids)
        {
            output.Attributes.SetAttribute("aria-describedby", ids);
        }

        var chosen = Values;
        output.Content.AppendHtml(Element("legend", null, null, Label ?? ""));
        AppendHintAndError(output.Content);
        output.Content.AppendHtml("<div class=\"pills\">");
        var number = 0;
        foreach (var item in Items)
        {
            var value = item.Value ?? item.Text ?? "";
            var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            input.Attributes["type"] = Multiple ? "checkbox" : "radio";
            input.Attributes["name"] = FieldName;
            input.Attributes["id"] = number++ == 0 ? FieldId : string.Create(CultureInfo.InvariantCulture, $"{FieldId}-{number}");
            input.Attributes["value"] = value;
            if (chosen.Contains(value, StringComparer.Ordinal) || (chosen.Count == 0 && item.Selected))
            {
                input.Attributes["checked"] = "checked";
            }

            output.Content.AppendHtml("<label class=\"pill\">").AppendHtml(input).AppendHtml("<span>").AppendHtml(Icons.Svg("check"))
                .AppendHtml("<bdi>").Append(item.Text ?? "").AppendHtml("</bdi></span></label>");
        }

        output.Content.AppendHtml("</div>");
    }
}

/// <summary>
/// <c>&lt;choice-box for="Input.Reader" value="court" label="Court file, public" hint="Home, work and new numbers removed" /&gt;</c>:
/// one of several, each with the line that says what it does. Stand them inside a <c>field-group</c>.
/// With <c>multiple="true"</c> a box to tick.
/// </summary>
[HtmlTargetElement("choice-box", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChoiceBoxTagHelper(Words words) : FieldTagHelperBase(words)
{
    /// <summary>What is sent when this is chosen.</summary>
    public string Value { get; set; } = "";

    /// <summary>Whether more than one may be chosen.</summary>
    public bool Multiple { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "label";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "choice");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = Multiple ? "checkbox" : "radio";
        input.Attributes["name"] = FieldName;
        input.Attributes["id"] = $"{FieldId}-{TagBuilder.CreateSanitizedId(Value, "_")}";
        input.Attributes["value"] = Value;
        if (Values.Contains(Value, StringComparer.Ordinal))
        {
            input.Attributes["checked"] = "checked";
        }

        output.Content.AppendHtml(input).AppendHtml("<span><bdi>").Append(Label ?? "").AppendHtml("</bdi>");
        if (Hint is not null)
        {
            output.Content.AppendHtml("<small>").Append(Hint).AppendHtml("</small>");
        }

        output.Content.AppendHtml("</span>");
    }
}

/// <summary>
/// <c>&lt;check-box for="Input.InWriting" label="…" hint="…" /&gt;</c>: one yes or no, 44 px high. Not ticked sends false.
/// </summary>
[HtmlTargetElement("check-box", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CheckBoxTagHelper(Words words) : FieldTagHelperBase(words)
{
    /// <summary>Sent when ticked; for one of several that share a name.</summary>
    public string? Value { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "label";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "check");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "checkbox";
        input.Attributes["name"] = FieldName;
        input.Attributes["id"] = Value is null ? FieldId : $"{FieldId}-{TagBuilder.CreateSanitizedId(Value, "_")}";
        input.Attributes["value"] = Value ?? "true";
        if (Values.Contains(Value ?? "true", StringComparer.OrdinalIgnoreCase))
        {
            input.Attributes["checked"] = "checked";
        }

        if (Error is not null)
        {
            input.Attributes["aria-invalid"] = "true";
        }

        output.Content.AppendHtml(input).AppendHtml("<span><bdi>").Append(Label ?? "").AppendHtml("</bdi>");
        if (Hint is not null)
        {
            output.Content.AppendHtml("<small>").Append(Hint).AppendHtml("</small>");
        }

        if (Error is { } error)
        {
            output.Content.AppendHtml(Element("small", "error", FieldId + "-error", error));
        }

        output.Content.AppendHtml("</span>");
    }
}

/// <summary>
/// <c>&lt;error-summary /&gt;</c>: nothing while all is well; else "There is a problem", each message a link to its
/// field in the same words, and it takes the focus. First thing in main.
/// </summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(Words words) : TagHelper
{
    /// <summary>Set by the framework.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var state = ViewContext.ViewData.ModelState;
        if (state.ErrorCount == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "problem");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute(new TagHelperAttribute("autofocus"));
        output.Content.AppendHtml("<h2>").Append(words["shared.problem"]).AppendHtml("</h2><ul>");
        foreach (var (name, entry) in state)
        {
            foreach (var error in entry.Errors)
            {
                // One message a field, as beside the field; a message without a field is not a link.
                output.Content.AppendHtml("<li>");
                if (name.Length > 0)
                {
                    var link = new TagBuilder("a");
                    link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(name, "_");
                    link.InnerHtml.Append(error.ErrorMessage);
                    output.Content.AppendHtml(link);
                }
                else
                {
                    output.Content.AppendHtml("<strong class=\"error\">").Append(error.ErrorMessage).AppendHtml("</strong>");
                }

                output.Content.AppendHtml("</li>");
                if (name.Length > 0)
                {
                    break;
                }
            }
        }

        output.Content.AppendHtml("</ul>");
    }
}
