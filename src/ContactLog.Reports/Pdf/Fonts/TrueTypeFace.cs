using System.Buffers.Binary;

namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>
/// What setting text needs to know of a TrueType file: which glyph shows a character, how wide it
/// is, of which other glyphs it is made, and which sequences become one glyph (emoji of several
/// code points). Measuring here rather than in the PDF engine lets the whole document be laid out
/// before the first page is drawn.
/// </summary>
internal sealed class TrueTypeFace
{
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly int _unitsPerEm;
    private readonly int _advanceCount;
    private readonly bool _longOffsets;
    private readonly int _glyphCount;
    private readonly Dictionary<int, ushort> _glyphs = [];
    private readonly Dictionary<ushort, List<(ushort[] Others, ushort Ligature)>> _ligatures = [];

    public TrueTypeFace(byte[] file)
    {
        _file = file;
        for (var i = 0; i < UInt16(4); i++)
        {
            var record = 12 + (16 * i);
            _tables[System.Text.Encoding.ASCII.GetString(file, record, 4)] = ((int)UInt32(record + 8), (int)UInt32(record + 12));
        }

        _unitsPerEm = UInt16(_tables["head"].Offset + 18);
        _longOffsets = UInt16(_tables["head"].Offset + 50) == 1;
        _advanceCount = UInt16(_tables["hhea"].Offset + 34);
        _glyphCount = UInt16(_tables["maxp"].Offset + 4);
        ReadCharacters();
        if (_tables.ContainsKey("GSUB"))
        {
            ReadLigatures();
        }
    }

    /// <summary>The glyph of a code point, or zero when the face has none.</summary>
    public ushort Glyph(int codePoint) => _glyphs.GetValueOrDefault(codePoint);

    /// <summary>How far a glyph moves the pen, as a part of the size.</summary>
    public double Advance(ushort glyph)
    {
        var index = Math.Min(glyph, _advanceCount - 1);
        return UInt16(_tables["hmtx"].Offset + (4 * index)) / (double)_unitsPerEm;
    }

    /// <summary>The glyphs that a composite glyph is drawn with, at any depth.</summary>
    public IReadOnlyCollection<ushort> Parts(ushort glyph)
    {
        var parts = new SortedSet<ushort>();
        Collect(glyph);
        return parts;

        void Collect(ushort whole)
        {
            foreach (var part in DirectParts(whole))
            {
                if (parts.Add(part))
                {
                    Collect(part);
                }
            }
        }
    }

    /// <summary>The ligatures that begin with a glyph, longest first.</summary>
    public IReadOnlyList<(ushort[] Others, ushort Ligature)> Ligatures(ushort first) =>
        _ligatures.TryGetValue(first, out var list) ? list : [];

    private IEnumerable<ushort> DirectParts(ushort glyph)
    {
        const int argumentsAreWords = 1, scale = 8, more = 32, scaleXY = 64, matrix = 128;
        if (glyph >= _glyphCount)
        {
            yield break;
        }

        var loca = _tables["loca"].Offset;
        var (from, to) = _longOffsets
            ? ((int)UInt32(loca + (4 * glyph)), (int)UInt32(loca + (4 * glyph) + 4))
            : (UInt16(loca + (2 * glyph)) * 2, UInt16(loca + (2 * glyph) + 2) * 2);
        var at = _tables["glyf"].Offset + from;
        if (to <= from || BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(at)) >= 0)
        {
            yield break;
        }

        at += 10;
        int flags;
        do
        {
            flags = UInt16(at);
            yield return UInt16(at + 2);
            at += 4 + ((flags & argumentsAreWords) != 0 ? 4 : 2)
                + ((flags & scale) != 0 ? 2 : (flags & scaleXY) != 0 ? 4 : (flags & matrix) != 0 ? 8 : 0);
        }
        while ((flags & more) != 0);
    }

    private void ReadCharacters()
    {
        var cmap = _tables["cmap"].Offset;
        var tables = Enumerable.Range(0, UInt16(cmap + 2))
            .Select(i => cmap + (int)UInt32(cmap + 8 + (8 * i)))
            .OrderBy(offset => UInt16(offset));
        foreach (var offset in tables)
        {
            switch (UInt16(offset))
            {
                case 4: ReadSegments(offset); break;
                case 12: ReadGroups(offset); break;
            }
        }
    }

    private void ReadSegments(int offset)
    {
        var twice = UInt16(offset + 6);
        for (var i = 0; i < twice; i += 2)
        {
            int last = UInt16(offset + 14 + i), first = UInt16(offset + 16 + twice + i);
            int delta = UInt16(offset + 16 + (2 * twice) + i), range = offset + 16 + (3 * twice) + i;
            for (var character = first; character <= last && character != 0xFFFF; character++)
            {
                var glyph = UInt16(range) == 0
                    ? (ushort)(character + delta)
                    : UInt16(range + UInt16(range) + (2 * (character - first)));
                if (UInt16(range) != 0 && glyph != 0)
                {
                    glyph = (ushort)(glyph + delta);
                }

                if (glyph != 0)
                {
                    _glyphs[character] = glyph;
                }
            }
        }
    }

    private void ReadGroups(int offset)
    {
        for (var i = 0; i < UInt32(offset + 12); i++)
        {
            var group = offset + 16 + (12 * i);
            var first = (int)UInt32(group);
            for (var character = first; character <= UInt32(group + 4); character++)
            {
                _glyphs[character] = (ushort)(UInt32(group + 8) + character - first);
            }
        }
    }

    private void ReadLigatures()
    {
        var lookups = _tables["GSUB"].Offset + UInt16(_tables["GSUB"].Offset + 8);
        for (var i = 0; i < UInt16(lookups); i++)
        {
            var lookup = lookups + UInt16(lookups + 2 + (2 * i));
            for (var j = 0; j < UInt16(lookup + 4); j++)
            {
                var type = UInt16(lookup);
                var table = lookup + UInt16(lookup + 6 + (2 * j));
                if (type == 7)
                {
                    type = UInt16(table + 2);
                    table += (int)UInt32(table + 4);
                }

                if (type == 4)
                {
                    ReadLigatureTable(table);
                }
            }
        }

        foreach (var list in _ligatures.Values)
        {
            list.Sort((a, b) => b.Others.Length.CompareTo(a.Others.Length));
        }
    }

    private void ReadLigatureTable(int table)
    {
        var covered = Covered(table + UInt16(table + 2)).ToList();
        for (var i = 0; i < UInt16(table + 4) && i < covered.Count; i++)
        {
            var set = table + UInt16(table + 6 + (2 * i));
            for (var j = 0; j < UInt16(set); j++)
            {
                var ligature = set + UInt16(set + 2 + (2 * j));
                var rest = Enumerable.Range(0, UInt16(ligature + 2) - 1).Select(k => UInt16(ligature + 4 + (2 * k))).ToArray();
                if (!_ligatures.TryGetValue(covered[i], out var list))
                {
                    _ligatures[covered[i]] = list = [];
                }

                list.Add((rest, UInt16(ligature)));
            }
        }
    }

    private IEnumerable<ushort> Covered(int coverage)
    {
        for (var i = 0; i < UInt16(coverage + 2); i++)
        {
            if (UInt16(coverage) == 1)
            {
                yield return UInt16(coverage + 4 + (2 * i));
                continue;
            }

            var range = coverage + 4 + (6 * i);
            for (int glyph = UInt16(range); glyph <= UInt16(range + 2); glyph++)
            {
                yield return (ushort)glyph;
            }
        }
    }

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(offset));

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(offset));
}
