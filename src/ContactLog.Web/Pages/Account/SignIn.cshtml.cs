using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Web.Pages.Account;

/// <summary>Sign in. The page says nothing of what lies behind it, and the same of every wrong try.</summary>
[AllowAnonymous]
public sealed class SignInModel(
    Words words, ContactLogDb db, CurrentUser me, PasswordCheck check, BrowserSessions browser, KnownDevices devices, TryThrottle throttle) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Whether the session locked, and not merely ended.</summary>
    public bool IsLocked => me.AnySession is { State: SessionState.Locked };

    /// <summary>Shows the form; on a program that nobody has used yet, the page that makes the first account.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (me.IsSignedIn)
        {
            return GoOn();
        }

        return await db.Users.AnyAsync(cancel) ? Page() : RedirectToPage("SignUp");
    }

    /// <summary>Signs in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var name = Input.UserName ?? "";
        var password = Input.Password ?? "";
        if (name.Length is 0 or > 200 || password.Length is 0 or > PasswordRules.Most)
        {
            return Refuse("", "account.signin.wrong");
        }

        var known = await devices.IsKnownAsync(SessionCookies.ReadDevice(HttpContext), name, cancel);
        var bucket = TryThrottle.BucketOf(HttpContext, "password", name, known);
        if (throttle.Enter(bucket) is { Ticks: > 0 } wait)
        {
            return RefuseFor(wait);
        }

        PasswordChecked result;
        try
        {
            result = await check.CheckAsync(name, password, cancel);
        }
        catch (TooBusyException)
        {
            throttle.GiveBack(bucket);
            return RefuseBusy();
        }

        using var keys = result.Keys;
        if (keys is null)
        {
            NoteAfterwards(result.Account, AccountEvents.WrongPassword);
            return Refuse("", "account.signin.wrong");
        }

        throttle.Right(bucket);
        var account = result.Account!;
        await browser.BeginAsync(account, keys, halfOpen: account.TwoFactorEnabled, notes: null, cancel);
        return account.TwoFactorEnabled ? RedirectToPage("TwoStep", new { then = SafeThen }) : GoOn(known);
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The user name.</summary>
        public string? UserName { get; set; }

        /// <summary>The password.</summary>
        public string? Password { get; set; }
    }
}
