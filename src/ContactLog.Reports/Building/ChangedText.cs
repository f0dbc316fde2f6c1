using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;
using ContactLog.Domain.Time;
using ContactLog.Reports.Model;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Reports.Building;

/// <summary>A text of a correction as people read it: the record keeps links as numbers of entries, days as 2026-03-03, choices as words of the program.</summary>
internal static class ChangedText
{
    /// <summary>The text of a field as the item had it at an entry.</summary>
    /// <param name="report">The report.</param>
    /// <param name="item">The item.</param>
    /// <param name="seq">The entry: in which zone a day or a time is meant, is what the item said then.</param>
    /// <param name="name">The name of the field in the record.</param>
    /// <param name="text">Its text; null where it said nothing.</param>
    public static IReadOnlyList<Span> Of(Making report, Item item, int seq, string name, string? text)
    {
        var type = item.Type;
        var field = FieldCatalogue.Owner(type, name);
        return text is null || field is null ? [Span.Plain(report.Phrases.Value(type, name, text))] : field.Kind switch
        {
            FieldKind.Link when FieldSet.Empty.With(name, text).Number(name) is { } linked => Linked(report, type, name, linked),
            FieldKind.Date => [Span.Plain(Day(report, text))],
            FieldKind.When => [Span.Plain(Part(report, name[FieldCatalogue.WhenPrefix(field).Length..], text, ZoneAt(item, seq, FieldCatalogue.WhenPrefix(field))))],
            _ when type == ItemType.Incident && name == "times" => [Span.Plain(report.Phrases.Zoned(text, ZoneAt(item, seq)))],
            _ => [Span.Plain(report.Phrases.Value(type, name, text))],
        };
    }

    /// <summary>What an item is called where it is not beside its own text.</summary>
    public static string Name(Making report, Item item) => item switch
    {
        Incident row => report.Phrases.Whole(row),
        Line line => report.Words[line is CourtOrder ? "report.order" : "report.boundary"] + ", " + report.Phrases.Whole(line.Named),
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

    /// <summary>The zone that the days and times of an item were meant in, at an entry.</summary>
    private static DateTimeZone ZoneAt(Item item, int seq, string prefix = "")
    {
        var fields = item.FieldsAt(seq);
        return When.Read(name => fields[name], item.CaseZone, prefix).Zone;
    }

    private static string Part(Making report, string part, string text, DateTimeZone zone) => part switch
    {
        // The parts of a time are printed as they were typed: without its zone one of another zone would be read as of this one.
        "date" or "end-date" => report.Phrases.Zoned(Day(report, text), zone),
        "time" or "end-time" => report.Phrases.Zoned(text, zone),
        "part" => report.Phrases.Zoned(report.Words.Find("report.when.part." + text) ?? text, zone),
        "precision" => report.Words.Find("report.precision." + text) ?? text,
        "fold" => report.Words.Find("report.when.fold." + text) ?? text,
        _ => text,
    };
}
