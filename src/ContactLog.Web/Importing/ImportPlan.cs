using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;

namespace ContactLog.Web.Importing;

/// <summary>What becomes of one record of a file. Every record has exactly one fate (or could not be read), so the tally adds up.</summary>
internal enum Fate
{
    /// <summary>From the person she chose: will be added.</summary>
    Theirs,

    /// <summary>From her to that person: will be kept beside, and never counted.</summary>
    Own,

    /// <summary>It came into the record with an earlier import.</summary>
    Already,

    /// <summary>It looks the same as an entry that she typed; left out unless she says that it is another one.</summary>
    Typed,

    /// <summary>Between her and somebody else.</summary>
    Others,

    /// <summary>The file does not say from whom, and she did not choose those.</summary>
    Withheld,

    /// <summary>Drafts and delivery reports: nobody contacted anybody.</summary>
    System,
}

/// <summary>A record that concerns the person she chose.</summary>
/// <param name="Item">What was found.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Same">The typed entry that it looks the same as.</param>
internal sealed record Planned(FoundItem Item, Fate Fate, Incident? Same = null);

/// <summary>One reading of a file for one person: each record's fate, and the sums.</summary>
internal sealed class ImportPlan
{
    /// <summary>The most records that one import adds. Far above what one person writes; a made file must not become a record that no page can open.</summary>
    public const int MostItems = 20_000;

    /// <summary>The most characters that are held while reading, for the same reason.</summary>
    private const long MostCharacters = 64L << 20;

    private readonly int[] _counts = new int[Enum.GetValues<Fate>().Length];
    private readonly List<Planned> _items = [];
    private readonly Dictionary<string, int> _held;
    private readonly TypedEntries _typed;
    private readonly ImportAnswers _answers;
    private readonly IReadOnlySet<string> _addToo;
    private long _characters;

    private ImportPlan(CaseFile file, ImportAnswers answers, IReadOnlySet<string> addToo, ExportFormat format, Imports.Tally tally)
    {
        _answers = answers;
        _addToo = addToo;
        _held = HeldKeys(file);
        Known = KnownNumbers.Of(file, answers.Country).Find(answers.Person);
        _typed = new TypedEntries(file, answers, Known);
        Format = format;
        Tally = tally;
    }

    /// <summary>The format of the file.</summary>
    public ExportFormat Format { get; }

    /// <summary>What the file held.</summary>
    public Imports.Tally Tally { get; }

    /// <summary>The number in her record that is the one she chose, or null.</summary>
    public ContactPoint? Known { get; }

    /// <summary>The person chosen, as the file has them; null when nobody in the file has this id.</summary>
    public ParticipantTally? Person { get; private set; }

    /// <summary>Whose records are taken, left out as typed, or kept beside; oldest first, those without a time last.</summary>
    public IReadOnlyList<Planned> Items => _items;

    /// <summary>More concern this person than one import takes.</summary>
    public bool TooMany { get; private set; }

    /// <summary>How many records have a fate.</summary>
    public int this[Fate fate] => _counts[(int)fate];

    /// <summary>How many will become entries.</summary>
    public int Adding => this[Fate.Theirs] + this[Fate.Own];

    /// <summary>The number that stands for it in a heading: what came from the person, or her own where nothing did.</summary>
    public int Main => this[Fate.Theirs] > 0 ? this[Fate.Theirs] : this[Fate.Own];

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file at its first byte.</param>
    /// <param name="file">The record that it is for.</param>
    /// <param name="answers">What she chose.</param>
    /// <param name="addToo">The places in the file of those that she says are not the same as what she typed.</param>
    /// <param name="keepRaw">True when the records' own text is needed.</param>
    /// <param name="cancel">Asked at every record.</param>
    /// <returns>The plan, or null when the file is of no known format.</returns>
    public static ImportPlan? Read(Stream stream, CaseFile file, ImportAnswers answers, IReadOnlySet<string> addToo, bool keepRaw, CancellationToken cancel)
    {
        var reading = ExportReading.Open(ExportFile.Over(stream), answers.Options);
        if (reading.Format is null)
        {
            return null;
        }

        var plan = new ImportPlan(file, answers, addToo, reading.Format, reading.Tally);
        foreach (var found in reading.Read(cancel))
        {
            if (found is FoundItem item)
            {
                plan.Take(keepRaw ? item : item with { Raw = "" });
            }
        }

        plan.Person = reading.Tally.Participants.FirstOrDefault(one => one.Id == answers.Person);
        var sorted = plan._items.Select((planned, at) => (planned, at))
            .OrderBy(one => one.planned.Item.At ?? NodaTime.Instant.MaxValue).ThenBy(one => one.at).Select(one => one.planned).ToList();
        plan._items.Clear();
        plan._items.AddRange(sorted);
        return plan;
    }

    /// <summary>
    /// How many entries the record holds under each key. Those of an import that was undone do not count, so that it can be
    /// imported again; one that she withdrew by itself does: it was not wanted, and must not come back with the next backup.
    /// </summary>
    public static Dictionary<string, int> HeldKeys(CaseFile file)
    {
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var incident in file.AllIncidents)
        {
            if (incident["source-key"] is { } key && file.Find<Import>(incident.SourceSeq) is not { IsWithdrawn: true })
            {
                held[key] = held.GetValueOrDefault(key) + 1;
            }
        }

        return held;
    }

    private void Take(FoundItem item)
    {
        var fate = FateOf(item);
        Incident? same = null;
        if (fate is Fate.Theirs or Fate.Own)
        {
            if (item.KeyOrdinal <= _held.GetValueOrDefault(item.Key))
            {
                fate = Fate.Already;
            }
            else if (_typed.Match(item) is { } typed)
            {
                same = typed;
                fate = _addToo.Contains(item.Locator.Path) ? fate : Fate.Typed;
            }
        }

        _counts[(int)fate]++;
        if (fate is not (Fate.Theirs or Fate.Own or Fate.Typed))
        {
            return;
        }

        _characters += item.Raw.Length + item.Text.Length;
        if (_items.Count >= MostItems || _characters > MostCharacters)
        {
            TooMany = true;
            return;
        }

        _items.Add(new(item, fate, same));
    }

    private Fate FateOf(FoundItem item) => item.Direction switch
    {
        Direction.System => Fate.System,
        Direction.Incoming when item.IsFrom(_answers.Person) => Fate.Theirs,
        Direction.Incoming => IsNameless(item.From) ? Fate.Withheld : Fate.Others,
        _ when item.To.Any(peer => peer.Id == _answers.Person) => Fate.Own,
        _ => item.To.All(IsNameless) ? Fate.Withheld : Fate.Others,
    };

    private static bool IsNameless(Peer peer) => peer.Kind is PeerKind.Withheld or PeerKind.Unknown;
}
