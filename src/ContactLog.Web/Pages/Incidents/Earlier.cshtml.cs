using ContactLog.Web.Cases;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>It was earlier: today, another day, or she is not sure.</summary>
public sealed class EarlierModel(CurrentCase current, TimeProvider clock) : CasePage(current)
{
    /// <summary>The day it is where she lives.</summary>
    public LocalDate Today { get; private set; }

    /// <summary>Shows the choices.</summary>
    public void OnGet() => Today = clock.GetUtcNow().ToInstant().InZone(Case.Zone).Date;
}
