using System.Globalization;
using System.Text;
using System.Text.Json;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Sharing;

/// <summary>What somebody else did with the case. The words are stored; never change one.</summary>
public static class LookKinds
{
    /// <summary>Looked at the list of entries.</summary>
    public const string List = "list";

    /// <summary>Read items.</summary>
    public const string Read = "read";

    /// <summary>Looked for words.</summary>
    public const string Search = "search";

    /// <summary>Opened the file of an exhibit.</summary>
    public const string File = "file";

    /// <summary>Downloaded the original of an exhibit.</summary>
    public const string Download = "download";

    /// <summary>Opened the view for printing.</summary>
    public const string Print = "print";

    /// <summary>Made a report.</summary>
    public const string Export = "export";

    /// <summary>Added a statement of their own.</summary>
    public const string Statement = "statement";
}

/// <summary>What somebody tried and was refused. The words are stored; never change one.</summary>
public static class Tries
{
    /// <summary>Used a link that somebody had used before.</summary>
    public const string LinkAgain = "link-again";

    /// <summary>Used a link whose time was over, or that was taken back.</summary>
    public const string LinkLate = "link-late";

    /// <summary>Their key was another one than when they accepted.</summary>
    public const string KeyChanged = "key-changed";

    /// <summary>Came after their access had ended.</summary>
    public const string Ended = "ended";

    /// <summary>Asked for something outside what is shared.</summary>
    public const string Outside = "outside";

    /// <summary>Tried something their role does not allow.</summary>
    public const string NotAllowed = "not-allowed";

    /// <summary>Asked for a grant that is another person's.</summary>
    public const string Guessed = "guessed";

    /// <summary>Nothing that anybody tried here: the line cannot be read, because somebody changed it in the database.</summary>
    public const string Changed = "changed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [LinkAgain, LinkLate, KeyChanged, Ended, Outside, NotAllowed, Guessed, Changed];
}

/// <summary>What happened to somebody's access without a look or a try. The words are stored; never change one.</summary>
public static class Notices
{
    /// <summary>It was asked that a colleague takes over.</summary>
    public const string HandOver = "hand-over";

    /// <summary>The colleague agreed and waits for the owner.</summary>
    public const string HandOverAccepted = "hand-over-accepted";

    /// <summary>The request was taken back.</summary>
    public const string HandOverWithdrawn = "hand-over-withdrawn";

    /// <summary>They gave it back.</summary>
    public const string GaveBack = "gave-back";

    /// <summary>They left the organisation through which they held the access.</summary>
    public const string LeftOrganisation = "left-organisation";

    /// <summary>They were removed from it.</summary>
    public const string RemovedFromOrganisation = "removed-from-organisation";

    /// <summary>Somebody signed in to their account with a browser that had not been used for it.</summary>
    public const string NewBrowser = "new-browser";

    /// <summary>Their account got a new password.</summary>
    public const string NewPassword = "new-password";

    /// <summary>Their account was started over, with other keys.</summary>
    public const string StartedOver = "started-over";

    /// <summary>What can mean that somebody else is in their account.</summary>
    public static IReadOnlyList<string> OfAccount { get; } = [NewBrowser, NewPassword, StartedOver];
}

/// <summary>One look or try.</summary>
/// <param name="Id">Counts up.</param>
/// <param name="MemberId">Who; null for somebody who was never let in.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What: one of <see cref="LookKinds"/>, <see cref="Tries"/> or <see cref="Notices"/>.</param>
/// <param name="IsTry">Whether it was refused.</param>
/// <param name="Items">The items, by their first entries.</param>
public sealed record Look(long Id, Guid? MemberId, DateTimeOffset At, string Kind, bool IsTry, IReadOnlyList<int> Items);

/// <summary>Writes down every look of somebody else at a case, before anything of it is shown, and every try that was refused.</summary>
public sealed class LookLog(ContactLogDb db, OuterSeal outer, WriteLock writes, TimeProvider clock)
{
    private const string SealName = "@look";

    /// <summary>
    /// Most refused tries of one kind kept for a person and hour: somebody who tries for ever must not fill the disk, and who fills up one kind must not
    /// keep another one from being written, which may be worse, or another stranger's.
    /// </summary>
    private const int MostTries = 20;

    /// <summary>Writes down a look. When it cannot be written it throws, and nothing is shown.</summary>
    public async Task LookedAsync(CaseKey key, Guid memberId, string kind, IReadOnlyList<int> items, CancellationToken cancel)
    {
        var row = Seal(key, memberId, kind, items);
        using var turn = await writes.TakeAsync(cancel);
        await AddAsync(row, cancel);
    }

    /// <summary>A look that is written together with others (<see cref="Desks.WriteSummariesAsync"/>), before anything is shown.</summary>
    public LookRow Seal(CaseKey key, Guid memberId, string kind, IReadOnlyList<int> items)
    {
        ArgumentNullException.ThrowIfNull(key);
        var (id, now) = (Guid.NewGuid(), Now);
        var plain = JsonSerializer.SerializeToUtf8Bytes(new Said(kind, items, memberId, now));
        return new LookRow { Key = id, CaseId = key.CaseId, MemberId = memberId, At = now, Epoch = key.Epoch, Sealed = key.SealField(id, SealName, 1, plain) };
    }

    /// <summary>Writes down a try that was refused. It needs no key of the case, because whoever tried may hold none.</summary>
    public async Task TriedAsync(Guid caseId, Guid? memberId, string what, CancellationToken cancel)
    {
        // Counted in the writer's turn: many in the same moment would each find room.
        using var turn = await writes.TakeAsync(cancel);
        var since = Now - 3600;
        var kept = await db.Looks.AsNoTracking().Where(row => row.CaseId == caseId && row.MemberId == memberId && row.Epoch == 0 && row.At > since).ToListAsync(cancel);
        if (kept.Count < MostTries || kept.Count(row => OpenNoted(row)?.Kind == what) < MostTries)
        {
            await AddAsync(Noted(caseId, memberId, what), cancel);
        }
    }

    /// <summary>
    /// Writes down that somebody who is or was let in named something of a case on a page of its owner. Whoever was never let in leaves nothing, and so cannot
    /// tell from how long it takes whether it is there.
    /// </summary>
    /// <param name="userId">Whoever asked.</param>
    /// <param name="named">The ids that they named.</param>
    /// <param name="what">One of <see cref="Tries"/>.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task TriedAsOwnerAsync(Guid userId, IReadOnlyCollection<Guid> named, string what, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(named);
        var theirs = db.Members.AsNoTracking().Where(row => row.UserId == userId);
        if (named.Count == 0 || !await theirs.AnyAsync(cancel))
        {
            return;
        }

        var cases = theirs.Where(row => db.Items.Any(one => named.Contains(one.Id) && one.CaseId == row.CaseId)
            || db.Members.Any(one => named.Contains(one.Id) && one.CaseId == row.CaseId)
            || db.Invitations.Any(one => named.Contains(one.Id) && one.CaseId == row.CaseId)
            || db.Comments.Any(one => named.Contains(one.Id) && one.CaseId == row.CaseId));
        foreach (var grant in (await cases.OrderBy(row => row.Since).Select(row => new { row.CaseId, row.Id }).ToListAsync(cancel)).GroupBy(row => row.CaseId))
        {
            await TriedAsync(grant.Key, grant.Last().Id, what, cancel);
        }
    }

    /// <summary>Writes down what happened to somebody's access, in the transaction of whoever calls: both or neither.</summary>
    internal void Notice(Guid caseId, Guid memberId, string what) => db.Looks.Add(Noted(caseId, memberId, what));

    /// <summary>
    /// Writes down, for the owner of every case that is shared with an account now, what happened to that account: whoever took
    /// it over reads as the person she let in, and this is what she can notice. In the transaction of whoever calls.
    /// </summary>
    internal async Task NoticeOfAccountAsync(Guid userId, string what, CancellationToken cancel)
    {
        var now = Now;
        var since = now - 3600;
        // Counted apart from tries: whoever fills those up on purpose must not keep this from being written.
        foreach (var row in await db.Members.AsNoTracking().Where(row => row.UserId == userId && row.EndedAt == null && row.Until > now
            && db.Looks.Count(look => look.MemberId == row.Id && look.Epoch == 0 && look.At > since) < 2 * MostTries).Select(row => new { row.Id, row.CaseId }).ToListAsync(cancel))
        {
            Notice(row.CaseId, row.Id, what);
        }
    }

    /// <summary>The looks and tries, newest first.</summary>
    /// <param name="key">The key to the case.</param>
    /// <param name="memberId">Of one person; null for all.</param>
    /// <param name="before">Only what came before this look; null for the newest.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<Look>> ListAsync(CaseKey key, Guid? memberId, long? before, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        var rows = await db.Looks.AsNoTracking().Where(row => row.CaseId == key.CaseId && (memberId == null || row.MemberId == memberId) && (before == null || row.Id < before))
            .OrderByDescending(row => row.Id).Take(most).ToListAsync(cancel);

        // The row says whose it is so that it can be found; what was sealed says whose it was.
        return [.. rows.Select(row => Open(key, row)).Where(look => memberId is null || look.MemberId == memberId)];
    }

    // Whoever can write to the database must not be able to take this list from her, nor to lay one person's looks at another's door: what does not open is
    // shown as changed, and who and when are sealed with what. In a row of before they are not.
    private Look Open(CaseKey key, LookRow row)
    {
        if (row.Epoch == 0)
        {
            return OpenNoted(row) ?? ChangedLook(row);
        }

        try
        {
            var said = JsonSerializer.Deserialize<Said>(key.At(row.Epoch).OpenField(row.Key, SealName, 1, row.Sealed))!;
            return new(row.Id, said.Member ?? row.MemberId, RowTime.Of(said.At ?? row.At), said.Kind, false, said.Items);
        }
        catch (SealBrokenException)
        {
            return ChangedLook(row);
        }
    }

    private Look? OpenNoted(LookRow row)
    {
        try
        {
            var said = Encoding.ASCII.GetString(outer.OpenForServer(Purpose(row.Key), row.Sealed)).Split('|');
            return said.Length == 3
                ? new(row.Id, said[1].Length == 0 ? null : Guid.ParseExact(said[1], "N"), RowTime.Of(long.Parse(said[2], CultureInfo.InvariantCulture)), said[0], IsTry(said[0]), [])
                : new(row.Id, row.MemberId, RowTime.Of(row.At), said[0], IsTry(said[0]), []);
        }
        catch (SealBrokenException)
        {
            return null;
        }

        static bool IsTry(string what) => Tries.All.Contains(what, StringComparer.Ordinal);
    }

    private static Look ChangedLook(LookRow row) => new(row.Id, null, RowTime.Of(row.At), Tries.Changed, true, []);

    private LookRow Noted(Guid caseId, Guid? memberId, string what)
    {
        var (id, now) = (Guid.NewGuid(), Now);
        var plain = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what}|{memberId:N}|{now}"));
        return new LookRow { Key = id, CaseId = caseId, MemberId = memberId, At = now, Epoch = 0, Sealed = outer.SealForServer(Purpose(id), plain) };
    }

    // In the writer's turn of whoever calls.
    private async Task AddAsync(LookRow row, CancellationToken cancel)
    {
        db.Looks.Add(row);
        await db.SaveChangesAsync(cancel);
        db.Entry(row).State = EntityState.Detached;
    }

    private static string Purpose(Guid id) => $"look-{id:N}";

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    private sealed record Said(string Kind, IReadOnlyList<int> Items, Guid? Member = null, long? At = null);
}
