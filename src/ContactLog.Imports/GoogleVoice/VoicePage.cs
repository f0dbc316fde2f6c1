using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ContactLog.Imports.Text;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.GoogleVoice;

/// <summary>
/// A page of Google Voice in pieces: one for each message, so that years of texts are never one tree in memory. AngleSharp parses a piece and loads nothing:
/// no picture, no script, no style.
/// </summary>
internal static class VoicePage
{
    private const string MessageStart = "<div class=\"message\">";
    private const int Deepest = 200;
    private static readonly HtmlParser s_parser = new(new HtmlParserOptions { IsScripting = false });
    private static readonly HashSet<string> s_void = new(StringComparer.OrdinalIgnoreCase) { "br", "img", "hr", "meta", "link", "input", "source", "wbr" };

    /// <summary>The places of the messages of a conversation, each up to the next.</summary>
    public static IEnumerable<(int Start, int End)> Messages(string page)
    {
        for (var at = page.IndexOf(MessageStart, StringComparison.Ordinal); at >= 0;)
        {
            var next = page.IndexOf(MessageStart, at + MessageStart.Length, StringComparison.Ordinal);
            var end = next >= 0 ? next : page.IndexOf("<div class=\"tags\">", at, StringComparison.Ordinal) is >= 0 and var tags ? tags : page.Length;
            yield return (at, end);
            at = next;
        }
    }

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

    /// <summary>The time of an element's title, with its offset.</summary>
    public static OffsetDateTime? Time(IElement? element) =>
        OffsetDateTimePattern.ExtendedIso.Parse(element?.GetAttribute("title")?.Trim() ?? "") is { Success: true } time ? time.Value : null;

    /// <summary>A length, PT1M30S, in seconds.</summary>
    public static long? Seconds(IElement? element) =>
        PeriodPattern.NormalizingIso.Parse(element?.GetAttribute("title") ?? "") is { Success: true, Value: { Months: 0, Years: 0 } length } ? (long)length.ToDuration().TotalSeconds : null;

    /// <summary>The words of an element, with its line breaks.</summary>
    public static string Words(IElement? element) => element is null ? "" : PlainText.Clean(HtmlText.Of(element.InnerHtml));

    /// <summary>What stands in the title of the page, or in its labels.</summary>
    public static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal);
        var to = from < 0 ? -1 : page.IndexOf(end, from + start.Length, StringComparison.Ordinal);
        return to < 0 ? "" : page[(from + start.Length)..to];
    }
}
