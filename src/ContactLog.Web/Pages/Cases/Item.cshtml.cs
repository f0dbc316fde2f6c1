using ContactLog.Data.Sharing;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Items;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>One item of a shared case that may be opened by itself, with its history and the comments beside it.</summary>
public sealed class ItemModel(SharedCase shared, CurrentUser me, Desks desks, Comments comments, IncidentText incidents, Words words) : SharedPage(shared)
{
    /// <summary>The item.</summary>
    public Item Item { get; private set; } = null!;

    /// <summary>The comments on it, oldest first.</summary>
    public IReadOnlyList<Comment> Comments { get; private set; } = [];

    /// <summary>Its exhibits.</summary>
    public IReadOnlyList<Exhibit> Exhibits { get; private set; } = [];

    /// <summary>How an incident stands to each boundary.</summary>
    public IReadOnlyList<Crossing> Crossings { get; private set; } = [];

    /// <summary>The strip of a run.</summary>
    public BurstStrip? Burst { get; private set; }

    /// <summary>The next that is unread; null when none is.</summary>
    public Guid? Next { get; private set; }

    /// <summary>How many are unread after this one.</summary>
    public int Left { get; private set; }

    /// <summary>Whether the reader may comment.</summary>
    public bool MayComment => !IsOwner && Terms.Scope.Role != ShareRole.Witness;

    /// <summary>Whether the reader may add a statement.</summary>
    public bool MayState => !IsOwner && Terms.Scope.Role == ShareRole.Witness && Item is Incident;

    /// <summary>What was just done.</summary>
    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    /// <summary>The reader's account.</summary>
    public Guid MeId => me.Id;

    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <inheritdoc/>
    protected override bool Admits(ShareRole role) => true;

    /// <summary>Shows it and marks it read.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await FindAsync(id, cancel) ? Page() : await OutsideAsync(cancel);

    /// <summary>Adds a comment.</summary>
    public async Task<IActionResult> OnPostCommentAsync(Guid id, CancellationToken cancel)
    {
        if (!MayComment)
        {
            await Shared.TriedAsync(Tries.NotAllowed, cancel);
            return NotFound();
        }

        if (!await FindAsync(id, cancel))
        {
            return await OutsideAsync(cancel);
        }

        var text = (Input.Text ?? "").Trim();
        var kind = Input.Kind is { Length: > 0 } chosen ? chosen : "note";
        if (text.Length > Data.Sharing.Comments.Longest || !CommentKinds.All.Contains(kind, StringComparer.Ordinal) || (kind == "note" && text.Length == 0))
        {
            ModelState.AddModelError("Input.Text", words["cases.comment.missing", Data.Sharing.Comments.Longest]);
            return Page();
        }

        Guid said;
        try
        {
            said = await comments.AddAsync(Shared.Opened.Key!, Grant, me.Id, Item.FirstSeq, kind, text, cancel);
        }
        catch (SharingRefusedException)
        {
            ModelState.AddModelError("Input.Text", words["cases.comment.full", Data.Sharing.Comments.Most]);
            return Page();
        }

        return RedirectToPage(null, null, new { grant = Grant, id }, "said-" + said);
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        if (Case.Find<Item>(id) is not { } item || !Scoped.MayRead(item))
        {
            return false;
        }

        Item = item;
        Exhibits = [.. Case.ExhibitsOf(item)];
        if (item is Incident incident)
        {
            Crossings = IncidentText.Crossings(Case, incident);
            Burst = incidents.Burst(incident);
        }

        IReadOnlyList<Comment> all = Terms.Scope.Role == ShareRole.Witness ? [] : (await comments.ListAsync(Shared.Opened.Key!, Grant, cancel)).Read;
        Comments = [.. all.Where(comment => comment.Item == item.FirstSeq)];
        await Shared.LookedAsync(LookKinds.Read, [item.FirstSeq], cancel);
        if (!IsOwner)
        {
            // What was answered elsewhere stays unseen: the list of cases says that there is something until it was looked at.
            var answers = CommentLines.Unseen(all, Grant, me.Id, await desks.SawAnswersAsync(Grant, cancel));
            if (answers.Count > 0 && answers.All(comment => comment.Item == item.FirstSeq))
            {
                await desks.SeeAnswersAsync(Grant, answers.Max(comment => comment.At), cancel);
            }

            await desks.MarkAsync(Grant, me.Keys, [(item.FirstSeq, item.LatestSeq)], cancel);
            var unread = Reading.Unread(Scoped, await desks.MarksAsync(Grant, me.Keys, cancel)).ToList();
            (Next, Left) = (unread.FirstOrDefault()?.Id, unread.Count);
        }

        return true;
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>What the comment is.</summary>
        public string? Kind { get; set; }

        /// <summary>Its words.</summary>
        public string? Text { get; set; }
    }
}
