using System.Buffers.Binary;
using System.IO.Compression;

namespace ContactLog.Benchmarks;

/// <summary>Pictures like screenshots: flat ground with some blocks.</summary>
internal static class MadePicture
{
    public static byte[] Png(int width, int height, int seed)
    {
        var rows = new byte[((width * 3) + 1) * height];
        for (var y = 0; y < height; y++)
        {
            var row = rows.AsSpan(y * ((width * 3) + 1) + 1, width * 3);
            for (var x = 0; x < width; x++)
            {
                var bubble = (y / 40 + seed) % 3 == 0 && x % 360 is > 30 and < 250;
                var noise = (byte)((x * 31 + y * 17 + seed * 13) % 7);
                row[x * 3] = (byte)(bubble ? 40 + noise : 235 + noise);
                row[x * 3 + 1] = (byte)(bubble ? 110 + noise : 236 + noise);
                row[x * 3 + 2] = (byte)(bubble ? 160 + noise : 238 + noise);
            }
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> name, byte[] bytes)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, bytes.Length);
        png.Write(number);
        png.Write(name);
        png.Write(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(name, bytes));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> name, ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var part in (byte[][])[name.ToArray(), bytes.ToArray()])
        {
            foreach (var one in part)
            {
                crc ^= one;
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
                }
            }
        }

        return ~crc;
    }
}
