using System.Globalization;
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

    /// <summary>Where one of a kind is added. The kind is a number there: a word would tell whoever reads the history of her browser.</summary>
    public static string PathFor(ItemType type) => string.Create(CultureInfo.InvariantCulture, $"~/Responses/Add/{Domain.Responses.Response.Types.Index().First(one => one.Item == type).Index + 1}");

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(int number, Guid? about)
    {
        if (!TryBegin(number, about))
        {
            return NotFound();
        }

        return Page();
    }

    /// <summary>Appends it.</summary>
    public async Task<IActionResult> OnPostAsync(int number, Guid? about, CancellationToken cancel)
    {
        if (!TryBegin(number, about))
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

    private bool TryBegin(int number, Guid? about)
    {
        if (number < 1 || number > Domain.Responses.Response.Types.Count)
        {
            return false;
        }

        var type = Type = Domain.Responses.Response.Types[number - 1];
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
