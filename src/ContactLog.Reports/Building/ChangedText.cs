using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;
using ContactLog.Domain.Time;
using ContactLog.Reports.Model;
using NodaTime.Text;

namespace ContactLog.Reports.Building;

/// <summary>A text of a correction as people read it: the record keeps links as numbers of entries, days as 2026-03-03, choices as words of the program.</summary>
internal static class ChangedText
{
    public static IReadOnlyList<Span> Of(Making report, ItemType type, string name, string? text)
    {
        var field = FieldCatalogue.Owner(type, name);
        return text is null || field is null ? [Span.Plain(report.Phrases.Value(type, name, text))] : field.Kind switch
        {
            FieldKind.Link when FieldSet.Empty.With(name, text).Number(name) is { } seq => Linked(report, type, name, seq),
            FieldKind.Date => [Span.Plain(Day(report, text))],
            FieldKind.When => [Span.Plain(Part(report, name[FieldCatalogue.WhenPrefix(field).Length..], text))],
            _ => [Span.Plain(report.Phrases.Value(type, name, text))],
        };
    }

    /// <summary>What an item is called where it is not beside its own text.</summary>
    public static string Name(Making report, Item item) => item switch
    {
        Incident row => report.Phrases.Whole(row),
        Line line => report.Words[line is CourtOrder ? "report.order" : "report.boundary"] + ", " + report.Phrases.Whole(line.From),
        Response response => report.Words["responses." + response.Type.Word()] + ", " + report.Phrases.Whole(response.When),
        ContactPoint point => point.Value ?? report.Words["report.nothing"],
        Contact contact => contact["name"] ?? contact.Label ?? report.Words["report.nothing"],
        Exhibit exhibit => report.LabelOf(exhibit),
        _ => report.Words["report.corrections.entry", item.FirstSeq],
    };

    // What a field named before may be what this copy leaves out.
    private static IReadOnlyList<Span> Linked(Making report, ItemType type, string name, int seq) => report.Case.Find<Item>(seq) switch
    {
        { } item when report.Scope.Holds(seq) => [Span.Plain(Name(report, item)), .. report.AfterName(item)],
        { IsWithdrawn: true } => [Span.Plain(report.Words["report.corrections.entry", seq] + ", " + report.Words["report.withdrawn"])],
        _ => [Span.Plain(report.Words["report.left-out", report.Phrases.Field(type, name)])],
    };

    private static string Day(Making report, string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } day ? report.Phrases.Day(day.Value) : text;

    private static string Part(Making report, string part, string text) => part switch
    {
        "date" or "end-date" => Day(report, text),
        "precision" => report.Words.Find("report.precision." + text) ?? text,
        "part" => report.Words.Find("report.when.part." + text) ?? text,
        "fold" => report.Words.Find("report.when.fold." + text) ?? text,
        _ => text,
    };
}
