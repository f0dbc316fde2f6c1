using System.Globalization;
using ContactLog.Domain.Incidents;

namespace ContactLog.Domain.Patterns;

/// <summary>The rows behind a mark, and what the mark is called.</summary>
/// <param name="Name">In words.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Period">The place of the period in which the chart was looked at; 0 where none was chosen.</param>
public sealed record MarkedRows(string Name, IReadOnlyList<Incident> Rows, int Period = 0);

/// <summary>All charts of a case, made as they are asked for; those of a period where one is chosen.</summary>
public sealed class CasePattern
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

    // "The last 30 days" are no less because another period is looked at, and what bears on danger is never put out of sight.
    private static readonly string[] s_ofAll = ["recent", "bearing"];

    private readonly Dictionary<string, PatternChart> _made = new(StringComparer.Ordinal);
    private readonly PatternSource _all;
    private readonly ILookup<bool?, Incident> _rows;

    /// <summary>The charts of all rows, or of those of a period.</summary>
    /// <param name="source">All rows.</param>
    /// <param name="period">The number of one of <see cref="Periods"/>; everything for any other.</param>
    public CasePattern(PatternSource source, int period = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        _all = source;
        Periods = PatternPeriod.Of(source);
        Period = Periods.FirstOrDefault(one => one.Number == period) ?? Periods[0];
        _rows = source.Rows.ToLookup(row => Period.Holds(source.DaysOf(row)));
        Source = Period.Number == 0 ? source : source.Within(Period, Inside);
    }

    /// <summary>The names of the charts, in the order in which they are read.</summary>
    public static IReadOnlyCollection<string> Names => s_charts.Keys;

    /// <summary>What they are made from.</summary>
    public PatternSource Source { get; }

    /// <summary>The periods that can be chosen, everything first.</summary>
    public IReadOnlyList<PatternPeriod> Periods { get; }

    /// <summary>The one that is.</summary>
    public PatternPeriod Period { get; }

    /// <summary>The rows that lie in it.</summary>
    public IReadOnlyList<Incident> Inside => [.. _rows[true]];

    /// <summary>The rows that lie outside it.</summary>
    public IReadOnlyList<Incident> Outside => [.. _rows[false]];

    /// <summary>The rows that may lie in it or not, and are in no chart of it.</summary>
    public IReadOnlyList<Incident> Open => [.. _rows[null]];

    /// <summary>A chart.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public PatternChart this[string name] => _made.TryGetValue(name, out var chart) ? chart
        : _made[name] = s_ofAll.Contains(name, StringComparer.Ordinal) ? s_charts[name](_all)
        : s_charts[name](Source) with { Prefix = Prefix };

    /// <summary>The address of a mark that is in no chart: <c>period.out</c> for the rows outside the period.</summary>
    public string AddressOf(string place) => Prefix + place;

    /// <summary>
    /// The rows behind a mark, by its address: <c>weeks.3</c> for the fourth column, <c>weeks.3.0</c> for its first
    /// series, <c>weeks.unplaced</c> and <c>weeks.all</c>; <c>2.weeks.3</c> in the period of that number, whichever is chosen here. Places, not
    /// dates: nothing of the record stands in an address. Null when the chart has no such mark (any more).
    /// </summary>
    public MarkedRows? Find(string? mark)
    {
        if (mark?.Split('.') is not { Length: >= 2 and <= 4 } parts)
        {
            return null;
        }

        var number = Number(parts[0]);
        if (number is { } chosen && (chosen == 0 || !Periods.Any(period => period.Number == chosen)))
        {
            return null;
        }

        var pattern = (number ?? 0) == Period.Number ? this : new CasePattern(_all, number ?? 0);
        return pattern.FindHere(number is null ? parts : parts[1..]) is not { } found ? null
            : number is null ? found
            : found with { Name = _all.Words["pattern.in-period", found.Name, pattern.Period.Name], Period = pattern.Period.Number };
    }

    private string Prefix => Period.Number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Period.Number}.");

    private MarkedRows? FindHere(string[] parts)
    {
        var words = _all.Words;
        if (parts is ["period", var part])
        {
            return part switch
            {
                "in" => new(words["pattern.period.in"], Inside),
                "out" => new(words["pattern.period.out"], Outside),
                "open" => new(words["pattern.period.open"], Open),
                _ => null,
            };
        }

        if (parts.Length is not (2 or 3) || !s_charts.ContainsKey(parts[0]))
        {
            return null;
        }

        var chart = this[parts[0]];
        switch (parts[1])
        {
            case "all" when parts.Length == 2:
                return new(chart.Title, Once(chart.Total.Rows));
            case "unplaced" when parts.Length == 2:
                return new(words["pattern.mark", chart.Title, words["pattern.unplaced"]], chart.NotPlaced);
        }

        if (Number(parts[1]) is not { } at || at >= chart.Columns.Count)
        {
            return null;
        }

        var column = chart.Columns[at];
        if (parts.Length == 2)
        {
            return new(words["pattern.mark", chart.Title, column.Name], Once(column.Total.Rows));
        }

        return Number(parts[2]) is { } series && series < column.Marks.Count
            ? new(words["pattern.mark-of", chart.Title, column.Name, chart.Series[series]], Once(column.Marks[series].Rows))
            : null;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IReadOnlyList<Incident> Once(IReadOnlyList<Incident> rows) => [.. rows.DistinctBy(row => row.FirstSeq)];
}
