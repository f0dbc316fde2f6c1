using ContactLog.Reports.Bundle;
using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Pages.Report;

/// <summary>The bundle of a report: PDF, originals and record. Streamed; nothing of it lies on the server.</summary>
[StepUp(Then = "/Report/Made/{seq}")]
public sealed class BundleModel(CurrentCase current, CaseExport export) : MadePage(current, export)
{
    /// <summary>Sends the file, after everything in it was read and compared with the record.</summary>
    public async Task<IActionResult> OnGetAsync(int seq, CancellationToken cancel)
    {
        if (!await FindAsync(seq, cancel) || !Report.HasBundle)
        {
            return NotFound();
        }

        BundleWriter bundle;
        try
        {
            bundle = await Report.PrepareBundleAsync(cancel);
        }
        catch (Exception fault) when (MadeReport.IsBroken(fault))
        {
            return await RefuseBrokenAsync(cancel);
        }

        // With its length a browser shows how far it is, and a download that is cut is known to be cut.
        Response.ContentLength = bundle.Length;
        Response.ContentType = "application/zip";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Report.BundleName);
        Response.Headers.ContentDisposition = disposition.ToString();
        if (!HttpMethods.IsHead(Request.Method))
        {
            await bundle.WriteAsync(Response.Body, cancel);
        }

        return new EmptyResult();
    }
}
