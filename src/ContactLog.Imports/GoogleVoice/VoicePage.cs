using AngleSharp.Dom;
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

    /// <summary>A piece as a tree, or null: see <see cref="HtmlPiece"/>.</summary>
    public static IElement? Parse(string piece) => HtmlPiece.Parse(piece);

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
