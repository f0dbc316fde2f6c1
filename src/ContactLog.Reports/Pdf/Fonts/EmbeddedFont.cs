using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ContactLog.Reports.Pdf.Syntax;

namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>
/// A face in one file: the glyphs that were drawn and the text each stood for. A glyph that stands
/// for two texts (a space and a no-break space look alike) has two codes, so that what is copied
/// from the page is what was written.
/// </summary>
internal sealed class EmbeddedFont(Face face)
{
    private readonly TrueTypeFace _metrics = ReportFonts.Metrics(face);
    private readonly List<(ushort Glyph, string Text)> _codes = [(0, "\uFFFD")];
    private readonly Dictionary<(ushort, string), int> _known = [];
    private readonly (string? Text, int Code)[] _latest = new (string?, int)[ReportFonts.Metrics(face).GlyphCount];

    /// <summary>The code under which a glyph is drawn.</summary>
    public int CodeOf(ShapedGlyph glyph)
    {
        ref var latest = ref _latest[glyph.Glyph];
        if (latest.Text is { } text && string.Equals(text, glyph.Text, StringComparison.Ordinal))
        {
            return latest.Code;
        }

        if (!_known.TryGetValue((glyph.Glyph, glyph.Text), out var code))
        {
            _known[(glyph.Glyph, glyph.Text)] = code = _codes.Count;
            _codes.Add((glyph.Glyph, glyph.Text));
        }

        latest = (glyph.Text, code);
        return code;
    }

    /// <summary>Writes the font.</summary>
    public void Write(PdfFile file, int number)
    {
        var (bytes, numbers) = FontSubset.Make(_metrics, _codes.Select(code => code.Glyph));
        // Subset names begin with six letters of their own.
        var name = $"CLREP{(char)('A' + (int)face)}+{ReportFonts.Name(face)}";
        var program = file.PutCompressed(string.Create(CultureInfo.InvariantCulture, $"/Length1 {bytes.Length}"), bytes);
        var map = new byte[2 * _codes.Count];
        foreach (var (i, code) in _codes.Index())
        {
            BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(2 * i), numbers[code.Glyph]);
        }

        var glyphs = file.PutCompressed("", map);
        var texts = file.PutCompressed("", Encoding.ASCII.GetBytes(TextMap()));
        var descriptor = file.Put(to => Descriptor(to, name, program));
        var descendant = file.Put(to =>
        {
            to.Put("<</Type/Font/Subtype/CIDFontType2/BaseFont/").Put(name)
                .Put("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ").Ref(descriptor)
                .Put("/CIDToGIDMap ").Ref(glyphs).Put("/DW 1000/W[0[");
            _codes.ForEach(code => to.Put(_metrics.Advance(code.Glyph) * 1000));
            to.Put("]]>>");
        });
        file.Put(number, to => to.Put("<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/").Put(name)
            .Put("/DescendantFonts[").Ref(descendant).Put("]/ToUnicode ").Ref(texts).Put(">>"));
    }

    private void Descriptor(PdfBuffer to, string name, int program)
    {
        var head = _metrics.Table("head");
        var lines = _metrics.Table("hhea");
        var scale = 1000.0 / _metrics.UnitsPerEm;
        to.Put("<</Type/FontDescriptor/FontName/").Put(name).Put("/Flags 4/ItalicAngle 0/StemV 80/FontBBox[");
        for (var at = 36; at < 44; at += 2)
        {
            to.Put(BinaryPrimitives.ReadInt16BigEndian(head[at..]) * scale);
        }

        double ascent = BinaryPrimitives.ReadInt16BigEndian(lines[4..]) * scale, descent = BinaryPrimitives.ReadInt16BigEndian(lines[6..]) * scale;
        to.Put("]/Ascent ").Put(ascent).Put("/Descent ").Put(descent).Put("/CapHeight 714/FontFile2 ").Ref(program).Put(">>");
    }

    /// <summary>The text layer: what each code stands for (Adobe technical note 5411).</summary>
    private string TextMap()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in _codes.Index().Skip(1).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (i, code) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{i:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(code.Text))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
