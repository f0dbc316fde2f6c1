using ContactLog.Domain.Cases;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;

namespace ContactLog.Reports.Courts;

/// <summary>
/// Which rows the questions of a court are about: one rule for the pages that answer them, for the section on the most recent and the most
/// serious incident, and for the list of what a form would still want to know.
/// </summary>
public sealed class AskedRows
{
    /// <summary>Sorts rows by the rule.</summary>
    /// <param name="file">The opened case.</param>
    /// <param name="rows">The rows that are in.</param>
    /// <param name="mostSerious">The first entry of the row she chose as the most serious; null when she chose none.</param>
    public AskedRows(CaseFile file, IReadOnlyList<Incident> rows, int? mostSerious)
    {
        ArgumentNullException.ThrowIfNull(rows);
        OnlyAllowed = [.. rows.Where(row => CountedRows.IsOnlyAllowed(file, row))];
        MostSerious = mostSerious is { } seq ? rows.FirstOrDefault(row => row.FirstSeq == seq) : null;
        All = [.. rows.Except(OnlyAllowed.Where(row => row != MostSerious))];
        MostRecent = All.Where(row => row.When.Date is not null).MaxBy(row => row.When.Earliest);
        Earlier = [.. All.Where(row => row != MostRecent)];
        Other = [.. Earlier.Where(row => row != MostSerious)];
    }

    /// <summary>Contact that was only allowed (<see cref="CountedRows.IsOnlyAllowed"/>).</summary>
    public IReadOnlyList<Incident> OnlyAllowed { get; }

    /// <summary>All but what was only allowed; what she chose as the most serious in any case.</summary>
    public IReadOnlyList<Incident> All { get; }

    /// <summary>The latest whose day is known; of several the one that began last.</summary>
    public Incident? MostRecent { get; }

    /// <summary>The one she chose; null when she chose none, or one that is not in.</summary>
    public Incident? MostSerious { get; }

    /// <summary>All but the most recent.</summary>
    public IReadOnlyList<Incident> Earlier { get; }

    /// <summary>What neither the question about the most recent nor the one about the most serious tells.</summary>
    public IReadOnlyList<Incident> Other { get; }
}
