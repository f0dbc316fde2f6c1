using ContactLog.Data.Sharing;
using ContactLog.Web.Sharing;

namespace ContactLog.Web.Pages.Cases;

/// <summary>What a hearing commonly asks for, and what of it the case does not say.</summary>
public sealed class ChecklistModel(SharedCase shared) : SharedPage(shared)
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<CheckLine> Lines { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Lines = Checklist.Of(Case);
        await Shared.LookedAsync(LookKinds.List, [], cancel);
    }
}
