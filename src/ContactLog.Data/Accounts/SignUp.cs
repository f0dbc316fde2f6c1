using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactLog.Data.Accounts;

/// <summary>A new account with its keys open. Dispose it when the keys are no longer needed.</summary>
public sealed record SignedUp(Account Account, UserKeys Keys, RecoveryCode Code) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Keys.Dispose();
}

/// <summary>Makes an account: user, key pair, both wraps, in one transaction. All of it or nothing.</summary>
public sealed class SignUp(
    ContactLogDb db,
    UserManager<Account> users,
    PasswordWork passwords,
    ServerSecret secret,
    WriteLock writers,
    IOptions<AccountOptions> options,
    TimeProvider clock)
{
    /// <summary>Makes the account. Check <see cref="UserNameRules"/> and <see cref="PasswordRules"/> first.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="password">The password.</param>
    /// <param name="place">Where from.</param>
    /// <param name="codeIsKept">True when the recovery code is already in safe hands, as in a demonstration that prints it; otherwise it has to be typed back before the account takes entries.</param>
    /// <param name="cancel">Gives up before anything is stored.</param>
    /// <returns>The account, or null when the name is taken.</returns>
    /// <exception cref="ArgumentException">The name or the password is against the rules.</exception>
    /// <exception cref="TooBusyException">Too many passwords are being stretched.</exception>
    public async Task<SignedUp?> CreateAsync(string userName, string password, Place place, bool codeIsKept, CancellationToken cancel)
    {
        userName = UserNameRules.Tidy(userName);
        if (UserNameRules.Refusal(userName) is { } badName)
        {
            throw new ArgumentException(badName, nameof(userName));
        }

        if (PasswordRules.Refusal(password, userName) is { } badPassword)
        {
            throw new ArgumentException(badPassword, nameof(password));
        }

        var (text, passwordKeys) = await passwords.NewAsync(password, cancel);
        using var unlocking = passwordKeys;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var id = Guid.NewGuid();
        var keys = UserKeys.Create(id);
        var code = RecoveryCode.Create();
        try
        {
            var account = new Account
            {
                Id = id,
                UserName = userName,
                PasswordHash = text.ToString(),
                PublicKey = keys.PublicKey,
                CreatedAt = now,
                IdleMinutes = options.Value.IdleMinutes,
                RecoveryConfirmedAt = codeIsKept ? now : null,
                LockoutEnabled = false,
            };
            await using var change = await AccountChange.BeginAsync(db, writers, cancel);
            var normalized = users.NormalizeName(userName);
            if (await db.Users.AnyAsync(other => other.NormalizedUserName == normalized, cancel))
            {
                keys.Dispose();
                return null;
            }

            var result = await users.CreateAsync(account);
            if (!result.Succeeded)
            {
                throw new InvalidOperationException("Identity refused a new account: " + string.Join(", ", result.Errors.Select(error => error.Code)));
            }

            Wraps.Put(db, account, keys, passwordKeys, secret.Outer);
            Wraps.Put(db, account, keys, code, secret.Outer);
            AccountHistory.Add(db, secret.Outer, id, AccountEvents.Created, place, now);
            await db.SaveChangesAsync(cancel);
            await change.CommitAsync(cancel);
            return new SignedUp(account, keys, code);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }
}
