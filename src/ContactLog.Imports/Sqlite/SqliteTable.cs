using System.Buffers.Binary;
using System.Text;

namespace ContactLog.Imports.Sqlite;

/// <summary>
/// A table, walked from its first row to its last. A page is visited once in a walk, however often a damaged or hostile file points to it,
/// so a walk costs no more than reading the file.
/// </summary>
internal sealed class SqliteTable
{
    private const int Deepest = 40;
    private const int MostPayload = 8 << 20;
    private readonly SqlitePages _pages;
    private readonly int _root;
    private readonly Dictionary<string, int> _index = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _rowId;

    private SqliteTable(SqlitePages pages, int root, IReadOnlyList<string> columns, int rowId)
    {
        (_pages, _root, Columns, _rowId) = (pages, root, columns, rowId);
        Encoding = pages.TextEncoding switch { 2 => Encoding.Unicode, 3 => Encoding.BigEndianUnicode, _ => Encoding.UTF8 };
        for (var i = 0; i < columns.Count; i++)
        {
            _index.TryAdd(columns[i], i);
        }
    }

    /// <summary>The names of its columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>How its texts are written.</summary>
    public Encoding Encoding { get; }

    /// <summary>Pages of it that could not be read in the last walk; what stood there is missing.</summary>
    public int DamagedPages { get; private set; }

    /// <summary>The tables of a database by name.</summary>
    public static Dictionary<string, SqliteTable> All(SqlitePages pages, out int damagedPages, CancellationToken cancellationToken)
    {
        const int most = 2_000;
        var tables = new Dictionary<string, SqliteTable>(StringComparer.OrdinalIgnoreCase);
        var schema = new SqliteTable(pages, 1, ["type", "name", "tbl_name", "rootpage", "sql"], -1);
        foreach (var row in schema.Rows(cancellationToken).Take(most))
        {
            if (row?.Text("type") is "table" && row.Text("name") is { } name && row.Number("rootpage") is > 0 and <= int.MaxValue and var root && row.Text("sql") is { } sql)
            {
                var (columns, rowId) = CreateTable.Columns(sql);
                tables.TryAdd(name, new SqliteTable(pages, (int)root, columns, rowId));
            }
        }

        damagedPages = schema.DamagedPages;
        return tables;
    }

    /// <summary>Where a column stands, or -1.</summary>
    public int IndexOf(string column) => _index.GetValueOrDefault(column, -1);

    /// <summary>It has all these columns.</summary>
    public bool Has(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (!_index.ContainsKey(column) && !IsRowId(column))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The column is another name for the row's number.</summary>
    public bool IsRowId(string column) => (_rowId >= 0 && IndexOf(column) == _rowId) || (column.Equals("ROWID", StringComparison.OrdinalIgnoreCase) && IndexOf(column) < 0);

    /// <summary>Its rows in the order of their numbers; null for one that cannot be decoded.</summary>
    public IEnumerable<SqliteRow?> Rows(CancellationToken cancellationToken)
    {
        DamagedPages = 0;
        var seen = new System.Collections.BitArray(_pages.Count + 1);
        var open = new Stack<(List<int> Children, int Next)>();
        open.Push(([_root], 0));
        while (open.TryPop(out var level))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (level.Next >= level.Children.Count)
            {
                continue;
            }

            open.Push((level.Children, level.Next + 1));
            if (Page(level.Children[level.Next], seen, out var at) is not { } page)
            {
                DamagedPages++;
                continue;
            }

            var start = level.Children[level.Next] == 1 ? SqlitePages.HeaderLength : 0;
            switch (page[start])
            {
                case 0x05 when open.Count < Deepest:
                    open.Push((Children(page, start), 0));
                    break;
                case 0x0D:
                    foreach (var row in Leaf(page, start, at, seen, cancellationToken))
                    {
                        yield return row;
                    }

                    break;
                default:
                    DamagedPages++;
                    break;
            }
        }
    }

    private byte[]? Page(int number, System.Collections.BitArray seen, out long? at)
    {
        at = null;
        if (number < 1 || number >= seen.Length || seen[number])
        {
            return null;
        }

        seen[number] = true;
        return _pages.Read(number, out at);
    }

    private List<int> Children(byte[] page, int start)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(start + 3));
        var children = new List<int>();
        for (var i = 0; i < count; i++)
        {
            var pointer = start + 12 + (2 * i);
            var cell = pointer + 2 <= _pages.Usable ? BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(pointer)) : 0;
            if (cell < start + 12 || cell + 4 > _pages.Usable)
            {
                DamagedPages++;
                break;
            }

            children.Add(BinaryPrimitives.ReadInt32BigEndian(page.AsSpan(cell)));
        }

        children.Add(BinaryPrimitives.ReadInt32BigEndian(page.AsSpan(start + 8)));
        return children;
    }

    private IEnumerable<SqliteRow?> Leaf(byte[] page, int start, long? at, System.Collections.BitArray seen, CancellationToken cancellationToken)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(start + 3));
        var used = start + 8;
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pointer = start + 8 + (2 * i);
            var cell = pointer + 2 <= _pages.Usable ? BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(pointer)) : 0;
            var place = cell;
            var length = cell < start + 8 ? -1 : SqliteRow.Varint(page.AsSpan(0, _pages.Usable), ref place);
            var id = length < 0 ? -1 : SqliteRow.Varint(page.AsSpan(0, _pages.Usable), ref place);
            var local = length < 0 ? 0 : Local(length);

            // Cells of one page never overlap: ten thousand pointers to one cell would be ten thousand rows that are not there.
            used += 2 + (place - cell) + local;
            if (length < 0 || length > int.MaxValue || place + local > _pages.Usable || used > _pages.Usable)
            {
                DamagedPages++;
                yield break;
            }

            var payload = Payload(page, place, local, (int)length, seen, out var cut);
            yield return SqliteRow.Decode(this, id, at + cell, payload, cut);
        }
    }

    // How much of a row stands in its own page, by the file format's rule.
    private int Local(long length)
    {
        var usable = _pages.Usable;
        if (length <= usable - 35)
        {
            return (int)length;
        }

        var least = ((usable - 12) * 32 / 255) - 23;
        var fits = least + (int)((length - least) % (usable - 4));
        return (fits <= usable - 35 ? fits : least) + 4;
    }

    private byte[] Payload(byte[] page, int place, int local, int length, System.Collections.BitArray seen, out bool cut)
    {
        if (local >= length)
        {
            cut = false;
            return page[place..(place + length)];
        }

        var kept = new MemoryStream();
        kept.Write(page, place, local - 4);
        var next = BinaryPrimitives.ReadInt32BigEndian(page.AsSpan(place + local - 4));
        while (kept.Length < length && kept.Length < MostPayload && next > 0)
        {
            if (Page(next, seen, out _) is not { } more)
            {
                DamagedPages++;
                break;
            }

            next = BinaryPrimitives.ReadInt32BigEndian(more);
            kept.Write(more, 4, (int)Math.Min(_pages.Usable - 4, length - kept.Length));
        }

        cut = kept.Length < length;
        return kept.ToArray();
    }
}
