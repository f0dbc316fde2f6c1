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
        if (radius == 0 && double.IsInteger(x) && double.IsInteger(y) && double.IsInteger(width) && double.IsInteger(height))
        {
            // No pixel is covered in part: nothing to smooth.
            for (var row = Math.Max(0, (int)y); row < Math.Min(Height, (int)(y + height)); row++)
            {
                for (var column = Math.Max(0, (int)x); column < Math.Min(Width, (int)(x + width)); column++)
                {
                    Blend(column, row, colour, 1);
                }
            }

            return;
        }

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

        // A letter is a few pixels wide: going over the whole width for each would be nearly all the time that a picture takes.
        var left = Math.Clamp((int)Math.Floor(edges.Min(edge => Math.Min(edge.X1, edge.X2))), 0, Width);
        var right = Math.Clamp((int)Math.Ceiling(edges.Max(edge => Math.Max(edge.X1, edge.X2))), left, Width);
        var cover = new double[Width];
        var crossings = new List<(double X, int Turn)>();
        var top = Math.Max(0, (int)Math.Floor(edges.Min(edge => Math.Min(edge.Y1, edge.Y2))));
        var bottom = Math.Min(Height - 1, (int)Math.Floor(edges.Max(edge => Math.Max(edge.Y1, edge.Y2))));
        for (var row = top; row <= bottom; row++)
        {
            Array.Clear(cover, left, right - left);
            for (var sample = 0; sample < Samples; sample++)
            {
                CoverLine(edges, row + ((sample + 0.5) / Samples), crossings, cover);
            }

            for (var column = left; column < right; column++)
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
    private void CoverLine(List<(double X1, double Y1, double X2, double Y2)> edges, double y, List<(double X, int Turn)> crossings, double[] cover)
    {
        crossings.Clear();
        foreach (var (x1, y1, x2, y2) in edges)
        {
            if (y1 <= y != y2 <= y)
            {
                crossings.Add((x1 + ((y - y1) / (y2 - y1) * (x2 - x1)), y2 > y1 ? 1 : -1));
            }
        }

        crossings.Sort((one, other) => one.X.CompareTo(other.X));
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
