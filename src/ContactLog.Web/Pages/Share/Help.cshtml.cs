using ContactLog.Data.Helping;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Share;

/// <summary>She lets an advocate help her back in, should she lose password and recovery code; and reads first what that changes.</summary>
[StepUp(PostOnly = true)]
public sealed class HelpModel(CurrentCase current, CurrentUser me, CaseSharing sharing, HelpBack help, Words words) : SharePage(current, me, sharing, words)
{
    /// <summary>The person.</summary>
    public Member Member { get; private set; } = null!;

    /// <summary>The help, when it was chosen.</summary>
    public Helper? Helper { get; private set; }

    /// <summary>She has read what it changes.</summary>
    [BindProperty]
    public bool Understood { get; set; }

    /// <summary>Shows what it means.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    /// <summary>Chooses it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        if (!Understood)
        {
            ModelState.AddModelError("Understood", W["help.choose.understood.missing"]);
            return Page();
        }

        if (Helper is null && !await help.ChooseAsync(Me.Keys, Member, Me.Place, cancel))
        {
            ModelState.AddModelError("", W["help.choose.refused"]);
            return Page();
        }

        return RedirectToPage(new { id });
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        var member = (await MembersAsync(cancel)).FirstOrDefault(one => one.Id == id && !one.IsOver && one.Terms.Scope.Role == ShareRole.Advocate);
        Member = member!;
        Helper = (await help.OfAsync(Me.Id, cancel)).FirstOrDefault(one => one.MemberId == id);
        return member is not null;
    }
}
