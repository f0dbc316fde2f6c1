using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace ContactLog.Reports.Pdf.Images;

/// <summary>
/// Reads PNG of every colour type and depth. The engine's own reader takes neither 1-bit nor
/// 16-bit files and needs hundreds of megabytes for a photograph; the compressed rows of most
/// files can be copied into the PDF as they are. Only the picture's data is taken: text, time,
/// EXIF and private chunks stay behind. What is transparent is set on white.
/// </summary>
internal static class Png
{
    private const long MostPixels = 60_000_000;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private sealed record Header(int Width, int Height, int Depth, int Colour, bool Interlaced)
    {
        public int Channels => Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

        public int RowBytes(int width) => (int)((((long)width * Channels * Depth) + 7) / 8);
    }

    /// <summary>The pixels, three bytes each, what is transparent set on white; and which side is up, as EXIF counts it.</summary>
    /// <exception cref="ImageException">The file is broken or too large.</exception>
    public static (int Width, int Height, byte[] Pixels, int Orientation) Pixels(ReadOnlyMemory<byte> file)
    {
        var chunks = ReadChunks(file.Span);
        try
        {
            return (chunks.Header.Width, chunks.Header.Height, Decode(chunks.Header, chunks.Palette, chunks.Transparency, chunks.Compressed), chunks.Orientation);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new ImageException(ImageProblem.Damaged);
        }
    }

    /// <summary>The picture.</summary>
    /// <exception cref="ImageException">The file is broken or too large.</exception>
    public static ImageData Read(ReadOnlyMemory<byte> file)
    {
        var (header, palette, transparency, compressed, _) = ReadChunks(file.Span);
        try
        {
            if (!header.Interlaced && header.Colour is 0 or 2 or 3 && transparency.Length == 0)
            {
                var checksum = CheckRows(header, compressed);
                var data = compressed.ToArray();
                // Bytes after the end of the compressed rows are no part of the picture: a cropped
                // screenshot may still hold there what was cut away. Such a file is compressed anew.
                if (BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(data.Length - 4)) == checksum)
                {
                    return AsIs(header, palette, data);
                }

                compressed.Position = 0;
            }

            return Flattened(header, Decode(header, palette, transparency, compressed));
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new ImageException(ImageProblem.Damaged);
        }
    }

    private static (Header Header, byte[] Palette, byte[] Transparency, MemoryStream Compressed, int Orientation) ReadChunks(ReadOnlySpan<byte> span)
    {
        Header? header = null;
        byte[] palette = [], transparency = [];
        var compressed = new MemoryStream();
        var ended = false;
        var orientation = 1;
        for (var at = 8; !ended;)
        {
            if (at + 12 > span.Length)
            {
                throw new ImageException(ImageProblem.Damaged);
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(span[at..]);
            if (length > span.Length - at - 12)
            {
                throw new ImageException(ImageProblem.Damaged);
            }

            var type = span.Slice(at + 4, 4);
            var content = span.Slice(at + 8, (int)length);
            if (type.SequenceEqual("IHDR"u8))
            {
                header = ReadHeader(content);
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = content.ToArray();
            }
            else if (type.SequenceEqual("tRNS"u8))
            {
                transparency = content.ToArray();
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                compressed.Write(content);
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                orientation = Jpeg.Orientation([.. "Exif\0\0"u8, .. content]) ?? orientation;
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                ended = true;
            }

            at += 12 + (int)length;
        }

        if (header is null || (header.Colour == 3 && (palette.Length < 3 || palette.Length % 3 != 0 || palette.Length > 768)))
        {
            throw new ImageException(ImageProblem.Damaged);
        }

        compressed.Position = 0;
        return (header, palette, transparency, compressed, orientation);
    }

    private static Header ReadHeader(ReadOnlySpan<byte> content)
    {
        if (content.Length != 13)
        {
            throw new ImageException(ImageProblem.Damaged);
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(content), height = BinaryPrimitives.ReadUInt32BigEndian(content[4..]);
        int depth = content[8], colour = content[9];
        var known = colour switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!known || width == 0 || height == 0 || content[10] != 0 || content[11] != 0 || content[12] > 1)
        {
            throw new ImageException(ImageProblem.Damaged);
        }

        // Declared size is checked before any memory is taken: a few bytes can promise gigabytes.
        return (ulong)width * height > MostPixels || width > 60_000 || height > 60_000
            ? throw new ImageException(ImageProblem.Large)
            : new Header((int)width, (int)height, depth, colour, content[12] == 1);
    }

    private static ImageData AsIs(Header header, byte[] palette, byte[] compressed)
    {
        var colours = header.Colour switch
        {
            0 => "/DeviceGray",
            2 => "/DeviceRGB",
            _ => string.Create(CultureInfo.InvariantCulture, $"[/Indexed /DeviceRGB {(palette.Length / 3) - 1} <{Convert.ToHexString(palette)}>]"),
        };
        return new ImageData(header.Width, header.Height, 1, string.Create(CultureInfo.InvariantCulture,
            $"/Type /XObject /Subtype /Image /Width {header.Width} /Height {header.Height} /ColorSpace {colours} /BitsPerComponent {header.Depth} /Filter /FlateDecode /DecodeParms <</Predictor 15 /Colors {header.Channels} /BitsPerComponent {header.Depth} /Columns {header.Width}>>"),
            compressed);
    }

    private static ImageData Flattened(Header header, byte[] pixels)
    {
        using var output = new MemoryStream();
        using (var deflate = new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(pixels);
        }

        return new ImageData(header.Width, header.Height, 1, string.Create(CultureInfo.InvariantCulture,
            $"/Type /XObject /Subtype /Image /Width {header.Width} /Height {header.Height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"),
            output.ToArray());
    }

    /// <summary>Reads every row and the checksum after them, so that a viewer finds no surprise, and gives the checksum they must end in.</summary>
    private static uint CheckRows(Header header, Stream compressed)
    {
        using var rows = new ZLibStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        var row = new byte[header.RowBytes(header.Width) + 1];
        var checksum = Adler32.Start;
        for (var y = 0; y < header.Height; y++)
        {
            rows.ReadExactly(row);
            if (row[0] > 4)
            {
                throw new InvalidDataException();
            }

            checksum = Adler32.Add(checksum, row);
        }

        return rows.ReadByte() < 0 ? checksum : throw new InvalidDataException();
    }

    private static byte[] Decode(Header header, byte[] palette, byte[] transparency, Stream compressed)
    {
        using var rows = new ZLibStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        var pixels = new byte[header.Width * header.Height * 3];
        ReadOnlySpan<(int X, int Y, int StepX, int StepY)> passes = header.Interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        var stride = Math.Max(1, header.Channels * header.Depth / 8);
        foreach (var (startX, startY, stepX, stepY) in passes)
        {
            var width = (header.Width - startX + stepX - 1) / stepX;
            if (width <= 0 || startY >= header.Height)
            {
                continue;
            }

            var length = header.RowBytes(width);
            byte[] previous = new byte[length], current = new byte[length];
            for (var y = startY; y < header.Height; y += stepY)
            {
                var filter = rows.ReadByte();
                rows.ReadExactly(current);
                Unfilter(filter, current, previous, stride);
                for (var x = 0; x < width; x++)
                {
                    Pixel(header, current, x, palette, transparency, pixels.AsSpan(((y * header.Width) + startX + (x * stepX)) * 3, 3));
                }

                (previous, current) = (current, previous);
            }
        }

        return pixels;
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int stride)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (var i = stride; i < row.Length; i++)
                {
                    row[i] += row[i - stride];
                }

                break;
            case 2:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += above[i];
                }

                break;
            case 3:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += (byte)(((i >= stride ? row[i - stride] : 0) + above[i]) / 2);
                }

                break;
            case 4:
                for (var i = 0; i < row.Length; i++)
                {
                    int left = i >= stride ? row[i - stride] : 0, up = above[i], corner = i >= stride ? above[i - stride] : 0;
                    int estimate = left + up - corner, toLeft = Math.Abs(estimate - left), toUp = Math.Abs(estimate - up), toCorner = Math.Abs(estimate - corner);
                    row[i] += (byte)(toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
                }

                break;
            default:
                throw new InvalidDataException();
        }
    }

    private static void Pixel(Header header, byte[] row, int x, byte[] palette, byte[] transparency, Span<byte> pixel)
    {
        var max = (1 << header.Depth) - 1;
        int red, green, blue, alpha = max;
        switch (header.Colour)
        {
            case 3:
                var index = Sample(row, x, header.Depth);
                if ((index * 3) + 2 >= palette.Length)
                {
                    throw new InvalidDataException();
                }

                (red, green, blue) = (palette[index * 3], palette[(index * 3) + 1], palette[(index * 3) + 2]);
                max = 255;
                alpha = index < transparency.Length ? transparency[index] : 255;
                break;
            case 0 or 4:
                red = green = blue = Sample(row, x * header.Channels, header.Depth);
                alpha = header.Colour == 4 ? Sample(row, (x * 2) + 1, header.Depth)
                    : transparency.Length == 2 && BinaryPrimitives.ReadUInt16BigEndian(transparency) == red ? 0 : max;
                break;
            default:
                var at = x * header.Channels;
                (red, green, blue) = (Sample(row, at, header.Depth), Sample(row, at + 1, header.Depth), Sample(row, at + 2, header.Depth));
                alpha = header.Colour == 6 ? Sample(row, at + 3, header.Depth)
                    : transparency.Length == 6 && BinaryPrimitives.ReadUInt16BigEndian(transparency) == red
                        && BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2)) == green
                        && BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(4)) == blue ? 0 : max;
                break;
        }

        pixel[0] = OnWhite(red);
        pixel[1] = OnWhite(green);
        pixel[2] = OnWhite(blue);

        byte OnWhite(int value) => (byte)(255 * (((long)value * alpha) + ((long)max * (max - alpha))) / ((long)max * max));
    }

    private static int Sample(byte[] row, int index, int depth) => depth switch
    {
        8 => row[index],
        16 => (row[index * 2] << 8) | row[(index * 2) + 1],
        _ => (row[index * depth / 8] >> (8 - depth - (index * depth % 8))) & ((1 << depth) - 1),
    };
}
