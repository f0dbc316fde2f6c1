using System.Text;
using ContactLog.Data.Accounts;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sharing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Organisations;

/// <summary>
/// Organisations and who belongs to them (docs/decisions/organisations.md). An organisation holds no key and opens nothing:
/// it says which access ends when somebody stops belonging to it, and between whom a case may be handed over.
/// </summary>
public sealed class Memberships(ContactLogDb db, OuterSeal outer, SharedCases cases, LookLog looks, WriteLock writes, TimeProvider clock)
{
    /// <summary>Most links that can be open at once.</summary>
    public const int MostOpen = 20;

    /// <summary>Most people in an organisation.</summary>
    public const int MostPeople = 500;

    private const int MostEvents = 200;

    /// <summary>For whoever runs the server: makes an organisation, or finds the one of that name, and a link for a supervisor of it.</summary>
    /// <param name="name">Its name, which whoever runs the server vouches for.</param>
    /// <param name="person">What the supervisor is called.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The secret of the link; null when a name is none.</returns>
    public async Task<string?> FoundAsync(string? name, string? person, CancellationToken cancel)
    {
        if (OrganisationNames.Tidy(name) is not { } tidy || OrganisationNames.Tidy(person) is not { } supervisor)
        {
            return null;
        }

        await using var change = await AccountChange.BeginAsync(db, writes, cancel);
        var id = (await db.Organisations.AsNoTracking().ToListAsync(cancel)).Find(row => OrganisationNames.Open(outer, row.Id, row.SealedName) == tidy)?.Id;
        if (id is null)
        {
            id = Guid.NewGuid();
            db.Organisations.Add(new OrganisationRow { Id = id.Value, SealedName = OrganisationNames.Seal(outer, id.Value, tidy), CreatedAt = Now });
        }

        var secret = AddLink(id.Value, supervisor, isSupervisor: true);
        await FinishAsync(change, cancel);
        return secret;
    }

    /// <summary>To what somebody belongs; null for nothing. Asked at each request, so an end holds at once.</summary>
    public async Task<Belonging?> FindAsync(Guid userId, CancellationToken cancel)
    {
        var row = await db.OrganisationMembers.AsNoTracking().Where(one => one.UserId == userId)
            .Join(db.Organisations, one => one.OrganisationId, one => one.Id, (member, organisation) => new { Member = member, Organisation = organisation }).SingleOrDefaultAsync(cancel);
        return row is null ? null : new(
            row.Organisation.Id,
            OrganisationNames.Open(outer, row.Organisation.Id, row.Organisation.SealedName),
            row.Member.Id,
            userId,
            OrganisationNames.Open(outer, row.Member.Id, row.Member.SealedName),
            row.Member.IsSupervisor);
    }

    /// <summary>Everybody in it, by name. A supervisor sees how many cases each has access to through it.</summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(Belonging me, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        var rows = await db.OrganisationMembers.AsNoTracking().Where(row => row.OrganisationId == me.OrganisationId).ToListAsync(cancel);
        var held = me.IsSupervisor
            ? await Current(me.OrganisationId).GroupBy(row => row.UserId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel)
            : null;
        return
        [
            .. rows.Select(row => new Colleague(
                row.Id,
                OrganisationNames.Open(outer, row.Id, row.SealedName),
                row.IsSupervisor,
                At(row.JoinedAt),
                row.Id == me.Id,
                held?.GetValueOrDefault(row.UserId))).OrderBy(one => one.Name, StringComparer.CurrentCulture),
        ];
    }

    /// <summary>For a supervisor: from when until when a colleague has or had access to cases through the organisation, newest first. Null when there is no such colleague.</summary>
    public async Task<IReadOnlyList<HeldAccess>?> HeldAsync(Belonging by, Guid memberId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.IsSupervisor || await db.OrganisationMembers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == memberId && row.OrganisationId == by.OrganisationId, cancel) is not { } member)
        {
            return null;
        }

        var now = Now;
        var rows = await Through(by.OrganisationId).Where(row => row.UserId == member.UserId).OrderByDescending(row => row.Since).Take(MostPeople)
            .Select(row => new { row.Id, row.Since, row.Until, row.EndedAt }).ToListAsync(cancel);
        return [.. rows.Select(row => new HeldAccess(row.Id, At(row.Since), At(row.Until), row.EndedAt is { } ended ? At(ended) : null, row.EndedAt is not null || row.Until <= now))];
    }

    /// <summary>For a supervisor: makes a link by which one person joins.</summary>
    public async Task<(OrganisationStep Step, string? Secret)> InviteAsync(Belonging by, string? name, bool isSupervisor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (OrganisationNames.Tidy(name) is not { } tidy)
        {
            return (OrganisationStep.BadName, null);
        }

        await using var change = await AccountChange.BeginAsync(db, writes, cancel);
        if (!await StillSupervisesAsync(by, cancel))
        {
            return (OrganisationStep.Gone, null);
        }

        if (await OpenLinks(by.OrganisationId).CountAsync(cancel) >= MostOpen
            || await db.OrganisationMembers.CountAsync(row => row.OrganisationId == by.OrganisationId, cancel) >= MostPeople)
        {
            return (OrganisationStep.TooMany, null);
        }

        var secret = AddLink(by.OrganisationId, tidy, isSupervisor);
        await FinishAsync(change, cancel);
        return (OrganisationStep.Done, secret);
    }

    /// <summary>For a supervisor: the links that nobody has used, newest first.</summary>
    public async Task<IReadOnlyList<MemberLink>> LinksAsync(Belonging by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        return !by.IsSupervisor ? [] :
        [
            .. (await OpenLinks(by.OrganisationId).OrderByDescending(row => row.CreatedAt).ToListAsync(cancel)).Select(row =>
            {
                var (name, isSupervisor) = Invitations.OpenMembership(outer, row);
                return new MemberLink(row.Id, name, isSupervisor, At(row.ExpiresAt));
            }),
        ];
    }

    /// <summary>For a supervisor: takes a link back.</summary>
    public async Task CancelAsync(Belonging by, Guid linkId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.IsSupervisor)
        {
            using var turn = await writes.TakeAsync(cancel);
            await db.Invitations.Where(row => row.Id == linkId && row.OrganisationId == by.OrganisationId && row.CaseId == null && row.ClosedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosedAt, Now), cancel);
        }
    }

    /// <summary>Joins by a link. The caller has asked how the link stands; whether it was used meanwhile is asked here.</summary>
    internal async Task<LinkState> JoinAsync(InvitationRow link, Guid userId, CancellationToken cancel)
    {
        await using var change = await AccountChange.BeginAsync(db, writes, cancel);
        if (await db.OrganisationMembers.AnyAsync(row => row.UserId == userId, cancel))
        {
            return LinkState.Elsewhere;
        }

        // Two people with one link in the same moment: the second one finds it used.
        if (await db.Invitations.Where(row => row.Id == link.Id && row.AcceptedBy == null && row.ClosedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.AcceptedBy, userId).SetProperty(row => row.ClosedAt, Now), cancel) != 1)
        {
            return LinkState.Used;
        }

        var id = Guid.NewGuid();
        var (name, isSupervisor) = Invitations.OpenMembership(outer, link);
        db.OrganisationMembers.Add(new OrganisationMemberRow
        {
            Id = id,
            OrganisationId = link.OrganisationId!.Value,
            UserId = userId,
            SealedName = OrganisationNames.Seal(outer, id, name),
            IsSupervisor = isSupervisor,
            JoinedAt = Now,
        });
        Note(link.OrganisationId.Value, OrganisationEvents.Joined, name);
        await FinishAsync(change, cancel);
        return LinkState.Joined;
    }

    /// <summary>Somebody leaves: all access that is held through the organisation ends at once.</summary>
    public Task<OrganisationStep> LeaveAsync(Belonging me, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        return EndAsync(row => row.Id == me.Id, null, OrganisationEvents.Left, Notices.LeftOrganisation, cancel);
    }

    /// <summary>For a supervisor: somebody no longer belongs to it; all access that they hold through it ends at once.</summary>
    public Task<OrganisationStep> RemoveAsync(Belonging by, Guid memberId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        return EndAsync(row => row.Id == memberId && row.OrganisationId == by.OrganisationId, by, OrganisationEvents.Removed, Notices.RemovedFromOrganisation, cancel);
    }

    /// <summary>For a supervisor: what happened lately, newest first.</summary>
    public async Task<IReadOnlyList<OrganisationEvent>> EventsAsync(Belonging by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(by);
        return !by.IsSupervisor ? [] :
        [
            .. (await db.OrganisationEvents.AsNoTracking().Where(row => row.OrganisationId == by.OrganisationId).OrderByDescending(row => row.Id).Take(MostEvents).ToListAsync(cancel))
                .Select(row => (row.At, Said: Encoding.UTF8.GetString(outer.OpenForServer(EventPurpose(row.Key), row.Sealed)).Split('|', 2)))
                .Select(row => new OrganisationEvent(At(row.At), row.Said[0], row.Said[1])),
        ];
    }

    /// <summary>Writes down that somebody used a link which another person had used.</summary>
    internal async Task TriedAsync(InvitationRow link, CancellationToken cancel)
    {
        var since = Now - 3600;
        if (await db.OrganisationEvents.CountAsync(row => row.OrganisationId == link.OrganisationId && row.At > since, cancel) < MostOpen)
        {
            await using var change = await AccountChange.BeginAsync(db, writes, cancel);
            Note(link.OrganisationId!.Value, OrganisationEvents.LinkAgain, Invitations.OpenMembership(outer, link).Name);
            await FinishAsync(change, cancel);
        }
    }

    /// <summary>Adds a line to what happened, in the caller's transaction.</summary>
    internal void Note(Guid organisationId, string kind, string name)
    {
        var key = Guid.NewGuid();
        db.OrganisationEvents.Add(new OrganisationEventRow
        {
            Key = key,
            OrganisationId = organisationId,
            At = Now,
            Sealed = outer.SealForServer(EventPurpose(key), Encoding.UTF8.GetBytes($"{kind}|{name}")),
        });
    }

    private async Task<OrganisationStep> EndAsync(
        System.Linq.Expressions.Expression<Func<OrganisationMemberRow, bool>> who, Belonging? by, string kind, string notice, CancellationToken cancel)
    {
        await using var change = await AccountChange.BeginAsync(db, writes, cancel);
        if ((by is not null && !await StillSupervisesAsync(by, cancel)) || await db.OrganisationMembers.AsNoTracking().SingleOrDefaultAsync(who, cancel) is not { } member)
        {
            return OrganisationStep.Gone;
        }

        // The owners are told in words what happened, and the access ends, in one transaction with the membership: there is no
        // moment in which somebody belongs to nothing and still reads.
        var held = Current(member.OrganisationId).Where(row => row.UserId == member.UserId);
        foreach (var row in await held.Select(row => new { row.Id, row.CaseId }).ToListAsync(cancel))
        {
            looks.Notice(row.CaseId, row.Id, notice);
        }

        await cases.CloseAsync(held, cancel);
        await db.Invitations.Where(row => row.OrganisationId == member.OrganisationId && row.ClosedAt == null && (row.AcceptedBy == member.UserId || row.ReservedFor == member.UserId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosedAt, Now), cancel);
        if (member.IsSupervisor)
        {
            // A supervisor who has to go could have kept a link of their own making to come back by.
            await db.Invitations.Where(row => row.OrganisationId == member.OrganisationId && row.CaseId == null && row.ClosedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosedAt, Now), cancel);
        }

        await db.OrganisationMembers.Where(row => row.Id == member.Id).ExecuteDeleteAsync(cancel);
        Note(member.OrganisationId, kind, OrganisationNames.Open(outer, member.Id, member.SealedName));
        await FinishAsync(change, cancel);
        return OrganisationStep.Done;
    }

    private string AddLink(Guid organisationId, string name, bool isSupervisor)
    {
        var id = Guid.NewGuid();
        var (secret, hash) = Invitations.NewSecret();
        db.Invitations.Add(new InvitationRow
        {
            Id = id,
            OrganisationId = organisationId,
            SecretHash = hash,
            SealedOffer = Invitations.SealMembership(outer, id, name, isSupervisor),
            CreatedAt = Now,
            ExpiresAt = Now + (long)Invitations.Lives.TotalSeconds,
        });
        return secret;
    }

    private IQueryable<InvitationRow> OpenLinks(Guid organisationId)
    {
        var now = Now;
        return db.Invitations.AsNoTracking().Where(row => row.OrganisationId == organisationId && row.CaseId == null && row.ClosedAt == null && row.ExpiresAt > now);
    }

    private IQueryable<MemberRow> Through(Guid organisationId) =>
        db.Members.Where(row => db.OrganisationGrants.Any(grant => grant.MemberId == row.Id && grant.OrganisationId == organisationId));

    private IQueryable<MemberRow> Current(Guid organisationId)
    {
        var now = Now;
        return Through(organisationId).Where(row => row.EndedAt == null && row.Until > now);
    }

    // Asked in the writer's turn: whoever was removed a moment ago must not remove or invite with a page that is still open.
    private Task<bool> StillSupervisesAsync(Belonging by, CancellationToken cancel) =>
        db.OrganisationMembers.AnyAsync(row => row.Id == by.Id && row.OrganisationId == by.OrganisationId && row.IsSupervisor, cancel);

    private async Task FinishAsync(AccountChange change, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        await change.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private static string EventPurpose(Guid key) => $"organisation-event-{key:N}";

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}
