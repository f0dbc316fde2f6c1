using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Timeline;

/// <summary>What came after a boundary or order: exactly the rows that its numbers count.</summary>
public sealed class AfterModel(CurrentCase current, IncidentText incidents) : CasePage(current)
{
    /// <summary>The words for the groups of kinds in the address.</summary>
    internal static readonly IReadOnlyList<(string Word, KindGroup Group)> Groups = [("calls", KindGroup.Calls), ("messages", KindGroup.Messages), ("in-person", KindGroup.InPerson)];

    /// <summary>The words for how rows stand to the line.</summary>
    internal static readonly IReadOnlyList<string> Standings = ["after", "others", "permitted", "undetermined"];

    /// <summary>The boundary or order.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>One group of kinds; all when null.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    /// <summary>How the rows stand to the line; those that count when null.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Standing { get; set; }

    /// <summary>The part shown, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int Part { get; set; } = 1;

    /// <summary>The boundary or order.</summary>
    public Line Line { get; private set; } = null!;

    /// <summary>Its counts.</summary>
    public LineCount Count { get; private set; } = null!;

    /// <summary>Which standing is shown.</summary>
    public string Shown => Standings.Contains(Standing, StringComparer.Ordinal) ? Standing! : "after";

    /// <summary>Which group is shown, or null.</summary>
    public string? ShownGroup => Groups.Any(group => group.Word == Group) ? Group : null;

    /// <summary>The rows.</summary>
    public Tally Rows { get; private set; } = null!;

    /// <summary>The rows as a notebook.</summary>
    public Notebook Notebook { get; private set; } = null!;

    /// <summary>The rows of a standing.</summary>
    public Tally Of(string standing) => standing switch
    {
        "others" => Count.ThroughOthers,
        "permitted" => Count.Permitted,
        "undetermined" => Count.OrderNotDetermined,
        _ => Count.After,
    };

    /// <summary>Shows them.</summary>
    public void OnGet()
    {
        Rows = Of(Shown);
        if (ShownGroup is { } word)
        {
            Rows = Rows.Of(Groups.First(group => group.Word == word).Group);
        }

        Notebook = Notebook.Of(Case, incidents, Rows.Rows, Shown == "undetermined" ? [] : [Line], oldestFirst: false, Part);
    }

    /// <inheritdoc/>
    protected override IActionResult? Refuse()
    {
        // A withdrawn boundary counts nothing and stands on no page of counts.
        if (Case.Find<Line>(Id) is not { IsWithdrawn: false } line)
        {
            return NotFound();
        }

        Line = line;
        Count = Case.Counts.After(line);
        return null;
    }
}
