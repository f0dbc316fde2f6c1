using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace ContactLog.Imports.Ics;

/// <summary>A time of a calendar.</summary>
/// <param name="At">The instant, or null.</param>
/// <param name="Basis">What it is worth.</param>
/// <param name="Wall">The wall time where the file itself gives no instant, or two.</param>
/// <param name="Note">What to say of it, or null.</param>
internal sealed record CalendarTime(Instant? At, TimeBasis Basis, LocalDateTime? Wall, ReadingNote? Note)
{
    /// <summary>The zone that the file names for <see cref="Wall"/>, or null.</summary>
    public string? Zone { get; private init; }

    private static readonly LocalDateTimePattern s_time = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDateTimePattern s_minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmm");
    private static readonly LocalDatePattern s_date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>Reads the value of DTSTART and the like; null when it is no time.</summary>
    /// <param name="line">The line.</param>
    /// <param name="zones">The zones that the file describes itself.</param>
    /// <param name="options">Her zone, for times that name none.</param>
    public static CalendarTime? Of(CalendarLine line, IReadOnlyDictionary<string, CalendarZone> zones, ReadOptions options)
    {
        var value = line.Value.Trim();
        if (s_date.Parse(value) is { Success: true } day)
        {
            return new(null, TimeBasis.DateOnly, day.Value.AtMidnight(), null);
        }

        var utc = value.EndsWith('Z');
        if (WallOf(value.TrimEnd('Z')) is not { Year: >= 1900 and <= 2200 } wall)
        {
            return null;
        }

        if (utc)
        {
            return new(wall.InUtc().ToInstant(), TimeBasis.Epoch, null, null);
        }

        if (line.Parameters.GetValueOrDefault("TZID") is { Length: > 0 } id)
        {
            if (ZoneOf(id) is { } zone)
            {
                // The file names the zone; a time that clocks jump over or repeat is not decided.
                var (at, note) = WallTimes.Resolve(wall, zone);
                return new(at, TimeBasis.Offset, note is null ? null : wall, note) { Zone = note is null ? null : zone.Id };
            }

            if (zones.TryGetValue(id, out var described))
            {
                var (at, note) = described.Resolve(wall);
                return new(at, TimeBasis.Offset, at is null || note is not null ? wall : null, note);
            }

            return Local(wall, options, new ReadingNote("ics.note.zone", id.Length > 100 ? id[..100] : id));
        }

        return Local(wall, options, null);
    }

    /// <summary>A wall time, or the beginning of a day; null when it is neither.</summary>
    public static LocalDateTime? WallOf(string? value) =>
        value is null ? null
        : s_time.Parse(value) is { Success: true } exact ? exact.Value
        : s_minutes.Parse(value) is { Success: true } minutes ? minutes.Value
        : s_date.Parse(value) is { Success: true } day ? day.Value.AtMidnight() : null;

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
