using ContactLog.Data.Sharing;
using ContactLog.Reports.Courts;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>What a hearing asks for, commonly or by the form that was chosen, and what of it the case does not say.</summary>
public sealed class ChecklistModel(SharedCase shared, ChosenForm chosen) : SharedPage(shared)
{
    /// <summary>What the address says for the points that forms have in common.</summary>
    public const string Common = "common";

    /// <summary>Most items that are named under one line; the rest is counted.</summary>
    public const int MostNamed = 8;

    /// <summary>The form; null for the common points.</summary>
    public Court? Court { get; private set; }

    /// <summary>True when the form shown is the one that the owner chose.</summary>
    public bool IsHers { get; private set; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<CheckLine> Lines { get; private set; } = [];

    /// <inheritdoc/>
    protected override bool OnlyAsks => true;

    /// <summary>Another form is looked at. Its name stands readable in no address.</summary>
    public IActionResult OnPost([FromForm] string? form) => RedirectToPage(new { grant = Grant, form });

    /// <summary>Shows them.</summary>
    /// <param name="form">The form, by its name, or <see cref="Common"/>; null for the one that the owner chose for her report.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task OnGetAsync([FromQuery] string? form, CancellationToken cancel)
    {
        // A form that is not there any more is none: the points in common are always right.
        var hers = Court.Find(await chosen.ReadAsync(Shared.Opened.Key!, cancel));
        Court = form is null ? hers : Court.Find(form);
        IsHers = Court is not null && Court == hers;
        Lines = Court is { } court ? FormChecklist.Of(Scoped, court) : Checklist.Of(Case);
        await Shared.LookedAsync(LookKinds.List, [.. Lines.SelectMany(line => line.Gaps.Take(MostNamed)).Select(gap => gap.Item.FirstSeq).Distinct()], cancel);
    }
}
