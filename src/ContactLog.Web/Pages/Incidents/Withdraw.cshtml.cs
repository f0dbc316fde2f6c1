using ContactLog.Data.Record;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>Asks why an incident should no longer count, and withdraws it. Its text stays in the record.</summary>
public sealed class WithdrawModel(CurrentCase current) : IncidentPage(current)
{
    /// <summary>Why, in her words.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Shows the question; nothing to ask when it is withdrawn.</summary>
    public IActionResult OnGet() => Incident.IsWithdrawn ? RedirectToPage("/Incidents/Index", new { id = Id }) : Page();

    /// <summary>Withdraws it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // Sent twice, the second finds it done. A change by another window does not stand against it: it stays in the record.
        if (!Incident.IsWithdrawn)
        {
            await AppendOnceAsync(EntryDraft.Withdraw(Incident, Reason?.Trim()), cancel);
        }

        return RedirectToPage("/Incidents/Index", new { id = Id });
    }
}
