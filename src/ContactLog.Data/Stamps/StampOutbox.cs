using ContactLog.Data.Record;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Stamps;

/// <summary>
/// Puts a case's list into the outbox, in the transaction of whoever calls: an entry that is saved is due for a stamp,
/// and one that is not saved is not. It talks to nobody.
/// </summary>
public sealed class StampOutbox(ContactLogDb db, StampPlan plan)
{
    /// <summary>Notes that the record goes on to an entry. Needs no key.</summary>
    internal async Task NoteAsync(Guid caseId, int seq, DateTimeOffset now, CancellationToken cancel)
    {
        if (plan.Authorities.Count == 0 || await RhythmAsync(caseId, cancel) is not (not StampRhythm.Off and var rhythm))
        {
            return;
        }

        foreach (var authority in plan.Authorities)
        {
            await PutAsync(caseId, authority, seq, now, StampPlan.Due(caseId, rhythm, now), cancel);
        }
    }

    /// <summary>The rhythm that is in force for a case.</summary>
    public async Task<StampRhythm> RhythmAsync(Guid caseId, CancellationToken cancel) =>
        plan.Authorities.Count == 0 ? StampRhythm.Off
        : await db.StampChoices.AsNoTracking().Where(row => row.CaseId == caseId).Select(row => row.Rhythm).SingleOrDefaultAsync(cancel) is { } word ? Read(word)
        : plan.Default;

    internal static StampRhythm Read(string word) => Enum.Parse<StampRhythm>(word, ignoreCase: true);

    internal async Task PutAsync(Guid caseId, string authority, int seq, DateTimeOffset now, DateTimeOffset due, CancellationToken cancel)
    {
        if (await db.StampOutbox.FindAsync([caseId, authority], cancel) is { } waiting)
        {
            // It keeps its turn: someone who writes without a pause must not put the stamp off for ever.
            waiting.Seq = Math.Max(waiting.Seq, seq);
            return;
        }

        db.StampOutbox.Add(new StampOutboxRow
        {
            CaseId = caseId,
            Authority = authority,
            Seq = seq,
            Since = now.ToUnixTimeSeconds(),
            DueAt = due.ToUnixTimeSeconds(),
        });
    }
}
