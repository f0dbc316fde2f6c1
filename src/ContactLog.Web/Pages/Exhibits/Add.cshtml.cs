using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Exhibits;

/// <summary>Takes in files, alone or for an item.</summary>
[StreamedForm]
public sealed class AddModel(CurrentCase current, UploadReader uploads, Words words) : CasePage(current)
{
    /// <summary>The item that the files show, or null.</summary>
    public Item? Of { get; private set; }

    /// <summary>The limits, for the script that warns before anything is sent.</summary>
    public UploadOptions Limits => uploads.Limits;

    /// <summary>Tells a form that is sent twice.</summary>
    public Guid RequestId { get; } = Guid.NewGuid();

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(Guid? itemId) => FindOf(itemId) ? Page() : NotFound();

    /// <summary>Takes the files in. A script asks for JSON and gets the address to go to, or the sentences.</summary>
    public async Task<IActionResult> OnPostAsync(Guid? itemId, CancellationToken cancel)
    {
        if (!FindOf(itemId))
        {
            return NotFound();
        }

        var upload = await uploads.ReadAsync(HttpContext, Case, cancel);
        if (upload.IsForged)
        {
            return BadRequest();
        }

        foreach (var problem in upload.Problems)
        {
            ModelState.AddModelError("Files", Sentence(problem));
        }

        if (upload.Files.Count == 0 && ModelState.IsValid)
        {
            ModelState.AddModelError("Files", words["exhibit.fault.none"]);
        }

        string? done = null;
        if (upload.Files.Count > 0)
        {
            var drafts = new List<EntryDraft>(upload.Files.Count);
            foreach (var file in upload.Files)
            {
                drafts.Add(await uploads.ExhibitAsync(file, Of, cancel));
            }

            var appended = await Current.AppendAsync(upload.RequestId, drafts, cancel);
            if (appended.WasThere)
            {
                await uploads.DropAsync(upload.Files);
            }

            done = Url.Page("/Exhibits/Added", new { seq = appended.FirstSeq, count = appended.Count })!;
            if (ModelState.IsValid)
            {
                return WantsJson ? new JsonResult(new { go = done }) : Redirect(done);
            }

            ModelState.AddModelError("", words.Count("exhibit.fault.others-kept", upload.Files.Count));
            Case = await Current.ReopenAsync(cancel);
        }

        var status = upload.Problems.Count > 0 ? upload.StatusCode : StatusCodes.Status400BadRequest;
        if (WantsJson)
        {
            return new JsonResult(new { problems = ModelState.Values.SelectMany(entry => entry.Errors).Select(error => error.ErrorMessage), kept = done }) { StatusCode = status };
        }

        Response.StatusCode = status;
        return Page();
    }

    private bool WantsJson => HttpContext.Request.Headers.Accept == "application/json";

    private string Sentence(UploadProblem problem) => problem.Fault switch
    {
        UploadFault.Empty => words["exhibit.fault.empty", UserText.Visible(problem.FileName)],
        UploadFault.TooLarge => words["exhibit.fault.toolarge", UserText.Visible(problem.FileName), words.Size(Limits.MaxFileBytes)],
        UploadFault.CaseFull => words["exhibit.fault.casefull", words.Size(Limits.MaxCaseBytes)],
        UploadFault.TooMany => words.Count("exhibit.fault.toomany", Limits.MaxFiles),
        UploadFault.DiskFull => words["exhibit.fault.diskfull"],
        _ => words["exhibit.fault.cut"],
    };

    private bool FindOf(Guid? itemId)
    {
        if (itemId is not { } id)
        {
            return true;
        }

        Of = Case.Find<Item>(id) is { } item && item is Incident or Line or Domain.Responses.Response or Contact or ContactPoint ? item : null;
        return Of is not null;
    }
}
