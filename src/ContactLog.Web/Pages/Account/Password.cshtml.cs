using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>Another password. Every other session ends; nothing that was written is touched.</summary>
[StepUp]
public sealed class PasswordModel(Words words, CurrentUser me, NewPassword newPassword, BrowserSessions browser, TwoStep twoStep, TryThrottle throttle) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Words to use, should she want them.</summary>
    public string Offer { get; } = Passphrase.Create();

    /// <summary>Whether a code of the second step is asked for.</summary>
    public bool HasTwoStep => me.Session.HasTwoStep;

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Changes the password.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!CheckNewPassword(Input.Password, Input.PasswordAgain, me.Name))
        {
            return Page();
        }

        // The password alone must not become another password where a second step guards the account.
        if (HasTwoStep)
        {
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

        try
        {
            var account = await newPassword.ChangeAsync(me.Id, me.Keys, Input.Password!, me.Place, cancel);
            await browser.BeginAsync(account, me.Keys, halfOpen: false, notes: null, cancel);
            return RedirectToPage("Index", new { done = "password" });
        }
        catch (Exception again) when (again is TooBusyException or AccountConflictException)
        {
            return RefuseBusy();
        }
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The new password.</summary>
        public string? Password { get; set; }

        /// <summary>The new password once more.</summary>
        public string? PasswordAgain { get; set; }

        /// <summary>A code of the second step, where there is one.</summary>
        public string? SecondStep { get; set; }
    }
}
