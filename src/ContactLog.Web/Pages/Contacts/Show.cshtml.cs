using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>A person.</summary>
public sealed class ShowModel(CurrentCase current) : CasePage(current)
{
    /// <summary>The person.</summary>
    public Contact Person { get; private set; } = null!;

    /// <summary>What came from them.</summary>
    public Tally Tally { get; private set; } = null!;

    /// <summary>The name under which the reader stands in the record.</summary>
    public string Me => Current.Actor;

    /// <summary>Shows the person.</summary>
    public IActionResult OnGet(Guid id)
    {
        if (Case.Find<Contact>(id) is not { } person)
        {
            return NotFound();
        }

        (Person, Tally) = (person, PersonView.From(Case, person));
        return Page();
    }
}
