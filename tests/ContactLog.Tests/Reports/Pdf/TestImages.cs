using System.Buffers.Binary;
using System.IO.Compression;

namespace ContactLog.Tests.Reports.Pdf;

/// <summary>Pictures made for the tests.</summary>
internal static class TestImages
{
    /// <summary>32 by 16 pixels; the left half black, the right half white.</summary>
    public static byte[] Jpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//wAALCAAQACABAREA/8QAFgABAQEAAAAAAAAAAAAAAAAAAAgH/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAAPwDMBTomIU6P/9k=");

    /// <summary>The same in cyan, magenta, yellow and black, stored inverted as Photoshop stores it.</summary>
    public static byte[] CmykJpeg { get; } = Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/9sAQwEDBAQFBAUJBQUJFA0LDRQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU/8AAFAgAEAAgBAERAAIRAQMRAQQRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAKCf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAA4EAQACEQMRBAAAPwDKoGVQAAqoAAEq4AAqoAH/2Q==");

    /// <summary>A PNG of several pictures: the first is what a program that shows only one shows, the second carries a secret.</summary>
    public static byte[] Animated(string secret)
    {
        var still = Png(0, 8, interlaced: false, secret);
        var data = still.AsSpan().IndexOf("IDAT"u8) - 4;
        byte[] frame = [0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0];
        return
        [
            .. still[..data], .. Chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]), .. Chunk("fcTL", frame), .. still[data..^12],
            .. Chunk("fcTL", [0, 0, 0, 1, .. frame[4..]]), .. Chunk("fdAT", [0, 0, 0, 2, .. System.Text.Encoding.ASCII.GetBytes(secret)]), .. still[^12..],
        ];
    }

    /// <summary>The picture with an EXIF block: an orientation, and a place that must not be printed; then a comment and a preview after the end.</summary>
    public static byte[] JpegWithExif(int orientation, string secret)
    {
        var text = System.Text.Encoding.ASCII.GetBytes(secret);
        byte[] tiff = [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, .. text];
        return [.. Jpeg[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]), .. Segment(0xED, text), .. Segment(0xE2, text), .. Segment(0xFE, text), .. Jpeg[2..], .. text];
    }

    /// <summary>8 by 8 pixels of any kind of PNG, first half of each row dark, with a text chunk.</summary>
    public static byte[] Png(int colour, int depth, bool interlaced, string secret, bool secretAfterRows = false)
    {
        const int side = 8;
        var channels = colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        using var rows = new MemoryStream();
        ReadOnlySpan<(int X, int Y, int StepX, int StepY)> passes = interlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        foreach (var (startX, startY, stepX, stepY) in passes)
        {
            for (var y = startY; y < side; y += stepY)
            {
                var bits = new List<bool>();
                for (var x = startX; x < side; x += stepX)
                {
                    for (var channel = 0; channel < channels; channel++)
                    {
                        var isAlpha = (colour is 4 && channel == 1) || channel == 3;
                        bits.AddRange(Enumerable.Repeat(isAlpha || x >= side / 2, depth));
                    }
                }

                rows.WriteByte(0);
                foreach (var eight in bits.Chunk(8))
                {
                    rows.WriteByte((byte)eight.Select((bit, i) => bit ? 0x80 >> i : 0).Sum());
                }
            }
        }

        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(rows.ToArray());
        }

        var palette = new byte[3 << Math.Min(depth, 8)];
        palette.AsSpan(^3).Fill(0xFF);
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
            .. Chunk("IHDR", [0, 0, 0, side, 0, 0, 0, side, (byte)depth, (byte)colour, 0, 0, (byte)(interlaced ? 1 : 0)]),
            .. Chunk("tEXt", [.. "Comment\0"u8, .. System.Text.Encoding.ASCII.GetBytes(secret)]),
            .. colour == 3 ? Chunk("PLTE", palette) : [],
            .. Chunk("IDAT", [.. compressed.ToArray(), .. secretAfterRows ? System.Text.Encoding.ASCII.GetBytes(secret) : []]),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>520 by 500 pixels that cannot be compressed, 780,000 bytes.</summary>
    public static byte[] Noise(int seed)
    {
        const int width = 520, height = 500;
        var rows = new byte[((width * 3) + 1) * height];
        new Random(seed).NextBytes(rows);
        for (var y = 0; y < height; y++)
        {
            rows[y * ((width * 3) + 1)] = 0;
        }

        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(rows);
        }

        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
            .. Chunk("IHDR", [0, 0, width >> 8, width & 0xFF, 0, 0, height >> 8, height & 0xFF, 8, 2, 0, 0, 0]),
            .. Chunk("IDAT", compressed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Segment(byte marker, byte[] content)
    {
        var segment = new byte[content.Length + 4];
        segment[0] = 0xFF;
        segment[1] = marker;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        content.CopyTo(segment, 4);
        return segment;
    }

    // The checksum is left zero: the reader trusts the one inside the compressed rows.
    private static byte[] Chunk(string type, byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        System.Text.Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        content.CopyTo(chunk, 8);
        return chunk;
    }
}
