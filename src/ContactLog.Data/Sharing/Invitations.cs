using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Accounts;
using ContactLog.Data.Organisations;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Sharing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Sharing;

/// <summary>What came of using a link.</summary>
public enum LinkState
{
    /// <summary>There is no such link, or it was taken back, or its time is over.</summary>
    Gone,

    /// <summary>It can be accepted.</summary>
    Open,

    /// <summary>The person who asks has accepted it and waits.</summary>
    Waiting,

    /// <summary>Somebody else has used it. She is told.</summary>
    Used,

    /// <summary>It is the asking person's own.</summary>
    Own,

    /// <summary>It admits to an organisation, and the person belongs to one.</summary>
    Elsewhere,

    /// <summary>It admitted to an organisation, to which the person belongs from now on.</summary>
    Joined,
}

/// <summary>An invitation as the invited person sees it.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Role">As what they are invited to a case; null where a colleague hands theirs over, and for an organisation.</param>
/// <param name="ExpiresAt">Until when it can be accepted and confirmed.</param>
/// <param name="Words">The six words, once accepted.</param>
public sealed record Offer(Guid Id, ShareRole? Role, DateTimeOffset ExpiresAt, IReadOnlyList<string> Words)
{
    /// <summary>The organisation it admits to, or through which the access will be held; null for none.</summary>
    public string? Organisation { get; init; }

    /// <summary>The colleague who hands over.</summary>
    public string? From { get; init; }

    /// <summary>Whether whoever joins the organisation is to supervise.</summary>
    public bool IsSupervisor { get; init; }

    /// <summary>It is a link into an organisation.</summary>
    public bool IsMembership => Role is null && From is null;

    /// <summary>Somebody accepted it, and the owner has to confirm.</summary>
    public bool IsAccepted => Words.Count > 0;
}

/// <summary>The invited person's side of an invitation: use the link once, accept, wait.</summary>
public sealed class Invitations(ContactLogDb db, OuterSeal outer, WriteLock writes, LookLog looks, Memberships memberships, TimeProvider clock)
{
    private const int SecretBytes = 32;
    private const string Joins = "joins";
    private const string Supervises = "supervises";
    private const string HandsOver = "hands-over";

    /// <summary>How long a link can be used and an acceptance confirmed.</summary>
    public static TimeSpan Lives { get; } = TimeSpan.FromHours(72);

    internal static (string Secret, byte[] Hash) NewSecret()
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return (Base64Url.EncodeToString(secret), SHA256.HashData(secret));
    }

    internal static byte[] SealOffer(OuterSeal outer, Guid id, ShareRole role) => SealOffer(outer, id, role.ToString());

    internal static byte[] SealMembership(OuterSeal outer, Guid id, string name, bool isSupervisor) => SealOffer(outer, id, $"{(isSupervisor ? Supervises : Joins)}|{name}");

    internal static byte[] SealHandOver(OuterSeal outer, Guid id, string from) => SealOffer(outer, id, $"{HandsOver}|{from}");

    internal static (string Name, bool IsSupervisor) OpenMembership(OuterSeal outer, InvitationRow row)
    {
        var said = OpenOffer(outer, row);
        return said.Length == 2 && row.CaseId is null ? (said[1], said[0] == Supervises) : throw new SealBrokenException("An offer");
    }

    /// <summary>True when a link can still be used by somebody.</summary>
    public async Task<bool> IsOpenAsync(string? secret, CancellationToken cancel) =>
        await FindAsync(secret, cancel) is { ClosedAt: null, AcceptedBy: null } row && row.ExpiresAt > Now;

    /// <summary>True when a link admits to a closed program: it can be used, and nobody made an account by it.</summary>
    public async Task<bool> AdmitsAsync(string? secret, CancellationToken cancel) =>
        await FindAsync(secret, cancel) is { ClosedAt: null, AcceptedBy: null, AdmittedAt: null } row && row.ExpiresAt > Now;

    /// <summary>
    /// Admits one person to a closed program. Whoever else saw the link on its way, the person she keeps away from perhaps,
    /// makes no account by it afterwards; that they tried is shown to her.
    /// </summary>
    /// <returns>False when somebody was admitted already, or the link does not count any more.</returns>
    public async Task<bool> AdmitAsync(string? secret, CancellationToken cancel)
    {
        if (await FindAsync(secret, cancel) is not { } row)
        {
            return false;
        }

        var now = Now;
        using (var turn = await writes.TakeAsync(cancel))
        {
            if (await db.Invitations.Where(one => one.Id == row.Id && one.AdmittedAt == null && one.AcceptedBy == null && one.ClosedAt == null && one.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.AdmittedAt, now), cancel) == 1)
            {
                return true;
            }
        }

        await TriedAsync(secret, cancel);
        return false;
    }

    /// <summary>Writes down that somebody came with a link that admits nobody any more. Without a link, or with one that was never made, there is nothing to write.</summary>
    public async Task TriedAsync(string? secret, CancellationToken cancel)
    {
        if (await FindAsync(secret, cancel) is not { } row)
        {
            return;
        }

        if (row.CaseId is not { } caseId)
        {
            await memberships.TriedAsync(row, cancel);
        }
        else
        {
            await looks.TriedAsync(caseId, null, row.ExpiresAt > Now && row.ClosedAt is null ? Tries.LinkAgain : Tries.LinkLate, cancel);
        }
    }

    /// <summary>Takes the admission back: no account was made.</summary>
    public async Task UnadmitAsync(string? secret, CancellationToken cancel)
    {
        if (await FindAsync(secret, cancel) is { } row)
        {
            using var turn = await writes.TakeAsync(cancel);
            await db.Invitations.Where(one => one.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.AdmittedAt, (long?)null), cancel);
        }
    }

    /// <summary>How a link stands to somebody who is signed in. Coming with one that is used or over is a try, and is written down.</summary>
    public async Task<(LinkState State, Offer? Offer)> LookAsync(string? secret, Guid userId, CancellationToken cancel) =>
        await LookAsync(await FindAsync(secret, cancel), userId, cancel);

    /// <summary>How the request to take over from a colleague stands to the one person it is for.</summary>
    public async Task<(LinkState State, Offer? Offer)> LookAsync(Guid id, Guid userId, CancellationToken cancel) =>
        await LookAsync(await FindAsync(id, userId, cancel), userId, cancel);

    /// <summary>Accepts: from now on the link is used, and she sees who waits. A link into an organisation has nobody who has to confirm: the person has joined.</summary>
    /// <param name="secret">The secret of the link.</param>
    /// <param name="me">Whoever accepts.</param>
    /// <param name="throughOrganisation">The access is to be held through the organisation that the person belongs to; the owner sees that before she confirms.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<LinkState> AcceptAsync(string? secret, UserKeys me, bool throughOrganisation, CancellationToken cancel) =>
        await AcceptAsync(await FindAsync(secret, cancel), me, throughOrganisation, cancel);

    /// <summary>Accepts to take over from a colleague.</summary>
    public async Task<LinkState> AcceptAsync(Guid id, UserKeys me, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        return await AcceptAsync(await FindAsync(id, me.UserId, cancel), me, false, cancel);
    }

    /// <summary>The invitations that somebody accepted and that wait for the owner, and what colleagues ask them to take over.</summary>
    public async Task<IReadOnlyList<Offer>> WaitingAsync(Guid userId, CancellationToken cancel)
    {
        var now = Now;
        var rows = await db.Invitations.AsNoTracking()
            .Where(row => row.CaseId != null && (row.AcceptedBy == userId || (row.ReservedFor == userId && row.AcceptedBy == null)) && row.ClosedAt == null && row.ExpiresAt > now)
            .OrderBy(row => row.CreatedAt).ToListAsync(cancel);
        var offers = new List<Offer>();
        foreach (var row in rows)
        {
            offers.Add(await OfferAsync(row, cancel));
        }

        return offers;
    }

    private async Task<(LinkState State, Offer? Offer)> LookAsync(InvitationRow? row, Guid userId, CancellationToken cancel)
    {
        var state = await StateAsync(row, userId, cancel);
        await NoteAsync(row, userId, state, cancel);
        return (state, state is LinkState.Open or LinkState.Waiting or LinkState.Elsewhere ? await OfferAsync(row!, cancel) : null);
    }

    // Whoever comes with a link that is used or over is told so and has nothing to send: that they came is the try.
    private async Task NoteAsync(InvitationRow? row, Guid userId, LinkState state, CancellationToken cancel)
    {
        if (row is null || row.AcceptedBy == userId || state is not (LinkState.Used or LinkState.Gone))
        {
            return;
        }

        if (row.CaseId is not { } caseId)
        {
            await memberships.TriedAsync(row, cancel);
        }
        else if (row.Replaces is null)
        {
            await looks.TriedAsync(caseId, null, state == LinkState.Used ? Tries.LinkAgain : Tries.LinkLate, cancel);
        }
    }

    private async Task<LinkState> AcceptAsync(InvitationRow? row, UserKeys me, bool throughOrganisation, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        var state = await StateAsync(row, me.UserId, cancel);
        if (state == LinkState.Open)
        {
            state = row!.CaseId is null ? await memberships.JoinAsync(row, me.UserId, cancel) : await TakeAsync(row, me, throughOrganisation, cancel);
        }

        await NoteAsync(row, me.UserId, state, cancel);
        return state;
    }

    private async Task<LinkState> TakeAsync(InvitationRow row, UserKeys me, bool throughOrganisation, CancellationToken cancel)
    {
        // A witness speaks for themselves, whatever the form says.
        var through = row.OrganisationId ?? (throughOrganisation && OpenOffer(outer, row) is [not nameof(ShareRole.Witness)] ? (await memberships.FindAsync(me.UserId, cancel))?.OrganisationId : null);
        await using var change = await AccountChange.BeginAsync(db, writes, cancel);
        if (await db.Invitations.Where(one => one.Id == row.Id && one.AcceptedBy == null && one.ClosedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.AcceptedBy, me.UserId).SetProperty(one => one.AcceptedKey, me.PublicKey).SetProperty(one => one.OrganisationId, through), cancel) != 1)
        {
            // Two people with one link in the same moment: the second one finds it used.
            return LinkState.Used;
        }

        if (row.Replaces is { } replaced)
        {
            looks.Notice(row.CaseId!.Value, replaced, Notices.HandOverAccepted);
        }

        await db.SaveChangesAsync(cancel);
        await change.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return LinkState.Waiting;
    }

    private async Task<InvitationRow?> FindAsync(string? secret, CancellationToken cancel)
    {
        if (secret is not { Length: 43 } || !Base64Url.IsValid(secret))
        {
            return null;
        }

        var hash = SHA256.HashData(Base64Url.DecodeFromChars(secret));
        return await db.Invitations.AsNoTracking().SingleOrDefaultAsync(row => row.SecretHash == hash && row.ReservedFor == null, cancel);
    }

    // What is for another account is like missing.
    private Task<InvitationRow?> FindAsync(Guid id, Guid userId, CancellationToken cancel) =>
        db.Invitations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.ReservedFor == userId, cancel);

    private async Task<LinkState> StateAsync(InvitationRow? row, Guid userId, CancellationToken cancel)
    {
        if (row is null)
        {
            return LinkState.Gone;
        }

        // First of all: her own look at her own link is nobody's try, used and over as it may be.
        if (row.CaseId is { } caseId && await db.Cases.AnyAsync(one => one.Id == caseId && one.OwnerId == userId, cancel))
        {
            return LinkState.Own;
        }

        if (row.AcceptedBy is { } by && by != userId)
        {
            return LinkState.Used;
        }

        if (row.ClosedAt is not null || row.ExpiresAt <= Now)
        {
            return LinkState.Gone;
        }

        if (row.CaseId is null)
        {
            return await db.OrganisationMembers.AnyAsync(one => one.UserId == userId, cancel) ? LinkState.Elsewhere : LinkState.Open;
        }

        return row.AcceptedBy is null ? LinkState.Open : LinkState.Waiting;
    }

    private async Task<Offer> OfferAsync(InvitationRow row, CancellationToken cancel)
    {
        var said = OpenOffer(outer, row);
        IReadOnlyList<string> words = [];
        if (row.AcceptedKey is { } mine)
        {
            var owner = await db.Cases.Where(one => one.Id == row.CaseId).Join(db.Users, one => one.OwnerId, user => user.Id, (one, user) => user.PublicKey).SingleAsync(cancel);
            words = SixWords.Of(row.Id, owner, mine);
        }

        return new(row.Id, said.Length == 1 ? Enum.Parse<ShareRole>(said[0]) : null, DateTimeOffset.FromUnixTimeSeconds(row.ExpiresAt), words)
        {
            Organisation = row.OrganisationId is { } through && await db.Organisations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == through, cancel) is { } found
                ? OrganisationNames.Open(outer, found.Id, found.SealedName) : null,
            From = said[0] == HandsOver ? said[1] : null,
            IsSupervisor = said[0] == Supervises,
        };
    }

    private static byte[] SealOffer(OuterSeal outer, Guid id, string said) => outer.SealForServer(Purpose(id), Encoding.UTF8.GetBytes(said));

    private static string[] OpenOffer(OuterSeal outer, InvitationRow row) => Encoding.UTF8.GetString(outer.OpenForServer(Purpose(row.Id), row.SealedOffer)).Split('|', 2);

    private static string Purpose(Guid id) => $"offer-{id:N}";

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}
