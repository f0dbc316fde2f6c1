using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;
using ContactLog.Web.Cases;

namespace ContactLog.Web.Pages.Responses;

/// <summary>What was done about it: reports, days at court, visits, measures.</summary>
public sealed class IndexModel(CurrentCase current) : CasePage(current)
{
    /// <summary>Those of a type, newest first; what has no day comes first.</summary>
    public IEnumerable<Response> Of(ItemType type) => Case.Responses.Where(response => response.Type == type).Reverse();

    /// <summary>What was withdrawn.</summary>
    public IEnumerable<Response> Withdrawn => Case.Items.OfType<Response>().Where(response => response.IsWithdrawn);
}
