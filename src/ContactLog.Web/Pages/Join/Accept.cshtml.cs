using ContactLog.Data.Organisations;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Join;

/// <summary>The terms of an invitation in plain words, taken or left: of a link, or of a colleague's request to take over a case.</summary>
public sealed class AcceptModel(Words words, CurrentUser me, Invitations invitations, Memberships memberships) : PageModel
{
    /// <summary>How the link stands.</summary>
    public LinkState State { get; private set; }

    /// <summary>What is offered.</summary>
    public Offer? Offer { get; private set; }

    /// <summary>Whether the terms are agreed to.</summary>
    [BindProperty]
    public bool Agreed { get; set; }

    /// <summary>The organisation that the person belongs to and through which they may hold the access; null for none.</summary>
    public string? Organisation { get; private set; }

    /// <summary>The access is to be held through it.</summary>
    [BindProperty]
    public bool Through { get; set; }

    /// <summary>A colleague's request; null for what came by a link.</summary>
    [BindProperty(SupportsGet = true, Name = "offer")]
    public Guid? Asked { get; set; }

    /// <summary>Shows the terms.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Asked is null && JoinCookie.Read(HttpContext) is null)
        {
            return RedirectToPage("/Cases/Index");
        }

        Through = true;
        return await LookAsync(cancel);
    }

    /// <summary>Accepts.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Agreed)
        {
            ModelState.AddModelError("Agreed", words["join.agree.missing"]);
            return await LookAsync(cancel);
        }

        State = Asked is { } id
            ? await invitations.AcceptAsync(id, me.Keys, cancel)
            : await invitations.AcceptAsync(JoinCookie.Read(HttpContext), me.Keys, Through, cancel);
        return After();
    }

    private async Task<IActionResult> LookAsync(CancellationToken cancel)
    {
        (State, Offer) = Asked is { } id ? await invitations.LookAsync(id, me.Id, cancel) : await invitations.LookAsync(JoinCookie.Read(HttpContext), me.Id, cancel);

        // What is asked of another colleague is like missing; a link says why it does not work, because a person holds it in their hand.
        if (Asked is not null && State == LinkState.Gone)
        {
            return NotFound();
        }

        if (Offer is { Role: not null and not ShareRole.Witness })
        {
            Organisation = (await memberships.FindAsync(me.Id, cancel))?.Organisation;
        }

        return After();
    }

    private IActionResult After()
    {
        // Nothing comes of a link that is used or over: kept along, it would count as a new try with each look at this page.
        if (Asked is null && State is not (LinkState.Open or LinkState.Elsewhere))
        {
            JoinCookie.Delete(HttpContext);
        }

        if (State is not (LinkState.Waiting or LinkState.Joined))
        {
            return Page();
        }

        return RedirectToPage(State == LinkState.Joined ? "/Organisation/Index" : "/Cases/Index");
    }
}
