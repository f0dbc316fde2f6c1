using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using NodaTime;

namespace ContactLog.Domain.Patterns;

/// <summary>Charts along time.</summary>
public static class TimeCharts
{
    /// <summary>Contacts per week against the boundaries; per month or year when there are more than <paramref name="most"/> weeks.</summary>
    public static PatternChart Contacts(PatternSource source, int most)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var groups = Enum.GetValues<KindGroup>();
        if (source.Days is not { } days)
        {
            return Empty(source, words["pattern.weeks"], [.. groups.Select(source.Group)]);
        }

        var axis = TimeAxis.Over(days.First, days.Last, most);
        var placed = source.Rows.ToLookup(row => axis.IndexOf(source.DaysOf(row)));
        var columns = Enumerable.Range(0, axis.Count).Select(column => new ChartColumn(
            Label(source, axis, column),
            Name(source, axis, column),
            [.. groups.Select(group => ChartMark.Of([.. placed[column].Where(row => row.Group == group)]))])).ToList();
        var unit = axis.Unit.ToString().ToLowerInvariant();
        var total = ChartMark.Sum([.. columns.Select(column => column.Total)]);
        var top = columns.MaxBy(column => column.Total.Number)!;
        return new PatternChart
        {
            Name = "weeks",
            Shape = ChartShape.Time,
            Title = words["pattern.per-" + unit],
            Summary = words["pattern.weeks.summary", source.Contacts(total), source.Text.Day(days.First), source.Text.Day(days.Last), top.Name, top.Total.In(words)],
            Rule = source.Rule("pattern.rule." + unit, source.Text.Day(days.Last)) + NotDrawn(source, axis),
            ColumnHead = words["pattern.unit." + unit],
            Series = [.. groups.Select(source.Group)],
            Columns = columns,
            Markers = [.. Markers(source, axis)],
            NotPlaced = [.. placed[null]],
        };
    }

    /// <summary>Which behaviours were noted in which month: a row for each, a column for each month; for each year when there are more than <paramref name="most"/> months.</summary>
    public static PatternChart Behaviours(PatternSource source, int most)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var tagged = source.Rows.Where(row => row.Fields.List("tags").Count > 0).ToList();
        if (source.Days is not { } days || tagged.Count == 0)
        {
            return Empty(source, words["pattern.behaviours"], []) with { Name = "behaviours", Shape = ChartShape.Grid };
        }

        var axis = TimeAxis.Over(days.First, days.Last, most, TimeUnit.Month);
        var placed = tagged.Where(row => axis.IndexOf(source.DaysOf(row)) is not null).ToList();
        var columns = FieldCatalogue.Find(ItemType.Incident, "tags")!.Choices
            .Select(tag => (Tag: tag, Rows: placed.Where(row => row.Fields.List("tags").Contains(tag, StringComparer.Ordinal)).ToLookup(row => axis.IndexOf(source.DaysOf(row)))))
            .Where(tag => tag.Rows.Count > 0)
            .Select(tag =>
            {
                var name = source.Text.Choice(ItemType.Incident, "tags", tag.Tag);
                return new ChartColumn(name, name, [.. Enumerable.Range(0, axis.Count).Select(at => Entries([.. tag.Rows[at]]))]);
            }).ToList();
        return new PatternChart
        {
            Name = "behaviours",
            Shape = ChartShape.Grid,
            Title = words["pattern.behaviours"],
            Summary = words["pattern.behaviours.summary", words.Count("pattern.entries", tagged.Count), source.Number(source.Rows.Count), string.Join(", ", columns.Select(column => $"{column.Name} {column.Total.In(words)}"))],
            Rule = $"{words["pattern.rule.tags", source.Number(source.Rows.Count - tagged.Count)]} {words["pattern.rule.zone", source.Zone.Id]} {words["pattern.rule.none"]}",
            ColumnHead = words["pattern.behaviour"],
            Series = [.. Enumerable.Range(0, axis.Count).Select(at => Label(source, axis, at))],
            Columns = columns,
            NotPlaced = [.. tagged.Except(placed)],
            AddsUp = false,
        };
    }

    /// <summary>A mark whose number is entries, not contacts.</summary>
    internal static ChartMark Entries(IReadOnlyList<Incident> rows) => new(rows.Count, rows) { CountsContacts = false };

    /// <summary>A chart with nothing in it.</summary>
    internal static PatternChart Empty(PatternSource source, string title, IReadOnlyList<string> series) => new()
    {
        Name = "weeks",
        Shape = ChartShape.Time,
        Title = title,
        Summary = source.Words["pattern.empty"],
        Rule = source.Words["pattern.rule.none"],
        ColumnHead = "",
        Series = series,
        Columns = [],
        NotPlaced = source.Rows,
    };

    // Nobody was told by a boundary that did not arrive: a line drawn for it would show contact as having come after it.
    private static IEnumerable<ChartMarker> Markers(PatternSource source, TimeAxis axis) => Across(source, axis)
        .Where(line => line.Line.WasCommunicated)
        .Select(line => new ChartMarker(
            line.At,
            source.Name(line.Line),
            line.Line is CourtOrder ? source.Words["pattern.order.short"] : source.IsLong ? source.ShortYear(source.FromOf(line.Line).Date!.Value) : source.Short(source.FromOf(line.Line).Date!.Value),
            line.Line is CourtOrder));

    /// <summary>The boundaries of these days that are not drawn because they did not arrive, by name: they are in the record, and a reader may look for them. Empty where there is none.</summary>
    private static string NotDrawn(PatternSource source, TimeAxis axis)
    {
        var names = Across(source, axis).Where(line => !line.Line.WasCommunicated).Select(line => source.Name(line.Line)).ToList();
        return names.Count == 0 ? "" : " " + source.Words["pattern.not-drawn", string.Join(", ", names)];
    }

    /// <summary>The boundaries and orders that begin on a day of the axis, and where on it.</summary>
    private static IEnumerable<(Line Line, double At)> Across(PatternSource source, TimeAxis axis)
    {
        foreach (var line in source.File.Lines)
        {
            if (source.FromOf(line).Date is { } day && axis.Position(day) is { } at)
            {
                yield return (line, at);
            }
        }
    }

    private static string Label(PatternSource source, TimeAxis axis, int column) => axis.Unit switch
    {
        TimeUnit.Week => source.Short(axis.StartOf(column)),
        TimeUnit.Month => source.Month(axis.StartOf(column)),
        _ => Years(source, axis, column),
    };

    private static string Name(PatternSource source, TimeAxis axis, int column) => axis.Unit switch
    {
        TimeUnit.Week => source.Words["pattern.week-of", source.ShortYear(axis.StartOf(column))],
        TimeUnit.Month => source.Month(axis.StartOf(column)),
        _ => Years(source, axis, column),
    };

    private static string Years(PatternSource source, TimeAxis axis, int column)
    {
        var (first, last) = (axis.StartOf(column).Year, axis.EndOf(column).Year);
        return first == last ? first.ToString(source.Words.Culture) : source.Words["pattern.years", first, last];
    }
}
