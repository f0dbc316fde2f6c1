using System.Globalization;
using ContactLog.Domain.Incidents;

namespace ContactLog.Domain.Patterns;

/// <summary>The rows behind a mark, and what the mark is called.</summary>
public sealed record MarkedRows(string Name, IReadOnlyList<Incident> Rows);

/// <summary>All charts of a case, made as they are asked for.</summary>
public sealed class CasePattern(PatternSource source)
{
    private static readonly Dictionary<string, Func<PatternSource, PatternChart>> s_charts = new(StringComparer.Ordinal)
    {
        ["weeks"] = from => TimeCharts.Contacts(from, most: 54),
        ["channels"] = GroupCharts.Channels,
        ["hours"] = GroupCharts.Hours,
        ["around"] = LineCharts.Around,
        ["gaps"] = from => RhythmCharts.Gaps(from),
        ["bursts"] = RhythmCharts.Bursts,
        ["numbers"] = PeopleCharts.Numbers,
        ["behaviours"] = from => TimeCharts.Behaviours(from, most: 12),
        ["through"] = PeopleCharts.DrawnIn,
        ["recent"] = RhythmCharts.Recent,
        ["bearing"] = GroupCharts.Bearing,
    };

    private readonly Dictionary<string, PatternChart> _made = new(StringComparer.Ordinal);

    /// <summary>The names of the charts, in the order in which they are read.</summary>
    public static IReadOnlyCollection<string> Names => s_charts.Keys;

    /// <summary>What they are made from.</summary>
    public PatternSource Source => source;

    /// <summary>A chart.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public PatternChart this[string name] => _made.TryGetValue(name, out var chart) ? chart : _made[name] = s_charts[name](source);

    /// <summary>
    /// The rows behind a mark, by its address: <c>weeks.3</c> for the fourth column, <c>weeks.3.0</c> for its first
    /// series, <c>weeks.unplaced</c> and <c>weeks.all</c>. Places, not dates: nothing of the record stands in an
    /// address. Null when the chart has no such mark (any more).
    /// </summary>
    public MarkedRows? Find(string? mark)
    {
        if (mark?.Split('.') is not { Length: 2 or 3 } parts || !s_charts.ContainsKey(parts[0]))
        {
            return null;
        }

        var chart = this[parts[0]];
        var words = source.Words;
        switch (parts[1])
        {
            case "all" when parts.Length == 2:
                return new(chart.Title, Once(chart.Total.Rows));
            case "unplaced" when parts.Length == 2:
                return new(words["pattern.mark", chart.Title, words["pattern.unplaced"]], chart.NotPlaced);
        }

        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= chart.Columns.Count)
        {
            return null;
        }

        var column = chart.Columns[at];
        if (parts.Length == 2)
        {
            return new(words["pattern.mark", chart.Title, column.Name], Once(column.Total.Rows));
        }

        return int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var series) && series < column.Marks.Count
            ? new(words["pattern.mark-of", chart.Title, column.Name, chart.Series[series]], Once(column.Marks[series].Rows))
            : null;
    }

    private static IReadOnlyList<Incident> Once(IReadOnlyList<Incident> rows) => [.. rows.DistinctBy(row => row.FirstSeq)];
}
