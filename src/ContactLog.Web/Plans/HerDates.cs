using ContactLog.Domain.Cases;
using ContactLog.Domain.Plans;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Plans;

/// <summary>Her dates: those of the record and those of her plan, which are in no record.</summary>
public sealed class HerDates(PlanBook plan, TimeProvider clock)
{
    /// <summary>Now.</summary>
    public Instant Now => clock.GetUtcNow().ToInstant();

    /// <summary>From today on, soonest first.</summary>
    public async Task<IReadOnlyList<QuietDate>> AheadAsync(CaseFile file, CancellationToken cancel)
    {
        await plan.OpenAsync(cancel);
        return QuietDates.Ahead(file, plan.Kept.Select(line => (line.Id, line.Step)), Now);
    }

    /// <summary>The step a date belongs to.</summary>
    public PlanStep? Step(Guid id) => plan.Find(id)?.Step;

    /// <summary>How many private pages do not open; their dates are missing.</summary>
    public int Unopened => plan.Unopened;
}
