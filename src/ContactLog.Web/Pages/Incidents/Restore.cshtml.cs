using ContactLog.Data.Record;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>Brings a withdrawn incident back.</summary>
public sealed class RestoreModel(CurrentCase current) : IncidentPage(current)
{
    /// <summary>Why, in her words.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Shows the question; nothing to ask when it counts.</summary>
    public IActionResult OnGet() => Incident.IsWithdrawn ? Page() : RedirectToPage("/Incidents/Index", new { id = Id });

    /// <summary>Restores it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Incident.IsWithdrawn)
        {
            await AppendOnceAsync(EntryDraft.Restore(Incident, Reason?.Trim()), cancel);
        }

        return RedirectToPage("/Incidents/Index", new { id = Id });
    }
}
