using System.Buffers.Binary;
using System.Text;

namespace ContactLog.Imports.ImessageDb;

/// <summary>
/// Values of a binary property list (<c>bplist00</c>), looked up one by one: nothing is built that is not asked for, so a list that
/// refers to itself costs nothing.
/// </summary>
internal sealed class PropertyList
{
    private const int MostItems = 10_000;
    private readonly byte[] _bytes;
    private readonly int _offsetSize;
    private readonly int _referenceSize;
    private readonly long _objects;
    private readonly long _table;

    private PropertyList(byte[] bytes, int offsetSize, int referenceSize, long objects, long top, long table) =>
        (_bytes, _offsetSize, _referenceSize, _objects, Top, _table) = (bytes, offsetSize, referenceSize, objects, top, table);

    /// <summary>The number of the outermost object.</summary>
    public long Top { get; }

    /// <summary>Opens a list; null when it is none.</summary>
    public static PropertyList? Open(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("bplist00"u8) || bytes.Length < 40)
        {
            return null;
        }

        var trailer = bytes.AsSpan(bytes.Length - 32);
        var (objects, top, table) = (BinaryPrimitives.ReadInt64BigEndian(trailer[8..]), BinaryPrimitives.ReadInt64BigEndian(trailer[16..]), BinaryPrimitives.ReadInt64BigEndian(trailer[24..]));
        return trailer[6] is >= 1 and <= 8 && trailer[7] is >= 1 and <= 8 && objects is > 0 and <= int.MaxValue && top >= 0 && top < objects
            && table >= 8 && table <= bytes.Length - 32 - (objects * trailer[6]) ? new(bytes, trailer[6], trailer[7], objects, top, table) : null;
    }

    /// <summary>The value of a dictionary under a name, or null.</summary>
    public long? Member(long? dictionary, string name)
    {
        if (Find(dictionary, 0xD) is not { } found)
        {
            return null;
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (Reference(found.At, i) is { } key && Text(key) == name)
            {
                return Reference(found.At, i + found.Count);
            }
        }

        return null;
    }

    /// <summary>The names in a dictionary.</summary>
    public IEnumerable<string> Names(long? dictionary) =>
        Find(dictionary, 0xD) is { } found ? Enumerable.Range(0, found.Count).Select(i => Reference(found.At, i) is { } key ? Text(key) : null).OfType<string>() : [];

    /// <summary>The items of an array.</summary>
    public IEnumerable<long> Items(long? array) =>
        Find(array, 0xA) is { } found ? Enumerable.Range(0, found.Count).Select(i => Reference(found.At, i)).OfType<long>() : [];

    /// <summary>Its bytes, or none.</summary>
    public ReadOnlySpan<byte> Data(long? value) => Find(value, 0x4) is { } found && found.Count <= _bytes.Length - found.At ? _bytes.AsSpan(found.At, found.Count) : [];

    /// <summary>A text, or null.</summary>
    public string? Text(long? value) =>
        Find(value, 0x5) is { } ascii && ascii.Count <= _bytes.Length - ascii.At ? Encoding.ASCII.GetString(_bytes, ascii.At, ascii.Count)
        : Find(value, 0x6) is { } wide && wide.Count <= (_bytes.Length - wide.At) / 2 ? Encoding.BigEndianUnicode.GetString(_bytes, wide.At, wide.Count * 2)
        : null;

    private int? Place(long? value)
    {
        if (value is not { } number || number < 0 || number >= _objects)
        {
            return null;
        }

        var at = Whole((int)(_table + (number * _offsetSize)), _offsetSize);
        return at >= 8 && at < _table ? (int)at : null;
    }

    // An object of a kind with a count: where its content begins, and how much there is.
    private (int At, int Count)? Find(long? value, int kind)
    {
        if (Place(value) is not { } at || _bytes[at] >> 4 != kind)
        {
            return null;
        }

        var count = (long)(_bytes[at++] & 0xF);
        if (count == 0xF)
        {
            var size = at < _bytes.Length && _bytes[at] >> 4 == 0x1 ? 1 << (_bytes[at] & 0xF) : 99;
            if (size > 8 || at + 1 + size > _bytes.Length)
            {
                return null;
            }

            count = Whole(at + 1, size);
            at += 1 + size;
        }

        var most = kind is 0xA or 0xD ? MostItems : _bytes.Length;
        return count >= 0 && count <= most ? (at, (int)count) : null;
    }

    private long? Reference(int at, int index)
    {
        var place = at + ((long)index * _referenceSize);
        return place + _referenceSize <= _bytes.Length ? Whole((int)place, _referenceSize) : null;
    }

    private long Whole(int at, int size)
    {
        long number = 0;
        for (var i = 0; i < size; i++)
        {
            number = (number << 8) | _bytes[at + i];
        }

        return number;
    }
}
