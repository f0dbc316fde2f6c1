using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Report;

/// <summary>The confidential sheet of a report for her lawyer: a file of its own, so that the report can be filed without it.</summary>
[StepUp(Then = "/Report/Made/{seq}")]
public sealed class SheetModel(CurrentCase current, CaseExport export) : MadePage(current, export)
{
    /// <summary>Sends the file.</summary>
    public async Task<IActionResult> OnGetAsync(int seq, CancellationToken cancel) =>
        await FindAsync(seq, cancel) && Report.Sheet() is { } sheet
            ? File(sheet, "application/pdf", Report.PdfName(1, 1).Replace(".pdf", "sheet.pdf", StringComparison.Ordinal))
            : NotFound();
}
