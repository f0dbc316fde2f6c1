using ContactLog.Data.Organisations;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Organisation;

/// <summary>Asks that a colleague takes over access to a case. The owner decides; until then nobody gets anything.</summary>
[StepUp(PostOnly = true)]
public sealed class HandOverModel(CurrentUser me, Memberships memberships, HandOvers handOvers, Words words) : OrganisationPage(me, memberships, words)
{
    /// <summary>What could be handed over.</summary>
    public HandOver HandOver { get; private set; } = null!;

    /// <summary>The chosen colleague.</summary>
    [BindProperty]
    public Guid? To { get; set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid grant, CancellationToken cancel) => await FindAsync(grant, cancel) ? Page() : NotFound();

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnPostAsync(Guid grant, CancellationToken cancel)
    {
        if (!await FindAsync(grant, cancel))
        {
            return NotFound();
        }

        if (HandOver.Colleagues.All(one => one.Id != To))
        {
            ModelState.AddModelError("To", W["organisation.handover.missing"]);
            return Page();
        }

        var step = await handOvers.ProposeAsync(Mine, grant, To!.Value, cancel);
        if (step == OrganisationStep.Done)
        {
            return RedirectToPage(new { grant });
        }

        Say(step);
        return await FindAsync(grant, cancel) ? Page() : NotFound();
    }

    /// <summary>Takes the request back.</summary>
    public async Task<IActionResult> OnPostBackAsync(Guid grant, CancellationToken cancel)
    {
        await handOvers.WithdrawAsync(Mine, grant, cancel);
        return RedirectToPage(new { grant });
    }

    private async Task<bool> FindAsync(Guid grant, CancellationToken cancel)
    {
        var found = await handOvers.FindAsync(Mine, grant, cancel);
        HandOver = found!;
        return found is not null;
    }
}
