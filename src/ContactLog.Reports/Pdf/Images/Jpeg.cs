using System.Buffers.Binary;
using System.Globalization;

namespace ContactLog.Reports.Pdf.Images;

/// <summary>
/// Takes a JPEG apart and puts only the picture together again. Segments that carry anything
/// else go: EXIF with the place of her home, previews that show what was cropped, comments,
/// colour profiles with device names, and whatever follows the end of the picture.
/// </summary>
internal static class Jpeg
{
    // A telephone takes 200 million. The file is copied and never unfolded here, but whoever opens or prints the report
    // unfolds it: a few kilobytes that claim four thousand million would stop the viewer of a court.
    private const long MostPixels = 250_000_000;

    private static readonly byte[] Header = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

    /// <summary>The picture without metadata.</summary>
    /// <exception cref="ImageException">The file is not whole, or not of a sort that every viewer shows.</exception>
    public static ImageData Read(ReadOnlySpan<byte> file)
    {
        using var output = new MemoryStream(file.Length);
        output.Write(Header);
        int width = 0, height = 0, components = 0, orientation = 1;
        var inverted = false;
        var scans = 0;
        for (var at = 2; ;)
        {
            if (at + 4 > file.Length || file[at] != 0xFF)
            {
                throw new ImageException(ImageProblem.Damaged);
            }

            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
            {
                throw new ImageException(ImageProblem.Damaged);
            }

            var content = file.Slice(at + 4, length - 2);
            var keep = false;
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2:
                    if (width > 0 || content.Length < 6 || content[0] != 8)
                    {
                        throw new ImageException(ImageProblem.Damaged);
                    }

                    (height, width, components) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]), content[5]);
                    if (width == 0 || height == 0 || components is not (1 or 3 or 4))
                    {
                        throw new ImageException(ImageProblem.Damaged);
                    }

                    if ((long)width * height > MostPixels)
                    {
                        throw new ImageException(ImageProblem.Large);
                    }

                    keep = true;
                    break;
                case 0xC4 or 0xDB or 0xDD:
                    keep = true;
                    break;
                case 0xE1:
                    orientation = Orientation(content) ?? orientation;
                    break;
                case 0xEE when content.Length == 12 && content.StartsWith("Adobe"u8):
                    // Says how the colours are stored; without it they come out wrong.
                    inverted = true;
                    keep = true;
                    break;
                case 0xDA:
                    if (width == 0)
                    {
                        throw new ImageException(ImageProblem.Damaged);
                    }

                    output.Write(file.Slice(at, 2 + length));
                    at += 2 + length;
                    var end = EndOfScan(file, at);
                    output.Write(file[at..end]);
                    at = end;
                    scans++;
                    if (file[at + 1] == 0xD9)
                    {
                        output.Write([0xFF, 0xD9]);
                        return Result(output, width, height, components, orientation, inverted);
                    }

                    continue;
                case 0xD9:
                    if (scans == 0)
                    {
                        throw new ImageException(ImageProblem.Damaged);
                    }

                    output.Write([0xFF, 0xD9]);
                    return Result(output, width, height, components, orientation, inverted);
                case >= 0xE0 and <= 0xEF or 0xFE:
                    break;
                default:
                    // Lossless, arithmetic and hierarchical pictures: few programs show them.
                    throw new ImageException(ImageProblem.Damaged);
            }

            if (keep)
            {
                output.Write(file.Slice(at, 2 + length));
            }

            at += 2 + length;
        }
    }

    private static ImageData Result(MemoryStream output, int width, int height, int components, int orientation, bool inverted)
    {
        var colours = components switch { 1 => "/DeviceGray", 3 => "/DeviceRGB", _ => "/DeviceCMYK" };
        var decode = components == 4 && inverted ? "/Decode [1 0 1 0 1 0 1 0] " : "";
        var entries = string.Create(CultureInfo.InvariantCulture,
            $"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {colours} /BitsPerComponent 8 {decode}/Filter /DCTDecode");
        return new ImageData(width, height, orientation, entries, output.ToArray());
    }

    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                throw new ImageException(ImageProblem.Damaged);
            }

            at += next;
            switch (file[at + 1])
            {
                case 0 or (>= 0xD0 and <= 0xD7):
                    at += 2;
                    break;
                case 0xFF:
                    at++;
                    break;
                default:
                    return at;
            }
        }
    }

    /// <summary>The one fact of the EXIF block that changes what is seen.</summary>
    internal static int? Orientation(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8))
        {
            return null;
        }

        var tiff = segment[6..];
        var little = tiff[0] == 'I';
        var offset = Long(tiff, 4, little);
        if (offset > tiff.Length - 2)
        {
            return null;
        }

        var count = Short(tiff, (int)offset, little);
        for (var i = 0; i < count; i++)
        {
            var entry = (int)offset + 2 + (12 * i);
            if (entry + 12 > tiff.Length)
            {
                return null;
            }

            if (Short(tiff, entry, little) == 0x0112)
            {
                var value = Short(tiff, entry + 8, little);
                return value is >= 1 and <= 8 ? value : null;
            }
        }

        return null;

        static int Short(ReadOnlySpan<byte> data, int at, bool little) =>
            little ? BinaryPrimitives.ReadUInt16LittleEndian(data[at..]) : BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

        static uint Long(ReadOnlySpan<byte> data, int at, bool little) =>
            little ? BinaryPrimitives.ReadUInt32LittleEndian(data[at..]) : BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
    }
}
