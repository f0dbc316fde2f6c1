using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;
using NodaTime.TimeZones;

namespace ContactLog.Web.Pages.Case;

/// <summary>The time zones to choose from: places people live in, by name of the place, so that typing its first letters finds it.</summary>
internal static class Zones
{
    private static readonly string[] s_often =
    [
        "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
        "America/Toronto", "Europe/London", "Europe/Dublin", "Australia/Sydney", "Pacific/Auckland",
    ];

    /// <summary>The choices, each with the time it is there now, by which she can tell that it is hers.</summary>
    internal static List<SelectListItem> Items(Words words, Instant now, string? chosen)
    {
        var often = new SelectListGroup { Name = words["case.zone-often"] };
        var known = TzdbDateTimeZoneSource.Default.ZoneLocations!.Select(location => location.ZoneId)
            .Append("UTC").Append(chosen).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var groups = known.Select(Region).Distinct(StringComparer.Ordinal).ToDictionary(region => region, region => new SelectListGroup { Name = region }, StringComparer.Ordinal);
        return
        [
            new SelectListItem(words["case.zone-choose"], ""),
            .. s_often.Select(id => Item(id, often)),
            .. known.Except(s_often, StringComparer.Ordinal).OrderBy(Region, StringComparer.Ordinal).ThenBy(Place, StringComparer.Ordinal).Select(id => Item(id, groups[Region(id)])),
        ];

        SelectListItem Item(string id, SelectListGroup group)
        {
            var time = now.InZone(DateTimeZoneProviders.Tzdb[id]).TimeOfDay;
            return new(words["case.zone-now", Place(id), When.Format(new LocalTime(time.Hour, time.Minute))], id) { Group = group };
        }
    }

    /// <summary>True for a zone that can be chosen.</summary>
    internal static bool IsKnown(string? id) => id is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    private static string Region(string id) => id.Contains('/', StringComparison.Ordinal) ? id[..id.IndexOf('/', StringComparison.Ordinal)] : id;

    private static string Place(string id) => id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('_', ' ');
}
