using ContactLog.Domain.Evidence;
using ContactLog.Web.Cases;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Pages.Exhibits;

/// <summary>Gives an exhibit's file out, so that it can be looked at or kept, and can do nothing else.</summary>
public sealed class FileModel(CurrentCase current) : CasePage(current)
{
    /// <summary>The file: shown where that is safe, otherwise, and when the original is asked for, as a download.</summary>
    /// <param name="id">The exhibit.</param>
    /// <param name="how">Null, or <c>original</c>.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, string? how, CancellationToken cancel)
    {
        if (Case.Find<Exhibit>(id) is not { } exhibit)
        {
            return NotFound();
        }

        var bytes = await Current.OpenFileAsync(exhibit.File.Id, cancel);
        var (media, inline) = await SafeKind.OfAsync(bytes, cancel);

        // Nothing in the file may run, load or be framed, whatever a browser takes it for: it may have come from the other person.
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";
        // A neutral name: the one it came with may tell, and it may lie.
        var name = $"{exhibit.Label}.{media.Extension}";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue(inline && how is null ? "inline" : "attachment")
        {
            FileName = name,
            FileNameStar = name,
        }.ToString();
        return new FileStreamResult(bytes, media.MimeType) { EnableRangeProcessing = true };
    }
}
