using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using ContactLog.Web.Uploads;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Demo;

/// <summary>
/// Writes the demo case down, entry by entry, through the same classes as everybody's, each at its own
/// time of day. Fields are written <c>name=value</c>; a value <c>@name</c> stands for the item of that name.
/// </summary>
internal sealed class DemoBook(Recorder recorder, CaseOpener opener, FileStore files, DemoClock clock, CancellationToken cancel)
{
    /// <summary>Whose record it is.</summary>
    public const string Actor = "Casey Example";

    /// <summary>The zone of the case; its clocks change on 2 November 2025 and 8 March 2026.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static readonly LocalDateTimePattern s_pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private readonly Dictionary<string, int> _seqs = new(StringComparer.Ordinal);

    /// <summary>The key to the case.</summary>
    public required CaseKey Key { get; init; }

    /// <summary>The moment of a wall time in the zone of the case.</summary>
    public static DateTimeOffset Moment(string local) => s_pattern.Parse(local).Value.InZoneStrictly(Zone).ToDateTimeOffset();

    /// <summary>Fields from <c>name=value</c>.</summary>
    public FieldSet Fields(params IReadOnlyList<string> fields) => fields.Aggregate(FieldSet.Empty, (set, field) =>
    {
        var parts = field.Split('=', 2);
        return set.With(parts[0], parts[1].StartsWith('@') && _seqs.TryGetValue(parts[1][1..], out var seq) ? seq.ToString(CultureInfo.InvariantCulture) : parts[1]);
    });

    /// <summary>Fields with a time, read as if she had typed it: what the pages refuse, the demo cannot write.</summary>
    public static FieldSet At(FieldSet fields, string date, string time = "", string end = "", Fold? fold = null, string prefix = "")
    {
        var (when, problem) = WhenInput.Read(date, time, Zone, fold, now: null, end);
        return when is null ? throw new InvalidOperationException($"'{date} {time}' is no time: {problem}.") : fields.With(when, prefix);
    }

    /// <summary>Records something new.</summary>
    public async Task AddAsync(string recorded, ItemType type, FieldSet fields, string? name = null)
    {
        var seq = await AppendAsync(recorded, EntryDraft.New(type, fields));
        if (name is not null)
        {
            _seqs.Add(name, seq);
        }
    }

    /// <summary>
    /// Records an incident. The time may be <c>01:00 to 03:00</c>; <c>fold=second</c> says which of two equal times it
    /// is, <c>as=name</c> gives it a name for what refers to it.
    /// </summary>
    public Task LogAsync(string recorded, string kind, string date, string time, params IReadOnlyList<string> fields)
    {
        var name = fields.FirstOrDefault(field => field.StartsWith("as=", StringComparison.Ordinal))?[3..];
        var said = Fields([.. fields.Where(field => !field.StartsWith("as=", StringComparison.Ordinal))]).With("kind", kind);
        var times = time.Split(" to ");
        var fold = Enum.TryParse<Fold>(said["fold"], ignoreCase: true, out var which) ? which : (Fold?)null;
        return AddAsync(recorded, ItemType.Incident, At(said, date, times[0], times.Length > 1 ? times[1] : "", fold), name);
    }

    /// <summary>Takes a file in as an exhibit of an item.</summary>
    public async Task ExhibitAsync(string recorded, string of, string fileName, byte[] bytes, params IReadOnlyList<string> fields)
    {
        clock.Set(Moment(recorded));
        using var stream = new MemoryStream(bytes, writable: false);
        var received = await files.ReceiveAsync(Key, stream, fileName, bytes.Length, cancel);
        var written = Fields(fields).With("of", _seqs[of]).With("media-type", received.Media.MimeType).With("metadata", FileClaims.Read(bytes));
        await AppendAsync(recorded, EntryDraft.New(ItemType.Exhibit, written).WithFiles(received.Id));
    }

    /// <summary>Corrects an item.</summary>
    public async Task AmendAsync(string recorded, string name, string reason, FieldSet changes)
    {
        var item = await FindAsync(name);
        await AppendAsync(recorded, EntryDraft.Amend(item, item.Fields.ChangesTo(item.Fields.Amended(changes)), reason));
    }

    /// <summary>Withdraws an item.</summary>
    public async Task WithdrawAsync(string recorded, string name, string reason) =>
        await AppendAsync(recorded, EntryDraft.Withdraw(await FindAsync(name), reason));

    /// <summary>Brings a withdrawn item back.</summary>
    public async Task RestoreAsync(string recorded, string name, string reason) =>
        await AppendAsync(recorded, EntryDraft.Restore(await FindAsync(name), reason));

    /// <summary>The id of the item of a name.</summary>
    public async Task<Guid> IdOfAsync(string name) => (await FindAsync(name)).Id;

    private async Task<Item> FindAsync(string name) =>
        (await opener.OpenAsync(Key, cancel)).Find<Item>(_seqs[name]) ?? throw new InvalidOperationException($"There is no '{name}'.");

    private async Task<int> AppendAsync(string recorded, EntryDraft draft)
    {
        clock.Set(Moment(recorded));
        return (await recorder.AppendAsync(Key, Actor, [draft], requestId: null, cancel)).FirstSeq;
    }
}
