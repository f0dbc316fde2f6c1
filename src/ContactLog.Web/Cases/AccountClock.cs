using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Cases;

/// <summary>
/// The clock of the account's own pages. A sign-in that stands five hours off her wall clock looks like a stranger's, so it is
/// the clock of her case; UTC, and said to be, for whoever has no case or one that does not open.
/// </summary>
public sealed class AccountClock(CurrentCase current)
{
    /// <summary>The zone the times are shown in. Known after <see cref="SetAsync"/>.</summary>
    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    /// <summary>The zone as it is named on the page: "Denver", "UTC".</summary>
    public string Place => Zone.Id[(Zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>Finds the zone of her case.</summary>
    // Her other pages say what is wrong with a case that does not open. This one must still let her end a stranger's session.
    public async Task SetAsync(CancellationToken cancel) => Zone = (await current.TryOpenAsync(cancel))?.Zone ?? DateTimeZone.Utc;

    /// <summary>A time on that clock, for display.</summary>
    public DateTime Show(DateTimeOffset at) => at.ToInstant().InZone(Zone).ToDateTimeUnspecified();
}
