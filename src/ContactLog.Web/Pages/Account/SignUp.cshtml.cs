using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Web.Operating;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Web.Pages.Account;

/// <summary>Make an account: a name that says nothing, and a password of her own or the words that are offered.</summary>
[AllowAnonymous]
public sealed class SignUpModel(
    Words words, CurrentUser me, SignUp signUp, BrowserSessions browser, InvitationGate gate, Invitations invitations, TryThrottle throttle,
    Operators operators, ContactLogDb db) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Whether an invitation code is asked for.</summary>
    public bool NeedsInvitation { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await AskAsync(cancel);
        Input.Offer = Passphrase.Create();
        return me.IsSignedIn ? LocalRedirect("/") : Page();
    }

    /// <summary>Makes the account.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // What was offered stays the same while she corrects something else; it is words or nothing, never markup or a memory of more.
        if (Input.Offer is not { Length: < 80 } || !Input.Offer.All(c => c is (>= 'a' and <= 'z') or '-'))
        {
            Input.Offer = Passphrase.Create();
        }

        ModelState.Remove("Input.Offer");
        await AskAsync(cancel);
        if (NeedsInvitation)
        {
            await invitations.TriedAsync(JoinCookie.Read(HttpContext), cancel);
            var bucket = TryThrottle.BucketOf(HttpContext, "invitation", "", isKnownDevice: false);
            if (throttle.Enter(bucket) is { Ticks: > 0 } wait)
            {
                return RefuseFor(wait);
            }

            if (!gate.Accepts(Input.Invitation))
            {
                return Refuse("Input.Invitation", "account.signup.invitation.wrong");
            }

            throttle.Right(bucket);
        }

        var name = UserNameRules.Tidy(Input.UserName);
        if (UserNameRules.Refusal(name) is { } refusal)
        {
            ModelState.AddModelError("Input.UserName", Words[refusal]);
        }

        if (!CheckNewPassword(Input.Password, Input.PasswordAgain, name) || !ModelState.IsValid)
        {
            return Page();
        }

        // A name that the configuration keeps for an operator and that nobody has yet: whoever takes it would become one.
        if (operators.IsNamed(name) && !await db.Users.AnyAsync(account => account.NormalizedUserName == Operators.Normal(name), cancel))
        {
            return Refuse("Input.UserName", "account.name.taken");
        }

        // The link to a case admits one: nobody else who saw it on its way makes an account by it.
        var link = !NeedsInvitation && gate.AppliesTo(HttpContext) ? JoinCookie.Read(HttpContext) : null;
        if (link is not null && !await invitations.AdmitAsync(link, cancel))
        {
            NeedsInvitation = true;
            return Refuse("Input.Invitation", "account.signup.invitation.wrong");
        }

        var isMade = false;
        try
        {
            using var made = await signUp.CreateAsync(name, Input.Password!, Places.Of(HttpContext), codeIsKept: false, cancel);
            if (made is null)
            {
                return Refuse("Input.UserName", "account.name.taken");
            }

            isMade = true;
            await browser.BeginAsync(made.Account, made.Keys, halfOpen: false, new SessionNotes { RecoveryCode = made.Code.ToString() }, cancel);
            return RedirectToPage("RecoveryCode");
        }
        catch (TooBusyException)
        {
            return RefuseBusy();
        }
        finally
        {
            if (link is not null && !isMade)
            {
                await invitations.UnadmitAsync(link, CancellationToken.None);
            }
        }
    }

    // The link to a case admits too: she invited this person.
    private async Task AskAsync(CancellationToken cancel) =>
        NeedsInvitation = gate.AppliesTo(HttpContext) && !await invitations.AdmitsAsync(JoinCookie.Read(HttpContext), cancel);

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The user name.</summary>
        public string? UserName { get; set; }

        /// <summary>The password.</summary>
        public string? Password { get; set; }

        /// <summary>The password once more.</summary>
        public string? PasswordAgain { get; set; }

        /// <summary>The words that were offered; shown again, never taken as the password.</summary>
        public string? Offer { get; set; }

        /// <summary>The invitation code.</summary>
        public string? Invitation { get; set; }
    }
}
