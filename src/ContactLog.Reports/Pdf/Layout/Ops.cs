using ContactLog.Reports.Pdf.Fonts;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>
/// One step of drawing. Positions are in points: x from the left edge of the page, y from the top
/// of the strip (or page) that holds the step.
/// </summary>
internal abstract record Op
{
    /// <summary>The same step at another place.</summary>
    public virtual Op Moved(double x, double y) => this;
}

/// <summary>The parts of the structure tree that a screen reader walks.</summary>
internal enum Tag
{
    H1,
    H2,
    H3,
    Paragraph,
    Table,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    List,
    ListItem,
    ListLabel,
    ListBody,
    Figure,
}

/// <summary>Opens a structure element.</summary>
internal sealed record BeginOp(Tag Tag) : Op
{
    private static readonly BeginOp[] s_plain = [.. Enum.GetValues<Tag>().Select(tag => new BeginOp(tag))];

    /// <summary>An element of which there is nothing to say but what it is: one for all, since a table has several for each row.</summary>
    public static BeginOp Of(Tag tag) => s_plain[(int)tag];

    public string? Alt { get; init; }

    public int ColumnSpan { get; init; } = 1;

    /// <summary>Whether a list counts its items.</summary>
    public bool Numbered { get; init; }

    /// <summary>The box of a figure: x, y, width, height.</summary>
    public (double X, double Y, double Width, double Height) Box { get; init; }
}

/// <summary>Closes the innermost structure element.</summary>
internal sealed record EndOp : Op
{
    public static EndOp Instance { get; } = new();
}

/// <summary>A line that was set, at a place. It is not copied there: the line is the one that is kept from round to round.</summary>
internal sealed record SetOp(TextLine Line, double X, double Y) : Op;

/// <summary>Glyphs of one face, set on a baseline.</summary>
internal sealed record TextOp(double X, double Baseline, Face Face, double Size, Ink Ink, ShapedGlyph[] Glyphs) : Op
{
    /// <summary>Anchor this text leads to.</summary>
    public string? LinkTo { get; init; }

    public double Width { get; init; }

    /// <summary>Whether the outlines are thickened, for want of a bold face.</summary>
    public bool IsHeavy { get; init; }

    public override Op Moved(double x, double y) => this with { X = X + x, Baseline = Baseline + y };
}

/// <summary>A line; always an artifact.</summary>
internal sealed record LineOp(double X1, double Y1, double X2, double Y2, double Width, Ink Ink) : Op;

/// <summary>A rectangle, filled or outlined; an artifact unless it is part of a figure.</summary>
internal sealed record BoxOp(double X, double Y, double Width, double Height, bool Filled, Ink Ink) : Op
{
    public override Op Moved(double x, double y) => this with { X = X + x, Y = Y + y };
}

/// <summary>A picture, or the part of it that shows through the clip.</summary>
internal sealed record ImageOp(Images.ReportImage Image, double X, double Y, double Width, double Height, double ClipTop, double ClipHeight) : Op;

/// <summary>
/// A piece of a section that is never cut: a line of a paragraph, a row of a table. Pages are
/// strips one below the other.
/// </summary>
internal sealed class Strip
{
    public double SpaceBefore { get; set; }

    public double Height { get; set; }

    /// <summary>How firmly it holds on to the next strip.</summary>
    public Bond Bond { get; private set; }

    public bool StartsPage { get; init; }

    /// <summary>Points that must be left of the page for the strip to begin on it.</summary>
    public double NeedsRoom { get; set; }

    public List<Op> Ops { get; } = [];

    public List<string> Anchors { get; } = [];

    public List<(int Level, string Title)> Bookmarks { get; } = [];

    /// <summary>What is repeated, outside the structure, when this strip comes first on a page: the head of its table.</summary>
    public Strip? Repeat { get; set; }

    /// <summary>Ties it to the next one; never looser than it was.</summary>
    public Strip Hold(Bond bond)
    {
        Bond = (Bond)Math.Max((int)Bond, (int)bond);
        return this;
    }
}

/// <summary>How firmly a strip holds on to the next: what it costs to end a page between the two.</summary>
internal enum Bond
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>A table and the sentence under it, the first and the last two rows of a long table.</summary>
    Loose,

    /// <summary>Rows of a list of facts or of a short table: what is read as one thing.</summary>
    Close,

    /// <summary>A heading and what it stands over, a row and the line drawn over it: parted only where they fit on no page.</summary>
    Firm,
}
