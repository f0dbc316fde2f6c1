using System.Buffers.Binary;
using System.Text;

namespace ContactLog.Web.Demo;

/// <summary>
/// Writes a picture as a baseline JPEG, with what a camera would claim of it (EXIF). Small rather than
/// tight: one quantiser, and codes of one length, which the format allows (ITU-T T.81, annexes B, C and F;
/// EXIF 2.32 for the claims).
/// </summary>
internal static class JpegFile
{
    private static readonly int[] s_zigzag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>Runs of zeros with a size, then the end of a block and sixteen zeros: every sign a block can need.</summary>
    private static readonly byte[] s_signs = [0x00, 0xF0, .. Enumerable.Range(0, 160).Select(sign => (byte)(((sign / 10) << 4) | ((sign % 10) + 1)))];

    private static readonly double[,] s_waves = Waves();

    public static byte[] Write(Canvas picture, byte[]? exif = null)
    {
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        if (exif is not null)
        {
            Segment(file, 0xE1, exif);
        }

        var quantiser = Enumerable.Range(0, 64).Select(at => (byte)(6 + (2 * ((s_zigzag[at] % 8) + (s_zigzag[at] / 8))))).ToArray();
        Segment(file, 0xDB, [0, .. quantiser]);
        Segment(file, 0xC0, [8, (byte)(picture.Height >> 8), (byte)picture.Height, (byte)(picture.Width >> 8), (byte)picture.Width, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
        Segment(file, 0xC4, [0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        Segment(file, 0xC4, [0x10, 0, 0, 0, 0, 0, 0, 0, (byte)s_signs.Length, 0, 0, 0, 0, 0, 0, 0, 0, .. s_signs]);
        Segment(file, 0xDA, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
        Scan(picture, quantiser, new Bits(file));
        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    /// <summary>The claims of a camera: make, model, time and place.</summary>
    /// <param name="taken">As EXIF writes it, <c>2026:04:07 12:11:30</c>.</param>
    /// <param name="offset">The offset from UTC, <c>-05:00</c>.</param>
    /// <param name="north">Degrees north.</param>
    /// <param name="west">Degrees west.</param>
    public static byte[] Exif(string taken, string offset, decimal north, decimal west)
    {
        var body = new List<byte>("MM\0*\0\0\0\x08"u8.ToArray());
        var later = new List<(int At, byte[] Data)>();
        void Directory(params (ushort Tag, ushort Type, byte[] Data)[] entries)
        {
            body.AddRange(Number16(entries.Length));
            foreach (var (tag, type, data) in entries)
            {
                body.AddRange([.. Number16(tag), .. Number16(type), .. Number32(type switch { 4 => 1, 5 => data.Length / 8, _ => data.Length })]);
                if (data.Length > 4)
                {
                    later.Add((body.Count, data));
                }

                body.AddRange(data.Length > 4 ? new byte[4] : [.. data, .. new byte[4 - data.Length]]);
            }

            body.AddRange(new byte[4]);
        }

        static byte[] Ascii(string text) => [.. Encoding.ASCII.GetBytes(text), 0];
        static byte[] Degrees(decimal value)
        {
            var minutes = (value - decimal.Truncate(value)) * 60;
            return [.. Number32((int)value), .. Number32(1), .. Number32((int)minutes), .. Number32(1), .. Number32((int)((minutes - decimal.Truncate(minutes)) * 6000)), .. Number32(100)];
        }

        // The places of the two further directories follow from the fixed lengths of the ones before.
        Directory(
            (0x010F, 2, Ascii("Example")),
            (0x0110, 2, Ascii("Pocket 3")),
            (0x0132, 2, Ascii(taken)),
            (0x8769, 4, Number32(8 + 2 + (5 * 12) + 4)),
            (0x8825, 4, Number32(8 + 2 + (5 * 12) + 4 + 2 + (2 * 12) + 4)));
        Directory((0x9003, 2, Ascii(taken)), (0x9011, 2, Ascii(offset)));
        Directory((0x0001, 2, Ascii("N")), (0x0002, 5, Degrees(north)), (0x0003, 2, Ascii("W")), (0x0004, 5, Degrees(west)));
        foreach (var (at, data) in later)
        {
            var place = Number32(body.Count);
            for (var one = 0; one < 4; one++)
            {
                body[at + one] = place[one];
            }

            body.AddRange(data);
        }

        return [.. "Exif\0\0"u8, .. body];
    }

    private static void Scan(Canvas picture, byte[] quantiser, Bits bits)
    {
        var before = new int[3];
        var samples = new double[64];
        for (var top = 0; top < picture.Height; top += 8)
        {
            for (var start = 0; start < picture.Width; start += 8)
            {
                for (var part = 0; part < 3; part++)
                {
                    for (var at = 0; at < 64; at++)
                    {
                        samples[at] = Sample(picture, Math.Min(start + (at % 8), picture.Width - 1), Math.Min(top + (at / 8), picture.Height - 1), part);
                    }

                    before[part] = Block(Transform(samples, quantiser), before[part], bits);
                }
            }
        }

        bits.Fill();
    }

    private static double Sample(Canvas picture, int x, int y, int part)
    {
        var at = ((y * picture.Width) + x) * 3;
        double red = picture.Pixels[at], green = picture.Pixels[at + 1], blue = picture.Pixels[at + 2];
        return part switch
        {
            0 => (0.299 * red) + (0.587 * green) + (0.114 * blue) - 128,
            1 => (-0.168736 * red) - (0.331264 * green) + (0.5 * blue),
            _ => (0.5 * red) - (0.418688 * green) - (0.081312 * blue),
        };
    }

    /// <summary>The quantised coefficients, in zigzag order.</summary>
    private static int[] Transform(double[] samples, byte[] quantiser)
    {
        var rows = new double[64];
        for (var at = 0; at < 64; at++)
        {
            for (var x = 0; x < 8; x++)
            {
                rows[at] += s_waves[at % 8, x] * samples[(at / 8 * 8) + x];
            }
        }

        var result = new int[64];
        for (var place = 0; place < 64; place++)
        {
            var (u, v) = (s_zigzag[place] % 8, s_zigzag[place] / 8);
            var sum = 0.0;
            for (var y = 0; y < 8; y++)
            {
                sum += s_waves[v, y] * rows[(y * 8) + u];
            }

            result[place] = (int)Math.Round(sum / quantiser[place]);
        }

        return result;
    }

    private static int Block(int[] values, int before, Bits bits)
    {
        var size = Size(values[0] - before);
        bits.Put(size, 4);
        bits.PutValue(values[0] - before, size);
        var last = Array.FindLastIndex(values, value => value != 0);
        var zeros = 0;
        for (var at = 1; at <= last; at++)
        {
            if (values[at] == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros > 15; zeros -= 16)
            {
                bits.Put(1, 8);
            }

            size = Size(values[at]);
            bits.Put(2 + (zeros * 10) + size - 1, 8);
            bits.PutValue(values[at], size);
            zeros = 0;
        }

        if (last < 63)
        {
            bits.Put(0, 8);
        }

        return values[0];
    }

    private static int Size(int value) => value == 0 ? 0 : int.Log2(Math.Abs(value)) + 1;

    private static double[,] Waves()
    {
        var waves = new double[8, 8];
        for (var u = 0; u < 8; u++)
        {
            for (var x = 0; x < 8; x++)
            {
                waves[u, x] = (u == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * x) + 1) * u * Math.PI / 16);
            }
        }

        return waves;
    }

    private static void Segment(MemoryStream file, byte marker, ReadOnlySpan<byte> data)
    {
        file.Write([0xFF, marker]);
        file.Write(Number16(data.Length + 2));
        file.Write(data);
    }

    private static byte[] Number16(int number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)number);
        return bytes;
    }

    private static byte[] Number32(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>Bits in order, a zero byte after each 0xFF so that none is taken for a marker.</summary>
    private sealed class Bits(MemoryStream file)
    {
        private int _held;
        private int _count;

        public void Put(int value, int length)
        {
            for (var bit = length - 1; bit >= 0; bit--)
            {
                _held = (_held << 1) | ((value >> bit) & 1);
                if (++_count == 8)
                {
                    file.WriteByte((byte)_held);
                    if (_held == 0xFF)
                    {
                        file.WriteByte(0);
                    }

                    (_held, _count) = (0, 0);
                }
            }
        }

        public void PutValue(int value, int size) => Put(value < 0 ? value + (1 << size) - 1 : value, size);

        public void Fill()
        {
            while (_count > 0)
            {
                Put(1, 1);
            }
        }
    }
}
