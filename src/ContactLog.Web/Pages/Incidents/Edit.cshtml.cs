using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>Corrects an incident, or adds to it. What was said before stays in the record, with the reason.</summary>
public sealed class EditModel(CurrentCase current, Words words, FieldText text, TimeProvider clock) : IncidentPage(current)
{
    /// <summary><c>add</c> shows only what is still empty.</summary>
    [BindProperty(SupportsGet = true)]
    public string? How { get; set; }

    /// <summary>The form.</summary>
    public ItemForm Form { get; private set; } = null!;

    /// <summary>What she typed besides.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What another window saved in the meantime, beside what is in this form; empty when none did.</summary>
    public IReadOnlyList<SavedThere> Others { get; private set; } = [];

    /// <summary>Another window saved first.</summary>
    public bool Changed { get; private set; }

    /// <summary>True when only empty fields are shown.</summary>
    public bool IsAdding => How == "add";

    /// <summary>The fields that are not shown.</summary>
    public string Except() => IsAdding
        ? string.Join(' ', FieldCatalogue.Of(ItemType.Incident).Where(field => text.Value(ItemType.Incident, field, Form.Before, Case) is not null).Select(field => field.Name))
        : "";

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
        Form = ItemForm.Of(Incident, Case);
        Input = new() { Seen = Form.Seen, RequestId = Guid.NewGuid() };
    }

    /// <summary>Saves what was changed, and only that.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Form = ItemForm.Of(Incident, Case, Input.Seen);
        Form.Read(Request.Form, ModelState, words, clock.GetUtcNow().ToInstant());
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (Form.Changes.IsEmpty)
        {
            return RedirectToPage("/Incidents/Index", new { id = Id });
        }

        try
        {
            await Current.AppendAsync(Input.RequestId, [EntryDraft.Amend(Incident, Form.Changes, Input.Reason?.Trim(), Form.Seen)], cancel);
            return RedirectToPage("/Incidents/Index", new { id = Id });
        }
        catch (ItemChangedException)
        {
            Case = await Current.ReopenAsync(cancel);
            Incident = Case.Find<Domain.Incidents.Incident>(Id)!;
            Others = [.. Differences(Form.Before, Form.Changes)];
            Changed = true;
            Form.MoveTo(Incident);
            return Page();
        }
    }

    private IEnumerable<SavedThere> Differences(FieldSet before, FieldSet mine)
    {
        var theirs = before.ChangesTo(Incident.Fields);
        var typed = Incident.Fields.Amended(mine);
        var names = theirs.Written.Select(pair => FieldCatalogue.Owner(ItemType.Incident, pair.Key)).OfType<FieldDefinition>().Distinct();
        return names.Select(field => new SavedThere(
            text.Label(ItemType.Incident, field.Name),
            text.Value(ItemType.Incident, field, Incident.Fields, Case),
            text.Value(ItemType.Incident, field, typed, Case)));
    }

    /// <summary>What stands beside the item's own fields.</summary>
    public sealed class InputModel
    {
        /// <summary>Why, in her words.</summary>
        public string? Reason { get; set; }

        /// <summary>The entry that the form was made from.</summary>
        public int Seen { get; set; }

        /// <summary>One form, one entry.</summary>
        public Guid RequestId { get; set; }
    }
}
