using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>A boundary she stated; also one in place of another.</summary>
public sealed class AddModel(CurrentCase current, Words words, TimeProvider clock) : BoundaryFormPage(current, words, clock)
{
    /// <summary>The boundary that the new one replaces, or null.</summary>
    public Boundary? Replaced { get; private set; }

    /// <inheritdoc/>
    public override string Back => Replaced is null ? "~/Boundaries" : ItemLinks.PathOf(Replaced, Case)!;

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(Guid? replacedId)
    {
        if (!FindReplaced(replacedId))
        {
            return NotFound();
        }

        BeginNew(ItemType.Boundary, Start());
        return Page();
    }

    /// <summary>Appends the boundary, and the end of the one it replaces, in one go.</summary>
    public async Task<IActionResult> OnPostAsync(Guid? replacedId, CancellationToken cancel)
    {
        if (!FindReplaced(replacedId))
        {
            return NotFound();
        }

        BeginNew(ItemType.Boundary, Start());
        if (await ReadAsync(cancel) && Form.Fields["words"] is null && Form.Fields["date"] is null)
        {
            ModelState.AddModelError(ItemForm.Prefix + "words", W["boundary.add.nothing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var drafts = new List<EntryDraft> { EntryDraft.New(ItemType.Boundary, Form.Fields) };
        if (Replaced is { Until.Date: null } old && Boundary.FromOf(Form.Fields, Case.Zone) is { Date: not null } from)
        {
            // The old words hold until the new ones do.
            var ended = old.Fields.With(from, "ended-").With("ended-why", W["boundary.end.replaced"]);
            drafts.Add(EntryDraft.Amend(old, old.Fields.ChangesTo(ended), null));
        }

        var appended = await Current.AppendAsync(Input.Request, drafts, cancel);
        return RedirectToPage("/Boundaries/Show", new { id = appended.ItemIds[0] });
    }

    private bool FindReplaced(Guid? id)
    {
        Replaced = id is { } replaced ? Case.Find<Boundary>(replaced) : null;
        return id is null || Replaced is { IsWithdrawn: false };
    }

    private FieldSet Start()
    {
        var start = FieldSet.Empty;
        if (Replaced is { } old)
        {
            return start.With("replaces", old.FirstSeq).With("contact", old["contact"]).With("to", old["to"]);
        }

        return Case.Contacts.Count(contact => contact.IsMain) == 1 ? start.With("contact", Case.MainContact!.FirstSeq) : start;
    }
}
