using ContactLog.Domain.Evidence;
using ContactLog.Web.Cases;

namespace ContactLog.Web.Pages.Exhibits;

/// <summary>Every exhibit, newest label first; withdrawn ones below.</summary>
public sealed class IndexModel(CurrentCase current) : CasePage(current)
{
    /// <summary>Exhibits that were withdrawn: they keep their label.</summary>
    public IReadOnlyList<Exhibit> Withdrawn { get; private set; } = [];

    /// <summary>Shows the list.</summary>
    public void OnGet() => Withdrawn = [.. Case.Items.OfType<Exhibit>().Where(exhibit => exhibit.IsWithdrawn)];
}
