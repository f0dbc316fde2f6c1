using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Web.Pages.Account;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Join;

/// <summary>
/// Where the link of an invitation leads. Looking at it uses nothing up: a preview made by a messenger must not spend
/// the link. The button takes the secret out of the address and leads to sign-in or sign-up.
/// </summary>
[AllowAnonymous]
public sealed class IndexModel(Words words, CurrentUser me, Invitations invitations, TryThrottle throttle) : AccountPage(words)
{
    /// <summary>Whether the link can be used.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Says what this is, and no more.</summary>
    public async Task<IActionResult> OnGetAsync(string secret, CancellationToken cancel)
    {
        if (await LookAsync(secret, cancel) is { Ticks: > 0 } wait)
        {
            return RefuseFor(wait);
        }

        return Page();
    }

    /// <summary>Takes the secret along.</summary>
    public async Task<IActionResult> OnPostAsync(string secret, string? how, CancellationToken cancel)
    {
        if (await LookAsync(secret, cancel) is { Ticks: > 0 } wait)
        {
            return RefuseFor(wait);
        }

        JoinCookie.Write(HttpContext, secret);
        return me.IsSignedIn ? RedirectToPage("/Join/Accept")
            : how == "new" ? RedirectToPage("/Account/SignUp")
            : RedirectToPage("/Account/SignIn", new { then = Url.Page("/Join/Accept") });
    }

    private async Task<TimeSpan> LookAsync(string secret, CancellationToken cancel)
    {
        var bucket = TryThrottle.BucketOf(HttpContext, "link", "", isKnownDevice: false);
        if (throttle.Enter(bucket) is { Ticks: > 0 } wait)
        {
            return wait;
        }

        IsOpen = await invitations.IsOpenAsync(secret, cancel);
        if (IsOpen)
        {
            throttle.Right(bucket);
        }

        return TimeSpan.Zero;
    }
}
