using System.Text;

namespace ContactLog.Web.Demo;

/// <summary>A small picture to draw on: filled shapes and lines of text, edges smoothed.</summary>
internal sealed class Canvas
{
    private const int Samples = 4;
    private static readonly Lazy<OutlineFont[]> s_regular = new(() => Load("NotoSans-Regular.ttf"));
    private static readonly Lazy<OutlineFont[]> s_bold = new(() => Load("NotoSans-Bold.ttf"));

    public Canvas(int width, int height, int background)
    {
        Width = width;
        Height = height;
        Pixels = new byte[width * height * 3];
        Fill(0, 0, width, height, background);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green, blue, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>A filled rectangle; its corners round when a radius is given.</summary>
    public void Fill(double x, double y, double width, double height, int colour, double radius = 0)
    {
        if (radius == 0)
        {
            Shape([[(x, y), (x + width, y), (x + width, y + height), (x, y + height)]], colour);
            return;
        }

        var outline = new List<(double X, double Y)>();
        foreach (var (cx, cy, from) in new[]
        {
            (x + width - radius, y + radius, -90), (x + width - radius, y + height - radius, 0),
            (x + radius, y + height - radius, 90), (x + radius, y + radius, 180),
        })
        {
            for (var angle = from; angle <= from + 90; angle += 10)
            {
                var turn = angle * Math.PI / 180;
                outline.Add((cx + (radius * Math.Cos(turn)), cy + (radius * Math.Sin(turn))));
            }
        }

        Shape([outline], colour);
    }

    /// <summary>A filled disc.</summary>
    public void Disc(double x, double y, double radius, int colour) => Fill(x - radius, y - radius, radius * 2, radius * 2, colour, radius);

    /// <summary>A filled shape of closed contours.</summary>
    public void Shape(IEnumerable<IReadOnlyList<(double X, double Y)>> contours, int colour)
    {
        var edges = new List<(double X1, double Y1, double X2, double Y2)>();
        foreach (var contour in contours)
        {
            for (var at = 0; at < contour.Count; at++)
            {
                var (a, b) = (contour[at], contour[(at + 1) % contour.Count]);
                edges.Add((a.X, a.Y, b.X, b.Y));
            }
        }

        if (edges.Count == 0)
        {
            return;
        }

        var cover = new double[Width];
        var top = Math.Max(0, (int)Math.Floor(edges.Min(edge => Math.Min(edge.Y1, edge.Y2))));
        var bottom = Math.Min(Height - 1, (int)Math.Floor(edges.Max(edge => Math.Max(edge.Y1, edge.Y2))));
        for (var row = top; row <= bottom; row++)
        {
            Array.Clear(cover);
            for (var sample = 0; sample < Samples; sample++)
            {
                CoverLine(edges, row + ((sample + 0.5) / Samples), cover);
            }

            for (var column = 0; column < Width; column++)
            {
                Blend(column, row, colour, cover[column]);
            }
        }
    }

    /// <summary>A line of text. Characters that no font has are left out.</summary>
    /// <returns>Where the pen stands after it.</returns>
    public double Text(string text, double x, double baseline, double size, int colour, bool bold = false)
    {
        foreach (var (font, glyph) in Glyphs(text, bold))
        {
            var scale = size / font.UnitsPerEm;
            Shape(font.Contours(glyph).Select(contour => contour.Select(point => (x + (point.X * scale), baseline - (point.Y * scale))).ToList()), colour);
            x += font.Advance(glyph) * scale;
        }

        return x;
    }

    /// <summary>How wide a line of text is.</summary>
    public static double Measure(string text, double size, bool bold = false) =>
        Glyphs(text, bold).Sum(glyph => glyph.Font.Advance(glyph.Glyph) * size / glyph.Font.UnitsPerEm);

    /// <summary>The text in lines that are no wider than <paramref name="width"/>.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder();
            foreach (var word in paragraph.Split(' '))
            {
                if (line.Length > 0 && Measure($"{line} {word}", size) > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "").Append(word);
            }

            lines.Add(line.ToString());
        }

        return lines;
    }

    private static OutlineFont[] Load(string name) => [OutlineFont.Load(name), OutlineFont.Load("NotoEmoji-Regular.ttf")];

    private static IEnumerable<(OutlineFont Font, int Glyph)> Glyphs(string text, bool bold)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var font in (bold ? s_bold : s_regular).Value)
            {
                if (font.Glyph(rune.Value) is > 0 and var glyph)
                {
                    yield return (font, glyph);
                    break;
                }
            }
        }
    }

    /// <summary>Adds what one line across the shape covers of each pixel, by the nonzero rule.</summary>
    private void CoverLine(List<(double X1, double Y1, double X2, double Y2)> edges, double y, double[] cover)
    {
        var crossings = edges.Where(edge => (edge.Y1 <= y) != (edge.Y2 <= y))
            .Select(edge => (X: edge.X1 + ((y - edge.Y1) / (edge.Y2 - edge.Y1) * (edge.X2 - edge.X1)), Turn: edge.Y2 > edge.Y1 ? 1 : -1))
            .OrderBy(crossing => crossing.X).ToList();
        var winding = 0;
        for (var at = 0; at + 1 < crossings.Count; at++)
        {
            winding += crossings[at].Turn;
            if (winding == 0)
            {
                continue;
            }

            var from = Math.Clamp(crossings[at].X, 0, Width);
            var to = Math.Clamp(crossings[at + 1].X, 0, Width);
            for (var column = (int)from; column < to; column++)
            {
                cover[column] += (Math.Min(to, column + 1) - Math.Max(from, column)) / Samples;
            }
        }
    }

    private void Blend(int x, int y, int colour, double share)
    {
        if (share <= 0)
        {
            return;
        }

        share = Math.Min(1, share);
        var at = ((y * Width) + x) * 3;
        for (var part = 0; part < 3; part++)
        {
            var ink = (colour >> (16 - (part * 8))) & 0xFF;
            Pixels[at + part] = (byte)Math.Round((Pixels[at + part] * (1 - share)) + (ink * share));
        }
    }
}
