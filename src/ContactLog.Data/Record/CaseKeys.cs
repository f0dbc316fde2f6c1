using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Record;

/// <summary>Opens the keys of a case that were granted to a member: one for each epoch.</summary>
public sealed class CaseKeys(ContactLogDb db, OuterSeal outer)
{
    /// <summary>Opens them.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="member">The member's opened keys.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The keys of all epochs, joined; null when the member holds none of the case's current epoch. The caller disposes of it.</returns>
    /// <exception cref="SealBrokenException">A grant was made for another key pair: the one before a reset, or a foreign one.</exception>
    public async Task<CaseKey?> OpenAsync(Guid caseId, UserKeys member, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        // In one question: an epoch that begins between two would look as if the member held no key to the case.
        var held = await db.Grants.Where(grant => grant.CaseId == caseId && grant.UserId == member.UserId)
            .Join(db.Cases, grant => grant.CaseId, row => row.Id, (grant, row) => new { grant.Sealed, grant.Epoch, IsNewest = grant.Epoch == row.Epoch }).ToListAsync(cancel);
        if (!held.Exists(grant => grant.IsNewest))
        {
            return null;
        }

        var keys = new List<CaseKey>(held.Count);
        try
        {
            foreach (var grant in held)
            {
                keys.Add(Grant.Open(grant.Sealed, caseId, grant.Epoch, member, outer));
            }
        }
        catch
        {
            keys.ForEach(key => key.Dispose());
            throw;
        }

        return CaseKey.Join(keys);
    }
}
