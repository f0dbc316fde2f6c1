using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Account;

/// <summary>How pages behave for her: what she can switch on and off, on every device.</summary>
public sealed class WaysModel(Words words, OwnSettings settings) : AccountPage(words)
{
    /// <summary>What is chosen.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var set = await settings.ReadAsync(cancel);
        Input = new() { FirstLook = !set.NoFirstLook, QuietHome = set.QuietHome, Keys = set.Keys };
    }

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await settings.ChangeAsync(set => set with { NoFirstLook = !Input.FirstLook, QuietHome = Input.QuietHome, Keys = Input.Keys }, cancel);
        return RedirectToPage(new { done = "ways" });
    }

    /// <summary>What is chosen.</summary>
    public sealed class InputModel
    {
        /// <summary>Whether a browser new to the account shows the page that asks her to look around first.</summary>
        public bool FirstLook { get; set; }

        /// <summary>Whether the first page keeps entries and counts to itself.</summary>
        public bool QuietHome { get; set; }

        /// <summary>Whether single letters are shortcuts.</summary>
        public bool Keys { get; set; }
    }
}
