using ContactLog.Data.Organisations;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Organisation;

/// <summary>Who belongs to the organisation; for a supervisor also how many cases each has access to, open links and what happened.</summary>
public sealed class IndexModel(CurrentUser me, Memberships memberships, Words words) : OrganisationPage(me, memberships, words)
{
    /// <summary>Everybody in it.</summary>
    public IReadOnlyList<Colleague> People { get; private set; } = [];

    /// <summary>Links that nobody has used.</summary>
    public IReadOnlyList<MemberLink> Links { get; private set; } = [];

    /// <summary>What happened lately.</summary>
    public IReadOnlyList<OrganisationEvent> Events { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        People = await Memberships.ColleaguesAsync(Mine, cancel);
        Links = await Memberships.LinksAsync(Mine, cancel);
        Events = await Memberships.EventsAsync(Mine, cancel);
    }

    /// <summary>Takes a link back.</summary>
    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancel)
    {
        await Memberships.CancelAsync(Mine, id, cancel);
        return RedirectToPage(new { done = "cancelled" });
    }
}
