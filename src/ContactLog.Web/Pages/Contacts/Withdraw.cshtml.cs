using ContactLog.Domain.Contacts;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>Withdraws a person, or restores it.</summary>
public sealed class WithdrawModel(CurrentCase current) : WithdrawPage<Contact>(current);
