using NodaTime;

namespace ContactLog.Imports;

/// <summary>Reads wall times by the zone she chose, and never decides what a clock change leaves open.</summary>
public static class WallTimes
{
    /// <summary>The instant of a wall time.</summary>
    /// <param name="wall">As the file has it.</param>
    /// <param name="zone">As she chose it; null while she has not.</param>
    /// <returns>
    /// The instant, null without a zone or where clocks were set forward over the time; and a note where a clock change makes the time
    /// ambiguous (the earlier of the two is given, for order only) or impossible.
    /// </returns>
    public static (Instant? At, ReadingNote? Note) Resolve(LocalDateTime wall, DateTimeZone? zone)
    {
        if (zone is null)
        {
            return (null, null);
        }

        var mapping = zone.MapLocal(wall);
        return mapping.Count switch
        {
            0 => (null, new ReadingNote("reading.note.gap")),
            1 => (mapping.Single().ToInstant(), null),
            _ => (mapping.First().ToInstant(), new ReadingNote("reading.note.fold")),
        };
    }
}
