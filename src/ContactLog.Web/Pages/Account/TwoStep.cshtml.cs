using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>The second step of signing in: six digits from the app, a backup code, or the recovery code.</summary>
[AllowAnonymous]
public sealed class TwoStepModel(
    Words words, CurrentUser me, TwoStep twoStep, NewPassword newPassword, BrowserSessions browser, KnownDevices devices, TryThrottle throttle) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    private OpenSession? Half => me.AnySession is { State: SessionState.HalfOpen } half ? half : null;

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet() => Half is null ? RedirectToPage("SignIn", new { then = SafeThen }) : Page();

    /// <summary>Checks the code and opens the session.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Half is not { } half)
        {
            return RedirectToPage("SignIn", new { then = SafeThen });
        }

        // Whoever is here has the password; then every network counts as one, or six digits would fall to many of them.
        var known = await devices.IsKnownAsync(SessionCookies.ReadDevice(HttpContext), half.UserName, cancel);
        var bucket = known ? TryThrottle.BucketOf(HttpContext, "second", half.UserName, true) : "second step of " + half.UserId;
        if (throttle.Enter(bucket) is { Ticks: > 0 } wait)
        {
            return RefuseFor(wait);
        }

        if (RecoveryCode.Parse(Input.Code) is { } code)
        {
            // The phone is gone, she has password and recovery code: two-step sign-in ends, and so does this code.
            if (!await newPassword.IsRecoveryCodeAsync(half, code, cancel))
            {
                await NoteWrongAsync(half, cancel);
                return Refuse("Input.Code", "account.twostep.wrong");
            }

            await twoStep.TurnOffAsync(half.UserId, endRecoveryCode: true, Places.Of(HttpContext), cancel);
        }
        else if (!await twoStep.CheckAsync(half.UserId, Input.Code, Places.Of(HttpContext), cancel))
        {
            await NoteWrongAsync(half, cancel);
            return Refuse("Input.Code", "account.twostep.wrong");
        }

        throttle.Right(bucket);
        await browser.CompleteAsync(half, cancel);
        return GoOn(known);
    }

    private Task NoteWrongAsync(OpenSession half, CancellationToken cancel) =>
        HttpContext.RequestServices.GetRequiredService<AccountHistory>().AddAsync(half.UserId, AccountEvents.WrongCode, Places.Of(HttpContext), cancel);

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The code.</summary>
        public string? Code { get; set; }
    }
}
