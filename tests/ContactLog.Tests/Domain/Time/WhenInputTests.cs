using ContactLog.Domain.Time;
using NodaTime;

namespace ContactLog.Tests.Domain.Time;

public sealed class WhenInputTests
{
    private static readonly DateTimeZone s_chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];
    private static readonly Instant s_now = Instant.FromUtc(2026, 4, 23, 7, 14);

    [Theory]
    [InlineData("2026-04-17")]
    [InlineData("2026-4-17")]
    [InlineData("17 April 2026")]
    [InlineData("17. apr 2026")]
    [InlineData("April 17, 2026")]
    [InlineData("Apr 17 2026")]
    [InlineData("17/04/2026")]
    [InlineData("04/17/2026")]
    [InlineData("17.04.2026")]
    [InlineData("  17-04-2026 ")]
    public void A_day_is_read_in_the_forms_people_write(string text)
    {
        var (when, problem) = WhenInput.Read(text, null, s_chicago, now: s_now);
        Assert.Null(problem);
        Assert.Equal(new LocalDate(2026, 4, 17), when!.Date);
        Assert.Equal(Precision.Day, when.Precision);
        Assert.Null(when.Time);
    }

    [Theory]
    [InlineData("3/4/2026", WhenProblem.DateOrder)]
    [InlineData("30 February 2026", WhenProblem.Date)]
    [InlineData("2026-02-30", WhenProblem.Date)]
    [InlineData("31/04/2026", WhenProblem.Date)]
    [InlineData("17 Ap 2026", WhenProblem.Date)]
    [InlineData("17 Smarch 2026", WhenProblem.Date)]
    [InlineData("17/04/26", WhenProblem.Date)]
    [InlineData("0000-01-01", WhenProblem.Date)]
    [InlineData("9999-12-31", WhenProblem.Date)]
    [InlineData("yesterday", WhenProblem.Date)]
    [InlineData("٢٠٢٦-٠٤-١٧", WhenProblem.Date)]
    [InlineData("2026-04-24", WhenProblem.Future)]
    public void What_is_no_day_or_could_be_two_is_not_guessed(string text, WhenProblem expected) =>
        Assert.Equal((null, expected), WhenInput.Read(text, null, s_chicago, now: s_now));

    [Fact]
    public void A_day_that_is_the_same_either_way_round_needs_no_question() =>
        Assert.Equal(new LocalDate(2026, 4, 4), WhenInput.Read("4/4/2026", null, s_chicago).When!.Date);

    [Theory]
    [InlineData("17:50", 17, 50, 0, Precision.Exact, null)]
    [InlineData("7:05", 7, 5, 0, Precision.Exact, "7:05")]
    [InlineData("17.50", 17, 50, 0, Precision.Exact, "17.50")]
    [InlineData("17h50", 17, 50, 0, Precision.Exact, "17h50")]
    [InlineData("17:50:09", 17, 50, 9, Precision.Exact, null)]
    [InlineData("5:50 pm", 17, 50, 0, Precision.Exact, "5:50 pm")]
    [InlineData("5 p.m.", 17, 0, 0, Precision.Exact, "5 p.m.")]
    [InlineData("12 am", 0, 0, 0, Precision.Exact, "12 am")]
    [InlineData("12 PM", 12, 0, 0, Precision.Exact, "12 PM")]
    [InlineData("about 3 am", 3, 0, 0, Precision.About, "about 3 am")]
    [InlineData("~ 03:10", 3, 10, 0, Precision.About, "~ 03:10")]
    public void A_time_is_read_as_typed_and_its_precision_kept(string text, int hour, int minute, int second, Precision precision, string? typed)
    {
        var (when, problem) = WhenInput.Read("2026-04-17", text, s_chicago);
        Assert.Null(problem);
        Assert.Equal((new LocalTime(hour, minute, second), precision, typed), (when!.Time!.Value, when.Precision, when.Typed));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("25:10")]
    [InlineData("12:60")]
    [InlineData("13 pm")]
    [InlineData("0 am")]
    [InlineData("17:5")]
    [InlineData("late")]
    [InlineData("-3:00")]
    public void A_time_that_is_none_is_not_guessed(string text) =>
        Assert.Equal((null, WhenProblem.Time), WhenInput.Read("2026-04-17", text, s_chicago));

    [Theory]
    [InlineData("night", DayPart.Night)]
    [InlineData("Evening", DayPart.Evening)]
    public void A_part_of_the_day_is_kept_as_one(string text, DayPart part)
    {
        var when = WhenInput.Read("2026-04-17", text, s_chicago).When!;
        Assert.Equal((Precision.Part, part, (LocalTime?)null), (when.Precision, when.Part!.Value, when.Time));
    }

    [Fact]
    public void A_time_without_a_day_and_an_end_without_a_beginning_are_asked_about()
    {
        Assert.Equal((null, WhenProblem.TimeWithoutDate), WhenInput.Read("", "17:50", s_chicago));
        Assert.Equal((null, WhenProblem.TimeWithoutDate), WhenInput.Read(null, null, s_chicago, endTime: "03:00"));
        Assert.Equal((null, WhenProblem.Time), WhenInput.Read("2026-04-17", "", s_chicago, endTime: "03:00"));
        Assert.Equal((null, WhenProblem.Time), WhenInput.Read("2026-04-17", "01:00", s_chicago, endTime: "x"));
    }

    [Fact]
    public void A_wall_time_that_was_skipped_is_refused_and_one_that_came_twice_is_asked()
    {
        Assert.Equal((null, WhenProblem.Gap), WhenInput.Read("2026-03-08", "02:30", s_chicago));
        Assert.Equal((null, WhenProblem.Gap), WhenInput.Read("2026-03-08", "02:30", s_chicago, Fold.First));
        Assert.Equal((null, WhenProblem.Fold), WhenInput.Read("2025-11-02", "01:30", s_chicago));
        var first = WhenInput.Read("2025-11-02", "01:30", s_chicago, Fold.First).When!;
        var second = WhenInput.Read("2025-11-02", "01:30", s_chicago, Fold.Second).When!;
        Assert.Equal(Duration.FromHours(1), second.Earliest - first.Earliest);
        var unsure = WhenInput.Read("2025-11-02", "01:30", s_chicago, Fold.Unsure).When!;
        Assert.Equal((first.Earliest, second.Latest), (unsure.Earliest, unsure.Latest));
        Assert.Null(WhenInput.Read("2025-11-02", "03:30", s_chicago, Fold.First).When!.Fold);
    }

    [Fact]
    public void Later_today_has_not_come_yet_but_about_now_may_have()
    {
        Assert.Equal((null, WhenProblem.Future), WhenInput.Read("2026-04-23", "02:15", s_chicago, now: s_now));
        Assert.NotNull(WhenInput.Read("2026-04-23", "02:14", s_chicago, now: s_now).When);
        Assert.NotNull(WhenInput.Read("2026-04-23", "about 2:30 am", s_chicago, now: s_now).When);
        Assert.Equal((null, WhenProblem.Future), WhenInput.Read("2026-04-23", "evening", s_chicago, now: s_now));
        Assert.NotNull(WhenInput.Read("2026-04-23", "evening", s_chicago).When);
    }
}
