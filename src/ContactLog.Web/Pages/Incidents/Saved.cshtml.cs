using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.NextSteps;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>After a tap: it is saved. That is all, or undo, or a few details if she wants.</summary>
public sealed class SavedModel(CurrentCase current, NowDesk desk, Words words, TimeProvider clock) : IncidentPage(current)
{
    private const int KnownPoints = 5;
    private const string Withheld = "withheld";
    private const string Another = "another";

    /// <summary>The form.</summary>
    public ItemForm Form { get; private set; } = null!;

    /// <summary>What she typed besides.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What the boundaries and orders make of it.</summary>
    public IReadOnlyList<Crossing> Crossings { get; private set; } = [];

    /// <summary>What to do now, where what she marked may need a person.</summary>
    public NowView? Now { get; private set; }

    /// <summary>The numbers to choose from.</summary>
    public IReadOnlyList<SelectListItem> FromItems { get; private set; } = [];

    /// <summary>Another window saved first; what was typed stands on what it saved.</summary>
    public bool Changed { get; private set; }

    /// <summary>The fields that the page asks besides number and count.</summary>
    public string Fields => Incident.Kind switch
    {
        IncidentKind.Call => "call-result",
        IncidentKind.InPerson or IncidentKind.Other => "contact place",
        _ => "",
    };

    /// <summary>Whether a number and a count mean something for this kind.</summary>
    public bool AsksNumber => Incident.Group != KindGroup.InPerson;

    /// <summary>Says that it is saved.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Now = await desk.OfAsync(Case, Incident, cancel);
        Form = ItemForm.Of(Incident, Case);
        var point = Incident.ContactPointSeq?.ToString(CultureInfo.InvariantCulture);
        Input = new()
        {
            Seen = Form.Seen,
            RequestId = Guid.NewGuid(),
            From = point ?? (Incident["from"] is null ? null : Incident["from"] == words["incident.withheld"] ? Withheld : Another),
            FromOther = Incident["from"] == words["incident.withheld"] ? null : Incident["from"],
            Count = Incident["count"],
        };
        Arrange();
    }

    /// <summary>Adds the details.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Form = ItemForm.Of(Incident, Case, Input.Seen);
        Form.Read(Request.Form, ModelState, words, clock.GetUtcNow().ToInstant());
        var changes = Besides();
        if (!ModelState.IsValid)
        {
            Arrange();
            return Page();
        }

        if (changes.IsEmpty)
        {
            return RedirectToPage("/Index");
        }

        try
        {
            await Current.AppendAsync(Input.RequestId, [EntryDraft.Amend(Incident, changes, null, Form.Seen)], cancel);
        }
        catch (ItemChangedException)
        {
            Case = await Current.ReopenAsync(cancel);
            Incident = Case.Find<Incident>(Id)!;
            Form.MoveTo(Incident);
            Changed = true;
            Arrange();
            return Page();
        }

        return RedirectToPage("/Incidents/Index", new { id = Id });
    }

    /// <summary>Takes the tap back. The entry stays in the record, marked.</summary>
    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancel)
    {
        if (!Incident.IsWithdrawn)
        {
            await AppendOnceAsync(EntryDraft.Withdraw(Incident, words["incident.undo-reason"]), cancel);
        }

        return RedirectToPage(new { id = Id });
    }

    /// <summary>Takes the undo back.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken cancel)
    {
        if (Incident.IsWithdrawn)
        {
            await AppendOnceAsync(EntryDraft.Restore(Incident, null), cancel);
        }

        return RedirectToPage(new { id = Id });
    }

    private FieldSet Besides()
    {
        var fields = Form.Fields;
        if (Input.From == Withheld)
        {
            fields = fields.With("from", words["incident.withheld"]).With("contact-point", "");
        }
        else if (Input.From == Another || (Input.From is null && !string.IsNullOrWhiteSpace(Input.FromOther)))
        {
            fields = fields.With("from", Input.FromOther?.Trim()).With("contact-point", "");
            // A number on the list is that number however it is typed: unlinked, it would count for nobody, or for the wrong person.
            fields = Case.ListedAs(Input.FromOther, fields.Number("contact")) is { } listed ? Linked(fields, listed) : fields;
        }
        else if (int.TryParse(Input.From, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && Case.Find<ContactPoint>(seq) is { } point)
        {
            // The same as before: what was typed beside it is no mistake that this corrects.
            fields = Linked(point.FirstSeq == Incident.ContactPointSeq ? fields : fields.With("from", ""), point);
        }

        var count = string.IsNullOrWhiteSpace(Input.CountOther) ? Input.Count : Input.CountOther.Trim();
        if (!string.IsNullOrEmpty(count))
        {
            if (int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000)
            {
                fields = fields.With("count", number);
                if (number > 1 && Incident.When is { Precision: Domain.Time.Precision.Exact, EndTime: null, EndDate: null } && Incident["times"] is null)
                {
                    // The tap says when the last of them had come. Ten calls did not all come in that minute, and the record must not say so.
                    fields = fields.With("precision", "about");
                }
            }
            else
            {
                ModelState.AddModelError("Input.CountOther", words["incident.count-wrong"]);
            }
        }

        return Form.Before.ChangesTo(fields);
    }

    private static FieldSet Linked(FieldSet fields, ContactPoint point) => point.ContactSeq is { } person
        ? fields.With("contact-point", point.FirstSeq).With("contact", person)
        : fields.With("contact-point", point.FirstSeq);

    private void Arrange()
    {
        Crossings = IncidentText.Crossings(Case, Incident);
        FromItems =
        [
            .. Case.ContactPoints.Where(point => point.Value is not null)
                .OrderByDescending(point => Case.Received.LastOrDefault(incident => incident.ContactPointSeq == point.FirstSeq)?.FirstSeq ?? 0)
                .Take(KnownPoints)
                .Select(point => new SelectListItem(point.Value, point.FirstSeq.ToString(CultureInfo.InvariantCulture))),
            new SelectListItem(words["incident.withheld"], Withheld),
            new SelectListItem(words["incident.another"], Another),
        ];
    }

    /// <summary>What stands beside the item's own fields.</summary>
    public sealed class InputModel
    {
        /// <summary>A known number by its first entry, withheld, or another.</summary>
        public string? From { get; set; }

        /// <summary>The other number.</summary>
        public string? FromOther { get; set; }

        /// <summary>How many, as a pill.</summary>
        public string? Count { get; set; }

        /// <summary>How many, as typed.</summary>
        public string? CountOther { get; set; }

        /// <summary>The entry that the form was made from.</summary>
        public int Seen { get; set; }

        /// <summary>One form, one entry.</summary>
        public Guid RequestId { get; set; }
    }
}
