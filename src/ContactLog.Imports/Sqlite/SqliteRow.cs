using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ContactLog.Imports.Sqlite;

/// <summary>One row of a table.</summary>
internal sealed class SqliteRow
{
    private readonly SqliteTable _table;
    private readonly byte[] _payload;
    private readonly (long Type, int At, int Length)[] _values;

    private SqliteRow(SqliteTable table, long id, long? at, byte[] payload, (long, int, int)[] values, bool cut) =>
        (_table, Id, At, _payload, _values, IsCut) = (table, id, at, payload, values, cut);

    /// <summary>Its number (ROWID).</summary>
    public long Id { get; }

    /// <summary>Where it stands in the database file; null when it comes from the log.</summary>
    public long? At { get; }

    /// <summary>Something of it could not be read: a value at its end is missing.</summary>
    public bool IsCut { get; }

    /// <summary>Decodes a row; null when what stands there is none.</summary>
    public static SqliteRow? Decode(SqliteTable table, long id, long? at, byte[] payload, bool cut)
    {
        var place = 0;
        if (Varint(payload, ref place) is not (>= 1 and var headerLength) || headerLength > payload.Length || headerLength > 40_000)
        {
            return null;
        }

        var values = new List<(long, int, int)>();
        var from = (int)headerLength;
        while (place < headerLength)
        {
            if (Varint(payload.AsSpan(0, (int)headerLength), ref place) is not (>= 0 and var type))
            {
                return null;
            }

            var length = type switch { 0 or 8 or 9 => 0, <= 4 => type, 5 => 6, 6 or 7 => 8, 10 or 11 => -1, _ => (type - 12) / 2 };
            if (length < 0 || length > int.MaxValue - from)
            {
                return null;
            }

            values.Add((type, from, (int)length));
            from += (int)length;
        }

        // A row whose values reach beyond its bytes is damaged, unless the bytes were cut on the way here.
        return from > payload.Length && !cut ? null : new(table, id, at, payload, [.. values], cut);
    }

    /// <summary>A whole number, or null.</summary>
    public long? Number(string column)
    {
        if (_table.IsRowId(column))
        {
            return Id;
        }

        if (Find(column) is not { } value)
        {
            return null;
        }

        var bytes = _payload.AsSpan(value.At, value.Length);
        return value.Type switch
        {
            1 => (sbyte)bytes[0],
            2 => BinaryPrimitives.ReadInt16BigEndian(bytes),
            3 => (bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8) >> 8,
            4 => BinaryPrimitives.ReadInt32BigEndian(bytes),
            5 => ((long)BinaryPrimitives.ReadInt16BigEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]),
            6 => BinaryPrimitives.ReadInt64BigEndian(bytes),
            7 => BinaryPrimitives.ReadDoubleBigEndian(bytes) is > -9e18 and < 9e18 and var real ? (long)real : null,
            8 => 0,
            9 => 1,
            >= 13 when value.Type % 2 == 1 => long.TryParse(Text(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            _ => null,
        };
    }

    /// <summary>A text, or null.</summary>
    public string? Text(string column) => Find(column) switch
    {
        { Type: >= 13 } value when value.Type % 2 == 1 => _table.Encoding.GetString(_payload, value.At, value.Length),
        { Type: >= 1 and <= 9 } => Number(column)?.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Bytes, or none.</summary>
    public ReadOnlySpan<byte> Bytes(string column) => Find(column) is { Type: >= 12 } value ? _payload.AsSpan(value.At, value.Length) : [];

    /// <summary>The row for people: each value that is there on a line of its own, bytes by their number alone.</summary>
    public string Raw(int most)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"ROWID: {Id}");
        for (var i = 0; i < _values.Length && i < _table.Columns.Count && text.Length < most; i++)
        {
            var name = _table.Columns[i];
            var value = Find(name);
            if (value is null or { Type: 0 } || _table.IsRowId(name))
            {
                continue;
            }

            text.Append('\n').Append(name).Append(": ");
            _ = value.Value.Type switch
            {
                7 => text.Append(BinaryPrimitives.ReadDoubleBigEndian(_payload.AsSpan(value.Value.At)).ToString("R", CultureInfo.InvariantCulture)),
                >= 12 when value.Value.Type % 2 == 0 => text.Append(CultureInfo.InvariantCulture, $"[{value.Value.Length} bytes]"),
                _ => text.Append(Text(name)),
            };
        }

        return text.ToString();
    }

    /// <summary>A number of up to nine bytes, as the file format writes it; -1 when it does not end.</summary>
    public static long Varint(ReadOnlySpan<byte> bytes, ref int place)
    {
        long number = 0;
        for (var i = 0; i < 9; i++)
        {
            if (place >= bytes.Length)
            {
                return -1;
            }

            var one = bytes[place++];
            if (i == 8)
            {
                return (number << 8) | one;
            }

            number = (number << 7) | (uint)(one & 0x7F);
            if (one < 0x80)
            {
                return number;
            }
        }

        return number;
    }

    private (long Type, int At, int Length)? Find(string column)
    {
        var index = _table.IndexOf(column);
        return index >= 0 && index < _values.Length && _values[index] is var value && value.At + value.Length <= _payload.Length ? value : null;
    }
}
