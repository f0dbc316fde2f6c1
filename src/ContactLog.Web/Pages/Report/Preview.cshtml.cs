using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Report;

/// <summary>The whole report with her choices, to read before it is made.</summary>
public sealed class PreviewModel(CurrentCase current, CaseExport export, ChosenReport chosen, Words words, TimeProvider clock) : ChoosePage(current, export, chosen, words, clock)
{
    /// <summary>Without choices there is nothing to show: back to them.</summary>
    public IActionResult OnGet() => RedirectToPage("/Report/Index");

    /// <summary>Shows all of it; with wrong choices, the part of it that can be shown says so on the page of the choices.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ChooseAsync(cancel);
        await LookAsync(ask: true, cancel);
        return Page();
    }
}
