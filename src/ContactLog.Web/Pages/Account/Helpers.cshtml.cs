using ContactLog.Data.Helping;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>
/// Who can help her back in, and whether anybody is doing it now. It opens no case, so that cancelling works whatever state
/// her record is in, and asks for no password again: cancelling must never be harder than beginning.
/// </summary>
public sealed class HelpersModel(Words words, CurrentUser me, HelpBack help, AccountClock clock) : AccountPage(words)
{
    /// <summary>Her helpers.</summary>
    public IReadOnlyList<Helper> Helpers { get; private set; } = [];

    /// <summary>Times as she reads them.</summary>
    public AccountClock Clock => clock;

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        await clock.SetAsync(cancel);
        Helpers = await help.OfAsync(me.Id, cancel);
    }

    /// <summary>Cancels what runs.</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel)
    {
        await help.CancelAsync(me.Id, me.Place, cancel);
        return RedirectToPage(new { done = "cancelled" });
    }

    /// <summary>Takes the help back and destroys the share.</summary>
    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken cancel)
    {
        await help.DropAsync(me.Id, id, me.Place, cancel);
        return RedirectToPage(new { done = "dropped" });
    }
}
