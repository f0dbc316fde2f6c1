using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;

namespace ContactLog.Domain.Counting;

/// <summary>
/// Which rows are in the totals: the one rule for pages, charts, reports and tables. Out are withdrawn rows, her own messages,
/// appointments, and what came from somebody else.
/// </summary>
public static class CountedRows
{
    /// <summary>
    /// True for a row of a person who is marked as someone else: kept and shown, in no total. A row that says through whom it came
    /// is contact for the person the record is about; and a person whom a boundary or an order names is one of those the record is about.
    /// </summary>
    public static bool IsOfOthers(CaseFile file, Incident row)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(row);
        return row["through"] is null && file.PersonOf(row) is { IsOther: true } person && !file.Lines.Any(line => line.ContactSeq == person.FirstSeq);
    }

    /// <summary>True when it is in the totals.</summary>
    public static bool Has(CaseFile file, Incident row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return !row.IsWithdrawn && !row.IsOwn && !IsOfOthers(file, row);
    }
}
