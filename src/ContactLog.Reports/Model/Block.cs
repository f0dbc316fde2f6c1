namespace ContactLog.Reports.Model;

/// <summary>A part of a section: what is set one below the other.</summary>
public abstract record Block
{
    /// <summary>Name by which links and page references find the block; unique in the document.</summary>
    public string? Anchor { get; init; }

    /// <summary>Whether the block must not be parted from the beginning of the next one. Headings never are.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Text of a bookmark to this block, under its section's; null for none.</summary>
    public string? Bookmark { get; init; }
}

/// <summary>A heading within a section. Level 2 stands over a rule, level 3 does not.</summary>
/// <param name="Level">2 or 3; the section's own title is level 1.</param>
/// <param name="Spans">The heading; plain text is set bold, so <see cref="Beside"/> and labels stand apart.</param>
public sealed record Heading(int Level, IReadOnlyList<Span> Spans) : Block
{
    /// <summary>A heading of plain text.</summary>
    public Heading(int level, string text)
        : this(level, [Span.Plain(text)])
    {
    }

    /// <summary>Words beside the heading, in regular weight: what a chart's colours mean, for instance.</summary>
    public IReadOnlyList<Span> Beside { get; init; } = [];

    /// <summary>Whether the heading begins a new page, as each exhibit does.</summary>
    public bool StartsPage { get; init; }

    /// <summary>Whether a volume that is full may end before it. One that begins a page always lets it.</summary>
    public bool MayStartVolume { get; init; }
}

/// <summary>A paragraph.</summary>
/// <param name="Spans">Its text.</param>
public sealed record Paragraph(IReadOnlyList<Span> Spans) : Block
{
    /// <summary>A paragraph of text in one voice.</summary>
    public Paragraph(string text, SpanStyle style = SpanStyle.Plain)
        : this([new TextSpan(text, style)])
    {
    }

    /// <summary>Points by which the paragraph is set in from the start edge, as quotations may be.</summary>
    public double Indent { get; init; }
}

/// <summary>A list.</summary>
/// <param name="Items">The text of each item.</param>
/// <param name="Numbered">1. 2. 3. rather than dashes.</param>
public sealed record ItemList(IReadOnlyList<IReadOnlyList<Span>> Items, bool Numbered = false) : Block;

/// <summary>A line of a list of facts.</summary>
/// <param name="Name">What the fact is about.</param>
/// <param name="Value">The fact.</param>
public sealed record KeyValue(string Name, IReadOnlyList<Span> Value)
{
    /// <summary>A fact in plain words.</summary>
    public KeyValue(string name, string value)
        : this(name, [Span.Plain(value)])
    {
    }
}

/// <summary>Facts with their names, each over a thin rule.</summary>
/// <param name="Rows">The facts.</param>
/// <param name="Columns">1, or 2 to set them side by side, read down the first column and then the second.</param>
public sealed record KeyValues(IReadOnlyList<KeyValue> Rows, int Columns = 1) : Block
{
    /// <summary>On paper the facts follow each other in one paragraph: they leave the page to what they are about.</summary>
    public bool Running { get; init; }
}

/// <summary>To which edge of its column a cell is set.</summary>
public enum Alignment
{
    /// <summary>The edge at which reading starts.</summary>
    Start,

    /// <summary>The opposite edge: numbers.</summary>
    End,
}

/// <summary>How wide a column is.</summary>
/// <param name="Points">A fixed width in points; zero otherwise.</param>
/// <param name="Weight">Share in the width that is left over; zero to be just as wide as the widest cell.</param>
public readonly record struct ColumnWidth(double Points, double Weight)
{
    /// <summary>A fixed width in points.</summary>
    public static ColumnWidth Fixed(double points) => new(points, 0);

    /// <summary>A share of what the other columns leave.</summary>
    public static ColumnWidth Share(double weight = 1) => new(0, weight);

    /// <summary>As wide as the widest cell.</summary>
    public static ColumnWidth Fit { get; }
}

/// <summary>A column of a table.</summary>
/// <param name="Title">Head of the column. When every title is empty the table has no head.</param>
/// <param name="Width">How wide.</param>
/// <param name="Alignment">Where its cells are set.</param>
public sealed record TableColumn(string Title, ColumnWidth Width, Alignment Alignment = Alignment.Start);

/// <summary>What a row of a table is.</summary>
public enum RowKind
{
    /// <summary>A row like any other, over a thin grey rule.</summary>
    Plain,

    /// <summary>A sum: bold, over a double rule.</summary>
    Total,

    /// <summary>A boundary: a 2-point rule across the table, the words below it.</summary>
    Boundary,

    /// <summary>A court order: a double rule across the table, the words below it.</summary>
    Order,

    /// <summary>A line of a list of contents, or where there is little room: closer than other rows, and no rule.</summary>
    Contents,
}

/// <summary>A cell of a table.</summary>
/// <param name="Spans">Its text; lines are parted with <see cref="Span.Break"/>.</param>
/// <param name="ColumnSpan">How many columns it covers.</param>
public sealed record TableCell(IReadOnlyList<Span> Spans, int ColumnSpan = 1)
{
    /// <summary>A cell of plain text.</summary>
    public TableCell(string text)
        : this(text.Length == 0 ? [] : [Span.Plain(text)])
    {
    }
}

/// <summary>A row of a table. It is never parted over two pages unless it is taller than a page.</summary>
/// <param name="Cells">Its cells; together they cover the columns, missing ones are empty.</param>
/// <param name="Kind">What the row is.</param>
public sealed record TableRow(IReadOnlyList<TableCell> Cells, RowKind Kind = RowKind.Plain)
{
    /// <summary>Name by which links and page references find the row.</summary>
    public string? Anchor { get; init; }

    /// <summary>Whether the row must stay on one page with the next. Boundary rows always do.</summary>
    public bool KeepWithNext { get; init; }
}

/// <summary>A table. Its head is repeated on every page it reaches.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows in order.</param>
public sealed record Table(IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRow> Rows) : Block
{
    /// <summary>Whether the first cell of a row names the row, for screen readers.</summary>
    public bool FirstColumnNamesRow { get; init; }
}

/// <summary>A rule across the page.</summary>
/// <param name="Points">Thickness in points.</param>
/// <param name="SpaceAbove">Points left free above it: room to write on, for a signature or a date.</param>
public sealed record Rule(double Points = 0.5, double SpaceAbove = 6) : Block;

/// <summary>Continue on a new page.</summary>
public sealed record PageBreak : Block;

/// <summary>
/// A picture. JPEG and PNG are printed without the metadata they carry; anything else, and a file
/// that is broken, gives a printed notice instead. A picture too tall to be legible on one page is
/// cut over several, overlapping, "1 of n".
/// </summary>
/// <param name="Open">Opens the file; called more than once, each stream is read once and disposed.</param>
/// <param name="Alt">What the picture shows, for those who cannot see it.</param>
public sealed record Figure(Func<Stream> Open, string Alt) : Block
{
    /// <summary>Text under the picture.</summary>
    public IReadOnlyList<Span> Caption { get; init; } = [];

    /// <summary>Greatest height in points; zero for what the page allows. Pictures with a limit are shrunk, never cut.</summary>
    public double MaxHeight { get; init; }
}

/// <summary>One bar of a chart: a week.</summary>
/// <param name="Label">Under the bar; printed under as many bars as there is room for.</param>
/// <param name="Before">Count before the first boundary: grey.</param>
/// <param name="After">Count after it: black.</param>
/// <param name="Undetermined">Count of which the times do not say whether it came before or after: white, between the two.</param>
public sealed record ChartBar(string Label, int Before, int After, int Undetermined = 0)
{
    /// <summary>Before the number: ≈ where it is an estimate, ≥ where it is a lower bound.</summary>
    public string Sign { get; init; } = "";

    /// <summary>All of it: the number on the bar.</summary>
    public int Total => Before + Undetermined + After;
}

/// <summary>A line through a chart: a boundary or an order.</summary>
/// <param name="Position">Where, in bars from the first bar's start edge: 2.5 is the middle of the third week.</param>
/// <param name="Label">Beside the line.</param>
/// <param name="IsOrder">An order is a double line.</param>
public sealed record ChartLine(double Position, string Label, bool IsOrder = false);

/// <summary>
/// Counts per week as bars, the number on each. More weeks than fit legibly continue in a further
/// strip on the same scale.
/// </summary>
/// <param name="Bars">The weeks in order.</param>
/// <param name="Lines">Boundaries and orders.</param>
/// <param name="Alt">What the chart shows, for those who cannot see it.</param>
public sealed record BarChart(IReadOnlyList<ChartBar> Bars, IReadOnlyList<ChartLine> Lines, string Alt) : Block
{
    /// <summary>What is counted along which time: Contacts per week.</summary>
    public string Title { get; init; } = "";

    /// <summary>Every bar has its label, and room for it: a few bars that are not along time.</summary>
    public bool LabelsAll { get; init; }

    /// <summary>Half as tall, for a page that has to hold more than it.</summary>
    public bool IsLow { get; init; }
}
