using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Report;

/// <summary>A report that was made: what is in it, its files, and how to check them.</summary>
public sealed class MadeModel(CurrentCase current, CaseExport export) : MadePage(current, export)
{
    /// <summary>True when her lawyer gets a confidential sheet with it.</summary>
    public bool HasSheet => Report.Options.Profile == Domain.Redactions.RedactionProfile.LawyerFull && Redactions.KeptBackFields.Count(Case) > 0;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(int seq, CancellationToken cancel) => await FindAsync(seq, cancel) ? Page() : NotFound();
}
