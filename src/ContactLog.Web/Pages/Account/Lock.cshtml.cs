using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Hosting;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>Locks at once: the next step asks for the password. What is being typed comes along and is kept sealed.</summary>
public sealed class LockModel(Words words, CurrentUser me, Sessions sessions, HeldForms heldForms) : AccountPage(words)
{
    /// <summary>The field that says where the form that comes along was going; all others are the form's own.</summary>
    public const string PathField = "lock-path";

    /// <summary>Asks, because an address alone must not lock anybody out of what they are writing.</summary>
    public void OnGet()
    {
    }

    /// <summary>Locks.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var kept = Request.Form[PathField].ToString() is { Length: > 0 and < 500 } path && Url.IsLocalUrl(path)
            && await heldForms.TryHoldAsync(me.Session, PlainPaths.Inward(path), Request.Form, PathField, cancel);
        await sessions.LockAsync(me.Session, cancel);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return RedirectToPage("SignIn", new { then = kept ? "/Account/Held" : null });
    }
}
