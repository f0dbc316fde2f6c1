using ContactLog.Domain.Language;
using ContactLog.Domain.Plans;
using ContactLog.Web.Cases;
using ContactLog.Web.Plans;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Plan;

/// <summary>A step that is offered or kept: its words, state, dates, note; into the record, or gone for good.</summary>
public sealed class StepModel(CurrentCase current, PlanBook plan, Words words, FieldText text, TimeProvider clock) : StepPage(current, plan, words, text, clock)
{
    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        Fill();
        return Page();
    }

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            // A step of her own that was erased in another window while she wrote here: what she wrote is not thrown away with it.
            if (Input.Id != id || PlanCatalogue.Find(Input.Area) is not { } area)
            {
                return NotFound();
            }

            Line = new(id, 0, new() { Area = area.Name });
        }

        return await SaveAsync(cancel);
    }

    /// <summary>Adds it to the record.</summary>
    public async Task<IActionResult> OnPostRecordAsync(Guid id, CancellationToken cancel) =>
        await FindAsync(id, cancel) && Line.Seen > 0 && CanBeRecorded ? await AddToRecordAsync(cancel) : NotFound();

    /// <summary>Erases it. One that is gone already is gone.</summary>
    public async Task<IActionResult> OnPostEraseAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return RedirectToPage("/Plan/Index");
        }

        await Plan.EraseAsync(id, cancel);
        return RedirectToPage("/Plan/Area", new { number = Area.Number });
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        await Plan.OpenAsync(cancel);
        Line = Plan.Find(id)!;
        return Line is not null;
    }
}
