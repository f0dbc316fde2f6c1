using System.Buffers.Binary;
using System.IO.Compression;

namespace ContactLog.Reports.Pdf.Mending;

/// <summary>
/// Fault mended: PDFsharp leaves out the Adler-32 checksum after every compressed stream, and writes
/// empty ones as two bytes. Strict readers warn, and a court's system may refuse.
/// </summary>
internal static class DeflateTrailers
{
    /// <summary>A compressed stream with its checksum.</summary>
    public static byte[] Complete(ReadOnlySpan<byte> stream)
    {
        if (stream.Length <= 2)
        {
            return [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1];
        }

        var source = stream.ToArray();
        using var inflate = new DeflateStream(new MemoryStream(source, 2, source.Length - 2), CompressionMode.Decompress);
        var buffer = new byte[16384];
        var adler = Adler32.Start;
        for (int count; (count = inflate.Read(buffer)) > 0;)
        {
            adler = Adler32.Add(adler, buffer.AsSpan(0, count));
        }

        var whole = new byte[source.Length + 4];
        source.CopyTo(whole, 0);
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(source.Length), adler);
        return whole;
    }

    /// <summary>A new compressed stream.</summary>
    public static byte[] Compress(byte[] content)
    {
        using var output = new MemoryStream();
        using (var deflate = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return output.ToArray();
    }
}
