using ContactLog.Domain.Language;
using ContactLog.Domain.Plans;
using ContactLog.Web.Cases;
using ContactLog.Web.Plans;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Plan;

/// <summary>A step of her own.</summary>
public sealed class AddModel(CurrentCase current, PlanBook plan, Words words, FieldText text, TimeProvider clock) : StepPage(current, plan, words, text, clock)
{
    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(int number)
    {
        if (PlanCatalogue.Find(number) is not { } area)
        {
            return NotFound();
        }

        Input.Id = Guid.NewGuid();
        Line = new(Input.Id, 0, new() { Area = area.Name });
        return Page();
    }

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(int number, CancellationToken cancel)
    {
        if (PlanCatalogue.Find(number) is not { } area)
        {
            return NotFound();
        }

        Line = new(Input.Id, 0, new() { Area = area.Name });
        return await SaveAsync(cancel);
    }
}
