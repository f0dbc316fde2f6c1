using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>A page with the whole form of a boundary.</summary>
public abstract class BoundaryFormPage(CurrentCase current, Words words, TimeProvider clock) : ItemFormPage<Boundary>(current, words, clock)
{
    /// <summary>
    /// A time of arrival before the words were said, or beside the answer that they did not arrive, would be the first thing that
    /// the other side takes the counts apart with.
    /// </summary>
    protected override void Check()
    {
        if (Boundary.ProblemOfArrival(Form.Fields, Case.Zone) is { } problem)
        {
            ModelState.AddModelError(ItemForm.Prefix + "arrived.date", W["boundary.arrival-" + problem.ToString().ToLowerInvariant()]);
        }
    }
}
