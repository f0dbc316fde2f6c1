using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using NodaTime;

namespace ContactLog.Domain.Patterns;

/// <summary>Which numbers and which people.</summary>
public static class PeopleCharts
{
    private const int MostShown = 25;

    /// <summary>Numbers, addresses and accounts in the order in which each was first used.</summary>
    public static PatternChart Numbers(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var named = source.Rows.ToLookup(row => source.File.Find<ContactPoint>(row.ContactPointSeq)?.Value ?? row["from"], StringComparer.OrdinalIgnoreCase);
        return Named(source, "numbers", [.. named.Where(name => name.Key is not null)]) with
        {
            Title = words["pattern.numbers"],
            Rule = source.Rule("pattern.rule.numbers"),
            ColumnHead = words["pattern.number"],
            NotPlaced = [.. named[null]],
        };
    }

    /// <summary>People through whom contact came, in the order in which each was first drawn in.</summary>
    public static PatternChart DrawnIn(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        string? Through(Incident row) => row["through"]
            ?? (source.File.PersonOf(row) is { IsGoBetween: true } person ? source.Text.Title(person) : null);
        var named = source.Rows.ToLookup(Through, StringComparer.OrdinalIgnoreCase);
        return Named(source, "through", [.. named.Where(name => name.Key is not null)]) with
        {
            Title = words["pattern.through"],
            Rule = source.Rule("pattern.rule.through"),
            ColumnHead = words["pattern.person"],
            NotPlaced = [.. named[null].Where(row => row.Fields.List("tags").Contains("pressing-others", StringComparer.Ordinal))],
        };
    }

    private static PatternChart Named(PatternSource source, string name, IReadOnlyList<IGrouping<string?, Incident>> groups)
    {
        var words = source.Words;
        var ordered = groups.Select(group =>
        {
            var days = group.Select(row => source.WhenOf(row).Date).OfType<LocalDate>().ToList();
            return (Name: group.Key!, Rows: group.ToList(), First: days.Count == 0 ? (LocalDate?)null : days.Min(), Last: days.Count == 0 ? (LocalDate?)null : days.Max());
        }).OrderBy(group => group.First ?? LocalDate.MaxIsoValue).ThenBy(group => group.Rows[0].FirstSeq).ToList();
        var columns = ordered.Take(MostShown).Select(group => new ChartColumn(
            group.Name,
            group is { First: { } first, Last: { } last } ? words["pattern.named", group.Name, source.ShortYear(first), source.ShortYear(last)] : words["pattern.named-undated", group.Name],
            [ChartMark.Of(group.Rows)])).ToList();
        if (ordered.Count > MostShown)
        {
            var rest = words.Count("pattern.rest", ordered.Count - MostShown);
            columns.Add(new(rest, rest, [ChartMark.Of([.. ordered.Skip(MostShown).SelectMany(group => group.Rows)])]));
        }

        return new PatternChart
        {
            Name = name,
            Shape = ChartShape.Bars,
            Title = "",
            Summary = columns.Count == 0 ? words[$"pattern.{name}.empty"] : string.Join("; ", columns.Select(column => $"{column.Name}: {column.Total.In(words)}")) + ".",
            Rule = "",
            ColumnHead = "",
            Series = [words["pattern.contacts.head"]],
            Columns = columns,
        };
    }
}
