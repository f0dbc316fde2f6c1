using ContactLog.Domain.Items;
using ContactLog.Domain.Record;

namespace ContactLog.Data.Record;

/// <summary>What is to be appended to a record: one entry.</summary>
public sealed record EntryDraft
{
    private EntryDraft(EntryKind kind) => Kind = kind;

    /// <summary>What the entry does.</summary>
    public EntryKind Kind { get; }

    /// <summary>The type of a new item; null for entries about an existing one or about the case.</summary>
    public ItemType? Type { get; private init; }

    /// <summary>The item that the entry is about, by its first entry.</summary>
    public int? Target { get; private init; }

    /// <summary>The latest entry of that item as the writer saw it. Another one by now means that someone else wrote first.</summary>
    public int? SeenLatest { get; private init; }

    /// <summary>What it says.</summary>
    public FieldSet Fields { get; private init; } = FieldSet.Empty;

    /// <summary>Why, in the words of whoever did it.</summary>
    public string? Reason { get; private init; }

    /// <summary>Pending files that the entry takes in.</summary>
    public IReadOnlyList<Guid> Files { get; private init; } = [];

    /// <summary>Fields that name another draft of the same call, by its place in the call from 0.</summary>
    public IReadOnlyList<(string Field, int Draft)> Links { get; private init; } = [];

    /// <summary>The identity of a new item, where a page must know it beforehand.</summary>
    public Guid ItemId { get; private init; } = Guid.NewGuid();

    /// <summary>A new item.</summary>
    public static EntryDraft New(ItemType type, FieldSet fields) =>
        new(type == ItemType.Import ? EntryKind.Import : EntryKind.Entry) { Type = type, Fields = fields };

    /// <summary>Changed fields of an item. Only the fields that changed belong in it.</summary>
    public static EntryDraft Amend(Item item, FieldSet changes, string? reason, int? seenLatest = null) =>
        new(EntryKind.Amend) { Target = item.FirstSeq, SeenLatest = seenLatest ?? item.LatestSeq, Fields = changes, Reason = reason };

    /// <summary>An item that no longer counts.</summary>
    public static EntryDraft Withdraw(Item item, string? reason) =>
        new(EntryKind.Withdraw) { Target = item.FirstSeq, SeenLatest = item.LatestSeq, Reason = reason };

    /// <summary>A withdrawn item that counts again.</summary>
    public static EntryDraft Restore(Item item, string? reason) =>
        new(EntryKind.Restore) { Target = item.FirstSeq, SeenLatest = item.LatestSeq, Reason = reason };

    /// <summary>A report or bundle that is about to leave; its fields say what is in it.</summary>
    public static EntryDraft Export(FieldSet fields) => new(EntryKind.Export) { Fields = fields };

    /// <summary>Someone was let in; the fields say who, as what, to what and until when.</summary>
    internal static EntryDraft Share(FieldSet fields) => new(EntryKind.Share) { Fields = fields };

    /// <summary>Someone's access ended.</summary>
    internal static EntryDraft Unshare(FieldSet fields) => new(EntryKind.Unshare) { Fields = fields };

    /// <summary>The same with files.</summary>
    public EntryDraft WithFiles(params IReadOnlyList<Guid> files) => this with { Files = files };

    /// <summary>The same with a field that will name another draft of the same call.</summary>
    public EntryDraft LinkedTo(string field, int draft) => this with { Links = [.. Links, (field, draft)] };
}

/// <summary>What became of an append.</summary>
/// <param name="FirstSeq">The first entry that was appended; the rest follow without a gap.</param>
/// <param name="Count">How many.</param>
/// <param name="ItemIds">The identities of new items, in the order of the drafts; empty for drafts without one.</param>
/// <param name="WasThere">The same form had been taken before: nothing was appended this time.</param>
public sealed record Appended(int FirstSeq, int Count, IReadOnlyList<Guid> ItemIds, bool WasThere);

/// <summary>The item was changed by someone else since the writer saw it. Nothing was appended.</summary>
public sealed class ItemChangedException(int firstSeq, int latestSeq) : Exception($"Item {firstSeq} was changed by entry {latestSeq}.")
{
    /// <summary>The item.</summary>
    public int FirstSeq => firstSeq;

    /// <summary>The entry that came in between.</summary>
    public int LatestSeq => latestSeq;
}

/// <summary>The record went on since what was to be appended was planned. Nothing was appended; open the case anew and plan again.</summary>
public sealed class RecordMovedException(int seen, int head) : Exception($"It was planned upon entry {seen}; the record is at {head}.");

/// <summary>A new key epoch began since the case was opened, because somebody's access ended. Nothing was appended; open anew and append again.</summary>
public sealed class EpochPassedException(int held, int current) : Exception($"The key is of epoch {held}; the case is at {current}.");

/// <summary>What was to be appended breaks a rule of the record. A defect of the caller, or a forged form; nothing was appended.</summary>
public sealed class DraftRefusedException(string why) : Exception(why);
