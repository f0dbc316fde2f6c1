using System.Security.Cryptography;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.AspNetCore.Identity;

namespace ContactLog.Data.Accounts;

/// <summary>What a user name and a password came to.</summary>
/// <param name="Account">The account, whether or not the password was right; null for an unknown name. Never let an answer differ by it.</param>
/// <param name="Keys">Her keys when the password was right. Dispose them.</param>
public sealed record PasswordChecked(Account? Account, UserKeys? Keys);

/// <summary>Checks a password and opens the keys it guards, at the same cost for a name that nobody has.</summary>
public sealed class PasswordCheck(ContactLogDb db, UserManager<Account> users, PasswordWork passwords, ServerSecret secret, WriteLock writers)
{
    /// <summary>Checks.</summary>
    /// <exception cref="TooBusyException">Too many passwords are being checked.</exception>
    public async Task<PasswordChecked> CheckAsync(string userName, string password, CancellationToken cancel)
    {
        var account = await users.FindByNameAsync(UserNameRules.Tidy(userName));
        using var keys = await passwords.CheckAsync(account?.PasswordHash, password, cancel);
        if (account is null || keys is null)
        {
            return new PasswordChecked(account, null);
        }

        var wrapKey = keys.WrapKey.ToArray();
        UserKeys? opened;
        try
        {
            opened = await Wraps.OpenAsync(db, account, WrapKinds.Password, wrapKey, secret.Outer, cancel);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapKey);
        }

        if (opened is null)
        {
            throw new SealBrokenException("The wrap of a right password");
        }

        if (passwords.IsOld(account.PasswordHash))
        {
            await RenewAsync(account, opened, password, cancel);
        }

        return new PasswordChecked(account, opened);
    }

    /// <summary>Moves a password to the current secret and rounds: only now is it known.</summary>
    private async Task RenewAsync(Account account, UserKeys opened, string password, CancellationToken cancel)
    {
        var (text, keys) = await passwords.NewAsync(password, cancel);
        using var unlocking = keys;
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        account.PasswordHash = text.ToString();
        Wraps.Put(db, account, opened, keys, secret.Outer);
        (await users.UpdateAsync(account)).OrThrow();
        await change.CommitAsync(cancel);
    }
}

internal static class IdentityResults
{
    public static void OrThrow(this IdentityResult result)
    {
        if (!result.Succeeded)
        {
            // Nearly always the row version: somebody changed the account at the same time. Nothing is stored.
            throw new AccountConflictException(string.Join(", ", result.Errors.Select(error => error.Code)));
        }
    }
}

/// <summary>The account changed at the same moment elsewhere; nothing was stored. Ask to try again.</summary>
public sealed class AccountConflictException(string codes) : Exception("The account could not be changed: " + codes);
