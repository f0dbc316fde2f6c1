using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ContactLog.Web.Demo;

/// <summary>Writes a picture as PNG: 8 bits, red, green and blue, each row told by its difference to the one above (RFC 2083).</summary>
internal static class PngFile
{
    public static byte[] Write(Canvas picture)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        header[8] = 8;
        header[9] = 2;
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Rows(picture));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Rows(Canvas picture)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var length = picture.Width * 3;
            var row = new byte[length + 1];
            row[0] = 2; // the filter "up"
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < length; x++)
                {
                    row[x + 1] = (byte)(picture.Pixels[(y * length) + x] - (y == 0 ? 0 : picture.Pixels[((y - 1) * length) + x]));
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    /// <summary>The checksum of PNG, bit by bit: these pictures are small.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
