using ContactLog.Domain.Cases;
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
        var (named, without) = ByName(source.Rows, row => NumberOf(source.File, row));
        return Named(source, "numbers", named) with
        {
            Title = words["pattern.numbers"],
            Rule = source.Rule("pattern.rule.numbers"),
            ColumnHead = words["pattern.number"],
            NotPlaced = without,
        };
    }

    /// <summary>People through whom contact came, in the order in which each was first drawn in.</summary>
    public static PatternChart DrawnIn(PatternSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var words = source.Words;
        var (named, without) = ByName(source.Rows, row => row["through"] ?? (source.File.PersonOf(row) is { IsGoBetween: true } person ? source.NameOf(person) : null));
        return Named(source, "through", named) with
        {
            Title = words["pattern.through"],
            Rule = source.Rule("pattern.rule.through"),
            ColumnHead = words["pattern.person"],
            NotPlaced = [.. without.Where(row => row.Fields.List("tags").Contains("pressing-others", StringComparer.Ordinal))],
        };
    }

    /// <summary>The number, address or account that a row names, as it is written there; null where it names none, or says that none was shown.</summary>
    public static string? NumberOf(CaseFile file, Incident row)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(row);
        return file.Find<ContactPoint>(row.ContactPointSeq)?.Value ?? (row.IsNumberHidden ? null : row["from"]);
    }

    /// <summary>Rows by what they name (<see cref="WrittenNumber"/>), and those that name nothing.</summary>
    private static (IReadOnlyList<(string Name, List<Incident> Rows)> Named, IReadOnlyList<Incident> Without) ByName(IReadOnlyList<Incident> rows, Func<Incident, string?> nameOf)
    {
        var named = rows.Select(row => (Row: row, Name: nameOf(row)?.Trim())).ToLookup(row => string.IsNullOrEmpty(row.Name));
        return (
            [.. named[false].GroupBy(row => WrittenNumber.Key(row.Name!), StringComparer.OrdinalIgnoreCase).Select(group => (group.First().Name!, group.Select(row => row.Row).ToList()))],
            [.. named[true].Select(row => row.Row)]);
    }

    private static PatternChart Named(PatternSource source, string name, IReadOnlyList<(string Name, List<Incident> Rows)> groups)
    {
        var words = source.Words;
        var ordered = groups.Select(group =>
        {
            var days = group.Rows.Select(row => source.WhenOf(row).Date).OfType<LocalDate>().ToList();
            return (group.Name, group.Rows, Days: days.Count == 0 ? ((LocalDate First, LocalDate Last)?)null : (days.Min(), days.Max()));
        }).OrderBy(group => group.Days?.First ?? LocalDate.MaxIsoValue).ThenBy(group => group.Rows[0].FirstSeq).ToList();
        var columns = ordered.Take(MostShown).Select(group => new ChartColumn(
            group.Name,
            group.Days is { } days ? words["pattern.named", group.Name, source.ShortYear(days.First), source.ShortYear(days.Last)] : words["pattern.named-undated", group.Name],
            [ChartMark.Of(group.Rows)])
        {
            Days = group.Days,
        }).ToList();
        if (ordered.Count > MostShown)
        {
            var rest = words.Count("pattern.rest", ordered.Count - MostShown);
            columns.Add(new(rest, rest, [ChartMark.Of([.. ordered.Skip(MostShown).SelectMany(group => group.Rows)])]) { IsRest = true });
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
