using System.Buffers.Binary;
using PdfSharp.Drawing;

namespace ContactLog.Reports.Pdf.Mending;

/// <summary>
/// Fault mended: PDFsharp keeps every picture in memory until it saves (100 photographs took 725 MB)
/// and passes a JPEG on with its EXIF. It is given a picture of one pixel that carries a number; the
/// second pass puts the real one in its place while it writes.
/// </summary>
internal static class ImagePlaceholder
{
    private static ReadOnlySpan<byte> Mark => "contactlog-picture-"u8;

    private static readonly byte[] OnePixel = Convert.FromHexString(
        "FFD8FFE000104A46494600010100000100010000FFDB004300100B0C0E0C0A100E0D0E1211101318281A181616183123251D283A333D3C3933383740485C4E404457453738506D51575F626768673E4D71797064785C656763FFC0000B080001000101011100FFC40014000100000000000000000000000000000001FFC40014100100000000000000000000000000000000FFDA0008010100003F001FFFD9");

    /// <summary>A picture of one pixel for the picture with this number.</summary>
    public static XImage Create(int number)
    {
        // After the end of the picture: the engine refuses so small a file with anything inside it.
        var tail = new byte[Mark.Length + 16];
        Mark.CopyTo(tail);
        BinaryPrimitives.WriteInt32BigEndian(tail.AsSpan(Mark.Length), number);
        return XImage.FromStream(new MemoryStream([.. OnePixel, .. tail]));
    }

    /// <summary>The number that a stream carries, or null.</summary>
    public static int? NumberOf(ReadOnlySpan<byte> stream)
    {
        var at = stream.Length < 1024 ? stream.IndexOf(Mark) : -1;
        return at < 0 ? null : BinaryPrimitives.ReadInt32BigEndian(stream[(at + Mark.Length)..]);
    }
}
