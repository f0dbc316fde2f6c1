using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Accounts;

/// <summary>
/// Two-step sign-in by authenticator app (RFC 6238: SHA-1, six digits, 30 seconds). Stricter than Identity's own: one
/// step either way, and a code works once, so that a code seen over her shoulder is worth nothing.
/// </summary>
public sealed class TwoStep(ContactLogDb db, UserManager<Account> users, ServerSecret secret, WriteLock writers, TimeProvider clock)
{
    /// <summary>How many backup codes are given.</summary>
    public const int BackupCodes = 8;

    private const int SecretSize = 20;
    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret as the app takes it: 32 signs of base 32.</summary>
    public static string NewSecret()
    {
        var bytes = RandomNumberGenerator.GetBytes(SecretSize);
        var text = new StringBuilder();
        for (var bit = 0; bit < SecretSize * 8; bit += 5)
        {
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < SecretSize ? bytes[(bit / 8) + 1] : 0);
            text.Append(Base32[(pair >> (11 - (bit % 8))) & 31]);
        }

        return text.ToString();
    }

    /// <summary>The address that an authenticator app reads from the picture. It carries the site's neutral name, so that the app's list tells nothing.</summary>
    public static string AddressFor(string secret, string site, string userName) =>
        $"otpauth://totp/{Uri.EscapeDataString(site)}:{Uri.EscapeDataString(userName)}?secret={secret}&issuer={Uri.EscapeDataString(site)}&digits=6&period=30";

    /// <summary>The step whose code this is, newer than the last one used; null when the code is wrong, old or used.</summary>
    public long? StepOf(string secretText, string? typed, long lastStep)
    {
        var code = new string([.. (typed ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')]);
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = now - 1; step <= now + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeAt(secretText, step)), Encoding.UTF8.GetBytes(code)) && step > lastStep)
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>Turns two-step sign-in on, after the app has shown that it knows the secret.</summary>
    /// <param name="userId">The account.</param>
    /// <param name="keep">The session that stays. Every other was begun without a second step, and ends.</param>
    /// <param name="secretText">The secret in the app.</param>
    /// <param name="typed">The code.</param>
    /// <param name="place">Browser and address, for the history.</param>
    /// <param name="cancel">Gives up; nothing is changed.</param>
    /// <returns>Backup codes to show once, or null when the code was wrong or the second step is on already.</returns>
    public async Task<IReadOnlyList<string>?> TurnOnAsync(Guid userId, Guid keep, string secretText, string? typed, Place place, CancellationToken cancel)
    {
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var account = await db.Users.SingleAsync(one => one.Id == userId, cancel);

        // Already on: another tab kept from before must not put another app in the place of hers.
        if (account.TwoFactorEnabled || StepOf(secretText, typed, 0) is not { } step)
        {
            return null;
        }

        account.SealedTotp = secret.Outer.SealForServer(Purpose(userId), Encoding.ASCII.GetBytes(secretText));
        account.TotpLastStep = step;
        account.TwoFactorEnabled = true;
        var codes = await ReplaceBackupCodesAsync(userId, cancel);
        AccountHistory.Add(db, secret.Outer, userId, AccountEvents.TwoStepOn, place, clock.GetUtcNow().ToUnixTimeSeconds());
        (await users.UpdateAsync(account)).OrThrow();

        // Whoever had the password before is in by the password alone.
        await db.Set<SessionRow>().Where(row => row.UserId == userId && row.Id != keep).ExecuteDeleteAsync(cancel);
        await db.Set<HeldFormRow>().Where(row => row.UserId == userId && row.SessionId != keep).ExecuteDeleteAsync(cancel);
        await db.Set<KnownDeviceRow>().Where(row => row.UserId == userId).ExecuteDeleteAsync(cancel);
        await change.CommitAsync(cancel);
        return codes;
    }

    /// <summary>Turns two-step sign-in off.</summary>
    public async Task TurnOffAsync(Guid userId, bool endRecoveryCode, Place place, CancellationToken cancel)
    {
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var account = await db.Users.SingleAsync(one => one.Id == userId, cancel);
        account.SealedTotp = null;
        account.TwoFactorEnabled = false;
        if (endRecoveryCode)
        {
            account.RecoveryConfirmedAt = null;
        }

        await db.Set<BackupCodeRow>().Where(row => row.UserId == userId).ExecuteDeleteAsync(cancel);
        AccountHistory.Add(db, secret.Outer, userId, AccountEvents.TwoStepOff, place, clock.GetUtcNow().ToUnixTimeSeconds());
        (await users.UpdateAsync(account)).OrThrow();
        await change.CommitAsync(cancel);
    }

    /// <summary>Checks a code from the app or a backup code, and uses it up.</summary>
    public async Task<bool> CheckAsync(Guid userId, string? typed, Place place, CancellationToken cancel)
    {
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var account = await db.Users.SingleAsync(one => one.Id == userId, cancel);
        if (!await AcceptAsync(account, typed, cancel))
        {
            return false;
        }

        if (ShortCodes.Tidy(typed) is not null)
        {
            AccountHistory.Add(db, secret.Outer, userId, AccountEvents.BackupCodeUsed, place, clock.GetUtcNow().ToUnixTimeSeconds());
            await db.SaveChangesAsync(cancel);
        }

        await change.CommitAsync(cancel);
        return true;
    }

    /// <summary>How many backup codes are left.</summary>
    public Task<int> CodesLeftAsync(Guid userId, CancellationToken cancel) => db.Set<BackupCodeRow>().CountAsync(row => row.UserId == userId, cancel);

    /// <summary>The code of a step: for tests and for the app on the other side.</summary>
    internal static string CodeAt(string secretText, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 as every authenticator app speaks it; HMAC-SHA-1 is not broken by collisions.
        HMACSHA1.HashData(Decode(secretText), counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.Slice(mac[^1] & 15, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Accepts a code inside a transaction of the caller's: one statement, so that two requests cannot both use it.</summary>
    internal async Task<bool> AcceptAsync(Account account, string? typed, CancellationToken cancel)
    {
        if (account.SealedTotp is null)
        {
            return false;
        }

        if (ShortCodes.Hash(secret, account.Id, ShortCodes.Backup, typed) is { } hash)
        {
            return await db.Set<BackupCodeRow>().Where(row => row.UserId == account.Id && row.Hash == hash).ExecuteDeleteAsync(cancel) == 1;
        }

        var secretText = Encoding.ASCII.GetString(secret.Outer.OpenForServer(Purpose(account.Id), account.SealedTotp));
        if (StepOf(secretText, typed, account.TotpLastStep) is not { } step)
        {
            return false;
        }

        var used = await db.Users.Where(one => one.Id == account.Id && one.TotpLastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.TotpLastStep, step), cancel) == 1;
        account.TotpLastStep = step;
        return used;
    }

    private static string Purpose(Guid userId) => "totp-" + Aad.Id(userId);

    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>();
        int held = 0, count = 0;
        foreach (var sign in text)
        {
            held = (held << 5) | Base32.IndexOf(sign, StringComparison.Ordinal);
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(held >> count));
                held &= (1 << count) - 1;
            }
        }

        return [.. bytes];
    }

    private async Task<IReadOnlyList<string>> ReplaceBackupCodesAsync(Guid userId, CancellationToken cancel)
    {
        await db.Set<BackupCodeRow>().Where(row => row.UserId == userId).ExecuteDeleteAsync(cancel);
        string[] codes = [.. Enumerable.Range(0, BackupCodes).Select(_ => ShortCodes.Create())];
        db.AddRange(codes.Select(code => new BackupCodeRow { UserId = userId, Hash = ShortCodes.Hash(secret, userId, ShortCodes.Backup, code)! }));
        return codes;
    }
}
