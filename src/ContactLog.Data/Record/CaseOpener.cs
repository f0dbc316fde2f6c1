using ContactLog.Data.Sealing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Record;

/// <summary>The only way out of a record: reads every entry of a case, verifies the chain, unseals and gives back typed items.</summary>
public sealed class CaseOpener(ContactLogDb db)
{
    /// <summary>Opens a case.</summary>
    /// <param name="key">The key to it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="asOf">The last entry that is to count: the case as it was then. All that follow are verified too. Null for all.</param>
    /// <exception cref="RecordBrokenException">The record does not verify; nothing is given back.</exception>
    public async Task<CaseFile> OpenAsync(CaseKey key, CancellationToken cancel, int? asOf = null)
    {
        var (entries, fields, files, items, head) = await LoadAsync(key.CaseId, cancel);

        // Unsealing is most of the work and no entry needs another for it; the chain is then checked in order.
        var opened = new OpenedEntry[entries.Count];
        var broken = new RecordBrokenException?[entries.Count];
        Parallel.For(0, entries.Count, new ParallelOptions { CancellationToken = cancel }, at =>
        {
            try
            {
                opened[at] = OpenEntry(key, entries[at], fields[entries[at].Id], files[entries[at].Id]);
            }
            catch (RecordBrokenException one)
            {
                broken[at] = one;
            }
        });

        var chain = new RecordChain();
        for (var at = 0; at < opened.Length; at++)
        {
            // The first that is wrong is named, whichever thread came on another one before.
            if (broken[at] is { } one)
            {
                throw one;
            }

            chain.Add(new ReadEntry(opened[at].Text, opened[at].Digest));
        }

        if (chain.Digests.Count != head.Seq || (head.Seq > 0 && chain.Digests[^1].Hex != head.Digest))
        {
            throw new RecordBrokenException(chain.Digests.Count + 1, "it is missing: the case says that its record goes on");
        }

        var file = CaseFile.Open(key.CaseId, opened, items);
        return asOf is { } seq && seq < opened.Length ? file.AsOf(seq) : file;
    }

    private static OpenedEntry OpenEntry(
        CaseKey key, EntryRow row, IEnumerable<EntryFieldRow> fields, IEnumerable<FileRow> files)
    {
        try
        {
            var bytes = key.At(row.Epoch).OpenField(row.Id, Recorder.EntryName, Recorder.Schema, row.Sealed);
            var (text, digest) = RecordChain.Read(bytes, row.Seq);
            if (digest.Hex != row.Digest || text.CaseId != key.CaseId)
            {
                throw new RecordBrokenException(text.Seq, "it does not match what is stored of it");
            }

            var fieldFiles = new Dictionary<string, FieldFile>(StringComparer.Ordinal);
            foreach (var field in fields.OrderBy(field => field.Ordinal))
            {
                if (field.Ordinal >= text.Fields.Count)
                {
                    throw new RecordBrokenException(text.Seq, "a field is stored that it does not name");
                }

                var name = text.Fields[field.Ordinal].Name;
                fieldFiles.Add(name, RecordChain.CheckField(text, name, key.At(row.Epoch).OpenField(row.Id, name, Recorder.Schema, field.Sealed)));
            }

            if (fieldFiles.Count != text.Fields.Count)
            {
                throw new RecordBrokenException(text.Seq, "a field that it names is missing");
            }

            var openedFiles = new List<OpenedFile>(text.Files.Count);
            foreach (var file in files.OrderBy(file => file.Number))
            {
                var entry = RecordChain.CheckFile(text, file.Number, key.At(file.Epoch).OpenField(file.Id, Recorder.FileName, Recorder.Schema, file.SealedEntry));
                openedFiles.Add(new(file.Id, text.Seq, file.Number, entry));
            }

            if (openedFiles.Count != text.Files.Count)
            {
                throw new RecordBrokenException(text.Seq, "a file that it names is missing");
            }

            return new() { Text = text, Digest = digest, FieldFiles = fieldFiles, Files = openedFiles };
        }
        catch (SealBrokenException)
        {
            throw new RecordBrokenException(row.Seq, "its seal is broken");
        }
    }

    private async Task<Loaded> LoadAsync(Guid caseId, CancellationToken cancel)
    {
        // One snapshot for all five reads: an append in between would look like a broken record.
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var snapshot = connection.BeginTransaction(deferred: true);
            await using var shared = await db.Database.UseTransactionAsync(snapshot, cancel);
            var head = await db.Cases.AsNoTracking().Where(c => c.Id == caseId).Select(c => new { c.HeadSeq, c.HeadDigest }).SingleAsync(cancel);
            var entries = await db.Entries.AsNoTracking().Where(e => e.CaseId == caseId).OrderBy(e => e.Seq).ToListAsync(cancel);
            var fields = await db.EntryFields.AsNoTracking()
                .Where(f => db.Entries.Any(e => e.Id == f.EntryId && e.CaseId == caseId)).ToListAsync(cancel);
            var files = await db.Files.AsNoTracking().Where(f => f.CaseId == caseId && f.EntryId != null).ToListAsync(cancel);
            var items = await db.Items.AsNoTracking().Where(i => i.CaseId == caseId).ToListAsync(cancel);
            return new(entries, fields.ToLookup(f => f.EntryId), files.ToLookup(f => f.EntryId!.Value), items, (head.HeadSeq, head.HeadDigest));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private sealed record Loaded(
        List<EntryRow> Entries,
        ILookup<Guid, EntryFieldRow> Fields,
        ILookup<Guid, FileRow> Files,
        List<Item> Items,
        (int Seq, string Digest) Head);
}
