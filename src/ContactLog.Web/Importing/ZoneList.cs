using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;
using NodaTime.TimeZones;

namespace ContactLog.Web.Importing;

/// <summary>The zones where people live, to choose from.</summary>
internal static class ZoneList
{
    private static readonly string[] s_ids = [.. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).Select(location => location.ZoneId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>All of them, and this one where it is not among them.</summary>
    public static IEnumerable<SelectListItem> For(string current) =>
        (s_ids.Contains(current, StringComparer.Ordinal) ? s_ids : [current, .. s_ids]).Select(id => new SelectListItem(id.Replace('_', ' '), id));

    /// <summary>An offset as people write it: UTC+1, UTC-3:30.</summary>
    public static string Text(Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds) / 60;
        return string.Create(CultureInfo.InvariantCulture, $"UTC{(offset.Seconds < 0 ? "−" : "+")}{minutes / 60}{(minutes % 60 == 0 ? "" : $":{minutes % 60:00}")}");
    }
}
