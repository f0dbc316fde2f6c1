using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;
using ContactLog.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Domain.Plans;

/// <summary>A date that lies ahead.</summary>
/// <param name="Day">The day.</param>
/// <param name="At">The moment, where a time of day is set.</param>
/// <param name="Kind">What it is; its words are <c>dates.kind.</c> and this name.</param>
/// <param name="Id">The item or step it belongs to.</param>
/// <param name="Item">The item; null for a step of the plan.</param>
public sealed record QuietDate(LocalDate Day, Instant? At, string Kind, Guid Id, Item? Item = null);

/// <summary>The dates that lie ahead: of the record and of her plan.</summary>
public static class QuietDates
{
    /// <summary>From today on, soonest first.</summary>
    /// <param name="file">The case.</param>
    /// <param name="steps">The steps of her plan, with the ids of their papers.</param>
    /// <param name="now">Now.</param>
    public static IReadOnlyList<QuietDate> Ahead(CaseFile file, IEnumerable<(Guid Id, PlanStep Step)> steps, Instant now)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(steps);
        var today = now.InZone(file.Zone).Date;
        return [.. OfRecord(file).Concat(OfPlan(steps)).Where(date => date.Day >= today).OrderBy(date => date.Day).ThenBy(date => date.At ?? Instant.MinValue).ThenBy(date => date.Id)];
    }

    /// <summary>How long a day on which she meant to do something stays in sight after it passed.</summary>
    public const int PassedDays = 60;

    /// <summary>
    /// What she meant to do on a day that has passed, of the last <see cref="PassedDays"/> days, newest first: to ask again, to look again, a step
    /// that is not done. A call to the officer that was missed must not vanish over night. A hearing that was, or an order that ended, is in the record.
    /// </summary>
    /// <inheritdoc cref="Ahead" path="/param"/>
    public static IReadOnlyList<QuietDate> Passed(CaseFile file, IEnumerable<(Guid Id, PlanStep Step)> steps, Instant now)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(steps);
        var today = now.InZone(file.Zone).Date;
        return [.. OfRecord(file).Concat(OfPlan(steps))
            .Where(date => date.Kind is "follow-up" or "step" or "review" && date.Day < today && date.Day >= today.PlusDays(-PassedDays))
            .OrderByDescending(date => date.Day).ThenBy(date => date.Id)];
    }

    /// <summary>The dates of the record, past ones too, in no order: her list and her helpers' have them from here, so that neither misses one.</summary>
    public static IEnumerable<QuietDate> OfRecord(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (Day(file.Settings["hearing"]) is { } next && !file.Responses.Any(response => response is Hearing && response.When.Date == next))
        {
            yield return new(next, null, "hearing", file.Settings.Id, file.Settings);
        }

        foreach (var row in file.AllIncidents.Where(row => !row.IsWithdrawn))
        {
            if (Day(row["police-follow-up"]) is { } police)
            {
                yield return new(police, null, "follow-up", row.Id, row);
            }
        }

        foreach (var response in file.Responses)
        {
            if (response is Hearing && response.When.Date is { } day)
            {
                yield return new(day, response.When.Precision is Precision.Exact or Precision.About ? response.When.Earliest : null, "hearing", response.Id, response);
            }

            if (response.FollowUp is { } again)
            {
                yield return new(again, null, "follow-up", response.Id, response);
            }
        }

        foreach (var order in file.Lines.OfType<CourtOrder>())
        {
            if (order.Until.Date is { } until)
            {
                yield return new(until, null, "order-ends", order.Id, order);
            }
        }
    }

    private static LocalDate? Day(string? text) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;

    private static IEnumerable<QuietDate> OfPlan(IEnumerable<(Guid Id, PlanStep Step)> steps)
    {
        foreach (var (id, step) in steps.Where(one => one.Step.State != PlanStates.NotForMe))
        {
            if (step.State != PlanStates.Done && step.Day() is { } day)
            {
                yield return new(day, null, "step", id);
            }

            if (step.ReviewDay() is { } review)
            {
                yield return new(review, null, "review", id);
            }
        }
    }
}
