using ContactLog.Tests.Support;
using ContactLog.Web.Sharing;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>What an advocate's list says is of her calendar and of now, not of when the line was made.</summary>
public sealed class DeskLineTests
{
    private static readonly Instant s_evening = InstantPattern.General.Parse("2026-04-24T00:30:00Z").Value;

    private static readonly DeskLine s_line = new(
        Guid.Empty,
        s_evening + Duration.FromDays(90),
        new("Blue", "2026-04-23", 0, "America/Denver", [new(0, Instant.MaxValue.ToUnixTimeSeconds()), new(0, s_evening.ToUnixTimeSeconds() + 60)], null, 0, 0, 0, [new("2026-04-23", "hearing"), new("2026-05-02", "order-ends")]),
        false,
        0,
        0,
        0);

    [Fact]
    public void The_evenings_call_is_of_today_and_todays_hearing_still_lies_ahead()
    {
        Assert.Equal(0, s_line.DaysSince(s_evening));
        Assert.Equal("hearing", s_line.NextDate(s_evening)!.What);
        Assert.Equal(1, s_line.DaysSince(s_evening + Duration.FromHours(6)));
        Assert.Equal("order-ends", s_line.NextDate(s_evening + Duration.FromHours(6))!.What);
    }

    [Fact]
    public void Lines_of_a_reader_are_made_once_at_a_time_and_what_gave_out_is_not_waited_for()
    {
        var clock = new TestClock();
        var turns = new DeskTurns(clock);
        var (reader, other) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True(turns.Begin(reader));
        Assert.True(turns.IsBusy(reader));
        Assert.False(turns.Begin(reader));
        Assert.True(turns.Begin(other));
        turns.End(reader);
        Assert.False(turns.IsBusy(reader));
        Assert.True(turns.Begin(reader));
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.False(turns.IsBusy(reader));
        Assert.True(turns.Begin(reader));
        Assert.False(turns.Begin(reader));
    }

    [Fact]
    public void An_order_that_has_expired_since_is_not_in_force()
    {
        Assert.Equal(2, s_line.InForce(s_evening));
        Assert.Equal(1, s_line.InForce(s_evening + Duration.FromMinutes(2)));
    }
}
