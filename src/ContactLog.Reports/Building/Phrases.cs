using System.Globalization;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Reports.Building;

/// <summary>Dates, times and counts in the words of the report. Labels and facts only: no sentence here says more than a field does.</summary>
internal sealed class Phrases(Words words, DateTimeZone zone)
{
    private readonly LocalDatePattern _day = LocalDatePattern.Create(words["report.format.day"], words.Culture);
    private readonly LocalDatePattern _dayOfWeek = LocalDatePattern.Create(words["report.format.day-of-week"], words.Culture);
    private readonly LocalDatePattern _short = LocalDatePattern.Create(words["report.format.short"], words.Culture);
    private readonly LocalDatePattern _name = LocalDatePattern.Create(words["report.format.name"], words.Culture);
    private readonly LocalDatePattern _shortYear = LocalDatePattern.Create(words["pattern.format.year"], words.Culture);
    private readonly LocalDatePattern _narrow = LocalDatePattern.Create(words["report.format.narrow"], words.Culture);

    /// <summary>3 March 2026.</summary>
    public string Day(LocalDate date) => _day.Format(date);

    /// <summary>Tue 3 March 2026.</summary>
    public string DayOfWeek(LocalDate date) => _dayOfWeek.Format(date);

    /// <summary>3 Mar, under and in a chart.</summary>
    public string Short(LocalDate date) => _short.Format(date);

    /// <summary>3 Mar 2026.</summary>
    public string NarrowDay(LocalDate date) => _shortYear.Format(date);

    /// <summary>A recorded instant in the zone of the case, to the minute.</summary>
    public string Recorded(Instant instant)
    {
        var local = instant.InZone(zone).LocalDateTime;
        return words["report.when.at", Day(local.Date), When.Format(new LocalTime(local.Hour, local.Minute))];
    }

    /// <summary>The same where there is little room: the day with its month in three letters.</summary>
    public string NarrowRecorded(Instant instant)
    {
        var local = instant.InZone(zone).LocalDateTime;
        return words["report.when.at", _shortYear.Format(local.Date), When.Format(new LocalTime(local.Hour, local.Minute))];
    }

    /// <summary>The day of a time, or that it is not known.</summary>
    public string DayOf(When when) => DayOf(when, DayOfWeek);

    /// <summary>The day of a time where there is little room: every month fits on one line.</summary>
    public string NarrowDayOf(When when) => DayOf(when, _narrow.Format);

    /// <summary>A time as the clock that the report shows had it.</summary>
    public When Shown(When when) => when.In(zone);

    private string DayOf(When when, Func<LocalDate, string> day) => Shown(when) is not { Date: { } date } shown ? words["report.when.unknown-day"]
        : shown.EndDate is { } end && end != date ? words["report.when.days", day(date), day(end)]
        : day(date);

    /// <summary>The zone of a time that the clock of the report cannot show: a day, a part of one, or one of two equal times. Null for every other.</summary>
    public string? ZoneOf(When when) => Shown(when) is { Date: not null } shown && shown.Zone.Id != zone.Id ? shown.Zone.Id : null;

    /// <summary>A day or time as it was typed, with its zone where that is not the one that is shown.</summary>
    public string Zoned(string text, DateTimeZone typed) => typed.Id == zone.Id ? text : words["report.when.zone", text, typed.Id];

    /// <summary>What is said of a time, with its zone where that is not the one that is shown.</summary>
    public string Zoned(string text, When when) => ZoneOf(when) is { } other ? words["report.when.zone", text, other] : text;

    /// <summary>The time of day, with its precision and the zone where it is not the one that is shown; never an invented minute.</summary>
    public string TimeOf(When when) => Zoned(ClockOf(when), when);

    private string ClockOf(When when)
    {
        if (when.Date is null)
        {
            return "";
        }

        when = Shown(when);
        var text = when.Precision switch
        {
            Precision.Exact when when.Time is { } time && when.EndTime is { } end => words["report.when.to", When.Format(time), When.Format(end)],
            Precision.Exact when when.Time is { } time => When.Format(time),
            // When it ended is recorded and counted with; a stay of hours must not read as a moment.
            Precision.About when when.Time is { } time && when.EndTime is { } end => words["report.when.to", words["report.when.about", When.Format(time)], When.Format(end)],
            Precision.About when when.Time is { } time => words["report.when.about", When.Format(time)],
            Precision.Part when when.Part is { } part => words["report.when.part." + part.ToString().ToLowerInvariant()],
            _ => words["report.when.unknown-time"],
        };
        text += when.Fold switch
        {
            Fold.First => " " + words["report.when.fold.first"],
            Fold.Second => " " + words["report.when.fold.second"],
            Fold.Unsure => " " + words["report.when.fold.unsure"],
            _ => "",
        };
        return text;
    }

    /// <summary>The time of a row, with the zone where it is not the one that is shown.</summary>
    public string TimeOf(Incident row) => Zoned(ClockOf(row), row.When);

    /// <summary>
    /// The same without the zone. A run that has no end of its own ends with the last of its single times; a part of a day ends
    /// when the row was recorded, as the counting rule has it.
    /// </summary>
    public string ClockOf(Incident row)
    {
        var when = row.When;
        return when is { Precision: Precision.Exact, EndTime: null, Time: { } first } && row.Times is { Count: > 1 } times && times[^1] != first ? ClockOf(when with { EndTime = times[^1] })
            : when is { Precision: Precision.Part, Part: { } part } && RecordedIn(row, part) is { } recorded ? words["report.when.part-until." + part.ToString().ToLowerInvariant(), When.Format(recorded)]
            : ClockOf(when);
    }

    /// <summary>
    /// The single times of a run, on the clock that the report shows like the time of the run itself; with their zone where that
    /// clock cannot show them. A line that is no time stands as it was written. Null where none are written down.
    /// </summary>
    public string? TimesOf(Incident row)
    {
        var when = row.When;
        var lines = row.Fields.List("times").Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        if (lines.Count == 0)
        {
            return null;
        }

        // A time before that of the run is of the day after, as counting has it. One of the hour that comes twice, or never, is at no instant that
        // anybody wrote down: then all of them stand on the clock of the row.
        LocalDateTime? At(string line) => when is { Date: { } date, Time: { } first } && When.ParseTime(line) is { } time ? (time < first ? date.PlusDays(1) : date) + time : null;
        if (when.Zone.Id == zone.Id || ZoneOf(when) is not null || lines.Select(At).OfType<LocalDateTime>().Any(at => when.Zone.MapLocal(at).Count != 1))
        {
            return Zoned(string.Join(", ", lines), when.Zone);
        }

        return string.Join(", ", lines.Select(line => At(line) is { } at ? When.Format(at.InZoneStrictly(when.Zone).WithZone(zone).TimeOfDay) : line));
    }

    // Only an appointment can lie ahead of the entry that tells of it.
    private static LocalTime? RecordedIn(Incident row, DayPart part) =>
        row.When.Date is null || row.IsAppointment || row.Latest >= row.When.Latest ? null
        : row.Latest.InZone(row.When.Zone).TimeOfDay is var at && new LocalTime(at.Hour, at.Minute) is var minute && minute > new LocalTime((int)part * 6, 0) ? minute
        : null;

    /// <summary>Day and time in one line.</summary>
    public string Whole(When when) => when.Date is null ? words["report.when.unknown-day"]
        : when.Precision == Precision.Day ? Zoned(DayOf(when), when)
        : words["report.when.at", DayOf(when), TimeOf(when)];

    /// <summary>The same of a row.</summary>
    public string Whole(Incident row) => row.When.Date is null || row.When.Precision == Precision.Day ? Whole(row.When)
        : words["report.when.at", DayOf(row.When), TimeOf(row)];

    /// <summary>35, at least 35, about 35, or at least about 35.</summary>
    public string Contacts(Tally tally) => tally.In(words);

    /// <summary>A number by the rules of the language.</summary>
    public string Number(int number) => number.ToString("N0", words.Culture);

    /// <summary>What came, in one neutral phrase: 12 missed calls from 555-0142.</summary>
    public string Happening(Incident incident, string? from)
    {
        var kind = Incident.WordOf(incident.Kind);
        var result = incident.Kind == IncidentKind.Call && incident["call-result"] is "missed" or "rejected" or "blocked" ? "-" + incident["call-result"] : "";
        var key = incident.IsAppointment ? "report.what.appointment" : incident.IsMadeByHer ? "report.what.made" : incident.IsOwn ? $"report.what.own.{kind}" : $"report.what.{kind}{result}";
        var count = CountText.Of(words, words.Count(key, incident.Count), incident.CountAbout, incident.CountAtLeast);

        // It begins a sentence: about 5 calls.
        count = char.ToUpper(count[0], words.Culture) + count[1..];
        return from is null || incident.IsOwn ? words["report.what.plain", count]
            : words[incident.Group == KindGroup.InPerson ? "report.what.by" : "report.what.from", count, from];
    }

    /// <summary>Calls, voicemail; texts, email, social; in person, other.</summary>
    public string Group(KindGroup group) => words["report.group." + group.ToString().ToLowerInvariant()];

    /// <summary>
    /// From when a line counts, for a column or a chart that parts what came before from what came after: 3 March, or Order, 20 April; 3 March 2026 where
    /// the chart reaches over more than a year.
    /// </summary>
    public string LineName(Line line, bool withYear = false)
    {
        var day = line.From.Date is { } date ? (withYear ? _day : _name).Format(date) : words["report.when.unknown-day"];
        return line is CourtOrder ? words["report.line.order", day] : day;
    }

    /// <summary>The label of a field of an item. A form speaks to her, a report to a court: where the form says "you", the report has words of its own.</summary>
    public string Field(ItemType type, string name)
    {
        var owner = FieldCatalogue.Owner(type, name)?.Name ?? name;
        return words.Find($"reportparts.field.{type.Word()}.{owner}") ?? words.Find($"fields.{type.Word()}.{owner}") ?? words.Find($"fields.{owner}") ?? owner;
    }

    /// <summary>The label of a field as the record keeps it: the parts of a time are named one by one.</summary>
    public string Part(ItemType type, string name)
    {
        var owner = FieldCatalogue.Owner(type, name);
        var label = Field(type, name);
        return owner is { Kind: FieldKind.When } && words.Find("report.part." + name[FieldCatalogue.WhenPrefix(owner).Length..]) is { } part
            ? words["report.part", label, part]
            : label;
    }

    /// <summary>The value of a field as it is shown.</summary>
    public string Value(ItemType type, string name, string? text) => text is null ? words["report.nothing"]
        : FieldCatalogue.Owner(type, name) is { Kind: FieldKind.Choice or FieldKind.Choices or FieldKind.YesNo } definition
            ? string.Join(", ", text.Split('\n').Select(choice => Choice(type, definition, choice)))
            : text;

    private string Choice(ItemType type, FieldDefinition definition, string choice) =>
        words.Find($"fields.choice.{type.Word()}.{definition.Name}.{choice}")
        ?? words.Find($"fields.choice.{definition.Name}.{choice}")
        ?? words.Find($"fields.{choice}")
        ?? choice;

    /// <summary>A size in bytes as people read it.</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1024 => words.Count("report.bytes", bytes),
        < 1024 * 1024 => string.Create(words.Culture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(words.Culture, $"{bytes / 1048576.0:0.#} MB"),
    };

    /// <summary>A size rounded so far that it does not tell two likely texts apart: whole kilobytes, from a megabyte on tenths of one.</summary>
    public string AboutSize(long bytes) => words["report.size.about", bytes switch
    {
        < 1024 * 1024 => string.Create(words.Culture, $"{Math.Max(1, Math.Round(bytes / 1024.0))} KB"),
        _ => string.Create(words.Culture, $"{bytes / 1048576.0:0.0} MB"),
    }];
}
