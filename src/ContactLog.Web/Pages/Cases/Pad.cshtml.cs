using ContactLog.Data.Sharing;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>A scratch pad that only the reader opens.</summary>
public sealed class PadModel(SharedCase shared, Desks desks, CurrentUser me) : SharedPage(shared)
{
    /// <summary>What is written.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>It was just kept.</summary>
    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    /// <summary>Shows it; to nobody else, the owner neither.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (IsOwner)
        {
            return NotFound();
        }

        Text = await desks.PadAsync(Grant, me.Keys, cancel);
        return Page();
    }

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await desks.WritePadAsync(Grant, me.Keys, Text ?? "", cancel);
        return RedirectToPage(new { grant = Grant, done = "kept" });
    }
}
