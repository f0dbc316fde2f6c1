using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>Corrects what is recorded of a boundary.</summary>
public sealed class EditModel(CurrentCase current, Words words, TimeProvider clock) : BoundaryFormPage(current, words, clock)
{
    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(Guid id) => BeginEdit(id) ? Page() : NotFound();

    /// <summary>Appends what changed.</summary>
    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) => AmendAsync(id, cancel);

    /// <summary>Words that ended where these took hold end where these now do: otherwise neither would count the days between.</summary>
    protected override IEnumerable<EntryDraft> Following()
    {
        if (Case.Find<Boundary>(Item!.Fields.Number("replaces")) is { IsWithdrawn: false, Until.Date: not null } old
            && old.Until == Item.From && Boundary.FromOf(Form.Fields, Case.Zone) is { Date: not null } from && from != Item.From)
        {
            yield return EntryDraft.Amend(old, old.Fields.ChangesTo(old.Fields.With(from, "ended-")), W["boundary.end.replaced"]);
        }
    }
}
