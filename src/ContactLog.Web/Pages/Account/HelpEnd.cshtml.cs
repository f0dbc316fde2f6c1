using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>The last step of getting back in with help: her own code, the one she was read, a new password.</summary>
[AllowAnonymous]
public sealed class HelpEndModel(Words words, UserManager<Data.Accounts.Account> users) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Lets her in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var name = UserNameRules.Tidy(Input.UserName);
        if (name.Length is 0 or > 200)
        {
            return Refuse("Input.UserName", "account.name.missing");
        }

        if (RecoveryCode.Parse(Input.Handed) is not { } handed)
        {
            return Refuse("Input.Handed", "help.end.handed.shape");
        }

        if (!CheckNewPassword(Input.Password, Input.PasswordAgain, name))
        {
            return Page();
        }

        var bucket = TryThrottle.BucketOf(HttpContext, "help", name, isKnownDevice: false);
        return await GetBackInAsync(
            bucket, passwords => passwords.HelpedAsync(name, Input.Own ?? "", handed, Input.SecondStep, Input.Password!, Places.Of(HttpContext), cancel), "help.end.wrong",
            async () => NoteAfterwards(await users.FindByNameAsync(name), AccountEvents.WrongRecovery), cancel);
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The user name.</summary>
        public string? UserName { get; set; }

        /// <summary>The code she made for herself.</summary>
        public string? Own { get; set; }

        /// <summary>The code her helper read to her.</summary>
        public string? Handed { get; set; }

        /// <summary>A code of the second step, where there is one.</summary>
        public string? SecondStep { get; set; }

        /// <summary>The new password.</summary>
        public string? Password { get; set; }

        /// <summary>The new password once more.</summary>
        public string? PasswordAgain { get; set; }
    }
}
