using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Orders;

/// <summary>An order of a court.</summary>
public sealed class AddModel(CurrentCase current, Words words, TimeProvider clock) : ItemFormPage<CourtOrder>(current, words, clock)
{
    /// <inheritdoc/>
    public override string Back => "~/Boundaries";

    /// <summary>Shows the form.</summary>
    public void OnGet() => BeginNew(ItemType.CourtOrder);

    /// <summary>Appends the order.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        BeginNew(ItemType.CourtOrder);
        if (await ReadAsync(cancel) && Form.Fields.IsEmpty)
        {
            ModelState.AddModelError(ItemForm.Prefix + "title", W["boundary.order.nothing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var appended = await Current.AppendAsync(Input.Request, [EntryDraft.New(ItemType.CourtOrder, Form.Fields)], cancel);
        return RedirectToPage("/Orders/Show", new { id = appended.ItemIds[0] });
    }
}
