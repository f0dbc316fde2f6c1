using System.Net;
using System.Text.Encodings.Web;
using ContactLog.Web.Hosting;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ContactLog.Web.TagHelpers;

/// <summary>Every address that a page names goes out in plain words (<see cref="PlainPaths"/>) and with its query sealed (<see cref="SealedAddresses"/>). A form that names none may be given its own by the framework.</summary>
[HtmlTargetElement("a", Attributes = "href")]
[HtmlTargetElement("form")]
[HtmlTargetElement("button", Attributes = "formaction")]
[HtmlTargetElement("img", Attributes = "src", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("audio", Attributes = "src")]
[HtmlTargetElement("video", Attributes = "src")]
public sealed class PlainAddress(HtmlEncoder encoder) : TagHelper
{
    private static readonly string[] s_attributes = ["href", "action", "formaction", "src"];

    /// <summary>Set by the framework.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After all others, the one that knows what <c>~/</c> means among them.</summary>
    public override int Order => int.MaxValue;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var name in s_attributes)
        {
            if (!output.Attributes.TryGetAttribute(name, out var attribute))
            {
                continue;
            }

            if (attribute.Value is IHtmlContent content)
            {
                using var written = new StringWriter();
                content.WriteTo(written, encoder);
                output.Attributes.SetAttribute(new TagHelperAttribute(attribute.Name, new HtmlString(Encoded(written.ToString())), attribute.ValueStyle));
            }
            else if (attribute.Value is string text)
            {
                output.Attributes.SetAttribute(new TagHelperAttribute(attribute.Name, SealedAddresses.Outward(ViewContext.HttpContext, text), attribute.ValueStyle));
            }
        }
    }

    // Only what has a query is decoded and encoded anew: the rest stays letter for letter.
    private string Encoded(string written) => written.Contains('?', StringComparison.Ordinal)
        ? encoder.Encode(SealedAddresses.Outward(ViewContext.HttpContext, WebUtility.HtmlDecode(written)))
        : PlainPaths.Outward(written);
}
