using ContactLog.Data.Record;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Import;

/// <summary>Step 1: the files. They go sealed into the store as they arrive; nothing is in the record until she has looked at it and said so.</summary>
[StreamedForm]
internal sealed class IndexModel(CurrentCase current, UploadReader uploads, Words words) : CasePage(current)
{
    /// <summary>What was imported before, newest first.</summary>
    public IReadOnlyList<Domain.Evidence.Import> Earlier => [.. Case.Imports.Reverse()];

    /// <summary>The programs whose export is explained, the most common first.</summary>
    public IReadOnlyList<string> Guide { get; } = ["whatsapp", "sms", "photos", "email", "messenger", "voicemail", "signal", "telegram", "imessage", "google-voice", "table", "calendar"];

    /// <summary>How much may be sent.</summary>
    public UploadOptions Limits => uploads.Limits;

    /// <summary>The most bytes of a file, in words.</summary>
    public string Limit => ImportWords.Size(words, uploads.Limits.MaxFileBytes);

    /// <summary>The name of the field; only for its error.</summary>
    public string? Export { get; private set; }

    /// <summary>Shows; and says it when reading what she chose took too long.</summary>
    public IActionResult OnGet(bool slow) => slow ? Refuse(words["reading.time"], StatusCodes.Status200OK) : Page();

    /// <summary>Takes the files.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var upload = await uploads.ReadAsync(HttpContext, Case, cancel);
        if (upload.IsForged)
        {
            return BadRequest();
        }

        if (upload.Problems.Count > 0 || upload.Files.Count == 0)
        {
            await uploads.DropAsync(upload.Files);
            return Refuse(upload.Problems.Count > 0 ? Sentence(upload.Problems[0].Fault) : words["import.fault.none"],
                upload.Problems.Count > 0 ? upload.StatusCode : StatusCodes.Status400BadRequest);
        }

        if (await RefusalAsync(upload.Files, cancel) is { } refusal)
        {
            await uploads.DropAsync(upload.Files);
            return Refuse(refusal.Sentence(words), StatusCodes.Status400BadRequest);
        }

        var more = upload.Files.Count == 1 ? null : string.Join('.', upload.Files.Skip(1).Select(file => file.Id.ToString("N")));
        var go = Url.Page("Choose", new { fileId = upload.Files[0].Id, more })!;
        return WantsJson ? new JsonResult(new { go }) : Redirect(go);
    }

    private bool WantsJson => HttpContext.Request.Headers.Accept == "application/json";

    /// <summary>Why none of the files can be read; null when at least one can.</summary>
    private async Task<ReadingNote?> RefusalAsync(IReadOnlyList<ReceivedFile> files, CancellationToken cancel)
    {
        await using var source = await ImportSource.OpenAsync(Current, files, uploads.Limits, cancel);
        var reading = ExportReading.Open(source.File);
        if (reading.Format is { IsContainer: true })
        {
            // Whether an archive holds anything is known when it has been looked through.
            try
            {
                reading.ReadTally(source.Reading);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return new ReadingNote("reading.time");
            }

            return reading.Tally.Formats.Count == 0 ? reading.Tally.Problems[0].Note : null;
        }

        return reading.Format is null ? reading.Tally.Problems[0].Note : null;
    }

    private IActionResult Refuse(string sentence, int status)
    {
        ModelState.AddModelError(nameof(Export), sentence);
        if (WantsJson)
        {
            return new JsonResult(new { problems = new[] { sentence } }) { StatusCode = status };
        }

        Response.StatusCode = status;
        return Page();
    }

    private string Sentence(UploadFault fault) => fault switch
    {
        UploadFault.Empty => words["import.fault.empty"],
        UploadFault.TooLarge => words["import.fault.large", Limit],
        UploadFault.CaseFull => words["import.fault.full"],
        UploadFault.TooMany => words["importing.fault.many", Limits.MaxFiles],
        UploadFault.DiskFull => words["import.fault.disk"],
        _ => words["import.fault.cut"],
    };
}
