using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Web.Pages.Account;

/// <summary>The account: its parts, how soon it locks, signing out.</summary>
public sealed class IndexModel(Words words, CurrentUser me, ContactLogDb db, Reopening reopening) : AccountPage(words)
{
    /// <summary>The limits she can choose from, in minutes.</summary>
    public static IReadOnlyList<int> IdleChoices { get; } = [5, 10, 15, 30, 60];

    /// <summary>What is chosen.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Her user name.</summary>
    public string UserName => me.Name;

    /// <summary>Whether two-step sign-in is on.</summary>
    public bool HasTwoStep => me.Session.HasTwoStep;

    /// <summary>Whether something is sealed to a key from before a reset.</summary>
    public bool IsSealed { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Input.IdleMinutes = await db.Users.Where(one => one.Id == me.Id).Select(one => one.IdleMinutes).SingleAsync(cancel);
        IsSealed = await reopening.IsWaitingAsync(me.Id, cancel);
    }

    /// <summary>Sets how soon a session locks.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!IdleChoices.Contains(Input.IdleMinutes))
        {
            return Refuse("Input.IdleMinutes", "account.idle.wrong");
        }

        await db.Users.Where(one => one.Id == me.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.IdleMinutes, Input.IdleMinutes), cancel);
        return RedirectToPage(new { done = "idle" });
    }

    /// <summary>What is chosen.</summary>
    public sealed class InputModel
    {
        /// <summary>Minutes.</summary>
        public int IdleMinutes { get; set; }
    }
}
