using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Reports.Building;

namespace ContactLog.Reports.Courts;

/// <summary>
/// What violated an order: under each of its terms the rows that name it. That something came after an order does not say that it broke
/// it, and a petition is sworn to; what only came after is counted in a sentence.
/// </summary>
internal static class BrokenTerms
{
    /// <summary>An order, its terms that rows name, and how much is not listed; a paragraph each.</summary>
    public static IEnumerable<string> Of(Making report, LineCount count)
    {
        if (count.Line is not CourtOrder order)
        {
            yield break;
        }

        yield return CourtAnswers.Order(report, order);
        var told = report.Told.ToHashSet();
        var terms = OrderTerms.Of(report.Case, order).Select(term => (term.Words, Rows: term.Incidents.Where(told.Contains).ToList())).Where(term => term.Rows.Count > 0).ToList();
        if (terms.Count == 0)
        {
            yield return report.Words["court.terms.none"];
        }

        foreach (var (term, rows) in terms)
        {
            yield return term is null ? report.Words["court.terms.no-term"] : report.Words["report.quote", term];
            foreach (var text in CourtAnswers.Shown(report, rows, row => Standing(report, order, row)))
            {
                yield return text;
            }
        }

        var named = terms.SelectMany(term => term.Rows).ToHashSet();
        List<Incident> Left(Tally tally) => [.. tally.Rows.Where(row => !named.Contains(row))];
        string Apart(string key, Tally tally) => new Tally(Left(tally)) is { Rows.Count: > 0 } left
            ? report.Words[key, report.Phrases.Number(left.Rows.Count), report.Phrases.Contacts(left)]
            : "";
        Tally[] apart = [count.After, count.ThroughOthers, count.Permitted, count.OrderNotDetermined];
        yield return string.Join(' ', ((string[])
        [
            Apart("court.terms.after", count.After), Apart("court.terms.through", count.ThroughOthers),
            Apart("court.terms.permitted", count.Permitted), Apart("court.terms.undetermined", count.OrderNotDetermined),
            .. Senders.Doubts(report, [.. apart.SelectMany(Left)]),
        ]).Where(text => text.Length > 0));
    }

    // She says that it broke the order; where the record says otherwise the reader finds it here and not from the other side.
    private static string? Standing(Making report, CourtOrder order, Incident row) => report.Case.Counts.StandingOf(row, order) switch
    {
        _ when CountedRows.IsOfOthers(report.Case, row) => report.Words["report.row.other"] + ".",
        Domain.Counting.Standing.Outside => report.Words["court.terms.outside"],
        Domain.Counting.Standing.OrderNotDetermined => report.Words["court.terms.unsure"],
        Domain.Counting.Standing.NotCovered => report.Words[order.IsCounted ? "court.terms.not-covered" : "court.terms.not-served"],
        _ => null,
    };
}
