using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Record;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Web.Cases;

namespace ContactLog.Web.Importing;

/// <summary>Takes a whole import back, and brings it back. Nothing is destroyed: the import is withdrawn, and what came from it goes with it.</summary>
internal sealed class UndoImport(CurrentCase current)
{
    /// <summary>Takes it back: one entry, and one more for a number that only this import brought.</summary>
    /// <exception cref="ItemChangedException">Another tab was first.</exception>
    /// <exception cref="RecordMovedException">The record went on since it was opened; a number may be used by now. Nothing was done.</exception>
    public async Task UndoAsync(CaseFile file, Import import, string? reason, Guid request, CancellationToken cancel)
    {
        List<EntryDraft> drafts = [EntryDraft.Withdraw(import, reason)];
        drafts.AddRange(PointsOf(file, import).Where(point => !point.IsWithdrawn && !IsUsedElsewhere(file, import, point)).Select(point => EntryDraft.Withdraw(point, reason)));
        await current.AppendAsync(request, drafts, cancel, seen: file);
    }

    /// <summary>Brings it back.</summary>
    /// <returns>False when the same messages are in the record again from a later import; then nothing was done.</returns>
    /// <exception cref="ItemChangedException">Another tab was first.</exception>
    /// <exception cref="RecordMovedException">The record went on since it was opened; the same messages may have come again. Nothing was done.</exception>
    public async Task<bool> RestoreAsync(CaseFile file, Import import, string? reason, Guid request, CancellationToken cancel)
    {
        if (FileCameAgain(file, import) || CameAgain(file, import))
        {
            return false;
        }

        List<EntryDraft> drafts = [EntryDraft.Restore(import, reason)];
        drafts.AddRange(PointsOf(file, import).Where(point => point.IsWithdrawn && WentWithAnImport(file, point)).Select(point => EntryDraft.Restore(point, reason)));
        await current.AppendAsync(request, drafts, cancel, seen: file);
        return true;
    }

    /// <summary>A file that this import brought to an entry has come to that entry again since: brought back, it would stand there twice.</summary>
    private static bool FileCameAgain(CaseFile file, Import import)
    {
        var standing = file.Exhibits.Where(exhibit => exhibit.OfSeq is not null).Select(exhibit => (exhibit.OfSeq, exhibit.File.Entry.Sha256)).ToHashSet();
        return file.Items.OfType<Exhibit>().Any(exhibit => exhibit.Fields.Number("source") == import.FirstSeq && standing.Contains((exhibit.OfSeq, exhibit.File.Entry.Sha256)));
    }

    /// <summary>
    /// What this import brought came again, and would stand there twice. Of what the person did, of appointments and of files one with the same key is enough: one too many is a
    /// false number. A key says nothing of two things: to whom she wrote ("No" to two people in one minute has one key), and that the person has another name by
    /// now. So her own messages, and words of his under another key, are held against each chat that stands: more than one, and at least half of what the import has in the
    /// days of that chat.
    /// </summary>
    private static bool CameAgain(CaseFile file, Import import)
    {
        var again = new HashSet<(Incident Row, (int?, string) Chat)>();
        foreach (var rows in KeyedRows.Of(file).Values)
        {
            foreach (var row in rows.Where(row => row.Row.SourceSeq == import.FirstSeq))
            {
                foreach (var other in rows.Where(other => !other.IsUndone && other.Ordinal == row.Ordinal))
                {
                    if (!row.Row.IsFromHer)
                    {
                        return true;
                    }

                    again.Add((row.Row, HeldRecords.ChatOf(other.Row)));
                }
            }
        }

        var its = file.AllIncidents.Where(row => row.SourceSeq == import.FirstSeq && (row.IsFromHer || row is { IsOwn: false } && row["said"] is not null)).ToLookup(HeldRecords.ChatOf);
        again.UnionWith(UnderAnotherName(file, import, [.. its.SelectMany(rows => rows).Where(row => !row.IsOwn)]));
        var days = file.AllIncidents.Where(row => !row.IsWithdrawn && row.SourceSeq != import.FirstSeq).GroupBy(HeldRecords.ChatOf)
            .ToDictionary(rows => rows.Key, rows => (First: rows.Min(row => row.When.Earliest), Last: rows.Max(row => row.When.Latest)));
        return again.GroupBy(one => (one.Chat, Own: HeldRecords.ChatOf(one.Row)), one => one.Row).Any(rows =>
        {
            var both = its[rows.Key.Own].Where(row => days.TryGetValue(rows.Key.Chat, out var chat) && row.When.Earliest >= chat.First && row.When.Earliest <= chat.Last).ToList();
            return IsMost(rows.Count(), both.Count) || IsMost(rows.Count(row => !row.IsOwn), both.Count(row => !row.IsOwn));
        });

        static bool IsMost(int count, int all) => count > 1 && count * 2 >= all;
    }

    /// <summary>What stands there with the same words at the same time and may be from the same person, with the chat that it came from.</summary>
    private static IEnumerable<(Incident Row, (int?, string) Chat)> UnderAnotherName(CaseFile file, Import import, List<Incident> its)
    {
        var numbers = new Dictionary<string, string?>(StringComparer.Ordinal);

        var keys = its.SelectMany(ImportPlan.KeysOf).ToHashSet(StringComparer.Ordinal);

        // Each chat, number and person once for all rows that say the same in one minute: a file can have thousands of these.
        var others = file.Incidents.Where(row => row.SourceSeq is { } source && source != import.FirstSeq && !ImportPlan.KeysOf(row).Any(keys.Contains))
            .GroupBy(Told).ToDictionary(same => same.Key, same => same.Select(row => (Chat: HeldRecords.ChatOf(row), Sender: Sender(row))).ToHashSet());
        return its.SelectMany(row => others.GetValueOrDefault(Told(row), []).Where(other => MayBeOne(other.Sender, Sender(row))).Select(other => (row, other.Chat)));

        static (long, string?, IncidentKind, string?) Told(Incident row) => (row.When.Earliest.ToUnixTimeSeconds() / 60, row["platform"], row.Kind, row["said"]);

        (string? Number, int? Person) Sender(Incident row)
        {
            var from = row["from"] ?? "";
            if (!numbers.TryGetValue(from, out var number))
            {
                numbers.Add(from, number = PhoneNumbers.Read(from, null) is { Kind: PeerKind.Phone } peer ? peer.Id : null);
            }

            return (number, file.PersonOf(row)?.FirstSeq);
        }

        // Sent at once from two numbers it is two messages; a name is what somebody called somebody on that day.
        static bool MayBeOne((string? Number, int? Person) one, (string? Number, int? Person) other) =>
            (one.Number is null || other.Number is null || one.Number == other.Number) && (one.Person is null || other.Person is null || one.Person == other.Person);
    }

    /// <summary>The numbers that imports brought and of which this one has messages: it brought them, or an earlier one that may be undone by now.</summary>
    private static IEnumerable<ContactPoint> PointsOf(CaseFile file, Import import)
    {
        var named = file.AllIncidents.Where(incident => incident.SourceSeq == import.FirstSeq).Select(incident => incident.ContactPointSeq).OfType<int>().ToHashSet();
        return file.Items.OfType<Import>().SelectMany(one => MadePoints(file, one).Where(point => one.FirstSeq == import.FirstSeq || named.Contains(point.FirstSeq)));
    }

    /// <summary>The numbers that came into the record with this import: they stand between it and its first message.</summary>
    private static IEnumerable<ContactPoint> MadePoints(CaseFile file, Import import)
    {
        var first = file.AllIncidents.Where(incident => incident.SourceSeq == import.FirstSeq).Min(incident => (int?)incident.FirstSeq) ?? import.FirstSeq;
        return file.Items.OfType<ContactPoint>().Where(point => point.FirstSeq > import.FirstSeq && point.FirstSeq < first);
    }

    /// <summary>Whether it was taken back together with an import, right behind it and in the same moment. One that she took out herself, before or after, stays out.</summary>
    private static bool WentWithAnImport(CaseFile file, ContactPoint point)
    {
        var moment = file.Entries[point.LatestSeq - 1].Recorded;
        for (var at = point.LatestSeq - 1; at >= 0 && file.Entries[at] is { Text: { Kind: EntryKind.Withdraw, Target: { } target } } entry && entry.Recorded == moment; at--)
        {
            if (file.Find<ContactPoint>(target) is null)
            {
                return file.Find<Import>(target) is not null;
            }
        }

        return false;
    }

    /// <summary>A number that she changed, or that something else names, is hers by now and stays. What went with an import that is undone names nothing.</summary>
    private static bool IsUsedElsewhere(CaseFile file, Import import, ContactPoint point) =>
        point.Amendments > 0
        || file.AllIncidents.Any(incident => incident.ContactPointSeq == point.FirstSeq && incident.SourceSeq != import.FirstSeq && file.Find<Import>(incident.SourceSeq) is not { IsWithdrawn: true })
        || file.Imports.Any(other => other.FirstSeq != import.FirstSeq && !other.IsWithdrawn && other.Fields.Number("contact-point") == point.FirstSeq);
}
