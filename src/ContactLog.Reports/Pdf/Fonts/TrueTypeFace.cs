using System.Buffers.Binary;
using System.Text;

namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>
/// What setting text needs to know of a TrueType file (OpenType 1.9): which glyph shows a
/// character, how wide it is, and of which other glyphs it is made. Only outlines in a
/// <c>glyf</c> table are read.
/// </summary>
internal sealed class TrueTypeFace
{
    /// <summary>Characters that are looked up without a search: Latin.</summary>
    private const int Direct = 0x250;

    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly int _advanceCount;
    private readonly bool _longOffsets;
    private readonly ushort[] _direct = new ushort[Direct];
    private readonly int _characters;

    /// <summary>Reads the tables that are always needed.</summary>
    /// <exception cref="InvalidDataException">The file has no outlines or no table of characters that this class reads.</exception>
    public TrueTypeFace(byte[] file)
    {
        _file = file;
        for (var i = 0; i < UInt16(4); i++)
        {
            var record = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(file, record, 4)] = ((int)UInt32(record + 8), (int)UInt32(record + 12));
        }

        if (!_tables.ContainsKey("glyf"))
        {
            throw new InvalidDataException("The font has no TrueType outlines.");
        }

        UnitsPerEm = UInt16(Offset("head") + 18);
        _longOffsets = UInt16(Offset("head") + 50) == 1;
        _advanceCount = UInt16(Offset("hhea") + 34);
        GlyphCount = UInt16(Offset("maxp") + 4);
        _characters = FindCharacters();
        for (var character = 0; character < Direct; character++)
        {
            _direct[character] = Search(character);
        }
    }

    /// <summary>Units in which the file counts, to the size of the font.</summary>
    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    /// <summary>The glyph of a code point, or zero when the face has none.</summary>
    public ushort Glyph(int codePoint) => codePoint < Direct ? _direct[codePoint] : Search(codePoint);

    /// <summary>How far a glyph moves the pen, as a part of the size.</summary>
    public double Advance(ushort glyph) => AdvanceUnits(glyph) / (double)UnitsPerEm;

    /// <summary>How far a glyph moves the pen, in units of the file.</summary>
    public int AdvanceUnits(ushort glyph) => UInt16(Offset("hmtx") + (4 * Math.Min(glyph, _advanceCount - 1)));

    /// <summary>The space left of a glyph's outline, in units of the file.</summary>
    public short SideBearing(ushort glyph) => Int16(Offset("hmtx") + (glyph < _advanceCount ? (4 * glyph) + 2 : (4 * _advanceCount) + (2 * (glyph - _advanceCount))));

    /// <summary>The outline of a glyph as the file has it; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(ushort glyph)
    {
        if (glyph >= GlyphCount)
        {
            return [];
        }

        var loca = Offset("loca");
        var (from, to) = _longOffsets
            ? ((int)UInt32(loca + (4 * glyph)), (int)UInt32(loca + (4 * glyph) + 4))
            : (UInt16(loca + (2 * glyph)) * 2, UInt16(loca + (2 * glyph) + 2) * 2);
        return to <= from ? [] : _file.AsSpan(Offset("glyf") + from, to - from);
    }

    /// <summary>Whether the file has a table.</summary>
    public bool Has(string table) => _tables.ContainsKey(table);

    /// <summary>A table, empty when the file has none of that name.</summary>
    public ReadOnlySpan<byte> Table(string table) => _tables.TryGetValue(table, out var place) ? _file.AsSpan(place.Offset, place.Length) : [];

    /// <summary>A table, empty when the file has none of that name.</summary>
    public ReadOnlyMemory<byte> TableMemory(string table) => _tables.TryGetValue(table, out var place) ? _file.AsMemory(place.Offset, place.Length) : default;

    /// <summary>The glyphs that a composite outline is drawn with, and where in the outline each is named.</summary>
    public static List<(ushort Glyph, int At)> Parts(ReadOnlySpan<byte> outline)
    {
        const int argumentsAreWords = 1, scale = 8, more = 32, scaleXY = 64, matrix = 128;
        var parts = new List<(ushort, int)>();
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return parts;
        }

        int at = 10, flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            parts.Add((BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]), at + 2));
            at += 4 + ((flags & argumentsAreWords) != 0 ? 4 : 2)
                + ((flags & scale) != 0 ? 2 : (flags & scaleXY) != 0 ? 4 : (flags & matrix) != 0 ? 8 : 0);
        }
        while ((flags & more) != 0);
        return parts;
    }

    /// <summary>The table of characters that reaches furthest: format 12 before format 4.</summary>
    private int FindCharacters()
    {
        var cmap = Offset("cmap");
        var best = Enumerable.Range(0, UInt16(cmap + 2))
            .Where(i => UInt16(cmap + 4 + (8 * i)) is 0 or 3)
            .Select(i => cmap + (int)UInt32(cmap + 8 + (8 * i)))
            .Where(offset => UInt16(offset) is 4 or 12)
            .OrderByDescending(offset => UInt16(offset)).FirstOrDefault();
        return best > 0 ? best : throw new InvalidDataException("The font has no table of characters that can be read.");
    }

    private ushort Search(int codePoint) => UInt16(_characters) == 12 ? SearchGroups(codePoint) : codePoint > 0xFFFE ? (ushort)0 : SearchSegments(codePoint);

    private ushort SearchGroups(int codePoint)
    {
        int low = 0, high = (int)UInt32(_characters + 12) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = _characters + 16 + (12 * middle);
            if (codePoint < UInt32(group))
            {
                high = middle - 1;
            }
            else if (codePoint > UInt32(group + 4))
            {
                low = middle + 1;
            }
            else
            {
                return (ushort)(UInt32(group + 8) + (uint)codePoint - UInt32(group));
            }
        }

        return 0;
    }

    private ushort SearchSegments(int codePoint)
    {
        var twice = UInt16(_characters + 6);
        int low = 0, high = (twice / 2) - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (UInt16(_characters + 14 + (2 * middle)) < codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var at = _characters + 16 + twice + (2 * low);
        int first = UInt16(at), delta = UInt16(at + twice), range = at + (2 * twice);
        if (low >= twice / 2 || codePoint < first || codePoint > UInt16(_characters + 14 + (2 * low)))
        {
            return 0;
        }

        if (UInt16(range) == 0)
        {
            return (ushort)(codePoint + delta);
        }

        var glyph = UInt16(range + UInt16(range) + (2 * (codePoint - first)));
        return glyph == 0 ? (ushort)0 : (ushort)(glyph + delta);
    }

    private int Offset(string table) => _tables.TryGetValue(table, out var place) ? place.Offset : throw new InvalidDataException($"The font has no table {table}.");

    private short Int16(int offset) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(offset));

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(offset));

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(offset));
}
