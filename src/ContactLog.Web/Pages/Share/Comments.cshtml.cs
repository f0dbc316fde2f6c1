using ContactLog.Data.Sharing;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Share;

/// <summary>Every comment, by item: answered, handed over, done with. By the owner.</summary>
public sealed class CommentsModel(CurrentCase current, CurrentUser me, CaseSharing sharing, Comments comments, Words words) : SharePage(current, me, sharing, words)
{
    /// <summary>The conversations: of one person on one item, the newest first.</summary>
    public IReadOnlyList<Thread> Threads { get; private set; } = [];

    /// <summary>How many were changed in the database, and are not shown.</summary>
    public int Changed { get; private set; }

    /// <summary>People she may hand a comment to.</summary>
    public IReadOnlyList<Member> People { get; private set; } = [];

    /// <summary>Those of them who can read the entry: to anybody else a comment that is handed over is a number that leads to nothing.</summary>
    public IReadOnlyList<Member> PeopleFor(Item? item) =>
    [
        .. People.Where(member => item switch
        {
            Incident incident => member.Terms.Scope.Covers(incident),
            Contact or ContactPoint => member.Terms.Scope.WithDetails,
            not null => true,
            _ => false,
        }),
    ];

    /// <summary>An answer that was not taken: it stays in its field.</summary>
    public (Guid Member, int Item, string Text)? Unsent { get; private set; }

    /// <summary>Her account.</summary>
    public Guid MeId => Me.Id;

    /// <summary>Whether what is done with is shown too.</summary>
    [BindProperty(SupportsGet = true, Name = "all")]
    public bool All { get; set; }

    /// <summary>Which part of them, the newest first; from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "part")]
    public int Part { get; set; } = 1;

    /// <summary>How many parts there are.</summary>
    public int Parts { get; private set; } = 1;

    /// <summary>Most comments on a page. Whoever took over an account may send thousands, and hers must still open.</summary>
    internal const int PageSize = 100;

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var members = await MembersAsync(cancel);
        People = [.. members.Where(member => !member.IsOver && member.Terms.Scope.Role != Domain.Sharing.ShareRole.Witness)];
        (var list, Changed) = await comments.ListAsync(await Current.KeyAsync(cancel), null, cancel);
        List<Thread> threads =
        [
            .. list.Where(comment => members.Any(member => member.Id == comment.MemberId)).GroupBy(comment => (comment.MemberId, comment.Item))
                .Select(group => new Thread(members.First(member => member.Id == group.Key.MemberId), Case.Find<Item>(group.Key.Item), [.. group]))
                .Where(thread => All || thread.Comments.Any(comment => CommentLines.IsOpen(comment, Me.Id)))
                .OrderByDescending(thread => thread.Comments[^1].At),
        ];
        var count = threads.Sum(thread => thread.Comments.Count);
        Parts = Math.Max(1, (count + PageSize - 1) / PageSize);
        Part = Math.Clamp(Part, 1, Parts);

        // The newest on the first part, each part in the order in which it was said.
        Threads =
        [
            .. threads.SelectMany(thread => thread.Comments.Reverse().Select(comment => (Thread: thread, Comment: comment))).Skip((Part - 1) * PageSize).Take(PageSize)
                .GroupBy(pair => pair.Thread).Select(group => group.Key with { Shown = [.. group.Select(pair => pair.Comment).Reverse()] }),
        ];
    }

    /// <summary>Answers in a conversation.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(Guid member, int item, string? text, CancellationToken cancel)
    {
        // The conversation must be one of her case: a made-up form could otherwise write beside another's.
        if ((await MembersAsync(cancel)).All(one => one.Id != member) || Case.Find<Item>(item) is null || text?.Trim() is not { Length: > 0 } said)
        {
            return RedirectToPage();
        }

        if (said.Length > Data.Sharing.Comments.Longest)
        {
            return await UnsentAsync(W["cases.comment.missing", Data.Sharing.Comments.Longest]);
        }

        Guid answer;
        try
        {
            answer = await Current.WriteAsync(key => comments.AddAsync(key, member, Me.Id, item, "note", said, cancel), cancel);
        }
        catch (SharingRefusedException)
        {
            return await UnsentAsync(W["cases.comment.full", Data.Sharing.Comments.Most]);
        }

        Part = 1;
        return BackTo(answer);

        async Task<IActionResult> UnsentAsync(string why)
        {
            ModelState.AddModelError("", why);
            // Also where nothing of it is open: a conversation that is not on the page has no field to keep it in.
            (Unsent, All) = ((member, item, said), true);
            await OnGetAsync(cancel);
            return Page();
        }
    }

    /// <summary>Done with, or taken up again.</summary>
    public async Task<IActionResult> OnPostDoneAsync(Guid id, bool done, CancellationToken cancel)
    {
        await comments.ResolveAsync(Case.Id, [id], done, cancel);
        return BackTo(id);
    }

    /// <summary>Marks everything that somebody said about an item as done with, up to the last comment that the page showed: what came since was not seen by her.</summary>
    public async Task<IActionResult> OnPostAllDoneAsync(Guid member, int item, Guid last, CancellationToken cancel)
    {
        var list = (await comments.ListAsync(await Current.KeyAsync(cancel), null, cancel)).Read.Where(comment => comment.MemberId == member && comment.Item == item).ToList();
        if (list.Find(comment => comment.Id == last) is { } newest)
        {
            await comments.ResolveAsync(Case.Id, [.. list.Where(comment => comment.At <= newest.At && CommentLines.IsOpen(comment, Me.Id)).Select(comment => comment.Id)], true, cancel);
        }

        return RedirectToPage(null, null, Place, null);
    }

    /// <summary>Hands a comment to somebody, or back to herself.</summary>
    public async Task<IActionResult> OnPostAssignAsync(Guid id, Guid? to, CancellationToken cancel)
    {
        await Current.WriteAsync(key => comments.AssignAsync(key, id, to, cancel), cancel);
        return BackTo(id);
    }

    // To the place she was at, in the list she was in.
    private RedirectToPageResult BackTo(Guid comment) => RedirectToPage(null, null, Place, "said-" + comment);

    private RouteValueDictionary Place => new() { ["all"] = All ? "true" : null, ["part"] = Part > 1 ? Part : null };

    /// <summary>The conversation with one person about one item.</summary>
    public sealed record Thread(Member Member, Item? Item, IReadOnlyList<Comment> Comments)
    {
        /// <summary>Those of it on this page.</summary>
        public IReadOnlyList<Comment> Shown { get; init; } = Comments;
    }
}
