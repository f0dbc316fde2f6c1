using System.Text;
using System.Text.Json;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Sharing;

/// <summary>A line of a member's list of cases that was made anew.</summary>
/// <param name="MemberId">The grant.</param>
/// <param name="Head">The newest entry when it was made.</param>
/// <param name="Line">What it says.</param>
/// <param name="Look">The look that making it was.</param>
public sealed record NewLine<T>(Guid MemberId, int Head, T Line, LookRow Look);

/// <summary>
/// What a member keeps of a case for themselves: what they have read, a scratch pad, the line in their list. Sealed to
/// their own key pair, so neither the owner nor whoever holds the case key opens it. After a reset without recovery
/// code it cannot be opened any more and counts as empty.
/// </summary>
public sealed class Desks(ContactLogDb db, WriteLock writes)
{
    /// <summary>The longest scratch pad, in characters.</summary>
    public const int LongestPad = 50_000;

    /// <summary>What was read: the latest entry seen of each item, by its first.</summary>
    public async Task<Dictionary<int, int>> MarksAsync(Guid memberId, UserKeys me, CancellationToken cancel) =>
        Open(me, memberId, "marks", (await FindAsync(memberId, cancel))?.SealedMarks) is { } plain ? JsonSerializer.Deserialize<Dictionary<int, int>>(plain)! : [];

    /// <summary>Notes what was read now.</summary>
    public async Task MarkAsync(Guid memberId, UserKeys me, IEnumerable<(int Item, int Latest)> read, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        ArgumentNullException.ThrowIfNull(read);
        using var turn = await writes.TakeAsync(cancel);
        var marks = await MarksAsync(memberId, me, cancel);
        foreach (var (item, latest) in read)
        {
            marks[item] = Math.Max(latest, marks.GetValueOrDefault(item));
        }

        var blob = me.SealOwn(memberId, "marks", JsonSerializer.SerializeToUtf8Bytes(marks));
        await PutAsync(memberId, row =>
        {
            row.SealedMarks = blob;
            // The line in the list counts what is unread: it is made anew.
            row.SummaryHead = -1;
        }, cancel);
    }

    /// <summary>Up to when the reader has seen what was answered; null before the first time.</summary>
    public async Task<DateTimeOffset?> SawAnswersAsync(Guid memberId, CancellationToken cancel) =>
        (await FindAsync(memberId, cancel))?.VisitedAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null;

    /// <summary>Notes up to when the reader has seen what was answered.</summary>
    public async Task SeeAnswersAsync(Guid memberId, DateTimeOffset upTo, CancellationToken cancel)
    {
        using var turn = await writes.TakeAsync(cancel);
        await PutAsync(memberId, row => row.VisitedAt = Math.Max(row.VisitedAt ?? 0, upTo.ToUnixTimeSeconds()), cancel);
    }

    /// <summary>The scratch pad.</summary>
    public async Task<string> PadAsync(Guid memberId, UserKeys me, CancellationToken cancel) =>
        Open(me, memberId, "pad", (await FindAsync(memberId, cancel))?.SealedPad) is { } plain ? Encoding.UTF8.GetString(plain) : "";

    /// <summary>Writes the scratch pad.</summary>
    public async Task WritePadAsync(Guid memberId, UserKeys me, string text, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        ArgumentNullException.ThrowIfNull(text);
        var blob = me.SealOwn(memberId, "pad", Encoding.UTF8.GetBytes(text.Length > LongestPad ? text[..LongestPad] : text));
        using var turn = await writes.TakeAsync(cancel);
        await PutAsync(memberId, row => row.SealedPad = blob, cancel);
    }

    /// <summary>The lines of a member's list of cases, as they were when each case was last opened.</summary>
    public async Task<Dictionary<Guid, (int Head, T Line)>> SummariesAsync<T>(IReadOnlyCollection<Guid> memberIds, UserKeys me, CancellationToken cancel)
    {
        var rows = await db.Desks.AsNoTracking().Where(row => memberIds.Contains(row.MemberId) && row.SealedSummary != null)
            .Select(row => new { row.MemberId, row.SealedSummary, row.SummaryHead }).ToListAsync(cancel);
        var lines = new Dictionary<Guid, (int, T)>();
        foreach (var row in rows)
        {
            if (Open(me, row.MemberId, "summary", row.SealedSummary) is { } plain)
            {
                lines[row.MemberId] = (row.SummaryHead, JsonSerializer.Deserialize<T>(plain)!);
            }
        }

        return lines;
    }

    /// <summary>
    /// Keeps the lines of several cases, and the look at each, in one transaction: a line that could be kept without its look
    /// would show a case behind her back, and a hundred transactions would take longer than anybody waits.
    /// </summary>
    public async Task WriteSummariesAsync<T>(UserKeys me, IReadOnlyCollection<NewLine<T>> lines, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(me);
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count == 0)
        {
            return;
        }

        var ids = lines.Select(line => line.MemberId).ToList();
        using var turn = await writes.TakeAsync(cancel);
        var rows = await db.Desks.Where(row => ids.Contains(row.MemberId)).ToDictionaryAsync(row => row.MemberId, cancel);
        foreach (var line in lines)
        {
            if (!rows.TryGetValue(line.MemberId, out var row))
            {
                db.Desks.Add(row = new DeskRow { MemberId = line.MemberId });
            }

            row.SealedSummary = me.SealOwn(line.MemberId, "summary", JsonSerializer.SerializeToUtf8Bytes(line.Line));
            row.SummaryHead = line.Head;
            db.Looks.Add(line.Look);
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private static byte[]? Open(UserKeys me, Guid memberId, string what, byte[]? blob)
    {
        try
        {
            return blob is null ? null : me.OpenOwn(memberId, what, blob);
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }

    private Task<DeskRow?> FindAsync(Guid memberId, CancellationToken cancel) => db.Desks.AsNoTracking().SingleOrDefaultAsync(row => row.MemberId == memberId, cancel);

    private async Task PutAsync(Guid memberId, Action<DeskRow> change, CancellationToken cancel)
    {
        var row = await db.Desks.SingleOrDefaultAsync(one => one.MemberId == memberId, cancel);
        if (row is null)
        {
            row = new DeskRow { MemberId = memberId };
            db.Desks.Add(row);
        }

        change(row);
        await db.SaveChangesAsync(cancel);
        db.Entry(row).State = EntityState.Detached;
    }
}
