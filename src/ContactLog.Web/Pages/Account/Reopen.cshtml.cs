using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>After a reset: what was sealed before opens with the old password or the old recovery code.</summary>
public sealed class ReopenModel(Words words, CurrentUser me, Reopening reopening, TryThrottle throttle) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Whether anything is sealed to an older key.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => IsWaiting = await reopening.IsWaitingAsync(me.Id, cancel);

    /// <summary>Tries what was typed.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        IsWaiting = await reopening.IsWaitingAsync(me.Id, cancel);
        // One bucket for the account: a bucket by the browser's own cookie would be fresh with every cookie made up.
        var bucket = "reopen of " + me.Id;
        if (throttle.Enter(bucket) is { Ticks: > 0 } wait)
        {
            return RefuseFor(wait);
        }

        try
        {
            if (await reopening.TryAsync(me.Id, me.Keys, Input.Secret ?? "", me.Place, cancel) is null)
            {
                await NoteWrongCodeAsync(me.Id, cancel);
                return Refuse("Input.Secret", "account.reopen.wrong");
            }
        }
        catch (TooBusyException)
        {
            throttle.GiveBack(bucket);
            return RefuseBusy();
        }

        throttle.Right(bucket);
        return LocalRedirect("/");
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The old password or the old code.</summary>
        public string? Secret { get; set; }
    }
}
