using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Language;
using NodaTime;

namespace ContactLog.Domain.Patterns;

/// <summary>How a chart is laid out; a renderer draws by it and by nothing else.</summary>
public enum ChartShape
{
    /// <summary>Columns along time: upright stacks where there is room, lying bars on a phone.</summary>
    Time,

    /// <summary>One lying bar for each column.</summary>
    Bars,

    /// <summary>A table of cells, darker where there is more.</summary>
    Grid,
}

/// <summary>One mark of a chart: a number and the rows it was counted from, so that every mark can be opened.</summary>
/// <param name="Number">What is drawn: contacts, or days where the chart says so.</param>
/// <param name="Rows">The rows behind it.</param>
public sealed record ChartMark(int Number, IReadOnlyList<Incident> Rows)
{
    /// <summary>Nothing.</summary>
    public static ChartMark None { get; } = new(0, []);

    /// <summary>The number is one of contacts, and so no more exact than the counts of its rows; false for entries and days.</summary>
    public bool CountsContacts { get; init; } = true;

    /// <summary>The number is a sum of contacts of which one is a lower bound.</summary>
    public bool AtLeast => CountsContacts && Rows.Any(row => row.CountAtLeast);

    /// <summary>The number is a sum of contacts of which one is an estimate.</summary>
    public bool About => CountsContacts && Rows.Any(row => row.CountAbout);

    /// <summary>The number is neither a lower bound nor an estimate.</summary>
    public bool IsExact => !AtLeast && !About;

    /// <summary>The contacts of some rows.</summary>
    public static ChartMark Of(IReadOnlyList<Incident> rows) => rows.Count == 0 ? None : new(rows.Sum(row => row.Count), rows);

    /// <summary>Several marks together.</summary>
    public static ChartMark Sum(IReadOnlyCollection<ChartMark> marks) =>
        new(marks.Sum(mark => mark.Number), [.. marks.SelectMany(mark => mark.Rows)]) { CountsContacts = marks.All(mark => mark.CountsContacts) };

    /// <summary>12, at least 12, about 12, or at least about 12: in every label, table and text the same.</summary>
    public string In(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return In(words, Number.ToString("N0", words.Culture));
    }

    /// <summary>The same with the number in other words: at least 12 contacts.</summary>
    public string In(Words words, string number)
    {
        ArgumentNullException.ThrowIfNull(words);
        return CountText.Of(words, number, About, AtLeast);
    }

    /// <summary>The same where there is no room for words: ≈12 or ≥12.</summary>
    public string Short(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Sign + Number.ToString("N0", words.Culture);
    }

    /// <summary>≈ where a count is an estimate, ≥ where one is a lower bound, both where there are both.</summary>
    public string Sign => CountText.Sign(About, AtLeast);
}

/// <summary>A column of a chart along time, a bar, or a row of a grid.</summary>
/// <param name="Label">Short, for beside or under the mark.</param>
/// <param name="Name">In full, for the table and for who does not see the chart.</param>
/// <param name="Marks">One for each series.</param>
public sealed record ChartColumn(string Label, string Name, IReadOnlyList<ChartMark> Marks)
{
    /// <summary>The first and last day that the rows of a number or person name, or those of a stretch; null in other charts, and where no day is known.</summary>
    public (LocalDate First, LocalDate Last)? Days { get; init; }

    /// <summary>True for the last line of a list that holds all names there is no room for.</summary>
    public bool IsRest { get; init; }

    /// <summary>All of it.</summary>
    public ChartMark Total => Marks.Count == 1 ? Marks[0] : ChartMark.Sum(Marks);
}

/// <summary>A boundary or an order across a chart along time.</summary>
/// <param name="Position">Where, in columns from the first one's start: 2.5 is the middle of the third.</param>
/// <param name="Label">Boundary 3 March.</param>
/// <param name="Short">The same where there is little room: 3 Mar, or Order.</param>
/// <param name="IsOrder">An order is a double line.</param>
public sealed record ChartMarker(double Position, string Label, string Short, bool IsOrder);

/// <summary>
/// A chart, drawn by nobody yet: the web page, the report and the tables beside both read this and count nothing
/// themselves. No chart is a score, and none says what will come.
/// </summary>
public sealed record PatternChart
{
    /// <summary>Its name in addresses: a word of ours, never of hers.</summary>
    public required string Name { get; init; }

    /// <summary>What stands before its name in addresses: the place of the period that was chosen; empty where none was.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How it is laid out.</summary>
    public required ChartShape Shape { get; init; }

    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows in a sentence, for those who cannot see it.</summary>
    public required string Summary { get; init; }

    /// <summary>How it is counted, in which zone, over which days.</summary>
    public required string Rule { get; init; }

    /// <summary>Head of the first column of its table.</summary>
    public required string ColumnHead { get; init; }

    /// <summary>The series; a single one when nothing is parted.</summary>
    public required IReadOnlyList<string> Series { get; init; }

    /// <summary>The columns in order; empty when there is nothing to draw.</summary>
    public required IReadOnlyList<ChartColumn> Columns { get; init; }

    /// <summary>Boundaries and orders across it.</summary>
    public IReadOnlyList<ChartMarker> Markers { get; init; } = [];

    /// <summary>Rows that count but whose place in this chart is not known; they are said beside it, never guessed into it.</summary>
    public IReadOnlyList<Incident> NotPlaced { get; init; } = [];

    /// <summary>The numbers are contacts and add up; false for days, and where one row can stand in several columns.</summary>
    public bool AddsUp { get; init; } = true;

    /// <summary>The greatest total of a column, at least one: the scale.</summary>
    public int Most => Math.Max(1, Columns.Count == 0 ? 0 : Columns.Max(column => column.Total.Number));

    /// <summary>All of one series.</summary>
    public ChartMark Of(int series) => ChartMark.Sum([.. Columns.Select(column => column.Marks[series])]);

    /// <summary>All of it.</summary>
    public ChartMark Total => ChartMark.Sum([.. Columns.Select(column => column.Total)]);

    /// <summary>How dark a cell of a grid is, from 0 for none to 5: steps of a logarithm, so that one night of calls does not blank the rest.</summary>
    public int Heat(ChartMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        var most = Columns.SelectMany(column => column.Marks).Max(cell => cell.Number);
        return mark.Number <= 0 ? 0 : most <= 1 ? 1 : 1 + (int)Math.Round(4 * Math.Log(mark.Number) / Math.Log(most));
    }
}
