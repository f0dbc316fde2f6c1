namespace ContactLog.Reports.Pdf;

/// <summary>Measures of the printed page, in points. One place, so that the report keeps one look.</summary>
internal static class Typography
{
    public const double Margin = 72;
    public const double TextSize = 12;
    public const double TitleSize = 16.5;

    /// <summary>Line height as a part of the size: 12 on 16.8.</summary>
    public const double Leading = 1.4;

    /// <summary>Ascent and whole height of Noto Sans as parts of the size. Every face is set on its baseline, so that mixed lines stand level.</summary>
    public const double Ascent = 1.069;
    public const double FaceHeight = 1.362;

    public const double ParagraphGap = 6;
    public const double HeadingGap = 11.5;
    public const double SectionGap = 26;
    public const double CellPadding = 2.8;
    public const double ColumnGap = 9;
    public const double HairRule = 0.5;
    public const double Rule = 1;
    public const double BoundaryRule = 2;
    public const double DoubleRuleGap = 2.4;
    public const double KeyColumn = 114;
    public const double LabelPadding = 4.5;

    public static double LineHeight(double size) => size * Leading;

    public static double Baseline(double size) => ((Leading - FaceHeight) / 2 + Ascent) * size;
}

/// <summary>The greys of a page that is legible when photocopied.</summary>
internal enum Ink
{
    Black,
    Secondary,
    Hair,
    Bar,
    White,
}
