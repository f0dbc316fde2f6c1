using ContactLog.Domain.Boundaries;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;

namespace ContactLog.Web.Pages.Orders;

/// <summary>Withdraws an order that was entered by mistake, or restores it.</summary>
public sealed class WithdrawModel(CurrentCase current) : WithdrawPage<CourtOrder>(current);
