using System.Text;

namespace ContactLog.Tests.Web.Exhibits;

/// <summary>Small files, made here.</summary>
internal static class Samples
{
    /// <summary>One grey pixel.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Html { get; } = Encoding.UTF8.GetBytes("<!DOCTYPE html><script>document.title='taken over'</script>");

    public static byte[] Svg { get; } = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");

    /// <summary>A wave file of so many bytes of data, each at its own place recognisable.</summary>
    public static byte[] Wav(int length)
    {
        var data = new byte[44 + length];
        Encoding.ASCII.GetBytes("RIFF").CopyTo(data, 0);
        BitConverter.GetBytes(36 + length).CopyTo(data, 4);
        Encoding.ASCII.GetBytes("WAVEfmt ").CopyTo(data, 8);
        new byte[] { 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0 }.CopyTo(data, 16);
        Encoding.ASCII.GetBytes("data").CopyTo(data, 36);
        BitConverter.GetBytes(length).CopyTo(data, 40);
        for (var at = 44; at < data.Length; at++)
        {
            data[at] = (byte)(at * 31 >> 3);
        }

        return data;
    }

    /// <summary>A JPEG head with an EXIF block: make, model, time, place. No picture follows; none is needed.</summary>
    public static byte[] JpegWithClaims(string make = "Placeholder", string model = "Phone 3")
    {
        var tiff = new MemoryStream();
        var writer = new BinaryWriter(tiff);
        var tail = new MemoryStream();
        const int Entries = 5;
        const int directories = 8 + (2 + (Entries * 12) + 4) + (2 + 12 + 4) + (2 + (4 * 12) + 4);
        uint Later(byte[] bytes)
        {
            var at = directories + (uint)tail.Length;
            tail.Write(bytes);
            if (tail.Length % 2 == 1)
            {
                tail.WriteByte(0);
            }

            return at;
        }

        void Entry(ushort tag, ushort type, int count, uint value)
        {
            writer.Write(tag);
            writer.Write(type);
            writer.Write(count);
            writer.Write(value);
        }

        byte[] Text(string text) => Encoding.ASCII.GetBytes(text + "\0");
        byte[] Rationals(params uint[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];
        writer.Write(Encoding.ASCII.GetBytes("II"));
        writer.Write((ushort)42);
        writer.Write(8u);
        writer.Write((ushort)Entries);
        Entry(0x010F, 2, make.Length + 1, Later(Text(make)));
        Entry(0x0110, 2, model.Length + 1, Later(Text(model)));
        Entry(0x0112, 3, 1, 6);
        const uint exif = 8 + 2 + (Entries * 12) + 4;
        const uint gps = exif + 2 + 12 + 4;
        Entry(0x8769, 4, 1, exif);
        Entry(0x8825, 4, 1, gps);
        writer.Write(0u);
        writer.Write((ushort)1);
        Entry(0x9003, 2, 20, Later(Text("2026:04:19 17:52:10")));
        writer.Write(0u);
        writer.Write((ushort)4);
        Entry(1, 2, 2, 'N');
        Entry(2, 5, 3, Later(Rationals(41, 1, 30, 1, 0, 1)));
        Entry(3, 2, 2, 'W');
        Entry(4, 5, 3, Later(Rationals(87, 1, 15, 1, 0, 1)));
        writer.Write(0u);
        writer.Write(tail.ToArray());
        var block = tiff.ToArray();
        var length = block.Length + 8;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. block, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9];
    }
}
