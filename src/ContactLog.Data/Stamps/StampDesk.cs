using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Stamps;

/// <summary>A list that is due, and what there is to stamp.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Seq">The entry that the list ends with.</param>
/// <param name="Hash">The SHA-256 of the list. It is all that an authority gets.</param>
public sealed record DueList(Guid CaseId, int Seq, Digest Hash);

/// <summary>
/// The worker's side of the outbox. It holds no key and opens nothing: the digests of entries lie in the clear, and a
/// list is made of nothing else (docs/decisions/outside-time.md).
/// </summary>
public sealed class StampDesk(ContactLogDb db, StampOutbox outbox, StampPlan plan, WriteLock writes, TimeProvider clock)
{
    /// <summary>How many lists are handed out at once.</summary>
    private const int Batch = 100;

    /// <summary>
    /// Puts in what is due without a new entry: the first stamp of a case that was there before, one a day, and a new one
    /// before the certificate under the newest ends.
    /// </summary>
    /// <returns>How many lists were put in.</returns>
    public async Task<int> BeatAsync(CancellationToken cancel)
    {
        if (plan.Authorities.Count == 0)
        {
            return 0;
        }

        try
        {
            using var turn = await writes.TakeAsync(cancel);
            var now = clock.GetUtcNow();
            var put = 0;
            foreach (var authority in plan.Authorities)
            {
                var cases = await db.Cases.AsNoTracking().Where(c => c.HeadSeq > 0 && !db.StampOutbox.Any(o => o.CaseId == c.Id && o.Authority == authority))
                    .Select(c => new
                    {
                        c.Id,
                        c.HeadSeq,
                        Choice = db.StampChoices.Where(choice => choice.CaseId == c.Id).Select(choice => choice.Rhythm).FirstOrDefault(),
                        Last = db.Stamps.Where(s => s.CaseId == c.Id && s.Authority == authority).Max(s => (long?)s.ReceivedAt),
                        Ends = db.Stamps.Where(s => s.CaseId == c.Id && s.Authority == authority).Max(s => (long?)s.EndsAt),
                        Stamped = db.Stamps.Where(s => s.CaseId == c.Id && s.Authority == authority).Max(s => (int?)s.Seq),
                    }).ToListAsync(cancel);
                foreach (var one in cases)
                {
                    var rhythm = one.Choice is { } word ? StampOutbox.Read(word) : plan.Default;
                    var last = DateTimeOffset.FromUnixTimeSeconds(one.Last ?? 0);
                    var isDue = rhythm switch
                    {
                        StampRhythm.Prompt => one.Stamped != one.HeadSeq || last <= now.AddDays(-1),
                        StampRhythm.Daily => last < StampPlan.LastDaily(one.Id, now),
                        _ => false,
                    };
                    if (rhythm != StampRhythm.Off && (isDue || (one.Ends is { } ends && DateTimeOffset.FromUnixTimeSeconds(ends) <= now + StampPlan.BeforeEnd && last <= now.AddHours(-12))))
                    {
                        await outbox.PutAsync(one.Id, authority, one.HeadSeq, now, now, cancel);
                        put++;
                    }
                }
            }

            await db.SaveChangesAsync(cancel);
            return put;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>True when an authority may be asked now: it is not waiting after a failure.</summary>
    public async Task<bool> MayAskAsync(string authority, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        // A clock that was set back must not put the next try off for longer than any back-off can.
        var longest = now + (2 * 3600);
        return !await db.StampAuthorities.AsNoTracking().AnyAsync(row => row.Authority == authority && row.NextTryAt > now && row.NextTryAt <= longest, cancel);
    }

    /// <summary>The cases whose lists are due at an authority, longest waiting first.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(string authority, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return await db.StampOutbox.AsNoTracking().Where(row => row.Authority == authority && row.DueAt <= now)
            .OrderBy(row => row.DueAt).Take(Batch).Select(row => row.CaseId).ToListAsync(cancel);
    }

    /// <summary>The newest list of a case.</summary>
    /// <returns>Null when the digests do not follow on each other: a broken record gets no stamp that would make it look whole.</returns>
    public async Task<DueList?> ListAsync(Guid caseId, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var seq = 0;
        var prev = Digest.None.Hex;
        await foreach (var entry in db.Entries.AsNoTracking().Where(e => e.CaseId == caseId).OrderBy(e => e.Seq).Select(e => new { e.Seq, e.Digest, e.Prev }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (entry.Seq != ++seq || entry.Prev != prev || !Digest.TryParse(entry.Digest, out var digest))
            {
                return null;
            }

            hash.AppendData(Encoding.ASCII.GetBytes(SealedList.Line(seq, digest)));
            prev = entry.Digest;
        }

        return seq == 0 ? null : new(caseId, seq, Digest.FromBytes(hash.GetHashAndReset()));
    }

    /// <summary>Keeps a stamp that was checked, and takes its list out of the outbox unless the record has gone on.</summary>
    public Task KeepAsync(string authority, DueList list, TimeStamp stamp, byte[] request, byte[] response, CancellationToken cancel) => WriteAsync(async () =>
    {
        var now = clock.GetUtcNow();
        var head = await db.Cases.AsNoTracking().Where(c => c.Id == list.CaseId).Select(c => c.HeadSeq).SingleAsync(cancel);
        if (head == list.Seq)
        {
            // Of a list the first stamp and the newest are kept. No report can hold one in between: a report is an entry, and none came since.
            var same = await db.Stamps.Where(s => s.CaseId == list.CaseId && s.Authority == authority && s.Seq == list.Seq)
                .OrderBy(s => s.ReceivedAt).ThenBy(s => s.StampedAt).Select(s => new { s.Id, s.Head }).ToListAsync(cancel);
            foreach (var between in same.Skip(1).Where(s => s.Head == head))
            {
                await db.Stamps.Where(s => s.Id == between.Id).ExecuteDeleteAsync(cancel);
            }
        }

        db.Stamps.Add(new StampRow
        {
            Id = Guid.NewGuid(),
            CaseId = list.CaseId,
            Authority = authority,
            Seq = list.Seq,
            Head = head,
            StampedAt = stamp.Time.ToUnixTimeSeconds(),
            ReceivedAt = now.ToUnixTimeSeconds(),
            EndsAt = stamp.CertificateEnds.ToUnixTimeSeconds(),
            Request = request,
            Response = response,
        });
        if (await db.StampOutbox.FindAsync([list.CaseId, authority], cancel) is { } waiting)
        {
            if (waiting.Seq <= list.Seq)
            {
                db.StampOutbox.Remove(waiting);
            }
            else
            {
                waiting.Since = now.ToUnixTimeSeconds();
                waiting.DueAt = StampPlan.Due(list.CaseId, await outbox.RhythmAsync(list.CaseId, cancel), now).ToUnixTimeSeconds();
            }
        }

        var state = await StateAsync(authority, cancel);
        state.Failures = 0;
        state.NextTryAt = 0;
        state.LastFailure = null;
        state.LastGoodAt = now.ToUnixTimeSeconds();
    }, cancel);

    /// <summary>Notes that an authority failed: everybody's lists wait, longer each time.</summary>
    public Task FailedAsync(string authority, StampFailure failure, CancellationToken cancel) => WriteAsync(async () =>
    {
        var state = await StateAsync(authority, cancel);
        state.Failures++;
        state.LastFailure = failure.ToString().ToLowerInvariant();
        state.NextTryAt = (clock.GetUtcNow() + StampPlan.BackOff(state.Failures)).ToUnixTimeSeconds();
    }, cancel);

    /// <summary>Puts one list off for an hour: something is wrong with it and not with the authority.</summary>
    public Task PutOffAsync(string authority, Guid caseId, CancellationToken cancel) => WriteAsync(async () =>
    {
        if (await db.StampOutbox.FindAsync([caseId, authority], cancel) is { } waiting)
        {
            waiting.DueAt = clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        }
    }, cancel);

    private async Task<StampAuthorityRow> StateAsync(string authority, CancellationToken cancel)
    {
        if (await db.StampAuthorities.FindAsync([authority], cancel) is not { } state)
        {
            db.StampAuthorities.Add(state = new StampAuthorityRow { Authority = authority });
        }

        return state;
    }

    private async Task WriteAsync(Func<Task> write, CancellationToken cancel)
    {
        try
        {
            using var turn = await writes.TakeAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await write();
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
