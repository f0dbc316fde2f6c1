using ContactLog.Data.Record;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Language;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>A witness says in their own words what they saw of an incident that was picked for them.</summary>
public sealed class StatementModel(SharedCase shared, WitnessStatements statements, Words words) : SharedPage(shared)
{
    /// <summary>The incident.</summary>
    public Incident Incident { get; private set; } = null!;

    /// <summary>The words.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Tells a form that is sent twice.</summary>
    [BindProperty]
    public Guid? RequestId { get; set; }

    /// <inheritdoc/>
    protected override bool Admits(ShareRole role) => role == ShareRole.Witness;

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        RequestId = Guid.NewGuid();
        return Find(id) ? Page() : await OutsideAsync(cancel);
    }

    /// <summary>Adds it to the record.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!Find(id))
        {
            return await OutsideAsync(cancel);
        }

        if (string.IsNullOrWhiteSpace(Text) || Text.Length > WitnessStatements.Longest)
        {
            ModelState.AddModelError("Text", words["cases.statement.missing", WitnessStatements.Longest]);
            return Page();
        }

        try
        {
            await Shared.LookedAsync(LookKinds.Statement, [Incident.FirstSeq], cancel);
            await statements.AddAsync(Shared.Opened.Key!, Terms.Person, Grant, Incident, Text, RequestId, cancel);
        }
        catch (SharingRefusedException)
        {
            await Shared.TriedAsync(Tries.NotAllowed, cancel);
            ModelState.AddModelError("", words["cases.statement.many", WitnessStatements.Most]);
            return Page();
        }
        catch (EpochPassedException)
        {
            // The owner ended somebody's access in this very moment. What was typed stays in the form.
            ModelState.AddModelError("", words["cases.statement.again"]);
            return Page();
        }

        return RedirectToPage("/Cases/Item", new { grant = Grant, id, done = "statement" });
    }

    private bool Find(Guid id)
    {
        if (Case.Find<Incident>(id) is { } incident)
        {
            Incident = incident;
            return true;
        }

        return false;
    }
}
