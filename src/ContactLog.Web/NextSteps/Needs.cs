using ContactLog.Domain.Incidents;
using NodaTime;
using NodaTime.TimeZones;

namespace ContactLog.Web.NextSteps;

/// <summary>Which entries may need a person now, by what she marked in them. Nothing is read out of her words.</summary>
internal static class Needs
{
    /// <summary>The situations of an incident, in the order of the list; none for one that is withdrawn, her own message or an appointment.</summary>
    internal static IReadOnlyList<string> Of(Incident incident)
    {
        // A photo of an injury that she made says as much as a message does.
        if (incident.IsWithdrawn || incident.IsFromHer || incident.IsAppointment)
        {
            return [];
        }

        var tags = incident.Fields.List("tags");
        bool Tag(string tag) => tags.Contains(tag, StringComparer.Ordinal);
        bool Yes(string field) => incident[field] == "yes";
        return
        [
            .. new (string Situation, bool Holds)[]
            {
                ("self-harm", Tag("self-harm")),
                ("violence", Tag("threat") || Yes("threat") || Yes("injury")),
                ("images", Tag("blackmail")),
                ("weapon", Yes("weapon")),
                ("child", Tag("child")),
            }.Where(one => one.Holds).Select(one => one.Situation),
        ];
    }

    /// <summary>The country of a time zone, as the list names it; null when the zone lies in none.</summary>
    internal static string? CountryOf(DateTimeZone zone) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(place => place.ZoneId == zone.Id)?.CountryCode.ToLowerInvariant();
}
