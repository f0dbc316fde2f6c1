using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;

namespace ContactLog.Web.Pages.Orders;

/// <summary>An order with the entries that name each of its terms, to whoever may read both.</summary>
/// <param name="Case">The case, or the part of it that is shared.</param>
/// <param name="Order">The order.</param>
/// <param name="Entries">What stands before the id in the address of an entry.</param>
/// <param name="After">The page of the entries after it; null where there is none.</param>
public sealed record TermsView(CaseFile Case, CourtOrder Order, string Entries, string? After = null)
{
    /// <summary>The terms.</summary>
    public IReadOnlyList<OrderTerm> Terms { get; } = OrderTerms.Of(Case, Order);

    /// <summary>How many entries that count after it name neither it nor another order.</summary>
    public int Unnamed { get; } = After is null || Order.IsWithdrawn ? 0 : Case.Counts.After(Order).After.Rows.Count(row => row.Fields.Number("breach-of") is null);
}
