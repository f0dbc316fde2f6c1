using ContactLog.Data.Record;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>A number, address or account.</summary>
public sealed class AddPointModel(CurrentCase current, Words words, TimeProvider clock) : ItemFormPage<ContactPoint>(current, words, clock)
{
    /// <summary>The person it belongs to, or null.</summary>
    public Contact? Person { get; private set; }

    /// <inheritdoc/>
    public override string Back => Person is null ? "~/Contacts" : ItemLinks.PathOf(Person, Case)!;

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(Guid? contactId)
    {
        if (!Begin(contactId))
        {
            return NotFound();
        }

        return Page();
    }

    /// <summary>Appends it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid? contactId, CancellationToken cancel)
    {
        if (!Begin(contactId))
        {
            return NotFound();
        }

        if (await ReadAsync(cancel) && Form.Fields["value"] is null)
        {
            ModelState.AddModelError(ItemForm.Prefix + "value", W["contact.point.nothing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        await Current.AppendAsync(Input.Request, [EntryDraft.New(ItemType.ContactPoint, Form.Fields)], cancel);
        var owner = Case.Find<Contact>(Form.Fields.Number("contact"));
        return owner is null ? RedirectToPage("/Contacts/Index") : RedirectToPage("/Contacts/Show", new { id = owner.Id });
    }

    private bool Begin(Guid? contactId)
    {
        Person = contactId is { } id ? Case.Find<Contact>(id) : null;
        if (contactId is not null && Person is null or { IsWithdrawn: true })
        {
            return false;
        }

        BeginNew(ItemType.ContactPoint, Person is null ? null : FieldSet.Empty.With("contact", Person.FirstSeq));
        return true;
    }
}
