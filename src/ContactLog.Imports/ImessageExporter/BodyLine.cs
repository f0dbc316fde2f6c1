using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.ImessageExporter;

/// <summary>The lines under a message's sender, as both forms have them: words, and what the exporter says in words of its own.</summary>
internal static class BodyLine
{
    private const string Unsent = " unsent this message part";
    private const string UnsentWhole = " unsent a message!";
    private static readonly HashSet<string> s_effects = new(StringComparer.Ordinal)
    {
        "Confetti", "Echo", "Fireworks", "Balloons", "Heart", "Lasers", "Shooting Start", "Shooting Star", "Sparkles", "Spotlight", "Slam", "Loud", "Gentle", "Invisible Ink",
    };

    /// <summary>Takes a line in that the exporter itself writes; false when it is words.</summary>
    public static bool TryTake(Exported message, string line)
    {
        switch (line)
        {
            case "This message was deleted from the conversation!" when message.Lines.Count == 0:
                message.Marks |= FoundMarks.Deleted;
                message.Notes.Add(new ReadingNote("imessage.note.recently-deleted"));
                return true;
            case "This message responded to an earlier message.":
                message.Notes.Add(new ReadingNote("chats.note.reply"));
                return true;
            case "Attachment missing!" or "Attachment does not exist!":
                message.Marks |= FoundMarks.MediaLeftOut;
                return true;
        }

        if (line.StartsWith("Sent with ", StringComparison.Ordinal) && s_effects.Contains(line[10..]))
        {
            message.Notes.Add(new ReadingNote("imessage.note.effect", line[10..]));
            return true;
        }

        if (line.EndsWith('!') && line.Contains(Unsent, StringComparison.Ordinal) && line.Length < 200)
        {
            TakeBack(message);
            return true;
        }

        if (IsFile(line))
        {
            message.Files.Add(line);
            return true;
        }

        return false;
    }

    /// <summary>Makes an announcement what it is: a line of the app, or a message that was taken back whole.</summary>
    public static Exported Announcement(LocalDateTime? wall, string words, Locator locator, string raw)
    {
        if (words.EndsWith(UnsentWhole, StringComparison.Ordinal))
        {
            var who = words[..^UnsentWhole.Length];
            var message = new Exported(wall, who is "You" ? "Me" : who is "They" ? "" : who, null, locator, raw);
            TakeBack(message);
            return message;
        }

        return new Exported(wall, "", null, locator, raw) { IsNotice = true, Lines = [words] };
    }

    /// <summary>Whether the lines under "Tapbacks:" go on.</summary>
    public static bool IsReaction(string line) => line.Contains(" by ", StringComparison.Ordinal) || line.Contains("Sticker from ", StringComparison.Ordinal);

    /// <summary>Takes an edited message apart: <c>May 17, 2022  5:29:42 PM first</c>, then <c>Edited 8 seconds later: second</c>. The last wording stands.</summary>
    public static void TakeEdits(Exported message)
    {
        if (message.Lines.Count < 2 || message.IsNotice || !ExporterTime.TryRead(message.Lines[0], out _, out var rest) || rest.IsWhiteSpace())
        {
            return;
        }

        var wordings = new List<List<string>> { new() { rest[1..].ToString() } };
        foreach (var line in message.Lines.Skip(1))
        {
            var later = line.StartsWith("Edited ", StringComparison.Ordinal) ? line.IndexOf(" later: ", StringComparison.Ordinal) : -1;
            if (later > 0)
            {
                wordings.Add([line[(later + 8)..]]);
            }
            else
            {
                wordings[^1].Add(line);
            }
        }

        if (wordings.Count > 1)
        {
            Edited(message, wordings);
        }
    }

    /// <summary>Notes every wording but the last.</summary>
    public static void Edited(Exported message, List<List<string>> wordings)
    {
        message.Marks |= FoundMarks.Edited;
        foreach (var before in wordings.SkipLast(1).Take(20))
        {
            message.Notes.Add(new ReadingNote("chats.note.earlier", Json.Clean(string.Join('\n', before).Trim(), 10_000, out _)));
        }

        message.Lines.Clear();
        message.Lines.AddRange(wordings[^1]);
    }

    /// <summary>Marks a message of which a part or everything was taken back.</summary>
    public static void TakeBack(Exported message)
    {
        message.Marks |= FoundMarks.Deleted;
        message.Notes.Add(new ReadingNote("imessage.note.unsent"));
    }

    private static bool IsFile(string line)
    {
        const int longest = 1_000;
        var name = line[(line.LastIndexOf('/') + 1)..];
        return line.Length < longest && name.Length is > 0 and < 255 && name.Length < line.Length && !line.Contains("://", StringComparison.Ordinal)
            && (line.StartsWith("attachments/", StringComparison.Ordinal) || line.Contains("/attachments/", StringComparison.Ordinal) || line.Contains("/Attachments/", StringComparison.Ordinal)
                || (line[0] is '/' or '~' && line.Contains("/StickerCache/", StringComparison.Ordinal)));
    }
}
