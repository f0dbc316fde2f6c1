using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Exhibits;

/// <summary>What an exhibit shows, in her words. The file itself never changes.</summary>
public sealed class EditModel(CurrentCase current, Words words, TimeProvider clock) : ItemFormPage<Exhibit>(current, words, clock)
{
    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(Guid id) => BeginEdit(id) ? Page() : NotFound();

    /// <summary>Appends what changed.</summary>
    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) => AmendAsync(id, cancel);
}
