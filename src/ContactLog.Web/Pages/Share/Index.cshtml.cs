using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Share;

/// <summary>Who may see the case, who waits, and what others looked at.</summary>
public sealed class IndexModel(CurrentCase current, CurrentUser me, CaseSharing sharing, LookLog looks, Comments comments, ShareNews news, Words words) : SharePage(current, me, sharing, words)
{
    /// <summary>People with access.</summary>
    public IReadOnlyList<Member> People { get; private set; } = [];

    /// <summary>People whose access is over.</summary>
    public IReadOnlyList<Member> Over { get; private set; } = [];

    /// <summary>Invitations that are open.</summary>
    public IReadOnlyList<Invited> Invitations { get; private set; } = [];

    /// <summary>What others did lately, a line a person and day.</summary>
    public LookPart Looks { get; private set; } = new([], null);

    /// <summary>Comments that wait for her.</summary>
    public int OpenComments { get; private set; }

    /// <summary>Most looks on a part; lines are far fewer.</summary>
    private const int MostLooks = 300;

    /// <summary>What is older than this look; null for the newest.</summary>
    [BindProperty(SupportsGet = true, Name = "before")]
    public long? Before { get; set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        // For whoever left, or whose time is over, a new key epoch begins now: it needs her key.
        if (await Current.WithKeyAsync(key => Sharing.SettleAsync(key, Me.Keys, Current.Actor, cancel), cancel) > 0)
        {
            Case = await Current.ReopenAsync(cancel);
        }

        var key = await Current.KeyAsync(cancel);
        var members = await MembersAsync(cancel);
        People = [.. members.Where(member => !member.IsOver)];
        Over = [.. members.Where(member => member.IsOver)];
        Invitations = await Sharing.InvitationsAsync(key, Me.Keys, cancel);
        Looks = LookLines.Part(await looks.ListAsync(key, null, Before, MostLooks, cancel), MostLooks, members, Case.Zone);
        if (Before is null)
        {
            await news.SeenAsync(Case.Id, cancel);
        }

        OpenComments = (await comments.ListAsync(key, null, cancel)).Read.Count(comment => comment.ResolvedAt is null && comment.AssignedTo is null && comment.AuthorId != Me.Id);
        return Page();
    }

    /// <summary>Takes an invitation back.</summary>
    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancel)
    {
        await Sharing.CancelAsync(await Current.KeyAsync(cancel), id, cancel);
        return RedirectToPage(new { done = "cancelled" });
    }
}
