using ContactLog.Data.Record;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Sharing;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Web.Exporting;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>
/// Reports that a lawyer makes of a case that is shared as a whole. Making one is an entry in the owner's record, under
/// the name she gave the lawyer: the only entry that comes from somebody else. What the scope leaves out, the report leaves out.
/// </summary>
[StepUp(PostOnly = true)]
public sealed class ReportModel(SharedCase shared, CaseExport export, CaseOpener opener) : SharedPage(shared)
{
    /// <summary>True when no more can be made.</summary>
    public bool IsFull => Made.Count >= CaseExport.MostUnderGrant;

    /// <summary>The reports this lawyer made, newest first.</summary>
    public IReadOnlyList<OpenedEntry> Made { get; private set; } = [];

    /// <summary>The entry of the one that was just made; null when none was.</summary>
    public int? Fresh { get; private set; }

    /// <summary>A4; otherwise Letter.</summary>
    [BindProperty]
    public bool A4 { get; set; }

    /// <summary>Tells a form that is sent twice.</summary>
    [BindProperty]
    public Guid? RequestId { get; set; }

    /// <inheritdoc/>
    protected override bool Admits(ShareRole role) => role == ShareRole.Lawyer;

    /// <summary>Shows what was made, and what can be.</summary>
    public async Task OnGetAsync(int? made, CancellationToken cancel)
    {
        RequestId = Guid.NewGuid();
        Made = [.. (await opener.OpenAsync(Shared.Opened.Key!, cancel)).Entries.Where(entry => CaseExport.IsUnder(entry, Grant)).Reverse()];
        Fresh = IsOwner ? null : Made.FirstOrDefault(entry => entry.Seq == made)?.Seq;
    }

    /// <summary>Makes one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // Of a part of the record, or without its details, no report is made here: it could not say what the rest is, and must not show it.
        if (!Scoped.Scope.MayBeReported)
        {
            await Shared.TriedAsync(Tries.NotAllowed, cancel);
            return NotFound();
        }

        await Shared.LookedAsync(LookKinds.Export, [], cancel);
        try
        {
            var seq = await export.RecordAsync(Shared.Opened.Key!, Terms.Person, Options(Terms.Scope, A4), RequestId, cancel, Grant);
            // A file leaves the browser standing where it was: after the password was asked for, on a page that asks to send the same once more.
            return RedirectToPage(new { grant = Grant, made = seq });
        }
        catch (SharingRefusedException)
        {
            await Shared.TriedAsync(Tries.NotAllowed, cancel);
            return NotFound();
        }
        catch (EpochPassedException)
        {
            // The owner ended somebody's access in this very moment; the page opens anew under the new key, if it was not this one.
            return RedirectToPage(new { grant = Grant });
        }
    }

    /// <summary>What a lawyer's report holds: as much as the scope, whatever a form says.</summary>
    internal static ReportOptions Options(CaseScope scope, bool a4) => new()
    {
        Paper = a4 ? Paper.A4 : Paper.Letter,
        WithImpact = false,
        WithPlaces = scope.WithDetails,
        WithWitnesses = scope.WithDetails,
    };
}
