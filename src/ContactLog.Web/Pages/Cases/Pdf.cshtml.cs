using ContactLog.Data.Sharing;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Sharing;
using ContactLog.Reports.Pdf;
using ContactLog.Web.Exporting;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>The PDF of a report that the lawyer made, or the list of its volumes where it fills several; each download is written down.</summary>
[StepUp(Then = "/Cases/{grant}/Report")]
public sealed class PdfModel(SharedCase shared, CaseExport export) : SharedPage(shared)
{
    /// <inheritdoc/>
    protected override bool Admits(ShareRole role) => role == ShareRole.Lawyer;

    /// <summary>The report, when its volumes are listed.</summary>
    public MadeReport Report { get; private set; } = null!;

    /// <summary>Its volumes.</summary>
    public IReadOnlyList<PdfVolume> Volumes { get; private set; } = [];

    /// <summary>Exhibits whose original is broken, when that kept the file from being made; null when nothing did.</summary>
    public IReadOnlyList<Exhibit>? Broken { get; private set; }

    /// <summary>Sends the file; where there are several and none is named, offers them.</summary>
    public async Task<IActionResult> OnGetAsync(int seq, int? volume, CancellationToken cancel)
    {
        if (IsOwner || !Scoped.Scope.MayBeReported || seq < 1 || await export.OpenAsync(Shared.Opened.Key!, seq, cancel) is not { } made || !CaseExport.IsUnder(made.Entry, Grant))
        {
            return await OutsideAsync(cancel);
        }

        Report = made;
        var pdf = new MemoryStream();
        try
        {
            var prepared = made.PreparePdf(cancel);
            Volumes = prepared.Volumes;
            if (volume is null && Volumes.Count > 1)
            {
                return Page();
            }

            if (volume is < 1 || volume > Volumes.Count)
            {
                return NotFound();
            }

            prepared.Write(volume ?? 1, pdf);
        }
        catch (Exception fault) when (MadeReport.IsBroken(fault))
        {
            Broken = await made.FindBrokenAsync(cancel);
            Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Page();
        }

        await Shared.LookedAsync(LookKinds.Export, [], cancel);
        pdf.Position = 0;
        return File(pdf, "application/pdf", made.PdfName(volume ?? 1, Volumes.Count));
    }
}
