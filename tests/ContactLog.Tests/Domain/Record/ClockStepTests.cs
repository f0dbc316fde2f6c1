using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using NodaTime;

namespace ContactLog.Tests.Domain.Record;

/// <summary>Recorded times that run backwards are said; a clock that is put right by little is no such thing.</summary>
public sealed class ClockStepTests
{
    private static readonly Instant s_start = Instant.FromUtc(2026, 4, 23, 2, 14);

    [Theory]
    [InlineData("", "")]
    [InlineData("0", "")]
    [InlineData("0 0 10 20", "")]
    // Five minutes are what clocks may differ by; a second more is said.
    [InlineData("0 600 300", "")]
    [InlineData("0 600 299", "3<2")]
    [InlineData("0 3600 0 10 20", "3<2")]
    // What follows a step is measured from there: the whole rest of a record is not before what came first.
    [InlineData("7200 3600 3610 0", "2<1 4<3")]
    // Little by little is as far as in one go.
    [InlineData("600 400 301 0 100", "4<1")]
    [InlineData("0 600 400 700 450 390", "6<4")]
    public void Each_step_back_is_found_once(string seconds, string steps)
    {
        var times = seconds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => s_start + Duration.FromSeconds(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(steps, string.Join(' ', ClockStep.In(times).Select(step => $"{step.Seq}<{step.Before}")));
    }

    [Fact]
    public void A_step_says_both_times()
    {
        var step = Assert.Single(ClockStep.In([s_start + Duration.FromHours(2), s_start]));
        Assert.Equal((1, s_start + Duration.FromHours(2), 2, s_start), (step.Before, step.BeforeRecorded, step.Seq, step.Recorded));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(300, null)]
    [InlineData(301, 2)]
    public void An_entry_that_says_a_later_time_than_its_stamp_is_found(int seconds, int? late) =>
        Assert.Equal(late, RecordSeal.LaterThan(s_start, 3, [s_start, s_start + Duration.FromSeconds(seconds), s_start + Duration.FromSeconds(seconds)]));

    [Fact]
    public void An_entry_that_the_stamp_does_not_cover_may_be_later() =>
        Assert.Null(RecordSeal.LaterThan(s_start, 1, [s_start, s_start + Duration.FromHours(1)]));
}
