using ContactLog.Domain.Boundaries;
using ContactLog.Web.Cases;
using ContactLog.Web.Pages.Boundaries;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace ContactLog.Web.Pages.Orders;

/// <summary>An order of a court.</summary>
public sealed class ShowModel(CurrentCase current, TimeProvider clock) : CasePage(current)
{
    /// <summary>The order.</summary>
    public CourtOrder Order { get; private set; } = null!;

    /// <summary>Its card.</summary>
    public LineView View { get; private set; } = null!;

    /// <summary>The name under which the reader stands in the record.</summary>
    public string Me => Current.Actor;

    /// <summary>Shows it.</summary>
    public IActionResult OnGet(Guid id)
    {
        if (Case.Find<CourtOrder>(id) is not { } order)
        {
            return NotFound();
        }

        Order = order;
        View = new(Case, order, Instant.FromDateTimeOffset(clock.GetUtcNow()), IsPage: true);
        return Page();
    }
}
