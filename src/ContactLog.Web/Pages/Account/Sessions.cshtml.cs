using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>Where she is signed in, and ending it.</summary>
public sealed class SessionsModel(Words words, CurrentUser me, Sessions sessions, AccountClock clock) : AccountPage(words)
{
    /// <summary>The sessions, the one used last first.</summary>
    public IReadOnlyList<SessionListed> All { get; private set; } = [];

    /// <summary>This one.</summary>
    public Guid Own => me.Session.Id;

    /// <summary>The clock of the times.</summary>
    public AccountClock Clock => clock;

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        await clock.SetAsync(cancel);
        All = await sessions.ListAsync(me.Id, cancel);
    }

    /// <summary>Ends one.</summary>
    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel)
    {
        // Another person's and a missing one look the same.
        await sessions.EndOneAsync(me.Session, id, me.Place, cancel);
        return RedirectToPage(new { done = "ended" });
    }

    /// <summary>Ends all but this one.</summary>
    public async Task<IActionResult> OnPostOthersAsync(CancellationToken cancel)
    {
        await sessions.EndOthersAsync(me.Session, me.Place, cancel);
        return RedirectToPage(new { done = "ended" });
    }
}
