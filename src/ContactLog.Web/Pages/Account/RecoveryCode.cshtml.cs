using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>
/// The recovery code: shown, and typed back on a page that does not show it. Until then a new account takes no entries,
/// and an old code stays good.
/// </summary>
[Authorize(AccountPolicies.SettingUp)]
public sealed class RecoveryCodeModel(Words words, CurrentUser me, Sessions sessions, NewPassword newPassword, TwoStep twoStep, TryThrottle throttle) : AccountPage(words)
{
    /// <summary>"check" for the page that asks for it back.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Step { get; set; }

    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The code to show; null when there is none to show.</summary>
    public string? Code { get; private set; }

    /// <summary>Whether the account has a code that was typed back before.</summary>
    public bool IsReady => me.Session.IsReady;

    /// <summary>Whether a code of the second step is asked for.</summary>
    public bool HasTwoStep => me.Session.HasTwoStep;

    /// <summary>Shows the code, or asks for it back, or offers to make a new one.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await ForgetLateAsync(cancel);
        Code = me.Session.Notes().RecoveryCode;
        if (Code is null && !IsReady)
        {
            // She never typed the first one back and that session is over: nobody knows that code, so there is a new one.
            Code = await MakeAsync(cancel);
        }

        return Step == "check" && Code is null ? RedirectToPage(new { step = (string?)null }) : Page();
    }

    /// <summary>Makes a new code. The old one stays good until the new one is typed back.</summary>
    public async Task<IActionResult> OnPostNewAsync(CancellationToken cancel)
    {
        if (!IsReady)
        {
            return RedirectToPage(new { step = (string?)null });
        }

        // Whoever gets a code has everything for ever: the password again, and the second step where there is one.
        if (!sessions.IsSteppedUp(me.Session))
        {
            return RedirectToPage("StepUp", new { then = "/Account/RecoveryCode" });
        }

        if (HasTwoStep)
        {
            // One bucket for the account: a bucket by the browser's own cookie would be fresh with every cookie made up.
            var bucket = "second step of " + me.Id;
            if (throttle.Enter(bucket) is { Ticks: > 0 } wait)
            {
                return RefuseFor(wait);
            }

            if (!await twoStep.CheckAsync(me.Id, Input.SecondStep, me.Place, cancel))
            {
                await NoteWrongCodeAsync(me.Id, cancel);
                return Refuse("Input.SecondStep", "account.twostep.wrong");
            }

            throttle.Right(bucket);
        }

        await MakeAsync(cancel);
        return RedirectToPage(new { step = (string?)null });
    }

    /// <summary>Takes the code back.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancel)
    {
        Step = "check";
        if (await ForgetLateAsync(cancel))
        {
            return RedirectToPage("StepUp", new { then = "/Account/RecoveryCode" });
        }

        if (RecoveryCode.Parse(me.Session.Notes().RecoveryCode) is not { } code)
        {
            return RedirectToPage(new { step = (string?)null });
        }

        if (!code.Matches(RecoveryCode.Parse(Input.Code)))
        {
            return Refuse("Input.Code", "account.code.differs");
        }

        var first = !IsReady;
        await newPassword.ReplaceRecoveryCodeAsync(me.Id, me.Keys, code, me.Place, cancel);
        await sessions.LeaveNotesAsync(me.Session, me.Session.Notes() with { RecoveryCode = null }, cancel);
        // Whoever was invited goes on to the terms.
        return first && JoinCookie.Read(HttpContext) is not null ? RedirectToPage("/Join/Accept")
            : first ? LocalRedirect("/Safety") : RedirectToPage("Index", new { done = "code" });
    }

    /// <summary>
    /// A code made for an account that has one is shown and taken only while the password is fresh: whoever picks up her
    /// phone half an hour later must neither read it nor put it in the place of the old one.
    /// </summary>
    /// <returns>True when the password has to be asked for again.</returns>
    private async Task<bool> ForgetLateAsync(CancellationToken cancel)
    {
        if (!IsReady || sessions.IsSteppedUp(me.Session))
        {
            return false;
        }

        if (me.Session.Notes() is { RecoveryCode: not null } notes)
        {
            await sessions.LeaveNotesAsync(me.Session, notes with { RecoveryCode = null }, cancel);
        }

        return true;
    }

    private async Task<string> MakeAsync(CancellationToken cancel)
    {
        var code = RecoveryCode.Create().ToString();
        await sessions.LeaveNotesAsync(me.Session, me.Session.Notes() with { RecoveryCode = code }, cancel);
        return code;
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The recovery code.</summary>
        public string? Code { get; set; }

        /// <summary>A code of the second step.</summary>
        public string? SecondStep { get; set; }
    }
}
