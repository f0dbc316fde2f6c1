using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
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
    /// <exception cref="EpochPassedException">Somebody's access ended since the key was opened; open the keys anew and ask again.</exception>
    public async Task<CaseFile> OpenAsync(CaseKey key, CancellationToken cancel, int? asOf = null)
    {
        // Until the store has proved whole, no copy of it stands in for it: a broken record must lead every page to say so.
        var copy = copies.Take(key.CaseId);
        var loaded = await LoadAsync(key, 0, cancel);
        var rows = loaded.Rows();
        // Rows that are byte for byte those whose seals and hashes were checked a short while ago hold what was found then.
        var known = copy?.Rows == rows ? copies.Open(key, copy) : null;
        var entries = known ?? Unseal(key, loaded, cancel);
        var file = Verify(key.CaseId, entries, loaded);
        if (known is null)
        {
            copies.Put(key, entries, read: null, rows);
        }
        else
        {
            copies.Put(key.CaseId, copy!);
        }

        return asOf is { } seq && seq < entries.Length ? file.AsOf(seq) : file;
    }

    /// <summary>
    /// Opens a case for a page: like <see cref="OpenAsync"/>, but what was read from the store a short while ago is taken from
    /// its sealed copy and only what was appended since is read. What is read is checked as ever; that the copy's last entry is
    /// the one that the store's record goes on from is checked too.
    /// </summary>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<CaseFile> OpenForPageAsync(CaseKey key, CancellationToken cancel)
    {
        if (copies.Find(key, out var read) is { Length: > 0 } known)
        {
            var loaded = await LoadAsync(key, known.Length, cancel);
            try
            {
                // An erasure changes what lies in the store of older entries.
                if (loaded.Head.Seq >= known.Length)
                {
                    var added = Unseal(key, loaded, cancel);
                    if (!added.Any(entry => entry.Text.Kind == EntryKind.Erase))
                    {
                        OpenedEntry[] all = [.. known, .. added];
                        var file = Verify(key.CaseId, all, loaded);
                        if (added.Length > 0)
                        {
                            copies.Put(key, all, read, rows: null);
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

    private static CaseFile Verify(Guid caseId, OpenedEntry[] entries, Loaded loaded)
    {
        var chain = new RecordChain();
        foreach (var entry in entries)
        {
            chain.Add(new ReadEntry(entry.Text, entry.Digest));
        }

        if (chain.Digests.Count != loaded.Head.Seq || (loaded.Head.Seq > 0 && chain.Digests[^1].Hex != loaded.Head.Digest))
        {
            throw new RecordBrokenException(chain.Digests.Count + 1, "it is missing: the case says that its record goes on");
        }

        return CaseFile.Open(caseId, entries, loaded.Items);
    }

    private static OpenedEntry[] Unseal(CaseKey key, Loaded loaded, CancellationToken cancel) =>
        Each(loaded.Entries.Count, at => Unseal(key, loaded.Entries[at], loaded.Fields, loaded.Files), cancel);

    /// <summary>Unseals an entry, reads it and checks every commitment in it.</summary>
    private static OpenedEntry Unseal(CaseKey key, EntryRow row, ILookup<Guid, EntryFieldRow> fields, ILookup<Guid, FileRow> files)
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

            var text = read.Text;
            if (text.CaseId != key.CaseId)
            {
                throw new RecordBrokenException(row.Seq, "it is of another case");
            }

            // A row out of place does not open: its name is bound into its seal.
            var found = new Dictionary<string, FieldFile>(text.Fields.Count, StringComparer.Ordinal);
            foreach (var field in fields[row.Id])
            {
                var commitment = field.Ordinal < text.Fields.Count ? text.Fields[field.Ordinal] : throw new RecordBrokenException(row.Seq, "a field is stored that it does not name");
                found.Add(commitment.Name, RecordChain.CheckField(text, commitment, entryKey.OpenField(row.Id, commitment.Name, Recorder.Schema, field.Sealed)));
            }

            OpenedFile[] attached = [.. files[row.Id].OrderBy(file => file.Number).Select(file => new OpenedFile(
                file.Id,
                row.Seq,
                file.Number,
                RecordChain.CheckFile(text, file.Number, key.At(file.Epoch).OpenField(file.Id, Recorder.FileName, Recorder.Schema, file.SealedEntry)),
                text.Files[file.Number - 1].Digest))];
            if (found.Count != text.Fields.Count)
            {
                throw new RecordBrokenException(row.Seq, "a field that it names is missing");
            }

            return attached.Length == text.Files.Count
                ? new() { Text = text, Digest = read.Digest, FieldFiles = FieldFiles.Of(found), Files = attached }
                : throw new RecordBrokenException(row.Seq, "a file that it names is missing");
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

    private async Task<Loaded> LoadAsync(CaseKey key, int after, CancellationToken cancel)
    {
        var caseId = key.CaseId;

        // One snapshot for all five reads: an append in between would look like a broken record.
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var snapshot = connection.BeginTransaction(deferred: true);
            await using var shared = await db.Database.UseTransactionAsync(snapshot, cancel);
            var head = await db.Cases.AsNoTracking().Where(c => c.Id == caseId).Select(c => new { c.HeadSeq, c.HeadDigest, c.Epoch }).SingleAsync(cancel);
            if (head.Epoch > key.Epoch)
            {
                // What was recorded since is under a key that is not at hand, and would look like a broken record.
                throw new EpochPassedException(key.Epoch, head.Epoch);
            }

            // What is stored of an item is little, and EF takes three times as long to make one out of it.
            var items = await db.Items.Where(i => i.CaseId == caseId).Select(i => new { i.Id, Kind = EF.Property<string>(i, "Kind"), i.FirstSeq, i.LatestSeq }).ToListAsync(cancel);

            // From the entries to what belongs to them, never the other way: that would look at the rows of every case.
            var chosen = db.Entries.AsNoTracking().Where(e => e.CaseId == caseId && e.Seq > after);
            var entries = head.HeadSeq == after ? [] : await chosen.OrderBy(e => e.Seq).ToListAsync(cancel);
            var fields = entries.Count == 0 ? [] : await chosen.Join(db.EntryFields.AsNoTracking(), e => e.Id, f => f.EntryId, (e, f) => f).ToListAsync(cancel);
            var files = entries.Count == 0 ? [] : await chosen.Join(db.Files.AsNoTracking(), e => (Guid?)e.Id, f => f.EntryId, (e, f) => f).ToListAsync(cancel);
            return new(entries, fields.ToLookup(f => f.EntryId), files.ToLookup(f => f.EntryId!.Value), [.. items.Select(i => Made(i.Id, i.Kind, i.FirstSeq, i.LatestSeq))], (head.HeadSeq, head.HeadDigest));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        Item Made(Guid id, string kind, int first, int latest)
        {
            var item = (ItemTypes.FromWord(kind) ?? throw new RecordBrokenException(first, "it is stored as an item of no type that there is")).New(id, caseId, first);
            item.LatestSeq = latest;
            return item;
        }
    }

    private sealed record Loaded(
        List<EntryRow> Entries,
        ILookup<Guid, EntryFieldRow> Fields,
        ILookup<Guid, FileRow> Files,
        List<Item> Items,
        (int Seq, string Digest) Head)
    {
        /// <summary>The digest of all that <see cref="Unseal(CaseKey, EntryRow, ILookup{Guid, EntryFieldRow}, ILookup{Guid, FileRow})"/> reads of the rows, each with its place and length.</summary>
        public Digest Rows()
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> place = stackalloc byte[16 + (3 * sizeof(int))];
            foreach (var row in Entries)
            {
                Add(place, row.Id, row.Seq, row.Epoch, row.Sealed);
                hash.AppendData(Encoding.ASCII.GetBytes(row.Digest));
            }

            foreach (var field in Fields.SelectMany(one => one))
            {
                Add(place, field.EntryId, field.Ordinal, 0, field.Sealed);
            }

            foreach (var file in Files.SelectMany(one => one))
            {
                Add(place, file.EntryId!.Value, file.Number, file.Epoch, file.Id.ToByteArray());
                hash.AppendData(file.SealedEntry);
            }

            return Digest.FromBytes(hash.GetHashAndReset());

            void Add(Span<byte> place, Guid id, int number, int epoch, byte[] bytes)
            {
                _ = id.TryWriteBytes(place);
                BinaryPrimitives.WriteInt32LittleEndian(place[16..], number);
                BinaryPrimitives.WriteInt32LittleEndian(place[20..], epoch);
                BinaryPrimitives.WriteInt32LittleEndian(place[24..], bytes.Length);
                hash.AppendData(place);
                hash.AppendData(bytes);
            }
        }
    }
}
