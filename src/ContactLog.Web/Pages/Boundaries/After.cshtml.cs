using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>The rows behind a number of a boundary or order.</summary>
public sealed class AfterModel(CurrentCase current) : CasePage(current)
{
    /// <summary>The boundary or order.</summary>
    public Line Line { get; private set; } = null!;

    /// <summary>Which of its numbers.</summary>
    public string Which { get; private set; } = "all";

    /// <summary>The rows and their sums.</summary>
    public Tally Tally { get; private set; } = null!;

    /// <summary>Shows the rows; a number that it does not have is not found.</summary>
    public IActionResult OnGet(Guid id, string? which)
    {
        if (Case.Find<Line>(id) is not { IsWithdrawn: false } line)
        {
            return NotFound();
        }

        var count = Case.Counts.After(line);
        Tally? tally = which switch
        {
            null => count.After,
            "calls" => count.After.Of(KindGroup.Calls),
            "messages" => count.After.Of(KindGroup.Messages),
            "in-person" => count.After.Of(KindGroup.InPerson),
            "through-others" => count.ThroughOthers,
            "permitted" => count.Permitted,
            "undetermined" => count.OrderNotDetermined,
            _ => null,
        };
        if (tally is null)
        {
            return NotFound();
        }

        (Line, Which, Tally) = (line, which ?? "all", tally);
        return Page();
    }
}
