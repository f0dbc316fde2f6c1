using ContactLog.Domain.Language;
using Microsoft.AspNetCore.Html;

namespace ContactLog.Web.Searching;

/// <summary>Texts with what was looked for marked in them.</summary>
public sealed class SearchMarks(TextSearch? search)
{
    /// <summary>The text, encoded, with <c>mark</c> around what was looked for; hidden signs are made visible as everywhere.</summary>
    public IHtmlContent Mark(string? text)
    {
        var shown = UserText.Visible(text);
        var content = new HtmlContentBuilder();
        var at = 0;
        foreach (var (start, length) in search?.Places(shown) ?? [])
        {
            content.Append(shown[at..start]).AppendHtml("<mark>").Append(shown.Substring(start, length)).AppendHtml("</mark>");
            at = start + length;
        }

        return content.Append(shown[at..]);
    }
}
