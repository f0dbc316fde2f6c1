using System.Globalization;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sqlite;
using ContactLog.Data.Stamps;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Record;

/// <summary>
/// The only way into a record: for pages, imports, the demo and the tests alike. A call appends its
/// entries and takes in their files in one transaction, or does nothing at all.
/// </summary>
public sealed class Recorder(ContactLogDb db, WriteLock writes, TimeProvider clock, OuterSeal outer, StampOutbox stamps)
{
    /// <summary>The version of what the sealed fields hold; bound into each of them.</summary>
    internal const int Schema = 1;

    /// <summary>The name under which an entry file itself is sealed. No field can have it: it is not a field name.</summary>
    internal const string EntryName = "@entry";

    /// <summary>The name under which a file entry is sealed.</summary>
    internal const string FileName = "@file";

    /// <summary>After how many entries whoever waits is told.</summary>
    private const int ToldAfter = 200;

    private static readonly ItemType[] s_withoutRepeat = [ItemType.Case];

    /// <summary>Begins a case: makes its key, grants it to the owner and appends the case itself as entry 1.</summary>
    /// <param name="ownerId">The account it belongs to.</param>
    /// <param name="ownerPublicKey">To which the case key is sealed.</param>
    /// <param name="actor">Who does it, as named in the record.</param>
    /// <param name="settings">What the case says of itself.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    /// <returns>The key to the new case; the caller disposes of it.</returns>
    public async Task<CaseKey> BeginAsync(Guid ownerId, byte[] ownerPublicKey, string actor, FieldSet settings, CancellationToken cancel)
    {
        var key = CaseKey.Create(Guid.NewGuid(), 1, outer);
        try
        {
            using var turn = await writes.TakeAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var now = clock.GetUtcNow();
            var row = new CaseRow
            {
                Id = key.CaseId,
                OwnerId = ownerId,
                Epoch = 1,
                HeadSeq = 0,
                HeadDigest = Digest.None.Hex,
                CreatedAt = now.ToUnixTimeSeconds(),
            };
            db.Cases.Add(row);
            db.Grants.Add(new GrantRow
            {
                CaseId = key.CaseId,
                Epoch = 1,
                UserId = ownerId,
                Sealed = Grant.Seal(key, ownerId, ownerPublicKey, outer),
                CreatedAt = now.ToUnixTimeSeconds(),
            });
            await db.SaveChangesAsync(cancel);
            await AppendAsync(key, row, actor, [EntryDraft.New(ItemType.Case, settings)], null, now, cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Appends entries to a record.</summary>
    /// <param name="key">The key to the case.</param>
    /// <param name="actor">Who does it, as named in the record.</param>
    /// <param name="drafts">The entries, in order.</param>
    /// <param name="requestId">The form that is being submitted; a form that was taken before appends nothing.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    /// <param name="progress">Told how many are written, now and then; none of them counts before the commit.</param>
    /// <param name="seenHead">The last entry of the record that the drafts were planned upon, where they hold only for that record; null where they hold for any.</param>
    /// <exception cref="RecordMovedException">The record went on since.</exception>
    /// <exception cref="ItemChangedException">An item was changed since the writer saw it.</exception>
    /// <exception cref="DraftRefusedException">A draft breaks a rule of the record.</exception>
    /// <exception cref="EpochPassedException">Somebody's access ended meanwhile; open the case anew and append again.</exception>
    public Task<Appended> AppendAsync(CaseKey key, string actor, IReadOnlyList<EntryDraft> drafts, Guid? requestId, CancellationToken cancel, Action<int>? progress = null, int? seenHead = null) =>
        AppendAsync(key, actor, drafts, requestId, null, cancel, progress, seenHead);

    /// <summary>The first item that a form made that was taken before; null when it was not.</summary>
    public async Task<Guid?> FindTakenAsync(Guid caseId, Guid requestId, CancellationToken cancel) =>
        await db.Items.AsNoTracking()
            .Where(item => item.CaseId == caseId && db.Entries.Any(entry => entry.CaseId == caseId && entry.RequestId == requestId && entry.Seq == item.FirstSeq))
            .Select(item => (Guid?)item.Id).SingleOrDefaultAsync(cancel);

    /// <summary>Appends entries together with a change of who may open the case: both or neither.</summary>
    /// <param name="key">The key to the case.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="drafts">The entries, in order.</param>
    /// <param name="requestId">The form, as above; when it was taken before, the change is not made again either.</param>
    /// <param name="change">Runs first, in the same transaction and the writer's turn; gives back the key to seal the entries with. Throwing gives up everything.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    /// <param name="progress">As above.</param>
    /// <param name="seenHead">As above.</param>
    internal async Task<Appended> AppendAsync(
        CaseKey key, string actor, IReadOnlyList<EntryDraft> drafts, Guid? requestId, Func<CaseRow, Task<CaseKey>>? change, CancellationToken cancel,
        Action<int>? progress = null, int? seenHead = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(drafts.Count);
        try
        {
            using var turn = await writes.TakeAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            if (drafts.Count > ToldAfter)
            {
                await SqliteSettings.HoldPagesAsync(db, cancel);
            }

            var row = await db.Cases.SingleAsync(c => c.Id == key.CaseId, cancel);
            if (requestId is { } request
                && await db.Entries.Where(e => e.CaseId == key.CaseId && e.RequestId == request).Select(e => (int?)e.Seq).SingleOrDefaultAsync(cancel) is { } seq)
            {
                var there = await db.Items.AsNoTracking().Where(i => i.CaseId == key.CaseId && i.FirstSeq >= seq && i.FirstSeq < seq + drafts.Count)
                    .OrderBy(i => i.FirstSeq).Select(i => i.Id).ToListAsync(cancel);
                return new(seq, drafts.Count, there, WasThere: true);
            }

            // Asked in the writer's turn, and after a form that was taken before has found what came of it.
            if (seenHead is { } head && head != row.HeadSeq)
            {
                throw new RecordMovedException(head, row.HeadSeq);
            }

            if (change is not null)
            {
                key = await change(row);
            }

            var appended = await AppendAsync(key, row, actor, drafts, requestId, clock.GetUtcNow(), cancel, progress);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return appended;
        }
        finally
        {
            // A failed append must leave nothing behind that a later save in the same request would write.
            db.ChangeTracker.Clear();
        }
    }

    private async Task<Appended> AppendAsync(
        CaseKey key, CaseRow row, string actor, IReadOnlyList<EntryDraft> drafts, Guid? requestId, DateTimeOffset now, CancellationToken cancel, Action<int>? progress = null)
    {
        if (key.Epoch != row.Epoch)
        {
            throw new EpochPassedException(key.Epoch, row.Epoch);
        }

        var first = row.HeadSeq + 1;
        var items = await LoadTargetsAsync(key.CaseId, drafts, cancel);
        var made = new List<Guid>();
        using var rows = new RowInserts(db);
        foreach (var draft in drafts)
        {
            cancel.ThrowIfCancellationRequested();
            var seq = row.HeadSeq + 1;
            if (draft.Type is { } type)
            {
                if (s_withoutRepeat.Contains(type) && seq != 1)
                {
                    throw new DraftRefusedException("A case has one entry of this type.");
                }

                if (type == ItemType.Exhibit && draft.Files.Count != 1)
                {
                    throw new DraftRefusedException("An exhibit has one file.");
                }

                rows.Write(type.New(draft.ItemId, key.CaseId, seq));
                made.Add(draft.ItemId);
            }
            else if (draft.Target is { } target)
            {
                var item = items.GetValueOrDefault(target) ?? throw new DraftRefusedException("There is no such item.");
                if (draft.SeenLatest is { } seen && seen != item.LatestSeq)
                {
                    throw new ItemChangedException(target, item.LatestSeq);
                }

                item.LatestSeq = seq;
                made.Add(Guid.Empty);
            }
            else
            {
                made.Add(Guid.Empty);
            }

            await WriteEntryAsync(rows, key, row, draft, FieldFiles(draft, actor, first), seq == first ? requestId : null, now, cancel);
            if (made.Count % ToldAfter == 0)
            {
                progress?.Invoke(made.Count);
            }
        }

        await stamps.NoteAsync(key.CaseId, row.HeadSeq, now, cancel);
        return new(first, drafts.Count, made, WasThere: false);
    }

    private async Task<Dictionary<int, Item>> LoadTargetsAsync(Guid caseId, IReadOnlyList<EntryDraft> drafts, CancellationToken cancel)
    {
        var targets = drafts.Where(draft => draft.Target is not null).Select(draft => draft.Target!.Value).Distinct().ToList();
        return targets.Count == 0
            ? []
            : await db.Items.Where(item => item.CaseId == caseId && targets.Contains(item.FirstSeq)).ToDictionaryAsync(item => item.FirstSeq, cancel);
    }

    private static SortedDictionary<string, FieldFile> FieldFiles(EntryDraft draft, string actor, int first)
    {
        var files = new SortedDictionary<string, FieldFile>(StringComparer.Ordinal);
        void Put(string name, string text)
        {
            if (!files.TryAdd(name, FieldFile.Create(text)))
            {
                throw new DraftRefusedException($"The field '{name}' is the record's own.");
            }
        }

        Put("actor", actor);
        if (draft.Reason is { Length: > 0 } reason)
        {
            Put("reason", reason);
        }

        if (draft.Type is { } type)
        {
            Put("type", type.Word());
        }

        foreach (var (name, text) in draft.Fields.Written)
        {
            // An empty text in a first entry says nothing; in an amendment it clears the field.
            if (text.Length > 0 || draft.Kind == EntryKind.Amend)
            {
                Put(name, text);
            }
        }

        foreach (var (field, linked) in draft.Links)
        {
            Put(field, (first + linked).ToString(CultureInfo.InvariantCulture));
        }

        return files;
    }

    private async Task WriteEntryAsync(
        RowInserts rows, CaseKey key, CaseRow row, EntryDraft draft, SortedDictionary<string, FieldFile> fields, Guid? requestId, DateTimeOffset now, CancellationToken cancel)
    {
        var entryId = Guid.NewGuid();
        var commitments = new List<FieldCommitment>(fields.Count);
        var contents = new List<EntryFieldRow>(fields.Count);
        foreach (var (name, file) in fields)
        {
            var bytes = file.ToBytes();
            contents.Add(new() { EntryId = entryId, Ordinal = commitments.Count, Sealed = key.SealField(entryId, name, Schema, bytes) });
            commitments.Add(new(name, Digest.Of(bytes)));
        }

        var files = new List<FileCommitment>(draft.Files.Count);
        foreach (var fileId in draft.Files)
        {
            var file = await db.Files.SingleOrDefaultAsync(f => f.Id == fileId && f.CaseId == key.CaseId && f.EntryId == null && f.Size >= 0, cancel);
            if (file is not { EntryId: null })
            {
                // The row as it is kept in memory knows of an entry of the same call that took the file before.
                throw new DraftRefusedException("The file did not arrive whole, or another entry has it.");
            }

            files.Add(new(files.Count + 1, Digest.Of(key.At(file.Epoch).OpenField(file.Id, FileName, Schema, file.SealedEntry))));
            file.EntryId = entryId;
            file.Number = files.Count;
        }

        var text = new EntryText
        {
            CaseId = key.CaseId,
            Seq = row.HeadSeq + 1,
            Kind = draft.Kind,
            Prev = Digest.TryParse(row.HeadDigest, out var prev) ? prev : throw new RecordBrokenException(row.HeadSeq, "the stored head is not a digest"),
            Recorded = EntryText.ToRecorded(now),
            Target = draft.Target,
            Fields = commitments,
            Files = files,
        };
        var entryBytes = text.ToBytes();
        var digest = Digest.Of(entryBytes);
        rows.Write(new EntryRow
        {
            Id = entryId,
            CaseId = key.CaseId,
            Seq = text.Seq,
            Digest = digest.Hex,
            Prev = text.Prev.Hex,
            RecordedAt = text.Recorded.ToUnixTimeSeconds(),
            Epoch = key.Epoch,
            Sealed = key.SealField(entryId, EntryName, Schema, entryBytes),
            RequestId = requestId,
            FieldCount = commitments.Count,
            FileCount = files.Count,
        });
        contents.ForEach(rows.Write);
        row.HeadSeq = text.Seq;
        row.HeadDigest = digest.Hex;
    }
}
