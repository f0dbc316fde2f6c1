using System.Text.Json;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Sharing;

/// <summary>What a comment can be. The words are stored; never change one.</summary>
public static class CommentKinds
{
    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<string> All { get; } = ["needs-time", "which-number", "exhibit-unclear", "strong", "leave-out", "ask-police", "complete", "note"];
}

/// <summary>A remark beside the record.</summary>
/// <param name="Id">The comment.</param>
/// <param name="MemberId">Whose conversation with the owner it belongs to.</param>
/// <param name="AuthorId">The account that wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Item">The item, by its first entry.</param>
/// <param name="Kind">One of <see cref="CommentKinds"/>.</param>
/// <param name="Text">The words; may be empty.</param>
/// <param name="AssignedTo">The member who is to do something; the owner when null.</param>
/// <param name="ResolvedAt">When it was done with; null while it is open.</param>
public sealed record Comment(
    Guid Id, Guid MemberId, Guid AuthorId, DateTimeOffset At, int Item, string Kind, string Text, Guid? AssignedTo, DateTimeOffset? ResolvedAt);

/// <summary>Comments, and how many there are besides.</summary>
/// <param name="Read">Those that can be read, oldest first.</param>
/// <param name="Changed">How many cannot, because somebody changed them in the database.</param>
public sealed record CommentList(IReadOnlyList<Comment> Read, int Changed);

/// <summary>
/// Comments and marks: beside the record, in no chain and in no export. Each belongs to the conversation of one person
/// with the owner; another person it is shared with sees it only when the owner hands it to them.
/// </summary>
public sealed class Comments(ContactLogDb db, WriteLock writes, TimeProvider clock)
{
    /// <summary>The longest comment, in characters.</summary>
    public const int Longest = 4000;

    /// <summary>Most comments in one conversation.</summary>
    public const int Most = 5000;

    private const string SealName = "@comment";

    // Seconds within which the same comment is the same one.
    private const int Twice = 60;

    /// <summary>Adds one; sent twice it is one.</summary>
    /// <exception cref="ArgumentException">The kind is none, it says nothing, or it is too long.</exception>
    /// <exception cref="SharingRefusedException">There are as many as there may be.</exception>
    public async Task<Guid> AddAsync(CaseKey key, Guid memberId, Guid authorId, int item, string kind, string text, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(text);
        if (!CommentKinds.All.Contains(kind, StringComparer.Ordinal) || text.Length > Longest || (kind == "note" && text.Length == 0))
        {
            throw new ArgumentException("A comment has a kind, and a note has words.", nameof(kind));
        }

        var (id, at) = (Guid.NewGuid(), clock.GetUtcNow().ToUnixTimeSeconds());
        var row = new CommentRow
        {
            Id = id,
            CaseId = key.CaseId,
            MemberId = memberId,
            AuthorId = authorId,
            At = at,
            Epoch = key.Epoch,
            Sealed = Seal(key, id, new(item, kind, text, memberId, authorId, at)),
        };
        using var turn = await writes.TakeAsync(cancel);

        // The same words again within a minute: the button was pressed twice, or the browser sent it twice. Nobody can take a comment back.
        var lately = await db.Comments.AsNoTracking().Where(one => one.MemberId == memberId && one.AuthorId == authorId && one.At >= at - Twice && one.ResolvedAt == null).ToListAsync(cancel);
        if (lately.Select(one => Open(key, one)).FirstOrDefault(one => one is not null && one.Item == item && one.Kind == kind && one.Text == text) is { } there)
        {
            return there.Id;
        }

        if (await db.Comments.CountAsync(one => one.MemberId == memberId, cancel) >= Most)
        {
            throw new SharingRefusedException(SharingRefusal.TooMany);
        }

        db.Comments.Add(row);
        await db.SaveChangesAsync(cancel);
        db.Entry(row).State = EntityState.Detached;
        return id;
    }

    /// <summary>The comments, oldest first.</summary>
    /// <param name="key">The key to the case.</param>
    /// <param name="memberId">What one member sees: their own conversation, and what was handed to them. Null for all, which is for the owner.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CommentList> ListAsync(CaseKey key, Guid? memberId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        var rows = await db.Comments.AsNoTracking()
            .Where(row => row.CaseId == key.CaseId && (memberId == null || row.MemberId == memberId || row.AssignedTo == memberId))
            .ToListAsync(cancel);
        List<Comment> opened = [.. rows.Select(row => Open(key, row)).OfType<Comment>()];
        return new([.. opened.Where(comment => memberId is null || comment.MemberId == memberId || comment.AssignedTo == memberId).OrderBy(comment => comment.At)], rows.Count - opened.Count);
    }

    // The row says whose it is so that it can be found; what was sealed says who said it and when, in whose conversation, and to whom she handed it: otherwise whoever
    // can write to the database could let an advocate read what a lawyer said, or put words into somebody's mouth. A row of before says only the words. One
    // that does not open is counted and not shown: the others must stay.
    private static Comment? Open(CaseKey key, CommentRow row)
    {
        try
        {
            var said = JsonSerializer.Deserialize<Said>(key.At(row.Epoch).OpenField(row.Id, SealName, 1, row.Sealed))!;
            return new(
                row.Id, said.Member ?? row.MemberId, said.Author ?? row.AuthorId, RowTime.Of(said.At ?? row.At), said.Item, said.Kind, said.Text,
                said.Member is null ? row.AssignedTo : said.To, row.ResolvedAt is { } done ? RowTime.Of(done) : null);
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }

    private static byte[] Seal(CaseKey key, Guid id, Said said) => key.SealField(id, SealName, 1, JsonSerializer.SerializeToUtf8Bytes(said));

    /// <summary>What waits for a reader in many cases, counted without opening any: handed to them, answered and not seen, said by them and not done with.</summary>
    /// <param name="memberIds">The grants.</param>
    /// <param name="reader">The reader's account.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Dictionary<Guid, (int Questions, int Answers, int Open)>> NewsAsync(IReadOnlyCollection<Guid> memberIds, Guid reader, CancellationToken cancel)
    {
        var questions = await db.Comments.Where(row => row.AssignedTo != null && memberIds.Contains(row.AssignedTo.Value) && row.ResolvedAt == null)
            .GroupBy(row => row.AssignedTo!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancel);
        var answers = await db.Comments
            .Where(row => memberIds.Contains(row.MemberId) && row.AuthorId != reader && row.ResolvedAt == null
                && row.At > (db.Desks.Where(desk => desk.MemberId == row.MemberId).Select(desk => desk.VisitedAt).FirstOrDefault() ?? 0))
            .GroupBy(row => row.MemberId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancel);
        var open = await db.Comments.Where(row => memberIds.Contains(row.MemberId) && row.AuthorId == reader && row.ResolvedAt == null)
            .GroupBy(row => row.MemberId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancel);
        return memberIds.ToDictionary(id => id, id => (questions.GetValueOrDefault(id), answers.GetValueOrDefault(id), open.GetValueOrDefault(id)));
    }

    /// <summary>The owner is done with one, or takes it up again.</summary>
    public async Task ResolveAsync(Guid caseId, IReadOnlyCollection<Guid> ids, bool resolved, CancellationToken cancel)
    {
        long? at = resolved ? clock.GetUtcNow().ToUnixTimeSeconds() : null;
        using var turn = await writes.TakeAsync(cancel);
        await db.Comments.Where(row => ids.Contains(row.Id) && row.CaseId == caseId).ExecuteUpdateAsync(set => set.SetProperty(row => row.ResolvedAt, at), cancel);
    }

    /// <summary>The owner hands one to a member of the case, or back to herself. That member sees it from then on.</summary>
    /// <returns>False when there is no such comment or person.</returns>
    public async Task<bool> AssignAsync(CaseKey key, Guid id, Guid? memberId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var turn = await writes.TakeAsync(cancel);
        if (memberId is not null && !await db.Members.AnyAsync(row => row.Id == memberId && row.CaseId == key.CaseId && row.EndedAt == null, cancel))
        {
            return false;
        }

        if (await db.Comments.SingleOrDefaultAsync(row => row.Id == id && row.CaseId == key.CaseId, cancel) is not { } row || Open(key, row) is not { } comment)
        {
            return false;
        }

        row.AssignedTo = memberId;
        row.Epoch = key.Epoch;
        row.Sealed = Seal(key, id, new(comment.Item, comment.Kind, comment.Text, comment.MemberId, comment.AuthorId, comment.At.ToUnixTimeSeconds(), memberId));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return true;
    }

    private sealed record Said(int Item, string Kind, string Text, Guid? Member = null, Guid? Author = null, long? At = null, Guid? To = null);
}
