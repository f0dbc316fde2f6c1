using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Accounts;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Sharing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Helping;

/// <summary>A person who can help somebody back in.</summary>
/// <param name="MemberId">Their grant.</param>
/// <param name="ChosenAt">Since when.</param>
/// <param name="StartedAt">When they began; null while nothing runs.</param>
public sealed record Helper(Guid MemberId, DateTimeOffset ChosenAt, DateTimeOffset? StartedAt)
{
    /// <summary>When the waiting time ends; null while nothing runs.</summary>
    public DateTimeOffset? OpensAt => StartedAt + HelpBack.Wait;
}

/// <summary>Her code, and the number of it that she reads to her helper.</summary>
/// <param name="Code">Stays with her.</param>
/// <param name="Number">Tells nothing of the code.</param>
public sealed record OwnCode(string Code, string Number);

/// <summary>
/// Getting back in with help (docs/decisions/getting-back-in-with-help.md). She chooses a person; that person begins when
/// she asks; 72 hours have to pass, in which any session of hers cancels it; then the two parts of the key are joined once,
/// under a code that the person reads to her. The helper never holds her key.
/// </summary>
public sealed class HelpBack(ContactLogDb db, ServerSecret secret, WriteLock writers, TimeProvider clock)
{
    /// <summary>How long she can cancel before anything opens.</summary>
    public static TimeSpan Wait { get; } = TimeSpan.FromHours(72);

    /// <summary>How long from its beginning until it has to be begun again.</summary>
    public static TimeSpan Lives { get; } = TimeSpan.FromDays(14);

    /// <summary>Makes a code for whoever asks. Nothing is stored and no name is asked for, so it tells of no account.</summary>
    public OwnCode NewCode()
    {
        var code = ShortCodes.Create();
        return new(code, NumberOf(secret, code)!);
    }

    /// <summary>A number as she sees it on her page, from what was heard and typed; null when it has another shape.</summary>
    public static string? Tidy(string? number) => ShortCodes.Tidy(number);

    /// <summary>She lets a person help: her key goes into two parts.</summary>
    /// <returns>False when the person is no advocate of hers now, or their key is not the one that was compared by voice.</returns>
    public async Task<bool> ChooseAsync(UserKeys owner, Member member, Place place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(member);
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var row = await Current.SingleOrDefaultAsync(one => one.Id == member.Id, cancel);

        // Whoever writes to the database could put a key of their own into the row: the terms name the confirmed one.
        if (row is null || member.Terms.Scope.Role != ShareRole.Advocate || ShareTerms.DigestOf(row.PublicKey) != member.Terms.Key ||
            !await db.Cases.AnyAsync(one => one.Id == row.CaseId && one.OwnerId == owner.UserId, cancel))
        {
            return false;
        }

        await db.HelpShares.Where(one => one.MemberId == member.Id).ExecuteDeleteAsync(cancel);
        var split = SplitKey.Make(owner, member.Id, row.PublicKey, secret.Outer);
        var pair = await db.Users.Where(one => one.Id == owner.UserId).Select(one => one.Pair).SingleAsync(cancel);
        db.Add(new HelpShareRow
        {
            MemberId = member.Id,
            UserId = owner.UserId,
            Pair = pair,
            SealedKey = split.SealedKey,
            SealedTheirs = split.Theirs,
            SealedOurs = split.Ours,
            ChosenAt = Now,
        });
        await FinishAsync(change, owner.UserId, AccountEvents.HelpChosen, place, cancel);
        return true;
    }

    /// <summary>She takes it back: the share is destroyed. Backups of before hold it until they are aged out.</summary>
    public async Task DropAsync(Guid userId, Guid memberId, Place place, CancellationToken cancel)
    {
        await using (var change = await AccountChange.BeginAsync(db, writers, cancel))
        {
            if (await db.HelpShares.Where(row => row.MemberId == memberId && row.UserId == userId).ExecuteDeleteAsync(cancel) > 0)
            {
                await FinishAsync(change, userId, AccountEvents.HelpDropped, place, cancel);
            }
        }

        // What was freed is overwritten in the file, but older pages lie in the write-ahead log.
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", CancellationToken.None);
    }

    /// <summary>Everybody who can help her, and what runs.</summary>
    public async Task<IReadOnlyList<Helper>> OfAsync(Guid userId, CancellationToken cancel) =>
        [.. (await db.HelpShares.AsNoTracking().Where(row => row.UserId == userId).OrderBy(row => row.ChosenAt).ToListAsync(cancel)).Select(Shown)];

    /// <summary>Whether somebody is letting her back in now: asked on every page of hers.</summary>
    public Task<bool> IsRunningAsync(Guid userId, CancellationToken cancel)
    {
        var since = Now - (long)Lives.TotalSeconds;
        return db.HelpShares.AnyAsync(row => row.UserId == userId && row.StartedAt > since, cancel);
    }

    /// <summary>For the helper: their share; null when they were not chosen, or their access is over.</summary>
    public async Task<Helper?> MineAsync(Guid memberId, Guid helperId, CancellationToken cancel) =>
        await Of(memberId, helperId).AsNoTracking().SingleOrDefaultAsync(cancel) is { } row ? Shown(row) : null;

    /// <summary>The helper begins, with the number she read to them.</summary>
    /// <returns>False when they may not, the number has another shape, or it runs already.</returns>
    public async Task<bool> StartAsync(Guid memberId, Guid helperId, string? number, CancellationToken cancel)
    {
        if (ShortCodes.Tidy(number) is not { } tidy)
        {
            return false;
        }

        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var row = await Of(memberId, helperId).SingleOrDefaultAsync(cancel);
        if (row is null || IsRunning(row, clock.GetUtcNow()))
        {
            return false;
        }

        row.StartedAt = Now;
        row.Number = tidy;
        row.SealedHanded = null;
        await FinishAsync(change, row.UserId, AccountEvents.HelpStarted, Place.Unknown, cancel);
        return true;
    }

    /// <summary>She cancels what runs, from any session.</summary>
    public async Task CancelAsync(Guid userId, Place place, CancellationToken cancel)
    {
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        if (await StopAllAsync(db, userId, cancel) > 0)
        {
            await FinishAsync(change, userId, AccountEvents.HelpCancelled, place, cancel);
        }
    }

    /// <summary>The waiting time is over: joins the parts and gives the helper a code to read to her. Asked again, the code before is void.</summary>
    /// <returns>Null when it is too early or too late, was cancelled, or their access is over.</returns>
    public async Task<string?> HandAsync(Guid memberId, UserKeys helper, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(helper);
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var row = await Of(memberId, helper.UserId).SingleOrDefaultAsync(cancel);
        if (row is null || !IsOpen(row, clock.GetUtcNow()))
        {
            return null;
        }

        var code = RecoveryCode.Create();
        var wrapKey = code.WrapKey(row.UserId);
        using (var keys = new SplitKey(row.SealedKey, row.SealedTheirs, row.SealedOurs).Open(row.UserId, memberId, helper, secret.Outer))
        {
            row.SealedHanded = keys.Wrap(WrapKinds.Handed, wrapKey, secret.Outer);
        }

        CryptographicOperations.ZeroMemory(wrapKey);
        await FinishAsync(change, row.UserId, AccountEvents.HelpHanded, Place.Unknown, cancel);
        return code.ToString();
    }

    /// <summary>Her keys, when both codes fit and the waiting time is over; inside the caller's transaction.</summary>
    internal static async Task<UserKeys?> FindHandedAsync(
        ContactLogDb db, ServerSecret secret, Account account, string ownCode, RecoveryCode handed, DateTimeOffset now, CancellationToken cancel)
    {
        if (NumberOf(secret, ownCode) is not { } number)
        {
            return null;
        }

        var until = now.ToUnixTimeSeconds();
        var rows = await db.HelpShares.AsNoTracking().Where(row => row.UserId == account.Id && row.Pair == account.Pair && row.SealedHanded != null
            && row.Number == number && db.Members.Any(one => one.Id == row.MemberId && one.EndedAt == null && one.Until > until)).ToListAsync(cancel);
        var wrapKey = handed.WrapKey(account.Id);
        try
        {
            return rows.Where(row => IsOpen(row, now)).Select(row => Wraps.Open(account.Id, WrapKinds.Handed, wrapKey, row.SealedHanded!, secret.Outer))
                .FirstOrDefault(keys => keys is not null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapKey);
        }
    }

    /// <summary>Nothing runs any more: she is in, or has cancelled.</summary>
    internal static Task<int> StopAllAsync(ContactLogDb db, Guid userId, CancellationToken cancel) =>
        db.HelpShares.Where(row => row.UserId == userId && row.StartedAt != null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.StartedAt, (long?)null).SetProperty(row => row.Number, (string?)null).SetProperty(row => row.SealedHanded, (byte[]?)null),
            cancel);

    /// <summary>The shares of people whose access has ended.</summary>
    internal static Task<int> DestroyAsync(ContactLogDb db, IReadOnlyList<Guid> members, CancellationToken cancel) =>
        db.HelpShares.Where(row => members.Contains(row.MemberId)).ExecuteDeleteAsync(cancel);

    private static string? NumberOf(ServerSecret secret, string? code) => ShortCodes.Tidy(code) is { } tidy
        ? RecoveryCode.Of(secret.Authenticate(Encoding.ASCII.GetBytes("help-number|" + tidy))).ToString()[..tidy.Length]
        : null;

    // A clock that was turned back shows a beginning in the future: then nothing opens until it is right again.
    private static bool IsOpen(HelpShareRow row, DateTimeOffset now) => IsRunning(row, now) && now >= Started(row) + Wait;

    private static bool IsRunning(HelpShareRow row, DateTimeOffset now) => row.StartedAt is not null && now < Started(row) + Lives;

    private static DateTimeOffset Started(HelpShareRow row) => DateTimeOffset.FromUnixTimeSeconds(row.StartedAt!.Value);

    private Helper Shown(HelpShareRow row) =>
        new(row.MemberId, DateTimeOffset.FromUnixTimeSeconds(row.ChosenAt), IsRunning(row, clock.GetUtcNow()) ? Started(row) : null);

    // Not AsNoTracking: it would hold for the whole of a query this is part of, and what is changed then would not be saved.
    private IQueryable<MemberRow> Current
    {
        get
        {
            var now = Now;
            return db.Members.Where(row => row.EndedAt == null && row.Until > now);
        }
    }

    private IQueryable<HelpShareRow> Of(Guid memberId, Guid helperId)
    {
        var current = Current.Where(one => one.Id == memberId && one.UserId == helperId);
        return db.HelpShares.Where(row => row.MemberId == memberId && current.Any() && db.Users.Any(one => one.Id == row.UserId && one.Pair == row.Pair));
    }

    private async Task FinishAsync(AccountChange change, Guid userId, string kind, Place place, CancellationToken cancel)
    {
        AccountHistory.Add(db, secret.Outer, userId, kind, place, Now);
        await db.SaveChangesAsync(cancel);
        await change.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}
