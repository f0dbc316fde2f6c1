using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Private;

/// <summary>
/// What is hers alone and in no record: her plan, the people who know, her journal. Each paper is sealed to her own key
/// pair, not to the case's, so nobody the case is shared with opens it; it is in no hash list, no report and no export;
/// and it can be erased, which nothing in the record can.
/// </summary>
public sealed class PrivatePapers(ContactLogDb db, WriteLock writes)
{
    /// <summary>The longest paper, in bytes of its JSON: room for the fifty thousand signs of a page of the journal at six bytes each, which is what the halves of a smiley take.</summary>
    public const int LongestBytes = 320 * 1024;

    /// <summary>Most papers on one shelf of one person.</summary>
    public const int Most = 5000;

    // Sealed bytes are never markup: a letter stays a letter. As its number, each of another script weighs six bytes.
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every paper of a shelf.</summary>
    public async Task<PaperList<T>> AllAsync<T>(UserKeys me, string shelf, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        var papers = new List<Paper<T>>();
        var unopened = 0;
        foreach (var row in await Of(me, shelf).AsNoTracking().ToListAsync(cancel))
        {
            if (Open<T>(me, row) is { } paper)
            {
                papers.Add(paper);
            }
            else
            {
                unopened++;
            }
        }

        return new(papers, unopened);
    }

    /// <summary>One paper; null when it is not there, not hers, on another shelf, or does not open.</summary>
    public async Task<Paper<T>?> FindAsync<T>(UserKeys me, string shelf, Guid id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        return await Of(me, shelf).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is { } row ? Open<T>(me, row) : null;
    }

    /// <summary>Writes a paper.</summary>
    /// <param name="me">Her opened keys.</param>
    /// <param name="shelf">One of <see cref="PaperShelf"/>.</param>
    /// <param name="id">For a new one, random, made when its form was shown: a form that is sent twice makes one paper.</param>
    /// <param name="seen">The version that was shown; 0 for a new one.</param>
    /// <param name="content">What it says now.</param>
    /// <param name="cancel">Gives up; nothing was written.</param>
    public Task<PaperWritten> WriteAsync<T>(UserKeys me, string shelf, Guid id, int seen, T content, CancellationToken cancel) =>
        PutAsync(me, shelf, id, (int?)seen, content, cancel);

    /// <summary>Writes a paper whatever it said before, one that no longer opens too: for what is a convenience, and where only the last word counts.</summary>
    /// <inheritdoc cref="WriteAsync" path="/param"/>
    public Task<PaperWritten> PutAsync<T>(UserKeys me, string shelf, Guid id, T content, CancellationToken cancel) =>
        PutAsync(me, shelf, id, null, content, cancel);

    private async Task<PaperWritten> PutAsync<T>(UserKeys me, string shelf, Guid id, int? seen, T content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        var plain = JsonSerializer.SerializeToUtf8Bytes(content, s_plain);
        if (plain.Length > LongestBytes)
        {
            return PaperWritten.TooLong;
        }

        using var turn = await writes.TakeAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await Of(me, shelf).AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } row)
        {
            // The same form sent again: what it asks for is so already.
            if (Bytes(me, row) is { } before && before.AsSpan().SequenceEqual(plain))
            {
                return PaperWritten.Kept;
            }

            if (seen is not null && row.Version != seen)
            {
                return PaperWritten.Changed;
            }

            var blob = me.SealOwn(id, Name(shelf), plain);
            await Of(me, shelf).Where(one => one.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Sealed, blob).SetProperty(one => one.Version, row.Version + 1), cancel);
        }
        else
        {
            // An id that another person's paper has is answered like one that was erased.
            if (seen is not (null or 0) || id == Guid.Empty || await db.PrivatePapers.AnyAsync(one => one.Id == id, cancel))
            {
                return PaperWritten.Gone;
            }

            if (await Of(me, shelf).CountAsync(cancel) >= Most)
            {
                return PaperWritten.Full;
            }

            var added = new PaperRow { Id = id, UserId = me.UserId, Shelf = shelf, Version = 1, Sealed = me.SealOwn(id, Name(shelf), plain) };
            db.PrivatePapers.Add(added);
            await db.SaveChangesAsync(cancel);
            db.Entry(added).State = EntityState.Detached;
        }

        await transaction.CommitAsync(cancel);
        return PaperWritten.Kept;
    }

    /// <summary>
    /// Erases a paper. SQLite overwrites the freed bytes (<c>secure_delete</c>), and the write-ahead log, in which older
    /// pages lie, is cut to nothing, unless somebody reads for longer than two seconds: then at the next erasing or when the
    /// program ends. Backups made before still hold it, sealed.
    /// </summary>
    /// <returns>False when it was not there, not hers or on another shelf.</returns>
    public async Task<bool> EraseAsync(UserKeys me, string shelf, Guid id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        using var turn = await writes.TakeAsync(cancel);
        var erased = await Of(me, shelf).Where(row => row.Id == id).ExecuteDeleteAsync(cancel);
        await ForgetAsync();
        return erased > 0;
    }

    /// <summary>Erases all of a shelf, those that do not open too.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EraseAllAsync(UserKeys me, string shelf, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        using var turn = await writes.TakeAsync(cancel);
        var erased = await Of(me, shelf).ExecuteDeleteAsync(cancel);
        await ForgetAsync();
        return erased;
    }

    /// <summary>
    /// The id of the one paper of a name, such as a suggestion of the plan. It is made with her own key: whoever reads the
    /// table cannot try names against it and learn which of them she took up.
    /// </summary>
    public static Guid IdFor(UserKeys me, string shelf, string name)
    {
        ArgumentNullException.ThrowIfNull(me);
        return me.OwnId(Name(shelf) + "." + name);
    }

    /// <summary>After a reset: papers sealed to an older key pair are sealed to the current one, inside the caller's transaction.</summary>
    internal static async Task MoveAsync(ContactLogDb db, UserKeys old, UserKeys current, CancellationToken cancel)
    {
        foreach (var row in await db.PrivatePapers.AsNoTracking().Where(one => one.UserId == current.UserId).ToListAsync(cancel))
        {
            if (Bytes(old, row) is { } plain)
            {
                var blob = current.SealOwn(row.Id, Name(row.Shelf), plain);
                CryptographicOperations.ZeroMemory(plain);
                await db.PrivatePapers.Where(one => one.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Sealed, blob), cancel);
            }
        }
    }

    private static string Name(string shelf) => "paper-" + shelf;

    private static byte[]? Bytes(UserKeys keys, PaperRow row)
    {
        try
        {
            return keys.OpenOwn(row.Id, Name(row.Shelf), row.Sealed);
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }

    private static Paper<T>? Open<T>(UserKeys me, PaperRow row)
    {
        if (Bytes(me, row) is not { } plain)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(plain) is { } content ? new(row.Id, row.Version, content) : null;
        }
        catch (JsonException)
        {
            // Written by a newer program: it counts as unopened, and is not written over.
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private IQueryable<PaperRow> Of(UserKeys me, string shelf) => db.PrivatePapers.Where(row => row.UserId == me.UserId && row.Shelf == shelf);

    // Not to be given up half-way: what is erased should be gone when the page says so. While another request reads, the log
    // cannot be cut and the pragma says so in its first column; readers are done in moments.
    private async Task ForgetAsync()
    {
        const int tries = 100;
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        for (var at = 0; at < tries; at++)
        {
            if (await command.ExecuteScalarAsync(CancellationToken.None) is 0L)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
