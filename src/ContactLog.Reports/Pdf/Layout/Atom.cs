using ContactLog.Reports.Pdf.Fonts;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>What an atom does to a line.</summary>
internal enum AtomKind
{
    Word,
    Space,
    Break,
}

/// <summary>The smallest piece that lines are made of: part of a word in one voice and one direction, spaces, or the end of a line.</summary>
internal readonly record struct Atom(AtomKind Kind, ShapedGlyph[] Glyphs, double Advance)
{
    public static Atom LineBreak { get; } = new(AtomKind.Break, [], 0) { MayBreakAfter = true };

    public Ink Ink { get; init; }

    /// <summary>Anchor it leads to.</summary>
    public string? LinkTo { get; init; }

    /// <summary>Whether it stands in a box, as labels of exhibits do.</summary>
    public bool Boxed { get; init; }

    /// <summary>Whether a line may end after it.</summary>
    public bool MayBreakAfter { get; init; }

    /// <summary>Whether letters of a face that has no bold one are made heavier.</summary>
    public bool Bold { get; init; }

    /// <summary>Its level by the bidirectional algorithm: odd runs from right to left.</summary>
    public byte Level { get; init; }

    /// <summary>The level of its paragraph.</summary>
    public byte Base { get; init; }
}
