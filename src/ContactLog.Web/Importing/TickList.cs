namespace ContactLog.Web.Importing;

/// <summary>
/// Records that are left out unless she ticks them, a page at a time: there can be thousands, and each is hers to decide. What is ticked on pages that are
/// not shown goes along in one field, as a form takes only so many.
/// </summary>
/// <param name="All">All of them.</param>
/// <param name="Wanted">The page that is asked for, from 1; the nearest there is is shown.</param>
/// <param name="Ticked">The places of those that are ticked.</param>
internal sealed record TickList(IReadOnlyList<Planned> All, int Wanted, IReadOnlySet<string> Ticked)
{
    /// <summary>How many stand on a page.</summary>
    public const int MostListed = 200;

    /// <summary>How many there are.</summary>
    public int Count => All.Count;

    /// <summary>The last page, from 1.</summary>
    public int Pages => Math.Max(1, (All.Count + MostListed - 1) / MostListed);

    /// <summary>The page that is shown.</summary>
    public int Page => Math.Clamp(Wanted, 1, Pages);

    /// <summary>Those that are listed.</summary>
    public IReadOnlyList<Planned> Listed => [.. All.Skip((Page - 1) * MostListed).Take(MostListed)];

    /// <summary>How many are ticked, on all pages together.</summary>
    public int TickedCount => All.Count(planned => Ticked.Contains(planned.Item.Locator.Path));
}

/// <summary>The buttons under such a list.</summary>
/// <param name="List">The list.</param>
/// <param name="Turn">The name of the field that turns its page.</param>
/// <param name="Here">The address that leads back to it.</param>
internal sealed record TickPages(TickList List, string Turn, string? Here);
