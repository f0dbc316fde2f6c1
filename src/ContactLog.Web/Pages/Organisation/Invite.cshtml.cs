using ContactLog.Data.Organisations;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Organisation;

/// <summary>Makes a link by which one person joins. Shown once, and sent by nobody but the supervisor.</summary>
[StepUp(PostOnly = true)]
public sealed class InviteModel(CurrentUser me, Memberships memberships, Words words) : OrganisationPage(me, memberships, words)
{
    /// <summary>What is chosen.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The link, once it is made.</summary>
    public string? Link { get; private set; }

    /// <inheritdoc/>
    protected override bool ForSupervisors => true;

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Makes the link.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (step, secret) = await Memberships.InviteAsync(Mine, Input.Name, Input.Supervises, cancel);
        if (step == OrganisationStep.Gone)
        {
            return NotFound();
        }

        if (secret is null)
        {
            Say(step, step == OrganisationStep.BadName ? "Input.Name" : "");
        }
        else
        {
            Link = Url.PageLink("/Join/Index", values: new { secret });
        }

        return Page();
    }

    /// <summary>What is chosen.</summary>
    public sealed class InputModel
    {
        /// <summary>What colleagues call the person.</summary>
        public string? Name { get; set; }

        /// <summary>Whether they are to supervise.</summary>
        public bool Supervises { get; set; }
    }
}
