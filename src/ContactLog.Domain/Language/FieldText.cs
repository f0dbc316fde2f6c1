using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Responses;
using ContactLog.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Domain.Language;

/// <summary>
/// The catalogue and the items in words: what a field is called, what it says, when something was. Pages and
/// reports both read it, so that the same thing has the same name on screen and on paper.
/// </summary>
public sealed class FieldText(Words words)
{
    private const int TitleLength = 60;

    /// <summary>What a field is called in an item type.</summary>
    public string Label(ItemType type, string name) =>
        words.Find($"fields.{type.Word()}.{name}") ?? words[$"fields.{name}"];

    /// <summary>The line under the label, or null.</summary>
    public string? Hint(ItemType type, string name) =>
        words.Find($"fields.{type.Word()}.{name}.hint") ?? words.Find($"fields.{name}.hint");

    /// <summary>What a choice is called; the word of the record where the catalogue no longer has it.</summary>
    public string Choice(ItemType type, string name, string choice) =>
        words.Find($"fields.choice.{type.Word()}.{name}.{choice}") ?? words.Find($"fields.choice.{name}.{choice}") ?? choice;

    /// <summary>The heading of a part of the form.</summary>
    public string Section(ItemType type, string section) =>
        words.Find($"fields.section-{type.Word()}-{section}") ?? words[$"fields.section-{section}"];

    /// <summary>What a field says, for reading; null when it says nothing. Her own words come back unchanged.</summary>
    /// <param name="type">The item type.</param>
    /// <param name="field">The field.</param>
    /// <param name="fields">What the item says.</param>
    /// <param name="file">The case, for links and for its zone.</param>
    public string? Value(ItemType type, FieldDefinition field, FieldSet fields, CaseFile file)
    {
        if (field.Kind == FieldKind.When)
        {
            var when = When.Read(name => fields[name], file.Zone, FieldCatalogue.WhenPrefix(field));
            return when.Date is null ? null : Long(when, file.Zone);
        }

        return fields[field.Name] is not { } text ? null : field.Kind switch
        {
            FieldKind.Choice => Choice(type, field.Name, text),
            FieldKind.Choices => string.Join(", ", fields.List(field.Name).Select(choice => Choice(type, field.Name, choice))),
            FieldKind.YesNo => text switch { "yes" => words["fields.yes"], "no" => words["fields.no"], "unknown" => words["fields.unknown"], _ => text },
            FieldKind.Date => LocalDatePattern.Iso.Parse(text) is { Success: true } day ? Day(day.Value) : text,
            FieldKind.Link => file.Find<Item>(fields.Number(field.Name)) is { } item ? Title(item) : text,
            _ => text,
        };
    }

    /// <summary>17 April 2026.</summary>
    public string Day(LocalDate day) => Format("fields.format-day", day);

    /// <summary>17 April: where the year is said elsewhere.</summary>
    public string DayOfYear(LocalDate day) => Format("fields.format-day-year", day);

    /// <summary>Friday 17 April 2026.</summary>
    public string DayOfWeek(LocalDate day) => Format("fields.format-day-week", day);

    /// <summary>Friday 17 April: a heading, with the year beside it where it is needed.</summary>
    public string DayHeading(LocalDate day) => Format("fields.format-day-head", day);

    /// <summary>Fri 17: in the margin.</summary>
    public string DayMargin(LocalDate day) => Format("fields.format-day-margin", day);

    /// <summary>Fri 17 Apr 2026, 09:12: a moment of the server's clock in a zone.</summary>
    public string Moment(Instant instant, DateTimeZone zone)
    {
        var local = instant.InZone(zone).LocalDateTime;
        return words["fields.show-day-time", Format("fields.format-day-short", local.Date), When.Format(new LocalTime(local.Hour, local.Minute))];
    }

    /// <summary>Friday 17 April 2026, about 17:50; with the zone where it is not <paramref name="home"/>.</summary>
    public string Long(When when, DateTimeZone? home = null) => Write(when, "fields.format-day-week", home);

    /// <summary>Fri 17 Apr 2026, about 17:50.</summary>
    public string Short(When when, DateTimeZone? home = null) => Write(when, "fields.format-day-short", home);

    /// <summary>The time of day in words: <c>17:50</c>, <c>about 17:50</c>, <c>01:00 to 03:00</c>, <c>in the evening</c>; null when only the day is known.</summary>
    public string? TimeOfDay(When when)
    {
        if (when.Precision == Precision.Part && when.Part is { } part)
        {
            return words[PartKey("fields.show-", part)];
        }

        if (when.Time is not { } time)
        {
            return null;
        }

        var text = When.Format(time);
        text = when.Fold switch
        {
            Fold.First => words["fields.show-fold-first", text],
            Fold.Second => words["fields.show-fold-second", text],
            Fold.Unsure => words["fields.show-fold-unsure", text],
            _ => text,
        };
        text = when.Precision == Precision.About ? words["fields.show-about", text] : text;
        return when.EndTime is { } end ? words["fields.show-until", text, When.Format(end)] : text;
    }

    /// <summary>The time for the margin of the notebook, and the line under it.</summary>
    public (string Time, string? Under) Margin(When when) => when switch
    {
        { Precision: Precision.Part, Part: { } part } => (words[PartKey("fields.show-part-", part)], null),
        { Time: { } time, EndTime: { } end } => (When.Format(Minute(time)), words["fields.show-margin-until", When.Format(Minute(end))]),
        { Time: { } time } => (When.Format(Minute(time)), when.Precision == Precision.About ? words["fields.show-margin-about"] : null),
        _ => (words["fields.show-margin-unknown"], words["fields.show-margin-unknown-under"]),
    };

    /// <summary>What an item is called in a list, a link and a heading.</summary>
    public string Title(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item switch
        {
            Incident incident => Title(incident),
            Boundary boundary => boundary.Stated.Date is { } day ? words["fields.title-boundary", Day(day)] : words["fields.title-boundary-undated"],
            CourtOrder order => order.From.Date is { } day
                ? words["fields.title-order-served", order["title"] ?? words["fields.title-order"], Day(day)]
                : order["title"] ?? words["fields.title-order"],
            Contact contact => contact.Label ?? words["fields.title-person"],
            ContactPoint point => point.Value ?? words["fields.title-point"],
            Exhibit exhibit => exhibit["description"] is { } description ? words["fields.title-exhibit-described", exhibit.Label, description] : words["fields.title-exhibit", exhibit.Label],
            Import => words["fields.title-import"],
            RedactionMark => words["fields.title-redaction"],
            Response response => response.Name ?? words["fields.title-response." + response.Type.Word()],
            _ => words["fields.title-case"],
        };
    }

    /// <summary>What an incident is called: <c>12 missed calls</c>, <c>Voicemail, 0:41</c>, <c>In person</c>.</summary>
    public string Title(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var kind = Incident.WordOf(incident.Kind);
        var key = incident.Kind == IncidentKind.Call && incident["call-result"] is "missed" or "answered" or "rejected" or "blocked"
            ? $"fields.title-call-{incident["call-result"]}"
            : $"fields.title-{kind}";
        var title = incident switch
        {
            { Kind: IncidentKind.Other, Count: 1 } when (incident["gift"] ?? incident["narrative"]) is { } what => FirstLine(what),
            { CountAtLeast: true } => words[key + ".other", words["fields.title-at-least", Number(incident.Count)]],
            { CountAbout: true } => words[key + ".other", words["fields.title-about", Number(incident.Count)]],
            _ => words.Count(key, incident.Count),
        };
        title = incident["duration"] is { } duration && incident.Group == KindGroup.Calls ? words["fields.title-with", title, duration] : title;
        return incident.IsFromHer ? words["fields.title-own", title] : title;
    }

    private static string FirstLine(string text)
    {
        var line = text.Split('\n', 2)[0].Trim();
        if (line.Length <= TitleLength)
        {
            return line;
        }

        // Between words, and never inside a pair of surrogates.
        var cut = line.LastIndexOf(' ', TitleLength);
        cut = cut < TitleLength / 2 ? TitleLength : cut;
        return string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[cut - 1]) ? cut - 1 : cut), "…");
    }

    private string Number(int number) => number.ToString("N0", words.Culture);

    private static LocalTime Minute(LocalTime time) => new(time.Hour, time.Minute);

    private static string PartKey(string start, DayPart part) => start + part.ToString().ToLowerInvariant();

    private string Write(When when, string format, DateTimeZone? home)
    {
        ArgumentNullException.ThrowIfNull(when);
        if (when.Date is not { } date)
        {
            return words["fields.show-day-unknown"];
        }

        var text = Format(format, date);
        if (when.EndDate is { } end && end != date)
        {
            text = words["fields.show-days", text, Format(format, end)];
        }

        if (TimeOfDay(when) is { } time)
        {
            text = words["fields.show-day-time", text, time];
        }

        return home is not null && home.Id != when.Zone.Id ? words["fields.show-zone", text, when.Zone.Id] : text;
    }

    private string Format(string key, LocalDate day) => LocalDatePattern.Create(words[key], words.Culture).Format(day);
}
