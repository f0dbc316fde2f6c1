using ContactLog.Data.Sharing;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>What the reader and the owner said about the items of a case: what waits for the reader first.</summary>
public sealed class CommentsModel(SharedCase shared, CurrentUser me, Desks desks, Comments comments) : SharedPage(shared)
{
    /// <summary>Whether what is done with is shown too.</summary>
    [BindProperty(SupportsGet = true, Name = "all")]
    public bool All { get; set; }

    /// <summary>The comments, by item.</summary>
    public IReadOnlyList<CommentThread> Threads { get; private set; } = [];

    /// <summary>How many were changed in the database, and are not shown.</summary>
    public int Changed { get; private set; }

    /// <summary>The reader's account.</summary>
    public Guid MeId => me.Id;

    /// <summary>Shows them; from then on the answers among them are seen.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        (var list, Changed) = await comments.ListAsync(Shared.Opened.Key!, Grant, cancel);
        var unseen = IsOwner ? [] : CommentLines.Unseen(list, Grant, me.Id, await desks.SawAnswersAsync(Grant, cancel));
        Threads = CommentLines.Threads(Scoped, list, Grant, OwnerId, unseen, All);
        await Shared.LookedAsync(LookKinds.List, [.. Threads.Select(thread => thread.Item.FirstSeq)], cancel);
        if (unseen.Count > 0)
        {
            await desks.SeeAnswersAsync(Grant, unseen.Max(comment => comment.At), cancel);
        }
    }
}
