using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ContactLog.Web.TagHelpers;

/// <summary>
/// <c>&lt;link rel="stylesheet" asset="css/site.css"&gt;</c> and <c>&lt;script asset="js/exit.js"&gt;&lt;/script&gt;</c>:
/// the address of one of our own files with its hash; a script also becomes a module and gets the nonce of this answer.
/// Only scripts named here, by us, ever carry the nonce.
/// </summary>
[HtmlTargetElement("link", Attributes = "asset", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("script", Attributes = "asset")]
public sealed class AssetTagHelper(SiteAssets assets) : TagHelper
{
    /// <summary>The file, from wwwroot on.</summary>
    public string Asset { get; set; } = "";

    /// <summary>Set by the framework.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var http = ViewContext.HttpContext;
        var address = http.Request.PathBase + assets.Address(Asset);
        if (output.TagName == "script")
        {
            output.Attributes.SetAttribute("type", "module");
            output.Attributes.SetAttribute("nonce", SecurityHeaders.Nonce(http));
            output.Attributes.SetAttribute("src", address);
        }
        else
        {
            output.Attributes.SetAttribute("href", address);
        }
    }
}
