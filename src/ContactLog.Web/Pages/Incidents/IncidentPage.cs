using ContactLog.Data.Record;
using ContactLog.Domain.Incidents;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>A page about one incident of her case. Any other id, of another case or of nothing, is answered alike.</summary>
public abstract class IncidentPage(CurrentCase current) : CasePage(current)
{
    /// <summary>The incident.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    /// <summary>The incident.</summary>
    public Incident Incident { get; protected set; } = null!;

    /// <summary>The name under which she stands in the record.</summary>
    public string Me => Current.Actor;

    /// <inheritdoc/>
    protected override IActionResult? Refuse()
    {
        if (Case.Find<Incident>(Id) is not { } found)
        {
            return NotFound();
        }

        Incident = found;
        return null;
    }

    /// <summary>Appends about the incident as it was opened; when another window was first, nothing, and the page shows what it did.</summary>
    protected async Task AppendOnceAsync(EntryDraft draft, CancellationToken cancel)
    {
        try
        {
            await Current.AppendAsync(null, [draft], cancel);
        }
        catch (ItemChangedException)
        {
            // A button pressed twice, most often. What the first one did is there; the page that follows shows it.
        }
    }
}
