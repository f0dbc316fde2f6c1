using ContactLog.Domain.Language;
using ContactLog.Web.Items;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>What she sent when the session had just locked: save it now, or let it go. And what only the password was in between of: go on, or let it go.</summary>
public sealed class HeldModel(Words words, CurrentUser me, HeldForms heldForms) : AccountPage(words)
{
    /// <summary>The forms, the oldest first.</summary>
    public IReadOnlyList<HeldForm> Forms { get; private set; } = [];

    /// <summary>What she had typed in one, without what the page itself had put in.</summary>
    public static IEnumerable<string> Typed(HeldForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Fields.Where(one => one.Key != ItemForm.ShownName).Select(one => one.Value).Where(value => value.Length > 1 && !Guid.TryParse(value, out _) && value is not ("true" or "false"));
    }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Forms = [.. (await heldForms.AllAsync(me.Session, cancel)).Where(form => Url.IsLocalUrl(form.Path))];
        return Forms.Count > 0 ? Page() : LocalRedirect("/");
    }

    /// <summary>Lets one go.</summary>
    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken cancel)
    {
        await heldForms.DropAsync(me.Session, id, cancel);
        return (await heldForms.AllAsync(me.Session, cancel)).Count > 0 ? RedirectToPage() : LocalRedirect("/");
    }
}
