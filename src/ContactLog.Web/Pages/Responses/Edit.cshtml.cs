using ContactLog.Domain.Language;
using ContactLog.Domain.Responses;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Responses;

/// <summary>Corrects or adds to what was done about it.</summary>
public sealed class EditModel(CurrentCase current, Words words, TimeProvider clock) : ItemFormPage<Response>(current, words, clock)
{
    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(Guid id) => BeginEdit(id) ? Page() : NotFound();

    /// <summary>Appends what changed.</summary>
    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) => AmendAsync(id, cancel);
}
