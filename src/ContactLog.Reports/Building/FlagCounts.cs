using ContactLog.Domain.Incidents;

namespace ContactLog.Reports.Building;

/// <summary>
/// How some rows answer a question with yes or no. "No", "not known" and no answer are no less different than yes and no, so each row is in one
/// of four numbers and they add up to the rows: "3 yes" alone would leave a reader to take all others for a no.
/// </summary>
/// <param name="Yes">Rows that say yes; of police also those that a report to them is about.</param>
/// <param name="No">Rows that say no.</param>
/// <param name="Unknown">Rows that say that it is not known.</param>
/// <param name="Blank">Rows that say nothing.</param>
internal sealed record FlagCounts(int Yes, int No, int Unknown, int Blank)
{
    /// <summary>The answers of some rows to a question.</summary>
    public static FlagCounts Of(Making report, IReadOnlyCollection<Incident> rows, string flag)
    {
        var yes = rows.Count(row => IsYes(report, row, flag));
        int Said(string word) => rows.Count(row => row[flag] == word && !IsYes(report, row, flag));
        var (no, unknown) = (Said("no"), Said("unknown"));
        return new(yes, no, unknown, rows.Count - yes - no - unknown);
    }

    /// <summary>True when a row says yes, or a report says it of the row.</summary>
    public static bool IsYes(Making report, Incident row, string flag) => flag == "police" ? PoliceReports.IsTold(report, row) : row[flag] == "yes";

    /// <summary>2 yes, 3 no, 1 not known, 4 not answered; a nought is left out.</summary>
    public string In(Making report) => string.Join(", ", new[] { ("report.flag.yes", Yes), ("report.flag.no", No), ("report.flag.unknown", Unknown), ("report.flag.blank", Blank) }
        .Where(part => part.Item2 > 0).Select(part => report.Words[part.Item1, report.Phrases.Number(part.Item2)]));

    /// <summary>The four numbers in this order where there is no room for words, noughts too: 2 / 3 / 1 / 4.</summary>
    public string Short(Making report) => string.Join(" / ", new[] { Yes, No, Unknown, Blank }.Select(report.Phrases.Number));
}
