using System.Globalization;
using System.Text;
using ContactLog.Reports.Pdf.Fonts;

namespace ContactLog.Reports.Pdf.Mending;

/// <summary>
/// Fault mended: PDFsharp's ToUnicode maps write code points beyond the first plane as five hex
/// digits (emoji are lost to search and copy), give a wrong code space and too many rows a block.
/// The maps are written anew from what was really drawn.
/// </summary>
internal sealed class GlyphTexts
{
    private readonly Dictionary<Face, SortedDictionary<ushort, string>> _texts = [];

    /// <summary>
    /// Remembers which text a glyph stands for. A glyph can have but one: of several (a space and a
    /// no-break space look alike) the shortest and lowest is kept, whatever the order of drawing.
    /// </summary>
    public void Add(ShapedGlyph glyph)
    {
        if (!_texts.TryGetValue(glyph.Face, out var texts))
        {
            _texts[glyph.Face] = texts = [];
        }

        if (!texts.TryGetValue(glyph.Glyph, out var known)
            || glyph.Text.Length < known.Length
            || (glyph.Text.Length == known.Length && string.CompareOrdinal(glyph.Text, known) < 0))
        {
            texts[glyph.Glyph] = glyph.Text;
        }
    }

    /// <summary>The whole map of a face.</summary>
    public byte[] Map(Face face)
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in _texts.GetValueOrDefault(face, []).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, text) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>\n");
            }

            map.Append("endbfchar\n");
        }

        map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        return Encoding.ASCII.GetBytes(map.ToString());
    }
}
