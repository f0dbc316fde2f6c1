using ContactLog.Imports.JsonText;
using NodaTime;

namespace ContactLog.Imports.ImessageExporter;

/// <summary>The lines under a message's sender, as both forms have them: words, and what the exporter says in words of its own.</summary>
internal static class BodyLine
{
    private const string Unsent = " unsent this message part";
    private const string UnsentWhole = " unsent a message!";
    private const int LongestName = 60;
    private const int MostNameWords = 4;
    private static readonly string[] s_reactions = ["Loved by ", "Liked by ", "Disliked by ", "Laughed by ", "Emphasized by ", "Questioned by "];
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

        if (IsUnsent(line))
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

    /// <summary>Whether the lines under "Tapbacks:" go on: a kind the exporter knows or a picture sign, and a name. Anything else are words, which a sender can put beneath that line.</summary>
    public static bool IsReaction(string line)
    {
        var text = line.Trim();
        if (text.StartsWith("Sticker from ", StringComparison.Ordinal))
        {
            var who = text[13..];
            return IsName(who.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && IsFile(who[(colon + 2)..]) ? who[..colon] : who);
        }

        if (Array.Find(s_reactions, one => text.StartsWith(one, StringComparison.Ordinal)) is { } kind)
        {
            return IsName(text[kind.Length..]) || IsLongName(text[kind.Length..]);
        }

        // A picture sign: nothing in it is a letter or mark of ASCII, but a keycap has its figure.
        return text.IndexOf(" by ", StringComparison.Ordinal) is > 0 and <= 16 and var by && !text[..by].Any(c => char.IsAscii(c) && !char.IsAsciiDigit(c) && c is not ('#' or '*'))
            && !text[..by].All(char.IsAscii) && IsName(text[(by + 4)..]);
    }

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

    private static bool IsName(string text) =>
        text.Length is > 0 and < LongestName && text.Count(char.IsWhiteSpace) < MostNameWords && (text.AsSpan().IndexOfAny(",;:!?") < 0);

    // "Smith, Bob", "María de los Ángeles García": as names are written in a phone's contacts. A sentence goes on in small letters.
    private static bool IsLongName(string text) =>
        text.Length < LongestName && text.AsSpan().IndexOfAny(";:!?") < 0 && text.Count(c => c == ',') <= 1
        && text.Split(' ') is { Length: <= 6 } parts && Array.TrueForAll(parts, part => part.Length is > 0 and <= 3 || (part.Length > 0 && !char.IsLower(part[0])))
        && !char.IsLower(text[0]);

    // "You unsent this message part 1 minute, 3 seconds after sending!", and no more than that.
    private static bool IsUnsent(string line)
    {
        if (line.IndexOf(Unsent, StringComparison.Ordinal) is not (> 0 and var at) || !IsName(line[..at].Trim()))
        {
            return false;
        }

        var after = line[(at + Unsent.Length)..];
        return after is "!" || (after.StartsWith(' ') && after.EndsWith(" after sending!", StringComparison.Ordinal)
            && after[..^15].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts
            && Array.TrueForAll(parts, one => one.All(char.IsAsciiDigit) || one.TrimEnd('s') is "second" or "minute" or "hour" or "day"));
    }

    /// <summary>
    /// A path that the exporter or the Mac makes: <c>attachments/12/345.jpeg</c>, by the number of the row, or the place in Messages' own folder. "My pictures are on
    /// evil.com/attachments/you.zip" are words; the name of a file may be the sender's, but it stays to be seen.
    /// </summary>
    private static bool IsFile(string line)
    {
        const int longest = 1_000;
        var name = line[(line.LastIndexOf('/') + 1)..];
        if (line.Length >= longest || name.Length is 0 or >= 255 || name.Length == line.Length || line.Contains("://", StringComparison.Ordinal))
        {
            return false;
        }

        var whole = line[0] is '/' or '~' || line is [_, ':', '/' or '\\', ..];
        if (whole && (line.Contains("/Library/Messages/StickerCache/", StringComparison.Ordinal) || line.Contains("/Library/Messages/Attachments/", StringComparison.Ordinal) || line.Contains("/Library/SMS/Attachments/", StringComparison.Ordinal)))
        {
            return true;
        }

        const string copied = "attachments/";
        var at = line.StartsWith(copied, StringComparison.Ordinal) ? 0 : whole ? line.LastIndexOf("/" + copied, StringComparison.Ordinal) + 1 : -1;
        if (at < 0 || (at == 0 && whole))
        {
            return false;
        }

        var parts = line[(at + copied.Length)..].Split('/');
        return parts.Length <= 3 && parts.SkipLast(1).All(one => one is "orphaned" || IsId(one)) && IsId(name.Split('.')[0]) && name.Count(c => c == '.') <= 1 && Path.GetExtension(name).Length <= 8;

        static bool IsId(string text) => text.Length > 0 && text.All(c => char.IsAsciiHexDigit(c) || c == '-');
    }
}
