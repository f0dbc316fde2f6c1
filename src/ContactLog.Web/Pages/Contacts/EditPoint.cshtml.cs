using ContactLog.Domain.Contacts;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>Corrects what is recorded of a number, address or account.</summary>
public sealed class EditPointModel(CurrentCase current, Words words, TimeProvider clock) : ItemFormPage<ContactPoint>(current, words, clock)
{
    /// <inheritdoc/>
    public override string Back => ItemLinks.PathOf(Item!, Case) ?? "~/Contacts";

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(Guid id) => BeginEdit(id) ? Page() : NotFound();

    /// <summary>Appends what changed.</summary>
    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) => AmendAsync(id, cancel);
}
