using ContactLog.Domain.Contacts;
using ContactLog.Domain.Items;
using ContactLog.Web.Cases;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>People, and the numbers, addresses and accounts through which contact comes.</summary>
public sealed class IndexModel(CurrentCase current) : CasePage(current)
{
    /// <summary>Numbers that belong to nobody yet.</summary>
    public IReadOnlyList<ContactPoint> Loose { get; private set; } = [];

    /// <summary>What was withdrawn.</summary>
    public IReadOnlyList<Item> Withdrawn { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public void OnGet()
    {
        Loose = [.. Case.ContactPoints.Where(point => Case.Find<Contact>(point.ContactSeq) is null or { IsWithdrawn: true })];
        Withdrawn = [.. Case.Items.Where(item => item is Contact or ContactPoint && item.IsWithdrawn)];
    }
}
