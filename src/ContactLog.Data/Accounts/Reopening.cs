using System.Security.Cryptography;
using ContactLog.Data.Private;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Accounts;

/// <summary>
/// After a reset without the recovery code: records sealed to the older key pair. The old password or the old code
/// opens that pair, and every grant of a case of their own and every private paper is sealed anew to the current one.
/// </summary>
public sealed class Reopening(ContactLogDb db, PasswordWork passwords, ServerSecret secret, WriteLock writers, TimeProvider clock)
{
    /// <summary>Whether an older key pair is still wrapped.</summary>
    public Task<bool> IsWaitingAsync(Guid userId, CancellationToken cancel) =>
        db.Set<WrapRow>().AnyAsync(row => row.UserId == userId && db.Users.Any(account => account.Id == userId && account.Pair > row.Pair), cancel);

    /// <summary>Tries an old password or an old recovery code.</summary>
    /// <param name="userId">The account.</param>
    /// <param name="current">Her opened keys. Grants are sealed to these and not to the public key in the account's row, which whoever writes to the database could change.</param>
    /// <param name="passwordOrCode">What was typed.</param>
    /// <param name="place">Browser and address, for the history.</param>
    /// <param name="cancel">Gives up; nothing is changed.</param>
    /// <returns>How many grants were opened and sealed anew; null when nothing opened.</returns>
    public async Task<int?> TryAsync(Guid userId, UserKeys current, string passwordOrCode, Place place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(current);
        var account = await db.Users.SingleAsync(one => one.Id == userId, cancel);
        var wraps = await db.Set<WrapRow>().AsNoTracking().Where(row => row.UserId == userId && row.Pair < account.Pair)
            .OrderByDescending(row => row.Pair).ToListAsync(cancel);
        var code = RecoveryCode.Parse(passwordOrCode);
        foreach (var wrap in wraps)
        {
            using var old = wrap.Kind == WrapKinds.Recovery
                ? code is null ? null : ByCode(wrap, code)
                : await ByPasswordAsync(wrap, passwordOrCode, cancel);
            if (old is not null)
            {
                return await MoveAsync(account, current, wrap.Pair, old, place, cancel);
            }
        }

        return null;
    }

    private UserKeys? ByCode(WrapRow wrap, RecoveryCode code)
    {
        var key = code.WrapKey(wrap.UserId);
        var keys = Wraps.Open(wrap.UserId, wrap.Kind, key, wrap.Sealed, secret.Outer);
        CryptographicOperations.ZeroMemory(key);
        return keys;
    }

    private async Task<UserKeys?> ByPasswordAsync(WrapRow wrap, string password, CancellationToken cancel)
    {
        if (PasswordText.Parse(wrap.Stretching) is not { } stretching || !secret.Knows(stretching.SecretId) || password.Length > PasswordRules.Most)
        {
            return null;
        }

        using var keys = await passwords.DeriveAsync(password, stretching, cancel);
        return Wraps.Open(wrap.UserId, wrap.Kind, keys.WrapKey, wrap.Sealed, secret.Outer);
    }

    private async Task<int> MoveAsync(Account account, UserKeys current, int pair, UserKeys old, Place place, CancellationToken cancel)
    {
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var moved = 0;

        // What others let this person read is theirs to give again: it was given to the key that both sides compared by voice, and this is another one.
        foreach (var grant in await db.Set<GrantRow>().AsNoTracking().Where(row => row.UserId == account.Id && db.Cases.Any(one => one.Id == row.CaseId && one.OwnerId == account.Id)).ToListAsync(cancel))
        {
            byte[] young;
            try
            {
                using var key = Grant.Open(grant.Sealed, grant.CaseId, grant.Epoch, old, secret.Outer);
                young = Grant.Seal(key, account.Id, current.PublicKey, secret.Outer);
            }
            catch (SealBrokenException)
            {
                // Sealed to another pair: the current one, or one older still.
                continue;
            }

            moved += await db.Set<GrantRow>().Where(row => row.CaseId == grant.CaseId && row.Epoch == grant.Epoch && row.UserId == account.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, young), cancel);
        }

        await PrivatePapers.MoveAsync(db, old, current, cancel);
        await db.Set<WrapRow>().Where(row => row.UserId == account.Id && row.Pair == pair).ExecuteDeleteAsync(cancel);
        AccountHistory.Add(db, secret.Outer, account.Id, AccountEvents.Reopened, place, clock.GetUtcNow().ToUnixTimeSeconds());
        await db.SaveChangesAsync(cancel);
        await change.CommitAsync(cancel);
        return moved;
    }
}
