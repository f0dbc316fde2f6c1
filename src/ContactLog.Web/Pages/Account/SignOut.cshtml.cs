using ContactLog.Domain.Language;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>Sign out: the row goes, the browser forgets.</summary>
[AllowAnonymous]
public sealed class SignOutModel(Words words) : AccountPage(words)
{
    /// <summary>Asks, because an address alone must not sign anybody out.</summary>
    public void OnGet()
    {
    }

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync();

        // Not "cookies": that would also forget that this browser is known, and its own count of tries with it. The
        // exit button does forget that.
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return RedirectToPage("SignIn");
    }
}
