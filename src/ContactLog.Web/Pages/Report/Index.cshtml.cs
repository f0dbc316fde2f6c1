using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;

namespace ContactLog.Web.Pages.Report;

/// <summary>Choose what a report holds, and look at it. Nothing is made and nothing leaves here.</summary>
public sealed class IndexModel(CurrentCase current, CaseExport export, ChosenReport chosen, Words words, TimeProvider clock) : ChoosePage(current, export, chosen, words, clock)
{
    /// <summary>Shows it with what was chosen last.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        await FillAsync(cancel);
        await LookAsync(ask: false, cancel);
    }

    /// <summary>Shows it with her choices. Sent as a form, so that a period never stands in an address.</summary>
    public async Task OnPostAsync(CancellationToken cancel)
    {
        await ChooseAsync(cancel);
        await LookAsync(ask: true, cancel);
    }
}
