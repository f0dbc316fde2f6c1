using System.Buffers.Binary;
using System.Text;

namespace ContactLog.Reports.Pdf.Fonts.OpenType;

/// <summary>
/// What GSUB and GPOS have in common (OpenType 1.9, "Common table formats"): scripts, features,
/// lookups, coverage and classes. Only fonts that this program brings along are read.
/// </summary>
internal sealed class LayoutTable
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _scripts;
    private readonly int _features;
    private readonly int _lookups;
    private readonly Dictionary<int, Dictionary<ushort, int>> _coverages = [];
    private readonly Dictionary<int, Dictionary<ushort, int>> _classes = [];

    public LayoutTable(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        (_scripts, _features, _lookups) = (U16(4), U16(6), U16(8));
    }

    public int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_bytes.Span[at..]);

    public int S16(int at) => BinaryPrimitives.ReadInt16BigEndian(_bytes.Span[at..]);

    public int U32(int at) => (int)BinaryPrimitives.ReadUInt32BigEndian(_bytes.Span[at..]);

    /// <summary>The lookups of some features in a script, in the order in which they are to be applied.</summary>
    public List<int> LookupsOf(string script, params ReadOnlySpan<string> features)
    {
        var found = new SortedSet<int>();
        var language = Language(script);
        if (language < 0)
        {
            return [];
        }

        for (var i = 0; i < U16(language + 4); i++)
        {
            var record = _features + 2 + (6 * U16(language + 6 + (2 * i)));
            if (features.Contains(Tag(record)))
            {
                var feature = _features + U16(record + 4);
                for (var k = 0; k < U16(feature + 2); k++)
                {
                    found.Add(U16(feature + 4 + (2 * k)));
                }
            }
        }

        return [.. found];
    }

    /// <summary>The type, flag, mark filtering set (-1 for none) and subtables of a lookup; extensions are followed.</summary>
    public (int Type, int Flag, int MarkSet, List<int> Subtables) Lookup(int index, int extension)
    {
        var lookup = _lookups + U16(_lookups + 2 + (2 * index));
        int type = U16(lookup), flag = U16(lookup + 2), count = U16(lookup + 4);
        var subtables = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            var table = lookup + U16(lookup + 6 + (2 * i));
            if (type == extension)
            {
                subtables.Add(table + U32(table + 4));
            }
            else
            {
                subtables.Add(table);
            }
        }

        if (type == extension && count > 0)
        {
            type = U16(lookup + U16(lookup + 6) + 2);
        }

        return (type, flag, (flag & 0x10) != 0 ? U16(lookup + 6 + (2 * count)) : -1, subtables);
    }

    /// <summary>The place of a glyph in a coverage table, or -1.</summary>
    public int Covered(int coverage, ushort glyph)
    {
        if (!_coverages.TryGetValue(coverage, out var glyphs))
        {
            _coverages[coverage] = glyphs = [];
            for (var i = 0; i < U16(coverage + 2); i++)
            {
                if (U16(coverage) == 1)
                {
                    glyphs[(ushort)U16(coverage + 4 + (2 * i))] = i;
                    continue;
                }

                var range = coverage + 4 + (6 * i);
                for (int covered = U16(range); covered <= U16(range + 2); covered++)
                {
                    glyphs[(ushort)covered] = U16(range + 4) + covered - U16(range);
                }
            }
        }

        return glyphs.GetValueOrDefault(glyph, -1);
    }

    /// <summary>The class of a glyph in a class table; zero for all that are not named.</summary>
    public int ClassOf(int table, ushort glyph)
    {
        if (!_classes.TryGetValue(table, out var classes))
        {
            _classes[table] = classes = [];
            if (U16(table) == 1)
            {
                for (var i = 0; i < U16(table + 4); i++)
                {
                    classes[(ushort)(U16(table + 2) + i)] = U16(table + 6 + (2 * i));
                }
            }
            else
            {
                for (var i = 0; i < U16(table + 2); i++)
                {
                    var range = table + 4 + (6 * i);
                    for (int member = U16(range); member <= U16(range + 2); member++)
                    {
                        classes[(ushort)member] = U16(range + 4);
                    }
                }
            }
        }

        return classes.GetValueOrDefault(glyph);
    }

    private int Language(string script)
    {
        foreach (var wanted in (ReadOnlySpan<string>)[script, "DFLT", "latn"])
        {
            for (var i = 0; i < U16(_scripts); i++)
            {
                var record = _scripts + 2 + (6 * i);
                if (Tag(record) == wanted)
                {
                    var table = _scripts + U16(record + 4);
                    return U16(table) == 0 ? -1 : table + U16(table);
                }
            }
        }

        return -1;
    }

    private string Tag(int at) => Encoding.ASCII.GetString(_bytes.Span.Slice(at, 4));
}
