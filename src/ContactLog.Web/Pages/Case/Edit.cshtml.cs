using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Case;

/// <summary>Changes what the record says of itself. Each change is an entry like any other.</summary>
public sealed class EditModel(CurrentCase current, Words words, TimeProvider clock) : CasePage(current)
{
    /// <summary>The form.</summary>
    public ItemForm Form { get; private set; } = null!;

    /// <summary>What she typed besides.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The zones to choose from.</summary>
    public IReadOnlyList<SelectListItem> ZoneItems { get; private set; } = [];

    /// <summary>The name under which she stands in the record.</summary>
    public string Me => Current.Actor;

    /// <summary>Another tab saved first; the form stands on what it saved.</summary>
    public bool Changed { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
        Form = ItemForm.Of(Case.Settings, Case);
        Input = new() { Zone = Case.Zone.Id, Seen = Form.Seen, RequestId = Guid.NewGuid() };
        ZoneItems = Zones.Items(words, clock.GetUtcNow().ToInstant(), Case.Zone.Id);
    }

    /// <summary>Saves what was changed.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToInstant();
        ZoneItems = Zones.Items(words, now, Case.Zone.Id);
        Form = ItemForm.Of(Case.Settings, Case, Input.Seen);
        Form.Read(Request.Form, ModelState, words, now);
        if (!Zones.IsKnown(Input.Zone))
        {
            ModelState.AddModelError("Input.Zone", words["case.zone-missing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var changes = Input.Zone == Form.Before["zone"] ? Form.Changes : Form.Changes.With("zone", Input.Zone);
        if (changes.IsEmpty)
        {
            return RedirectToPage("/Index");
        }

        try
        {
            await Current.AppendAsync(Input.RequestId, [EntryDraft.Amend(Case.Settings, changes, Input.Reason, Form.Seen)], cancel);
            return RedirectToPage("/Index");
        }
        catch (ItemChangedException)
        {
            Case = await Current.ReopenAsync(cancel);
            Form.MoveTo(Case.Settings);
            ModelState.Remove("Input.Seen");
            Input.Seen = Form.Seen;
            Changed = true;
            return Page();
        }
    }

    /// <summary>What stands beside the item's own fields.</summary>
    public sealed class InputModel
    {
        /// <summary>An IANA zone.</summary>
        public string? Zone { get; set; }

        /// <summary>Why, in her words.</summary>
        public string? Reason { get; set; }

        /// <summary>The entry that the form was made from.</summary>
        public int Seen { get; set; }

        /// <summary>One form, one entry.</summary>
        public Guid RequestId { get; set; }
    }
}
