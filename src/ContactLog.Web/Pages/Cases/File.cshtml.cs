using ContactLog.Data.Sharing;
using ContactLog.Domain.Evidence;
using ContactLog.Web.Sharing;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Pages.Cases;

/// <summary>The file of an exhibit in a shared case: shown where that is safe, otherwise a download; both are written down.</summary>
public sealed class FileModel(SharedCase shared) : SharedPage(shared)
{
    /// <summary>The file.</summary>
    /// <param name="id">The exhibit.</param>
    /// <param name="how">Null, or <c>original</c>.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, string? how, CancellationToken cancel)
    {
        if (Case.Find<Exhibit>(id) is not { } exhibit || !Scoped.MayOpen(exhibit))
        {
            return await OutsideAsync(cancel);
        }

        var bytes = await Shared.OpenFileAsync(exhibit, cancel);
        var (media, inline) = await SafeKind.OfAsync(bytes, cancel);
        var shows = inline && how is null;
        await Shared.LookedAsync(shows ? LookKinds.File : LookKinds.Download, [exhibit.FirstSeq], cancel);
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";
        var name = $"{exhibit.Label}.{media.Extension}";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue(shows ? "inline" : "attachment") { FileName = name, FileNameStar = name }.ToString();
        return new FileStreamResult(bytes, media.MimeType) { EnableRangeProcessing = true };
    }
}
