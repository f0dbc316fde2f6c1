using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;
using NodaTime;

namespace ContactLog.Domain.Plans;

/// <summary>Something the record knows that bears on a step.</summary>
/// <param name="Area">The area it stands in.</param>
/// <param name="Kind">What is known; its words are <c>plan.know.</c> and this name.</param>
/// <param name="Item">The item it is about; null where something is missing.</param>
/// <param name="Day">The day it names.</param>
public sealed record PlanFact(string Area, string Kind, Item? Item, LocalDate? Day = null);

/// <summary>
/// What the record says about the plan: facts with a way to the item, never a judgement. Rules are here and not on the
/// page, so that they can be tested; nothing of the plan itself is read.
/// </summary>
public static class PlanKnowledge
{
    /// <summary>An order that ends within this many days is named.</summary>
    public const int SoonDays = 60;

    private static readonly string[] s_spoken = ["call", "in-person"];

    /// <summary>Every fact, in the order of the areas.</summary>
    public static IReadOnlyList<PlanFact> Of(CaseFile file, Instant now)
    {
        ArgumentNullException.ThrowIfNull(file);
        return [.. Boundaries(file, now), .. Points(file), .. Legal(file, now), .. Measures(file)];
    }

    private static IEnumerable<PlanFact> Boundaries(CaseFile file, Instant now)
    {
        var standing = file.Lines.OfType<Boundary>().Where(line => line.IsInForce(now)).ToList();
        foreach (var line in standing)
        {
            yield return new("say-once", "in-force", line, line.From.Date);
        }

        // In force and never written down: what was only spoken is the hardest to show later.
        foreach (var line in standing.Where(line => line["in-writing"] == "no" || (line["in-writing"] is null && s_spoken.Contains(line["channel"]))))
        {
            yield return new("say-once", "not-written", line, line.From.Date);
        }
    }

    private static IEnumerable<PlanFact> Points(CaseFile file)
    {
        foreach (var point in file.ContactPoints.Where(point => point.IsBlocked))
        {
            yield return new("access", point["saved-first"] switch { "yes" => "blocked-saved", "no" => "blocked-not-saved", _ => "blocked" }, point,
                NodaTime.Text.LocalDatePattern.Iso.Parse(point["blocked-on"]!) is { Success: true } day ? day.Value : null);
        }
    }

    // What she did about it stands in the record; the step for it would otherwise read as if it were still to do.
    private static IEnumerable<PlanFact> Measures(CaseFile file) => file.Responses.OfType<Measure>()
        .Select(measure => (Measure: measure, Area: measure["kind"] switch
        {
            "locks" or "home" or "travel" => "home",
            "account" or "device" => "devices",
            "told" or "work" or "school" => "people",
            "number" => "access",
            _ => null,
        }))
        .Where(one => one.Area is not null)
        .Select(one => new PlanFact(one.Area!, "measure", one.Measure, one.Measure.When.Date));

    private static IEnumerable<PlanFact> Legal(CaseFile file, Instant now)
    {
        // What has a day comes first, the soonest at the top: an order that ends on Friday must not stand behind a number that is missing since spring.
        var today = now.InZone(file.Zone).Date;
        foreach (var fact in Days(file, today).OrderBy(fact => fact.Day))
        {
            yield return fact;
        }

        foreach (var order in file.Lines.OfType<CourtOrder>().Where(order => order.From.Date is null && !order.IsWithdrawn && order.HoldsUntil > now))
        {
            yield return new("legal", "not-served", order);
        }

        foreach (var report in file.Responses.OfType<AuthorityReport>().Where(report => report.Number is null))
        {
            yield return new("legal", "no-number", report, report.When.Date);
        }

        foreach (var row in file.Received.Where(row => row["police"] == "yes" && row["police-number"] is null
            && !file.Responses.Any(response => response is AuthorityReport && response.AboutSeq == row.FirstSeq)))
        {
            yield return new("legal", "incident-no-number", row, row.When.Date);
        }
    }

    private static IEnumerable<PlanFact> Days(CaseFile file, LocalDate today)
    {
        foreach (var order in file.Lines.OfType<CourtOrder>().Where(order => !order.IsWithdrawn))
        {
            if (order.Until.Date is { } until && until >= today && Period.DaysBetween(today, until) <= SoonDays)
            {
                yield return new("legal", "order-ends", order, until);
            }
        }

        foreach (var hearing in file.Responses.OfType<Hearing>().Where(hearing => hearing.When.Date >= today))
        {
            yield return new("legal", "hearing", hearing, hearing.When.Date);
        }
    }
}
