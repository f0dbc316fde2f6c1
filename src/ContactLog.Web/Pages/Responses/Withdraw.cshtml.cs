using ContactLog.Domain.Responses;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;

namespace ContactLog.Web.Pages.Responses;

/// <summary>Withdraws what was entered by mistake, or restores it.</summary>
public sealed class WithdrawModel(CurrentCase current) : WithdrawPage<Response>(current);
