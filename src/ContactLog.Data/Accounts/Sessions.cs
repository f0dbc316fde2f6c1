using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContactLog.Data.Accounts;

/// <summary>The browser's half of a session: an id of 16 bytes and a key of 32. Never stored on the server.</summary>
public sealed class SessionTicket
{
    private const int IdSize = 16;
    private const int KeySize = 32;
    private readonly byte[] _bytes;

    private SessionTicket(byte[] bytes) => _bytes = bytes;

    internal byte[] IdHash => SHA256.HashData(_bytes.AsSpan(0, IdSize));

    internal ReadOnlySpan<byte> Key => _bytes.AsSpan(IdSize);

    /// <summary>Makes a new ticket.</summary>
    public static SessionTicket Create() => new(RandomNumberGenerator.GetBytes(IdSize + KeySize));

    /// <summary>Reads the cookie's text; null when it is no ticket.</summary>
    public static SessionTicket? Parse(string? text)
    {
        var bytes = new byte[IdSize + KeySize];
        return text is { Length: 64 } && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == bytes.Length
            ? new SessionTicket(bytes)
            : null;
    }

    /// <summary>The cookie's text, base64url.</summary>
    public override string ToString() => Base64Url.EncodeToString(_bytes);
}

/// <summary>What one page hands to the next inside a session, under the browser's key.</summary>
public sealed record SessionNotes
{
    /// <summary>A recovery code that was shown and is to be typed back.</summary>
    public string? RecoveryCode { get; init; }

    /// <summary>A secret for an authenticator app that is to be confirmed.</summary>
    public string? TotpSecret { get; init; }

    /// <summary>Backup codes to show once.</summary>
    public IReadOnlyList<string>? BackupCodes { get; init; }
}

/// <summary>How a session was found.</summary>
public enum SessionState
{
    /// <summary>Open.</summary>
    Open,

    /// <summary>The password was right; the second step is missing.</summary>
    HalfOpen,

    /// <summary>Nothing came for too long. The browser's half is still good for a form that was just sent, and for nothing else.</summary>
    Locked,
}

/// <summary>A session that was found by its ticket.</summary>
public sealed class OpenSession
{
    internal OpenSession(SessionTicket ticket, SessionRow row, SessionState state, string userName, bool isReady, bool hasTwoStep, int idleMinutes)
    {
        IdleMinutes = idleMinutes;
        Ticket = ticket;
        Row = row;
        State = state;
        UserName = userName;
        IsReady = isReady;
        HasTwoStep = hasTwoStep;
    }

    /// <summary>How it was found.</summary>
    public SessionState State { get; }

    /// <summary>The account.</summary>
    public Guid UserId => Row.UserId;

    /// <summary>The user name.</summary>
    public string UserName { get; }

    /// <summary>The name of the session in the list.</summary>
    public Guid Id => Row.Id;

    /// <summary>Whether the recovery code was typed back: until then the account takes no entries.</summary>
    public bool IsReady { get; }

    /// <summary>Whether a second step is asked for at sign-in.</summary>
    public bool HasTwoStep { get; }

    /// <summary>After how many minutes without use it locks.</summary>
    public int IdleMinutes { get; }

    /// <summary>When the password was last asked for again, in Unix seconds.</summary>
    public long? StepUpAt => Row.StepUpAt;

    internal SessionTicket Ticket { get; }

    internal SessionRow Row { get; }

    /// <summary>Opens her keys. Dispose them at the end of the request.</summary>
    /// <exception cref="SealBrokenException">The row was changed.</exception>
    /// <exception cref="InvalidOperationException">The session is locked.</exception>
    public UserKeys UnlockKeys() => State == SessionState.Locked
        ? throw new InvalidOperationException("A locked session opens nothing.")
        : UserKeys.OpenFromSession(UserId, Ticket.Key, Row.IdHash, Row.SealedKey);

    /// <summary>What an earlier page left for this one.</summary>
    public SessionNotes Notes() => Row.SealedNotes is null
        ? new SessionNotes()
        : JsonSerializer.Deserialize<SessionNotes>(Unseal(Row.SealedNotes)) ?? new SessionNotes();

    internal byte[] Seal(ReadOnlySpan<byte> plain) => SealedBlob.Seal(Ticket.Key, plain, Aad.Session(Row.IdHash, UserId));

    internal byte[] Unseal(byte[] blob) => SealedBlob.Open(Ticket.Key, blob, Aad.Session(Row.IdHash, UserId));
}

/// <summary>One line of the list of sessions.</summary>
public sealed record SessionListed(Guid Id, DateTimeOffset Since, DateTimeOffset LastSeen, Place Place);

/// <summary>Sessions: begun at sign-in, renewed under a new id whenever they gain power, ended for good.</summary>
public sealed class Sessions(ContactLogDb db, ServerSecret secret, WriteLock writers, IOptions<AccountOptions> options, TimeProvider clock)
{
    // A request more often than this does not write: one idle minute more or less is worth less than a write per page.
    private const long TouchAfterSeconds = 30;

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Begins a session.</summary>
    public async Task<SessionTicket> BeginAsync(Account account, UserKeys keys, bool halfOpen, Place place, SessionNotes? notes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        var ticket = SessionTicket.Create();
        var now = Now;
        using var turn = await writers.TakeAsync(cancel);
        await SweepAsync(now, cancel);
        db.Add(Make(ticket, keys, Guid.NewGuid(), halfOpen, account.SecurityStamp!, place.Seal(secret.Outer, account.Id), notes, now, now, null));
        if (!halfOpen)
        {
            AccountHistory.Add(db, secret.Outer, account.Id, AccountEvents.SignedIn, place, now);
        }

        await db.SaveChangesAsync(cancel);
        return ticket;
    }

    /// <summary>Finds the session of a ticket: open, half open or locked; null when it is over or never was.</summary>
    public async Task<OpenSession?> FindAsync(SessionTicket ticket, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var hash = ticket.IdHash;
        var found = await db.Set<SessionRow>().AsNoTracking().Where(row => row.IdHash == hash)
            .Join(db.Users, row => row.UserId, account => account.Id, (row, account) => new
            {
                Row = row,
                account.UserName,
                account.SecurityStamp,
                account.IdleMinutes,
                account.TwoFactorEnabled,
                Ready = account.RecoveryConfirmedAt != null,
            })
            .SingleOrDefaultAsync(cancel);
        var now = Now;
        if (found is null || found.Row.Stamp != found.SecurityStamp || now - found.Row.CreatedAt >= options.Value.AbsoluteSeconds ||
            (found.Row.IsHalfOpen && now - found.Row.CreatedAt >= options.Value.HalfOpenSeconds))
        {
            return null;
        }

        // The idle limit is hers, but a row that was tampered with must not mean "for ever".
        var idle = Math.Clamp(found.IdleMinutes, 5, 60);
        var state = now - found.Row.LastSeenAt >= idle * 60L ? SessionState.Locked : found.Row.IsHalfOpen ? SessionState.HalfOpen : SessionState.Open;
        return new OpenSession(ticket, found.Row, state, found.UserName!, found.Ready, found.TwoFactorEnabled, idle);
    }

    /// <summary>Notes that a session is in use. Call it at the start and at the end of a request: a long upload is use.</summary>
    public async Task TouchAsync(OpenSession session, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        var now = Now;
        if (session.State != SessionState.Open || now - session.Row.LastSeenAt < TouchAfterSeconds)
        {
            return;
        }

        session.Row.LastSeenAt = now;
        var hash = session.Row.IdHash;
        using var turn = await writers.TakeAsync(cancel);

        // A session that was locked while this request went on, a long upload say, stays locked.
        await db.Set<SessionRow>().Where(row => row.IdHash == hash && row.LastSeenAt > 0).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now), cancel);
    }

    /// <summary>Locks a session now, as if nothing had come for too long.</summary>
    public async Task LockAsync(OpenSession session, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        var hash = session.Row.IdHash;

        // What is in memory says "just seen", so that the end of this request does not wake the session again.
        session.Row.LastSeenAt = Now;
        using var turn = await writers.TakeAsync(cancel);
        await db.Set<SessionRow>().Where(row => row.IdHash == hash).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, 0L).SetProperty(row => row.StepUpAt, (long?)null), cancel);
    }

    /// <summary>After the second step: the half-open session becomes an open one with a new id.</summary>
    public async Task<SessionTicket> CompleteAsync(OpenSession session, Place place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var keys = session.UnlockKeys();
        var now = Now;
        return await ReplaceAsync(
            session,
            ticket =>
            {
                AccountHistory.Add(db, secret.Outer, session.UserId, AccountEvents.SignedIn, place, now);
                return Make(ticket, keys, Guid.NewGuid(), false, session.Row.Stamp, session.Row.SealedPlace, null, now, now, null);
            },
            cancel);
    }

    /// <summary>After the password was asked for again: the same session under a new id. Its limits do not start over.</summary>
    public async Task<SessionTicket> StepUpAsync(OpenSession session, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var keys = session.UnlockKeys();
        var now = Now;
        return await ReplaceAsync(
            session,
            ticket => Make(ticket, keys, session.Id, false, session.Row.Stamp, session.Row.SealedPlace, session.Notes(), session.Row.CreatedAt, now, now),
            cancel);
    }

    /// <summary>Whether the password was asked for again recently enough.</summary>
    public bool IsSteppedUp(OpenSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.State == SessionState.Open && session.StepUpAt is { } at && Now - at < options.Value.StepUpSeconds && at <= Now;
    }

    /// <summary>Leaves something for the next page.</summary>
    public async Task LeaveNotesAsync(OpenSession session, SessionNotes notes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        var blob = session.Seal(JsonSerializer.SerializeToUtf8Bytes(notes));
        var hash = session.Row.IdHash;
        using var turn = await writers.TakeAsync(cancel);
        await db.Set<SessionRow>().Where(row => row.IdHash == hash).ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedNotes, blob), cancel);
        session.Row.SealedNotes = blob;
    }

    /// <summary>Ends the session of a ticket, whatever state it is in. Not an error when there is none.</summary>
    public async Task EndAsync(SessionTicket ticket, Place place, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var hash = ticket.IdHash;
        using var turn = await writers.TakeAsync(cancel);
        var row = await db.Set<SessionRow>().SingleOrDefaultAsync(one => one.IdHash == hash, cancel);
        if (row is not null)
        {
            db.Remove(row);
            AccountHistory.Add(db, secret.Outer, row.UserId, AccountEvents.SignedOut, place, Now);
            await db.Set<HeldFormRow>().Where(held => held.SessionId == row.Id).ExecuteDeleteAsync(cancel);
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Ends one of her sessions by its name in the list.</summary>
    /// <returns>False when it is not hers or already over.</returns>
    public Task<bool> EndOneAsync(OpenSession by, Guid id, Place place, CancellationToken cancel) =>
        EndSomeAsync(by, db.Set<SessionRow>().Where(row => row.UserId == by.UserId && row.Id == id), false, place, cancel);

    /// <summary>Ends all her sessions but this one, and forgets every known browser but what she uses from now on.</summary>
    public Task<bool> EndOthersAsync(OpenSession by, Place place, CancellationToken cancel) =>
        EndSomeAsync(by, db.Set<SessionRow>().Where(row => row.UserId == by.UserId && row.Id != by.Id), true, place, cancel);

    /// <summary>Her sessions, the one used last first. Half-open ones are not hers yet.</summary>
    public async Task<IReadOnlyList<SessionListed>> ListAsync(Guid userId, CancellationToken cancel)
    {
        var since = Now - options.Value.AbsoluteSeconds;
        var rows = await db.Set<SessionRow>().AsNoTracking()
            .Where(row => row.UserId == userId && !row.IsHalfOpen && row.CreatedAt > since)
            .OrderByDescending(row => row.LastSeenAt)
            .Select(row => new { row.Id, row.CreatedAt, row.LastSeenAt, row.SealedPlace })
            .ToListAsync(cancel);
        return [.. rows.Select(row => new SessionListed(
            row.Id,
            DateTimeOffset.FromUnixTimeSeconds(row.CreatedAt),
            DateTimeOffset.FromUnixTimeSeconds(row.LastSeenAt),
            Place.Open(secret.Outer, userId, row.SealedPlace)))];
    }

    /// <summary>Changes the forms that are held for a session, under the browser's key. Two pages that lock in the same moment both keep what was typed in them.</summary>
    /// <param name="session">The session.</param>
    /// <param name="change">Gives what is to be held, from what is; null for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task ChangeHeldFormsAsync(OpenSession session, Func<byte[]?, byte[]?> change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(change);
        using var turn = await writers.TakeAsync(cancel);
        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        var plain = change(await HeldFormsAsync(session, cancel));
        await db.Set<HeldFormRow>().Where(row => row.SessionId == session.Id).ExecuteDeleteAsync(cancel);
        if (plain is not null)
        {
            db.Add(new HeldFormRow { SessionId = session.Id, UserId = session.UserId, Sealed = session.Seal(plain), CreatedAt = Now });
            await db.SaveChangesAsync(cancel);
        }

        await whole.CommitAsync(cancel);
    }

    /// <summary>
    /// At sign-in with the cookie of a locked session of the same account: its held form moves over to the new session,
    /// and the locked one ends.
    /// </summary>
    public async Task TakeOverAsync(OpenSession locked, SessionTicket ticket, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(locked);
        ArgumentNullException.ThrowIfNull(ticket);
        if (await FindAsync(ticket, cancel) is not { } young || young.UserId != locked.UserId)
        {
            return;
        }

        using var turn = await writers.TakeAsync(cancel);
        var held = await db.Set<HeldFormRow>().AsNoTracking().SingleOrDefaultAsync(row => row.SessionId == locked.Id, cancel);
        if (held is not null)
        {
            db.Add(new HeldFormRow { SessionId = young.Id, UserId = young.UserId, Sealed = young.Seal(locked.Unseal(held.Sealed)), CreatedAt = held.CreatedAt });
            await db.SaveChangesAsync(cancel);
            await db.Set<HeldFormRow>().Where(row => row.SessionId == locked.Id).ExecuteDeleteAsync(cancel);
        }

        var hash = locked.Row.IdHash;
        await db.Set<SessionRow>().Where(row => row.IdHash == hash).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The held forms of a session, or null.</summary>
    public async Task<byte[]?> HeldFormsAsync(OpenSession session, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        var blob = await db.Set<HeldFormRow>().AsNoTracking().Where(row => row.SessionId == session.Id).Select(row => row.Sealed).SingleOrDefaultAsync(cancel);
        return blob is null ? null : session.Unseal(blob);
    }

    private static SessionRow Make(SessionTicket ticket, UserKeys keys, Guid id, bool halfOpen, string stamp, byte[] place, SessionNotes? notes, long createdAt, long seenAt, long? stepUpAt)
    {
        var hash = ticket.IdHash;
        return new SessionRow
        {
            IdHash = hash,
            Id = id,
            UserId = keys.UserId,
            IsHalfOpen = halfOpen,
            Stamp = stamp,
            SealedKey = keys.SealForSession(ticket.Key, hash),
            SealedNotes = notes is null ? null : SealedBlob.Seal(ticket.Key, JsonSerializer.SerializeToUtf8Bytes(notes), Aad.Session(hash, keys.UserId)),
            SealedPlace = place,
            CreatedAt = createdAt,
            LastSeenAt = seenAt,
            StepUpAt = stepUpAt,
        };
    }

    private async Task<SessionTicket> ReplaceAsync(OpenSession session, Func<SessionTicket, SessionRow> make, CancellationToken cancel)
    {
        var ticket = SessionTicket.Create();
        var hash = session.Row.IdHash;
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);

        // Ended in the meantime, or renewed by another tab: a session must not come back from its own shadow.
        if (await db.Set<SessionRow>().Where(row => row.IdHash == hash).ExecuteDeleteAsync(cancel) != 1)
        {
            throw new AccountConflictException("session");
        }

        var row = make(ticket);
        db.Add(row);
        if (row.Id == session.Id && await db.Set<HeldFormRow>().SingleOrDefaultAsync(held => held.SessionId == session.Id, cancel) is { } form)
        {
            form.Sealed = SealedBlob.Seal(ticket.Key, session.Unseal(form.Sealed), Aad.Session(row.IdHash, row.UserId));
        }
        else
        {
            // The second step gives the session a new name; a form held by the half-open one follows it.
            var held = await db.Set<HeldFormRow>().SingleOrDefaultAsync(one => one.SessionId == session.Id, cancel);
            if (held is not null)
            {
                db.Remove(held);
                db.Add(new HeldFormRow
                {
                    SessionId = row.Id,
                    UserId = row.UserId,
                    Sealed = SealedBlob.Seal(ticket.Key, session.Unseal(held.Sealed), Aad.Session(row.IdHash, row.UserId)),
                    CreatedAt = held.CreatedAt,
                });
            }
        }

        await db.SaveChangesAsync(cancel);
        await change.CommitAsync(cancel);
        return ticket;
    }

    private async Task<bool> EndSomeAsync(OpenSession by, IQueryable<SessionRow> which, bool forgetDevices, Place place, CancellationToken cancel)
    {
        await using var change = await AccountChange.BeginAsync(db, writers, cancel);
        var ended = await which.ExecuteDeleteAsync(cancel);

        // What an ended session held is under a key that went with its browser.
        await db.Set<HeldFormRow>().Where(held => held.UserId == by.UserId && !db.Set<SessionRow>().Any(row => row.Id == held.SessionId)).ExecuteDeleteAsync(cancel);
        if (forgetDevices)
        {
            await db.Set<KnownDeviceRow>().Where(row => row.UserId == by.UserId).ExecuteDeleteAsync(cancel);
        }

        if (ended > 0)
        {
            AccountHistory.Add(db, secret.Outer, by.UserId, AccountEvents.SessionsEnded, place, Now);
            await db.SaveChangesAsync(cancel);
        }

        await change.CommitAsync(cancel);
        return ended > 0;
    }

    private async Task SweepAsync(long now, CancellationToken cancel)
    {
        var since = now - options.Value.AbsoluteSeconds;
        await db.Set<SessionRow>().Where(row => row.CreatedAt <= since).ExecuteDeleteAsync(cancel);
        await db.Set<HeldFormRow>().Where(row => row.CreatedAt <= since).ExecuteDeleteAsync(cancel);
        var half = now - options.Value.HalfOpenSeconds;
        await db.Set<SessionRow>().Where(row => row.IsHalfOpen && row.CreatedAt <= half).ExecuteDeleteAsync(cancel);
    }
}
