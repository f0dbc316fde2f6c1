using ContactLog.Domain.Contacts;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>Withdraws a number, or restores it.</summary>
public sealed class WithdrawPointModel(CurrentCase current) : WithdrawPage<ContactPoint>(current);
