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
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inSentences = new(StringComparer.Ordinal);
    private readonly DateVotes _votes = new();
    private readonly DateVotes _votesAfterBoth = new();
    private Sender? _first;
    private int _writers;
    private int _linesOfApp;
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

        survey.Decide(file.Name);
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

            if (IsSentence(sender))
            {
                return (null, 0);
            }

            if (sender.HasColon && SecondOf(rest[AfterColon(rest, at)..]) is { Length: > 0 } second)
            {
                return ($"{sender.Name}: {second}", Math.Min(rest.Length, AfterColon(rest, at) + second.Length + 2));
            }

            return (sender.Name, AfterColon(rest, at));
        }

        // "Bob:Hi" after other lines of Bob's, or where every line has a name.
        var colon = rest.IndexOf(':');
        if (colon > 0 && colon <= LongestSender && (Bracketed || _spacedColons == 0 || _lookup.ContainsKey(Trimmed(rest[..colon])))
            && !(Notices.IsSentence(rest, out var slots, out var leads) && (!leads || IsName(slots[0]))))
        {
            return (Trimmed(rest[..colon]).ToString(), AfterColon(rest, colon));
        }

        return (null, 0);
    }

    /// <summary>How an earlier reader took a line apart, where that was otherwise: at another colon. Null where it was the same.</summary>
    /// <param name="name">The name, as <see cref="Split"/> gave it.</param>
    /// <param name="text">What follows it.</param>
    public (string Name, string Text)? Earlier(string name, string text)
    {
        if (name.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && _senders.TryGetValue(name[..colon], out var longer) && longer.HasColon && (longer.IsSeveral || !longer.HadColon))
        {
            return (longer.Name, $"{name[(colon + 2)..]}: {text}");
        }

        return _senders.TryGetValue(name, out var sender) && sender is { HadColon: true, HasColon: false } && SecondOf(text) is { Length: > 0 } second
            ? ($"{sender.Name}: {second}", text[(second.Length + 2)..])
            : null;
    }

    /// <summary>A name that stands before a message in this file, or a number; asked with <see cref="Notices.Comparable"/> words.</summary>
    public bool IsName(string comparable) => Notices.IsNumber(comparable) || _names.Contains(comparable);

    /// <summary>
    /// A group: the line that WhatsApp puts first stands under its name, only lines of the app do, and at least two others write. In a conversation of two
    /// there are not so many, so nobody can make his own name one.
    /// </summary>
    public bool IsGroup(string name) =>
        SenderOf(name) is { } sender && sender == _first && sender.FirstIsFixed && sender.AppLines == sender.Lines && _writers >= 2;

    /// <summary>A name under which somebody wrote or called, or sent something: not only lines of the app stand there.</summary>
    public bool IsWriter(string name) => SenderOf(name) is { } sender && sender.AppLines < sender.Lines;

    /// <summary>Lines of the app that happen to hold a colon, every one of them a known sentence to its end.</summary>
    public bool IsSentence(Sender sender) => sender.Sentences == sender.Lines && (sender.Leading is null || IsName(sender.Leading));

    private Sender? SenderOf(string name) =>
        _senders.TryGetValue(name, out var sender) || (name.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && _senders.TryGetValue(name[..colon], out sender)) ? sender : null;

    /// <summary>Decides what needs the whole file: which names hold a colon.</summary>
    private void Decide(string path)
    {
        foreach (var sender in _senders.Values)
        {
            _names.Add(Notices.Comparable(sender.Name));
            _writers += sender.Plain > 0 ? 1 : 0;
        }

        var title = Letters(path[(path.LastIndexOfAny(['/', '\\']) + 1)..].Split('.')[0]);
        foreach (var sender in _senders.Values.Where(one => one.Seconds.Count > 0))
        {
            sender.HasColon = sender.SecondAlways && !IsKnownShort(sender, title) && (sender.IsManyTimes || IsKnownLong(sender, title));
        }

        foreach (var name in _senders.Values.Where(one => one.HasColon).SelectMany(one => one.FullNames))
        {
            _names.Add(Notices.Comparable(name));
        }
    }

    // "Bob: Maria: answer me" is Bob's when there is a Maria, or when a line of the app or the name of the file calls him Bob.
    private bool IsKnownShort(Sender sender, string title) =>
        sender.Seconds.Keys.Any(_senders.ContainsKey)
        || (_inSentences.Contains(Notices.Comparable(sender.Name)) && !IsNamed(sender))
        || (Letters(sender.Name) is { Length: > 1 } name && title.EndsWith(name, StringComparison.Ordinal) && !sender.Candidates.Any(full => title.EndsWith(Letters(full), StringComparison.Ordinal)));

    private bool IsKnownLong(Sender sender, string title) =>
        IsNamed(sender) || sender.OwnBehind >= 3 || (sender == _first && sender.FirstIsFixed && sender.OwnBehind > 0) || (sender.Seconds.Count == 1 && Letters(sender.Candidates.First()) is { Length: > 2 } name && title.EndsWith(name, StringComparison.Ordinal));

    private bool IsNamed(Sender sender) => sender.Candidates.All(name => _inSentences.Contains(Notices.Comparable(name)));

    // File names cannot have every character.
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

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
            Meet(Trimmed(rest[..at]), rest[AfterColon(rest, at)..], rest);
        }
        else if (_linesOfApp++ < MostSenders && rest.IndexOf(':') < 0 && Notices.IsSentence(rest, out var slots, out _))
        {
            _inSentences.UnionWith(slots);
        }
    }

    private void Meet(ReadOnlySpan<char> name, ReadOnlySpan<char> text, ReadOnlySpan<char> rest)
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

        if (sender.Sentences == sender.Lines && Notices.IsSentence(rest, out var slots, out var leads))
        {
            sender.Sentences++;
            sender.Leading = leads ? slots[0] : sender.Leading;
            _inSentences.UnionWith(_inSentences.Count < MostSenders ? slots : []);
        }

        sender.Lines++;
        var second = SecondOf(text);
        var behind = second.IsEmpty ? default : text[(second.Length + 2)..];
        var own = text is ['\u200E' or '\u200F', ..] || behind is ['\u200E' or '\u200F', ..];
        MarksInFile |= own && Bracketed;
        sender.Plain += own ? 0 : 1;
        if (_headers == 1)
        {
            _first = sender;
        }

        // The mark behind a second colon is where WhatsApp puts it when both belong to the name.
        var said = behind is ['\u200E' or '\u200F', ..] ? behind : text;
        if (own && sender.AppLines == sender.Lines - 1 && Notices.IsNotice(said, static _ => true))
        {
            sender.AppLines++;
            sender.FirstIsFixed |= _headers == 1 && Notices.IsNotice(said, static _ => false);
        }

        sender.OwnBehind += Bracketed && behind is ['\u200E' or '\u200F', ..] && (Phrases.Of(behind) != Phrase.None || Notices.IsNotice(behind, static _ => true)) ? 1 : 0;
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
        private const int ManyLines = 20;
        private readonly Dictionary<string, int> _seconds = new(StringComparer.Ordinal);

        public string Name { get; } = name;

        public int Lines { get; set; }

        /// <summary>Lines without the mark of the app: only a person writes those.</summary>
        public int Plain { get; set; }

        /// <summary>Lines that are sentences of the app, counted as long as all are.</summary>
        public int AppLines { get; set; }

        /// <summary>Lines that with the name before them are a sentence of the app, counted as long as all are.</summary>
        public int Sentences { get; set; }

        /// <summary>The name at the beginning of such a sentence, or null.</summary>
        public string? Leading { get; set; }

        /// <summary>The first line of the file, and a sentence without places.</summary>
        public bool FirstIsFixed { get; set; }

        /// <summary>Lines of the app behind a second colon.</summary>
        public int OwnBehind { get; set; }

        public bool IsExporter { get; set; }

        public bool SecondAlways { get; set; } = true;

        /// <summary>What stands before the second colon, and in how many lines.</summary>
        public IReadOnlyDictionary<string, int> Seconds => _seconds;

        /// <summary>Names with a colon in them, "Work: Bob" and "Work: Alice".</summary>
        public bool HasColon { get; set; }

        /// <summary>The reader before took these for such names: every line goes on with one of a few words, each of them three times.</summary>
        public bool HadColon => SecondAlways && _seconds.Count > 0 && _seconds.Values.All(lines => lines >= 3);

        /// <summary>
        /// Every line goes on with one of several words, each of them three times, or with one word in a great many. A person who begins each message with the same
        /// word and a colon is rare but real, and then these are his words and not his name.
        /// </summary>
        public bool IsManyTimes => HadColon && (_seconds.Count > 1 || Lines >= ManyLines);

        /// <summary>Several names share this first part.</summary>
        public bool IsSeveral => HasColon && _seconds.Count > 1;

        /// <summary>The whole names.</summary>
        public IEnumerable<string> FullNames => HasColon ? Candidates : [Name];

        /// <summary>What the whole names are if they hold a colon.</summary>
        public IEnumerable<string> Candidates => _seconds.Keys.Select(second => $"{Name}: {second}");

        /// <summary>Takes note of what stands before the next colon; false when it is too many things.</summary>
        public bool TakeSecond(string second)
        {
            _seconds[second] = _seconds.GetValueOrDefault(second) + 1;
            return _seconds.Count <= MostSeconds;
        }
    }
}
