using ContactLog.Data.Organisations;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Organisation;

/// <summary>One person, for a supervisor: from when until when they have access to cases, and no word of any case.</summary>
[StepUp(PostOnly = true)]
public sealed class MemberModel(CurrentUser me, Memberships memberships, Words words) : OrganisationPage(me, memberships, words)
{
    /// <summary>The person.</summary>
    public Colleague Person { get; private set; } = null!;

    /// <summary>Access that goes on.</summary>
    public IReadOnlyList<HeldAccess> Now { get; private set; } = [];

    /// <summary>Access that is over.</summary>
    public IReadOnlyList<HeldAccess> Over { get; private set; } = [];

    /// <summary>Removing was thought about.</summary>
    [BindProperty]
    public bool Sure { get; set; }

    /// <inheritdoc/>
    protected override bool ForSupervisors => true;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    /// <summary>Removes the person.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel) || Person.IsMe)
        {
            return NotFound();
        }

        if (!Sure)
        {
            ModelState.AddModelError("Sure", W["organisation.remove.missing"]);
            return Page();
        }

        await Memberships.RemoveAsync(Mine, id, cancel);
        return RedirectToPage("/Organisation/Index", new { done = "removed" });
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await Memberships.HeldAsync(Mine, id, cancel) is not { } held || (await Memberships.ColleaguesAsync(Mine, cancel)).FirstOrDefault(one => one.Id == id) is not { } person)
        {
            return false;
        }

        Person = person;
        Now = [.. held.Where(one => !one.IsOver)];
        Over = [.. held.Where(one => one.IsOver)];
        return true;
    }
}
