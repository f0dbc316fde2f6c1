namespace ContactLog.Web.Demo;

/// <summary>A clock that stands where it is put. Only the demo case is built under it, so that its entries look as if they had been made over half a year.</summary>
internal sealed class DemoClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Puts the clock forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would go back: a record is written in the order of time.</exception>
    public void Set(DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(now, _now);
        _now = now;
    }
}
