using System.Globalization;
using System.Text;
using ContactLog.Reports.Pdf.Fonts;

namespace ContactLog.Tests.Reports.Pdf;

/// <summary>Letters as pixels: drawn by a report, and by the whole font file as it was delivered.</summary>
internal static class GlyphPixels
{
    private const int Dpi = 600;

    /// <summary>The ink of each page, cut to where it is, below the running head.</summary>
    public static IReadOnlyList<Ink> Of(byte[] pdf)
    {
        var folder = Directory.CreateTempSubdirectory("contactlog-test-");
        try
        {
            Poppler.Run("pdftoppm", pdf, "-r", Dpi.ToString(CultureInfo.InvariantCulture), "-gray", "-x", "0", "-y", (60 * Dpi / 72).ToString(CultureInfo.InvariantCulture),
                "-W", (612 * Dpi / 72).ToString(CultureInfo.InvariantCulture), "-H", (70 * Dpi / 72).ToString(CultureInfo.InvariantCulture), "FILE", Path.Combine(folder.FullName, "page"));
            return [.. folder.GetFiles("page-*.pgm").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => Ink.Read(File.ReadAllBytes(file.FullName)))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A page for each letter, with the font file embedded whole and nothing done to it.</summary>
    public static byte[] Whole(string font, string letters, double size)
    {
        using var resource = typeof(TrueTypeFace).Assembly.GetManifestResourceStream($"ContactLog.Reports.Pdf.Fonts.{font}.ttf")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        var bytes = copy.ToArray();
        var face = new TrueTypeFace(bytes);
        using var pdf = new MemoryStream();
        var offsets = new List<long>();
        void Put(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
        void Object(string text, byte[]? stream = null)
        {
            offsets.Add(pdf.Length);
            Put($"{offsets.Count} 0 obj\n{text}\n");
            if (stream is not null)
            {
                Put("stream\n");
                pdf.Write(stream);
                Put("\nendstream\n");
            }

            Put("endobj\n");
        }

        Put("%PDF-1.7\n");
        Object("<</Type/Catalog/Pages 2 0 R>>");
        Object(string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Count {letters.Length}/Kids[{string.Join(' ', Enumerable.Range(0, letters.Length).Select(at => $"{7 + (at * 2)} 0 R"))}]>>"));
        Object("<</Type/Font/Subtype/Type0/BaseFont/Whole/Encoding/Identity-H/DescendantFonts[4 0 R]>>");
        Object("<</Type/Font/Subtype/CIDFontType2/BaseFont/Whole/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/CIDToGIDMap/Identity>>");
        Object("<</Type/FontDescriptor/FontName/Whole/Flags 4/FontBBox[-1000 -1000 3000 2000]/ItalicAngle 0/Ascent 1000/Descent -300/CapHeight 700/StemV 80/FontFile2 6 0 R>>");
        Object(string.Create(CultureInfo.InvariantCulture, $"<</Length {bytes.Length}/Length1 {bytes.Length}>>"), bytes);
        foreach (var (at, letter) in letters.Index())
        {
            var drawing = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"BT /F {size} Tf 300 690 Td <{face.Glyph(letter):X4}> Tj ET"));
            Object(string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents {8 + (at * 2)} 0 R>>"));
            Object(string.Create(CultureInfo.InvariantCulture, $"<</Length {drawing.Length}>>"), drawing);
        }

        var start = pdf.Length;
        Put(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n"));
        offsets.ForEach(offset => Put(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n")));
        Put(string.Create(CultureInfo.InvariantCulture, $"trailer<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"));
        return pdf.ToArray();
    }

    /// <summary>Dark pixels in the box that holds them.</summary>
    internal sealed record Ink(int Width, int Height, bool[] Dark)
    {
        public int Count => Dark.Count(dark => dark);

        /// <summary>Dark pixels that have no dark one near them in the other, as a part of all.</summary>
        public double MissingIn(Ink other)
        {
            var missing = 0;
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    missing += Dark[(y * Width) + x] && !other.HasNear(x, y) ? 1 : 0;
                }
            }

            return missing / (double)Math.Max(1, Count);
        }

        public static Ink Read(byte[] pgm)
        {
            var (at, numbers) = (2, new int[3]);
            for (var n = 0; n < 3; n++)
            {
                while (pgm[at] <= ' ')
                {
                    at++;
                }

                for (; pgm[at] > ' '; at++)
                {
                    numbers[n] = (numbers[n] * 10) + pgm[at] - '0';
                }
            }

            at++;
            var (width, height) = (numbers[0], numbers[1]);
            int left = width, right = -1, top = height, bottom = -1;
            for (var i = 0; i < width * height; i++)
            {
                if (pgm[at + i] < 128)
                {
                    (left, right) = (Math.Min(left, i % width), Math.Max(right, i % width));
                    (top, bottom) = (Math.Min(top, i / width), Math.Max(bottom, i / width));
                }
            }

            var ink = new Ink(Math.Max(0, right - left + 1), Math.Max(0, bottom - top + 1), new bool[Math.Max(0, right - left + 1) * Math.Max(0, bottom - top + 1)]);
            for (var i = 0; i < ink.Dark.Length; i++)
            {
                ink.Dark[i] = pgm[at + ((top + (i / ink.Width)) * width) + left + (i % ink.Width)] < 128;
            }

            return ink;
        }

        /// <summary>The two were not drawn at the same fraction of a pixel.</summary>
        private bool HasNear(int x, int y)
        {
            for (var dy = -2; dy <= 2; dy++)
            {
                for (var dx = -2; dx <= 2; dx++)
                {
                    if (x + dx >= 0 && x + dx < Width && y + dy >= 0 && y + dy < Height && Dark[((y + dy) * Width) + x + dx])
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }
}
