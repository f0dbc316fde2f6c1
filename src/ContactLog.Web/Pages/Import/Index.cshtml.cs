using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Import;

/// <summary>Step 1: the file. It goes sealed into the store as it arrives; nothing is in the record until she has looked at it and said so.</summary>
[StreamedForm]
internal sealed class IndexModel(CurrentCase current, UploadReader uploads, Words words) : CasePage(current)
{
    /// <summary>What was imported before, newest first.</summary>
    public IReadOnlyList<Domain.Evidence.Import> Earlier => [.. Case.Imports.Reverse()];

    /// <summary>The most bytes of a file, in words.</summary>
    public string Limit => ImportWords.Size(words, uploads.Limits.MaxFileBytes);

    /// <summary>The name of the field; only for its error.</summary>
    public string? Export { get; private set; }

    /// <summary>Takes the file.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var upload = await uploads.ReadAsync(HttpContext, Case, cancel);
        if (upload.IsForged)
        {
            return BadRequest();
        }

        if (upload.Problems.Count > 0 || upload.Files.Count != 1)
        {
            await uploads.DropAsync(upload.Files);
            return Refuse(upload.Problems.Count > 0 ? Sentence(upload.Problems[0].Fault) : upload.Files.Count == 0 ? words["import.fault.none"] : words["import.fault.many"],
                upload.Problems.Count > 0 ? upload.StatusCode : StatusCodes.Status400BadRequest);
        }

        var file = upload.Files[0];
        if (await RefusalAsync(file.Id, cancel) is { } refusal)
        {
            await uploads.DropAsync(upload.Files);
            return Refuse(refusal.Sentence(words), StatusCodes.Status400BadRequest);
        }

        return RedirectToPage("Choose", new { fileId = file.Id });
    }

    private async Task<ReadingNote?> RefusalAsync(Guid fileId, CancellationToken cancel)
    {
        await using var stream = await Current.OpenFileAsync(fileId, cancel);
        var reading = ExportReading.Open(ExportFile.Over(stream));
        if (reading.Format is ContactLog.Imports.Zip.ZipFormat)
        {
            // Whether an archive holds anything is known when it has been looked through.
            reading.ReadTally(cancel);
            return reading.Tally.Formats.Count == 0 ? reading.Tally.Problems[0].Note : null;
        }

        return reading.Format is null ? reading.Tally.Problems[0].Note : null;
    }

    private IActionResult Refuse(string sentence, int status)
    {
        ModelState.AddModelError(nameof(Export), sentence);
        Response.StatusCode = status;
        return Page();
    }

    private string Sentence(UploadFault fault) => fault switch
    {
        UploadFault.Empty => words["import.fault.empty"],
        UploadFault.TooLarge => words["import.fault.large", Limit],
        UploadFault.CaseFull => words["import.fault.full"],
        UploadFault.TooMany => words["import.fault.many"],
        UploadFault.DiskFull => words["import.fault.disk"],
        _ => words["import.fault.cut"],
    };
}
