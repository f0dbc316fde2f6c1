using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Report;

/// <summary>Makes a report: asks for the password again and appends an entry that says what is in it.</summary>
[StepUp(PostOnly = true)]
public sealed class MakeModel(CurrentCase current, CaseExport export, ChosenReport chosen, Words words, TimeProvider clock) : ChoosePage(current, export, chosen, words, clock)
{
    /// <summary>There is nothing to see here: back to the choices.</summary>
    public IActionResult OnGet() => RedirectToPage("/Report/Index");

    /// <summary>Records the export and leads to it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ChooseAsync(cancel))
        {
            await LookAsync(ask: false, cancel);
            return Page();
        }

        try
        {
            var seq = await Current.WriteAsync(key => Export.RecordAsync(key, Current.Actor, Options, Input.Request, cancel), cancel);
            return RedirectToPage("/Report/Made", new { seq });
        }
        catch (RecordBrokenException)
        {
            // The page was made from what was read a while ago; a report reads the store.
            return RedirectToPage("/Record/Broken");
        }
    }
}
