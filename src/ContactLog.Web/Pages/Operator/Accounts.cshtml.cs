using ContactLog.Data.Operating;
using ContactLog.Web.Operating;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Operator;

/// <summary>The accounts by their days, without names: nothing that is done here needs one.</summary>
[OperatorsOnly]
[StepUp]
public sealed class AccountsModel(ServerView server) : PageModel
{
    /// <summary>The newest of them.</summary>
    public IReadOnlyList<AccountLine> All { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => All = await server.AccountListAsync(cancel);
}
