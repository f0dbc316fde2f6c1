using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>Asks for the password again before something that cannot be taken back.</summary>
[Authorize(AccountPolicies.SettingUp)]
public sealed class StepUpModel(Words words, CurrentUser me, PasswordCheck check, BrowserSessions browser, KnownDevices devices, TryThrottle throttle) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Checks the password and goes on under a new session id.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var bucket = TryThrottle.BucketOf(HttpContext, "password", me.Name, await devices.IsKnownAsync(SessionCookies.ReadDevice(HttpContext), me.Name, cancel));
        if (throttle.Enter(bucket) is { Ticks: > 0 } wait)
        {
            return RefuseFor(wait);
        }

        try
        {
            var result = await check.CheckAsync(me.Name, Input.Password is { Length: <= PasswordRules.Most } typed ? typed : "", cancel);
            using var keys = result.Keys;
            if (keys is null)
            {
                NoteAfterwards(result.Account, AccountEvents.WrongPassword);
                return Refuse("Input.Password", "account.stepup.wrong");
            }

            throttle.Right(bucket);
            await browser.StepUpAsync(me.Session, cancel);
            return GoOn();
        }
        catch (TooBusyException)
        {
            throttle.GiveBack(bucket);
            return RefuseBusy();
        }
        catch (AccountConflictException)
        {
            // The session ended while she typed.
            await HttpContext.ChallengeAsync();
            return new EmptyResult();
        }
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The password.</summary>
        public string? Password { get; set; }
    }
}
