using System.Security.Cryptography;
using ContactLog.Data.Helping;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sharing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Accounts;

/// <summary>
/// Every way in which an account gets a new password, each one transaction: hash, wrap, stamp and the end of all
/// sessions together, or nothing. The new wrap is opened and compared with the key before the old one goes.
/// </summary>
public sealed class NewPassword(
    ContactLogDb db,
    UserManager<Account> users,
    PasswordWork passwords,
    TwoStep twoStep,
    ServerSecret secret,
    WriteLock writers,
    LookLog looks,
    TimeProvider clock)
{
    /// <summary>She is signed in, gave her old password again, and wants another. All sessions end; begin a new one.</summary>
    /// <exception cref="AccountConflictException">Changed elsewhere at the same time.</exception>
    /// <exception cref="TooBusyException">Too many passwords are being stretched.</exception>
    public async Task<Account> ChangeAsync(Guid userId, UserKeys keys, string password, Place place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var account = await RequireAsync(userId);
        Require(account, password);
        var (text, passwordKeys) = await passwords.NewAsync(password, cancel);
        using var unlocking = passwordKeys;
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        Wraps.Put(db, account, keys, passwordKeys, secret.Outer);
        account.PasswordHash = text.ToString();
        await FinishAsync(account, AccountEvents.PasswordChanged, place, cancel);
        await change.CommitAsync(cancel);
        return account;
    }

    /// <summary>She forgot her password and has the recovery code, and the second step if she uses one. Everything opens again; the code is replaced.</summary>
    /// <returns>Account, keys and new code, or null when anything of it was wrong: never say what.</returns>
    public async Task<SignedUp?> RecoverAsync(string userName, RecoveryCode code, string? secondStep, string password, Place place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(code);

        // First the slow part, which every answer has to wait for: how long it takes must not tell whether the name exists.
        var (text, passwordKeys) = await passwords.NewAsync(password, cancel);
        using var unlocking = passwordKeys;
        var account = await users.FindByNameAsync(UserNameRules.Tidy(userName));
        if (account is null || PasswordRules.Refusal(password, account.UserName!) is not null)
        {
            return null;
        }

        var wrapKey = code.WrapKey(account.Id);
        var keys = await Wraps.OpenAsync(db, account, WrapKinds.Recovery, wrapKey, secret.Outer, cancel);
        CryptographicOperations.ZeroMemory(wrapKey);
        if (keys is null)
        {
            return null;
        }

        try
        {
            await using var change = await AccountChange.BeginAsync(db, writers, cancel);
            if (account.TwoFactorEnabled && !await twoStep.AcceptAsync(account, secondStep, cancel))
            {
                keys.Dispose();
                return null;
            }

            return await ReplaceAsync(change, account, keys, text, passwordKeys, AccountEvents.Recovered, place, cancel);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>
    /// She has neither password nor recovery code, and a person she chose helped her: the waiting time is over, and she
    /// has her own code and the one that person was given. Everything opens again; a new recovery code is made.
    /// </summary>
    /// <returns>Account, keys and new code, or null when anything of it was wrong, cancelled or too early: never say what.</returns>
    public async Task<SignedUp?> HelpedAsync(string userName, string ownCode, RecoveryCode handed, string? secondStep, string password, Place place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(handed);
        var (text, passwordKeys) = await passwords.NewAsync(password, cancel);
        using var unlocking = passwordKeys;
        var account = await users.FindByNameAsync(UserNameRules.Tidy(userName));
        if (account is null || PasswordRules.Refusal(password, account.UserName!) is not null)
        {
            return null;
        }

        // The share is looked up in the writer's turn: a cancel in one of her sessions is either before this, and holds,
        // or after it, and finds that session ended.
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        if (await HelpBack.FindHandedAsync(db, secret, account, ownCode, handed, clock.GetUtcNow(), cancel) is not { } keys)
        {
            return null;
        }

        try
        {
            if (account.TwoFactorEnabled && !await twoStep.AcceptAsync(account, secondStep, cancel))
            {
                keys.Dispose();
                return null;
            }

            return await ReplaceAsync(change, account, keys, text, passwordKeys, AccountEvents.HelpedIn, place, cancel);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Neither password nor recovery code is left. Whoever runs the server gave a reset code; with it, and the second
    /// step if she uses one, the account gets a new password and a new key pair. What was sealed stays sealed: the old
    /// wraps are kept, and <see cref="Reopening"/> opens it again should the old password or code turn up.
    /// </summary>
    /// <returns>Account, keys and new code, or null when anything of it was wrong: never say what.</returns>
    public async Task<SignedUp?> ResetAsync(string userName, string resetCode, string? secondStep, string password, Place place, CancellationToken cancel)
    {
        var (text, passwordKeys) = await passwords.NewAsync(password, cancel);
        using var unlocking = passwordKeys;
        var account = await users.FindByNameAsync(UserNameRules.Tidy(userName));
        if (account is null || PasswordRules.Refusal(password, account.UserName!) is not null)
        {
            return null;
        }

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var row = await db.Set<ResetCodeRow>().SingleOrDefaultAsync(one => one.UserId == account.Id, cancel);
        if (row is null || row.ExpiresAt < now || !ShortCodes.Matches(secret, account.Id, ShortCodes.Reset, resetCode, row.Hash) ||
            (account.TwoFactorEnabled && !await twoStep.AcceptAsync(account, secondStep, cancel)))
        {
            return null;
        }

        var keys = UserKeys.Create(account.Id);
        try
        {
            var code = RecoveryCode.Create();
            var oldWrap = await db.Set<WrapRow>().SingleAsync(wrap => wrap.UserId == account.Id && wrap.Pair == account.Pair && wrap.Kind == WrapKinds.Password, cancel);
            oldWrap.Stretching = PasswordText.Parse(account.PasswordHash)?.Stretching;
            account.Pair++;
            account.PublicKey = keys.PublicKey;
            Wraps.Put(db, account, keys, passwordKeys, secret.Outer);
            Wraps.Put(db, account, keys, code, secret.Outer);
            account.PasswordHash = text.ToString();
            account.RecoveryConfirmedAt = null;
            db.Remove(row);

            // Shares of the pair of before would open what is sealed to it for whoever compels helper and host, and no page uses them.
            await db.HelpShares.Where(share => share.UserId == account.Id).ExecuteDeleteAsync(cancel);
            await FinishAsync(account, AccountEvents.Reset, place, cancel);
            await change.CommitAsync(cancel);
            return new SignedUp(account, keys, code);
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>
    /// For whoever runs the server, at its command line: a code, good for a day and once, that lets an account be reset.
    /// It chooses no password and opens nothing.
    /// </summary>
    /// <returns>The code, or null when nobody has that name.</returns>
    public async Task<string?> IssueResetCodeAsync(string userName, CancellationToken cancel)
    {
        var account = await users.FindByNameAsync(UserNameRules.Tidy(userName));
        if (account is null)
        {
            return null;
        }

        var code = ShortCodes.Create();
        var hash = ShortCodes.Hash(secret, account.Id, ShortCodes.Reset, code)!;
        var until = clock.GetUtcNow().AddDays(1).ToUnixTimeSeconds();
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var row = await db.Set<ResetCodeRow>().SingleOrDefaultAsync(one => one.UserId == account.Id, cancel);
        if (row is null)
        {
            db.Add(new ResetCodeRow { UserId = account.Id, Hash = hash, ExpiresAt = until });
        }
        else
        {
            row.Hash = hash;
            row.ExpiresAt = until;
        }

        await db.SaveChangesAsync(cancel);
        await change.CommitAsync(cancel);
        return code;
    }

    /// <summary>Stores a new recovery code once she has typed it back. The old one ends with this.</summary>
    public async Task ReplaceRecoveryCodeAsync(Guid userId, UserKeys keys, RecoveryCode code, Place place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(code);
        var account = await RequireAsync(userId);
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        Wraps.Put(db, account, keys, code, secret.Outer);
        account.RecoveryConfirmedAt = clock.GetUtcNow().ToUnixTimeSeconds();
        await HelpBack.StopAllAsync(db, userId, cancel);
        AccountHistory.Add(db, secret.Outer, userId, AccountEvents.NewRecoveryCode, place, clock.GetUtcNow().ToUnixTimeSeconds());
        (await users.UpdateAsync(account)).OrThrow();
        await change.CommitAsync(cancel);
    }

    /// <summary>Whether a code is the account's recovery code: asked at the second step, when the phone is gone.</summary>
    public async Task<bool> IsRecoveryCodeAsync(OpenSession session, RecoveryCode code, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(code);
        var account = await RequireAsync(session.UserId);
        var wrapKey = code.WrapKey(account.Id);
        using var keys = await Wraps.OpenAsync(db, account, WrapKinds.Recovery, wrapKey, secret.Outer, cancel);
        CryptographicOperations.ZeroMemory(wrapKey);
        return keys is not null;
    }

    /// <summary>The keys are open: new password, new recovery code, and the end of everything before.</summary>
    private async Task<SignedUp> ReplaceAsync(
        AccountChange change, Account account, UserKeys keys, PasswordText text, PasswordKeys passwordKeys, string kind, Place place, CancellationToken cancel)
    {
        var code = RecoveryCode.Create();
        Wraps.Put(db, account, keys, passwordKeys, secret.Outer);
        Wraps.Put(db, account, keys, code, secret.Outer);
        account.PasswordHash = text.ToString();
        account.RecoveryConfirmedAt = null;
        await FinishAsync(account, kind, place, cancel);
        await change.CommitAsync(cancel);
        return new SignedUp(account, keys, code);
    }

    private static void Require(Account account, string password)
    {
        if (PasswordRules.Refusal(password, account.UserName!) is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(password));
        }
    }

    private async Task<Account> RequireAsync(Guid userId) =>
        await db.Users.SingleOrDefaultAsync(one => one.Id == userId) ?? throw new InvalidOperationException("There is no such account.");

    /// <summary>New stamp, old sessions and known devices gone, a line in the history and in the lists of owners whose cases are shared with the account; saved under the row's version.</summary>
    private async Task FinishAsync(Account account, string kind, Place place, CancellationToken cancel)
    {
        account.SecurityStamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        AccountHistory.Add(db, secret.Outer, account.Id, kind, place, clock.GetUtcNow().ToUnixTimeSeconds());
        await looks.NoticeOfAccountAsync(account.Id, kind == AccountEvents.Reset ? Notices.StartedOver : Notices.NewPassword, cancel);
        (await users.UpdateAsync(account)).OrThrow();
        await HelpBack.StopAllAsync(db, account.Id, cancel);
        await db.Set<SessionRow>().Where(row => row.UserId == account.Id).ExecuteDeleteAsync(cancel);
        await db.Set<KnownDeviceRow>().Where(row => row.UserId == account.Id).ExecuteDeleteAsync(cancel);
        await db.Set<HeldFormRow>().Where(row => row.UserId == account.Id).ExecuteDeleteAsync(cancel);
    }
}
