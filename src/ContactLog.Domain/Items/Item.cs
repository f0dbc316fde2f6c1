using ContactLog.Domain.Record;
using ContactLog.Domain.Time;
using NodaTime;

namespace ContactLog.Domain.Items;

/// <summary>
/// Something in a case. Stored are only its identity, its place and a pointer to its latest entry;
/// what it says lies sealed in its entries and is filled in by the one class that opens a case.
/// </summary>
public abstract class Item
{
    private When? _when;
    private Dictionary<string, When>? _otherWhens;
    private IReadOnlyList<Revision>? _history;

    /// <summary>Random; used in addresses on screen.</summary>
    public Guid Id { get; init; }

    /// <summary>The case it belongs to.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Its first entry: how the record names the item.</summary>
    public int FirstSeq { get; init; }

    /// <summary>Its latest entry; two tabs that edit one item are told apart by it.</summary>
    public int LatestSeq { get; set; }

    /// <summary>What kind of item it is.</summary>
    public abstract ItemType Type { get; }

    /// <summary>What it says now.</summary>
    public FieldSet Fields { get; private set; } = FieldSet.Empty;

    /// <summary>All its entries, oldest first.</summary>
    /// <exception cref="InvalidOperationException">The case was not opened.</exception>
    public IReadOnlyList<Revision> History => _history ?? throw new InvalidOperationException("The case was not opened.");

    /// <summary>True when it no longer counts. Its text stays in the record and it can be restored.</summary>
    public bool IsWithdrawn { get; private set; }

    /// <summary>The files of its entries.</summary>
    public IReadOnlyList<OpenedFile> Files { get; private set; } = [];

    /// <summary>When its first entry was recorded, by the server's clock.</summary>
    public Instant Recorded => History[0].Entry.Recorded;

    /// <summary>The zone of the case, for times that do not name one.</summary>
    public DateTimeZone CaseZone { get; private set; } = DateTimeZone.Utc;

    /// <summary>How often it was amended.</summary>
    public int Amendments => History.Count(revision => revision.Entry.Text.Kind == EntryKind.Amend);

    /// <summary>The text of a field, or null.</summary>
    public string? this[string name] => Fields[name];

    /// <summary>What it said at an entry of the record: everything up to that entry.</summary>
    public FieldSet FieldsAt(int seq)
    {
        var fields = FieldSet.Empty;
        foreach (var change in History.TakeWhile(revision => revision.Entry.Seq <= seq).SelectMany(revision => revision.Changes))
        {
            fields = fields.With(change.Name, change.Now);
        }

        return fields;
    }

    /// <summary>A time of the item.</summary>
    protected When ReadWhen(string prefix = "")
    {
        // Counting asks for the same time once for each boundary; reading it costs more than keeping it.
        if (prefix.Length == 0)
        {
            return _when ??= Read();
        }

        _otherWhens ??= new(StringComparer.Ordinal);
        if (!_otherWhens.TryGetValue(prefix, out var when))
        {
            _otherWhens[prefix] = when = Read();
        }

        return when;

        When Read() => When.Read(name => Fields[name], CaseZone, prefix);
    }

    /// <summary>Another one with the same identity, to be opened with other texts.</summary>
    internal Item Copy()
    {
        var copy = (Item)MemberwiseClone();
        (copy._when, copy._otherWhens) = (null, null);
        return copy;
    }

    internal void Open(IReadOnlyList<Revision> history, FieldSet fields, bool withdrawn, DateTimeZone caseZone)
    {
        _history = history;
        if (!ReferenceEquals(CaseZone, caseZone) || !Fields.SaysTheSame(fields))
        {
            (_when, _otherWhens) = (null, null);
        }

        Fields = fields;
        IsWithdrawn = withdrawn;
        CaseZone = caseZone;
        Files = history.Count == 1 ? history[0].Entry.Files : [.. history.SelectMany(revision => revision.Entry.Files)];
    }
}

/// <summary>One entry in the history of an item.</summary>
public sealed class Revision
{
    private readonly FieldSet _before;
    private FieldChange[]? _changes;

    internal Revision(OpenedEntry entry, FieldSet before)
    {
        Entry = entry;
        _before = before;
    }

    /// <summary>The entry.</summary>
    public OpenedEntry Entry { get; }

    /// <summary>What changed; for the first entry, everything it said.</summary>
    // Made when first asked for: a page opens thousands of items and tells the history of a few.
    public IReadOnlyList<FieldChange> Changes =>
        _changes ??= [.. Entry.FieldFiles.Said().Written.Select(said => new FieldChange(said.Key, _before[said.Key], said.Value.Length > 0 ? said.Value : null))];
}

/// <summary>A field before and after an entry; null where it said nothing.</summary>
public sealed record FieldChange(string Name, string? Before, string? Now);

/// <summary>An entry with its unsealed fields and files.</summary>
public sealed record OpenedEntry
{
    /// <summary>The entry as it is hashed.</summary>
    public required EntryText Text { get; init; }

    /// <summary>The digest of the entry file.</summary>
    public required Digest Digest { get; init; }

    /// <summary>The field files by name; fewer than the entry names where some were left out.</summary>
    public required FieldFiles FieldFiles { get; init; }

    /// <summary>The files, in order.</summary>
    public IReadOnlyList<OpenedFile> Files { get; init; } = [];

    /// <summary>The place in the record.</summary>
    public int Seq => Text.Seq;

    /// <summary>When it was recorded, by the server's clock.</summary>
    public Instant Recorded => Text.Recorded;

    /// <summary>The text of a field of this entry, or null.</summary>
    public string? this[string name] => FieldFiles.TryGetValue(name, out var file) && file.Text.Length > 0 ? file.Text : null;

    /// <summary>Who made the entry, as named then.</summary>
    public string? Actor => this["actor"];

    /// <summary>Why, where a reason was given.</summary>
    public string? Reason => this["reason"];
}

/// <summary>An attached file as the record knows it.</summary>
/// <param name="Id">Where its sealed bytes are stored.</param>
/// <param name="Seq">The entry it belongs to.</param>
/// <param name="Number">Its number in that entry.</param>
/// <param name="Entry">Name, size, digest and time of arrival.</param>
/// <param name="Committed">The digest of its file entry, as the record's entry holds it. The file entry is salted, so this says nothing of the file to whoever has neither.</param>
public sealed record OpenedFile(Guid Id, int Seq, int Number, FileEntry Entry, Digest Committed);
