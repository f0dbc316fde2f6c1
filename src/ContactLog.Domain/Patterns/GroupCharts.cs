using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using NodaTime;

namespace ContactLog.Domain.Patterns;

/// <summary>Charts over all days together: which channel, which hour, which fact.</summary>
public static class GroupCharts
{
    private const int HoursOfCell = 3;

    // What structured risk questions ask for, in the words of the record: yes-or-no fields first, some of which can be marked by a tag instead, then tags.
    private static readonly string[] s_facts = ["weapon", "threat", "injury", "damage", "children"];
    private static readonly string[] s_tags = ["self-harm", "child", "blackmail", "tracking", "showing-up", "pressing-others", "repeated"];

    /// <summary>Contacts by channel.</summary>
    public static PatternChart Channels(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var columns = Enum.GetValues<IncidentKind>()
            .Select(kind => new ChartColumn(source.Kind(kind), source.Kind(kind), [ChartMark.Of([.. source.Rows.Where(row => row.Kind == kind)])]))
            .Where(column => column.Total.Number > 0).ToList();
        return new PatternChart
        {
            Name = "channels",
            Shape = ChartShape.Bars,
            Title = words["pattern.channels"],
            Summary = columns.Count == 0 ? words["pattern.empty"] : string.Join(", ", columns.Select(column => $"{column.Name} {column.Total.In(words)}")) + ".",
            Rule = source.Rule("pattern.rule.channels"),
            ColumnHead = words["pattern.channel"],
            Series = [words["pattern.contacts.head"]],
            Columns = columns,
        };
    }

    /// <summary>Contacts by hour and weekday. What is not known to lie in one cell is not placed; a run whose single times are written down is placed by them.</summary>
    public static PatternChart Hours(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var cells = new Dictionary<(int Hour, int Day), List<(Incident Row, int Contacts)>>();
        var apart = new List<Incident>();
        foreach (var row in source.Rows)
        {
            var places = Places(source, row);
            if (places.Count == 0)
            {
                apart.Add(row);
            }

            foreach (var (place, contacts) in places)
            {
                if (!cells.TryGetValue(place, out var there))
                {
                    cells[place] = there = [];
                }

                there.Add((row, contacts));
            }
        }

        ChartMark Cell(int hour, int day) => cells.TryGetValue((hour, day), out var there) ? new(there.Sum(row => row.Contacts), [.. there.Select(row => row.Row)]) : ChartMark.None;
        var days = Enumerable.Range(1, 7).ToList();
        var columns = cells.Count == 0 ? [] : Enumerable.Range(0, 24 / HoursOfCell).Select(hour =>
        {
            var label = string.Create(words.Culture, $"{hour * HoursOfCell:00}–{(hour + 1) * HoursOfCell:00}");
            return new ChartColumn(label, label, [.. days.Select(day => Cell(hour, day))]);
        }).ToList();
        var placed = ChartMark.Sum([.. columns.Select(column => column.Total)]);
        var names = words.Culture.DateTimeFormat;
        return new PatternChart
        {
            Name = "hours",
            Shape = ChartShape.Grid,
            Title = words["pattern.hours"],
            Summary = placed.Number == 0 ? words["pattern.empty"] : words["pattern.hours.summary", source.Contacts(placed), columns.MaxBy(column => column.Total.Number)!.Name],
            Rule = source.Rule("pattern.rule.hours"),
            ColumnHead = words["pattern.hour"],
            // Monday first, as weeks begin; the culture's own list begins on Sunday.
            Series = [.. days.Select(day => names.AbbreviatedDayNames[day % 7])],
            Columns = columns,
            NotPlaced = apart,
        };
    }

    /// <summary>Which entries bear on the questions of a risk assessment. A list to take along, not an answer.</summary>
    public static PatternChart Bearing(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        ChartColumn Column(string name, Func<Incident, bool> bears) =>
            new(words["pattern.bearing." + name], words["pattern.bearing." + name], [TimeCharts.Entries([.. source.Rows.Where(bears)])]);
        return new PatternChart
        {
            Name = "bearing",
            Shape = ChartShape.Bars,
            Title = words["pattern.bearing"],
            Summary = words["pattern.bearing.what"],
            Rule = words["pattern.bearing.rule"],
            ColumnHead = words["pattern.bearing.head"],
            Series = [words["pattern.entries.head"]],
            Columns =
            [
                .. new[]
                {
                    s_facts.Select(fact => Column(fact, row => row[fact] == "yes" || Tagged(row, fact))),
                    s_tags.Select(tag => Column(tag, row => Tagged(row, tag))),
                }.SelectMany(columns => columns).Where(column => column.Total.Number > 0),
            ],
            AddsUp = false,
        };
    }

    private static bool Tagged(Incident row, string tag) => row.Fields.List("tags").Contains(tag, StringComparer.Ordinal);

    private static List<((int Hour, int Day) Place, int Contacts)> Places(PatternSource source, Incident row)
    {
        if (row.When is not { Date: { } date } when)
        {
            return [];
        }

        // Each time that is written down is one contact; only when there is one for every contact do they stand for the row.
        var times = when.Zone.Id == source.Zone.Id ? row.Times : [];
        if (times.Count == row.Count && times.Count > 1 && when is { EndDate: null, Time: { } time, Precision: Precision.Exact or Precision.About })
        {
            var margin = when.Precision == Precision.About ? When.AboutMargin : 0;
            var places = times.Select(at => (at < time ? date.PlusDays(1) : date) + at).Select(at => Within(at.PlusMinutes(-margin), at.PlusMinutes(margin))).ToList();
            return places.Contains(null) ? [] : [.. places.GroupBy(place => place!.Value).Select(place => (place.Key, place.Count()))];
        }

        // Also a part of a day, or a day: what was recorded at 19:05 and was "in the evening" lies between 18:00 and 19:05.
        return Within(when.Earliest.InZone(source.Zone).LocalDateTime, row.LatestEnd.InZone(source.Zone).LocalDateTime) is { } cell ? [(cell, row.Count)] : [];
    }

    /// <summary>The cell in which all of a time lies; null when it may lie in another.</summary>
    private static (int Hour, int Day)? Within(LocalDateTime first, LocalDateTime last) =>
        first.Date == last.Date && first.Hour / HoursOfCell == last.Hour / HoursOfCell ? (first.Hour / HoursOfCell, (int)first.DayOfWeek) : null;
}
