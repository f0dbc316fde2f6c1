namespace ContactLog.Imports.Tables;

/// <summary>A row of a table.</summary>
/// <param name="Number">Which row of the file, from 1.</param>
/// <param name="Byte">Where it begins, or null.</param>
/// <param name="Line">Its line, or null.</param>
/// <param name="Cells">Its cells as text.</param>
/// <param name="Raw">Its text as it stands.</param>
internal sealed record TableRow(long Number, long? Byte, long? Line, IReadOnlyList<string> Cells, string Raw)
{
    /// <summary>Cells of one row that are kept: nobody's log has more columns, a hostile file may have a million.</summary>
    public const int MostCells = 500;

    /// <summary>Its cells as the file has them, where cells that span several rows were filled in; null where none were.</summary>
    public IReadOnlyList<string>? Own { get; init; }

    /// <summary>It had more cells than are kept.</summary>
    public bool Cut { get; init; }

    /// <summary>A quotation mark was opened and never closed.</summary>
    public bool OpenQuote { get; init; }

    /// <summary>Nothing is in it.</summary>
    public bool IsEmpty => Cells.All(string.IsNullOrWhiteSpace);

    /// <summary>A cell, empty where the row is too short.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";
}
