using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Account;

/// <summary>What the account pages have in common: words for errors, and where to go on to.</summary>
public abstract class AccountPage(Words words) : PageModel
{
    /// <summary>Where she was going when she was asked to sign in: a path on this site, or nothing.</summary>
    [BindProperty(SupportsGet = true, Name = "then")]
    public string? Then { get; set; }

    /// <summary>What was just done, for the line on top of the page.</summary>
    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    /// <summary>The words.</summary>
    protected Words Words => words;

    /// <summary>Goes on to where she was going, or home. Never off this site: a link could otherwise lead her from our sign-in to a copy of it.</summary>
    protected IActionResult GoOn() => LocalRedirect(SafeThen ?? "/");

    /// <summary>The same after a sign-in; on a browser that the account does not know, by the page that asks her to look around first.</summary>
    protected IActionResult GoOn(bool known) => known ? GoOn() : RedirectToPage("/Safety/Here", new { then = SafeThen });

    /// <summary>The address to go on to when it is one of ours.</summary>
    protected string? SafeThen => Then is { Length: < 200 } && Url.IsLocalUrl(Then) && !Then.StartsWith("/Account/Sign", StringComparison.OrdinalIgnoreCase) ? Then : null;

    /// <summary>Shows the page again with an error at a field ("Input.Password"), or on top when the field is empty.</summary>
    protected PageResult Refuse(string field, string key, params object?[] values)
    {
        ModelState.AddModelError(field, words[key, values]);
        return Page();
    }

    /// <summary>Shows the page again: too many tries, wait.</summary>
    protected PageResult RefuseFor(TimeSpan wait)
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        ModelState.AddModelError("", words.Count("account.wait", (long)Math.Ceiling(wait.TotalSeconds)));
        return Page();
    }

    /// <summary>Shows the page again: nothing was decided, try again.</summary>
    protected PageResult RefuseBusy()
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Refuse("", "account.busy");
    }

    /// <summary>Checks a new password that was typed twice.</summary>
    /// <returns>True when it is taken.</returns>
    protected bool CheckNewPassword(string? password, string? again, string userName)
    {
        if (PasswordRules.Refusal(password, userName) is { } refusal)
        {
            ModelState.AddModelError("Input.Password", words[refusal]);
            return false;
        }

        if (!string.Equals(password, again, StringComparison.Ordinal))
        {
            ModelState.AddModelError("Input.PasswordAgain", words["account.password.differ"]);
            return false;
        }

        return true;
    }

    /// <summary>
    /// The end that every way back into an account has: slowed when it was tried too often, the new password set, signed in,
    /// and on to the new recovery code.
    /// </summary>
    /// <param name="bucket">Whose tries are counted.</param>
    /// <param name="change">Sets the password; null when something typed was wrong.</param>
    /// <param name="wrong">What to say then. Always the same, whatever was wrong.</param>
    /// <param name="note">Writes down that it was wrong; null for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    protected async Task<IActionResult> GetBackInAsync(string bucket, Func<NewPassword, Task<SignedUp?>> change, string wrong, Func<Task>? note, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        var services = HttpContext.RequestServices;
        var throttle = services.GetRequiredService<TryThrottle>();
        if (throttle.Enter(bucket) is { Ticks: > 0 } wait)
        {
            return RefuseFor(wait);
        }

        try
        {
            using var back = await change(services.GetRequiredService<NewPassword>());
            if (back is null)
            {
                await (note?.Invoke() ?? Task.CompletedTask);
                return Refuse("", wrong);
            }

            throttle.Right(bucket);
            await services.GetRequiredService<BrowserSessions>().BeginAsync(back.Account, back.Keys, halfOpen: false, new SessionNotes { RecoveryCode = back.Code.ToString() }, cancel);
            return RedirectToPage("RecoveryCode");
        }
        catch (Exception again) when (again is TooBusyException or AccountConflictException)
        {
            throttle.GiveBack(bucket);
            return RefuseBusy();
        }
    }

    /// <summary>Writes down that a wrong code was typed: somebody at her unlocked screen must leave a trace.</summary>
    protected Task NoteWrongCodeAsync(Guid userId, CancellationToken cancel) =>
        HttpContext.RequestServices.GetRequiredService<AccountHistory>().AddAsync(userId, AccountEvents.WrongCode, Places.Of(HttpContext), cancel);

    /// <summary>Writes a line to the history after the answer has gone: how long it takes must not tell that the account exists.</summary>
    protected void NoteAfterwards(Data.Accounts.Account? account, string kind)
    {
        if (account is null)
        {
            return;
        }

        var (id, place) = (account.Id, Places.Of(HttpContext));
        var scopes = HttpContext.RequestServices.GetRequiredService<IServiceScopeFactory>();
        Response.OnCompleted(async () =>
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AccountHistory>().AddAsync(id, kind, place, CancellationToken.None);
        });
    }
}
