using ContactLog.Reports.Pdf;
using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Report;

/// <summary>A report that was made: what is in it, its files, and how to check them.</summary>
public sealed class MadeModel(CurrentCase current, CaseExport export) : MadePage(current, export)
{
    /// <summary>True when her lawyer gets a confidential sheet with it.</summary>
    public bool HasSheet => Report.Options.Profile == Domain.Redactions.RedactionProfile.LawyerFull && Redactions.KeptBackFields.Count(Case) > 0;

    /// <summary>The volumes of the PDF; empty when an original is broken, which its own page says.</summary>
    public IReadOnlyList<PdfVolume> Volumes { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(int seq, CancellationToken cancel)
    {
        if (!await FindAsync(seq, cancel))
        {
            return NotFound();
        }

        try
        {
            Volumes = Report.PreparePdf(cancel).Volumes;
        }
        catch (Exception fault) when (MadeReport.IsBroken(fault))
        {
            // The page is still of use: it leads to the one that says which original it is.
        }

        return Page();
    }
}
