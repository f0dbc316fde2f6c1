using ContactLog.Data.Organisations;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Sharing;

/// <summary>
/// The owner's side of sharing: invite, confirm, renew, end. Each change of who may open the case and its entry in the
/// record are one transaction.
/// </summary>
public sealed class CaseSharing(ContactLogDb db, OuterSeal outer, Recorder recorder, WriteLock writes, LookLog looks, TimeProvider clock)
{
    /// <summary>Most invitations that can be open at once.</summary>
    public const int MostOpen = 20;

    /// <summary>Makes an invitation.</summary>
    /// <returns>The invitation and the secret of its link, which is stored nowhere.</returns>
    /// <exception cref="SharingRefusedException">Too many are open.</exception>
    public async Task<(Guid Id, string Secret)> InviteAsync(CaseKey key, ShareTerms terms, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(terms);
        var now = Now;
        using var turn = await writes.TakeAsync(cancel);
        if (await db.Invitations.CountAsync(row => row.CaseId == key.CaseId && row.Replaces == null && row.ClosedAt == null && row.ExpiresAt > now, cancel) >= MostOpen)
        {
            throw new SharingRefusedException(SharingRefusal.TooMany);
        }

        var id = Guid.NewGuid();
        var (secret, hash) = Invitations.NewSecret();
        db.Invitations.Add(new InvitationRow
        {
            Id = id,
            CaseId = key.CaseId,
            SecretHash = hash,
            Epoch = key.Epoch,
            SealedTerms = terms.Seal(key, id),
            SealedOffer = Invitations.SealOffer(outer, id, terms.Scope.Role),
            CreatedAt = now,
            ExpiresAt = now + (long)Invitations.Lives.TotalSeconds,
        });
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return (id, secret);
    }

    /// <summary>The invitations that can still be accepted or confirmed, newest first.</summary>
    public async Task<IReadOnlyList<Invited>> InvitationsAsync(CaseKey key, UserKeys owner, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(owner);
        var now = Now;
        var rows = await db.Invitations.AsNoTracking().Where(row => row.CaseId == key.CaseId && row.ClosedAt == null && row.ExpiresAt > now)
            .OrderByDescending(row => row.CreatedAt).ToListAsync(cancel);
        var invited = new List<Invited>(rows.Count);
        foreach (var row in rows)
        {
            if (await OfferedAsync(key, row, cancel) is { } offered)
            {
                invited.Add(new(
                    row.Id,
                    offered.Terms,
                    DateTimeOffset.FromUnixTimeSeconds(row.ExpiresAt),
                    row.AcceptedBy is not null,
                    row.AcceptedKey is { } theirs ? SixWords.Of(row.Id, owner.PublicKey, theirs) : [],
                    row.AcceptedKey is { } accepted ? ShareTerms.DigestOf(accepted) : "",
                    offered.Replaces is { } replaced ? Open(key, replaced) : null));
            }
        }

        return invited;
    }

    /// <summary>Takes an invitation back; whoever waits is not let in.</summary>
    public async Task CancelAsync(CaseKey key, Guid invitationId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var turn = await writes.TakeAsync(cancel);
        await db.Invitations.Where(row => row.Id == invitationId && row.CaseId == key.CaseId && row.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClosedAt, Now), cancel);
    }

    /// <summary>
    /// Lets in whoever accepted, after the words were compared: from here on they hold the key. Where a colleague takes over,
    /// the access of whom they replace ends in the same transaction, and a new key epoch begins.
    /// </summary>
    /// <param name="key">The key to the case.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="actor">The owner's name in the record.</param>
    /// <param name="invitationId">The invitation.</param>
    /// <param name="compared">The digest of the key that the compared words were made from, as the page showed it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SharingRefusedException">It is over, nobody accepted, or the key is another one by now.</exception>
    public async Task<Guid> ConfirmAsync(CaseKey key, UserKeys owner, string actor, Guid invitationId, string? compared, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(owner);
        var invitation = await OpenInvitationAsync(db.Invitations.AsNoTracking(), key.CaseId, invitationId, cancel);
        var (offered, replaced) = await OfferedAsync(key, invitation, cancel) ?? throw new SharingRefusedException(SharingRefusal.Gone);
        var now = clock.GetUtcNow();
        var memberId = Guid.NewGuid();
        var terms = offered with { Key = ShareTerms.DigestOf(invitation.AcceptedKey!) };

        // A colleague gets no longer than whom they replace had: she decided that day, and nobody else does.
        var until = replaced is null ? now + TimeSpan.FromDays(Math.Clamp(terms.Days, 1, ShareTerms.MostDays)) : DateTimeOffset.FromUnixTimeSeconds(replaced.Until);
        List<EntryDraft> drafts = [EntryDraft.Share(terms.ToFields(memberId, until))];
        if (replaced is not null)
        {
            drafts.Add(Ended(replaced.Id));
        }

        CaseKey? young = null;
        try
        {
            await recorder.AppendAsync(key, actor, drafts, null, async row =>
            {
                NeedEpoch(key, row);
                var there = await OpenInvitationAsync(db.Invitations, key.CaseId, invitationId, cancel);
                var account = await db.Users.AsNoTracking().SingleAsync(user => user.Id == there.AcceptedBy, cancel);

                // Whoever can write to the database could put another key here after the words were compared, or
                // between accepting and now; the case must not be sealed to it.
                if (terms.Key != compared || terms.Key != ShareTerms.DigestOf(there.AcceptedKey) || terms.Key != ShareTerms.DigestOf(account.PublicKey))
                {
                    throw new SharingRefusedException(SharingRefusal.KeyChanged);
                }

                if (await db.Members.AnyAsync(one => one.CaseId == key.CaseId && one.UserId == account.Id && one.UnshareSeq == null, cancel))
                {
                    throw new SharingRefusedException(SharingRefusal.HasAccess);
                }

                there.ClosedAt = now.ToUnixTimeSeconds();
                if (there.OrganisationId is { } organisation)
                {
                    // Whoever left meanwhile must not come in through what they left.
                    if (!await db.OrganisationMembers.AnyAsync(one => one.OrganisationId == organisation && one.UserId == account.Id, cancel))
                    {
                        throw new SharingRefusedException(SharingRefusal.Gone);
                    }

                    db.OrganisationGrants.Add(new OrganisationGrantRow { MemberId = memberId, OrganisationId = organisation });
                }

                db.Members.Add(new MemberRow
                {
                    Id = memberId,
                    CaseId = key.CaseId,
                    UserId = account.Id,
                    Epoch = key.Epoch,
                    SealedTerms = terms.Seal(key, memberId),
                    PublicKey = account.PublicKey,
                    Since = now.ToUnixTimeSeconds(),
                    Until = until.ToUnixTimeSeconds(),
                });
                foreach (var epoch in key.All)
                {
                    GrantTo(epoch, account.Id, account.PublicKey, now);
                }

                if (replaced is null)
                {
                    return key;
                }

                young = await BeginEpochAsync(row, key, owner, [replaced.Id], row.HeadSeq + 2, now, cancel);
                GrantTo(young, account.Id, account.PublicKey, now);
                return young;
            }, cancel);
            return memberId;
        }
        catch (SharingRefusedException refused) when (refused.Why == SharingRefusal.KeyChanged)
        {
            await CancelAsync(key, invitationId, cancel);
            await looks.TriedAsync(key.CaseId, null, Tries.KeyChanged, cancel);
            throw;
        }
        finally
        {
            young?.Dispose();
        }
    }

    /// <summary>Everybody the case is or was shared with, newest first.</summary>
    public async Task<IReadOnlyList<Member>> MembersAsync(CaseKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        var rows = await db.Members.AsNoTracking().Where(row => row.CaseId == key.CaseId).OrderByDescending(row => row.Since).ToListAsync(cancel);
        return [.. rows.Select(row => Open(key, row))];
    }

    /// <summary>Gives somebody more time, from now. Never less: who pressed "more time" must not find a helper shut out before the day they had.</summary>
    /// <exception cref="SharingRefusedException">They have that long already, or it was ended meanwhile, perhaps in another window: ended stays ended.</exception>
    public async Task RenewAsync(CaseKey key, string actor, Guid memberId, int days, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        var row = await db.Members.AsNoTracking().SingleOrDefaultAsync(one => one.Id == memberId && one.CaseId == key.CaseId, cancel)
            ?? throw new SharingRefusedException(SharingRefusal.Gone);
        var until = clock.GetUtcNow() + TimeSpan.FromDays(Math.Clamp(days, 1, ShareTerms.MostDays));
        var terms = Open(key, row).Terms;
        if (terms.IsUnreadable)
        {
            throw new SharingRefusedException(SharingRefusal.Gone);
        }

        await recorder.AppendAsync(key, actor, [EntryDraft.Share(terms.ToFields(memberId, until))], null, async @case =>
        {
            NeedEpoch(key, @case);
            var member = await db.Members.SingleAsync(one => one.Id == memberId, cancel);
            if (IsOver(member))
            {
                throw new SharingRefusedException(SharingRefusal.Gone);
            }

            if (until.ToUnixTimeSeconds() <= member.Until)
            {
                throw new SharingRefusedException(SharingRefusal.NotLonger);
            }

            member.Until = until.ToUnixTimeSeconds();
            return key;
        }, cancel);
    }

    /// <summary>Ends somebody's access at once. Their keys go, and what is recorded from now on is under a key they never held.</summary>
    /// <exception cref="SharingRefusedException">It had ended.</exception>
    public async Task EndAsync(CaseKey key, UserKeys owner, string actor, Guid memberId, CancellationToken cancel)
    {
        if (await EndAsync(key, owner, actor, row => row.Id == memberId, cancel) == 0)
        {
            throw new SharingRefusedException(SharingRefusal.Gone);
        }
    }

    /// <summary>Begins a new key epoch for everybody whose time is over or who left, and says so in the record.</summary>
    /// <returns>For how many.</returns>
    public Task<int> SettleAsync(CaseKey key, UserKeys owner, string actor, CancellationToken cancel) => EndAsync(key, owner, actor, IsOver, cancel);

    private async Task<int> EndAsync(CaseKey key, UserKeys owner, string actor, Func<MemberRow, bool> which, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(owner);
        var ending = (await UnsettledAsync(key.CaseId, cancel)).Where(which).OrderBy(row => row.Since).Select(row => row.Id).ToList();
        if (ending.Count == 0)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        CaseKey? young = null;
        try
        {
            await recorder.AppendAsync(key, actor, [.. ending.Select(Ended)], null, async @case =>
            {
                NeedEpoch(key, @case);
                return young = await BeginEpochAsync(@case, key, owner, ending, @case.HeadSeq + 1, now, cancel);
            }, cancel);
            return ending.Count;
        }
        finally
        {
            young?.Dispose();
        }
    }

    private static EntryDraft Ended(Guid memberId) => EntryDraft.Unshare(Domain.Items.FieldSet.Empty.With("grant", memberId.ToString("N")));

    /// <summary>Ends the access of some and begins a key epoch that they never hold: for her and everybody who stays. Inside the transaction of the entries that say so.</summary>
    /// <param name="case">The case.</param>
    /// <param name="key">The key of before.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="ending">Whose access ends.</param>
    /// <param name="firstSeq">The entry that says so of the first of them; the others follow.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancel">Gives up.</param>
    private async Task<CaseKey> BeginEpochAsync(CaseRow @case, CaseKey key, UserKeys owner, IReadOnlyList<Guid> ending, int firstSeq, DateTimeOffset now, CancellationToken cancel)
    {
        var members = await db.Members.Where(row => row.CaseId == key.CaseId && row.UnshareSeq == null).ToListAsync(cancel);
        var leaving = ending.Select(id => members.Find(row => row.Id == id) ?? throw new SharingRefusedException(SharingRefusal.Gone)).ToList();
        for (var at = 0; at < leaving.Count; at++)
        {
            leaving[at].EndedAt ??= Math.Min(now.ToUnixTimeSeconds(), leaving[at].Until);
            leaving[at].UnshareSeq = firstSeq + at;
        }

        var gone = leaving.Select(row => row.UserId).ToList();
        await db.Grants.Where(grant => grant.CaseId == key.CaseId && gone.Contains(grant.UserId)).ExecuteDeleteAsync(cancel);
        await Helping.HelpBack.DestroyAsync(db, ending, cancel);
        await HandOvers.DropAsync(db, ending, now, cancel);
        var young = CaseKey.Create(key.CaseId, @case.Epoch + 1, outer);
        try
        {
            @case.Epoch = young.Epoch;
            GrantTo(young, owner.UserId, owner.PublicKey, now);
            foreach (var stays in members.Where(row => !leaving.Contains(row) && !IsOver(row)))
            {
                // Only to the key that was confirmed by voice, and the terms say which: a key that was put into the
                // row later does not get the new epoch.
                if (Open(key, stays).Terms.Key == ShareTerms.DigestOf(stays.PublicKey))
                {
                    GrantTo(young, stays.UserId, stays.PublicKey, now);
                }
            }

            return young;
        }
        catch
        {
            young.Dispose();
            throw;
        }
    }

    /// <summary>What letting in would mean: her terms; or, for a colleague, those of whom they replace. Null when there is nothing to decide any more.</summary>
    private async Task<(ShareTerms Terms, MemberRow? Replaces)?> OfferedAsync(CaseKey key, InvitationRow row, CancellationToken cancel)
    {
        var organisation = row.OrganisationId is { } through
            ? await db.Organisations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == through, cancel) is { } found ? OrganisationNames.Open(outer, found.Id, found.SealedName) : null
            : null;
        if (row.Replaces is not { } replaced)
        {
            return row.SealedTerms is { } blob && ShareTerms.Open(key, row.Epoch, row.Id, blob) is { IsUnreadable: false } offered ? (offered with { Organisation = organisation }, null) : null;
        }

        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(one => one.Id == replaced && one.CaseId == key.CaseId && one.UnshareSeq == null, cancel);
        var colleague = await db.OrganisationMembers.AsNoTracking().SingleOrDefaultAsync(one => one.OrganisationId == row.OrganisationId && one.UserId == row.ReservedFor, cancel);
        if (member is null || IsOver(member) || colleague is null || organisation is null)
        {
            return null;
        }

        var days = (int)Math.Ceiling((member.Until - Now) / 86400.0);
        return Open(key, member).Terms is not { IsUnreadable: false } terms ? null : (terms with { Person = OrganisationNames.Open(outer, colleague.Id, colleague.SealedName), Days = days, Organisation = organisation, Key = "" }, member);
    }

    private void GrantTo(CaseKey key, Guid userId, byte[] publicKey, DateTimeOffset now) => db.Grants.Add(new GrantRow
    {
        CaseId = key.CaseId,
        Epoch = key.Epoch,
        UserId = userId,
        Sealed = Grant.Seal(key, userId, publicKey, outer),
        CreatedAt = now.ToUnixTimeSeconds(),
    });

    private Task<List<MemberRow>> UnsettledAsync(Guid caseId, CancellationToken cancel) =>
        db.Members.AsNoTracking().Where(row => row.CaseId == caseId && row.UnshareSeq == null).ToListAsync(cancel);

    private async Task<InvitationRow> OpenInvitationAsync(IQueryable<InvitationRow> from, Guid caseId, Guid id, CancellationToken cancel)
    {
        var row = await from.SingleOrDefaultAsync(one => one.Id == id && one.CaseId == caseId, cancel);
        return row is null || row.ClosedAt is not null || row.ExpiresAt <= Now ? throw new SharingRefusedException(SharingRefusal.Gone)
            : row.AcceptedBy is null ? throw new SharingRefusedException(SharingRefusal.NotAccepted)
            : row;
    }

    private Member Open(CaseKey key, MemberRow row) => new(
        row.Id,
        row.UserId,
        ShareTerms.Open(key, row.Epoch, row.Id, row.SealedTerms),
        RowTime.Of(row.Since),
        RowTime.Of(row.Until),
        row.EndedAt is { } ended ? RowTime.Of(ended) : null,
        IsOver(row));

    private bool IsOver(MemberRow row) => row.EndedAt is not null || row.Until <= Now;

    private static void NeedEpoch(CaseKey key, CaseRow row)
    {
        // Another window ended somebody's access: with the keys of before, the others would not get the newest.
        if (key.Epoch != row.Epoch)
        {
            throw new EpochPassedException(key.Epoch, row.Epoch);
        }
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}
