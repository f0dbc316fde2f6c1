using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using NodaTime;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>A boundary or order as its card shows it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Line">The boundary or order.</param>
/// <param name="Now">Now.</param>
/// <param name="IsPage">True on its own page, where there is no link to it.</param>
public sealed record LineView(CaseFile Case, Line Line, Instant Now, bool IsPage = false)
{
    /// <summary>What came after it; null for a withdrawn one, after which nothing is counted.</summary>
    public LineCount? Count { get; } = Line.IsWithdrawn ? null : Case.Counts.After(Line);

    /// <summary>In a sentence, where it stands.</summary>
    public string Heading(Words words, FieldText text) => Line switch
    {
        { IsWithdrawn: true } => text.Title(Line),
        CourtOrder { From.Date: null } => words["boundary.order.not-served", Line["title"] is { } title ? UserText.Visible(title) : words["fields.title-order"]],
        CourtOrder => UserText.Visible(text.Title(Line)),
        { From.Date: null } => words["boundary.no-date"],
        { WasCommunicated: false, Named.Date: { } day } => words["boundary.not-arrived", text.Day(day)],
        { Named.Date: { } day } when Line.HoldsUntil < Now => words["boundary.was-in-force", text.Day(day)],
        { From.Date: { } day } when Line.HoldsUntil >= Now => words["boundary.in-force", text.Day(day)],
        _ => text.Title(Line),
    };

    /// <summary>When and to whom: the day, the time and the means.</summary>
    public string? Said(Words words, FieldText text) => Line.Named.Date is null ? null
        : Line["channel"] is { } channel ? words["boundary.said-by", text.Short(Line.Named, Case.Zone), words["boundary.by." + channel]]
        : text.Short(Line.Named, Case.Zone);

    /// <summary>The person, and the number or address that she named.</summary>
    public string? To(FieldText text) => Joined(
        Case.Find<Contact>(Line.ContactSeq) is { } contact ? text.Title(contact) : null,
        Line["to"]);

    /// <summary>Whether it arrived, when, and how she knows.</summary>
    public string? Arrived(Words words, FieldText text) => Joined(
        Line["delivered"] switch { "yes" => words["fields.yes"], "no" => words["fields.no"], "unknown" => words["fields.unknown"], _ => null },
        Line is Boundary { Arrived: { } arrived } ? text.Short(arrived, Case.Zone) : null,
        Line["delivered-how"]);

    /// <summary>What it covers.</summary>
    public string Covers(Words words, FieldText text)
    {
        var kinds = Line.CoversAll ? words["boundary.covers.all"]
            : string.Join(", ", Line.Fields.List("covers").Select(kind => text.Choice(Line.Type, "covers", kind)));
        return Line.CoversOthers ? words["boundary.covers.others", kinds] : kinds;
    }

    /// <summary>Why and when a line no longer holds.</summary>
    public static string Ended(Line line, CaseFile file, Words words, FieldText text)
    {
        var day = line.Until.Date is { } until ? text.Day(until) : "";
        return line is CourtOrder ? words["boundary.expired", day]
            : file.Lines.OfType<Boundary>().Any(other => other.Fields.Number("replaces") == line.FirstSeq) ? words["boundary.replaced", day]
            : words["boundary.ended", day];
    }

    /// <summary>14 incidents, 35 contacts.</summary>
    public static string Sum(Tally tally, Words words) =>
        words["boundary.sum", words.Count("boundary.incidents", tally.Incidents), tally.ContactsIn(words)];

    /// <summary>What is kept apart from the sum, with the ends of its addresses and the keys of its words.</summary>
    public static IReadOnlyList<(Tally Tally, string Way, string Word)> Apart(LineCount count) =>
    [
        (count.ThroughOthers, "through-others", "boundary.apart.through-others"),
        (count.Permitted, "permitted", "boundary.apart.permitted"),
        (count.OrderNotDetermined, "undetermined", "boundary.apart.undetermined"),
    ];

    /// <summary>The page of the rows behind a number of a line.</summary>
    /// <param name="line">The boundary or order.</param>
    /// <param name="way">Which of its numbers: a group of kinds, or a part that is kept apart; null for all that counts.</param>
    public static string Address(Guid line, string? way = null) => $"~/Timeline/After/{line}" + way switch
    {
        null => "",
        "calls" or "messages" or "in-person" => "?group=" + way,
        "through-others" => "?standing=others",
        _ => "?standing=" + way,
    };

    private static string? Joined(params string?[] parts) =>
        string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? text : null;
}
