using System.Buffers.Binary;
using ContactLog.Reports.Building;

namespace ContactLog.Web.Demo;

/// <summary>
/// The outlines of a TrueType font, just enough to write on a made picture: the fonts of the report are
/// used, nothing is installed. Reads our own embedded fonts only, never a file from outside.
/// Source of the format: the OpenType specification, tables cmap (formats 4 and 12), hmtx, loca and glyf.
/// </summary>
internal sealed class OutlineFont
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, int> _tables = [];
    private readonly bool _longOffsets;
    private readonly int _metrics;
    private readonly int _characters;

    private OutlineFont(byte[] bytes)
    {
        _bytes = bytes;
        for (var table = 0; table < U16(4); table++)
        {
            var at = 12 + (table * 16);
            _tables[System.Text.Encoding.ASCII.GetString(bytes, at, 4)] = (int)U32(at + 8);
        }

        UnitsPerEm = U16(_tables["head"] + 18);
        _longOffsets = U16(_tables["head"] + 50) != 0;
        _metrics = U16(_tables["hhea"] + 34);
        _characters = FindCharacters();
    }

    public int UnitsPerEm { get; }

    /// <summary>One of the report's fonts, by its file name.</summary>
    public static OutlineFont Load(string name)
    {
        using var stream = typeof(ReportBuilder).Assembly.GetManifestResourceStream("ContactLog.Reports.Pdf.Fonts." + name)
            ?? throw new InvalidOperationException("There is no such font.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new OutlineFont(bytes);
    }

    /// <summary>The glyph of a character; 0 when the font has none.</summary>
    public int Glyph(int character)
    {
        if (U16(_characters) == 12)
        {
            for (uint group = 0; group < U32(_characters + 12); group++)
            {
                var at = _characters + 16 + ((int)group * 12);
                if (character >= U32(at) && character <= U32(at + 4))
                {
                    return (int)(U32(at + 8) + character - U32(at));
                }
            }

            return 0;
        }

        var count = U16(_characters + 6) / 2;
        for (var segment = 0; segment < count; segment++)
        {
            var end = _characters + 14 + (segment * 2);
            var start = end + 2 + (count * 2);
            var delta = start + (count * 2);
            var offset = delta + (count * 2);
            if (character <= U16(end))
            {
                return character < U16(start) ? 0
                    : U16(offset) == 0 ? (character + U16(delta)) & 0xFFFF
                    : U16(offset + U16(offset) + ((character - U16(start)) * 2)) is var glyph and > 0 ? (glyph + U16(delta)) & 0xFFFF : 0;
            }
        }

        return 0;
    }

    /// <summary>How far the pen moves, in font units.</summary>
    public int Advance(int glyph) => U16(_tables["hmtx"] + (Math.Min(glyph, _metrics - 1) * 4));

    /// <summary>The closed contours of a glyph, curves already cut into lines, in font units with y upwards.</summary>
    public IEnumerable<IReadOnlyList<(double X, double Y)>> Contours(int glyph)
    {
        var (at, next) = (Offset(glyph), Offset(glyph + 1));
        if (at == next)
        {
            return [];
        }

        at += _tables["glyf"];
        return S16(at) >= 0 ? Simple(at) : Composite(at + 10);
    }

    private IEnumerable<IReadOnlyList<(double X, double Y)>> Composite(int at)
    {
        var contours = new List<IReadOnlyList<(double X, double Y)>>();
        int flags;
        do
        {
            flags = U16(at);
            var part = U16(at + 2);
            var words = (flags & 1) != 0;
            var (dx, dy) = words ? (S16(at + 4), S16(at + 6)) : ((sbyte)_bytes[at + 4], (sbyte)_bytes[at + 5]);
            at += words ? 8 : 6;
            // Scaled parts do not occur in what the demo writes; their scale is passed over.
            at += (flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0;
            contours.AddRange(Contours(part).Select(contour => contour.Select(point => (point.X + dx, point.Y + dy)).ToList()));
        }
        while ((flags & 0x20) != 0);
        return contours;
    }

    private List<IReadOnlyList<(double X, double Y)>> Simple(int at)
    {
        int contours = S16(at);
        var ends = Enumerable.Range(0, contours).Select(contour => (int)U16(at + 10 + (contour * 2))).ToList();
        var points = ends[^1] + 1;
        var cursor = at + 10 + (contours * 2);
        cursor += 2 + U16(cursor);
        var flags = new List<byte>(points);
        while (flags.Count < points)
        {
            var flag = _bytes[cursor++];
            flags.AddRange(Enumerable.Repeat(flag, (flag & 8) != 0 ? _bytes[cursor++] + 1 : 1));
        }

        int[] Coordinates(int shortBit, int sameBit)
        {
            var values = new int[points];
            var value = 0;
            for (var point = 0; point < points; point++)
            {
                if ((flags[point] & shortBit) != 0)
                {
                    value += (flags[point] & sameBit) != 0 ? _bytes[cursor++] : -_bytes[cursor++];
                }
                else if ((flags[point] & sameBit) == 0)
                {
                    value += S16(cursor);
                    cursor += 2;
                }

                values[point] = value;
            }

            return values;
        }

        var xs = Coordinates(2, 16);
        var ys = Coordinates(4, 32);
        var first = 0;
        var result = new List<IReadOnlyList<(double X, double Y)>>();
        foreach (var end in ends)
        {
            result.Add(Flatten([.. Enumerable.Range(first, end - first + 1).Select(point => ((double)xs[point], (double)ys[point], (flags[point] & 1) != 0))]));
            first = end + 1;
        }

        return result;
    }

    /// <summary>Two control points in a row have an unwritten point halfway between them.</summary>
    private static List<(double X, double Y)> Flatten(List<(double X, double Y, bool On)> points)
    {
        var whole = new List<(double X, double Y, bool On)>();
        for (var at = 0; at < points.Count; at++)
        {
            var (point, next) = (points[at], points[(at + 1) % points.Count]);
            whole.Add(point);
            if (!point.On && !next.On)
            {
                whole.Add(((point.X + next.X) / 2, (point.Y + next.Y) / 2, true));
            }
        }

        var start = whole.FindIndex(point => point.On);
        var line = new List<(double X, double Y)>();
        for (var step = 0; step < whole.Count; step++)
        {
            var point = whole[(start + step) % whole.Count];
            if (point.On)
            {
                line.Add((point.X, point.Y));
                continue;
            }

            var (from, to) = (line[^1], whole[(start + step + 1) % whole.Count]);
            for (var t = 0.25; t < 1; t += 0.25)
            {
                line.Add((
                    ((1 - t) * (1 - t) * from.X) + (2 * t * (1 - t) * point.X) + (t * t * to.X),
                    ((1 - t) * (1 - t) * from.Y) + (2 * t * (1 - t) * point.Y) + (t * t * to.Y)));
            }
        }

        return line;
    }

    private int FindCharacters()
    {
        var cmap = _tables["cmap"];
        var tables = Enumerable.Range(0, U16(cmap + 2)).Select(table => cmap + (int)U32(cmap + 4 + (table * 8) + 4)).ToList();
        return tables.Exists(table => U16(table) == 12) ? tables.Find(table => U16(table) == 12) : tables.Find(table => U16(table) == 4);
    }

    private int Offset(int glyph) => _longOffsets ? (int)U32(_tables["loca"] + (glyph * 4)) : U16(_tables["loca"] + (glyph * 2)) * 2;

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at));

    private short S16(int at) => BinaryPrimitives.ReadInt16BigEndian(_bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at));
}
