using System.Security.Cryptography;
using ContactLog.Data.Accounts;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sharing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Organisations;

/// <summary>Access that could be handed over, and how far that is.</summary>
/// <param name="Grant">The access.</param>
/// <param name="Holder">Who has it.</param>
/// <param name="IsMine">Whoever asks has it.</param>
/// <param name="Since">From when.</param>
/// <param name="Until">Until when.</param>
/// <param name="To">To whom it is to go; null while nothing is asked.</param>
/// <param name="IsAccepted">That colleague agreed, and the owner decides.</param>
/// <param name="Colleagues">Who could take over.</param>
public sealed record HandOver(Guid Grant, string Holder, bool IsMine, DateTimeOffset Since, DateTimeOffset Until, string? To, bool IsAccepted, IReadOnlyList<Colleague> Colleagues);

/// <summary>
/// Asks that a colleague takes over somebody's access to a case. It gives nobody a key: the colleague agrees to the terms, and
/// the owner compares the six words and confirms (<see cref="CaseSharing.ConfirmAsync"/>), or nothing happens.
/// </summary>
public sealed class HandOvers(ContactLogDb db, OuterSeal outer, Memberships memberships, LookLog looks, WriteLock writes, TimeProvider clock)
{
    /// <summary>How long a request waits for colleague and owner.</summary>
    public static TimeSpan Lives { get; } = TimeSpan.FromDays(14);

    private const int MostADay = 5;

    /// <summary>What could be handed over, for its holder or a supervisor; null for everybody else, and once it is over.</summary>
    public async Task<HandOver?> FindAsync(Belonging me, Guid grant, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        if (await Held(me, grant).AsNoTracking().SingleOrDefaultAsync(cancel) is not { } held)
        {
            return null;
        }

        var all = await memberships.ColleaguesAsync(me, cancel);
        var holder = await db.OrganisationMembers.Where(row => row.UserId == held.UserId).Select(row => row.Id).SingleAsync(cancel);
        var open = await Open(grant).AsNoTracking().SingleOrDefaultAsync(cancel);
        var to = open is null ? null : await db.OrganisationMembers.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == open.ReservedFor && row.OrganisationId == me.OrganisationId, cancel);
        return new(
            grant,
            all.First(one => one.Id == holder).Name,
            held.UserId == me.UserId,
            DateTimeOffset.FromUnixTimeSeconds(held.Since),
            DateTimeOffset.FromUnixTimeSeconds(held.Until),
            to is null ? null : OrganisationNames.Open(outer, to.Id, to.SealedName),
            open?.AcceptedBy is not null,
            [.. all.Where(one => one.Id != holder)]);
    }

    /// <summary>Asks. The colleague is told, and the owner sees it at once.</summary>
    public async Task<OrganisationStep> ProposeAsync(Belonging me, Guid grant, Guid colleague, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        await using var change = await AccountChange.BeginAsync(db, writes, cancel);
        var held = await Held(me, grant).AsNoTracking().SingleOrDefaultAsync(cancel);
        var to = await db.OrganisationMembers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == colleague && row.OrganisationId == me.OrganisationId, cancel);
        var from = held is null ? null : await db.OrganisationMembers.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == held.UserId && row.OrganisationId == me.OrganisationId, cancel);
        if (held is null || to is null || from is null || to.UserId == held.UserId || await Open(grant).AnyAsync(cancel))
        {
            return OrganisationStep.Gone;
        }

        // Asked and taken back for ever, it must neither fill the disk nor the owner's page.
        var since = Now - 86_400;
        if (await db.Invitations.CountAsync(row => row.Replaces == grant && row.CreatedAt > since, cancel) >= MostADay)
        {
            return OrganisationStep.TooMany;
        }

        var id = Guid.NewGuid();
        db.Invitations.Add(new InvitationRow
        {
            Id = id,
            CaseId = held.CaseId,
            // Nobody knows the secret of this link: it is accepted by the one account it is for.
            SecretHash = SHA256.HashData(RandomNumberGenerator.GetBytes(32)),
            SealedOffer = Invitations.SealHandOver(outer, id, OrganisationNames.Open(outer, from.Id, from.SealedName)),
            OrganisationId = me.OrganisationId,
            Replaces = grant,
            ReservedFor = to.UserId,
            CreatedAt = Now,
            ExpiresAt = Now + (long)Lives.TotalSeconds,
        });
        looks.Notice(held.CaseId, grant, Notices.HandOver);
        memberships.Note(me.OrganisationId, OrganisationEvents.HandOver, OrganisationNames.Open(outer, to.Id, to.SealedName));
        await FinishAsync(change, cancel);
        return OrganisationStep.Done;
    }

    /// <summary>Takes the request back.</summary>
    public async Task WithdrawAsync(Belonging me, Guid grant, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        await using var change = await AccountChange.BeginAsync(db, writes, cancel);
        if (await Held(me, grant).AsNoTracking().SingleOrDefaultAsync(cancel) is { } held
            && await Open(grant).ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosedAt, Now), cancel) > 0)
        {
            looks.Notice(held.CaseId, grant, Notices.HandOverWithdrawn);
            await FinishAsync(change, cancel);
        }
    }

    /// <summary>Requests about access that has ended mean nothing any more. Inside the caller's transaction.</summary>
    internal static Task<int> DropAsync(ContactLogDb db, IReadOnlyList<Guid> members, DateTimeOffset now, CancellationToken cancel) =>
        db.Invitations.Where(row => row.Replaces != null && members.Contains(row.Replaces.Value) && row.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosedAt, now.ToUnixTimeSeconds()), cancel);

    private IQueryable<InvitationRow> Open(Guid grant)
    {
        var now = Now;
        return db.Invitations.Where(row => row.Replaces == grant && row.ClosedAt == null && row.ExpiresAt > now);
    }

    // Held through the asking person's own organisation, and theirs or theirs to supervise: a member of another one finds nothing.
    private IQueryable<MemberRow> Held(Belonging me, Guid grant)
    {
        var now = Now;
        return db.Members.Where(row => row.Id == grant && row.EndedAt == null && row.Until > now
            && db.OrganisationGrants.Any(through => through.MemberId == row.Id && through.OrganisationId == me.OrganisationId)
            && (row.UserId == me.UserId || db.OrganisationMembers.Any(one => one.Id == me.Id && one.IsSupervisor)));
    }

    private async Task FinishAsync(AccountChange change, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        await change.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}
