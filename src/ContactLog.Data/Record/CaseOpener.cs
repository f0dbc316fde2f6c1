using ContactLog.Data.Sealing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Record;

/// <summary>The only way out of a record: reads every entry of a case, unseals and verifies it and gives back typed items.</summary>
public sealed class CaseOpener(ContactLogDb db, SealedCopies copies)
{
    /// <summary>Opens a case from the store, every row of it: for whoever asks whether the record is whole, and for what leaves the house.</summary>
    /// <param name="key">The key to it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="asOf">The last entry that is to count: the case as it was then. All that follow are verified too. Null for all.</param>
    /// <exception cref="RecordBrokenException">The record does not verify; nothing is given back.</exception>
    public async Task<CaseFile> OpenAsync(CaseKey key, CancellationToken cancel, int? asOf = null)
    {
        // Until the store has proved whole, no copy of it stands in for it: a broken record must lead every page to say so.
        copies.Drop(key.CaseId);
        var loaded = await LoadAsync(key.CaseId, 0, cancel);
        var entries = Each(loaded.Entries.Count, at => Unseal(key, loaded.Entries[at], loaded.Fields, loaded.Files), cancel);
        var file = Verify(key.CaseId, entries, loaded, cancel);
        copies.Put(key, entries, read: null);
        return asOf is { } seq && seq < entries.Length ? file.AsOf(seq) : file;
    }

    /// <summary>
    /// Opens a case for a page: like <see cref="OpenAsync"/>, but what was read from the store a short while ago is taken from
    /// its sealed copy and only what was appended since is read. Every hash is checked all the same.
    /// </summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<CaseFile> OpenForPageAsync(CaseKey key, CancellationToken cancel)
    {
        if (copies.Find(key, out var read) is { Count: > 0 } known)
        {
            var loaded = await LoadAsync(key.CaseId, known.Count, cancel);
            try
            {
                // An erasure changes what lies in the store of older entries.
                if (loaded.Head.Seq >= known.Count)
                {
                    var added = Each(loaded.Entries.Count, at => Unseal(key, loaded.Entries[at], loaded.Fields, loaded.Files), cancel);
                    if (!added.Any(entry => entry.Known!.Text.Kind == EntryKind.Erase))
                    {
                        RawEntry[] all = [.. known, .. added];
                        var file = Verify(key.CaseId, all, loaded, cancel);
                        if (added.Length > 0)
                        {
                            copies.Put(key, all, read);
                        }

                        return file;
                    }
                }
            }
            catch (RecordBrokenException)
            {
                // The store is not what the copy was made of; reading all of it says what is wrong, if anything is.
            }
        }

        return await OpenAsync(key, cancel);
    }

    private static CaseFile Verify(Guid caseId, RawEntry[] entries, Loaded loaded, CancellationToken cancel)
    {
        var opened = Each(entries.Length, at => entries[at].Open(at + 1, caseId), cancel);
        var chain = new RecordChain();
        foreach (var entry in opened)
        {
            chain.Add(new ReadEntry(entry.Text, entry.Digest));
        }

        if (chain.Digests.Count != loaded.Head.Seq || (loaded.Head.Seq > 0 && chain.Digests[^1].Hex != loaded.Head.Digest))
        {
            throw new RecordBrokenException(chain.Digests.Count + 1, "it is missing: the case says that its record goes on");
        }

        return CaseFile.Open(caseId, opened, loaded.Items);
    }

    private static RawEntry Unseal(CaseKey key, EntryRow row, ILookup<Guid, EntryFieldRow> fields, ILookup<Guid, FileRow> files)
    {
        try
        {
            var entryKey = key.At(row.Epoch);
            var bytes = entryKey.OpenField(row.Id, Recorder.EntryName, Recorder.Schema, row.Sealed);
            var read = RecordChain.Read(bytes, row.Seq);
            if (read.Digest.Hex != row.Digest)
            {
                throw new RecordBrokenException(row.Seq, "it does not match what is stored of it");
            }

            // A row out of place does not open: its name is bound into its seal.
            var names = read.Text.Fields;
            return new(
                bytes,
                [.. fields[row.Id].OrderBy(field => field.Ordinal).Select(field => field.Ordinal < names.Count
                    ? entryKey.OpenField(row.Id, names[field.Ordinal].Name, Recorder.Schema, field.Sealed)
                    : throw new RecordBrokenException(row.Seq, "a field is stored that it does not name"))],
                [.. files[row.Id].OrderBy(file => file.Number)
                    .Select(file => new RawFile(file.Id, file.Number, key.At(file.Epoch).OpenField(file.Id, Recorder.FileName, Recorder.Schema, file.SealedEntry)))])
            {
                Known = read,
            };
        }
        catch (SealBrokenException)
        {
            throw new RecordBrokenException(row.Seq, "its seal is broken");
        }
    }

    /// <summary>Does a thing for each entry, side by side: no entry needs another to be unsealed or read. The first that is wrong is named, whichever thread came on another one before.</summary>
    private static T[] Each<T>(int count, Func<int, T> make, CancellationToken cancel)
    {
        var made = new T[count];
        var broken = new RecordBrokenException?[count];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancel }, at =>
        {
            try
            {
                made[at] = make(at);
            }
            catch (RecordBrokenException one)
            {
                broken[at] = one;
            }
        });
        return Array.Find(broken, one => one is not null) is { } first ? throw first : made;
    }

    private async Task<Loaded> LoadAsync(Guid caseId, int after, CancellationToken cancel)
    {
        // One snapshot for all five reads: an append in between would look like a broken record.
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var snapshot = connection.BeginTransaction(deferred: true);
            await using var shared = await db.Database.UseTransactionAsync(snapshot, cancel);
            var head = await db.Cases.AsNoTracking().Where(c => c.Id == caseId).Select(c => new { c.HeadSeq, c.HeadDigest }).SingleAsync(cancel);
            var items = await db.Items.AsNoTracking().Where(i => i.CaseId == caseId).ToListAsync(cancel);

            // From the entries to what belongs to them, never the other way: that would look at the rows of every case.
            var chosen = db.Entries.AsNoTracking().Where(e => e.CaseId == caseId && e.Seq > after);
            var entries = head.HeadSeq == after ? [] : await chosen.OrderBy(e => e.Seq).ToListAsync(cancel);
            var fields = entries.Count == 0 ? [] : await chosen.Join(db.EntryFields.AsNoTracking(), e => e.Id, f => f.EntryId, (e, f) => f).ToListAsync(cancel);
            var files = entries.Count == 0 ? [] : await chosen.Join(db.Files.AsNoTracking(), e => (Guid?)e.Id, f => f.EntryId, (e, f) => f).ToListAsync(cancel);
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
