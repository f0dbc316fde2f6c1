using System.Net;
using System.Text;

namespace ContactLog.Imports.Text;

/// <summary>
/// The words of an HTML page, for reading: tags are passed over, nothing is run and nothing is fetched, so a picture that would tell
/// the sender of its being looked at stays unasked for. One pass without recursion; the page itself is kept beside it as a file.
/// </summary>
internal static class HtmlText
{
    private static readonly HashSet<string> s_breaks = new(StringComparer.OrdinalIgnoreCase)
    {
        "br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "hr", "pre", "section", "article", "header", "footer",
    };

    private static readonly HashSet<string> s_hidden = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "head", "title", "template", "noscript" };

    /// <summary>The words.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length / 2);
        var at = 0;
        var headless = false;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            Words(html.AsSpan(at, (open < 0 ? html.Length : open) - at), text);
            if (open < 0)
            {
                break;
            }

            at = Tag(html, open, text, ref headless);
        }

        return WebUtility.HtmlDecode(text.ToString()).Replace('\u00A0', ' ').Trim();
    }

    private static int Tag(string html, int open, StringBuilder text, ref bool headless)
    {
        if (html.AsSpan(open).StartsWith("<!--", StringComparison.Ordinal))
        {
            var end = html.IndexOf("-->", open + 4, StringComparison.Ordinal);
            return end < 0 ? html.Length : end + 3;
        }

        var name = open + 1;
        var closing = name < html.Length && html[name] == '/';
        name += closing ? 1 : 0;
        var after = name;
        while (after < html.Length && char.IsAsciiLetterOrDigit(html[after]))
        {
            after++;
        }

        if (after == name && (name >= html.Length || html[name] is not ('!' or '?')))
        {
            // "I <3 you": no tag.
            text.Append('<');
            return open + 1;
        }

        var tag = html[name..after];
        var close = html.IndexOf('>', after);
        var next = close < 0 ? html.Length : close + 1;
        if (!closing && s_hidden.Contains(tag) && !(headless && tag.Equals("head", StringComparison.OrdinalIgnoreCase)))
        {
            var end = html.IndexOf("</" + tag, next, StringComparison.OrdinalIgnoreCase);
            if (end >= 0)
            {
                return end;
            }

            // A head that never ends must not hide the page, nor be looked for again at every further one.
            headless = tag.Equals("head", StringComparison.OrdinalIgnoreCase);
            return headless ? next : html.Length;
        }

        if (s_breaks.Contains(tag))
        {
            Break(text, always: tag.Equals("br", StringComparison.OrdinalIgnoreCase) || (tag is "p" or "P" && !closing));
        }
        else if (tag is "td" or "th" or "TD" or "TH")
        {
            Space(text);
        }

        return next;
    }

    // White space in a page is one space, at the start of a line none.
    private static void Words(ReadOnlySpan<char> piece, StringBuilder text)
    {
        while (!piece.IsEmpty)
        {
            var space = piece.IndexOfAny(" \t\r\n\f");
            if (space < 0)
            {
                text.Append(piece);
                return;
            }

            text.Append(piece[..space]);
            Space(text);
            piece = piece[(space + 1)..];
        }
    }

    private static void Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] is not (' ' or '\n'))
        {
            text.Append(' ');
        }
    }

    private static void Break(StringBuilder text, bool always)
    {
        if (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        // At most one empty line, however many boxes lie in each other.
        if (text.Length > 0 && (text[^1] != '\n' || (always && !(text.Length > 1 && text[^2] == '\n'))))
        {
            text.Append('\n');
        }
    }
}
