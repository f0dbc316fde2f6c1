using System.Text;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.ImessageExporter;

/// <summary>What one message of either form says, before it becomes an item.</summary>
internal sealed record Exported(LocalDateTime? Wall, string Sender, bool? Mine, Locator Locator, string Raw)
{
    public string? Subject { get; set; }

    public List<string> Lines { get; init; } = [];

    public List<string> Files { get; init; } = [];

    public List<string> Reactions { get; init; } = [];

    public List<ReadingNote> Notes { get; init; } = [];

    public FoundMarks Marks { get; set; }

    public bool IsNotice { get; set; }

    public int Replies { get; set; }

    public string Service { get; set; } = "iMessage";

    /// <summary>What a reply and its second appearance have in common.</summary>
    public (LocalDateTime?, string, string) Twin => (Wall, Sender, Lines.Count > 0 ? Lines[0] : "");
}

/// <summary>Makes items of exported messages, and knows what was already given: replies stand in such a file twice.</summary>
internal sealed class ExportedItems(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
{
    private const int MostPending = 50_000;
    private const int MostPeople = 1_000;
    private readonly Drafts _drafts = new(options);
    private readonly OwnNames _own = new(options);
    private readonly Dictionary<string, Peer> _others = new(StringComparer.Ordinal);
    private readonly Dictionary<(LocalDateTime?, string, string), Queue<Exported>> _replies = [];
    private readonly BesideFiles _beside = new(file, cancellationToken);
    private int _pending;
    private bool _sawMine;
    private bool _sawMessage;
    private LocalDateTime? _last;

    /// <summary>Keeps a reply that stands beneath the message it answers, until it comes by itself; false when there are too many.</summary>
    public bool Keep(Exported reply)
    {
        if (_pending >= MostPending)
        {
            return false;
        }

        _pending++;
        if (!_replies.TryGetValue(reply.Twin, out var all))
        {
            _replies.Add(reply.Twin, all = new());
        }

        all.Enqueue(reply);
        return true;
    }

    /// <summary>An item of a message that stands by itself.</summary>
    public FoundItem Item(Exported message)
    {
        if (_replies.TryGetValue(message.Twin, out var twins) && twins.TryDequeue(out _))
        {
            _pending--;
        }

        // The exporter writes by time. An hour is what a clock set back can make.
        if (message.Wall is { } wall && !message.IsNotice)
        {
            if (_last is { } last && Period.Between(wall, last, PeriodUnits.Minutes).Minutes > 61)
            {
                message.Notes.Add(new ReadingNote("imessage.note.order"));
            }

            _last = wall;
        }

        return Finish(message);
    }

    /// <summary>The replies that never came by themselves.</summary>
    public IEnumerable<FoundItem> Rest()
    {
        foreach (var reply in _replies.Values.SelectMany(all => all).OrderBy(one => one.Locator.Line ?? 0).ThenBy(one => one.Locator.Path, StringComparer.Ordinal))
        {
            reply.Notes.Add(new ReadingNote("imessage.note.reply-only"));
            yield return Finish(reply);
        }
    }

    /// <summary>What is to be said of the file as a whole.</summary>
    public IEnumerable<FoundProblem> Problems()
    {
        if (_sawMessage && !_sawMine)
        {
            yield return new FoundProblem(new ReadingNote(_own.Given ? "chats.me.absent" : "chats.me"), Loss: false) { AsksMe = !_own.Given };
        }

        foreach (var problem in _drafts.Problems())
        {
            yield return problem;
        }
    }

    private FoundItem Finish(Exported message)
    {
        var peer = message.Sender.Contains('@', StringComparison.Ordinal) ? PhoneNumbers.Read(message.Sender, options.Country) : Peer.NumberOrName(message.Sender, options.Country);
        var mine = message.Mine ?? (message.Sender is "Me" || _own.Include(message.Sender));
        var direction = message.IsNotice ? Direction.System : mine ? Direction.Outgoing : Direction.Incoming;
        if (!message.IsNotice)
        {
            _sawMessage = true;
            _sawMine |= mine;
            if (!mine && _others.Count < MostPeople)
            {
                _others.TryAdd(peer.Id, peer);
            }
        }

        if (message.Reactions.Count > 0)
        {
            message.Notes.Add(new ReadingNote("imessage.note.reactions", Json.Clean(string.Join("; ", message.Reactions), 2_000, out _)));
        }

        IReadOnlyList<Peer> others = direction switch
        {
            Direction.System => [],
            Direction.Incoming => [peer],
            _ => _others.Count > 0 ? [.. _others.Values] : FromName(),
        };
        return _drafts.Finish(new Draft
        {
            Locator = message.Locator,
            Raw = Json.Raw(Encoding.UTF8.GetBytes(message.Raw), options.MaxRaw),
            Direction = direction,
            Platform = message.Service is "SMS" or "MMS" ? null : message.Service,
            State = direction switch { Direction.System => FoundState.Notice, Direction.Outgoing => FoundState.Sent, _ => FoundState.Received },
            Marks = message.Marks,
            From = direction switch { Direction.System => Peer.Unknown, Direction.Outgoing => Peer.Self, _ => peer },
            To = direction == Direction.Outgoing ? others : [],
            With = others,
            Author = direction == Direction.System ? null : peer,
            Wall = message.Wall,
            Subject = message.Subject,
            Text = string.Join('\n', message.Lines).Trim(),
            Attachments = [.. message.Files.Take(200).Select(File)],
            Notes = message.Notes,
        });
    }

    // While nobody else has written, the file's name, which the exporter makes of the numbers in the conversation.
    private List<Peer> FromName() =>
        [.. WholeFile.NameOf(file).Split('.')[0].Split(", ").Select(one => PhoneNumbers.Read(one, options.Country)).Where(one => one.Kind is PeerKind.Phone or PeerKind.Email).Take(50)];

    private FoundAttachment File(string path)
    {
        var clean = path.Replace('\\', '/');
        var name = PlainText.Line(clean[(clean.LastIndexOf('/') + 1)..], 255);
        return _beside.Describe(name.Length > 0 ? name : "file", [_beside.Folder + clean, clean, .. Under(clean)]);

        // "attachments/12/3.jpeg" beside the file, whatever stands before it in the path of the Mac.
        IEnumerable<string> Under(string whole) =>
            whole.LastIndexOf("/attachments/", StringComparison.Ordinal) is >= 0 and var at ? [_beside.Folder + whole[(at + 1)..], whole[(at + 1)..]] : [];
    }
}
