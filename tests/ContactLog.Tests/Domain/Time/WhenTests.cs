using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Tests.Domain.Time;

public sealed class WhenTests
{
    private static readonly DateTimeZone s_chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static When Read(string date, string time = "", Fold? fold = null, string end = "") => WhenInput.Read(date, time, s_chicago, fold, null, end).When!;

    private static Instant Local(int month, int day, int hour, int minute, int second = 0) =>
        new LocalDateTime(2026, month, day, hour, minute, second).InZoneLeniently(s_chicago).ToInstant();

    [Fact]
    public void Bounds_hold_all_that_is_possible_and_no_more()
    {
        Assert.Equal((Local(4, 17, 17, 50), Local(4, 17, 17, 50, 59)), Bounds(Read("2026-04-17", "17:50")));
        Assert.Equal((Local(4, 17, 17, 50, 7), Local(4, 17, 17, 50, 7)), Bounds(Read("2026-04-17", "17:50:07")));
        Assert.Equal((Local(4, 17, 17, 20), Local(4, 17, 18, 20)), Bounds(Read("2026-04-17", "about 17:50")));
        Assert.Equal((Local(4, 17, 18, 0), Local(4, 17, 23, 59, 59)), Bounds(Read("2026-04-17", "evening")));
        Assert.Equal((Local(4, 17, 0, 0), Local(4, 17, 23, 59, 59)), Bounds(Read("2026-04-17")));
        Assert.Equal((Instant.MinValue, Instant.MaxValue), Bounds(When.Unknown(s_chicago)));
        var days = Read("2026-04-17") with { EndDate = new LocalDate(2026, 4, 19) };
        Assert.Equal((Local(4, 17, 0, 0), Local(4, 19, 23, 59, 59)), Bounds(days));
    }

    // Days and times are read by hand where they have the usual form: what is read must be what the library reads.
    [Fact]
    public void A_stored_day_or_time_is_read_as_the_library_reads_it_or_not_at_all()
    {
        string[] days =
        [
            "2026-04-17", "2026-02-28", "2026-02-29", "2024-02-29", "2026-04-30", "2026-04-31", "2026-12-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32", "0001-01-01", "0000-01-01",
            "-0001-01-01", "9999-12-31", "2026-4-17", "2026-04-1", "2026/04/17", "2026-04-17 ", " 2026-04-17", "20260417", "2026-04-17T", "２０２６-04-17", "2026-04-1x", "x", "",
        ];
        foreach (var day in days)
        {
            var library = LocalDatePattern.Iso.Parse(day);
            Assert.Equal(library.Success ? library.Value : (LocalDate?)null, When.Read(name => name == "date" ? day : null, s_chicago).Date);
        }

        string[] times = ["00:00", "23:59", "24:00", "12:60", "12:00:00", "12:34:56", "12:34:60", "12:34:5", "12:3", "1:23", "12:345", "12.34", "12:34.56", "12:34:56.7", " 12:34", "12:34 ", "-1:23", "１２:34", "ab:cd", "12", ""];
        foreach (var time in times)
        {
            var minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time);
            var second = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss").Parse(time);
            Assert.Equal(minute.Success ? minute.Value : second.Success ? second.Value : (LocalTime?)null, When.ParseTime(time));
        }
    }

    [Fact]
    public void A_day_on_which_clocks_change_has_its_true_length()
    {
        var spring = Read("2026-03-08");
        Assert.Equal(Duration.FromHours(23), spring.Latest - spring.Earliest + Duration.FromSeconds(1));
        var autumn = Read("2026-11-01");
        Assert.Equal(Duration.FromHours(25), autumn.Latest - autumn.Earliest + Duration.FromSeconds(1));
    }

    // Six hours on from midnight is seven o'clock, or five, when clocks change in the night.
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "night", "2026-03-28T23:00:00Z", "2026-03-29T03:59:59Z")]
    [InlineData("Europe/Berlin", "2026-03-29", "morning", "2026-03-29T04:00:00Z", "2026-03-29T09:59:59Z")]
    [InlineData("Europe/Berlin", "2026-03-29", "evening", "2026-03-29T16:00:00Z", "2026-03-29T21:59:59Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "night", "2026-10-24T22:00:00Z", "2026-10-25T04:59:59Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "morning", "2026-10-25T05:00:00Z", "2026-10-25T10:59:59Z")]
    [InlineData("Europe/Berlin", "2026-10-24", "evening", "2026-10-24T16:00:00Z", "2026-10-24T21:59:59Z")]
    [InlineData("America/New_York", "2026-03-08", "night", "2026-03-08T05:00:00Z", "2026-03-08T09:59:59Z")]
    [InlineData("America/New_York", "2026-03-08", "morning", "2026-03-08T10:00:00Z", "2026-03-08T15:59:59Z")]
    [InlineData("America/New_York", "2026-11-01", "night", "2026-11-01T04:00:00Z", "2026-11-01T10:59:59Z")]
    [InlineData("America/New_York", "2026-11-01", "morning", "2026-11-01T11:00:00Z", "2026-11-01T16:59:59Z")]
    // Clocks that change at midnight: in Havana to one o'clock (the day begins there) and from one back to midnight, in Santiago back to eleven.
    [InlineData("America/Havana", "2026-03-08", "night", "2026-03-08T05:00:00Z", "2026-03-08T09:59:59Z")]
    [InlineData("America/Havana", "2026-03-07", "evening", "2026-03-07T23:00:00Z", "2026-03-08T04:59:59Z")]
    [InlineData("America/Havana", "2024-11-03", "night", "2024-11-03T04:00:00Z", "2024-11-03T10:59:59Z")]
    [InlineData("America/Havana", "2024-11-02", "evening", "2024-11-02T22:00:00Z", "2024-11-03T03:59:59Z")]
    [InlineData("America/Santiago", "2026-04-04", "evening", "2026-04-04T21:00:00Z", "2026-04-05T03:59:59Z")]
    public void A_part_of_a_day_is_its_hours_on_the_clock_on_the_wall(string zone, string date, string part, string earliest, string latest)
    {
        var when = WhenInput.Read(date, part, DateTimeZoneProviders.Tzdb[zone], null, null, "").When!;
        Assert.Equal(Precision.Part, when.Precision);
        Assert.Equal((earliest, latest), (NodaTime.Text.InstantPattern.General.Format(when.Earliest), NodaTime.Text.InstantPattern.General.Format(when.Latest)));
    }

    // The parts of a day are the day: none of it belongs to two of them, none to none.
    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 29)]
    [InlineData("Europe/Berlin", 2026, 10, 25)]
    [InlineData("America/New_York", 2026, 3, 8)]
    [InlineData("America/New_York", 2026, 11, 1)]
    [InlineData("America/Havana", 2026, 3, 8)]
    [InlineData("America/Havana", 2024, 11, 3)]
    public void The_parts_of_a_day_follow_on_each_other_and_make_the_day(string zone, int year, int month, int day)
    {
        var whole = new When { Date = new LocalDate(year, month, day), Precision = Precision.Day, Zone = DateTimeZoneProviders.Tzdb[zone] };
        var at = whole.Earliest;
        foreach (var part in Enum.GetValues<DayPart>().Select(part => whole with { Precision = Precision.Part, Part = part }))
        {
            Assert.Equal(at, part.Earliest);
            at = part.Latest + Duration.FromSeconds(1);
        }

        Assert.Equal(whole.Latest + Duration.FromSeconds(1), at);
    }

    [Fact]
    public void A_run_past_midnight_ends_on_the_next_day()
    {
        var burst = Read("2026-04-17", "23:30", end: "00:30");
        Assert.Equal(Local(4, 18, 0, 30, 59), burst.LatestEnd);
        Assert.Equal(Local(4, 17, 23, 30, 59), burst.Latest);
        Assert.Equal(Local(4, 17, 3, 0, 59), Read("2026-04-17", "01:00", end: "03:00").LatestEnd);
    }

    [Theory]
    [InlineData("2026-04-17", "17:50", "")]
    [InlineData("2026-04-17", "about 3 am", "")]
    [InlineData("2026-04-17", "evening", "")]
    [InlineData("2026-04-17", "", "")]
    [InlineData("2026-04-17", "23:30", "00:30")]
    [InlineData("", "", "")]
    public void What_is_written_into_fields_reads_back_the_same(string date, string time, string end)
    {
        var when = Read(date, time, null, end);
        var fields = FieldSet.Empty.With(when, "served-");
        var back = When.Read(name => fields[name], DateTimeZoneProviders.Tzdb["Europe/Berlin"], "served-");
        Assert.Equal((when.Date, when.Time, when.EndTime, when.Precision, when.Part, when.Typed), (back.Date, back.Time, back.EndTime, back.Precision, back.Part, back.Typed));
        Assert.True(date.Length == 0 || back.Zone.Id == "America/Chicago");
    }

    [Fact]
    public void The_parts_of_an_old_time_do_not_linger_in_a_new_one()
    {
        var fields = FieldSet.Empty.With(Read("2026-04-17", "23:30", end: "00:30")).With(Read("2026-04-18"));
        Assert.Null(fields["time"]);
        Assert.Null(fields["end-time"]);
        Assert.Equal("day", fields["precision"]);
    }

    [Fact]
    public void A_moment_of_the_server_knows_which_of_two_equal_times_it_was()
    {
        var second = Instant.FromUtc(2025, 11, 2, 7, 30);
        var when = When.At(second, s_chicago);
        Assert.Equal((new LocalTime(1, 30), Fold.Second), (when.Time!.Value, when.Fold!.Value));
        Assert.Equal(second, when.Earliest);
    }

    private static (Instant, Instant) Bounds(When when) => (when.Earliest, when.Latest);
}
