using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.Pages.Account;

/// <summary>What the site calls itself in her tab, and with which picture.</summary>
public sealed class LookModel(Words words, OwnSettings settings, IOptions<SiteOptions> site) : AccountPage(words)
{
    /// <summary>The look; empty for that of the site.</summary>
    [BindProperty]
    public string? Look { get; set; }

    /// <summary>What can be chosen.</summary>
    public IEnumerable<SelectListItem> Choices =>
        [new(Words["look.site", site.Value.Name], ""), .. Looks.All.Select(look => new SelectListItem(Words["look." + look], look))];

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => Look = (await settings.ReadAsync(cancel)).Look;

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var look = string.IsNullOrEmpty(Look) ? null : Look;
        if (look is not null && !Looks.All.Contains(look, StringComparer.Ordinal))
        {
            return Refuse(nameof(Look), "look.wrong");
        }

        await settings.ChangeAsync(set => set with { Look = look }, cancel);
        return RedirectToPage(new { done = "look" });
    }
}
