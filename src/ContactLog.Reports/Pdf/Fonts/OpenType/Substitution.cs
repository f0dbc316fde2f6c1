namespace ContactLog.Reports.Pdf.Fonts.OpenType;

/// <summary>Glyphs that take the place of others: GSUB types 1, 2, 4, 5, 6 and 7 (OpenType 1.9).</summary>
internal sealed class Substitution(LayoutTable table, GlyphClasses classes) : LookupWalker(table, classes, extension: 7)
{
    private int _ligatures;

    protected override int ContextType => 5;

    protected override int ApplySimple(List<GlyphItem> glyphs, int at, int type, int subtable, Func<GlyphItem, bool> isSkipped)
    {
        var covered = Table.Covered(subtable + Table.U16(subtable + 2), glyphs[at].Glyph);
        return covered < 0 ? 0 : type switch
        {
            1 => Single(glyphs[at], subtable, covered),
            2 => Multiple(glyphs, at, subtable + Table.U16(subtable + 6 + (2 * covered))),
            4 => Ligature(glyphs, at, subtable + Table.U16(subtable + 6 + (2 * covered)), isSkipped),
            _ => 0,
        };
    }

    private int Single(GlyphItem item, int subtable, int covered)
    {
        item.Glyph = (ushort)(Table.U16(subtable) == 1 ? item.Glyph + Table.S16(subtable + 4) : Table.U16(subtable + 6 + (2 * covered)));
        return 1;
    }

    private int Multiple(List<GlyphItem> glyphs, int at, int sequence)
    {
        var count = Table.U16(sequence);
        if (count == 0)
        {
            return 0;
        }

        var first = glyphs[at];
        first.Glyph = (ushort)Table.U16(sequence + 2);
        for (var i = 1; i < count; i++)
        {
            glyphs.Insert(at + i, new GlyphItem { Glyph = (ushort)Table.U16(sequence + 2 + (2 * i)), Form = first.Form, Ligature = first.Ligature, Component = first.Component });
        }

        return count;
    }

    private int Ligature(List<GlyphItem> glyphs, int at, int set, Func<GlyphItem, bool> isSkipped)
    {
        for (var i = 0; i < Table.U16(set); i++)
        {
            var ligature = set + Table.U16(set + 2 + (2 * i));
            var count = Table.U16(ligature + 2);
            var places = Match(glyphs, at, count, (k, glyph) => k == 0 || glyph == Table.U16(ligature + 4 + (2 * (k - 1))), isSkipped);
            if (places is null)
            {
                continue;
            }

            var item = glyphs[at];
            var marks = places.All(place => Classes.IsMark(glyphs[place].Glyph));
            item.Glyph = (ushort)Table.U16(ligature);
            item.Text = string.Concat(places.Select(place => glyphs[place].Text));
            item.Components = count;
            if (!marks)
            {
                item.Ligature = ++_ligatures;
                // Marks between and after the letters remember on which of them they stand.
                for (var k = 0; k < count; k++)
                {
                    for (var place = places[k] + 1; place < (k + 1 < count ? places[k + 1] : glyphs.Count) && Classes.IsMark(glyphs[place].Glyph); place++)
                    {
                        (glyphs[place].Ligature, glyphs[place].Component) = (item.Ligature, k + 1);
                    }
                }
            }

            for (var k = count - 1; k > 0; k--)
            {
                glyphs.RemoveAt(places[k]);
            }

            return 1;
        }

        return 0;
    }
}
