using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ContactLog.Reports.Bundle;

namespace ContactLog.Reports.Pdf.Images;

/// <summary>Writes a picture as PNG: 8 bits, red, green and blue, each row told by its difference to the one above (RFC 2083). Nothing else is in the file.</summary>
public static class PngWriter
{
    /// <summary>The file.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="pixels">Three bytes a pixel, row by row from the top.</param>
    public static byte[] Write(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var file = new MemoryStream();
        file.Write(Png.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = 2;
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Rows(width, height, pixels));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Rows(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var length = width * 3;
            var row = new byte[length + 1];
            row[0] = 2; // the filter "up"
            for (var y = 0; y < height; y++)
            {
                var current = pixels.Slice(y * length, length);
                for (var x = 0; x < length; x++)
                {
                    row[x + 1] = (byte)(current[x] - (y == 0 ? 0 : pixels[((y - 1) * length) + x]));
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
        var crc = new Crc32();
        crc.Append(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc.Value);
        file.Write(number);
    }
}
