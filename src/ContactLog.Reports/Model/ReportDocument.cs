namespace ContactLog.Reports.Model;

/// <summary>The paper a report is set for. Courts in the United States and Canada take Letter, most others A4.</summary>
public enum Paper
{
    /// <summary>8.5 by 11 inches.</summary>
    Letter,

    /// <summary>210 by 297 millimetres.</summary>
    A4,
}

/// <summary>
/// Everything a report says, in reading order, and nothing about how it becomes pages: any engine
/// that can set words, tables and pictures can print it. Immutable, so that one document can be
/// written more than once and always gives the same pages.
/// </summary>
public sealed record ReportDocument
{
    /// <summary>BCP 47 tag of the language the report is written in, e.g. <c>en</c>; screen readers choose their voice by it.</summary>
    public required string Language { get; init; }

    /// <summary>
    /// Title in the file's properties and in the viewer's title bar. Seen by anyone who glances at
    /// the screen or the file list: keep it neutral, without names.
    /// </summary>
    public required string Title { get; init; }

    /// <summary>Identifies this report among all exports of the case; printed at the foot of every page.</summary>
    public required string ReportId { get; init; }

    /// <summary>The moment the export was made. It is the file's only date, so that equal reports are equal bytes.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Page size.</summary>
    public Paper Paper { get; init; } = Paper.Letter;

    /// <summary>Start of the running head: court and case number. May be empty.</summary>
    public string HeadStart { get; init; } = "";

    /// <summary>End of the running head: kind of copy. May be empty.</summary>
    public string HeadEnd { get; init; } = "";

    /// <summary>The sections in order.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; init; }
}

/// <summary>
/// One numbered part of a report. Its title is a level-1 heading, a bookmark, and the head "… continued" of its further pages.
/// What it says is made once, when it is first asked for: whoever looks at one part of a long report does not wait for the others.
/// </summary>
public sealed record ReportSection
{
    private readonly Lazy<IReadOnlyList<Block>> _blocks;

    /// <param name="title">The heading as printed, its number included.</param>
    /// <param name="blocks">What the section says, in order.</param>
    public ReportSection(string title, IReadOnlyList<Block> blocks)
    {
        Title = title;
        _blocks = new(blocks);
    }

    /// <param name="title">The heading as printed, its number included.</param>
    /// <param name="make">Makes what the section says, in order: always the same.</param>
    public ReportSection(string title, Func<IReadOnlyList<Block>> make)
    {
        Title = title;
        _blocks = new(make);
    }

    /// <summary>The heading as printed, its number included.</summary>
    public string Title { get; init; }

    /// <summary>What the section says, in order.</summary>
    public IReadOnlyList<Block> Blocks => _blocks.Value;

    /// <summary>Name by which links and page references find the section.</summary>
    public string? Anchor { get; init; }

    /// <summary>Text of the bookmark; the title when null.</summary>
    public string? Bookmark { get; init; }

    /// <summary>Whether the section begins on a new page in any case. One that need not begins where the one before ended, if a good part of that page is left.</summary>
    public bool StartsPage { get; init; } = true;

    /// <summary>Whether every volume of a report that fills several carries the section: the cover and the index of exhibits.</summary>
    public bool InEveryVolume { get; init; }

    /// <summary>Whether further pages of the section repeat its title with "continued". A cover does not need it.</summary>
    public bool RepeatsTitle { get; init; } = true;

    /// <summary>The title itself says that the section goes on from somewhere else ("Form 8-2, item 3, continued"): further pages repeat it and add no word.</summary>
    public bool IsContinuation { get; init; }

    /// <summary>
    /// The same section said more briefly, in the order in which they are tried: paper takes the first that is on one page, the section itself
    /// before all of them. Empty for a section that may take as many pages as it needs.
    /// </summary>
    public IReadOnlyList<ReportSection> Briefer { get; init; } = [];

    /// <summary>The section with its blocks changed, when they are asked for.</summary>
    internal ReportSection With(Func<Block, Block> change) => new(this, change);

    private ReportSection(ReportSection other, Func<Block, Block> change)
        : this(other)
    {
        _blocks = new(() => [.. other.Blocks.Select(change)]);
        Briefer = [.. other.Briefer.Select(one => one.With(change))];
    }
}
