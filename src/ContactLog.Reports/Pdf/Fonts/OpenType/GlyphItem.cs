namespace ContactLog.Reports.Pdf.Fonts.OpenType;

/// <summary>Which form a joined letter takes.</summary>
internal enum JoinedForm : byte
{
    None,
    Isolated,
    Initial,
    Medial,
    Final,
}

/// <summary>A glyph on its way through the tables of a font.</summary>
internal sealed class GlyphItem
{
    public ushort Glyph { get; set; }

    /// <summary>Whether it is a character without a glyph, which only says how others look.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The characters that it stands for; empty when another glyph stands for them.</summary>
    public string Text { get; set; } = "";

    public JoinedForm Form { get; set; }

    /// <summary>Names the ligature it is, or for a mark: stands on; zero for none.</summary>
    public int Ligature { get; set; }

    /// <summary>On which part of the ligature a mark stands, from 1.</summary>
    public int Component { get; set; }

    /// <summary>How many letters became this ligature.</summary>
    public int Components { get; set; } = 1;

    /// <summary>Units that the pen moves.</summary>
    public int Advance { get; set; }

    /// <summary>Units by which it stands off the pen.</summary>
    public int X { get; set; }

    public int Y { get; set; }

    /// <summary>The glyph that it is attached to, or -1.</summary>
    public int AttachedTo { get; set; } = -1;
}
