using ContactLog.Data.Record;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Stamps;

/// <summary>How one authority stands to one case, as stored: what a page says about it still has to be checked with the tokens.</summary>
/// <param name="Authority">Its name.</param>
/// <param name="WaitsThrough">The newest entry that waits; null when nothing does.</param>
/// <param name="NextTry">When it is tried next, in Unix seconds; null when nothing waits.</param>
/// <param name="LastFailure">What went wrong last; null when nothing did.</param>
public sealed record StampStanding(string Authority, int? WaitsThrough, long? NextTry, StampFailure? LastFailure);

/// <summary>The stamps of a case, for pages and reports, and what she chose.</summary>
public sealed class StampShelf(ContactLogDb db, StampPlan plan, WriteLock writes)
{
    /// <summary>The stamps of a case, first list first.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="before">Only those that came in before this entry; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<StampRow>> OfAsync(Guid caseId, int? before, CancellationToken cancel) =>
        await db.Stamps.AsNoTracking().Where(row => row.CaseId == caseId && (before == null || row.Head < before))
            .OrderBy(row => row.Seq).ThenBy(row => row.StampedAt).ThenBy(row => row.Authority).ThenBy(row => row.Id).ToListAsync(cancel);

    /// <summary>How each configured authority stands to a case.</summary>
    public async Task<IReadOnlyList<StampStanding>> StandingAsync(Guid caseId, CancellationToken cancel)
    {
        var waiting = await db.StampOutbox.AsNoTracking().Where(row => row.CaseId == caseId).ToListAsync(cancel);
        var states = await db.StampAuthorities.AsNoTracking().ToListAsync(cancel);
        return [.. plan.Authorities.Select(authority =>
        {
            var row = waiting.Find(row => row.Authority == authority);
            var state = states.Find(state => state.Authority == authority);
            return new StampStanding(
                authority,
                row?.Seq,
                row is null ? null : Math.Max(row.DueAt, state?.NextTryAt ?? 0),
                state?.LastFailure is { } failure ? Enum.Parse<StampFailure>(failure, ignoreCase: true) : null);
        })];
    }

    /// <summary>Stores what she chose. Off takes out what waits.</summary>
    public async Task ChooseAsync(Guid caseId, StampRhythm rhythm, CancellationToken cancel)
    {
        try
        {
            using var turn = await writes.TakeAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            var word = rhythm.ToString().ToLowerInvariant();
            if (await db.StampChoices.FindAsync([caseId], cancel) is { } choice)
            {
                choice.Rhythm = word;
            }
            else
            {
                db.StampChoices.Add(new StampChoiceRow { CaseId = caseId, Rhythm = word });
            }

            // What waits was put in by another rhythm; the worker puts in anew what the new one asks for.
            await db.StampOutbox.Where(row => row.CaseId == caseId).ExecuteDeleteAsync(cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
