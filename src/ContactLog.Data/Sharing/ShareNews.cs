using ContactLog.Data.Record;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Sharing;

/// <summary>
/// Whether there is something about sharing that the owner has not seen. It makes a quiet mark in her own pages and
/// nothing else: no mail, no message, no count. Reads row times only and needs no key.
/// </summary>
public sealed class ShareNews(ContactLogDb db, WriteLock writes, TimeProvider clock)
{
    /// <summary>True when somebody looked or tried since she was last there, waits to be let in, or asked her something.</summary>
    public Task<bool> AnyAsync(Guid ownerId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return db.Cases.Where(one => one.OwnerId == ownerId).AnyAsync(
            one => db.Looks.Any(look => look.CaseId == one.Id && look.Id > (db.ShareSeen.Where(seen => seen.CaseId == one.Id).Select(seen => (long?)seen.LookId).FirstOrDefault() ?? 0))
                || db.Invitations.Any(row => row.CaseId == one.Id && row.AcceptedBy != null && row.ClosedAt == null && row.ExpiresAt > now)
                || db.Comments.Any(row => row.CaseId == one.Id && row.AuthorId != ownerId && row.ResolvedAt == null && row.AssignedTo == null),
            cancel);
    }

    /// <summary>True while somebody besides her can read a case of hers. Whoever left or whose time is over reads nothing more.</summary>
    public Task<bool> IsSharedAsync(Guid ownerId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return db.Cases.Where(one => one.OwnerId == ownerId).AnyAsync(one => db.Members.Any(row => row.CaseId == one.Id && row.EndedAt == null && row.Until > now), cancel);
    }

    /// <summary>She has the list of looks before her: what is new from now on is news again.</summary>
    public async Task SeenAsync(Guid caseId, CancellationToken cancel)
    {
        var newest = await db.Looks.Where(look => look.CaseId == caseId).MaxAsync(look => (long?)look.Id, cancel) ?? 0;
        if (newest <= (await db.ShareSeen.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == caseId, cancel))?.LookId)
        {
            return;
        }

        using var turn = await writes.TakeAsync(cancel);
        if (await db.ShareSeen.Where(row => row.CaseId == caseId).ExecuteUpdateAsync(set => set.SetProperty(row => row.LookId, newest), cancel) == 0)
        {
            var row = new ShareSeenRow { CaseId = caseId, LookId = newest };
            db.ShareSeen.Add(row);
            await db.SaveChangesAsync(cancel);
            db.Entry(row).State = EntityState.Detached;
        }
    }
}
