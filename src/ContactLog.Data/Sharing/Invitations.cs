using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
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
}

/// <summary>An invitation as the invited person sees it.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Role">As what they are invited.</param>
/// <param name="ExpiresAt">Until when it can be accepted and confirmed.</param>
/// <param name="Words">The six words, once accepted.</param>
public sealed record Offer(Guid Id, ShareRole Role, DateTimeOffset ExpiresAt, IReadOnlyList<string> Words);

/// <summary>The invited person's side of an invitation: use the link once, accept, wait.</summary>
public sealed class Invitations(ContactLogDb db, OuterSeal outer, WriteLock writes, LookLog looks, TimeProvider clock)
{
    private const int SecretBytes = 32;

    /// <summary>How long a link can be used and an acceptance confirmed.</summary>
    public static TimeSpan Lives { get; } = TimeSpan.FromHours(72);

    internal static (string Secret, byte[] Hash) NewSecret()
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return (Base64Url.EncodeToString(secret), SHA256.HashData(secret));
    }

    internal static byte[] SealOffer(OuterSeal outer, Guid id, ShareRole role) =>
        outer.SealForServer(Purpose(id), Encoding.ASCII.GetBytes(role.ToString()));

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
        if (await FindAsync(secret, cancel) is { } row)
        {
            await looks.TriedAsync(row.CaseId, null, row.ExpiresAt > Now && row.ClosedAt is null ? Tries.LinkAgain : Tries.LinkLate, cancel);
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

    /// <summary>How a link stands to somebody who is signed in.</summary>
    public async Task<(LinkState State, Offer? Offer)> LookAsync(string? secret, Guid userId, CancellationToken cancel)
    {
        var row = await FindAsync(secret, cancel);
        var state = await StateAsync(row, userId, cancel);
        return (state, state is LinkState.Open or LinkState.Waiting ? await OfferAsync(row!, cancel) : null);
    }

    /// <summary>Accepts: from now on the link is used, and she sees who waits.</summary>
    public async Task<LinkState> AcceptAsync(string? secret, UserKeys me, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        var row = await FindAsync(secret, cancel);
        var state = await StateAsync(row, me.UserId, cancel);
        if (state == LinkState.Open)
        {
            using var turn = await writes.TakeAsync(cancel);
            var taken = await db.Invitations.Where(one => one.Id == row!.Id && one.AcceptedBy == null && one.ClosedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.AcceptedBy, me.UserId).SetProperty(one => one.AcceptedKey, me.PublicKey), cancel);
            // Two people with one link in the same moment: the second one finds it used.
            state = taken == 1 ? LinkState.Waiting : LinkState.Used;
        }

        if (row is not null && state is LinkState.Used or LinkState.Gone && row!.AcceptedBy != me.UserId)
        {
            await looks.TriedAsync(row.CaseId, null, state == LinkState.Used ? Tries.LinkAgain : Tries.LinkLate, cancel);
        }

        return state;
    }

    /// <summary>The invitations that somebody accepted and that wait for the owner.</summary>
    public async Task<IReadOnlyList<Offer>> WaitingAsync(Guid userId, CancellationToken cancel)
    {
        var now = Now;
        var rows = await db.Invitations.AsNoTracking().Where(row => row.AcceptedBy == userId && row.ClosedAt == null && row.ExpiresAt > now).ToListAsync(cancel);
        var offers = new List<Offer>();
        foreach (var row in rows)
        {
            offers.Add(await OfferAsync(row, cancel));
        }

        return offers;
    }

    private async Task<InvitationRow?> FindAsync(string? secret, CancellationToken cancel)
    {
        if (secret is not { Length: 43 } || !Base64Url.IsValid(secret))
        {
            return null;
        }

        var hash = SHA256.HashData(Base64Url.DecodeFromChars(secret));
        return await db.Invitations.AsNoTracking().SingleOrDefaultAsync(row => row.SecretHash == hash, cancel);
    }

    private async Task<LinkState> StateAsync(InvitationRow? row, Guid userId, CancellationToken cancel)
    {
        if (row is null)
        {
            return LinkState.Gone;
        }

        if (row.AcceptedBy is { } by && by != userId)
        {
            return LinkState.Used;
        }

        if (row.ClosedAt is not null || row.ExpiresAt <= Now)
        {
            return LinkState.Gone;
        }

        return await db.Cases.AnyAsync(one => one.Id == row.CaseId && one.OwnerId == userId, cancel) ? LinkState.Own
            : row.AcceptedBy is null ? LinkState.Open : LinkState.Waiting;
    }

    private async Task<Offer> OfferAsync(InvitationRow row, CancellationToken cancel)
    {
        var role = Enum.Parse<ShareRole>(Encoding.ASCII.GetString(outer.OpenForServer(Purpose(row.Id), row.SealedOffer)));
        IReadOnlyList<string> words = [];
        if (row.AcceptedKey is { } mine)
        {
            var owner = await db.Cases.Where(one => one.Id == row.CaseId).Join(db.Users, one => one.OwnerId, user => user.Id, (one, user) => user.PublicKey).SingleAsync(cancel);
            words = SixWords.Of(row.Id, owner, mine);
        }

        return new(row.Id, role, DateTimeOffset.FromUnixTimeSeconds(row.ExpiresAt), words);
    }

    private static string Purpose(Guid id) => $"offer-{id:N}";

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}
