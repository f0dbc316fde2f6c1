using System.Globalization;

namespace ContactLog.Imports.WhatsApp;

/// <summary>What the text of one record turned out to be.</summary>
internal readonly record struct Meaning
{
    // A line of the app is short; what follows a call is shorter.
    private const int LongestCall = 80;
    private const int LongestOwnLine = 200;
    private static readonly string[] s_before = [.. AppWords.Under(Phrase.BeforeTime).Select(words => $" {words} ")];
    private static readonly string[] s_hours = [.. AppWords.Under(Phrase.Hours)];
    private static readonly string[] s_minutes = [.. AppWords.Under(Phrase.Minutes)];
    private static readonly string[] s_seconds = [.. AppWords.Under(Phrase.Seconds)];

    /// <summary>A line of the app that nobody wrote.</summary>
    public bool Notice { get; private init; }

    /// <summary>A call.</summary>
    public bool Call { get; private init; }

    /// <summary>A call that the reader before kept as words.</summary>
    public bool WasText { get; private init; }

    /// <summary>The call was not taken.</summary>
    public bool Missed { get; private init; }

    /// <summary>The length of the call, or null.</summary>
    public long? Seconds { get; private init; }

    /// <summary>It had not arrived when the export was made.</summary>
    public bool Waiting { get; private init; }

    /// <summary>What became of it.</summary>
    public FoundMarks Marks { get; private init; }

    /// <summary>The words.</summary>
    public string Text { get; private init; }

    /// <summary>The name of its file, or null.</summary>
    public string? File { get; private init; }

    /// <summary>What a reader should know, or null.</summary>
    public ReadingNote? Note { get; private init; }

    /// <summary>Reads the text of a record.</summary>
    /// <param name="text">All its lines.</param>
    /// <param name="place">Where it stands.</param>
    public static Meaning Of(string text, in Place place)
    {
        // The iPhone puts U+200E before everything it writes itself: that alone tells a missed call from the typed words "Missed voice call".
        var own = text is ['\u200E' or '\u200F', ..];
        var trusted = own || !(place.Bracketed && place.MarksInFile);
        var body = TrimMarks(text);
        var marks = FoundMarks.None;
        if (EndTag(body) is { } tag && IsEdited(body, tag))
        {
            marks = FoundMarks.Edited;
            body = TrimMarks(body[..tag]);
        }

        if (Attachment(body, own || !place.MarksInFile) is var (file, caption))
        {
            return new Meaning { Text = caption, File = file, Marks = marks };
        }

        var end = body.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? body : body[..end];
        var single = end < 0;
        if (trusted && single && ReadCall(first, place, own) is { } call)
        {
            return call;
        }

        if (!place.HasSender)
        {
            return new Meaning { Notice = true, Text = body, Marks = marks };
        }

        var phrase = Phrases.Of(first);
        var behindMark = first.LastIndexOf('\u200E') is var mark and >= 0 && Phrases.Of(first.AsSpan(mark)) is (Phrase.LeftOut or Phrase.ViewOnce) and var left ? left : Phrase.None;
        var typed = own ? null : new ReadingNote("whatsapp.note.typed");
        var bracketsOrMark = place.Bracketed || first is ['<', ..];
        FoundMarks? became = phrase switch
        {
            Phrase.LeftOut or Phrase.ViewOnce when trusted && bracketsOrMark => MarksOf(phrase),
            Phrase.Deleted or Phrase.DeletedByExporter when trusted && single => FoundMarks.Deleted,
            Phrase.Waiting when trusted && single => FoundMarks.None,
            _ => null,
        };
        if (became is not null)
        {
            return new Meaning { Text = VisibleText.ForMatching(body), Marks = marks | became.Value, Waiting = phrase == Phrase.Waiting, Note = typed };
        }

        if (phrase == Phrase.Null && single)
        {
            return new Meaning { Text = body, Marks = marks, Note = new ReadingNote("whatsapp.note.null") };
        }

        if (behindMark != Phrase.None)
        {
            return new Meaning { Text = VisibleText.ForMatching(body), Marks = marks | MarksOf(behindMark) };
        }

        if (place.Bracketed && single && (own || (place.Early && !place.MarksInFile)) && Notices.IsNotice(body, place.IsName))
        {
            return new Meaning { Notice = true, Text = VisibleText.ForMatching(body), Marks = marks };
        }

        var unknown = own && place.Bracketed && single && body.Length <= LongestOwnLine && !body.Contains("://", StringComparison.Ordinal);
        return new Meaning { Text = body, Marks = marks, Note = unknown ? new ReadingNote("whatsapp.note.own-line") : null };
    }

    private static FoundMarks MarksOf(Phrase leftOut) => leftOut == Phrase.ViewOnce ? FoundMarks.ViewOnce | FoundMarks.MediaLeftOut : FoundMarks.MediaLeftOut;

    private static Meaning? ReadCall(string line, in Place place, bool own)
    {
        if (line.Length > LongestCall)
        {
            return null;
        }

        var cut = line.IndexOfAny([',', '.', '،', '，', '。', '·']);
        var head = cut < 0 ? line : line[..cut];
        var tail = cut < 0 ? "" : line[(cut + 1)..];
        var phrase = Phrases.Of(head);
        foreach (var before in s_before)
        {
            if (phrase is Phrase.None && line.IndexOf(before, StringComparison.OrdinalIgnoreCase) is > 0 and var at)
            {
                (phrase, tail) = (Phrases.Of(line.AsSpan(0, at)), "");
            }
        }

        if (phrase is not (Phrase.MissedCall or Phrase.Call or Phrase.BareCall))
        {
            return null;
        }

        var seconds = Duration(VisibleText.ForMatching(tail));

        // "Call" alone, typed by somebody, is a word and not a call.
        var unanswered = Phrases.Of(tail) == Phrase.NoAnswer;
        var plain = phrase != Phrase.MissedCall && !own && place.HasSender && seconds is null;
        if (plain && (!unanswered || phrase == Phrase.BareCall))
        {
            return null;
        }

        return new Meaning
        {
            Call = true,
            WasText = plain,
            Missed = phrase == Phrase.MissedCall || unanswered,
            Seconds = seconds,
            Text = VisibleText.ForMatching(line),
            Note = own || !place.HasSender ? null : new ReadingNote("whatsapp.note.typed"),
        };
    }

    /// <summary>"5 min", "1 hr 3 min", "45 Sek.", "12:05"; null when it is something else.</summary>
    private static long? Duration(string text)
    {
        long total = 0;
        var any = false;
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsDigit(text[at]))
            {
                at++;
                continue;
            }

            long number = 0;
            var digits = 0;
            while (at < text.Length && char.IsDigit(text[at]) && digits++ < 6)
            {
                number = (number * 10) + CharUnicodeInfo.GetDecimalDigitValue(text[at++]);
            }

            if (at < text.Length && text[at] == ':')
            {
                total = (total + number) * 60;
                any = true;
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && !char.IsDigit(text[at]))
            {
                at++;
            }

            var unit = text[start..at].Trim().ToLowerInvariant();
            long? factor = unit switch
            {
                "" when any => 1,
                _ when StartsWithAny(unit, s_hours) => 3600,
                _ when StartsWithAny(unit, s_minutes) => 60,
                _ when StartsWithAny(unit, s_seconds) => 1,
                _ => null,
            };
            if (factor is null)
            {
                return null;
            }

            total += number * factor.Value;
            any = true;
        }

        return any ? total : null;
    }

    private static bool StartsWithAny(string text, string[] beginnings) => Array.Exists(beginnings, one => text.StartsWith(one, StringComparison.Ordinal));

    /// <summary>Where a tag in angle brackets at the very end begins.</summary>
    private static int? EndTag(string text) => text.TrimEnd() is [.., '>'] && text.LastIndexOf('<') is >= 0 and var at && text.IndexOf('\n', at) < 0 ? at : null;

    private static bool IsEdited(string text, int tag)
    {
        var inner = text.AsSpan(tag).Trim();
        return Phrases.Is(Phrases.Edited, inner) || (tag > 1 && text[tag - 1] == '\u200E' && text[tag - 2] is ' ' or '\u00A0' && !inner.Contains(':') && Phrases.Of(inner) == Phrase.None);
    }

    private static (string Name, string Caption)? Attachment(string text, bool trusted)
    {
        // iPhone: <attached: name>, behind a caption, or name <attached>.
        if (EndTag(text) is { } tag && (trusted || (tag > 0 && VisibleText.IsMark(text[tag - 1]))))
        {
            var inner = text[(tag + 1)..].TrimEnd().TrimEnd('>');
            var colon = inner.IndexOfAny([':', '：']);
            if (colon > 0 && Phrases.Is(Phrases.Attached, inner.AsSpan(0, colon)))
            {
                return (Label(inner[(colon + 1)..]), TrimMarks(text[..tag]));
            }

            if (colon < 0 && Phrases.Is(Phrases.Attached, inner) && text.IndexOf('\n', StringComparison.Ordinal) < 0 && tag > 1)
            {
                return (Label(text[..tag]), "");
            }
        }

        // Android: name (file attached), the caption on the lines behind it.
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = (end < 0 ? text : text[..end]).TrimEnd();
        if (first is [.., ')'] && first.LastIndexOf('(') is > 1 and var open && Phrases.Is(Phrases.FileAttached, first.AsSpan(open + 1, first.Length - open - 2)))
        {
            return (Label(first[..open]), end < 0 ? "" : text[(end + 1)..]);
        }

        return null;
    }

    private static string Label(string name) => VisibleText.ForMatching(name);

    private static string TrimMarks(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && (VisibleText.IsMark(text[start]) || text[start] == ' '))
        {
            start++;
        }

        while (end > start && (VisibleText.IsMark(text[end - 1]) || char.IsWhiteSpace(text[end - 1])))
        {
            end--;
        }

        return start == 0 && end == text.Length ? text : text[start..end];
    }

    /// <summary>Where a text stands, which decides what its words can mean.</summary>
    /// <param name="HasSender">A name stands before it.</param>
    /// <param name="Bracketed">The file has the form of the iPhone.</param>
    /// <param name="MarksInFile">The file has the marks by which WhatsApp's own lines are told from typed ones.</param>
    /// <param name="Early">Among the first lines of the file.</param>
    /// <param name="IsName">Whether words in a sentence of the app are a name; under that of a group any are.</param>
    public readonly record struct Place(bool HasSender, bool Bracketed, bool MarksInFile, bool Early, Func<string, bool> IsName);
}
