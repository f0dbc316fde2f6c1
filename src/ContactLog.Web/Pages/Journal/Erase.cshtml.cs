using ContactLog.Data.Private;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Journal;

/// <summary>Erases a note, for good.</summary>
public sealed class EraseModel(CurrentUser me, CurrentCase current, PrivatePapers papers) : JournalPage(me, current, papers)
{
    /// <summary>The note.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    /// <summary>The note.</summary>
    public JournalNote Note { get; private set; } = null!;

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await Papers.FindAsync<JournalNote>(Me.Keys, PaperShelf.Journal, Id, cancel) is not { } note)
        {
            return NotFound();
        }

        Note = note.Content;
        await SetZoneAsync(cancel);
        return Page();
    }

    /// <summary>Erases it; sent twice, the second finds it done.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await Papers.EraseAsync(Me.Keys, PaperShelf.Journal, Id, cancel);
        return RedirectToPage("/Journal/Index");
    }
}
