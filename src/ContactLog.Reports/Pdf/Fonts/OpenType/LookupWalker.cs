namespace ContactLog.Reports.Pdf.Fonts.OpenType;

/// <summary>What walking over glyphs has in common for GSUB and GPOS: which glyphs a lookup does not see, and rules that look at neighbours.</summary>
internal abstract class LookupWalker(LayoutTable table, GlyphClasses classes, int extension)
{
    /// <summary>Rules can call rules; fonts that this program brings along go two deep.</summary>
    private const int MostDepth = 6;

    protected LayoutTable Table { get; } = table;

    protected GlyphClasses Classes { get; } = classes;

    /// <summary>Applies a lookup along all glyphs.</summary>
    /// <param name="glyphs">The glyphs in logical order.</param>
    /// <param name="lookup">Its number.</param>
    /// <param name="isWanted">Whether it may begin at a glyph; null for all.</param>
    public void Apply(List<GlyphItem> glyphs, int lookup, Func<GlyphItem, bool>? isWanted = null)
    {
        for (var i = 0; i < glyphs.Count; i++)
        {
            if (isWanted is null || isWanted(glyphs[i]))
            {
                i += Math.Max(0, ApplyAt(glyphs, i, lookup, 0) - 1);
            }
        }
    }

    /// <summary>Applies a simple lookup at a glyph.</summary>
    /// <returns>How many glyphs to go on by; 0 when it did not apply.</returns>
    protected abstract int ApplySimple(List<GlyphItem> glyphs, int at, int type, int subtable, Func<GlyphItem, bool> isSkipped);

    /// <summary>The type of a rule that looks at neighbours: 5 in GSUB, 7 in GPOS; the chained one is the next.</summary>
    protected abstract int ContextType { get; }

    private int ApplyAt(List<GlyphItem> glyphs, int at, int lookup, int depth)
    {
        var (type, flag, markSet, subtables) = Table.Lookup(lookup, extension);
        bool IsSkipped(GlyphItem glyph) => Classes.IsSkipped(glyph.Glyph, flag, markSet);
        if (depth > MostDepth || IsSkipped(glyphs[at]))
        {
            return 0;
        }

        foreach (var subtable in subtables)
        {
            var done = type == ContextType ? Context(glyphs, at, subtable, IsSkipped, depth)
                : type == ContextType + 1 ? Chain(glyphs, at, subtable, IsSkipped, depth)
                : ApplySimple(glyphs, at, type, subtable, IsSkipped);
            if (done > 0)
            {
                return done;
            }
        }

        return 0;
    }

    private int Context(List<GlyphItem> glyphs, int at, int subtable, Func<GlyphItem, bool> isSkipped, int depth)
    {
        var format = Table.U16(subtable);
        if (format == 3)
        {
            int count = Table.U16(subtable + 2), records = Table.U16(subtable + 4);
            return Match(glyphs, at, count, (i, glyph) => Table.Covered(subtable + Table.U16(subtable + 6 + (2 * i)), glyph) >= 0, isSkipped) is { } places
                ? Run(glyphs, places, subtable + 6 + (2 * count), records, depth) : 0;
        }

        foreach (var (rule, classTable) in Rules(glyphs[at].Glyph, subtable, format, format == 2 ? 8 : 6, 4))
        {
            int count = Table.U16(rule), records = Table.U16(rule + 2);
            if (Match(glyphs, at, count, (i, glyph) => i == 0 || Is(glyph, Table.U16(rule + 4 + (2 * (i - 1))), classTable), isSkipped) is { } places)
            {
                return Run(glyphs, places, rule + 4 + (2 * (count - 1)), records, depth);
            }
        }

        return 0;

        bool Is(ushort glyph, int wanted, int classTable) => classTable == 0 ? glyph == wanted : Table.ClassOf(classTable, glyph) == wanted;
    }

    private int Chain(List<GlyphItem> glyphs, int at, int subtable, Func<GlyphItem, bool> isSkipped, int depth)
    {
        var format = Table.U16(subtable);
        if (format == 3)
        {
            return ChainRule(glyphs, at, subtable + 2, firstIsListed: true, (_, place, glyph) => Table.Covered(subtable + place, glyph) >= 0, isSkipped, depth);
        }

        int[] tables = format == 2
            ? [subtable + Table.U16(subtable + 4), subtable + Table.U16(subtable + 6), subtable + Table.U16(subtable + 8)]
            : [0, 0, 0];
        foreach (var (rule, _) in Rules(glyphs[at].Glyph, subtable, format, format == 2 ? 12 : 6, 6))
        {
            var done = ChainRule(glyphs, at, rule, firstIsListed: false,
                (part, wanted, glyph) => format == 1 ? glyph == wanted : Table.ClassOf(tables[part], glyph) == wanted, isSkipped, depth);
            if (done > 0)
            {
                return done;
            }
        }

        return 0;
    }

    /// <summary>The rules of formats 1 and 2 that begin with a glyph.</summary>
    private IEnumerable<(int Rule, int ClassTable)> Rules(ushort glyph, int subtable, int format, int sets, int inputClasses)
    {
        var covered = Table.Covered(subtable + Table.U16(subtable + 2), glyph);
        if (covered < 0)
        {
            yield break;
        }

        var classTable = format == 2 ? subtable + Table.U16(subtable + inputClasses) : 0;
        var index = format == 2 ? Table.ClassOf(classTable, glyph) : covered;
        if (index >= Table.U16(subtable + sets - 2) || Table.U16(subtable + sets + (2 * index)) == 0)
        {
            yield break;
        }

        var set = subtable + Table.U16(subtable + sets + (2 * index));
        for (var i = 0; i < Table.U16(set); i++)
        {
            yield return (set + Table.U16(set + 2 + (2 * i)), classTable);
        }
    }

    private int ChainRule(List<GlyphItem> glyphs, int at, int rule, bool firstIsListed, Func<int, int, ushort, bool> matches, Func<GlyphItem, bool> isSkipped, int depth)
    {
        var backCount = Table.U16(rule);
        var input = rule + 2 + (2 * backCount);
        var inputCount = Table.U16(input);
        var listed = firstIsListed ? inputCount : inputCount - 1;
        var ahead = input + 2 + (2 * listed);
        var aheadCount = Table.U16(ahead);
        var records = ahead + 2 + (2 * aheadCount);
        var places = Match(glyphs, at, inputCount,
            (i, glyph) => (i == 0 && !firstIsListed) || matches(1, Table.U16(input + 2 + (2 * (firstIsListed ? i : i - 1))), glyph), isSkipped);
        if (places is null)
        {
            return 0;
        }

        var place = at;
        for (var i = 0; i < backCount; i++)
        {
            do
            {
                place--;
            }
            while (place >= 0 && isSkipped(glyphs[place]));
            if (place < 0 || !matches(0, Table.U16(rule + 2 + (2 * i)), glyphs[place].Glyph))
            {
                return 0;
            }
        }

        place = places[^1];
        for (var i = 0; i < aheadCount; i++)
        {
            do
            {
                place++;
            }
            while (place < glyphs.Count && isSkipped(glyphs[place]));
            if (place >= glyphs.Count || !matches(2, Table.U16(ahead + 2 + (2 * i)), glyphs[place].Glyph))
            {
                return 0;
            }
        }

        return Run(glyphs, places, records + 2, Table.U16(records), depth);
    }

    /// <summary>The places of a sequence that begins at a glyph, or null.</summary>
    protected static int[]? Match(List<GlyphItem> glyphs, int at, int count, Func<int, ushort, bool> matches, Func<GlyphItem, bool> isSkipped)
    {
        var places = new int[count];
        var place = at;
        for (var i = 0; i < count; i++, place++)
        {
            while (i > 0 && place < glyphs.Count && isSkipped(glyphs[place]))
            {
                place++;
            }

            if (place >= glyphs.Count || !matches(i, glyphs[place].Glyph))
            {
                return null;
            }

            places[i] = place;
        }

        return places;
    }

    private int Run(List<GlyphItem> glyphs, int[] places, int records, int count, int depth)
    {
        var before = glyphs.Count;
        for (var i = 0; i < count; i++)
        {
            var place = Table.U16(records + (4 * i));
            if (place < places.Length && places[place] < glyphs.Count)
            {
                var length = glyphs.Count;
                ApplyAt(glyphs, places[place], Table.U16(records + (4 * i) + 2), depth + 1);
                for (var k = place + 1; k < places.Length; k++)
                {
                    places[k] += glyphs.Count - length;
                }
            }
        }

        return Math.Max(1, places[^1] - places[0] + 1 + Math.Min(0, glyphs.Count - before));
    }
}

/// <summary>What kind each glyph is (GDEF).</summary>
internal sealed class GlyphClasses
{
    private const int Base = 1, LigatureClass = 2, Mark = 3;

    private readonly LayoutTable? _table;
    private readonly int _classes;
    private readonly int _markClasses;
    private readonly int _markSets;

    public GlyphClasses(ReadOnlyMemory<byte> definitions)
    {
        if (definitions.Length == 0)
        {
            return;
        }

        _table = new LayoutTable(definitions);
        _classes = _table.U16(4);
        _markClasses = _table.U16(10);
        _markSets = _table.U16(2) >= 2 ? _table.U16(12) : 0;
    }

    public bool IsMark(ushort glyph) => KindOf(glyph) == Mark;

    /// <summary>Whether a lookup with this flag passes over a glyph.</summary>
    public bool IsSkipped(ushort glyph, int flag, int markSet) => KindOf(glyph) switch
    {
        Base => (flag & 2) != 0,
        LigatureClass => (flag & 4) != 0,
        Mark => (flag & 8) != 0
            || (markSet >= 0 && _table is { } sets && sets.Covered(_markSets + sets.U32(_markSets + 4 + (4 * markSet)), glyph) < 0)
            || ((flag & 0xFF00) != 0 && _table is { } table && (_markClasses == 0 || table.ClassOf(_markClasses, glyph) != flag >> 8)),
        _ => false,
    };

    private int KindOf(ushort glyph) => _classes > 0 ? _table!.ClassOf(_classes, glyph) : 0;
}
