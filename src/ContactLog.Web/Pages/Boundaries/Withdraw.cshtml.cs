using ContactLog.Domain.Boundaries;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>Withdraws a boundary that was entered by mistake, or restores it.</summary>
public sealed class WithdrawModel(CurrentCase current) : WithdrawPage<Boundary>(current);
