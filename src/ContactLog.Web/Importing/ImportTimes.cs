using ContactLog.Domain.Time;
using ContactLog.Imports;
using NodaTime;

namespace ContactLog.Web.Importing;

/// <summary>The time of a record of a file as the case keeps it: never more exact than the file, and never decided where a clock change leaves it open.</summary>
internal static class ImportTimes
{
    private const int MostTyped = 200;

    /// <summary>When it was.</summary>
    public static When WhenOf(FoundItem item, DateTimeZone zone)
    {
        var when = Read(item, zone);
        return when with
        {
            Precision = item.About && when.Precision == Precision.Exact ? Precision.About : when.Precision,
            Typed = when.Typed ?? (item.WhenText is { } words ? IncidentFields.Cut(words, MostTyped) : null),
        };
    }

    /// <summary>For the order of a list alone.</summary>
    public static Instant Order(FoundItem item, DateTimeZone zone) =>
        item.At ?? (WhenOf(item, zone) is { Date: not null } when ? when.Earliest : Instant.MaxValue);

    private static When Read(FoundItem item, DateTimeZone zone)
    {
        if (item is { Wall: { } wall, Basis: TimeBasis.Local or TimeBasis.DateOnly })
        {
            var time = new LocalTime(wall.Hour, wall.Minute, wall.Second);
            var day = new When { Date = wall.Date, Precision = Precision.Day, Zone = zone };
            return item.Basis == TimeBasis.DateOnly ? day : zone.MapLocal(wall).Count switch
            {
                1 => day with { Time = time, Precision = Precision.Exact },

                // The hour that came twice: both are possible, and it says so.
                2 => day with { Time = time, Precision = Precision.Exact, Fold = Fold.Unsure },

                // The hour that was left out: only the day is certain, and what the file has stands beside it.
                _ => day with { Typed = When.Format(time) },
            };
        }

        if (item is { Wall: { } twice, Zone: { } id, At: not null } && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } its)
        {
            // An hour that came twice in a zone that the file itself names.
            return new When { Date = twice.Date, Time = new LocalTime(twice.Hour, twice.Minute, twice.Second), Precision = Precision.Exact, Zone = its, Fold = Fold.Unsure };
        }

        return item is { At: { } at, Wall: null } ? When.At(at, zone, seconds: true)
            : item.Wall is { } bare ? new When { Date = bare.Date, Precision = Precision.Day, Zone = zone, Typed = When.Format(new LocalTime(bare.Hour, bare.Minute, bare.Second)) }
            : When.Unknown(zone);
    }
}
