using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>The recovery code gives a new password and opens everything; a new code takes its place.</summary>
[AllowAnonymous]
public sealed class RecoverModel(Words words, KnownDevices devices, UserManager<Data.Accounts.Account> users) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Recovers.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var name = UserNameRules.Tidy(Input.UserName);
        if (name.Length is 0 or > 200)
        {
            return Refuse("Input.UserName", "account.name.missing");
        }

        if (RecoveryCode.Parse(Input.Code) is not { } code)
        {
            return Refuse("Input.Code", "account.code.shape");
        }

        if (!CheckNewPassword(Input.Password, Input.PasswordAgain, name))
        {
            return Page();
        }

        var bucket = TryThrottle.BucketOf(HttpContext, "recovery", name, await devices.IsKnownAsync(SessionCookies.ReadDevice(HttpContext), name, cancel));
        return await GetBackInAsync(
            bucket, passwords => passwords.RecoverAsync(name, code, Input.SecondStep, Input.Password!, Places.Of(HttpContext), cancel), "account.recover.wrong",
            async () => NoteAfterwards(await users.FindByNameAsync(name), AccountEvents.WrongCode), cancel);
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The user name.</summary>
        public string? UserName { get; set; }

        /// <summary>The recovery code.</summary>
        public string? Code { get; set; }

        /// <summary>A code of the second step, where there is one.</summary>
        public string? SecondStep { get; set; }

        /// <summary>The new password.</summary>
        public string? Password { get; set; }

        /// <summary>The new password once more.</summary>
        public string? PasswordAgain { get; set; }
    }
}
