using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Items;
using ContactLog.Web.Cases;
using NodaTime;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>The boundaries she stated and the orders of courts, each with what came after it.</summary>
public sealed class IndexModel(CurrentCase current, TimeProvider clock) : CasePage(current)
{
    /// <summary>Now, by the server's clock.</summary>
    public Instant Now { get; } = Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <summary>What holds, and what waits for a date or for being served.</summary>
    public IReadOnlyList<Line> Standing { get; private set; } = [];

    /// <summary>What no longer holds.</summary>
    public IReadOnlyList<Line> Over { get; private set; } = [];

    /// <summary>What was withdrawn.</summary>
    public IReadOnlyList<Item> Withdrawn { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public void OnGet()
    {
        Over = [.. Case.Lines.Where(line => line.HoldsUntil < Now)];
        Standing = [.. Case.Lines.Except(Over)];
        Withdrawn = [.. Case.Items.Where(item => item is Line && item.IsWithdrawn)];
    }
}
