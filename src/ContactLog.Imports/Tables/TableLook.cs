namespace ContactLog.Imports.Tables;

/// <summary>A table's first rows and what its columns probably mean: to be shown to her before anything is read by it.</summary>
/// <param name="Map">The suggestion.</param>
/// <param name="Sure">It has a time and headings that are known, and says which way its rows went where that must be said: the file can be read by it unasked.</param>
/// <param name="Headings">The headings, or empty texts where the file has none; one for each column.</param>
/// <param name="Rows">The first rows under the headings, at most ten.</param>
/// <param name="Sheets">The sheets of a workbook.</param>
public sealed record TableLook(ColumnMap Map, bool Sure, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Sheets)
{
    private const int MostPreamble = 40;
    private const int MostPreview = 10;
    private const int RowsLookedAt = 200;

    /// <summary>Headings that are known say what the columns mean. A list that does not say which way its rows went is not <see cref="Sure"/> all the same.</summary>
    public bool IsHeaded { get; private init; }

    /// <summary>Looks at a table; null when the file is none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="map">What is settled already (encoding, separator, sheet), or null; with columns, all of it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static TableLook? At(ExportFile file, ColumnMap? map = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var head = new byte[ExportReading.HeadLength];
        using var stream = file.Open();
        var format = ExportFormats.Recognise(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
        return format is TableFormat table ? table.Look(file, map, cancellationToken) : null;
    }

    internal static TableLook Of(IEnumerable<TableRow> table, ColumnMap settled, IReadOnlyList<string> sheets)
    {
        var rows = table.Take(RowsLookedAt).ToList();
        if (settled.Columns.Count > 0)
        {
            // She has said what it is: it is shown to her so.
            var under = rows.Where(row => row.Number > settled.HeaderRow && !row.IsEmpty).Take(MostPreview).ToList();
            return new(settled, settled.HasTime && !settled.AsksDirection, rows.FirstOrDefault(row => row.Number == settled.HeaderRow)?.Cells ?? Unnamed(under), [.. under.Select(row => row.Cells)], sheets);
        }

        var (header, roles) = HeaderOf(rows);
        if (header > 0)
        {
            WithDestination(rows, header, roles);
        }

        var data = rows.Where(row => row.Number > header && !row.IsEmpty).ToList();
        // Without known headings the first row may be unknown ones: what the columns hold is told by the others.
        var known = header > 0;
        var columns = known ? roles : ByContent(data.Count > 1 ? data[1..] : data);
        var when = columns.Find(one => one.Role is ColumnRole.Date or ColumnRole.DateTime)?.Index ?? -1;
        if (!known && when >= 0 && data.Count > 1 && !data[0][when].Any(char.IsDigit))
        {
            header = data[0].Number;
            data.RemoveAt(0);
        }

        var kinds = columns.FirstOrDefault(one => one.Role == ColumnRole.Kind)?.Index ?? -1;
        var duration = columns.FirstOrDefault(one => one.Role == ColumnRole.Duration)?.Index ?? -1;
        var headings = rows.FirstOrDefault(row => row.Number == header)?.Cells ?? Unnamed(data);
        var map = settled with
        {
            HeaderRow = (int)header,
            Columns = columns,
            Utc = headings.Any(HeaderWords.IsUtc) || data.Any(row => row.Cells.Any(CellWords.IsSwitchWord)),
            Minutes = duration >= 0 && duration < headings.Count && HeaderWords.Plain(headings[duration]) is var unit && unit.Contains("min", StringComparison.Ordinal),
            Kind = (kinds < 0 && duration >= 0) || columns.Exists(one => one.Role == ColumnRole.Destination) ? FoundKind.Call : null,
        };
        return new(map, map.HasTime && known && !map.AsksDirection, headings, [.. data.Take(MostPreview).Select(row => row.Cells)], sheets) { IsHeaded = known };
    }

    // "Destination" is the number in some lists; where a row writes there that the call came in, it says which way.
    private static void WithDestination(List<TableRow> rows, long header, List<MappedColumn> roles)
    {
        var headings = rows.First(row => row.Number == header).Cells;
        var kinds = roles.Find(one => one.Role == ColumnRole.Kind)?.Index ?? -1;
        for (var i = 0; i < headings.Count; i++)
        {
            var column = i;
            // Under "Description" or "Location" too, where minutes stand beside it and nothing is written there but cities with their state: a log has
            // words. Where the kind says which way, the city is where the phone was.
            var isBill = roles.Exists(one => one.Role == ColumnRole.Duration) && roles.Exists(one => one.Index == column && one is { Role: ColumnRole.Text } or { Role: ColumnRole.Field, Field: "place" })
                && rows.TrueForAll(row => row.Number <= header || (CellWords.IsCity(row[column]) && (kinds < 0 || CellWords.DirectionOf(row[kinds]) is null)));
            if (roles.Exists(one => one.Role == ColumnRole.Direction) || !(isBill || HeaderWords.IsDestination(headings[i]))
                || !rows.Exists(row => row.Number > header && CellWords.IsIncomingDestination(row[column])))
            {
                continue;
            }

            roles.RemoveAll(one => one.Index == column);
            roles.Add(new MappedColumn(column, ColumnRole.Destination));
            // A number behind it was passed over for this one.
            if (!roles.Exists(one => one.Role == ColumnRole.Peer) && headings.ToList().FindIndex(heading => HeaderWords.Of(heading) is { Role: ColumnRole.Peer } && !HeaderWords.IsDestination(heading)) is >= 0 and var peer)
            {
                roles.Add(new MappedColumn(peer, ColumnRole.Peer));
            }

            return;
        }
    }

    private static IReadOnlyList<string> Unnamed(List<TableRow> rows) => [.. Enumerable.Repeat("", rows.Select(row => row.Cells.Count).DefaultIfEmpty(0).Max())];

    // The row with the most headings that are known; without a date among them it is none.
    private static (long Header, List<MappedColumn> Columns) HeaderOf(List<TableRow> rows)
    {
        var best = (Header: 0L, Columns: new List<MappedColumn>());
        foreach (var row in rows.Take(MostPreamble))
        {
            var columns = new List<MappedColumn>();
            for (var i = 0; i < row.Cells.Count; i++)
            {
                if (HeaderWords.Of(row.Cells[i]) is { } meaning && !columns.Exists(one => one.Role == meaning.Role && one.Field == meaning.Field))
                {
                    columns.Add(new MappedColumn(i, meaning.Role, meaning.Field));
                }
            }

            if (columns.Count > best.Columns.Count && columns.Count >= 2 && columns.Exists(one => one.Role is ColumnRole.Date or ColumnRole.DateTime or ColumnRole.Time))
            {
                best = (row.Number, columns);
            }
        }

        // "Time" alone is where some lists keep both.
        if (best.Header > 0 && !best.Columns.Exists(one => one.Role is ColumnRole.Date or ColumnRole.DateTime))
        {
            var time = best.Columns.FindIndex(one => one.Role == ColumnRole.Time);
            best.Columns[time] = best.Columns[time] with { Role = ColumnRole.DateTime };
        }

        return best;
    }

    // No headings: what most cells of a column look like.
    private static List<MappedColumn> ByContent(List<TableRow> data)
    {
        var columns = new List<MappedColumn>();
        var width = data.Select(row => row.Cells.Count).DefaultIfEmpty(0).Max();
        bool Most(int column, Func<string, bool> test)
        {
            var cells = data.Select(row => row[column]).Where(cell => !string.IsNullOrWhiteSpace(cell)).ToList();
            return cells.Count > 0 && cells.Count(test) * 10 >= cells.Count * 8;
        }

        for (var i = 0; i < width && i < TableRow.MostCells; i++)
        {
            var column = i;
            ColumnRole? role = Most(column, cell => CellTimes.Read(cell, DateOrder.Dmy, timeOnly: false) is { Instant: not null } or { Date: not null, Time: not null } || CellTimes.Read(cell, DateOrder.Mdy, timeOnly: false) is { Date: not null, Time: not null }) ? ColumnRole.DateTime
                : Most(column, cell => CellTimes.Read(cell, DateOrder.Dmy, timeOnly: false).Date is not null || CellTimes.Read(cell, DateOrder.Mdy, timeOnly: false).Date is not null) ? ColumnRole.Date
                : Most(column, cell => cell.Length < 15 && CellTimes.Read(cell, null, timeOnly: false).Time is not null) ? ColumnRole.Time
                : Most(column, cell => CellWords.DirectionOf(cell) is not null) ? ColumnRole.Direction
                : Most(column, cell => cell.Count(char.IsDigit) >= 7 && cell.Length < 25) ? ColumnRole.Peer
                : Most(column, cell => cell.Length > 12 && cell.Contains(' ', StringComparison.Ordinal)) ? ColumnRole.Text : null;
            if (role is { } known && !columns.Exists(one => one.Role == known))
            {
                columns.Add(new MappedColumn(i, known));
            }
        }

        return columns;
    }
}
