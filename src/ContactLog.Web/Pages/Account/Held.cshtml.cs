using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>What she sent when the session had just locked, or before the password was asked for: send it now, or let it go.</summary>
public sealed class HeldModel(Words words, CurrentUser me, HeldForms heldForms, Sessions sessions) : AccountPage(words)
{
    /// <summary>The form.</summary>
    public HeldForm Form { get; private set; } = null!;

    /// <summary>What she had typed, without what the page itself had put in.</summary>
    public IEnumerable<string> Typed => Form.Fields.Select(one => one.Value)
        .Where(value => value.Length > 1 && !Guid.TryParse(value, out _) && value is not ("true" or "false"));

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await heldForms.FindAsync(me.Session, cancel) is not { } form || !Url.IsLocalUrl(form.Path))
        {
            return LocalRedirect("/");
        }

        Form = form;
        return Page();
    }

    /// <summary>Lets it go.</summary>
    public async Task<IActionResult> OnPostDropAsync(CancellationToken cancel)
    {
        await sessions.DropHeldFormAsync(me.Session, cancel);
        return LocalRedirect("/");
    }
}
