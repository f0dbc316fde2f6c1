namespace ContactLog.Imports.Text;

/// <summary>
/// Decodes base64 a piece at a time, whatever the piece's edges. White space is passed over, missing padding is supplied,
/// other characters are passed over and remembered: a bad part must not lose its message.
/// </summary>
/// <param name="references">Pass over character references too, as XML writes line breaks.</param>
internal struct LenientBase64(bool references)
{
    private uint _bits;
    private int _held;
    private bool _inReference;

    /// <summary>Characters that do not belong were met.</summary>
    public bool Damaged { get; private set; }

    /// <summary>The most bytes that <see cref="Decode"/> can give for this many characters.</summary>
    public static int Room(int characters) => (characters / 4 * 3) + 6;

    public int Decode(ReadOnlySpan<byte> characters, Span<byte> bytes)
    {
        var written = 0;
        foreach (var c in characters)
        {
            if (_inReference)
            {
                _inReference = c != ';';
                continue;
            }

            var value = Value(c);
            if (value >= 0)
            {
                _bits = (_bits << 6) | (uint)value;
                if (++_held == 4)
                {
                    bytes[written++] = (byte)(_bits >> 16);
                    bytes[written++] = (byte)(_bits >> 8);
                    bytes[written++] = (byte)_bits;
                    (_bits, _held) = (0, 0);
                }
            }
            else if (c == '=')
            {
                written += End(bytes[written..]);
            }
            else if (references && c == '&')
            {
                _inReference = true;
            }
            else if (c is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                Damaged = true;
            }
        }

        return written;
    }

    /// <summary>Gives the bytes of an unfinished group of four.</summary>
    public int End(Span<byte> bytes)
    {
        var (bits, held) = (_bits, _held);
        (_bits, _held) = (0, 0);
        switch (held)
        {
            case 2:
                bytes[0] = (byte)(bits >> 4);
                return 1;
            case 3:
                bytes[0] = (byte)(bits >> 10);
                bytes[1] = (byte)(bits >> 2);
                return 2;
            case 1:
                Damaged = true;
                return 0;
            default:
                return 0;
        }
    }

    private static int Value(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };
}
