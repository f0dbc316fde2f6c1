using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Data.Sharing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Accounts;

/// <summary>Browsers that have signed in before, by a random token each keeps.</summary>
public sealed class KnownDevices(ContactLogDb db, WriteLock writers, LookLog looks, TimeProvider clock)
{
    private const int Most = 20;
    private const long KeptSeconds = 180L * 24 * 3600;

    /// <summary>A new token.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whether this browser has signed in to this account before.</summary>
    public async Task<bool> IsKnownAsync(string? token, string userName, CancellationToken cancel)
    {
        if (token is not { Length: 22 })
        {
            return false;
        }

        var hash = Hash(token);
        var name = UserNameRules.Tidy(userName).Normalize().ToUpperInvariant();
        var since = clock.GetUtcNow().ToUnixTimeSeconds() - KeptSeconds;
        return await db.Set<KnownDeviceRow>().AnyAsync(
            row => row.TokenHash == hash && row.LastUsedAt > since && db.Users.Any(account => account.Id == row.UserId && account.NormalizedUserName == name), cancel);
    }

    /// <summary>
    /// Remembers this browser for this account. Where it is a new one beside others, the owners of cases that are shared with the
    /// account can see that. The first one is not: the account was just made, or got a new password, which they see by itself.
    /// </summary>
    public async Task RememberAsync(string token, Guid userId, CancellationToken cancel)
    {
        var hash = Hash(token);
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        using var turn = await writers.TakeAsync(cancel);
        var row = await db.Set<KnownDeviceRow>().SingleOrDefaultAsync(one => one.TokenHash == hash && one.UserId == userId, cancel);
        if (row is null)
        {
            if (await db.Set<KnownDeviceRow>().AnyAsync(one => one.UserId == userId, cancel))
            {
                await looks.NoticeOfAccountAsync(userId, Notices.NewBrowser, cancel);
            }

            db.Add(new KnownDeviceRow { TokenHash = hash, UserId = userId, LastUsedAt = now });
        }
        else
        {
            row.LastUsedAt = now;
        }

        await db.SaveChangesAsync(cancel);
        var oldest = await db.Set<KnownDeviceRow>().Where(one => one.UserId == userId).OrderByDescending(one => one.LastUsedAt)
            .Skip(Most).Select(one => (long?)one.LastUsedAt).FirstOrDefaultAsync(cancel);
        if (oldest is { } at)
        {
            await db.Set<KnownDeviceRow>().Where(one => one.UserId == userId && one.LastUsedAt <= at).ExecuteDeleteAsync(cancel);
        }
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
