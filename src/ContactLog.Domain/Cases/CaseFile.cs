using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Responses;
using NodaTime;

namespace ContactLog.Domain.Cases;

/// <summary>
/// An opened case: every entry, verified and unsealed, and the items they make. Pages and reports
/// both read this; nothing else knows what the case says.
/// </summary>
public sealed class CaseFile
{
    private readonly Dictionary<int, Item> _bySeq = [];
    private readonly Dictionary<Guid, Item> _byId = [];

    // Put in order and counted when first asked for: what somebody else sees is a second case made of the first, whose rows and counts nobody reads.
    private IReadOnlyList<Incident>? _allIncidents;
    private (IReadOnlyList<Incident> Counted, IReadOnlyList<Incident> OfOthers)? _incidents;
    private CaseCounts? _counts;

    // Made when first asked for: each of thousands of rows asks for the one, and each number of a page for the other.
    private ILookup<string, ContactPoint>? _written;
    private ILookup<int, Incident>? _unlinked;

    private CaseFile(Guid id, IReadOnlyList<OpenedEntry> entries)
    {
        Id = id;
        Entries = entries;
    }

    /// <summary>The case.</summary>
    public Guid Id { get; }

    /// <summary>Every entry, in order.</summary>
    public IReadOnlyList<OpenedEntry> Entries { get; }

    /// <summary>What the case says of itself.</summary>
    public CaseSettings Settings { get; private set; } = null!;

    /// <summary>The zone of the case.</summary>
    public DateTimeZone Zone => Settings.Zone;

    /// <summary>The digest of the newest entry.</summary>
    public Digest Head => Entries[^1].Digest;

    /// <summary>Every item, in the order of their first entries.</summary>
    public IReadOnlyList<Item> Items { get; private set; } = [];

    /// <summary>Incidents that count (<see cref="CountedRows"/>), oldest first; neither own messages nor what came from somebody else are among them.</summary>
    public IReadOnlyList<Incident> Incidents => (_incidents ??= Divided()).Counted;

    /// <summary>What came from somebody else than the person the record is about: kept and shown, in no total; oldest first.</summary>
    public IReadOnlyList<Incident> OfOthers => (_incidents ??= Divided()).OfOthers;

    /// <summary>What came to her from anybody, counted or not, oldest first.</summary>
    public IEnumerable<Incident> Received => AllIncidents.Where(incident => !incident.IsWithdrawn && !incident.IsOwn);

    /// <summary>Every incident row, withdrawn ones and own messages included, oldest first.</summary>
    public IReadOnlyList<Incident> AllIncidents => _allIncidents ??=
        [.. Items.OfType<Incident>().OrderBy(incident => incident.Earliest == Instant.MinValue ? incident.Recorded : incident.Earliest).ThenBy(incident => incident.FirstSeq)];

    /// <summary>Boundaries and orders, in the order in which they took hold.</summary>
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>People.</summary>
    public IReadOnlyList<Contact> Contacts { get; private set; } = [];

    /// <summary>Numbers, addresses and accounts.</summary>
    public IReadOnlyList<ContactPoint> ContactPoints { get; private set; } = [];

    /// <summary>Exhibits that were not withdrawn, by label.</summary>
    public IReadOnlyList<Exhibit> Exhibits { get; private set; } = [];

    /// <summary>Imports.</summary>
    public IReadOnlyList<Import> Imports { get; private set; } = [];

    /// <summary>What she marked to be removed from reports.</summary>
    public IReadOnlyList<RedactionMark> RedactionMarks { get; private set; } = [];

    /// <summary>What was done about it, oldest first; what has no day comes last.</summary>
    public IReadOnlyList<Response> Responses { get; private set; } = [];

    /// <summary>The counts, by the published rules.</summary>
    public CaseCounts Counts => _counts ??= new CaseCounts(this);

    /// <summary>The person the record is about, where one is named.</summary>
    public Contact? MainContact => Contacts.FirstOrDefault(contact => contact.IsMain);

    /// <summary>The item that a sequence number names, when it is of this type.</summary>
    public T? Find<T>(int? seq) where T : Item => seq is { } s && _bySeq.TryGetValue(s, out var item) ? item as T : null;

    /// <summary>The item with an identity, when it is of this type.</summary>
    public T? Find<T>(Guid id) where T : Item => _byId.TryGetValue(id, out var item) ? item as T : null;

    /// <summary>The exhibits that show an item.</summary>
    public IEnumerable<Exhibit> ExhibitsOf(Item item) => Exhibits.Where(exhibit => exhibit.OfSeq == item.FirstSeq);

    /// <summary>The numbers and accounts of a person.</summary>
    public IEnumerable<ContactPoint> PointsOf(Contact contact) => ContactPoints.Where(point => point.ContactSeq == contact.FirstSeq);

    /// <summary>What a contact's number, account or person is called, for a line of text; null when not said.</summary>
    public string? FromText(Incident incident) =>
        Find<ContactPoint>(incident.ContactPointSeq)?.Value ?? incident["from"] ?? Find<Contact>(incident.ContactSeq)?.Label;

    /// <summary>The person a row came from, by name or by number; null when it says neither.</summary>
    public Contact? PersonOf(Incident incident) => Find<Contact>(incident.ContactSeq ?? Find<ContactPoint>(incident.ContactPointSeq)?.ContactSeq);

    /// <summary>
    /// The listed number, address or account that is written so, however it is written; null when none is. A person who is named beside it decides: that of
    /// another person is not it.
    /// </summary>
    /// <param name="written">What was written.</param>
    /// <param name="contactSeq">The person who is named beside it; null when nobody is.</param>
    public ContactPoint? ListedAs(string? written, int? contactSeq) => string.IsNullOrWhiteSpace(written) ? null
        : (_written ??= ContactPoints.Where(point => point.Value is not null).ToLookup(point => WrittenNumber.Key(point.Value!.Trim()), StringComparer.OrdinalIgnoreCase))
            [WrittenNumber.Key(written.Trim())].FirstOrDefault(point => contactSeq is null || contactSeq == point.ContactSeq);

    /// <summary>The listed number that a row names without being linked to it: typed in before it was listed, or beside the list. Null where it is linked, and where none is the same.</summary>
    public ContactPoint? ListedAs(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return Find<ContactPoint>(incident.ContactPointSeq) is { IsWithdrawn: false } || incident.IsNumberHidden ? null : ListedAs(incident["from"], incident.ContactSeq);
    }

    /// <summary>The rows that name a number as it is listed and are not linked to it, oldest first.</summary>
    public IEnumerable<Incident> Unlinked(ContactPoint point) =>
        (_unlinked ??= Received.Select(row => (Row: row, ListedAs(row)?.FirstSeq)).Where(one => one.FirstSeq is not null).ToLookup(one => one.FirstSeq!.Value, one => one.Row))[point.FirstSeq];

    /// <summary>True when it came through another person: it says so, or it came from a go-between.</summary>
    public bool IsThroughOthers(Incident incident) => incident["through"] is not null || PersonOf(incident) is { IsGoBetween: true };

    /// <summary>
    /// Opens a case from its entries. The chain was verified by whoever unsealed the entries
    /// (<see cref="RecordChain"/>); this makes the items.
    /// </summary>
    /// <param name="id">The case.</param>
    /// <param name="entries">Every entry, in order.</param>
    /// <param name="items">The stored identities. Each must be named by the record, and each the record names must be here.</param>
    /// <exception cref="RecordBrokenException">The record and the stored items do not agree.</exception>
    public static CaseFile Open(Guid id, IReadOnlyList<OpenedEntry> entries, IReadOnlyCollection<Item> items) => Open(id, entries, items, new HashSet<int>());

    /// <summary>Opens a case of which some items say what they said when they were last opened.</summary>
    /// <param name="id">The case.</param>
    /// <param name="entries">Every entry, in order.</param>
    /// <param name="items">The stored identities.</param>
    /// <param name="asBefore">By their first entries, the items all of whose entries are as they were then: each is there and none is withdrawn. Their texts are not put together again.</param>
    internal static CaseFile Open(Guid id, IReadOnlyList<OpenedEntry> entries, IReadOnlyCollection<Item> items, IReadOnlySet<int> asBefore)
    {
        var file = new CaseFile(id, entries);
        foreach (var item in items)
        {
            if (!file._bySeq.TryAdd(item.FirstSeq, item) || !file._byId.TryAdd(item.Id, item))
            {
                throw new RecordBrokenException(item.FirstSeq, "two items claim it");
            }
        }

        var states = Fold(entries, file._bySeq, asBefore);
        if (states.Count != items.Count)
        {
            throw new RecordBrokenException(items.First(item => !states.ContainsKey(item.FirstSeq)).FirstSeq, "an item is stored that the record does not name");
        }

        file.Settings = file._bySeq.TryGetValue(1, out var first) && first is CaseSettings settings
            ? settings
            : throw new RecordBrokenException(1, "the first entry is not the case itself");
        settings.Open(states[1].History, states[1].Fields, withdrawn: false, DateTimeZone.Utc);
        var zone = settings.Zone;
        foreach (var (seq, state) in states)
        {
            // Undoing an import is one entry that withdraws it; what came from it goes with it and comes back with it.
            var withdrawn = state.Withdrawn || (state.Fields.Number("source") is { } source && states.TryGetValue(source, out var import) && import.Withdrawn);
            var item = file._bySeq[seq];
            item.Open(state.History, state.Fields, withdrawn, zone);
            if (item.LatestSeq != state.History[^1].Entry.Seq)
            {
                throw new RecordBrokenException(seq, "the item's pointer is not to its latest entry");
            }
        }

        file.Arrange([.. states.Keys.Order().Select(seq => file._bySeq[seq])]);
        return file;
    }

    /// <summary>
    /// The case as it was after an entry: a report that was made then can be made again, byte for byte.
    /// The items of this file take on that state, so it must not be used any more.
    /// </summary>
    /// <param name="seq">The last entry that counts.</param>
    public CaseFile AsOf(int seq)
    {
        OpenedEntry[] entries = [.. Entries.Take(seq)];
        var items = Items.Where(item => item.FirstSeq <= seq).ToList();
        foreach (var item in items)
        {
            item.LatestSeq = item.History.Last(revision => revision.Entry.Seq <= seq).Entry.Seq;
        }

        return Open(Id, entries, items);
    }

    /// <summary>
    /// The same case with other texts: what a report is made from whose texts were redacted. This file stays as it is.
    /// Entries keep their place, time and digest; what the other case says no longer matches them.
    /// </summary>
    /// <param name="retold">Gives an entry with its texts replaced.</param>
    public CaseFile Retold(Func<OpenedEntry, OpenedEntry> retold) => Open(Id, [.. Entries.Select(retold)], [.. Items.Select(item => item.Copy())]);

    private static Dictionary<int, State> Fold(IReadOnlyList<OpenedEntry> entries, Dictionary<int, Item> items, IReadOnlySet<int> asBefore)
    {
        var states = new Dictionary<int, State>(items.Count);
        foreach (var entry in entries)
        {
            switch (entry.Text.Kind)
            {
                case EntryKind.Entry or EntryKind.Import:
                    if (!items.TryGetValue(entry.Seq, out var item))
                    {
                        throw new RecordBrokenException(entry.Seq, "its item is missing");
                    }

                    if (ItemTypes.FromWord(entry["type"]) != item.Type)
                    {
                        throw new RecordBrokenException(entry.Seq, "it is stored as an item of another type");
                    }

                    states.Add(entry.Seq, asBefore.Contains(entry.Seq) ? new(item) : new State().Apply(entry));
                    break;
                case EntryKind.Amend or EntryKind.Withdraw or EntryKind.Restore or EntryKind.Erase:
                    if (entry.Text.Target is not { } target || !states.TryGetValue(target, out var state))
                    {
                        throw new RecordBrokenException(entry.Seq, "it names an entry that is not the first of an item");
                    }

                    if (!asBefore.Contains(target))
                    {
                        state.Apply(entry);
                    }

                    break;
                default:
                    break;
            }
        }

        return states;
    }

    private (IReadOnlyList<Incident> Counted, IReadOnlyList<Incident> OfOthers) Divided()
    {
        var ofOthers = Received.ToLookup(incident => CountedRows.IsOfOthers(this, incident));
        return ([.. ofOthers[false]], [.. ofOthers[true]]);
    }

    private void Arrange(IReadOnlyList<Item> items)
    {
        Items = items;
        Lines = [.. items.OfType<Line>().Where(line => !line.IsWithdrawn).OrderBy(line => line.From.Date is null).ThenBy(line => line.MayHoldFrom).ThenBy(line => line.FirstSeq)];
        Contacts = [.. items.OfType<Contact>().Where(contact => !contact.IsWithdrawn)];
        ContactPoints = [.. items.OfType<ContactPoint>().Where(point => !point.IsWithdrawn)];
        Imports = [.. items.OfType<Import>()];
        RedactionMarks = [.. items.OfType<RedactionMark>().Where(mark => !mark.IsWithdrawn)];
        Responses = [.. items.OfType<Response>().Where(response => !response.IsWithdrawn).OrderBy(response => response.When.Date is null).ThenBy(response => response.When.Earliest).ThenBy(response => response.FirstSeq)];
        var number = 0;
        foreach (var exhibit in items.OfType<Exhibit>())
        {
            exhibit.Label = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A-{++number}");
        }

        Exhibits = [.. items.OfType<Exhibit>().Where(exhibit => !exhibit.IsWithdrawn)];
    }

    private sealed class State
    {
        public State()
        {
        }

        public State(Item asBefore) => (History, Fields) = (asBefore.History, asBefore.Fields);

        public IReadOnlyList<Revision> History { get; private set; } = [];

        public FieldSet Fields { get; private set; } = FieldSet.Empty;

        public bool Withdrawn { get; private set; }

        public State Apply(OpenedEntry entry)
        {
            // Nearly all items have one entry, and few have more than three.
            History = [.. History, new(entry, Fields)];
            Fields = Fields.Amended(entry.FieldFiles.Said());
            Withdrawn = entry.Text.Kind switch
            {
                EntryKind.Withdraw or EntryKind.Erase => true,
                EntryKind.Restore => false,
                _ => Withdrawn,
            };
            return this;
        }
    }
}
