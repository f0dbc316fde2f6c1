using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;

namespace ContactLog.Web.Importing;

/// <summary>One reading of a file for one person: each record's fate, and the sums.</summary>
internal sealed class ImportPlan
{
    /// <summary>The most records that one import adds. Far above what one person writes; a made file must not become a record that no page can open.</summary>
    public const int MostItems = 20_000;

    /// <summary>The most characters that are held while reading, for the same reason.</summary>
    public const long MostCharacters = 64L << 20;

    /// <summary>The place that stands for all that may be there already: she says that they are other messages.</summary>
    public const string AllAlike = "*";

    /// <summary>The place that stands for all that look the same as what she typed: she says that they are something else.</summary>
    public const string AllTyped = "**";

    private const int Around = 2;
    private const int MostAround = 4_000;
    private const int MostAroundText = 400;

    private readonly int[] _counts = new int[Enum.GetValues<Fate>().Length];
    private readonly List<Planned> _items = [];
    private readonly List<Planned> _around = [];
    private readonly Queue<FoundItem> _before = new();
    private readonly HeldRecords _held;
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, string Bytes), int> _takenBytes = [];
    private readonly Dictionary<string, List<Seen>> _takenMedia = new(StringComparer.Ordinal);
    private readonly List<Seen> _doubted = [];
    private readonly List<(Seen Seen, Fate Fate)> _toTheMinute = [];
    private readonly TypedEntries _typed;
    private readonly ImportAnswers _answers;
    private readonly IReadOnlySet<string> _addToo;
    private readonly KnownNumbers _known;
    private readonly long _mostCharacters;
    private long _characters;
    private int _after;

    private ImportPlan(CaseFile file, ImportAnswers answers, IReadOnlySet<string> addToo, ExportReading reading, long mostCharacters)
    {
        _answers = answers;
        _mostCharacters = mostCharacters;
        _addToo = addToo;
        _held = new HeldRecords(file, answers.Zone);
        _known = KnownNumbers.Of(file, answers.Country);
        _typed = new TypedEntries(file, answers, _known);
        Reading = reading;
    }

    /// <summary>The format of the file.</summary>
    public ExportFormat Format => Reading.Format!;

    /// <summary>The reading.</summary>
    public ExportReading Reading { get; }

    /// <summary>What the file held.</summary>
    public Imports.Tally Tally => Reading.Tally;

    /// <summary>Those whom she chose, as the file has them; empty when nobody in the file has these ids.</summary>
    public IReadOnlyList<ParticipantTally> People { get; private set; } = [];

    /// <summary>Whose records are taken, left out as typed, or kept beside; oldest first, those without a time last.</summary>
    public IReadOnlyList<Planned> Items => _items;

    /// <summary>What others said around them in the same conversation; only to look at.</summary>
    public IReadOnlyList<Planned> Others => _around;

    /// <summary>Records that stand in her record already, without the files that this export has: it came without media first. The files come in, and no record twice.</summary>
    public IReadOnlyList<LateRecord> Late => _held.Late;

    /// <summary>How many files come in to entries that stand already.</summary>
    public int LateFiles => Late.Sum(late => late.Files.Count);

    /// <summary>How many files may belong to messages that came in without them, where nothing shows to which: they stay in the file.</summary>
    public int UnsureFiles => _held.UnsureFiles;

    /// <summary>Whether there is anything to add.</summary>
    public bool HasWork => Adding > 0 || Late.Count > 0;

    /// <summary>More concern this person than one import takes.</summary>
    public bool TooMany { get; private set; }

    /// <summary>How many records have a fate.</summary>
    public int this[Fate fate] => _counts[(int)fate];

    /// <summary>How many will become entries, or parts of one.</summary>
    public int Adding => this[Fate.Theirs] + this[Fate.Own] + this[Fate.Event] + this[Fate.Made];

    /// <summary>The number that stands for it in a heading: what came from the person, or what is kept beside where nothing did.</summary>
    public int Main => this[Fate.Theirs] + this[Fate.Made] is > 0 and var main ? main : Adding;

    /// <summary>
    /// Whether she has said what she wants of the file. That photos are taken as hers is no answer of hers: where messages stand beside them, it is asked
    /// whose, or a chat of thousands stays out because a screenshot came with it.
    /// </summary>
    public bool IsChosen => People.Count > 0 || (_answers.Events && Tally.Events > 0)
        || (!Tally.Participants.Any(one => one.Messages > one.ByThemselves)
            && ((Tally.Pictures > 0 && _answers.Pictures != Maker.LeftOut) || (Tally.Recordings > 0 && _answers.Recordings is Maker.Her or Maker.Them)));

    /// <summary>Whether the dates of more files can be read two ways than one page asks about. Nothing is added then.</summary>
    public bool AsksOneByOne => Tally.OpenDates.Count > ImportAnswers.MostOrders;

    /// <summary>Whether she has not said of every file that leaves it open how its dates are written. Nothing is added before she has.</summary>
    public bool AsksOrder => Tally.OpenDates.Any(open => !_answers.HasOrder(open));

    /// <summary>Whether she has not said yet who made the recordings. Nothing is added before she has.</summary>
    public bool AsksRecordings => Tally.Recordings > 0 && _answers.Recordings is null;

    /// <summary>Whether pictures or recordings that name nobody are taken as coming from the person.</summary>
    public bool HasNameless => (Tally.Pictures > 0 && _answers.Pictures == Maker.Them) || (Tally.Recordings > 0 && _answers.Recordings == Maker.Them);

    /// <summary>The number in her record that is this one, or null.</summary>
    public ContactPoint? Known(string peerId) => _known.Find(peerId);

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="file">The record that it is for.</param>
    /// <param name="answers">What she chose.</param>
    /// <param name="addToo">The places in the file of those that she says are not the same as what she typed.</param>
    /// <param name="keepRaw">True when the records' own text is needed, and what is around them is not.</param>
    /// <param name="cancel">Asked at every record.</param>
    /// <param name="mostCharacters">The most characters that one import takes.</param>
    /// <returns>The plan, or null when the file is of no known format.</returns>
    public static ImportPlan? Read(
        ExportFile source, CaseFile file, ImportAnswers answers, IReadOnlySet<string> addToo, bool keepRaw, CancellationToken cancel, long mostCharacters = MostCharacters)
    {
        var reading = ExportReading.Open(source, answers.Options);
        if (reading.Format is null)
        {
            return null;
        }

        var plan = new ImportPlan(file, answers, addToo, reading, mostCharacters);
        foreach (var found in reading.Read(cancel))
        {
            if (found is FoundItem item)
            {
                plan.Take(item, keepRaw);
            }
        }

        foreach (var (seen, standing) in plan._held.Settle())
        {
            plan.Put(seen, standing);
        }

        plan.SettleDoubted();
        plan.LookForAlike(cancel);
        plan.SettleToTheMinute();
        plan.People = [.. reading.Tally.Participants.Where(one => answers.IsPerson(one.Id) && one.Messages > one.ByThemselves)];
        plan.Sort(plan._items);
        plan.Sort(plan._around);
        return plan;
    }

    /// <summary>The keys of the records that an entry came from: one, or one for each of a session.</summary>
    public static IEnumerable<string> KeysOf(Incident incident) => incident.Fields.List("source-key");

    private void Sort(List<Planned> list)
    {
        var sorted = list.Select((planned, at) => (planned, at, order: ImportTimes.Order(planned.Item, _answers.Zone)))
            .OrderBy(one => one.order).ThenBy(one => one.planned.At).ThenBy(one => one.at).Select(one => one.planned).ToList();
        list.Clear();
        list.AddRange(sorted);
    }

    private void Take(FoundItem found, bool keepRaw)
    {
        // The sum is the same whether or not the text of the record is kept: what is shown as possible must be possible when it is added.
        var seen = _held.See(keepRaw ? found : found with { Raw = "" }, found.Raw.Length + found.Text.Length);
        var fate = FateOf(seen.Item);
        var standing = IsTaken(fate) ? _held.Of(seen, fate is Fate.Theirs or Fate.Made && _answers.IsInPeriod(seen.Item)) : Standing.New;
        if (standing == Standing.Waits)
        {
            return;
        }

        fate = Put(seen, standing);
        if (!keepRaw)
        {
            LookAround(seen.Item, fate);
        }
    }

    /// <summary>Gives a record its fate, and keeps it where it concerns the person.</summary>
    /// <param name="seen">The record.</param>
    /// <param name="standing">What her record says of it.</param>
    /// <param name="isAnother">That it is none of those of the other files is settled.</param>
    private Fate Put(Seen seen, Standing standing, bool isAnother = false)
    {
        var (item, fate) = (seen.Item, FateOf(seen.Item));
        Incident? same = null;
        if (IsTaken(fate))
        {
            if (standing == Standing.Held)
            {
                fate = NoteToTheMinute(seen, Fate.Already);
            }
            else if (!_answers.IsInPeriod(item))
            {
                fate = Fate.Outside;
            }
            else if (!isAnother && IsTwice(seen))
            {
                if (IsDoubted(seen))
                {
                    _doubted.Add(seen);
                    return fate;
                }

                fate = NoteToTheMinute(seen, Fate.Twice);
            }
            else
            {
                Remember(seen);
                if (fate is Fate.Theirs or Fate.Own && _typed.Match(item) is { } typed)
                {
                    same = typed;
                    fate = _addToo.Contains(AllTyped) || _addToo.Contains(item.Locator.Path) ? fate : Fate.Typed;
                }
            }
        }

        _counts[(int)fate]++;
        if ((IsTaken(fate) || fate == Fate.Typed) && Hold(seen, new(item, fate, same, seen.At)))
        {
            _held.Count(seen);
        }

        return fate;
    }

    private bool Hold(Seen seen, Planned planned)
    {
        _characters += seen.Size;
        TooMany |= _items.Count >= MostItems || _characters > _mostCharacters;
        if (!TooMany)
        {
            _items.Add(planned);
        }

        return !TooMany;
    }

    /// <summary>
    /// The same words of one minute in two chats have one key where an export writes no seconds. Whether two chats are one shows when all was read, so these are noted.
    /// What is noted is bounded; one that is not is known by its key alone.
    /// </summary>
    private Fate NoteToTheMinute(Seen seen, Fate fate)
    {
        _held.Count(seen);
        if (seen.Item is { Direction: Direction.Incoming, BytesTell: false, From.Kind: PeerKind.Name, Wall.Second: 0 } && _toTheMinute.Count < MostItems)
        {
            _toTheMinute.Add((seen, fate));
        }

        return fate;
    }

    /// <summary>What was taken for one that stands there, and stands in another chat, is shown with it; she decides.</summary>
    private void SettleToTheMinute()
    {
        foreach (var (seen, fate) in _toTheMinute.Where(one => _held.IsOfAnotherChat(one.Seen)))
        {
            var another = _addToo.Contains(AllAlike) || _addToo.Contains(seen.Item.Locator.Path);
            var planned = new Planned(seen.Item, another ? Fate.Theirs : Fate.Alike, At: seen.At) { Like = new(seen.Item.From.Written, seen.Item.Text, fate == Fate.Already) };
            if (Hold(seen, planned))
            {
                _counts[(int)fate]--;
                _counts[(int)planned.Fate]++;
            }
        }
    }

    private static bool IsTaken(Fate fate) => fate is Fate.Theirs or Fate.Own or Fate.Event or Fate.Made;

    /// <summary>
    /// A record that stands in two overlapping backups of one archive has the same key and ordinal in both. Pictures of two chats may have too,
    /// and then their bytes tell them apart.
    /// </summary>
    private bool IsTwice(Seen seen)
    {
        if (seen is { Item.BytesTell: true, Bytes: { } bytes })
        {
            if (seen.Equal <= _takenBytes.GetValueOrDefault((seen.Item.Key, bytes)))
            {
                return true;
            }

            if (_takenMedia.GetValueOrDefault(seen.Item.Key)?.TrueForAll(taken => taken.Bytes is not null) != false)
            {
                return false;
            }
        }

        return seen.Item.KeyOrdinal <= _taken.GetValueOrDefault(seen.Item.Key);
    }

    /// <summary>A picture of which one of the two files has only that there is one: whether the two are one chat shows when all was read.</summary>
    private bool IsDoubted(Seen seen) =>
        _doubted.Count < MostItems && _takenMedia.TryGetValue(seen.Item.Key, out var taken) && !(seen.Bytes is { } bytes && _takenBytes.ContainsKey((seen.Item.Key, bytes)))
        && taken.TrueForAll(one => one.File != seen.File);

    private void SettleDoubted()
    {
        foreach (var seen in _doubted)
        {
            var taken = _takenMedia[seen.Item.Key].Where(one => one.File != seen.File).Select(one => (Seen: one, Same: _held.AreSame(one.File, seen.File))).Where(one => one.Same != false).ToList();
            if (taken.Count == 0)
            {
                Put(seen, Standing.New, isAnother: true);
                continue;
            }

            _held.Count(seen);
            _counts[(int)Fate.Twice]++;
            if (seen.Bytes is null)
            {
                continue;
            }

            if (taken.Find(one => one.Same == true && one.Seen.Bytes is null) is { Seen: { } bare } && _items.FindIndex(planned => ReferenceEquals(planned.Item, bare.Item)) is >= 0 and var at)
            {
                // The same message with its picture: it stands for both.
                _takenMedia[seen.Item.Key].Remove(bare);
                _takenMedia[seen.Item.Key].Add(seen);
                _items[at] = _items[at] with { Item = seen.Item };
            }
            else
            {
                _held.LeaveUnsure(seen);
            }
        }
    }

    /// <summary>What would be added and may be there already, under another name or with other words, is left out; she decides.</summary>
    private void LookForAlike(CancellationToken cancel)
    {
        foreach (var (at, like) in new Likenesses(_held, _answers, _items).Find(cancel))
        {
            var planned = _items[at] with { Like = like };
            if (!_addToo.Contains(AllAlike) && !_addToo.Contains(planned.Item.Locator.Path))
            {
                _counts[(int)planned.Fate]--;
                _counts[(int)Fate.Alike]++;
                planned = planned with { Fate = Fate.Alike };
            }

            _items[at] = planned;
        }
    }

    private void Remember(Seen seen)
    {
        _taken[seen.Item.Key] = Math.Max(_taken.GetValueOrDefault(seen.Item.Key), seen.Item.KeyOrdinal);
        if (!seen.Item.BytesTell)
        {
            return;
        }

        if (seen.Bytes is { } bytes)
        {
            _takenBytes[(seen.Item.Key, bytes)] = seen.Equal;
        }

        if (_items.Count < MostItems)
        {
            _takenMedia.TryAdd(seen.Item.Key, []);
            _takenMedia[seen.Item.Key].Add(seen);
        }
    }

    /// <summary>Keeps a few lines of others before and after those of the person, where the file shows that it is one conversation.</summary>
    private void LookAround(FoundItem item, Fate fate)
    {
        if (fate == Fate.Theirs)
        {
            while (_before.TryDequeue(out var before))
            {
                Keep(before);
            }

            _after = Around;
        }
        else if (fate == Fate.Others && (item.From.Kind is PeerKind.Name or PeerKind.Account || item.Participants.Any(peer => _answers.IsPerson(peer.Id))))
        {
            if (_after > 0)
            {
                _after--;
                Keep(item);
                return;
            }

            _before.Enqueue(item with { Raw = "", Text = Cut(item.Text), Attachments = [] });
            if (_before.Count > Around)
            {
                _before.Dequeue();
            }
        }

        void Keep(FoundItem other)
        {
            if (_around.Count < MostAround)
            {
                _around.Add(new(other with { Raw = "", Text = Cut(other.Text), Attachments = [] }, Fate.Others));
            }
        }

        static string Cut(string text) => text.Length <= MostAroundText ? text : text[..(char.IsHighSurrogate(text[MostAroundText - 1]) ? MostAroundText - 1 : MostAroundText)] + "…";
    }

    private Fate FateOf(FoundItem item) => item switch
    {
        { IsByItself: true } => (item.Kind == FoundKind.Photo ? _answers.Pictures : _answers.Recordings) switch { Maker.Her => Fate.Made, Maker.Them => Fate.Theirs, _ => Fate.LeftOut },
        { Direction: Direction.System } => item.Kind == FoundKind.Event && _answers.Events ? Fate.Event : Fate.System,
        { Direction: Direction.Incoming } => _answers.IsPerson(item.From.Id) ? Fate.Theirs : IsNameless(item.From) ? Fate.Withheld : Fate.Others,
        _ when item.To.Any(peer => _answers.IsPerson(peer.Id)) => Fate.Own,
        _ => item.To.Count > 0 && item.To.All(IsNameless) ? Fate.Withheld : Fate.Others,
    };

    private static bool IsNameless(Peer peer) => peer.Kind is PeerKind.Withheld or PeerKind.Unknown;
}
