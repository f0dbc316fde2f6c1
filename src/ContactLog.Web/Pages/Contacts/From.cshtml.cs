using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Items;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Pages.Timeline;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>The rows that came from a person, or through a number, address or account.</summary>
public sealed class FromModel(CurrentCase current, IncidentText incidents) : CasePage(current)
{
    /// <summary>The person or the number.</summary>
    public Item Item { get; private set; } = null!;

    /// <summary>The rows and their sums.</summary>
    public Tally Tally { get; private set; } = null!;

    /// <summary>The rows as a notebook, a part of them.</summary>
    public Notebook Notebook { get; private set; } = null!;

    /// <summary>Shows the rows.</summary>
    public IActionResult OnGet(Guid id, int part = 1)
    {
        if (Case.Find<Item>(id) is not (Contact or ContactPoint))
        {
            return NotFound();
        }

        Item = Case.Find<Item>(id)!;
        Tally = Item is Contact contact ? PersonView.From(Case, contact) : PersonView.From(Case, (ContactPoint)Item);
        Notebook = Notebook.Of(Case, incidents, Tally.Rows, [], oldestFirst: false, part);
        return Page();
    }
}
