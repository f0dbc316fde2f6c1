using ContactLog.Data.Record;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>A person.</summary>
public sealed class AddModel(CurrentCase current, Words words, TimeProvider clock) : ItemFormPage<Contact>(current, words, clock)
{
    /// <inheritdoc/>
    public override string Back => "~/Contacts";

    /// <summary>Shows the form.</summary>
    public void OnGet() => BeginNew(ItemType.Contact);

    /// <summary>Appends the person.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        BeginNew(ItemType.Contact);
        if (await ReadAsync(cancel) && Form.Fields.IsEmpty)
        {
            ModelState.AddModelError(ItemForm.Prefix + "label", W["contact.nothing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var appended = await Current.AppendAsync(Input.Request, [EntryDraft.New(ItemType.Contact, Form.Fields)], cancel);
        return RedirectToPage("/Contacts/Show", new { id = appended.ItemIds[0] });
    }
}
