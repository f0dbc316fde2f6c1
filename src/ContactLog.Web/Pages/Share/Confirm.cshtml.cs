using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Share;

/// <summary>The six words, compared by voice; only then is the key of the case given.</summary>
[StepUp(PostOnly = true)]
public sealed class ConfirmModel(CurrentCase current, CurrentUser me, CaseSharing sharing, Words words) : SharePage(current, me, sharing, words)
{
    /// <summary>The invitation.</summary>
    public Invited? Invited { get; private set; }

    /// <summary>She says that both sides have the same words.</summary>
    [BindProperty]
    public bool Same { get; set; }

    /// <summary>The key that the words on her page were made from.</summary>
    [BindProperty]
    public string? Compared { get; set; }

    /// <summary>Shows the words.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : RedirectToPage("/Share/Index");

    /// <summary>Lets the person in.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!Same)
        {
            ModelState.AddModelError("Same", W["share.confirm.missing"]);
            return await FindAsync(id, cancel) ? Page() : RedirectToPage("/Share/Index");
        }

        try
        {
            await Current.WithKeyAsync(key => Sharing.ConfirmAsync(key, Me.Keys, Current.Actor, id, Compared, cancel), cancel);
            return RedirectToPage("/Share/Index", new { done = "confirmed" });
        }
        catch (SharingRefusedException refused)
        {
            Say(refused);
            return Page();
        }
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        Invited = (await Sharing.InvitationsAsync(await Current.KeyAsync(cancel), Me.Keys, cancel)).FirstOrDefault(one => one.Id == id && one.IsAccepted);
        return Invited is not null;
    }
}
