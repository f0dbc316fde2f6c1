using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Responses;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Responses;

/// <summary>A report to an authority, a day at court, a visit or a measure; about an incident or an order where one is named.</summary>
public sealed class AddModel(CurrentCase current, Words words, TimeProvider clock) : ItemFormPage<Response>(current, words, clock)
{
    /// <summary>What is added.</summary>
    public ItemType Type { get; private set; }

    /// <inheritdoc/>
    public override string Back => "~/Responses";

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(string kind, Guid? about)
    {
        if (!TryBegin(kind, about))
        {
            return NotFound();
        }

        return Page();
    }

    /// <summary>Appends it.</summary>
    public async Task<IActionResult> OnPostAsync(string kind, Guid? about, CancellationToken cancel)
    {
        if (!TryBegin(kind, about))
        {
            return NotFound();
        }

        if (await ReadAsync(cancel) && Form.Fields.IsEmpty)
        {
            ModelState.AddModelError(ItemForm.Prefix + FieldCatalogue.Of(Type)[0].Name, W["response.nothing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var appended = await Current.AppendAsync(Input.Request, [EntryDraft.New(Type, Form.Fields)], cancel);
        return RedirectToPage("/Responses/Show", new { id = appended.ItemIds[0] });
    }

    private bool TryBegin(string kind, Guid? about)
    {
        if (ItemTypes.FromWord(kind) is not { } type || !Domain.Responses.Response.Types.Contains(type))
        {
            return false;
        }

        Type = type;
        var start = FieldSet.Empty;
        if (about is { } id)
        {
            switch (Case.Find<Item>(id))
            {
                case Incident row when FieldCatalogue.Find(type, "about") is not null:
                    start = start.With("about", row.FirstSeq);
                    break;
                case CourtOrder order when type == ItemType.Hearing:
                    start = start.With("order", order.FirstSeq).With("court", order["court"]).With("number", order["number"]);
                    break;
                default:
                    return false;
            }
        }

        BeginNew(type, start);
        return true;
    }
}
