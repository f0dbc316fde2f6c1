using System.Buffers;
using System.Buffers.Text;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mime;

/// <summary>How the bytes of a part are written.</summary>
internal enum Transfer
{
    /// <summary>As they are.</summary>
    Identity,

    /// <summary>In base64.</summary>
    Base64,

    /// <summary>In quoted-printable.</summary>
    QuotedPrintable,

    /// <summary>In the older uuencode.</summary>
    Uuencode,
}

/// <summary>Decodes the lines of a part as they come. The last line end is held back: before a boundary it belongs to the boundary.</summary>
/// <param name="kind">How they are written.</param>
/// <param name="room">Room for <see cref="Batch"/> characters of base64, this decoder's alone until the part has ended.</param>
internal sealed class TransferDecoder(Transfer kind, byte[] room)
{
    /// <summary>How many characters of base64 are decoded at once.</summary>
    public const int Batch = 16 * 1024;

    private readonly byte[] _characters = room;
    private int _held;
    private int _lineEnd;
    private LenientBase64 _lenient = new(references: false);
    private bool _isLenient;

    /// <summary>The encoding was broken in places.</summary>
    public bool Damaged { get; private set; }

    /// <summary>The encoding that a header names; what is not known is taken as it is.</summary>
    public static Transfer Named(string? name) => (name ?? "").Split(' ', ';', '(')[0].Trim().Trim('"').ToLowerInvariant() switch
    {
        "base64" => Transfer.Base64,
        "quoted-printable" => Transfer.QuotedPrintable,
        "x-uuencode" or "uuencode" or "x-uue" or "uue" => Transfer.Uuencode,
        _ => Transfer.Identity,
    };

    /// <summary>Takes a line, or a piece of one, and writes what it stands for.</summary>
    public void Line(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> output)
    {
        var content = line is [.., (byte)'\r', (byte)'\n'] ? line[..^2] : line is [.., (byte)'\n'] ? line[..^1] : line;
        var end = line.Length - content.Length;
        switch (kind)
        {
            case Transfer.Base64:
                Characters(content, output);
                break;
            case Transfer.QuotedPrintable:
                WriteEnd(output);
                _lineEnd = QuotedPrintable(end > 0 ? content.TrimEnd(" \t"u8) : content, output) ? 0 : end;
                break;
            case Transfer.Uuencode:
                Uu(content, output);
                break;
            default:
                WriteEnd(output);
                output.Write(content);
                _lineEnd = end;
                break;
        }
    }

    /// <summary>Takes whole lines of base64 at once, as many as there is room for. False, with nothing taken, when the next line is none.</summary>
    public bool Base64Lines(LineSource lines, ArrayBufferWriter<byte> output)
    {
        var count = lines.ReadBase64(_characters.AsSpan(_held));
        if (count == 0 && _held > 0)
        {
            Decode(output);
            count = lines.ReadBase64(_characters.AsSpan(_held));
        }

        _held += count;
        return count > 0;
    }

    /// <summary>The part has ended.</summary>
    /// <param name="output">Where to write what was held back.</param>
    /// <param name="atBoundary">A boundary follows, so the last line end is not the part's.</param>
    public void End(ArrayBufferWriter<byte> output, bool atBoundary)
    {
        if (kind == Transfer.Base64)
        {
            Decode(output);
            output.Advance(_lenient.Decode(_characters.AsSpan(0, _held), output.GetSpan(LenientBase64.Room(_held))));
            output.Advance(_lenient.End(output.GetSpan(8)));
            Damaged |= _lenient.Damaged;
        }
        else if (!atBoundary)
        {
            WriteEnd(output);
        }
    }

    private void WriteEnd(ArrayBufferWriter<byte> output)
    {
        output.Write(_lineEnd switch { 2 => "\r\n"u8, 1 => "\n"u8, _ => [] });
        _lineEnd = 0;
    }

    private void Characters(ReadOnlySpan<byte> content, ArrayBufferWriter<byte> output)
    {
        while (!content.IsEmpty)
        {
            if (_held == Batch)
            {
                Decode(output);
            }

            var take = Math.Min(content.Length, Batch - _held);
            content[..take].CopyTo(_characters.AsSpan(_held));
            _held += take;
            content = content[take..];
        }
    }

    // The quick decoder is believed only of a block it took whole. Where it meets white space or damage, how far it says it has come depends on where the block was
    // cut, and a part is cut otherwise when it is hashed than when it is opened: one character lost, and the other side has its wrong hash.
    private void Decode(ArrayBufferWriter<byte> output)
    {
        var characters = _characters.AsSpan(0, _held);
        var groups = characters.Length / 4;
        if (!_isLenient && Base64.DecodeFromUtf8(characters[..(groups * 4)], output.GetSpan((groups * 3) + 4), out _, out var written, isFinalBlock: false) == OperationStatus.Done && written == groups * 3)
        {
            output.Advance(written);
            characters = characters[(groups * 4)..];
        }
        else
        {
            _isLenient = true;
            output.Advance(_lenient.Decode(characters, output.GetSpan(LenientBase64.Room(characters.Length))));
            characters = [];
        }

        characters.CopyTo(_characters);
        _held = characters.Length;
    }

    // Says whether the line end is soft.
    private bool QuotedPrintable(ReadOnlySpan<byte> content, ArrayBufferWriter<byte> output)
    {
        while (true)
        {
            var at = content.IndexOf((byte)'=');
            output.Write(at < 0 ? content : content[..at]);
            if (at < 0)
            {
                return false;
            }

            content = content[(at + 1)..];
            if (content.IsEmpty)
            {
                return true;
            }

            if (content.Length >= 2 && Hex(content[0]) is >= 0 and var high && Hex(content[1]) is >= 0 and var low)
            {
                output.GetSpan(1)[0] = (byte)((high << 4) | low);
                output.Advance(1);
                content = content[2..];
            }
            else
            {
                // A lone "=" stands for itself.
                output.Write("="u8);
                Damaged = true;
            }
        }
    }

    private void Uu(ReadOnlySpan<byte> content, ArrayBufferWriter<byte> output)
    {
        if (content.IsEmpty || content.StartsWith("begin "u8) || content.SequenceEqual("end"u8))
        {
            return;
        }

        var length = (content[0] - 32) & 63;
        Damaged |= content.Length - 1 < ((length * 8) + 5) / 6;
        var span = output.GetSpan(64 + 3);
        var written = 0;
        for (var i = 1; i < content.Length && written < length; i += 4)
        {
            var group = 0;
            for (var j = 0; j < 4; j++)
            {
                group = (group << 6) | (i + j < content.Length ? (content[i + j] - 32) & 63 : 0);
            }

            (span[written], span[written + 1], span[written + 2]) = ((byte)(group >> 16), (byte)(group >> 8), (byte)group);
            written = Math.Min(length, written + 3);
        }

        output.Advance(written);
    }

    private static int Hex(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => -1,
    };
}
