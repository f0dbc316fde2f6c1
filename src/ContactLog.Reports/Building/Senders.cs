using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Reports.Redaction;

namespace ContactLog.Reports.Building;

/// <summary>
/// Whose a number or account is, and how sure that is. A page of a form is filed and sworn to by itself: a bare number on it says nothing of the
/// person, and a table on another page does not say that some of the numbers are only likely theirs.
/// </summary>
internal static class Senders
{
    /// <summary>555-0142 (R. Placeholder, marked sure); the name alone where no number is noted; null where the row names nothing.</summary>
    public static string? Of(Making report, Incident row)
    {
        var words = report.Words;
        var (from, named) = (report.From(row), report.Case.Find<Contact>(row.ContactSeq));
        var point = report.Case.Find<ContactPoint>(row.ContactPointSeq);
        // A name needs no other beside it, and of a number that was not shown the row says so itself.
        if (from is null || (point?.Value ?? row["from"]) is null || (named is null && row.NamesNobody))
        {
            return from;
        }

        var inRow = named is null ? null : words["reportparts.from.row", Name(named)];
        // Two numbers of which each was removed are not known to be one.
        var same = Brackets.AreIn(row["from"]) ? null : report.Case.ListedAs(row);
        return point is not { IsWithdrawn: false, Value: not null } ? words["reportparts.from", from, inRow ?? (same is null ? words["reportparts.from.unlisted"] : words["reportparts.from.typed", Owner(report, same)])]
            : words["reportparts.from", from, words["reportparts.from.sure", named is not null && named.FirstSeq != point.ContactSeq ? inRow! : Owner(report, point), HowSure(report, point)]];
    }

    /// <summary>R. Placeholder (former partner, until October 2025).</summary>
    public static string About(Making report, Contact person)
    {
        var relation = string.Join(", ", new[] { person["relationship"], person["relationship-dates"] }.OfType<string>());
        return relation.Length == 0 ? Name(person) : report.Words["report.about", Name(person), relation];
    }

    /// <summary>Whom some rows came from, each with the numbers and accounts that are listed for the person and how sure that is: what opens a statement.</summary>
    public static IEnumerable<string> Opening(Making report, IReadOnlyList<Incident> rows)
    {
        foreach (var person in rows.Select(row => report.Case.PersonOf(row) ?? report.Case.MainContact).OfType<Contact>().DistinctBy(person => person.FirstSeq).OrderBy(person => !person.IsMain).ThenBy(person => person.FirstSeq))
        {
            var points = report.Case.ContactPoints.Where(point => point.ContactSeq == person.FirstSeq && point.Value is not null)
                .Select(point => report.Words["reportparts.from", point.Value!, string.Join(": ", new[] { HowSure(report, point), report.Said(point, "why-theirs")?.TrimEnd('.') }.OfType<string>())]).ToList();
            yield return report.Words[person.IsGoBetween ? "court.person.go-between" : person.IsMain ? "court.person.main" : "court.person", About(report, person)]
                + (points.Count == 0 ? "" : " " + report.Words["court.person.points", string.Join("; ", points)]);
        }
    }

    /// <summary>
    /// Of counted rows those of which it is not equally sure whom they came from: what rests on less than a listed number of a named person is
    /// said beside the count. A row can be in more than one of the sentences.
    /// </summary>
    public static IEnumerable<string> Doubts(Making report, IReadOnlyCollection<Incident> rows) =>
        new (string Key, Func<Incident, bool> IsOne)[]
        {
            ("report.lines.unsure", row => report.Case.Find<ContactPoint>(row.ContactPointSeq) is { } point && point["certainty"] is "likely" or "unsure"),
            ("report.lines.nobody", row => row.NamesNobody),
            ("report.lines.unlisted", row => !row.NamesNobody && row.ContactSeq is null && (!LinesSection.IsListed(report, row) || report.Case.PersonOf(row) is null)),
            ("report.lines.named", row => row.ContactSeq is not null && (row["from"] is not null || row.ContactPointSeq is not null) && !LinesSection.IsListed(report, row)),
        }
        .Select(doubt => (doubt.Key, Tally: new Tally([.. rows.Where(doubt.IsOne)]))).Where(doubt => doubt.Tally.Rows.Count > 0)
        .Select(doubt => report.Words[doubt.Key, doubt.Tally.Rows.Count, report.Phrases.Contacts(doubt.Tally)]);

    private static string Owner(Making report, ContactPoint point) => report.Case.Find<Contact>(point.ContactSeq) is { } whose ? Name(whose) : report.Words["reportparts.from.nobody"];

    private static string Name(Contact person) => person["name"] ?? person.Label ?? "";

    private static string HowSure(Making report, ContactPoint point) => report.Words["reportparts.sure." + (point["certainty"] is ("sure" or "likely" or "unsure") and var sure ? sure : "blank")];
}
