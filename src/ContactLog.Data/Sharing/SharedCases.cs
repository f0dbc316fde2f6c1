using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Sharing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Sharing;

/// <summary>How a shared case answers somebody.</summary>
public enum SharedState
{
    /// <summary>There is nothing for this person under this name.</summary>
    Missing,

    /// <summary>It is open.</summary>
    Open,

    /// <summary>Their access is over.</summary>
    Over,

    /// <summary>Their keys are not the ones that were confirmed: the account was started over since.</summary>
    KeysChanged,
}

/// <summary>A shared case, opened for somebody.</summary>
/// <param name="State">How it answers.</param>
/// <param name="MemberId">The grant.</param>
/// <param name="Until">Until when.</param>
/// <param name="Terms">What the owner decided; null unless open.</param>
/// <param name="Case">What is seen of it; null unless open.</param>
/// <param name="Key">The key; the caller disposes of it. Null unless open.</param>
/// <param name="OwnerId">The owner's account.</param>
/// <param name="IsOwner">The owner looks at it as the member sees it.</param>
public sealed record OpenedShare(SharedState State, Guid MemberId, DateTimeOffset Until, ShareTerms? Terms, ScopedCase? Case, CaseKey? Key, Guid OwnerId, bool IsOwner);

/// <summary>A case in somebody's list.</summary>
/// <param name="Id">The grant.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Since">From when.</param>
/// <param name="Until">Until when.</param>
/// <param name="HeadSeq">The newest entry of its record.</param>
public sealed record Membership(Guid Id, Guid CaseId, DateTimeOffset Since, DateTimeOffset Until, int HeadSeq);

/// <summary>The other side of sharing: the cases that were shared with somebody. Opens, scopes, and never appends.</summary>
public sealed class SharedCases(ContactLogDb db, CaseKeys keys, CaseOpener opener, LookLog looks, WriteLock writes, TimeProvider clock)
{
    /// <summary>The cases that are shared with somebody now.</summary>
    public async Task<IReadOnlyList<Membership>> MineAsync(Guid userId, CancellationToken cancel)
    {
        var now = Now;
        var rows = await db.Members.AsNoTracking().Where(row => row.UserId == userId && row.EndedAt == null && row.Until > now)
            .Join(db.Cases, row => row.CaseId, one => one.Id, (row, one) => new { row.Id, row.CaseId, row.Since, row.Until, one.HeadSeq }).ToListAsync(cancel);
        return [.. rows.Select(row => new Membership(
            row.Id, row.CaseId, RowTime.Of(row.Since), RowTime.Of(row.Until), row.HeadSeq))];
    }

    /// <summary>Whether somebody is here for the cases of others: one is or was shared with them, or they belong to an organisation.</summary>
    public async Task<bool> HasAnyAsync(Guid userId, CancellationToken cancel) =>
        await db.Members.AnyAsync(row => row.UserId == userId, cancel) || await db.OrganisationMembers.AnyAsync(row => row.UserId == userId, cancel);

    /// <summary>Opens a shared case for its member, or for the owner who looks at it as the member sees it. Asked at each request, so an end holds at once.</summary>
    /// <param name="memberId">The grant.</param>
    /// <param name="me">The opened keys of whoever asks.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="Domain.Record.RecordBrokenException">The record does not verify.</exception>
    public async Task<OpenedShare> OpenAsync(Guid memberId, UserKeys me, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        try
        {
            return await OpenOnceAsync(memberId, me, cancel);
        }
        catch (EpochPassedException)
        {
            // Somebody's access ended in this very moment, perhaps this one: asked anew, it answers either way.
            return await OpenOnceAsync(memberId, me, cancel);
        }
    }

    private async Task<OpenedShare> OpenOnceAsync(Guid memberId, UserKeys me, CancellationToken cancel)
    {
        var missing = new OpenedShare(SharedState.Missing, memberId, default, null, null, null, Guid.Empty, false);
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.Id == memberId, cancel);
        if (member is null)
        {
            return missing;
        }

        var ownerId = await db.Cases.Where(row => row.Id == member.CaseId).Select(row => row.OwnerId).SingleAsync(cancel);
        var isOwner = ownerId == me.UserId;
        if (!isOwner && member.UserId != me.UserId)
        {
            // The name of a grant is random: whoever asks for one that is not theirs has seen it somewhere. She is told.
            await looks.TriedAsync(member.CaseId, null, Tries.Guessed, cancel);
            return missing;
        }

        var until = RowTime.Of(member.Until);
        if (member.EndedAt is not null || member.Until <= Now)
        {
            if (isOwner)
            {
                return missing;
            }

            await looks.TriedAsync(member.CaseId, member.Id, Tries.Ended, cancel);
            return missing with { State = SharedState.Over, Until = RowTime.Of(member.EndedAt ?? member.Until) };
        }

        CaseKey? key = null;
        try
        {
            key = await keys.OpenAsync(member.CaseId, me, cancel);
        }
        catch (SealBrokenException)
        {
            // Sealed to the key pair of before a reset.
        }

        if (key is null)
        {
            if (await db.Members.AnyAsync(row => row.Id == memberId && row.EndedAt != null, cancel))
            {
                // Not other keys, but none any more: it ended since the member was asked for. She must not be told of keys that changed.
                return await OpenOnceAsync(memberId, me, cancel);
            }

            if (!isOwner)
            {
                await looks.TriedAsync(member.CaseId, member.Id, Tries.KeyChanged, cancel);
            }

            return missing with { State = SharedState.KeysChanged, Until = until };
        }

        try
        {
            var terms = ShareTerms.Open(key, member.Epoch, member.Id, member.SealedTerms);
            var file = await opener.OpenForPageAsync(key, cancel);
            if (AsRecorded(RecordedShares.Of(file), terms, member, me, isOwner) is { } refused)
            {
                key.Dispose();
                await looks.TriedAsync(member.CaseId, refused.Who, refused.Why, cancel);
                return missing with { State = refused.State, Until = until };
            }

            return new(SharedState.Open, member.Id, until, terms, ScopedCase.Of(terms.Scope, file, member.Id), key, ownerId, isOwner);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What the rows say counts only as far as the record says it too. Whoever can write to the database could put a helper's account into another
    /// helper's row, or in the owner's place, or move the day; the helper's own key to the case would then open more than she gave.
    /// </summary>
    /// <returns>How it is refused, whose try it was and what they tried; null when the record says the same.</returns>
    private (SharedState State, Guid? Who, string Why)? AsRecorded(RecordedShares shares, ShareTerms terms, MemberRow member, UserKeys me, bool isOwner)
    {
        var key = ShareTerms.DigestOf(me.PublicKey);
        var mine = shares.GrantOf(key);
        return isOwner ? mine is null ? null : (SharedState.Missing, mine, Tries.NotAllowed)
            : terms.IsUnreadable ? (SharedState.Missing, member.Id, Tries.Outside)
            : terms.Key != key && mine is null ? (SharedState.KeysChanged, member.Id, Tries.KeyChanged)
            : terms.Key != key ? (SharedState.Missing, mine, Tries.Guessed)
            : shares.Find(member.Id) is not { } entry ? (SharedState.Over, member.Id, Tries.Ended)
            : terms.RecordedUntil(entry, member.Id) is not { } until ? (SharedState.Missing, member.Id, Tries.NotAllowed)
            : until <= clock.GetUtcNow() ? (SharedState.Over, member.Id, Tries.Ended)
            : null;
    }

    /// <summary>Gives access back. The keys go at once; a new epoch begins when the owner is next there.</summary>
    public async Task LeaveAsync(Guid memberId, Guid userId, CancellationToken cancel)
    {
        using var turn = await writes.TakeAsync(cancel);
        await using var change = await db.Database.BeginTransactionAsync(cancel);
        var mine = db.Members.Where(row => row.Id == memberId && row.UserId == userId && row.EndedAt == null);
        foreach (var caseId in await mine.Select(row => row.CaseId).ToListAsync(cancel))
        {
            // Otherwise she would find an access ended that she did not end, and wonder who was at her device.
            looks.Notice(caseId, memberId, Notices.GaveBack);
        }

        await CloseAsync(mine, cancel);
        await db.SaveChangesAsync(cancel);
        await change.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>Takes the keys of everybody whose time is over. Needs no key: a grant that nobody may open need not lie there.</summary>
    /// <returns>For how many.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var now = Now;
        using var turn = await writes.TakeAsync(cancel);
        await using var change = await db.Database.BeginTransactionAsync(cancel);
        var swept = await CloseAsync(db.Members.Where(row => row.EndedAt == null && row.Until <= now), cancel);
        await change.CommitAsync(cancel);
        return swept;
    }

    /// <summary>Ends the access of some at once, without a key: inside the caller's transaction. The new epoch begins when the owner is next there.</summary>
    internal async Task<int> CloseAsync(IQueryable<MemberRow> which, CancellationToken cancel)
    {
        var now = Now;
        var rows = await which.AsNoTracking().Select(row => new { row.Id, row.CaseId, row.UserId, row.Until }).ToListAsync(cancel);
        foreach (var row in rows)
        {
            await db.Grants.Where(grant => grant.CaseId == row.CaseId && grant.UserId == row.UserId).ExecuteDeleteAsync(cancel);
            await db.Members.Where(one => one.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.EndedAt, Math.Min(now, row.Until)), cancel);
        }

        Guid[] ending = [.. rows.Select(row => row.Id)];
        await Helping.HelpBack.DestroyAsync(db, ending, cancel);
        await Organisations.HandOvers.DropAsync(db, ending, clock.GetUtcNow(), cancel);
        return rows.Count;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}
