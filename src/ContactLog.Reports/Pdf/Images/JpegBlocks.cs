using System.Buffers.Binary;

namespace ContactLog.Reports.Pdf.Images;

/// <summary>
/// A JPEG as the numbers it stores: for each block of 8 by 8 samples, 64 quantised coefficients in zigzag order. Reads
/// baseline and progressive pictures (ITU-T T.81, annexes F and G) without turning them into pixels, so that a block
/// can be emptied and every other one written again exactly as it was.
/// </summary>
internal sealed class JpegBlocks
{
    private const long MostPixels = 60_000_000;

    // Real pictures have ten; a file with thousands is made to keep a server busy.
    private const int MostScans = 100;

    private readonly JpegHuffman?[] _dc = new JpegHuffman?[4];
    private readonly JpegHuffman?[] _ac = new JpegHuffman?[4];
    private int _restart;
    private bool _progressive;

    private JpegBlocks()
    {
    }

    /// <summary>Pixels from left to right, as stored.</summary>
    public int Width { get; private set; }

    /// <summary>Pixels from top to bottom, as stored.</summary>
    public int Height { get; private set; }

    /// <summary>1 to 8 as EXIF counts them; 1 is upright.</summary>
    public int Orientation { get; private set; } = 1;

    /// <summary>How the colours are stored, as Adobe's segment says; null without one.</summary>
    public byte? AdobeTransform { get; private set; }

    /// <summary>The quantisers by number, in zigzag order.</summary>
    public ushort[]?[] Quantisers { get; } = new ushort[]?[4];

    /// <summary>The components in the order of the frame.</summary>
    public IReadOnlyList<JpegComponent> Components { get; private set; } = [];

    /// <summary>The most samples of a component across a unit.</summary>
    public int MostAcross => Components.Max(component => component.Across);

    /// <summary>The most samples of a component down a unit.</summary>
    public int MostDown => Components.Max(component => component.Down);

    /// <summary>Reads a picture.</summary>
    /// <exception cref="ImageException">It is not whole, too large, or of a sort that is not read.</exception>
    public static JpegBlocks Read(ReadOnlySpan<byte> file)
    {
        var picture = new JpegBlocks();
        try
        {
            picture.ReadSegments(file);
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            // What a broken file points to outside of itself.
            throw new ImageException(ImageProblem.Damaged);
        }

        return picture;
    }

    private void ReadSegments(ReadOnlySpan<byte> file)
    {
        var scans = 0;
        for (var at = 2; ;)
        {
            while (file[at] == 0xFF && file[at + 1] == 0xFF)
            {
                at++;
            }

            var marker = file[at] == 0xFF ? file[at + 1] : throw Damaged();
            if (marker == 0xD9)
            {
                _ = scans > 0 ? scans : throw Damaged();
                return;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            var content = file.Slice(at + 4, length - 2);
            at += 2 + length;
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2:
                    ReadFrame(content, progressive: marker == 0xC2);
                    break;
                case 0xC4:
                    ReadHuffman(content);
                    break;
                case 0xDB:
                    ReadQuantisers(content);
                    break;
                case 0xDD:
                    _restart = BinaryPrimitives.ReadUInt16BigEndian(content);
                    break;
                case 0xE1:
                    Orientation = Jpeg.Orientation(content) ?? Orientation;
                    break;
                case 0xEE when content.Length >= 12 && content.StartsWith("Adobe"u8):
                    AdobeTransform = content[11];
                    break;
                case 0xDA:
                    at += ReadScan(content, file[at..]);
                    if (++scans > MostScans)
                    {
                        throw new ImageException(ImageProblem.Large);
                    }

                    break;
                case >= 0xE0 and <= 0xEF or 0xFE:
                    break;
                default:
                    throw Damaged();
            }
        }
    }

    private void ReadFrame(ReadOnlySpan<byte> content, bool progressive)
    {
        if (Width > 0 || content[0] != 8 || content[5] is not (1 or 3 or 4))
        {
            throw Damaged();
        }

        _progressive = progressive;
        (Height, Width) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]));
        if (Width == 0 || Height == 0)
        {
            throw Damaged();
        }

        if ((long)Width * Height > MostPixels)
        {
            throw new ImageException(ImageProblem.Large);
        }

        var components = new List<JpegComponent>();
        for (var at = 6; components.Count < content[5]; at += 3)
        {
            int across = content[at + 1] >> 4, down = content[at + 1] & 15;
            if (across is < 1 or > 4 || down is < 1 or > 4 || content[at + 2] > 3)
            {
                throw Damaged();
            }

            components.Add(new(content[at], across, down, content[at + 2]));
        }

        Components = components;
        foreach (var component in components)
        {
            component.Size(Width, Height, MostAcross, MostDown);
        }
    }

    private void ReadHuffman(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            int kind = content[0] >> 4, number = content[0] & 15, count = 0;
            foreach (var codes in content.Slice(1, 16))
            {
                count += codes;
            }

            (kind == 0 ? _dc : kind == 1 ? _ac : throw Damaged())[number] = new(content.Slice(1, 16), content.Slice(17, count));
            content = content[(17 + count)..];
        }
    }

    private void ReadQuantisers(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            var wide = content[0] >> 4 == 1;
            var table = new ushort[64];
            for (var k = 0; k < 64; k++)
            {
                table[k] = wide ? BinaryPrimitives.ReadUInt16BigEndian(content[(1 + (2 * k))..]) : content[1 + k];
            }

            Quantisers[content[0] & 15] = table;
            content = content[(wide ? 129 : 65)..];
        }
    }

    /// <returns>How many bytes the scan has.</returns>
    private int ReadScan(ReadOnlySpan<byte> head, ReadOnlySpan<byte> data)
    {
        var scan = new List<(JpegComponent Component, JpegHuffman? Dc, JpegHuffman? Ac)>();
        for (var one = 0; one < head[0]; one++)
        {
            int id = head[1 + (2 * one)], tables = head[2 + (2 * one)];
            scan.Add((Components.FirstOrDefault(component => component.Id == id) ?? throw Damaged(), _dc[tables >> 4], _ac[tables & 15]));
        }

        var tail = head[(1 + (2 * head[0]))..];
        var block = new JpegScan(_progressive, tail[0], tail[1], tail[2] >> 4, tail[2] & 15);
        if (scan.Count == 0 || tail[1] > 63 || tail[0] > tail[1])
        {
            throw Damaged();
        }

        var bits = new JpegBits(data);
        var single = scan.Count == 1;
        // A scan of one component has only the blocks that hold pixels; a scan of several has whole units.
        var first = scan[0].Component;
        int across = single ? first.RealAcross : (Width + (8 * MostAcross) - 1) / (8 * MostAcross), down = single ? first.RealDown : (Height + (8 * MostDown) - 1) / (8 * MostDown);
        for (var unit = 0; unit < across * down; unit++)
        {
            if (_restart > 0 && unit > 0 && unit % _restart == 0)
            {
                bits.Restart();
                block.Restart(scan.Select(part => part.Component));
            }

            int x = unit % across, y = unit / across;
            foreach (var (component, dc, ac) in scan)
            {
                for (var v = 0; v < (single ? 1 : component.Down); v++)
                {
                    for (var h = 0; h < (single ? 1 : component.Across); h++)
                    {
                        block.Read(ref bits, component, component.Block(single ? x : (x * component.Across) + h, single ? y : (y * component.Down) + v), dc, ac);
                    }
                }
            }
        }

        block.Restart(scan.Select(part => part.Component));
        return bits.End();
    }

    private static ImageException Damaged() => new(ImageProblem.Damaged);
}

/// <summary>A component of a JPEG and its blocks.</summary>
internal sealed class JpegComponent(byte id, int across, int down, byte quantiser)
{
    private short[] _coefficients = [];
    private int _blocksAcross;

    public byte Id => id;

    /// <summary>Blocks of it across a unit.</summary>
    public int Across => across;

    /// <summary>Blocks of it down a unit.</summary>
    public int Down => down;

    public byte Quantiser => quantiser;

    /// <summary>Blocks from left to right that hold pixels.</summary>
    public int RealAcross { get; private set; }

    /// <summary>Blocks from top to bottom that hold pixels.</summary>
    public int RealDown { get; private set; }

    /// <summary>The direct part of the block before, while a scan is read or written.</summary>
    public int Before { get; set; }

    /// <summary>The coefficients of a block, in zigzag order.</summary>
    public Span<short> Block(int x, int y) => _coefficients.AsSpan(((y * _blocksAcross) + x) * 64, 64);

    public void Size(int width, int height, int mostAcross, int mostDown)
    {
        int unitsAcross = (width + (8 * mostAcross) - 1) / (8 * mostAcross), unitsDown = (height + (8 * mostDown) - 1) / (8 * mostDown);
        _blocksAcross = unitsAcross * across;
        RealAcross = ((((width * across) + mostAcross - 1) / mostAcross) + 7) / 8;
        RealDown = ((((height * down) + mostDown - 1) / mostDown) + 7) / 8;
        _coefficients = new short[(long)_blocksAcross * unitsDown * down * 64];
    }
}
