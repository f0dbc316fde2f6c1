using ContactLog.Data.Sharing;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Sharing;

namespace ContactLog.Web.Sharing;

/// <summary>What was said about one item, as somebody it is shared with sees it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Comments">The comments, oldest first.</param>
/// <param name="IsHanded">Something of it was handed to the reader and is open.</param>
/// <param name="IsAnswered">There is an answer that the reader has not seen.</param>
public sealed record CommentThread(Item Item, IReadOnlyList<Comment> Comments, bool IsHanded, bool IsAnswered);

/// <summary>The comments of a shared case, put together for a reader.</summary>
internal static class CommentLines
{
    /// <summary>By item: what was handed to the reader first, then what was answered, then the newest. What can no longer be opened is left out.</summary>
    /// <param name="scoped">The case.</param>
    /// <param name="comments">What the reader sees of the comments.</param>
    /// <param name="grant">The reader's grant.</param>
    /// <param name="owner">The owner's account.</param>
    /// <param name="unseen">The answers not seen.</param>
    /// <param name="all">What is done with too.</param>
    public static IReadOnlyList<CommentThread> Threads(ScopedCase scoped, IReadOnlyList<Comment> comments, Guid grant, Guid owner, IReadOnlyList<Comment> unseen, bool all) =>
    [
        .. comments.GroupBy(comment => comment.Item)
            .Where(group => (all || group.Any(comment => IsOpen(comment, owner) || unseen.Contains(comment))) && scoped.File.Find<Item>(group.Key) is { } item && scoped.MayRead(item))
            .Select(group => new CommentThread(
                scoped.File.Find<Item>(group.Key)!, [.. group], group.Any(comment => comment.AssignedTo == grant && comment.ResolvedAt is null), unseen.Any(comment => comment.Item == group.Key)))
            .OrderByDescending(thread => thread.IsHanded).ThenByDescending(thread => thread.IsAnswered).ThenByDescending(thread => thread.Comments[^1].At),
    ];

    /// <summary>True for what the owner is asked and is not done with. An answer of hers asks nothing: it must not keep what she is done with in the list.</summary>
    public static bool IsOpen(Comment comment, Guid owner) => comment.ResolvedAt is null && comment.AuthorId != owner;

    /// <summary>What was answered in the reader's own conversation, is not done with, and came after what the reader has seen.</summary>
    public static IReadOnlyList<Comment> Unseen(IReadOnlyList<Comment> comments, Guid grant, Guid reader, DateTimeOffset? seen) =>
        [.. comments.Where(comment => comment.MemberId == grant && comment.AuthorId != reader && comment.ResolvedAt is null && (seen is null || comment.At > seen))];

    /// <summary>Who wrote a comment, as the reader knows them.</summary>
    public static string Writer(Words words, Comment comment, Guid reader, SharedPage page) =>
        comment.AuthorId == reader ? words["cases.comment.you"]
        : comment.AuthorId == page.OwnerId ? words["cases.comment.owner"]
        : comment.MemberId == page.Grant ? UserText.Visible(page.Terms.Person)
        : words["cases.comment.other"];
}
