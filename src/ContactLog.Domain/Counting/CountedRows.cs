using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Responses;

namespace ContactLog.Domain.Counting;

/// <summary>
/// Which rows are in the totals: the one rule for pages, charts, reports and tables. Out are withdrawn rows, her own messages,
/// appointments, and what came from somebody else.
/// </summary>
public static class CountedRows
{
    private static readonly string[] s_flags = ["threat", "weapon", "injury", "damage", "police"];

    // What she wrote of a weapon, an injury or damage counts without the yes beside it, as it is printed without it.
    private static readonly string[] s_worse = ["weapon-what", "injury-what", "damage-what", "police-number", "breach-of"];

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

    /// <summary>
    /// True for contact that was allowed and is nothing more: she marked it as allowed (then it crossed nothing, see
    /// <see cref="CaseCounts.CrossedBy"/>), a boundary or order held when it came, whether or not that one covers its kind (an e-mail, where the
    /// boundary is about calls and leaves e-mail open), and it carries no threat, weapon, injury, damage or report to police and names no order that
    /// it broke. It stays in the totals, which say how much of them it is; no page for a court tells it, because what was allowed is no harassment.
    /// </summary>
    public static bool IsOnlyAllowed(CaseFile file, Incident row)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(row);
        return row.IsPermitted
            && !s_flags.Any(flag => row[flag] == "yes")
            && s_worse.All(name => row[name] is null)
            && !file.Responses.OfType<AuthorityReport>().Any(report => report.IsToPolice && report.AboutSeq == row.FirstSeq)
            && file.Counts.IsWhileOneHeld(row);
    }
}
