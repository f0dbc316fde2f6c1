using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>One incident: what was said, what happened, the facts, the files, how it stands to the boundaries, and its history.</summary>
public sealed class IndexModel(CurrentCase current, IncidentText incidents, TimeProvider clock) : IncidentPage(current)
{
    /// <summary>How it stands to each boundary and order.</summary>
    public IReadOnlyList<Crossing> Crossings { get; private set; } = [];

    /// <summary>The exhibits that show it.</summary>
    public IReadOnlyList<Exhibit> Exhibits { get; private set; } = [];

    /// <summary>The strip of a run.</summary>
    public BurstStrip? Burst { get; private set; }

    /// <summary>When the record was last checked: at the opening of this page.</summary>
    public Instant Checked { get; private set; }

    /// <summary>Shows it.</summary>
    public void OnGet()
    {
        Crossings = IncidentText.Crossings(Case, Incident);
        Exhibits = [.. Case.ExhibitsOf(Incident)];
        Burst = incidents.Burst(Incident);
        Checked = clock.GetUtcNow().ToInstant();
    }
}
