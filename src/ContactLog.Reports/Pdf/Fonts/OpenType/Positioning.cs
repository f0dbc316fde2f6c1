namespace ContactLog.Reports.Pdf.Fonts.OpenType;

/// <summary>Marks where they belong: GPOS types 1, 4, 5 and 6, alone and in types 7 to 9 (OpenType 1.9). Kerning is left alone.</summary>
internal sealed class Positioning(LayoutTable table, GlyphClasses classes) : LookupWalker(table, classes, extension: 9)
{
    protected override int ContextType => 7;

    protected override int ApplySimple(List<GlyphItem> glyphs, int at, int type, int subtable, Func<GlyphItem, bool> isSkipped)
    {
        var covered = Table.Covered(subtable + Table.U16(subtable + 2), glyphs[at].Glyph);
        return covered < 0 ? 0 : type switch
        {
            1 => Adjust(glyphs[at], subtable, covered),
            4 or 5 => Attach(glyphs, at, subtable, covered, type == 5, Base(glyphs, at)),
            6 => Attach(glyphs, at, subtable, covered, false, Mark(glyphs, at, isSkipped)),
            _ => 0,
        };
    }

    /// <summary>A shift of a single glyph; its advance stays.</summary>
    private int Adjust(GlyphItem item, int subtable, int covered)
    {
        const int x = 1, y = 2, advance = 4;
        var format = Table.U16(subtable + 4);
        var size = 2 * System.Numerics.BitOperations.PopCount((uint)format);
        var value = Table.U16(subtable) == 1 ? subtable + 6 : subtable + 8 + (size * covered);
        if ((format & x) != 0)
        {
            item.X += Table.S16(value);
            value += 2;
        }

        if ((format & y) != 0)
        {
            item.Y += Table.S16(value);
            value += 2;
        }

        if ((format & advance) != 0)
        {
            item.Advance += Table.S16(value);
        }

        return 1;
    }

    /// <summary>The letter before a mark.</summary>
    private int Base(List<GlyphItem> glyphs, int at)
    {
        var place = at - 1;
        while (place >= 0 && Classes.IsMark(glyphs[place].Glyph))
        {
            place--;
        }

        return place;
    }

    /// <summary>The mark before a mark, on the same letter.</summary>
    private int Mark(List<GlyphItem> glyphs, int at, Func<GlyphItem, bool> isSkipped)
    {
        var place = at - 1;
        while (place >= 0 && isSkipped(glyphs[place]))
        {
            place--;
        }

        return place >= 0 && Classes.IsMark(glyphs[place].Glyph)
            && (glyphs[place].Ligature == glyphs[at].Ligature && glyphs[place].Component == glyphs[at].Component) ? place : -1;
    }

    private int Attach(List<GlyphItem> glyphs, int at, int subtable, int covered, bool isLigature, int to)
    {
        var target = to < 0 ? -1 : Table.Covered(subtable + Table.U16(subtable + 4), glyphs[to].Glyph);
        if (target < 0)
        {
            return 0;
        }

        var kinds = Table.U16(subtable + 6);
        var marks = subtable + Table.U16(subtable + 8);
        var kind = Table.U16(marks + 2 + (4 * covered));
        var anchors = subtable + Table.U16(subtable + 10);
        var row = anchors + 2 + (2 * kinds * target);
        var origin = anchors;
        if (isLigature)
        {
            origin = anchors + Table.U16(anchors + 2 + (2 * target));
            var parts = Table.U16(origin);
            var item = glyphs[at];
            var part = item.Ligature == glyphs[to].Ligature && item.Component > 0 ? Math.Min(item.Component, parts) : parts;
            row = origin + 2 + (2 * kinds * (part - 1));
        }

        var offset = Table.U16(row + (2 * kind));
        if (offset == 0)
        {
            return 0;
        }

        int there = origin + offset, here = marks + Table.U16(marks + 4 + (4 * covered));
        glyphs[at].X = Table.S16(there + 2) - Table.S16(here + 2);
        glyphs[at].Y = Table.S16(there + 4) - Table.S16(here + 4);
        glyphs[at].AttachedTo = to;
        return 1;
    }
}
