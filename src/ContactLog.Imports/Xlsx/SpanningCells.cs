using ContactLog.Imports.Tables;

namespace ContactLog.Imports.Xlsx;

/// <summary>
/// Cells that span several rows: one date beside all that happened on that day. The file has the value in the first row only, the screen shows it for all of them. So a
/// row that has something of its own, and nothing in that place, has that value too. A row that has nothing of its own stays empty: the whole entry is two rows high.
/// </summary>
/// <param name="spans">Column from 0, first row and last.</param>
internal sealed class SpanningCells(IEnumerable<(int Column, long First, long Last)> spans)
{
    private readonly ILookup<long, (int Column, long First, long Last)> _beginning = spans.ToLookup(span => span.First);
    private readonly Dictionary<int, (long Last, string Value)> _values = [];

    /// <summary>A row with what spans it; to be given in the order of the sheet.</summary>
    public TableRow Fill(TableRow row)
    {
        List<string>? cells = null;
        if (_values.Count > 0 && !row.IsEmpty)
        {
            foreach (var (column, (last, value)) in _values)
            {
                if (row.Number <= last && string.IsNullOrWhiteSpace(row[column]))
                {
                    cells ??= [.. row.Cells];
                    cells.AddRange(Enumerable.Repeat("", Math.Max(0, column + 1 - cells.Count)));
                    cells[column] = value;
                }
            }
        }

        foreach (var (column, _, last) in _beginning[row.Number])
        {
            _values[column] = (last, row[column]);
        }

        return cells is null ? row : row with { Cells = cells, Own = row.Cells };
    }
}
