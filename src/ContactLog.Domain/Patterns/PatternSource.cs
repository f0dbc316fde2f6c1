using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Domain.Patterns;

/// <summary>What charts are made from: rows of an opened case, and the words they are named with.</summary>
public sealed class PatternSource
{
    private readonly LocalDatePattern _short;
    private readonly LocalDatePattern _month;
    private readonly LocalDatePattern _year;

    /// <summary>Charts of some rows.</summary>
    /// <param name="file">The opened case.</param>
    /// <param name="rows">The rows that are in; her own messages are never among them.</param>
    /// <param name="words">The words.</param>
    /// <param name="today">The day up to which the record runs, in <paramref name="zone"/>.</param>
    /// <param name="zone">The zone whose days and hours are shown; the one of the case when null.</param>
    public PatternSource(CaseFile file, IReadOnlyList<Incident> rows, Words words, LocalDate today, DateTimeZone? zone = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(words);
        File = file;
        Rows = rows;
        Words = words;
        Text = new FieldText(words);
        Today = today;
        Zone = zone ?? file.Zone;
        _short = LocalDatePattern.Create(words["pattern.format.short"], words.Culture);
        _month = LocalDatePattern.Create(words["pattern.format.month"], words.Culture);
        _year = LocalDatePattern.Create(words["pattern.format.year"], words.Culture);
        var days = rows.Select(WhenOf).Where(when => when.Date is not null).SelectMany(when => new[] { when.Date!.Value, when.EndDate ?? when.Date!.Value }).ToList();
        Days = days.Count == 0 ? null : (days.Min(), days.Max());
    }

    /// <summary>The opened case.</summary>
    public CaseFile File { get; }

    /// <summary>The rows that are in.</summary>
    public IReadOnlyList<Incident> Rows { get; }

    /// <summary>The words.</summary>
    public Words Words { get; }

    /// <summary>What fields and choices are called.</summary>
    public FieldText Text { get; }

    /// <summary>The day up to which the record runs.</summary>
    public LocalDate Today { get; }

    /// <summary>The zone whose days and hours are shown.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The first day from which rows are in; null where none are left out.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day up to which rows are in; null where none are left out.</summary>
    public LocalDate? To { get; init; }

    /// <summary>People by their full name where the record has one, as a report has them; otherwise by what she calls them.</summary>
    public bool HasFullNames { get; init; }

    /// <summary>The first and last day that a row names; null when none does.</summary>
    public (LocalDate First, LocalDate Last)? Days { get; }

    /// <summary>Some of the rows, in a period that was chosen.</summary>
    public PatternSource Within(PatternPeriod period, IReadOnlyList<Incident> rows)
    {
        ArgumentNullException.ThrowIfNull(period);
        return new(File, rows, Words, Today, Zone) { From = period.From, To = period.To, HasFullNames = HasFullNames };
    }

    /// <summary>When a row was, in the zone that is shown.</summary>
    public When WhenOf(Incident row) => row.When.In(Zone);

    /// <summary>
    /// The first and last day on which a row can have been, in the zone that is shown; a day or a part of one that somebody named
    /// stays that day. Null when no day is known.
    /// </summary>
    public (LocalDate First, LocalDate Last)? DaysOf(Incident row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.When is not { Date: { } date } when ? null
            : when.Time is null ? (date, when.EndDate ?? date)
            : (when.Earliest.InZone(Zone).Date, row.LatestEnd.InZone(Zone).Date);
    }

    /// <summary>When a line took hold, in the zone that is shown: where it is drawn.</summary>
    public When FromOf(Line line) => line.From.In(Zone);

    /// <summary>12 Jan.</summary>
    public string Short(LocalDate day) => _short.Format(day);

    /// <summary>12 Jan 2026.</summary>
    public string ShortYear(LocalDate day) => _year.Format(day);

    /// <summary>Jan 2026.</summary>
    public string Month(LocalDate day) => _month.Format(day);

    /// <summary>A number by the rules of the language.</summary>
    public string Number(int number) => number.ToString("N0", Words.Culture);

    /// <summary>A number of contacts, with the word: about 12 contacts.</summary>
    public string Contacts(ChartMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return mark.In(Words, Words.Count("counting.contacts", mark.Number));
    }

    /// <summary>What a person is called.</summary>
    public string NameOf(Contact person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return (HasFullNames ? person["name"] : null) ?? Text.Title(person);
    }

    /// <summary>What a kind is called.</summary>
    public string Kind(IncidentKind kind) => Text.Choice(ItemType.Incident, "kind", Incident.WordOf(kind));

    /// <summary>What a group of kinds is called.</summary>
    public string Group(KindGroup group) => Words["pattern.group." + group.ToString().ToLowerInvariant()];

    /// <summary>The rows reach over more than a year: a day and month alone may be meant of two years.</summary>
    public bool IsLong => Days is { } days && days.Last >= days.First.PlusYears(1);

    /// <summary>
    /// Boundary 3 March, or Order 20 April; with the year where it is not that of the last day, and wherever the rows reach over more than
    /// one; and with the day it arrived where that is another: it is drawn there, not on the day it is called by.
    /// </summary>
    public string Name(Line line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (named, from) = (line.Named.In(Zone).Date, FromOf(line).Date);
        return line is CourtOrder ? Words["pattern.order", DayOf(named)]
            : named != from && from is not null ? Words["pattern.boundary.arrived", DayOf(named), DayOf(from)]
            : Words["pattern.boundary", DayOf(named)];
    }

    /// <summary>The rule of a chart, with the zone and what no entry means; both belong under every chart.</summary>
    public string Rule(string key, params object?[] values) =>
        $"{Words[key, values]} {Words["pattern.rule.each"]} {Words["pattern.rule.zone", Zone.Id]} {Words["pattern.rule.none"]}";

    private string DayOf(LocalDate? day) => day is not { } date ? Words["pattern.undated"]
        : IsLong || (Days is { } days && days.Last.Year != date.Year) ? Text.Day(date)
        : Text.DayOfYear(date);
}
