using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>Another password. Every other session ends; nothing that was written is touched.</summary>
[StepUp]
public sealed class PasswordModel(Words words, CurrentUser me, NewPassword newPassword, BrowserSessions browser) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Words to use, should she want them.</summary>
    public string Offer { get; } = Passphrase.Create();

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
    }
}
