using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Web.Cases;

namespace ContactLog.Web.Importing;

/// <summary>Takes a whole import back, and brings it back. Nothing is destroyed: the import is withdrawn, and what came from it goes with it.</summary>
internal sealed class UndoImport(CurrentCase current)
{
    /// <summary>Takes it back: one entry, and one more for a number that only this import brought.</summary>
    /// <exception cref="ItemChangedException">Another tab was first.</exception>
    public async Task UndoAsync(CaseFile file, Import import, string? reason, Guid request, CancellationToken cancel)
    {
        List<EntryDraft> drafts = [EntryDraft.Withdraw(import, reason)];
        if (MadePoint(file, import) is { IsWithdrawn: false } point && !IsUsedElsewhere(file, import, point))
        {
            drafts.Add(EntryDraft.Withdraw(point, reason));
        }

        await current.AppendAsync(request, drafts, cancel);
    }

    /// <summary>Brings it back.</summary>
    /// <returns>False when the same messages are in the record again from a later import; then nothing was done.</returns>
    /// <exception cref="ItemChangedException">Another tab was first.</exception>
    public async Task<bool> RestoreAsync(CaseFile file, Import import, string? reason, Guid request, CancellationToken cancel)
    {
        var held = ImportPlan.HeldKeys(file);
        if (file.AllIncidents.Any(incident => incident.SourceSeq == import.FirstSeq && incident["source-key"] is { } key && held.ContainsKey(key)))
        {
            return false;
        }

        List<EntryDraft> drafts = [EntryDraft.Restore(import, reason)];
        if (MadePoint(file, import) is { IsWithdrawn: true } point)
        {
            drafts.Add(EntryDraft.Restore(point, reason));
        }

        await current.AppendAsync(request, drafts, cancel);
        return true;
    }

    /// <summary>The number that came into the record with this import: it stands after it.</summary>
    private static ContactPoint? MadePoint(CaseFile file, Import import) =>
        file.Find<ContactPoint>(import.Fields.Number("contact-point")) is { } point && point.FirstSeq > import.FirstSeq ? point : null;

    /// <summary>A number that she changed, or that something else names, is hers by now and stays.</summary>
    private static bool IsUsedElsewhere(CaseFile file, Import import, ContactPoint point) =>
        point.History.Count > 1
        || file.AllIncidents.Any(incident => incident.ContactPointSeq == point.FirstSeq && incident.SourceSeq != import.FirstSeq)
        || file.Imports.Any(other => other.FirstSeq != import.FirstSeq && other.Fields.Number("contact-point") == point.FirstSeq);
}
