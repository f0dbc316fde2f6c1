using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace ContactLog.Imports.Ics;

/// <summary>A time of a calendar.</summary>
/// <param name="At">The instant, or null.</param>
/// <param name="Basis">What it is worth.</param>
/// <param name="Wall">The wall time where there is no instant by the file itself.</param>
/// <param name="Note">What to say of it, or null.</param>
internal sealed record CalendarTime(Instant? At, TimeBasis Basis, LocalDateTime? Wall, ReadingNote? Note)
{
    private static readonly LocalDateTimePattern s_time = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDateTimePattern s_minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmm");
    private static readonly LocalDatePattern s_date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>Reads the value of DTSTART and the like; null when it is no time.</summary>
    /// <param name="line">The line.</param>
    /// <param name="fixedOffsets">The offsets of zones the file itself describes and that never change.</param>
    /// <param name="options">Her zone, for times that name none.</param>
    public static CalendarTime? Of(CalendarLine line, IReadOnlyDictionary<string, Offset> fixedOffsets, ReadOptions options)
    {
        var value = line.Value.Trim();
        if (s_date.Parse(value) is { Success: true } day)
        {
            return new(null, TimeBasis.DateOnly, day.Value.AtMidnight(), null);
        }

        var utc = value.EndsWith('Z');
        value = value.TrimEnd('Z');
        var parsed = s_time.Parse(value) is { Success: true } exact ? exact : s_minutes.Parse(value);
        if (!parsed.Success || parsed.Value.Year is < 1900 or > 2200)
        {
            return null;
        }

        var wall = parsed.Value;
        if (utc)
        {
            return new(wall.InUtc().ToInstant(), TimeBasis.Epoch, null, null);
        }

        if (line.Parameters.GetValueOrDefault("TZID") is { Length: > 0 } id)
        {
            if (ZoneOf(id) is { } zone)
            {
                // The file names the zone; a time that clocks jump over or repeat is still said.
                var (at, note) = WallTimes.Resolve(wall, zone);
                return new(at, TimeBasis.Offset, at is null ? wall : null, note);
            }

            if (fixedOffsets.TryGetValue(id, out var offset))
            {
                return new(wall.WithOffset(offset).ToInstant(), TimeBasis.Offset, null, null);
            }

            return Local(wall, options, new ReadingNote("ics.note.zone", id.Length > 100 ? id[..100] : id));
        }

        return Local(wall, options, null);
    }

    /// <summary>The zone of a name: IANA, a Windows name, or an IANA name behind the path some programs put before it.</summary>
    public static DateTimeZone? ZoneOf(string id)
    {
        var zones = DateTimeZoneProviders.Tzdb;
        if (zones.GetZoneOrNull(id) is { } known)
        {
            return known;
        }

        if (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var mapped))
        {
            return zones.GetZoneOrNull(mapped);
        }

        var parts = id.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(3, parts.Length - 1); count >= 2; count--)
        {
            if (zones.GetZoneOrNull(string.Join('/', parts[^count..])) is { } tail)
            {
                return tail;
            }
        }

        return null;
    }

    private static CalendarTime Local(LocalDateTime wall, ReadOptions options, ReadingNote? unknown)
    {
        var (at, note) = WallTimes.Resolve(wall, options.Zone);
        return new(at, TimeBasis.Local, wall, unknown ?? note);
    }
}
