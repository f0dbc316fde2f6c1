using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Share;

/// <summary>A page on which the owner decides who may see her case.</summary>
public abstract class SharePage(CurrentCase current, CurrentUser me, CaseSharing sharing, Words words) : CasePage(current)
{
    /// <summary>What was just done, for the line on top.</summary>
    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    /// <summary>Changes who may see the case.</summary>
    protected CaseSharing Sharing => sharing;

    /// <summary>The owner.</summary>
    protected CurrentUser Me => me;

    /// <summary>The words.</summary>
    protected Words W => words;

    /// <summary>Everybody the case is or was shared with.</summary>
    protected async Task<IReadOnlyList<Member>> MembersAsync(CancellationToken cancel) => await sharing.MembersAsync(await Current.KeyAsync(cancel), cancel);

    /// <summary>A step was refused: says why on top of the page.</summary>
    protected void Say(SharingRefusedException refused) => ModelState.AddModelError("", words["share.refused." + refused.Why.ToString().ToLowerInvariant()]);
}
