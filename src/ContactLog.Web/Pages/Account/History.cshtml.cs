using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;

namespace ContactLog.Web.Pages.Account;

/// <summary>What happened to the account: sign-ins, wrong passwords, changes.</summary>
public sealed class HistoryModel(Words words, CurrentUser me, AccountHistory history, AccountClock clock) : AccountPage(words)
{
    /// <summary>The lines, newest first.</summary>
    public IReadOnlyList<AccountEvent> All { get; private set; } = [];

    /// <summary>The clock of the times.</summary>
    public AccountClock Clock => clock;

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        await clock.SetAsync(cancel);
        All = await history.ListAsync(me.Id, cancel);
    }
}
