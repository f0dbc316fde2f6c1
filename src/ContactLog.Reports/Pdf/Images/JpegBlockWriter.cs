using System.Buffers.Binary;

namespace ContactLog.Reports.Pdf.Images;

/// <summary>
/// Writes a picture's blocks as a baseline JPEG with nothing else in it but which side is up: the same quantisers, the
/// same coefficients, the codes of ITU-T T.81 annex K.3.
/// </summary>
internal static class JpegBlockWriter
{
    private static readonly byte[] s_dcCounts = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] s_dcSigns = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    private static readonly byte[] s_acCounts = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125];
    private static readonly byte[] s_acSigns =
    [
        0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07, 0x22, 0x71, 0x14, 0x32,
        0x81, 0x91, 0xA1, 0x08, 0x23, 0x42, 0xB1, 0xC1, 0x15, 0x52, 0xD1, 0xF0, 0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0A,
        .. From(0x16), .. From(0x25), .. From(0x34), .. From(0x43), .. From(0x53), .. From(0x63), .. From(0x73), .. From(0x83), .. From(0x92), .. From(0xA2),
        .. From(0xB2), .. From(0xC2), .. From(0xD2), .. From(0xE1), .. From(0xF1),
    ];

    private static readonly (int Code, int Length)[] s_dc = Codes(s_dcCounts, s_dcSigns);
    private static readonly (int Code, int Length)[] s_ac = Codes(s_acCounts, s_acSigns);

    /// <summary>The file.</summary>
    /// <exception cref="ImageException">A coefficient is larger than the format allows.</exception>
    public static byte[] Write(JpegBlocks picture)
    {
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        if (picture.AdobeTransform is { } transform)
        {
            Segment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);
        }
        else
        {
            Segment(file, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        }

        if (picture.Orientation != 1)
        {
            Segment(file, 0xE1, OrientationClaim(picture.Orientation));
        }

        var wide = false;
        foreach (var number in picture.Components.Select(component => component.Quantiser).Distinct())
        {
            var table = picture.Quantisers[number] ?? throw new ImageException(ImageProblem.Damaged);
            var large = table.Any(step => step > 255);
            wide |= large;
            Segment(file, 0xDB, large ? [(byte)(0x10 | number), .. table.SelectMany(step => new[] { (byte)(step >> 8), (byte)step })] : [number, .. table.Select(step => (byte)step)]);
        }

        Segment(file, (byte)(wide ? 0xC1 : 0xC0),
        [
            8, (byte)(picture.Height >> 8), (byte)picture.Height, (byte)(picture.Width >> 8), (byte)picture.Width, (byte)picture.Components.Count,
            .. picture.Components.SelectMany(component => new[] { component.Id, (byte)((component.Across << 4) | component.Down), component.Quantiser }),
        ]);
        Segment(file, 0xC4, [0x00, .. s_dcCounts, .. s_dcSigns]);
        Segment(file, 0xC4, [0x10, .. s_acCounts, .. s_acSigns]);
        // A scan holds at most ten blocks a unit.
        if (picture.Components.Sum(component => component.Across * component.Down) <= 10)
        {
            Scan(file, picture, picture.Components);
        }
        else
        {
            foreach (var component in picture.Components)
            {
                Scan(file, picture, [component]);
            }
        }

        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    /// <summary>The segment that says which side is up, and nothing else.</summary>
    public static byte[] OrientationClaim(int orientation) =>
        [.. "Exif\0\0MM\0*\0\0\0\b"u8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    /// <summary>Writes a segment.</summary>
    public static void Segment(Stream file, byte marker, ReadOnlySpan<byte> content)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(content.Length + 2));
        file.Write(head);
        file.Write(content);
    }

    private static void Scan(MemoryStream file, JpegBlocks picture, IReadOnlyList<JpegComponent> components)
    {
        Segment(file, 0xDA, [(byte)components.Count, .. components.SelectMany(component => new byte[] { component.Id, 0 }), 0, 63, 0]);
        var bits = new Bits(file);
        var single = components.Count == 1;
        int across = single ? components[0].RealAcross : (picture.Width + (8 * picture.MostAcross) - 1) / (8 * picture.MostAcross);
        int down = single ? components[0].RealDown : (picture.Height + (8 * picture.MostDown) - 1) / (8 * picture.MostDown);
        foreach (var component in components)
        {
            component.Before = 0;
        }

        for (var unit = 0; unit < across * down; unit++)
        {
            int x = unit % across, y = unit / across;
            foreach (var component in components)
            {
                for (var v = 0; v < (single ? 1 : component.Down); v++)
                {
                    for (var h = 0; h < (single ? 1 : component.Across); h++)
                    {
                        Block(bits, component, component.Block(single ? x : (x * component.Across) + h, single ? y : (y * component.Down) + v));
                    }
                }
            }
        }

        bits.End();
    }

    private static void Block(Bits bits, JpegComponent component, ReadOnlySpan<short> block)
    {
        Number(bits, s_dc, 0, block[0] - component.Before, 11);
        component.Before = block[0];
        var zeros = 0;
        for (var k = 1; k < 64; k++)
        {
            if (block[k] == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros > 15; zeros -= 16)
            {
                bits.Put(s_ac[0xF0]);
            }

            Number(bits, s_ac, zeros << 4, block[k], 10);
            zeros = 0;
        }

        if (zeros > 0)
        {
            bits.Put(s_ac[0]);
        }
    }

    private static void Number(Bits bits, (int Code, int Length)[] codes, int run, int number, int most)
    {
        var size = 0;
        for (var rest = Math.Abs(number); rest > 0; rest >>= 1)
        {
            size++;
        }

        bits.Put(size <= most ? codes[run | size] : throw new ImageException(ImageProblem.Damaged));
        bits.Put((number < 0 ? number + (1 << size) - 1 : number, size));
    }

    private static IEnumerable<byte> From(int first) => Enumerable.Range(first, 0xB - (first & 15)).Select(sign => (byte)sign);

    private static (int Code, int Length)[] Codes(byte[] counts, byte[] signs)
    {
        var codes = new (int, int)[256];
        int code = 0, at = 0;
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            for (var one = 0; one < counts[length - 1]; one++)
            {
                codes[signs[at++]] = (code++, length);
            }
        }

        return codes;
    }

    private sealed class Bits(Stream file)
    {
        private uint _held;
        private int _count;

        public void Put((int Code, int Length) code)
        {
            for (var bit = code.Length - 1; bit >= 0; bit--)
            {
                _held = (_held << 1) | (uint)((code.Code >> bit) & 1);
                if (++_count == 8)
                {
                    Write();
                }
            }
        }

        public void End()
        {
            while (_count > 0)
            {
                Put((1, 1));
            }
        }

        private void Write()
        {
            file.WriteByte((byte)_held);
            if ((byte)_held == 0xFF)
            {
                file.WriteByte(0);
            }

            (_held, _count) = (0, 0);
        }
    }
}
