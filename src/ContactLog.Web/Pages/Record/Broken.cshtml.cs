using ContactLog.Domain.Record;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Record;

/// <summary>The record does not verify: what that means, what was done (nothing), what to do. It shows the number of an entry and nothing else of the record.</summary>
public sealed class BrokenModel(CurrentCase current) : PageModel
{
    /// <summary>The first entry that is wrong.</summary>
    public int Seq { get; private set; }

    /// <summary>Shows the page; leads on when the record is well.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        try
        {
            await current.OpenAsync(cancel, fromStore: true);
            return Redirect(Url.Content("~/Record"));
        }
        catch (RecordBrokenException broken)
        {
            Seq = broken.Seq;
            return Page();
        }
    }
}
