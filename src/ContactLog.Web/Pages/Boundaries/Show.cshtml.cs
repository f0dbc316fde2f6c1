using ContactLog.Domain.Boundaries;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>A boundary.</summary>
public sealed class ShowModel(CurrentCase current, TimeProvider clock) : CasePage(current)
{
    /// <summary>The boundary.</summary>
    public Boundary Boundary { get; private set; } = null!;

    /// <summary>Its card.</summary>
    public LineView View { get; private set; } = null!;

    /// <summary>The name under which the reader stands in the record.</summary>
    public string Me => Current.Actor;

    /// <summary>Shows it.</summary>
    public IActionResult OnGet(Guid id)
    {
        if (Case.Find<Boundary>(id) is not { } boundary)
        {
            return NotFound();
        }

        Boundary = boundary;
        View = new(Case, boundary, Instant.FromDateTimeOffset(clock.GetUtcNow()), IsPage: true);
        return Page();
    }
}
