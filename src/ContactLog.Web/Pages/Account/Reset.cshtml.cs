using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>Start the account over without password and recovery code, with a code from whoever runs the server. What was sealed stays sealed.</summary>
[AllowAnonymous]
public sealed class ResetModel(Words words) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Resets.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var name = UserNameRules.Tidy(Input.UserName);
        if (name.Length is 0 or > 200)
        {
            return Refuse("Input.UserName", "account.name.missing");
        }

        if (!Input.Understood)
        {
            return Refuse("Input.Understood", "account.reset.understood.missing");
        }

        if (!CheckNewPassword(Input.Password, Input.PasswordAgain, name))
        {
            return Page();
        }

        var bucket = TryThrottle.BucketOf(HttpContext, "reset", name, isKnownDevice: false);
        return await GetBackInAsync(
            bucket, passwords => passwords.ResetAsync(name, Input.Code ?? "", Input.SecondStep, Input.Password!, Places.Of(HttpContext), cancel), "account.reset.wrong",
            null, cancel);
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The user name.</summary>
        public string? UserName { get; set; }

        /// <summary>The reset code.</summary>
        public string? Code { get; set; }

        /// <summary>A code of the second step, where there is one.</summary>
        public string? SecondStep { get; set; }

        /// <summary>That what was sealed stays sealed.</summary>
        public bool Understood { get; set; }

        /// <summary>The new password.</summary>
        public string? Password { get; set; }

        /// <summary>The new password once more.</summary>
        public string? PasswordAgain { get; set; }
    }
}
