using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;

namespace ContactLog.Web.Pages.Report;

/// <summary>Choose what a report holds, and look at it. Nothing is made and nothing leaves here.</summary>
public sealed class IndexModel(CurrentCase current, CaseExport export, Words words, TimeProvider clock) : ChoosePage(current, export, words, clock)
{
    /// <summary>Shows it with the choices of the last report; before the first with the usual ones: everything but the effect on her, for a court file.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Input = ChoicesInput.Of(Made.FirstOrDefault() is { } last ? ReportOptions.FromEntry(last) : new ReportOptions { Profile = RedactionProfile.CourtPublic });
        ReadChoices();
        await LookAsync(ask: false, cancel);
    }

    /// <summary>Shows it with her choices. Sent as a form, so that a period never stands in an address.</summary>
    public async Task OnPostAsync(CancellationToken cancel)
    {
        ReadChoices();
        await LookAsync(ask: true, cancel);
    }
}
