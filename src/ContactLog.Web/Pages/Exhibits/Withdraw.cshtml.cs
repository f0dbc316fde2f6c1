using ContactLog.Domain.Evidence;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;

namespace ContactLog.Web.Pages.Exhibits;

/// <summary>Withdraws an exhibit, or restores it.</summary>
public sealed class WithdrawModel(CurrentCase current) : WithdrawPage<Exhibit>(current);
