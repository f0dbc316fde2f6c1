using System.Text;
using System.Text.Unicode;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.WhatsApp;

/// <summary>
/// A first pass over the whole file, to decide what no single line can: which lines begin a record, in which order the dates are,
/// who writes, and whether WhatsApp's own marks are still there.
/// </summary>
internal sealed class Survey
{
    /// <summary>The most names that are kept; no group has more people.</summary>
    public const int MostSenders = 10_000;

    // A name in an address book is shorter; a longer one is a line of the app that happens to hold a colon.
    private const int LongestSender = 100;

    private readonly Dictionary<string, Sender> _senders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sender>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly DateVotes _votes = new();
    private readonly DateVotes _votesAfterBoth = new();
    private int _headers;
    private int _afterBoth;
    private bool _firstEndsByBoth;
    private int _spacedColons;
    private int _validLines;
    private int _invalidLines;

    private Survey() => _lookup = _senders.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The shape of the lines that begin a record: that of the first one, which only the phone can have written.</summary>
    public int Shape { get; private set; }

    /// <summary>The form of the iPhone.</summary>
    public bool Bracketed { get; private set; }

    /// <summary>Lines that look like the beginning of a record in another shape.</summary>
    public int Others { get; private set; }

    /// <summary>U+200E stands before what WhatsApp itself wrote.</summary>
    public bool MarksInFile { get; private set; }

    /// <summary>
    /// Records end with both carriage return and line feed, while a line inside a message ends with a line feed alone: then a forged
    /// beginning shows. The first line has to show it, because the phone wrote it: otherwise a sender of odd line ends could decide it.
    /// </summary>
    public bool EndsTell => _firstEndsByBoth && _afterBoth * 2 > _headers - 1;

    /// <summary>How to read lines that are not UTF-8, when none of the file is.</summary>
    public Encoding? Otherwise => _invalidLines > 0 && _validLines == 0 ? CodePagesEncodingProvider.Instance.GetEncoding(1252) : null;

    /// <summary>Who wrote "You deleted this message": the person who made the export. Null when nobody or several did.</summary>
    public string? Exporter => _senders.Values.Where(one => one.IsExporter).Take(2).ToArray() is [var only] ? only.Name : null;

    /// <summary>The people and, on an iPhone, the groups before the colon.</summary>
    public IReadOnlyCollection<Sender> Senders => _senders.Values;

    /// <summary>Reads a file to its end.</summary>
    public static Survey Of(ExportFile file, int longestLine, int mostRecords, CancellationToken cancellationToken)
    {
        var survey = new Survey();
        using var lines = new TextLines(file.Open(), longestLine);
        var afterBoth = false;
        while (lines.Read() && survey._headers <= mostRecords)
        {
            if ((lines.Number & 0xFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            survey.Look(lines, afterBoth);
            afterBoth = lines.EndedByBoth;
        }

        return survey;
    }

    /// <summary>What the dates say: of lines inside a message, where the file shows them, nothing.</summary>
    public DateVotes Votes => EndsTell ? _votesAfterBoth : _votes;

    /// <summary>Splits what follows the header into name and text; a null name for a line of the app.</summary>
    public (string? Name, int TextAt) Split(ReadOnlySpan<char> rest)
    {
        var at = NameEnd(rest);
        if (at >= 0)
        {
            if (!_lookup.TryGetValue(Trimmed(rest[..at]), out var sender))
            {
                return (Trimmed(rest[..at]).ToString(), AfterColon(rest, at));
            }

            if (sender.HasColon && SecondOf(rest[AfterColon(rest, at)..]) is { Length: > 0 } second)
            {
                return ($"{sender.Name}: {second}", Math.Min(rest.Length, AfterColon(rest, at) + second.Length + 2));
            }

            return IsSentence(sender) ? (null, 0) : (sender.Name, AfterColon(rest, at));
        }

        // "Bob:Hi" after other lines of Bob's, or where every line has a name.
        var colon = rest.IndexOf(':');
        if (colon > 0 && colon <= LongestSender && (Bracketed || _spacedColons == 0 || _lookup.ContainsKey(Trimmed(rest[..colon]))))
        {
            return (Trimmed(rest[..colon]).ToString(), AfterColon(rest, colon));
        }

        return (null, 0);
    }

    /// <summary>The name that an earlier reader took for this one's, of which it knew only the first part; null where it was the same.</summary>
    public string? EarlierName(string name) => name.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && _senders.TryGetValue(name[..colon], out var sender) && sender.IsSeveral ? sender.Name : null;

    /// <summary>A group: only WhatsApp's own lines stand under its name.</summary>
    public bool IsGhost(string name) =>
        (_senders.TryGetValue(name, out var sender) || (name.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && _senders.TryGetValue(name[..colon], out sender)))
        && sender.Plain == 0;

    /// <summary>A line of the app that happens to hold a colon: what somebody named a group, between quotation marks.</summary>
    public bool IsSentence(Sender sender) => sender.Lines == 1 && !Bracketed && sender.Name.AsSpan().IndexOfAny('"', '“', '«') >= 0;

    private void Look(TextLines lines, bool afterBoth)
    {
        var line = lines.Line;
        if (lines.Damaged)
        {
            _invalidLines++;
        }
        else if (line.IndexOfAnyExceptInRange('\0', '\x7F') >= 0)
        {
            _validLines++;
        }

        if (!ChatHeader.TryRead(line, out var header))
        {
            return;
        }

        if (_headers == 0)
        {
            (Shape, Bracketed, _firstEndsByBoth) = (header.Shape, header.Bracketed, lines.EndedByBoth);
        }
        else if (header.Shape != Shape)
        {
            Others++;
            return;
        }

        _headers++;
        _afterBoth += afterBoth ? 1 : 0;
        _votes.Take(line, header.Date);
        if (afterBoth || _headers == 1)
        {
            _votesAfterBoth.Take(line, header.Date);
        }

        var rest = line[header.Rest..];
        if (NameEnd(rest) is >= 0 and var at)
        {
            _spacedColons++;
            Meet(Trimmed(rest[..at]), rest[AfterColon(rest, at)..]);
        }
    }

    private void Meet(ReadOnlySpan<char> name, ReadOnlySpan<char> text)
    {
        if (!_lookup.TryGetValue(name, out var sender))
        {
            if (_senders.Count >= MostSenders)
            {
                return;
            }

            sender = new Sender(name.ToString());
            _senders.Add(sender.Name, sender);
        }

        sender.Lines++;
        var second = SecondOf(text);
        var behind = second.IsEmpty ? default : text[(second.Length + 2)..];
        var own = text is ['\u200E' or '\u200F', ..] || behind is ['\u200E' or '\u200F', ..];
        MarksInFile |= own && Bracketed;
        sender.Plain += own ? 0 : 1;
        if (sender.SecondAlways)
        {
            sender.SecondAlways = !second.IsEmpty && !behind.StartsWith("http", StringComparison.OrdinalIgnoreCase) && sender.TakeSecond(second.ToString());
        }

        if (text.Length < 80 && !sender.IsExporter && Phrases.Of(text) == Phrase.DeletedByExporter)
        {
            sender.IsExporter = true;
        }
    }

    private static ReadOnlySpan<char> SecondOf(ReadOnlySpan<char> text) => text.IndexOf(": ") is > 0 and <= LongestSender and var colon ? text[..colon] : default;

    /// <summary>The colon that ends a name: one with a space or the end of the line behind it.</summary>
    private static int NameEnd(ReadOnlySpan<char> rest)
    {
        for (var at = rest.IndexOf(':'); at > 0 && at <= LongestSender; at++)
        {
            if (at + 1 == rest.Length || char.IsWhiteSpace(rest[at + 1]) || VisibleText.IsMark(rest[at + 1]))
            {
                return at;
            }

            var next = rest[(at + 1)..].IndexOf(':');
            if (next < 0)
            {
                return -1;
            }

            at += next;
        }

        return -1;
    }

    private static int AfterColon(ReadOnlySpan<char> rest, int colon) => colon + 1 < rest.Length && char.IsWhiteSpace(rest[colon + 1]) ? colon + 2 : colon + 1;

    private static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> name)
    {
        var (start, end) = (0, name.Length);
        while (start < end && (VisibleText.IsMark(name[start]) || char.IsWhiteSpace(name[start])))
        {
            start++;
        }

        while (end > start && (VisibleText.IsMark(name[end - 1]) || char.IsWhiteSpace(name[end - 1])))
        {
            end--;
        }

        return name[start..end];
    }

    /// <summary>A name before the colon.</summary>
    internal sealed class Sender(string name)
    {
        private const int MostSeconds = 8;
        private readonly Dictionary<string, int> _seconds = new(StringComparer.Ordinal);

        public string Name { get; } = name;

        public int Lines { get; set; }

        public int Plain { get; set; }

        public bool IsExporter { get; set; }

        public bool SecondAlways { get; set; } = true;

        /// <summary>Names with a colon in them, "Work: Bob" and "Work: Alice": every line under the first part goes on with one of a few words, each of them several times.</summary>
        public bool HasColon => SecondAlways && _seconds.Count > 0 && _seconds.Values.All(lines => lines >= 3);

        /// <summary>Several names share this first part.</summary>
        public bool IsSeveral => HasColon && _seconds.Count > 1;

        /// <summary>The whole names.</summary>
        public IEnumerable<string> FullNames => HasColon ? _seconds.Keys.Select(second => $"{Name}: {second}") : [Name];

        /// <summary>Takes note of what stands before the next colon; false when it is too many things.</summary>
        public bool TakeSecond(string second)
        {
            _seconds[second] = _seconds.GetValueOrDefault(second) + 1;
            return _seconds.Count <= MostSeconds;
        }
    }
}
