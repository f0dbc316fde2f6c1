using ContactLog.Data.Sharing;
using ContactLog.Reports.Courts;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>What a hearing asks for, commonly or by the form that was chosen, and what of it the case does not say.</summary>
public sealed class ChecklistModel(SharedCase shared) : SharedPage(shared)
{
    /// <summary>Most items that are named under one line; the rest is counted.</summary>
    public const int MostNamed = 8;

    /// <summary>The form, by its name; without one the points that forms have in common.</summary>
    [BindProperty(SupportsGet = true, Name = "form")]
    public string? Form { get; set; }

    /// <summary>The form; null for the common points.</summary>
    public Court? Court { get; private set; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<CheckLine> Lines { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Court = Court.Find(Form);
        Lines = Court is { } court ? FormChecklist.Of(Scoped, court) : Checklist.Of(Case);
        await Shared.LookedAsync(LookKinds.List, [], cancel);
    }
}
