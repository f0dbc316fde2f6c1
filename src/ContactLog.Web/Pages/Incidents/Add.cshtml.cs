using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>Logs what was not logged at the time, or with more than a tap.</summary>
public sealed class AddModel(CurrentCase current, Words words, TimeProvider clock) : CasePage(current)
{
    /// <summary>Which day she chose: today, yesterday, another-day or not-sure.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Which { get; set; }

    /// <summary>The form.</summary>
    public ItemForm Form { get; private set; } = null!;

    /// <summary>One form, one entry.</summary>
    [BindProperty]
    public Guid RequestId { get; set; }

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
        RequestId = Guid.NewGuid();
        var today = clock.GetUtcNow().ToInstant().InZone(Case.Zone).Date;
        LocalDate? day = Which switch { "today" => today, "yesterday" => today.PlusDays(-1), _ => null };
        Form = ItemForm.New(ItemType.Incident, Case, day is null ? null : FieldSet.Empty.With(new When { Date = day, Precision = Precision.Day, Zone = Case.Zone }));
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Form = ItemForm.New(ItemType.Incident, Case);
        Form.Read(Request.Form, ModelState, words, clock.GetUtcNow().ToInstant());
        if (Form.Fields["kind"] is null && ModelState.IsValid)
        {
            ModelState.AddModelError(ItemForm.Prefix + "kind", words["incident.kind-missing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var appended = await Current.AppendAsync(RequestId, [EntryDraft.New(ItemType.Incident, Form.Fields)], cancel);
        return RedirectToPage("/Incidents/Saved", new { id = appended.ItemIds[0] });
    }
}
