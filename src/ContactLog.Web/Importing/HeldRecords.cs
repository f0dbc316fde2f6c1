using System.Runtime.InteropServices;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Imports;
using NodaTime;

namespace ContactLog.Web.Importing;

/// <summary>What the record says of a found one.</summary>
internal enum Standing
{
    /// <summary>It does not stand there.</summary>
    New,

    /// <summary>It stands there.</summary>
    Held,

    /// <summary>One stands there without its file. Whether it is this one shows when the whole file was read.</summary>
    Waits,
}

/// <summary>A record that came in before without its files.</summary>
/// <param name="Row">The entry that it became, which has no exhibit.</param>
/// <param name="Files">The files that the export has for it.</param>
internal sealed record LateRecord(Incident Row, IReadOnlyList<FoundAttachment> Files);

/// <summary>A record of the file, with what tells it from others under its key.</summary>
/// <param name="Item">What was found.</param>
/// <param name="Size">How many characters it was read from and has.</param>
/// <param name="File">Which of the files that are read together it stands in.</param>
/// <param name="Bytes">The hashes of its files, or null where their bytes are not there.</param>
/// <param name="Equal">From 1: which of the records of its file with the same key and the same bytes.</param>
/// <param name="At">Which of all that were read.</param>
internal sealed record Seen(FoundItem Item, long Size, string File, string? Bytes, int Equal, int At);

/// <summary>
/// Compares what is read with what the record holds. The key of a chat's picture says who, in which minute, and no more: a chat is first exported without
/// media. So where both sides have the bytes, these decide. A picture whose message came in without it goes there only when the two chats are one by what
/// else they say, and when as many stand on one side as on the other. A picture beside the wrong message would be false evidence.
/// </summary>
internal sealed class HeldRecords(CaseFile file, DateTimeZone zone)
{
    private readonly Dictionary<string, UnderKey> _rows = StandingIn(file);
    private readonly ILookup<int, Exhibit> _exhibits = ExhibitsOf(file);
    private readonly Dictionary<int, HashSet<string>> _bytes = [];
    private readonly HashSet<(string Key, int Ordinal)> _heldEarlier = [];
    private readonly Dictionary<string, int> _ofEarlier = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string Key, string Bytes), int> _equal = [];
    private readonly Dictionary<string, Chat> _chats = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string Key), List<Seen?>> _media = [];
    private readonly Dictionary<(string File, (int?, string) Held), bool?> _same = [];
    private readonly Dictionary<(string File, (int?, string) Held), bool> _other = [];
    private readonly HashSet<(string Key, int Row, int At)> _given = [];
    private readonly HashSet<(string Key, string Bytes)> _unsure = [];
    private readonly List<LateRecord> _late = [];
    private ILookup<(int?, string), Incident>? _byChat;
    private readonly Dictionary<(string, string), bool?> _alike = [];
    private int _read;

    /// <summary>Records that stand in her record already, without the files that this export has.</summary>
    public IReadOnlyList<LateRecord> Late => _late;

    /// <summary>How many files may belong to messages that came in without them, where nothing shows to which.</summary>
    public int UnsureFiles { get; private set; }

    /// <summary>The hashes of a record's files, or null where it has none or only their names.</summary>
    private static string? BytesOf(FoundItem item) =>
        item.Attachments.Count > 0 && item.Attachments.Any(one => one.Size > 0) ? string.Join(',', item.Attachments.Where(one => one.Size > 0).Select(one => one.Sha256)) : null;

    /// <summary>Takes notice of a record: every one of the file, in its order, whomever it concerns.</summary>
    public Seen See(FoundItem item, long size)
    {
        var name = FileOf(item.Locator.Path);
        var bytes = BytesOf(item);
        var equal = bytes is null ? 0 : ++CollectionsMarshal.GetValueRefOrAddDefault(_equal, (name, item.Key, bytes), out _);
        if (!_chats.TryGetValue(name, out var chat))
        {
            _chats.Add(name, chat = new Chat());
        }

        chat.Reach(ImportTimes.Order(item, zone));
        Meet(chat, item.Key, item.BytesTell);
        if (item.EarlierKey is { } earlier)
        {
            Meet(chat, earlier.Key, item.BytesTell);
        }

        return new(item, size, name, bytes, equal, ++_read);
    }

    /// <summary>Takes notice of a record that concerns the person, for what two files of one upload have in common.</summary>
    public void Count(Seen seen)
    {
        var chat = _chats[seen.File];
        if (!_rows.ContainsKey(seen.Item.Key))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(chat.Keys, seen.Item.Key, out _)++;
        }

        if (seen.Item is { BytesTell: false, Direction: Direction.Incoming })
        {
            chat.Said.TryAdd(seen.Item.Key, ImportTimes.Order(seen.Item, zone));
        }
    }

    /// <summary>How many files were read.</summary>
    public int Files => _chats.Count;

    /// <summary>Everything that stands in the record, under its keys.</summary>
    public IEnumerable<(string Key, KeyedRow Row, int At)> All => _rows.SelectMany(under => under.Value.Keyed.Select((row, at) => (under.Key, row, at)));

    /// <summary>How many records with a key a file has, where it concerns the person or the record.</summary>
    public int Met(string name, string key) => _chats[name].Keys.GetValueOrDefault(key);

    /// <summary>Whether a time lies in the days of a file.</summary>
    public bool Spans(string name, Instant at) => _chats[name].Spans(at);

    /// <summary>Whether two of the files are one chat: of what the person said in one in the days of both, at least half stands in the other. Null when there is nothing to compare.</summary>
    public bool? AreSame(string one, string other)
    {
        if (_alike.TryGetValue((one, other), out var known))
        {
            return known;
        }

        var (first, second) = (_chats[one], _chats[other]);
        var both = first.Said.Where(said => second.Spans(said.Value)).ToList();
        return _alike[(one, other)] = both.Count == 0 ? null : both.Count(said => second.Said.ContainsKey(said.Key)) * 2 >= both.Count;
    }

    /// <summary>
    /// Whether a record that is known by its key came from another chat than each of those that have the key: less than half of what the person said in either, in the
    /// days of both, stands in the other. To ask after the last record.
    /// </summary>
    public bool IsOfAnotherChat(Seen seen) =>
        Under(seen.Item.Key).TrueForAll(row => IsOther(seen.File, row))
        && _chats.Where(chat => chat.Key != seen.File && chat.Value.Said.ContainsKey(seen.Item.Key)).All(chat => AreSame(chat.Key, seen.File) == false && AreSame(seen.File, chat.Key) == false);

    /// <summary>A picture that is perhaps that of another file and stays there.</summary>
    public void LeaveUnsure(Seen seen) => UnsureFiles += _unsure.Add((seen.Item.Key, seen.Bytes ?? "")) ? seen.Item.Attachments.Count(one => one.Size > 0) : 0;

    /// <summary>Whether it stands in the record, under its key or under the one that an earlier reader gave it.</summary>
    /// <param name="seen">The record.</param>
    /// <param name="bringsFiles">Whether its files would be brought in beside what stands there: those of her own messages stay in the source.</param>
    public Standing Of(Seen seen, bool bringsFiles)
    {
        var item = seen.Item;
        if (item.EarlierKey is { } earlier && Holds(earlier.Key, earlier.Ordinal))
        {
            // Those found by the earlier key are no longer among those counted under the new one.
            _ofEarlier[item.Key] = _ofEarlier.GetValueOrDefault(item.Key) + (_heldEarlier.Add(earlier) ? 1 : 0);
            return Standing.Held;
        }

        var under = Under(item.Key);
        if (under.Count == 0)
        {
            return Standing.New;
        }

        if (seen.Bytes is { } bytes)
        {
            var same = under.DistinctBy(row => row.FirstSeq).Where(row => bytes.Split(',').All(Bytes(row).Contains)).ToList();
            if (seen.Equal <= same.Count)
            {
                Give(bringsFiles ? seen : null, same[seen.Equal - 1], seen.Equal);
                return Standing.Held;
            }

            if (item.BytesTell && under.TrueForAll(IsKnown))
            {
                return Standing.New;
            }
        }

        var standing = !Holds(item.Key, item.KeyOrdinal - _ofEarlier.GetValueOrDefault(item.Key)) ? Standing.New : seen.Bytes is not null && bringsFiles ? Standing.Waits : Standing.Held;
        if (item.BytesTell || item.Attachments.Count > 0)
        {
            _media.TryAdd((seen.File, item.Key), []);
            _media[(seen.File, item.Key)].Add(standing == Standing.Waits ? seen : null);
        }

        return standing;
    }

    /// <summary>After the last record: what becomes of those that waited, each as new or as held.</summary>
    public IEnumerable<(Seen Seen, Standing Standing)> Settle()
    {
        foreach (var ((name, key), media) in _media)
        {
            var waiting = media.OfType<Seen>().ToList();
            if (waiting.Count == 0)
            {
                continue;
            }

            var lacking = Under(key).Where(row => Bytes(row).Count == 0 && !_exhibits.Contains(row.FirstSeq)).ToList();
            var sure = true;
            if (waiting[0].Item.BytesTell)
            {
                if (Under(key).TrueForAll(row => IsKnown(row) || IsSame(name, row) == false))
                {
                    foreach (var seen in waiting)
                    {
                        yield return (seen, Standing.New);
                    }

                    continue;
                }

                lacking.RemoveAll(row => IsSame(name, row) == false);
                sure = lacking.TrueForAll(row => IsSame(name, row) == true);
            }

            for (var at = 0; at < media.Count; at++)
            {
                if (media[at] is not { } seen)
                {
                    continue;
                }

                if (sure && lacking.Count == media.Count)
                {
                    Give(seen, lacking[at], at);
                }
                else if (lacking.Count > 0)
                {
                    LeaveUnsure(seen);
                }

                yield return (seen, Standing.Held);
            }
        }
    }

    /// <summary>Which of several files a place is in: what stands before the last sign that leads into one.</summary>
    public static string FileOf(string place) => place.LastIndexOf('!') is >= 0 and var end ? place[..end] : "";

    // One that she took out by itself counts: it must not come back with the next export. One that went with an undone import may come again.
    private static ILookup<int, Exhibit> ExhibitsOf(CaseFile file) =>
        file.Items.OfType<Exhibit>().Where(exhibit => exhibit.OfSeq is not null && (!exhibit.IsWithdrawn || file.Find<Import>(exhibit.Fields.Number("source")) is not { IsWithdrawn: true }))
            .ToLookup(exhibit => exhibit.OfSeq!.Value);

    /// <summary>The import and the file of it that an entry came from.</summary>
    public static (int?, string) ChatOf(Incident row) => (row.SourceSeq, FileOf((row["locator"] ?? "").Split('\n', 2)[0]));

    private List<Incident> Under(string key) => _rows.GetValueOrDefault(key)?.Rows ?? [];

    private bool Holds(string key, int ordinal) => _rows.GetValueOrDefault(key)?.Ordinals.Contains(ordinal) == true;

    private void Meet(Chat chat, string key, bool isMedia)
    {
        if (_rows.TryGetValue(key, out var under) && ++CollectionsMarshal.GetValueRefOrAddDefault(chat.Keys, key, out _) == 1)
        {
            (isMedia ? chat.Media : chat.Words).UnionWith(under.Rows.Select(row => row.FirstSeq));
        }
    }

    /// <summary>
    /// The entries under each key. Those of an import that was undone do not count, so that it can be imported again; one that she
    /// withdrew by itself does: it was not wanted, and must not come back with the next backup.
    /// </summary>
    private static Dictionary<string, UnderKey> StandingIn(CaseFile file) =>
        KeyedRows.Of(file).Select(under => (under.Key, Standing: under.Value.Where(one => !one.IsUndone).ToList())).Where(under => under.Standing.Count > 0)
            .ToDictionary(under => under.Key, under => new UnderKey(under.Standing, [.. under.Standing.Select(one => one.Row)], [.. under.Standing.Select(one => one.Ordinal)]), StringComparer.Ordinal);

    /// <summary>Gives what is held the files that it lacks. An entry that has an exhibit is left alone, and so is one that she withdrew.</summary>
    private void Give(Seen? seen, Incident row, int at)
    {
        // The same record may stand in two of the files that are brought in together.
        if (seen is not null && !row.IsWithdrawn && !_exhibits.Contains(row.FirstSeq) && _late.Count < ImportPlan.MostItems && _given.Add((seen.Item.Key, row.FirstSeq, at)))
        {
            _late.Add(new(row, [.. seen.Item.Attachments.Where(one => one.Size > 0)]));
        }
    }

    /// <summary>The hashes of the files of an entry, by what it says and by its exhibits.</summary>
    private HashSet<string> Bytes(Incident row)
    {
        if (!_bytes.TryGetValue(row.FirstSeq, out var hashes))
        {
            hashes = new(IncidentFields.HashesIn(row), StringComparer.Ordinal);
            hashes.UnionWith(_exhibits[row.FirstSeq].Where(exhibit => exhibit.Files.Count > 0).Select(exhibit => exhibit.File.Entry.Sha256.Hex));
            _bytes.Add(row.FirstSeq, hashes);
        }

        return hashes;
    }

    /// <summary>Whether the bytes of its file are known. Of a session nothing says to which of its messages they belong.</summary>
    private bool IsKnown(Incident row) => Bytes(row).Count > 0 && !ImportPlan.KeysOf(row).Skip(1).Any();

    /// <summary>
    /// Whether a file is the chat that an entry came from: of what came with it in the days of both, other than media, at least half stands in
    /// the file too. Null when there is nothing to compare.
    /// </summary>
    private bool? IsSame(string name, Incident row)
    {
        if (_same.TryGetValue((name, ChatOf(row)), out var known))
        {
            return known;
        }

        var both = Of(row).Where(one => !_chats[name].Media.Contains(one.FirstSeq) && _chats[name].Spans(one.When.Earliest)).ToList();
        return _same[(name, ChatOf(row))] = both.Count == 0 ? null : both.Count(one => _chats[name].Words.Contains(one.FirstSeq)) * 2 >= both.Count;
    }

    /// <summary>
    /// Whether a file is surely not the chat that an entry came from. More than <see cref="IsSame"/> is asked: a chat of which she deleted the most before she exported it
    /// again has few of what stands in the record, and these are all it has.
    /// </summary>
    private bool IsOther(string name, Incident row)
    {
        if (_other.TryGetValue((name, ChatOf(row)), out var known))
        {
            return known;
        }

        var chat = _chats[name];
        var both = Of(row).Where(one => chat.Spans(one.When.Earliest)).ToList();
        if (both.Count == 0)
        {
            return _other[(name, ChatOf(row))] = false;
        }

        var keys = both.SelectMany(ImportPlan.KeysOf).ToList();
        var met = keys.GroupBy(key => key).Sum(same => Math.Min(same.Count(), chat.Keys.GetValueOrDefault(same.Key)));
        var (first, last) = (both.Min(one => one.When.Earliest), both.Max(one => one.When.Latest));
        return _other[(name, ChatOf(row))] = met * 2 < keys.Count && met * 2 < chat.Said.Values.Count(at => at >= first && at <= last);
    }

    /// <summary>What came into the record with an entry, from its chat.</summary>
    private IEnumerable<Incident> Of(Incident row) =>
        (_byChat ??= _rows.Values.SelectMany(under => under.Rows).DistinctBy(one => one.FirstSeq).Where(one => !one.IsOwn).ToLookup(ChatOf))[ChatOf(row)];

    /// <summary>What stands under a key.</summary>
    private sealed record UnderKey(IReadOnlyList<KeyedRow> Keyed, List<Incident> Rows, HashSet<int> Ordinals);

    /// <summary>One of the files that are read: its days, and the entries under the keys of its records.</summary>
    private sealed class Chat
    {
        private Instant _first = Instant.MaxValue;
        private Instant _last = Instant.MinValue;

        public HashSet<int> Words { get; } = [];

        public HashSet<int> Media { get; } = [];

        /// <summary>How many of its records have each key that is of interest.</summary>
        public Dictionary<string, int> Keys { get; } = new(StringComparer.Ordinal);

        /// <summary>The keys of what the person said in it, with the time of the first.</summary>
        public Dictionary<string, Instant> Said { get; } = new(StringComparer.Ordinal);

        public void Reach(Instant at)
        {
            if (at != Instant.MaxValue)
            {
                (_first, _last) = (Instant.Min(_first, at), Instant.Max(_last, at));
            }
        }

        public bool Spans(Instant at) => at >= _first && at <= _last;
    }
}
