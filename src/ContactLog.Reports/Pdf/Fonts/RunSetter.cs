using ContactLog.Reports.Pdf.Fonts.OpenType;

namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>Sets a run of one face: glyph by glyph, or by the tables of the font where its script or an accent asks for them.</summary>
internal sealed class RunSetter
{
    private const int Shadda = 0x651, SaraAm = 0xE33, SaraAa = 0xE32, Nikhahit = 0xE4D;

    private readonly Dictionary<Face, FontLayout> _layouts = [];

    /// <summary>Sets a run.</summary>
    /// <param name="face">Its face.</param>
    /// <param name="run">Its characters in logical order, each with the text it stands for.</param>
    /// <param name="isRightToLeft">Whether it is read from right to left.</param>
    /// <param name="output">Where the glyphs go, in logical order.</param>
    public void Set(Face face, IReadOnlyList<(int Point, string Text)> run, bool isRightToLeft, List<ShapedGlyph> output)
    {
        var metrics = ReportFonts.Metrics(face);
        var tag = Scripts.TagOf(face);
        if (tag is null && run.All(character => !IsMark(character.Point) && !TextElement.IsSilent(character.Point)))
        {
            foreach (var (point, text) in run)
            {
                var glyph = metrics.Glyph(point);
                output.Add(new ShapedGlyph(face, glyph, text, metrics.Advance(glyph)));
            }

            return;
        }

        var points = run.Select(character => character.Point).ToList();
        var texts = run.Select(character => character.Text).ToList();
        Prepare(face, points, texts);
        var items = points.Select((point, i) => new GlyphItem { Glyph = metrics.Glyph(point), Text = texts[i], IsSilent = TextElement.IsSilent(point) }).ToList();
        if (face == Face.Emoji)
        {
            // What follows a picture and only says that it is one stands in the way of its sequences.
            MergeSilent(items, item => metrics.Glyph(TextElement.Joiner) != item.Glyph || item.Glyph == 0);
        }

        if (!_layouts.TryGetValue(face, out var layout))
        {
            _layouts[face] = layout = new FontLayout(metrics);
        }

        if (face == Face.Arabic)
        {
            FontLayout.Join(points, items);
        }

        layout.Set(items, tag ?? "latn");
        MergeSilent(items, item => item.IsSilent);
        Emit(face, metrics, layout, items, isRightToLeft, output);
    }

    private static bool IsMark(int point) => System.Text.Rune.IsValid(point)
        && System.Text.Rune.GetUnicodeCategory(new System.Text.Rune(point)) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark;

    private static void Prepare(Face face, List<int> points, List<string> texts)
    {
        for (var i = 0; i < points.Count; i++)
        {
            // The vowel sign AM is a ring over the letter and a letter after it; the ring comes before the tone.
            if (face == Face.Thai && points[i] == SaraAm)
            {
                points[i] = SaraAa;
                var before = i;
                while (before > 0 && points[before - 1] is >= 0xE48 and <= 0xE4B)
                {
                    before--;
                }

                points.Insert(before, Nikhahit);
                texts.Insert(before, "");
                i++;
            }

            // Fonts expect the doubling sign before the vowel, whatever canonical order makes of them.
            if (face == Face.Arabic && points[i] == Shadda)
            {
                for (var k = i; k > 0 && points[k - 1] is >= 0x64B and <= 0x652 and not Shadda; k--)
                {
                    (points[k], points[k - 1]) = (points[k - 1], points[k]);
                    (texts[k], texts[k - 1]) = (texts[k - 1], texts[k]);
                }
            }
        }
    }

    /// <summary>Takes characters without a glyph out; their text goes with the glyph before.</summary>
    private static void MergeSilent(List<GlyphItem> items, Func<GlyphItem, bool> isMerged)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (items[i].IsSilent && isMerged(items[i]) && items.Count > 1)
            {
                items[i == 0 ? 1 : i - 1].Text = i == 0 ? items[0].Text + items[1].Text : items[i - 1].Text + items[i].Text;
                foreach (var item in items)
                {
                    item.AttachedTo -= item.AttachedTo > i ? 1 : 0;
                }

                items.RemoveAt(i);
            }
        }
    }

    /// <summary>Glyphs with the text of each letter and its marks on the letter: what is copied from the page is then in order whatever the marks' places.</summary>
    private static void Emit(Face face, TrueTypeFace metrics, FontLayout layout, List<GlyphItem> items, bool isRightToLeft, List<ShapedGlyph> output)
    {
        double units = metrics.UnitsPerEm;
        for (var start = 0; start < items.Count;)
        {
            var end = start + 1;
            while (end < items.Count && (layout.IsMark(items[end].Glyph) || items[end].AttachedTo >= 0 || items[end].Text.Length == 0) && face != Face.Emoji)
            {
                end++;
            }

            var text = string.Concat(items.Skip(start).Take(end - start).Select(item => item.Text));
            var pen = 0;
            var origins = new int[end - start];
            for (var i = start; i < end; i++)
            {
                var item = items[i];
                var x = item.X;
                if (item.AttachedTo >= start && item.AttachedTo < i)
                {
                    // Where the glyph it stands on is, seen from the pen.
                    var on = items[item.AttachedTo];
                    x += origins[item.AttachedTo - start] - pen;
                    item.Y += on.Y;
                }

                origins[i - start] = pen + x;
                pen += item.Advance;
                output.Add(new ShapedGlyph(face, item.Glyph, i > start ? "" : isRightToLeft ? Reverse(text) : text, item.Advance / units)
                {
                    X = x / units,
                    Y = item.Y / units,
                    Continues = i > start,
                });
            }

            start = end;
        }
    }

    /// <summary>
    /// Readers of the text layer turn a line that runs from right to left round, character by
    /// character: what a single glyph stands for has to be turned before.
    /// </summary>
    private static string Reverse(string text) => text.Length < 2 ? text
        : string.Concat(TextElement.CodePoints(text).Reverse().Select(char.ConvertFromUtf32));
}
