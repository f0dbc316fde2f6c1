using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.NextSteps;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Now;

/// <summary>All the next steps, and the choice of the country. Reachable before a record was begun and when it does not open.</summary>
public sealed class IndexModel(CurrentCase current, NowDesk desk, OwnSettings settings, Words words) : PageModel
{
    /// <summary>What is shown.</summary>
    public NowView View { get; private set; } = null!;

    /// <summary>The countries to choose from.</summary>
    public IReadOnlyList<NextStepsBook.Country> Countries => desk.Countries;

    /// <summary>The country chosen.</summary>
    [BindProperty]
    public string? Country { get; set; }

    /// <summary>Shows it.</summary>
    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    /// <summary>Keeps the country for her.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Countries.All(country => country.Code != Country))
        {
            ModelState.AddModelError(nameof(Country), words["now.country.wrong"]);
            await ShowAsync(cancel);
            return Page();
        }

        await settings.ChangeAsync(set => set with { Country = Country }, cancel);
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        View = await desk.AllAsync(await current.TryOpenAsync(cancel), cancel);
        Country = View.Country.Code;
    }
}
