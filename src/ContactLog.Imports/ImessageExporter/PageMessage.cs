using System.Text;
using AngleSharp.Dom;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.ImessageExporter;

/// <summary>Reads one message, or one announcement, of the page form.</summary>
internal static class PageMessage
{
    /// <summary>The message; null when the piece is none. The replies beneath it are kept for when they come by themselves.</summary>
    public static Exported? Read(string piece, Locator locator, ExportedItems items)
    {
        if (HtmlPiece.Parse(piece)?.FirstElementChild is not { } element)
        {
            return null;
        }

        if (element.ClassList.Contains("announcement"))
        {
            var time = Words(element.QuerySelector(".timestamp")).Trim();
            var words = Words(element).Trim();
            return BodyLine.Announcement(ExporterTime.TryRead(time, out var wall, out _) ? wall : null, words.StartsWith(time, StringComparison.Ordinal) ? words[time.Length..].Trim() : words, locator, piece);
        }

        return Message(element, locator, piece, items);
    }

    private static Exported? Message(IElement element, Locator locator, string raw, ExportedItems items)
    {
        if (element.Children.FirstOrDefault(one => one.ClassList.Contains("sent") || one.ClassList.Contains("received")) is not { } inner)
        {
            return null;
        }

        var time = Words(inner.QuerySelector(".timestamp")).Trim();
        var known = ExporterTime.TryRead(time, out var wall, out _);
        var message = new Exported(known ? wall : null, PlainText.Line(Words(inner.QuerySelector(".sender")), 320), inner.ClassList.Contains("sent"), locator, raw);
        if (inner.ClassList.FirstOrDefault(one => one is not ("sent" or "received")) is { Length: < 40 } service)
        {
            message.Service = service;
        }

        Walk(inner, message, items);
        return message;
    }

    private static void Walk(INode parent, Exported message, ExportedItems items)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element)
            {
                Take(element, message, items);
            }
            else if (node is IText text && text.Data.Trim() is { Length: > 0 } words && !BodyLine.TryTake(message, words) && words is not ("Subject:" or "Tapbacks:" or "Reactions:"))
            {
                message.Lines.Add(words);
            }
        }
    }

    private static void Take(IElement element, Exported message, ExportedItems items)
    {
        switch (element.ClassName ?? "")
        {
            case "timestamp" or "sender" or "reply_anchor" or "read_receipt" or "service":
                break;
            case "subject":
                message.Subject = PlainText.Line(Words(element), 1_000);
                break;
            case "bubble":
                message.Lines.AddRange(Words(element).Trim('\n', '\r').Split('\n'));
                break;
            case "edited":
                var wordings = element.QuerySelectorAll("tr").Select(row => Words(row.LastElementChild).Trim().Split('\n').ToList()).ToList();
                if (wordings.Count > 0)
                {
                    BodyLine.Edited(message, wordings);
                }

                break;
            case "unsent":
                BodyLine.TakeBack(message);
                break;
            case "tapbacks" or "reactions":
                message.Reactions.AddRange(element.QuerySelectorAll(".tapback, .reaction").Where(one => one.QuerySelector(".tapback, .reaction") is null).Select(one => Words(one).Trim()).Where(one => one.Length > 0).Take(50));
                break;
            case "attachment_error":
                message.Marks |= FoundMarks.MediaLeftOut;
                message.Files.AddRange(Words(element) is var said && said.IndexOf("attachment:", StringComparison.Ordinal) is >= 0 and var at && said[(at + 11)..].Trim() is { Length: > 0 } name ? [name] : []);
                break;
            case "replies":
                foreach (var reply in element.QuerySelectorAll(".reply").Where(one => one.ParentElement == element))
                {
                    var path = new Locator($"{message.Locator.Path}/reply[{++message.Replies}]", message.Locator.Byte, message.Locator.Line);
                    if (reply.FirstElementChild is { } one && Message(one, path, one.OuterHtml, items) is { } twin && !items.Keep(twin))
                    {
                        message.Lines.AddRange(twin.Lines);
                    }
                }

                break;
            case var _ when element.LocalName is "script" or "style" or "template":
                break;
            case var _ when element.LocalName is "img" or "source" or "audio" or "video" or "a" && (element.GetAttribute("src") ?? element.GetAttribute("href")) is { Length: > 0 } path && (element.LocalName != "a" || IsLocal(path)):
                if (!message.Files.Contains(path, StringComparer.Ordinal))
                {
                    message.Files.Add(path.StartsWith("file://", StringComparison.Ordinal) ? path[7..] : path);
                }

                break;
            case var _ when element.LocalName == "a":
                message.Lines.AddRange([.. new[] { Words(element).Trim(), element.GetAttribute("href") ?? "" }.Where(one => one.Length > 0).Distinct(StringComparer.Ordinal)]);
                break;
            case var _ when element.LocalName == "hr" || (element.LocalName == "p" && element.QuerySelector(".timestamp") is not null):
                break;
            default:
                // What the exporter says of its own accord stands alone in an element: "deleted", "expressive", "reply_context".
                if (element.ChildElementCount == 0 && BodyLine.TryTake(message, Words(element).Trim()))
                {
                    break;
                }

                Walk(element, message, items);
                break;
        }
    }

    private static bool IsLocal(string path) => path.StartsWith("file:", StringComparison.Ordinal) || path.StartsWith("attachments/", StringComparison.Ordinal) || path.Contains("/attachments/", StringComparison.Ordinal);

    // Line ends in these pages are those of the message; br is one too. No recursion: a piece may be deep.
    private static string Words(IElement? element)
    {
        var text = new StringBuilder();
        foreach (var node in element?.GetDescendants() ?? [])
        {
            if (node is IText words && words.ParentElement?.LocalName is not ("script" or "style"))
            {
                text.Append(words.Data);
            }
            else if (node is IElement { LocalName: "br" })
            {
                text.Append('\n');
            }
        }

        return PlainText.Clean(text.ToString());
    }
}
