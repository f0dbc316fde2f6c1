using System.Buffers;
using System.Buffers.Text;

namespace ContactLog.Imports.Text;

/// <summary>
/// Decodes base64 a piece at a time, whatever the piece's edges. White space is passed over, missing padding is supplied,
/// other characters are passed over and remembered: a bad part must not lose its message.
/// </summary>
/// <param name="references">Pass over character references too, as XML writes line breaks.</param>
internal struct LenientBase64(bool references)
{
    private const int Group = 16;
    private static readonly SearchValues<byte> s_alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);
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
        while (!characters.IsEmpty)
        {
            // Nearly everything is whole groups of four in long lines, and those go many at once.
            if (_held == 0 && !_inReference && characters.Length >= Group)
            {
                var run = characters.IndexOfAnyExcept(s_alphabet);
                run = (run < 0 ? characters.Length : run) / 4 * 4;
                if (run >= Group && Base64.DecodeFromUtf8(characters[..run], bytes[written..], out var taken, out var made, isFinalBlock: false) == OperationStatus.Done)
                {
                    written += made;
                    characters = characters[taken..];
                    continue;
                }
            }

            var c = characters[0];
            characters = characters[1..];
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
