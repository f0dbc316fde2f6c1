using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;

namespace ContactLog.Web.Items;

/// <summary>
/// One mark on many incidents at once. The entries of one append are the batch: they stand in the record without a gap, each
/// changing the marks and nothing else, so that a batch is known again by its first entry and its length, and undone whole.
/// </summary>
internal static class TagMany
{
    private const string Field = "tags";

    /// <summary>The marks there are.</summary>
    internal static IReadOnlyList<string> Tags { get; } = [.. FieldCatalogue.Find(ItemType.Incident, Field)!.Choices];

    /// <summary>The amendments that add a mark, or remove it; none for an incident that is so already.</summary>
    /// <param name="rows">The incidents.</param>
    /// <param name="tag">One of <see cref="Tags"/>.</param>
    /// <param name="add">True to add, false to remove.</param>
    /// <param name="reason">Why.</param>
    /// <param name="seen">The newest entry of the record when the rows were shown: what was changed after it was not seen, and the recorder refuses.</param>
    internal static IReadOnlyList<EntryDraft> Drafts(IEnumerable<Incident> rows, string tag, bool add, string reason, int seen) =>
        [.. rows.Where(row => Has(row, tag) != add).Select(row => Amend(row, add ? [tag] : [], add ? [] : [tag], reason, SeenLatest(row, seen)))];

    /// <summary>The incidents of a batch with what it did to the marks of each; empty when the numbers name none.</summary>
    internal static IReadOnlyList<Tagged> Batch(CaseFile file, int seq, int count)
    {
        var batch = file.AllIncidents
            .SelectMany(row => row.History.Where(revision => revision.Entry.Seq >= seq && revision.Entry.Seq - seq < count).Select(revision => (Row: row, Revision: revision)))
            .OrderBy(pair => pair.Revision.Entry.Seq).ToList();
        return batch.Count == count && batch.TrueForAll(pair => pair.Revision.Entry.Text.Kind == EntryKind.Amend && pair.Revision.Changes is [{ Name: Field }])
            ? [.. batch.Select(pair => Told(pair.Row, pair.Revision.Changes[0]))]
            : [];
    }

    /// <summary>The amendments that take a batch back; none where that was done. Marks set since by something else stay.</summary>
    internal static IReadOnlyList<EntryDraft> Undo(IEnumerable<Tagged> batch, string reason) =>
    [
        .. batch.Where(one => !one.Row.IsWithdrawn && (one.Added.Any(tag => Has(one.Row, tag)) || one.Removed.Any(tag => !Has(one.Row, tag))))
            .Select(one => Amend(one.Row, one.Removed, one.Added, reason, one.Row.LatestSeq)),
    ];

    private static bool Has(Incident row, string tag) => row.Fields.List(Field).Contains(tag, StringComparer.Ordinal);

    // In the order of the catalogue, as the form writes them: the same marks are the same text.
    private static EntryDraft Amend(Incident row, IReadOnlyList<string> add, IReadOnlyList<string> remove, string reason, int latest)
    {
        var now = row.Fields.List(Field).Except(remove, StringComparer.Ordinal).Union(add, StringComparer.Ordinal).ToList();
        return EntryDraft.Amend(row, FieldSet.Empty.With(Field, string.Join('\n', Tags.Where(now.Contains).Concat(now.Where(tag => !Tags.Contains(tag, StringComparer.Ordinal))))), reason, latest);
    }

    private static int SeenLatest(Incident row, int seen) =>
        row.History.Where(revision => revision.Entry.Seq <= seen).Select(revision => revision.Entry.Seq).DefaultIfEmpty(0).Max();

    private static Tagged Told(Incident row, FieldChange change)
    {
        var before = change.Before?.Split('\n') ?? [];
        var now = change.Now?.Split('\n') ?? [];
        return new(row, [.. now.Except(before, StringComparer.Ordinal)], [.. before.Except(now, StringComparer.Ordinal)]);
    }

    /// <summary>An incident of a batch, with the marks that were added to it and removed from it.</summary>
    internal sealed record Tagged(Incident Row, IReadOnlyList<string> Added, IReadOnlyList<string> Removed);
}
