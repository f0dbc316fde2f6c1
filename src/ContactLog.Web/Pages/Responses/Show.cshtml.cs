using ContactLog.Domain.Responses;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Responses;

/// <summary>A report to an authority, a day at court, a visit or a measure.</summary>
public sealed class ShowModel(CurrentCase current) : CasePage(current)
{
    /// <summary>What was done.</summary>
    public Response Item { get; private set; } = null!;

    /// <summary>The name under which the reader stands in the record.</summary>
    public string Me => Current.Actor;

    /// <summary>Shows it.</summary>
    public IActionResult OnGet(Guid id)
    {
        if (Case.Find<Response>(id) is not { } response)
        {
            return NotFound();
        }

        Item = response;
        return Page();
    }
}
