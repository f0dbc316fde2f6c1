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

    /// <summary>Those ahead, soonest first, and those that have passed lately, newest first.</summary>
    public async Task<(IReadOnlyList<QuietDate> Ahead, IReadOnlyList<QuietDate> Passed)> OpenAsync(CaseFile file, CancellationToken cancel)
    {
        await plan.OpenAsync(cancel);
        List<(Guid Id, PlanStep Step)> steps = [.. plan.Kept.Select(line => (line.Id, line.Step))];
        return (QuietDates.Ahead(file, steps, Now), QuietDates.Passed(file, steps, Now));
    }

    /// <summary>The step a date belongs to.</summary>
    public PlanStep? Step(Guid id) => plan.Find(id)?.Step;

    /// <summary>How many private pages do not open; their dates are missing.</summary>
    public int Unopened => plan.Unopened;
}
