using ContactLog.Data.Sharing;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Exporting;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>The PDF of a report that the lawyer made; each download is written down.</summary>
[StepUp]
public sealed class PdfModel(SharedCase shared, CaseExport export) : SharedPage(shared)
{
    /// <inheritdoc/>
    protected override bool Admits(ShareRole role) => role == ShareRole.Lawyer;

    /// <summary>Sends the file.</summary>
    public async Task<IActionResult> OnGetAsync(int seq, CancellationToken cancel)
    {
        if (IsOwner || !Scoped.Scope.IsWhole || seq < 1 || await export.OpenAsync(Shared.Opened.Key!, seq, cancel) is not { } made || !ReportModel.IsMine(made.Entry, Terms))
        {
            return await OutsideAsync(cancel);
        }

        await Shared.LookedAsync(LookKinds.Export, [], cancel);
        var pdf = new MemoryStream();
        made.WritePdf(pdf);
        pdf.Position = 0;
        return File(pdf, "application/pdf", made.PdfName);
    }
}
