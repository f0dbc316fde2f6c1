using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>Locks at once: the next step asks for the password. What is being typed comes along and is kept sealed.</summary>
public sealed class LockModel(Words words, CurrentUser me, Sessions sessions, HeldForms heldForms) : AccountPage(words)
{
    /// <summary>Asks, because an address alone must not lock anybody out of what they are writing.</summary>
    public void OnGet()
    {
    }

    /// <summary>Locks.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var kept = await heldForms.TryHoldAsync(me.Session, Request.Form[HeldForms.LockField], Request.Form, cancel)
            // The page that showed what is kept was left alone: it still is.
            || (await heldForms.AllAsync(me.Session, cancel)).Count > 0;
        await sessions.LockAsync(me.Session, cancel);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return RedirectToPage("SignIn", new { then = kept ? "/Account/Held" : null });
    }
}
