using ContactLog.Data.Accounts;
using ContactLog.Data.Sqlite;
using ContactLog.Data.Stamps;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Operating;

/// <summary>
/// What whoever runs the server sees in the browser: counts, days, sizes, failures. It asks for no key and unseals nothing, also
/// not what is under the server's own seal; whoever takes over the operator's account learns no more than this.
/// </summary>
public sealed class ServerView(ContactLogDb db, Installation installation, StampPlan plan, TimeProvider clock)
{
    /// <summary>What counts as lately.</summary>
    public static TimeSpan Lately { get; } = TimeSpan.FromDays(30);

    /// <summary>How many accounts a list holds.</summary>
    public const int MostAccounts = 200;

    /// <summary>Reads everything but the list of accounts.</summary>
    public async Task<ServerFacts> ReadAsync(CancellationToken cancel) => new(
        installation.SqliteVersion,
        installation.JournalMode,
        Migrator.Newest,
        await AccountsAsync(cancel),
        await StorageAsync(cancel),
        await AuthoritiesAsync(cancel));

    /// <summary>The newest accounts, by the day they were made. Days, not hours: who signed in when is nobody's business here.</summary>
    public async Task<IReadOnlyList<AccountLine>> AccountListAsync(CancellationToken cancel)
    {
        var rows = await db.Users.AsNoTracking().OrderByDescending(account => account.CreatedAt).Take(MostAccounts).Select(account => new
        {
            account.CreatedAt,
            account.TwoFactorEnabled,
            Last = db.Set<AccountEventRow>().Where(row => row.UserId == account.Id && row.Kind == AccountEvents.SignedIn).Max(row => (long?)row.At),
        }).ToListAsync(cancel);
        return [.. rows.Select(row => new AccountLine(Day(row.CreatedAt), row.Last is { } last ? Day(last) : null, row.TwoFactorEnabled))];
    }

    private async Task<AccountCounts> AccountsAsync(CancellationToken cancel)
    {
        var since = (clock.GetUtcNow() - Lately).ToUnixTimeSeconds();
        return new(
            await db.Users.CountAsync(cancel),
            await db.Users.CountAsync(account => account.CreatedAt >= since, cancel),
            await db.Set<AccountEventRow>().Where(row => row.Kind == AccountEvents.SignedIn && row.At >= since).Select(row => row.UserId).Distinct().CountAsync(cancel),
            await db.Set<SessionRow>().CountAsync(row => !row.IsHalfOpen, cancel),
            await db.Organisations.CountAsync(cancel));
    }

    private async Task<StorageFacts> StorageAsync(CancellationToken cancel)
    {
        var (free, total) = Disk();
        return new(
            SizeOf(installation.Location.DatabaseFile),
            SizeOf(installation.Location.DatabaseFile + "-wal"),
            free,
            total,
            await db.Cases.CountAsync(cancel),
            await db.Entries.CountAsync(cancel),
            await db.Files.CountAsync(file => file.EntryId != null, cancel),
            await db.Files.Where(file => file.EntryId != null).SumAsync(file => (long?)file.Size, cancel) ?? 0,
            await db.Files.CountAsync(file => file.EntryId == null, cancel));
    }

    private async Task<IReadOnlyList<AuthorityFacts>> AuthoritiesAsync(CancellationToken cancel)
    {
        var kept = await db.Stamps.AsNoTracking().GroupBy(stamp => stamp.Authority).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);
        var waiting = await db.StampOutbox.AsNoTracking().GroupBy(row => row.Authority).Select(group => new { group.Key, Count = group.Count(), Since = group.Min(row => row.Since) }).ToDictionaryAsync(one => one.Key, cancel);
        var rows = await db.StampAuthorities.AsNoTracking().ToDictionaryAsync(row => row.Authority, cancel);
        return
        [
            .. plan.Authorities.Concat(kept.Keys).Concat(waiting.Keys).Distinct(StringComparer.Ordinal).Select(name =>
            {
                var list = waiting.GetValueOrDefault(name);
                var row = rows.GetValueOrDefault(name);
                return new AuthorityFacts(
                    name,
                    plan.Authorities.Contains(name, StringComparer.Ordinal),
                    kept.GetValueOrDefault(name),
                    list?.Count ?? 0,
                    list is null ? null : DateTimeOffset.FromUnixTimeSeconds(list.Since),
                    row?.LastGoodAt is { } good ? DateTimeOffset.FromUnixTimeSeconds(good) : null,
                    row?.Failures ?? 0,
                    row?.LastFailure);
            }),
        ];
    }

    private (long? Free, long? Total) Disk()
    {
        try
        {
            var disk = new DriveInfo(installation.Location.Folder);
            return (disk.AvailableFreeSpace, disk.TotalSize);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, null);
        }
    }

    private static long SizeOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static DateOnly Day(long seconds) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime);
}
