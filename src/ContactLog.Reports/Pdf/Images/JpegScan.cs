namespace ContactLog.Reports.Pdf.Images;

/// <summary>Reads the blocks of one scan (ITU-T T.81, F.2 for baseline, G.1 and G.2 for progressive).</summary>
/// <param name="progressive">The frame is progressive.</param>
/// <param name="from">First coefficient of the scan, in zigzag order.</param>
/// <param name="to">Last coefficient.</param>
/// <param name="high">Bits that earlier scans told; 0 in a first one.</param>
/// <param name="low">Bits that later scans will tell.</param>
internal sealed class JpegScan(bool progressive, int from, int to, int high, int low)
{
    private int _endRun;

    /// <summary>Begins anew after a restart marker.</summary>
    public void Restart(IEnumerable<JpegComponent> components)
    {
        _endRun = 0;
        foreach (var component in components)
        {
            component.Before = 0;
        }
    }

    /// <summary>Reads a block.</summary>
    public void Read(ref JpegBits bits, JpegComponent component, Span<short> block, JpegHuffman? dc, JpegHuffman? ac)
    {
        if (!progressive)
        {
            Direct(ref bits, component, block, Known(dc));
            Sequential(ref bits, block, Known(ac));
        }
        else if (from == 0)
        {
            if (high == 0)
            {
                Direct(ref bits, component, block, Known(dc));
            }
            else
            {
                block[0] |= (short)(bits.Next() << low);
            }
        }
        else if (high == 0)
        {
            First(ref bits, block, Known(ac));
        }
        else
        {
            Refine(ref bits, block, Known(ac));
        }
    }

    private void Direct(ref JpegBits bits, JpegComponent component, Span<short> block, JpegHuffman dc)
    {
        component.Before += bits.Signed(dc.Next(ref bits));
        block[0] = (short)(component.Before << (progressive ? low : 0));
    }

    private static void Sequential(ref JpegBits bits, Span<short> block, JpegHuffman ac)
    {
        for (var k = 1; k < 64; k++)
        {
            var sign = ac.Next(ref bits);
            var size = sign & 15;
            if (size == 0)
            {
                if (sign != 0xF0)
                {
                    return;
                }

                k += 15;
                continue;
            }

            k += sign >> 4;
            block[k] = (short)bits.Signed(size);
        }
    }

    private void First(ref JpegBits bits, Span<short> block, JpegHuffman ac)
    {
        if (_endRun > 0)
        {
            _endRun--;
            return;
        }

        for (var k = from; k <= to; k++)
        {
            var sign = ac.Next(ref bits);
            int run = sign >> 4, size = sign & 15;
            if (size == 0)
            {
                if (run < 15)
                {
                    _endRun = (1 << run) - 1 + bits.Next(run);
                    return;
                }

                k += 15;
                continue;
            }

            k += run;
            block[k] = (short)(bits.Signed(size) << low);
        }
    }

    private void Refine(ref JpegBits bits, Span<short> block, JpegHuffman ac)
    {
        short plus = (short)(1 << low), minus = (short)(-1 << low);
        var k = from;
        if (_endRun == 0)
        {
            for (; k <= to; k++)
            {
                var sign = ac.Next(ref bits);
                var run = sign >> 4;
                short value = 0;
                if ((sign & 15) != 0)
                {
                    value = bits.Next() == 1 ? plus : minus;
                }
                else if (run < 15)
                {
                    _endRun = (1 << run) + bits.Next(run);
                    break;
                }

                for (; k <= to; k++)
                {
                    if (block[k] != 0)
                    {
                        Correct(ref bits, ref block[k], plus, minus);
                    }
                    else if (--run < 0)
                    {
                        break;
                    }
                }

                if (value != 0 && k <= to)
                {
                    block[k] = value;
                }
            }
        }

        if (_endRun > 0)
        {
            for (; k <= to; k++)
            {
                if (block[k] != 0)
                {
                    Correct(ref bits, ref block[k], plus, minus);
                }
            }

            _endRun--;
        }
    }

    private static void Correct(ref JpegBits bits, ref short coefficient, short plus, short minus)
    {
        if (bits.Next() == 1 && (coefficient & plus) == 0)
        {
            coefficient += coefficient >= 0 ? plus : minus;
        }
    }

    private static JpegHuffman Known(JpegHuffman? table) => table ?? throw new ImageException(ImageProblem.Damaged);
}

/// <summary>A table of codes of a JPEG (ITU-T T.81, annex C).</summary>
internal sealed class JpegHuffman
{
    private readonly byte[] _values;
    private readonly int[] _least = new int[17];
    private readonly int[] _beyond = new int[17];
    private readonly int[] _first = new int[17];

    public JpegHuffman(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        int code = 0, at = 0;
        for (var length = 1; length <= 16; length++)
        {
            (_least[length], _first[length]) = (code, at);
            code += counts[length - 1];
            at += counts[length - 1];
            _beyond[length] = code;
            code <<= 1;
        }
    }

    /// <summary>The next sign.</summary>
    public int Next(ref JpegBits bits)
    {
        var code = 0;
        for (var length = 1; length <= 16; length++)
        {
            code = (code << 1) | bits.Next();
            if (code < _beyond[length] && code >= _least[length])
            {
                return _values[_first[length] + code - _least[length]];
            }
        }

        throw new ImageException(ImageProblem.Damaged);
    }
}

/// <summary>The bits of a scan, without the zeros that are stuffed after FF.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _at;
    private int _byte;
    private int _left;
    private int _missing;

    /// <summary>The next bit.</summary>
    public int Next()
    {
        if (_left == 0)
        {
            Fill();
        }

        return (_byte >> --_left) & 1;
    }

    /// <summary>The next bits as a number.</summary>
    public int Next(int count)
    {
        var number = 0;
        while (count-- > 0)
        {
            number = (number << 1) | Next();
        }

        return number;
    }

    /// <summary>A number of a size, the first bit of which tells its sign.</summary>
    public int Signed(int size)
    {
        if (size == 0)
        {
            return 0;
        }

        var number = size <= 15 ? Next(size) : throw new ImageException(ImageProblem.Damaged);
        return number < 1 << (size - 1) ? number - (1 << size) + 1 : number;
    }

    /// <summary>Goes on behind the next restart marker.</summary>
    public void Restart()
    {
        _left = 0;
        Skip();
        if (_at + 1 >= _data.Length || _data[_at + 1] is < 0xD0 or > 0xD7)
        {
            throw new ImageException(ImageProblem.Damaged);
        }

        _at += 2;
    }

    /// <summary>Where the scan's bytes end: at a marker that is none of its own.</summary>
    public int End()
    {
        do
        {
            Skip();
            if (_data[_at + 1] is < 0xD0 or > 0xD7)
            {
                return _at;
            }

            _at += 2;
        }
        while (true);
    }

    private void Skip()
    {
        while (!(_data[_at] == 0xFF && _data[_at + 1] is not (0 or 0xFF)))
        {
            _at++;
        }
    }

    private void Fill()
    {
        _left = 8;
        if (_at + 1 < _data.Length && _data[_at] == 0xFF && _data[_at + 1] != 0)
        {
            // A marker before the last block: some writers leave off the last zeros. More than a few is a cut picture.
            _byte = 0;
            if (++_missing > 8)
            {
                throw new ImageException(ImageProblem.Damaged);
            }

            return;
        }

        _byte = _data[_at];
        _at += _byte == 0xFF ? 2 : 1;
    }
}
