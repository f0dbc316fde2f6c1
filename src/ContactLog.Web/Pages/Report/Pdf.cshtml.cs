using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Report;

/// <summary>A volume of the PDF of a report, made anew from the record each time and always the same.</summary>
[StepUp(Then = "/Report/Made/{seq}")]
public sealed class PdfModel(CurrentCase current, CaseExport export) : MadePage(current, export)
{
    /// <summary>Sends the file.</summary>
    public async Task<IActionResult> OnGetAsync(int seq, int volume, CancellationToken cancel)
    {
        if (!await FindAsync(seq, cancel))
        {
            return NotFound();
        }

        var pdf = new MemoryStream();
        int volumes;
        try
        {
            var prepared = Report.PreparePdf(cancel);
            volumes = prepared.Volumes.Count;
            if (volume < 1 || volume > volumes)
            {
                return NotFound();
            }

            prepared.Write(volume, pdf);
        }
        catch (Exception fault) when (MadeReport.IsBroken(fault))
        {
            return await RefuseBrokenAsync(cancel);
        }

        pdf.Position = 0;
        return File(pdf, "application/pdf", Report.PdfName(volume, volumes));
    }
}
