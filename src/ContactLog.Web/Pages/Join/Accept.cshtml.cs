using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Join;

/// <summary>The terms of an invitation in plain words, taken or left.</summary>
public sealed class AcceptModel(Words words, CurrentUser me, Invitations invitations) : PageModel
{
    /// <summary>How the link stands.</summary>
    public LinkState State { get; private set; }

    /// <summary>What is offered.</summary>
    public Offer? Offer { get; private set; }

    /// <summary>Whether the terms are agreed to.</summary>
    [BindProperty]
    public bool Agreed { get; set; }

    /// <summary>Shows the terms.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (JoinCookie.Read(HttpContext) is not { } secret)
        {
            return RedirectToPage("/Cases/Index");
        }

        (State, Offer) = await invitations.LookAsync(secret, me.Id, cancel);
        return State == LinkState.Waiting ? Waiting() : Page();
    }

    /// <summary>Accepts.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var secret = JoinCookie.Read(HttpContext);
        if (!Agreed)
        {
            ModelState.AddModelError("Agreed", words["join.agree.missing"]);
            (State, Offer) = await invitations.LookAsync(secret, me.Id, cancel);
            return Page();
        }

        State = await invitations.AcceptAsync(secret, me.Keys, cancel);
        return State == LinkState.Waiting ? Waiting() : Page();
    }

    private RedirectToPageResult Waiting()
    {
        JoinCookie.Delete(HttpContext);
        return RedirectToPage("/Cases/Index");
    }
}
