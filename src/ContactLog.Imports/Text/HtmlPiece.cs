using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ContactLog.Imports.Text;

/// <summary>A piece of a page as a tree. AngleSharp parses it and loads nothing: no picture, no script, no style.</summary>
internal static class HtmlPiece
{
    private const int Deepest = 200;
    private static readonly HtmlParser s_parser = new(new HtmlParserOptions { IsScripting = false });
    private static readonly HashSet<string> s_void = new(StringComparer.OrdinalIgnoreCase) { "br", "img", "hr", "meta", "link", "input", "source", "wbr" };

    /// <summary>A piece as a tree; null when it is nested as no page of theirs is: such a tree would overflow the stack.</summary>
    public static IElement? Parse(string piece)
    {
        var depth = 0;
        for (var at = piece.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < piece.Length; at = piece.IndexOf('<', at + 1))
        {
            if (piece[at + 1] == '/')
            {
                depth--;
                continue;
            }

            var end = at + 1;
            while (end < piece.Length && char.IsAsciiLetterOrDigit(piece[end]))
            {
                end++;
            }

            depth += end == at + 1 || s_void.Contains(piece[(at + 1)..end]) ? 0 : 1;
            if (depth > Deepest)
            {
                return null;
            }
        }

        return s_parser.ParseDocument(piece).Body;
    }
}
