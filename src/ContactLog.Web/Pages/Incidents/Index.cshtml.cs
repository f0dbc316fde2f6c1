using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.NextSteps;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>One incident: what was said, what happened, the facts, the files, how it stands to the boundaries, and its history.</summary>
public sealed class IndexModel(CurrentCase current, IncidentText incidents, NowDesk desk, TimeProvider clock) : IncidentPage(current)
{
    /// <summary>How it stands to each boundary and order.</summary>
    public IReadOnlyList<Crossing> Crossings { get; private set; } = [];

    /// <summary>The exhibits that show it.</summary>
    public IReadOnlyList<Exhibit> Exhibits { get; private set; } = [];

    /// <summary>The strip of a run.</summary>
    public BurstStrip? Burst { get; private set; }

    /// <summary>When the record was last checked: at the opening of this page.</summary>
    public Instant Checked { get; private set; }

    /// <summary>What to do where a person is needed now; null where nothing says so.</summary>
    public NowView? Now { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Now = await desk.OfAsync(Case, Incident, cancel);
        Crossings = IncidentText.Crossings(Case, Incident);
        Exhibits = [.. Case.ExhibitsOf(Incident)];
        Burst = incidents.Burst(Incident);
        Checked = clock.GetUtcNow().ToInstant();
    }
}
