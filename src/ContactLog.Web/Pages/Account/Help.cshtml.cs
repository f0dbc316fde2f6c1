using ContactLog.Data.Helping;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>The first step of getting back in with help: a code of her own. It asks for no name and stores nothing.</summary>
[AllowAnonymous]
public sealed class HelpModel(Words words, HelpBack help, TryThrottle throttle) : AccountPage(words)
{
    /// <summary>The code that was made.</summary>
    public OwnCode? Made { get; private set; }

    /// <summary>Shows what will happen.</summary>
    public void OnGet()
    {
    }

    /// <summary>Makes a code. Slowed down, so that nobody collects numbers here until one fits.</summary>
    public IActionResult OnPost()
    {
        if (throttle.Enter(TryThrottle.BucketOf(HttpContext, "help-code", "", isKnownDevice: false)) is { Ticks: > 0 } wait)
        {
            return RefuseFor(wait);
        }

        Made = help.NewCode();
        return Page();
    }
}
