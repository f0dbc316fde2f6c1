using System.Text;
using ContactLog.Domain.Time;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Web.Importing;
using NodaTime;

namespace ContactLog.Tests.Web.Import;

public sealed class ImportTimesTests
{
    private static readonly DateTimeZone s_zone = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static FoundItem Item(LocalDateTime wall, TimeBasis basis = TimeBasis.Local)
    {
        var (at, _) = WallTimes.Resolve(wall, s_zone);
        return Backup.Read(Encoding.UTF8.GetBytes(Backup.Smses(Backup.Sms("x")))).Only with { At = basis == TimeBasis.DateOnly ? null : at, Wall = wall, Basis = basis, From = Peer.Unknown };
    }

    [Fact]
    public void The_hour_that_came_twice_stays_open_both_ways()
    {
        var when = ImportTimes.WhenOf(Item(new(2026, 11, 1, 1, 30, 5)), s_zone);
        Assert.Equal((Fold.Unsure, Precision.Exact, new LocalTime(1, 30, 5)), (when.Fold, when.Precision, when.Time));
        Assert.Equal(Duration.FromHours(1), when.Latest - when.Earliest);
    }

    [Fact]
    public void The_hour_that_was_left_out_keeps_the_day_and_what_the_file_has()
    {
        var when = ImportTimes.WhenOf(Item(new(2026, 3, 8, 2, 30)), s_zone);
        Assert.Equal((Precision.Day, null, "02:30", new LocalDate(2026, 3, 8)), (when.Precision, when.Time, when.Typed, when.Date));
    }

    [Fact]
    public void What_is_about_nine_never_becomes_nine_exactly()
    {
        var item = Item(new(2026, 3, 9, 21, 0)) with { About = true, WhenText = "3/9/26 approx 9pm" };
        foreach (var said in new[] { item, item with { Wall = null, Basis = TimeBasis.Offset } })
        {
            var when = ImportTimes.WhenOf(said, s_zone);
            Assert.Equal((Precision.About, new LocalTime(21, 0), "3/9/26 approx 9pm"), (when.Precision, when.Time, when.Typed));
        }

        // Words beside a day alone stay, and make it no less a day.
        Assert.Equal((Precision.Day, "in the evening"), ImportTimes.WhenOf(Item(new(2026, 3, 9, 0, 0), TimeBasis.DateOnly) with { About = true, WhenText = "in the evening" }, s_zone) is var day ? (day.Precision, day.Typed) : default);
    }

    [Fact]
    public void A_day_is_a_day_and_a_wall_time_is_by_the_zone_she_chose()
    {
        Assert.Equal(Precision.Day, ImportTimes.WhenOf(Item(new(2026, 3, 9, 0, 0), TimeBasis.DateOnly), s_zone).Precision);
        var when = ImportTimes.WhenOf(Item(new(2026, 3, 9, 14, 5, 7)), s_zone);
        Assert.Equal((new LocalTime(14, 5, 7), Precision.Exact, null), (when.Time, when.Precision, when.Fold));
        Assert.Equal(Instant.FromUtc(2026, 3, 9, 19, 5, 7), when.Point);
    }
}
