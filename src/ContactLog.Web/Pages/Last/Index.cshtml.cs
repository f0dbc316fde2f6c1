using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Last;

/// <summary>A number or account, and the last entry that came through it.</summary>
public sealed record LastPoint(ContactPoint Point, Contact? Person, Incident? Last);

/// <summary>What an officer asks first: when the person was last seen, last heard from, and through which number.</summary>
public sealed class IndexModel(CurrentCase current, IncidentText incidents, TimeProvider clock) : CasePage(current)
{
    /// <summary>The last time somebody was there.</summary>
    public IncidentRow? Seen { get; private set; }

    /// <summary>The last call or message.</summary>
    public IncidentRow? Heard { get; private set; }

    /// <summary>The last of each kind, newest first.</summary>
    public IReadOnlyList<IncidentRow> Kinds { get; private set; } = [];

    /// <summary>The numbers and accounts, the one used last first.</summary>
    public IReadOnlyList<LastPoint> Points { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public void OnGet()
    {
        // By the latest time an entry can mean, so that a day without a time does not hide behind a minute of that day.
        var dated = Case.Incidents.Where(row => row.When.Date is not null).OrderByDescending(row => row.When.Latest).ThenByDescending(row => row.FirstSeq).ToList();
        // The officer asks about the person: a go-between who came to the door yesterday must not become the answer.
        var ofThePerson = dated.Where(row => !Case.IsThroughOthers(row) && (Case.MainContact is null || Case.PersonOf(row) is null or { IsMain: true })).ToList();
        Seen = Row(ofThePerson.FirstOrDefault(row => row.Kind == IncidentKind.InPerson));
        Heard = Row(ofThePerson.FirstOrDefault(row => row.Group != KindGroup.InPerson));
        Kinds = [.. dated.DistinctBy(row => row.Kind).Select(row => incidents.Row(Case, row))];
        Points =
        [
            .. Case.ContactPoints.Where(point => point.Value is not null)
                .Select(point => new LastPoint(point, Case.Find<Contact>(point.ContactSeq), dated.FirstOrDefault(row => row.ContactPointSeq == point.FirstSeq)))
                .OrderByDescending(point => point.Last?.When.Latest ?? Instant.MinValue),
        ];
    }

    /// <summary>How many days ago the day of an entry was, where she lives.</summary>
    public int DaysAgo(Incident row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Math.Max(0, Period.DaysBetween(row.When.EndDate ?? row.When.Date!.Value, clock.GetUtcNow().ToInstant().InZone(Case.Zone).Date));
    }

    private IncidentRow? Row(Incident? row) => row is null ? null : incidents.Row(Case, row);
}
