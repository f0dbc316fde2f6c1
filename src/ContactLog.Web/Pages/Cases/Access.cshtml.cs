using ContactLog.Data.Sharing;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>What the reader may see of a case, until when; and giving the access back.</summary>
public sealed class AccessModel(SharedCase shared, SharedCases cases, CurrentUser me) : SharedPage(shared)
{
    /// <inheritdoc/>
    protected override bool Admits(ShareRole role) => true;

    /// <summary>Shows it.</summary>
    public void OnGet()
    {
    }

    /// <summary>Gives it back.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancel)
    {
        await cases.LeaveAsync(Grant, me.Id, cancel);
        return RedirectToPage("/Cases/Index", new { over = "left" });
    }
}
