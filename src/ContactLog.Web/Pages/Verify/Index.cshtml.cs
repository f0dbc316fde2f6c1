using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Reports.Bundle;
using ContactLog.Web.Security;
using ContactLog.Web.Stamping;
using ContactLog.Web.Uploads;
using ContactLog.Web.Verifying;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Verify;

/// <summary>
/// Checks a bundle that is dropped on it, from this program or another copy of it. For whoever is signed in
/// (docs/decisions/checking-a-bundle-in-the-browser.md); it needs no record and reads none.
/// </summary>
[StreamedForm]
internal sealed class IndexModel(BundleDesk desk, CurrentUser me, CaseSeals seals, Words words) : PageModel
{
    /// <summary>More printed hashes than these are not shown one by one.</summary>
    public const int MostShown = 200;

    /// <summary>The name of the file field; only for its error.</summary>
    public string? Bundle { get; private set; }

    /// <summary>What was pasted from a report.</summary>
    public string Printed { get; private set; } = "";

    /// <summary>What the check found; null before one.</summary>
    public BundleVerdict? Verdict { get; private set; }

    /// <summary>The hashes that were pasted, each with what in the bundle has it; null for nothing.</summary>
    public IReadOnlyList<(PrintedHash Hash, string? What)> Compared { get; private set; } = [];

    /// <summary>True for a root that whoever runs this program has named for an authority.</summary>
    public bool IsNamedHere(string fingerprint) => seals.Roots.Roots.Any(root => Domain.Stamps.PinnedRoots.Fingerprint(root) == fingerprint);

    /// <summary>Checks.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var upload = await desk.CheckAsync(HttpContext, me.Id, cancel);
        if (upload.Fault == CheckFault.Forged)
        {
            return BadRequest();
        }

        Printed = upload.Printed;
        if (upload.Fault is { } fault)
        {
            ModelState.AddModelError(nameof(Bundle), words["verify.fault." + fault.ToString().ToLowerInvariant()]);
            Response.StatusCode = fault == CheckFault.Busy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
            return Page();
        }

        Verdict = upload.Verdict!;
        if (Verdict.IsWhole)
        {
            Compared = [.. PrintedHashes.Read(Printed).Select(one => (one, What(one.Hash)))];
        }

        return Page();
    }

    private string? What(Digest hash) => Verdict!.Hashes.TryGetValue(hash, out var what) ? what : null;
}
