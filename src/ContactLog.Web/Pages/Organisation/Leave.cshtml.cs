using ContactLog.Data.Organisations;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Organisation;

/// <summary>Leaving the organisation, and what ends with it.</summary>
[StepUp(PostOnly = true)]
public sealed class LeaveModel(CurrentUser me, Memberships memberships, Words words) : OrganisationPage(me, memberships, words)
{
    /// <summary>It was thought about.</summary>
    [BindProperty]
    public bool Sure { get; set; }

    /// <summary>Says what it means.</summary>
    public void OnGet()
    {
    }

    /// <summary>Leaves.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Sure)
        {
            ModelState.AddModelError("Sure", W["organisation.leave.missing"]);
            return Page();
        }

        await Memberships.LeaveAsync(Mine, cancel);
        return RedirectToPage("/Cases/Index", new { over = "left-organisation" });
    }
}
