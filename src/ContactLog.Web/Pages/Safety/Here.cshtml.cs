using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Pages.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Safety;

/// <summary>
/// Shown once after signing in on a browser that holds no token of an earlier sign-in to this account: what to look at before
/// anything of hers is on the screen. She goes on with one button, and can say that she does not want it again.
/// </summary>
[Authorize(ContactLog.Web.Security.AccountPolicies.SettingUp)]
public sealed class HereModel(Words words, OwnSettings settings) : AccountPage(words)
{
    /// <summary>Shows it; leads on at once where she does not want it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        (await settings.ReadAsync(cancel)).NoFirstLook ? GoOn() : Page();

    /// <summary>Goes on.</summary>
    public async Task<IActionResult> OnPostAsync(bool never, CancellationToken cancel)
    {
        if (never)
        {
            await settings.ChangeAsync(set => set with { NoFirstLook = true }, cancel);
        }

        return GoOn();
    }
}
