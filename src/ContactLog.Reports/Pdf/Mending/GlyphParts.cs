using ContactLog.Reports.Pdf.Fonts;
using PdfSharp.Events;
using PdfSharp.Fonts;

namespace ContactLog.Reports.Pdf.Mending;

/// <summary>
/// Faults mended: PDFsharp chooses glyphs by code point, so that glyphs reached only through a
/// ligature (emoji of several code points) cannot be drawn; and its subsetter follows the parts of
/// composite glyphs one level only, so that accents vanish and words change. The event that it
/// raises before drawing hands over our glyphs; parts are appended beyond the length of the string,
/// which embeds them without drawing them.
/// </summary>
internal sealed class GlyphParts
{
    /// <summary>Private code points under which glyphs are handed over: one for each glyph, so that nothing is taken for something else.</summary>
    private const int FirstCodePoint = 0xF0000;

    private readonly HashSet<(Face, ushort)> _embedded = [];
    private CodePointGlyphIndexPair[]? _next;

    /// <summary>Lets the glyphs be used for the string that <paramref name="draw"/> is about to draw, one character a glyph.</summary>
    public void Draw(Face face, ShapedGlyph[] glyphs, Action<string> draw)
    {
        var pairs = new List<CodePointGlyphIndexPair>(glyphs.Length);
        foreach (var glyph in glyphs)
        {
            pairs.Add(new CodePointGlyphIndexPair(FirstCodePoint + glyph.Glyph, glyph.Glyph));
        }

        foreach (var glyph in glyphs)
        {
            if (_embedded.Add((face, glyph.Glyph)))
            {
                foreach (var part in ReportFonts.Metrics(face).Parts(glyph.Glyph))
                {
                    pairs.Add(new CodePointGlyphIndexPair(FirstCodePoint + part, part));
                }
            }
        }

        _next = [.. pairs];
        try
        {
            draw(new string('\uE000', glyphs.Length));
        }
        finally
        {
            _next = null;
        }
    }

    /// <summary>Handler of the engine's event. It is also raised for measuring, which this writer never asks for.</summary>
    public void OnRenderText(object sender, RenderTextEventArgs e)
    {
        if (_next is not null)
        {
            e.CodePointGlyphIndexPairs = _next;
        }
    }
}
