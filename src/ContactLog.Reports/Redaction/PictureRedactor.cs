using ContactLog.Domain.Evidence;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Pdf.Images;

namespace ContactLog.Reports.Redaction;

/// <summary>
/// Writes pictures anew, without the areas that she marked and without anything that is not picture: EXIF, places,
/// devices, previews, comments. A JPEG keeps every other block exactly as it was; its marked blocks are emptied in the
/// numbers that the file stores, so nothing of them is left to bring back. A PNG is written from its pixels.
/// </summary>
public static class PictureRedactor
{
    private const int MostBytes = 96 * 1024 * 1024;

    /// <summary>Opens the pictures of a report as the profile lets them be seen. One that cannot be written anew is not shown at all.</summary>
    internal static Func<Exhibit, Stream> Opener(ReportSource source) => exhibit =>
    {
        var areas = CaseRedactor.AreasOf(source.Case, exhibit, source.Options.Profile);
        if (areas.Count == 0)
        {
            return source.OpenPicture(exhibit);
        }

        using var original = source.OpenPicture(exhibit);
        return new MemoryStream(Anew(ReadAll(original), areas) ?? [], writable: false);
    };

    /// <summary>The picture without the areas and without metadata; null for a file that cannot be written so.</summary>
    public static byte[]? Anew(byte[] file, IReadOnlyList<PictureArea> areas)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(areas);
        try
        {
            return file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg(file, areas)
                : file.AsSpan().StartsWith(Png.Signature) ? OfPng(file, areas)
                : null;
        }
        catch (ImageException)
        {
            return null;
        }
    }

    /// <summary>Reads a picture, as far as one can be that is written anew; a longer one comes back cut and is then refused.</summary>
    public static byte[] ReadAll(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; memory.Length <= MostBytes && (count = stream.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, count);
        }

        return memory.Length > MostBytes ? [] : memory.ToArray();
    }

    private static byte[] Jpeg(byte[] file, IReadOnlyList<PictureArea> areas)
    {
        if (areas.Count == 0)
        {
            var clean = Pdf.Images.Jpeg.Read(file);
            // Behind the 20 bytes that every cleaned picture begins with.
            using var turned = new MemoryStream();
            turned.Write(clean.Stream.AsSpan(0, 20));
            if (clean.Orientation != 1)
            {
                JpegBlockWriter.Segment(turned, 0xE1, JpegBlockWriter.OrientationClaim(clean.Orientation));
            }

            turned.Write(clean.Stream.AsSpan(20));
            return turned.ToArray();
        }

        var picture = JpegBlocks.Read(file);
        foreach (var area in areas)
        {
            Empty(picture, PixelArea.Of(area, picture.Width, picture.Height, picture.Orientation));
        }

        return JpegBlockWriter.Write(picture);
    }

    /// <summary>Empties every block of whole units that the area touches: part of a unit would keep its colours.</summary>
    private static void Empty(JpegBlocks picture, PixelArea area)
    {
        int unitAcross = 8 * picture.MostAcross, unitDown = 8 * picture.MostDown;
        for (var component = 0; component < picture.Components.Count; component++)
        {
            var of = picture.Components[component];
            // Black in light and colour; in ink, where nobody can tell how a file means it, grey.
            var isLight = picture.Components.Count is 1 or 3 && (component == 0 || picture.AdobeTransform == 0);
            var direct = isLight ? (short)(-1024 / Math.Max(1, (int)(picture.Quantisers[of.Quantiser]?[0] ?? 1))) : (short)0;
            for (var y = area.Top / unitDown * of.Down; y < ((area.Bottom + unitDown - 1) / unitDown) * of.Down; y++)
            {
                for (var x = area.Left / unitAcross * of.Across; x < ((area.Right + unitAcross - 1) / unitAcross) * of.Across; x++)
                {
                    var block = of.Block(x, y);
                    block.Clear();
                    block[0] = direct;
                }
            }
        }
    }

    private static byte[] OfPng(byte[] file, IReadOnlyList<PictureArea> areas)
    {
        var (width, height, pixels, orientation) = Png.Pixels(file);
        foreach (var area in areas.Select(area => PixelArea.Of(area, width, height, orientation)))
        {
            for (var y = area.Top; y < area.Bottom; y++)
            {
                pixels.AsSpan(((y * width) + area.Left) * 3, (area.Right - area.Left) * 3).Clear();
            }
        }

        return PngWriter.Write(width, height, pixels);
    }
}

/// <summary>An area in pixels as they are stored, the last ones not included.</summary>
internal readonly record struct PixelArea(int Left, int Top, int Right, int Bottom)
{
    /// <summary>The pixels of an area of the upright picture, and one more on each side: edges are drawn soft.</summary>
    public static PixelArea Of(PictureArea area, int width, int height, int orientation)
    {
        int left = area.Left, top = area.Top, right = area.Left + area.Width, bottom = area.Top + area.Height;
        const int all = PictureArea.Whole;
        var (l, t, r, b) = orientation switch
        {
            2 => (all - right, top, all - left, bottom),
            3 => (all - right, all - bottom, all - left, all - top),
            4 => (left, all - bottom, right, all - top),
            5 => (top, left, bottom, right),
            6 => (top, all - right, bottom, all - left),
            7 => (all - bottom, all - right, all - top, all - left),
            8 => (all - bottom, left, all - top, right),
            _ => (left, top, right, bottom),
        };
        return new(
            Math.Max(0, (int)((long)l * width / all) - 1),
            Math.Max(0, (int)((long)t * height / all) - 1),
            Math.Min(width, (int)((((long)r * width) + all - 1) / all) + 1),
            Math.Min(height, (int)((((long)b * height) + all - 1) / all) + 1));
    }
}
