using ContactLog.Domain.Incidents;
using ContactLog.Domain.Time;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Importing;

/// <summary>What a record may be: a message that stands in the record, or in another of the files, under another key.</summary>
/// <param name="From">From whom; null for what she sent.</param>
/// <param name="Words">What it says.</param>
/// <param name="InRecord">Whether it stands in the record.</param>
internal sealed record Likeness(string? From, string Words, bool InRecord);

/// <summary>
/// Finds what would be added and may be there already. Some exports write the name that she gave the person, the words as they are now and the time of
/// the phone's zone, and all three may differ from one export to the next. So each record that is new is held against those that stand and that its file
/// does not have: of the same service and kind, the same way, at the same time (to the second; to the minute where one of them has no more). That alone says
/// little: two chats have messages of one minute. It is taken for a likeness only where the file is shown to be the chat that the other came from: of what that
/// chat has from the person in the days of the file, at least half stands in the file, as it is or as a likeness by the same words, by a mark that it was
/// deleted or changed, or by the same second. A chat of one message in those days is known by the name and the minute. It never decides: she does.
/// </summary>
internal sealed class Likenesses(HeldRecords held, ImportAnswers answers, IReadOnlyList<Planned> items)
{
    private readonly List<Unit> _units = [];
    private readonly HashSet<(string File, Unit Unit)> _used = [];
    private readonly HashSet<(int At, (int?, string) Chat)> _paired = [];
    private readonly List<Pair> _pairs = [];

    /// <summary>The places in the plan of those that may be there already, each with what it may be.</summary>
    public IEnumerable<(int At, Likeness Like)> Find(CancellationToken cancel)
    {
        var fresh = items.Index().Where(one => one.Item is { Fate: Fate.Theirs or Fate.Own, Item.IsByItself: false })
            .Select(one => (At: one.Index, Unit: UnitOf(one.Item.Item, one.Item.At))).Where(one => one.Unit is not null).Select(one => (one.At, Unit: one.Unit!)).ToList();
        if (fresh.Count == 0)
        {
            return [];
        }

        _units.AddRange(held.All.Select(one => UnitOf(one.Key, one.Row, one.At)).OfType<Unit>());
        if (held.Files > 1)
        {
            _units.AddRange(fresh.Select(one => one.Unit));
        }

        // Those with the same words first, so that one with other words takes none of theirs.
        var times = fresh.Select(one => one.Unit.Time).ToHashSet();
        var near = _units.Where(one => times.Contains(one.Time)).ToList();
        var bySaid = near.ToLookup(one => (one.Time, one.Words));
        var byTime = near.ToLookup(one => one.Time);
        foreach (var (at, unit) in fresh)
        {
            cancel.ThrowIfCancellationRequested();
            Put(at, unit, bySaid[(unit.Time, unit.Words)]);
        }

        foreach (var (at, unit) in fresh)
        {
            cancel.ThrowIfCancellationRequested();
            Put(at, unit, byTime[unit.Time]);
        }

        return _pairs.GroupBy(pair => (pair.File, pair.Like.Chat)).Where(pairs => AreOne(pairs.Key.File, pairs.Key.Chat, [.. pairs]))
            .SelectMany(pairs => pairs).DistinctBy(pair => pair.At).Select(pair => (pair.At, new Likeness(pair.Like.IsOwn ? null : pair.Like.From, pair.Like.Words, pair.Like.Read == 0)));
    }

    private void Put(int at, Unit fresh, IEnumerable<Unit> others)
    {
        foreach (var other in others)
        {
            // One of each chat, for which of them it is the same as shows later. What came after it in this upload is held against it, and not the other way round.
            if (other.Read < fresh.Read && other.Chat != fresh.Chat && other.IsLike(fresh) && !_paired.Contains((at, other.Chat)) && held.Met(fresh.Chat.File, other.Key) <= other.Equal
                && _used.Add((fresh.Chat.File, other)))
            {
                _paired.Add((at, other.Chat));
                _pairs.Add(new(at, fresh.Chat.File, other, other.IsSurelyLike(fresh), other.IsLikeAnEarlierWording(fresh)));
            }
        }
    }

    /// <summary>Whether a file is the chat that others came from. Of her own messages nothing says to whom they went, and one without words is like any other.</summary>
    private bool AreOne(string file, (int?, string) chat, IReadOnlyList<Pair> pairs)
    {
        var sure = pairs.Where(pair => pair.Sure).Select(pair => pair.Like).ToHashSet();
        var all = _units.Where(unit => unit.Chat == chat && held.Spans(file, unit.At)).ToList();
        var telling = all.Where(unit => !unit.IsOwn && unit.Words.Length > 0).ToList();
        telling = telling.Count > 0 ? telling : all;

        // One message has no others to be known by. Where the file has it no more, and has one of its minute by the same name, it may have other words by now.
        if (telling is [var only] && pairs.Any(pair => pair.Like == only && pair.Wording))
        {
            return true;
        }

        return telling.Count(unit => sure.Contains(unit) || held.Met(file, unit.Key) > unit.Equal) * 2 >= telling.Count;
    }

    private Unit? UnitOf(FoundItem item, int read) => ImportTimes.WhenOf(item, answers.Zone) is not { Precision: Precision.Exact, Time: not null } when ? null : new()
    {
        Chat = (null, HeldRecords.FileOf(item.Locator.Path)),
        Key = item.Key,
        Equal = item.KeyOrdinal - 1,
        Read = read,
        At = when.Earliest,
        Time = TimeOf(when.Earliest, item.Platform, TypedEntries.KindOf(item.Kind), item.Direction == Direction.Outgoing),
        Words = Plain(item.Text),
        From = item.From.Written.Length > 0 ? item.From.Written : item.From.Label ?? item.From.Id,
        Peer = item.Direction == Direction.Outgoing ? null : item.From,
        MessageId = item.Mail?.MessageId,
        IsChanged = (item.Marks & (FoundMarks.Deleted | FoundMarks.Edited)) != FoundMarks.None,
    };

    private Unit? UnitOf(string key, KeyedRow keyed, int equal)
    {
        var row = keyed.Row;
        if (row.When is not { Precision: Precision.Exact, Time: { } time, Date: { } date } when)
        {
            return null;
        }

        var (at, words) = (when.Earliest, row["said"] ?? "");
        if (row.Fields.List("times") is { Count: > 1 } times && keyed.Part < times.Count)
        {
            // A session: each of its messages has its own time and, behind it, its words.
            var day = date.PlusDays(Enumerable.Range(1, keyed.Part).Count(part => string.CompareOrdinal(times[part], times[part - 1]) < 0));
            if (LocalTimePattern.ExtendedIso.Parse(times[keyed.Part].Length == 5 ? times[keyed.Part] + ":00" : times[keyed.Part]) is not { Success: true, Value: var its })
            {
                return null;
            }

            at = (when with { Date = day, Time = its, EndDate = null, EndTime = null }).Earliest;
            words = WordsIn(words, times, keyed.Part);
        }

        var from = row["from"] ?? "";
        return new()
        {
            Chat = (row.SourceSeq, HeldRecords.FileOf(row.Fields.List("locator").ElementAtOrDefault(keyed.Part) ?? "")),
            Key = key,
            Equal = equal,
            At = at,
            Time = TimeOf(at, row["platform"], row.Kind, row.IsOwn),
            Words = Plain(words),
            From = from,
            Peer = row.IsOwn || from.Length == 0 ? null : PhoneNumbers.Read(from, answers.Country),
            MessageId = row["message-id"],
        };
    }

    /// <summary>What one message of a session says: from its time to the next one's.</summary>
    private static string WordsIn(string said, IReadOnlyList<string> times, int part)
    {
        var lines = said.Split('\n');
        var equal = times.Take(part).Count(time => time == times[part]);
        var start = lines.Index().Where(line => line.Item.StartsWith(times[part] + "  ", StringComparison.Ordinal)).Skip(equal).Select(line => (int?)line.Index).FirstOrDefault();
        if (start is not { } first)
        {
            return "";
        }

        var rest = lines.Skip(first + 1).TakeWhile(line => !times.Skip(part + 1).Take(2).Any(time => line.StartsWith(time + "  ", StringComparison.Ordinal)));
        return string.Join('\n', rest.Prepend(lines[first][(times[part].Length + 2)..]));
    }

    private static string Plain(string words) => words.ReplaceLineEndings("\n").Trim();

    private static (long, string?, IncidentKind, bool) TimeOf(Instant at, string? platform, IncidentKind kind, bool isOwn) => (at.ToUnixTimeSeconds() / 60, platform, kind, isOwn);

    private sealed record Pair(int At, string File, Unit Like, bool Sure, bool Wording);

    /// <summary>One message that stands in the record or would be added.</summary>
    private sealed class Unit
    {
        /// <summary>The import and the file of it, or the file of this upload.</summary>
        public required (int? Import, string File) Chat { get; init; }

        public required string Key { get; init; }

        /// <summary>How many with its key stand before it.</summary>
        public required int Equal { get; init; }

        /// <summary>Which of those that are read now, or 0.</summary>
        public int Read { get; init; }

        public required Instant At { get; init; }

        /// <summary>The minute, the service, the kind and the way.</summary>
        public required (long Minute, string? Platform, IncidentKind Kind, bool IsOwn) Time { get; init; }

        public bool IsOwn => Time.IsOwn;

        public required string Words { get; init; }

        public required string From { get; init; }

        public Peer? Peer { get; init; }

        public string? MessageId { get; init; }

        public bool IsChanged { get; init; }

        private bool HasSeconds => At.ToUnixTimeSeconds() % 60 != 0;

        /// <summary>Whether this may be the other. Two numbers, two addresses, two mails are two; a name is what somebody called somebody on that day.</summary>
        public bool IsLike(Unit other) =>
            (At == other.At || !HasSeconds || !other.HasSeconds)
            && !(Peer is { Kind: PeerKind.Phone or PeerKind.Email } peer && other.Peer is { } others && peer.Kind == others.Kind && peer.Id != others.Id)
            && (MessageId is null || other.MessageId is null || MessageId == other.MessageId);

        /// <summary>Whether the other may be this one with its words changed and no mark of it.</summary>
        public bool IsLikeAnEarlierWording(Unit other) => !IsOwn && From == other.From && Words.Length > 0 && other.Words.Length > 0;

        /// <summary>Whether this is not only a message of the same minute.</summary>
        public bool IsSurelyLike(Unit other) =>
            (Words.Length > 0 && Words == other.Words) || (other.IsChanged && From == other.From) || (HasSeconds && At == other.At);
    }
}
