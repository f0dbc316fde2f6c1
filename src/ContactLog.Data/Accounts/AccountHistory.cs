using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Accounts;

/// <summary>One line of the history of an account.</summary>
public sealed record AccountEvent(DateTimeOffset At, string Kind, Place Place);

/// <summary>What happened to an account, for her to see. The newest 300 lines are kept; somebody who tries passwords cannot fill the disk.</summary>
public sealed class AccountHistory(ContactLogDb db, ServerSecret secret, WriteLock writers, TimeProvider clock)
{
    private const int Kept = 300;

    /// <summary>Adds a line of its own.</summary>
    public async Task AddAsync(Guid userId, string kind, Place place, CancellationToken cancel)
    {
        using var turn = await writers.TakeAsync(cancel);
        Add(db, secret.Outer, userId, kind, place, clock.GetUtcNow().ToUnixTimeSeconds());
        await db.SaveChangesAsync(cancel);
        var oldest = await db.Set<AccountEventRow>().Where(row => row.UserId == userId)
            .OrderByDescending(row => row.Id).Skip(Kept).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancel);
        if (oldest is { } id)
        {
            await db.Set<AccountEventRow>().Where(row => row.UserId == userId && row.Id <= id).ExecuteDeleteAsync(cancel);
        }
    }

    /// <summary>The lines, newest first.</summary>
    public async Task<IReadOnlyList<AccountEvent>> ListAsync(Guid userId, CancellationToken cancel)
    {
        var rows = await db.Set<AccountEventRow>().AsNoTracking().Where(row => row.UserId == userId)
            .OrderByDescending(row => row.Id).Take(Kept).ToListAsync(cancel);
        return [.. rows.Select(row => new AccountEvent(DateTimeOffset.FromUnixTimeSeconds(row.At), row.Kind, Place.Open(secret.Outer, userId, row.SealedPlace)))];
    }

    /// <summary>Adds a line to the transaction that makes the change.</summary>
    internal static void Add(ContactLogDb db, OuterSeal outer, Guid userId, string kind, Place place, long now) =>
        db.Add(new AccountEventRow { UserId = userId, At = now, Kind = kind, SealedPlace = place.Seal(outer, userId) });
}
