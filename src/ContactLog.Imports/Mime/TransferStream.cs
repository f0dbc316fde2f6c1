using System.Buffers;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mime;

/// <summary>The decoded bytes of an attachment, straight out of the mail it lies in, a line at a time.</summary>
internal sealed class TransferStream : ReadStream
{
    private readonly Stream _file;
    private readonly LineSource _lines;
    private readonly TransferDecoder _decoder;
    private readonly ArrayBufferWriter<byte> _decoded = new(4096);
    private readonly bool _unquote;
    private long _encodedLeft;
    private long _left;
    private int _at;

    /// <summary>Takes over the file, opened at its first byte.</summary>
    public TransferStream(Stream file, FoundAttachment attachment)
    {
        _file = file;
        var how = attachment.Transfer ?? "";
        _unquote = how.EndsWith('>');
        _decoder = new(Enum.Parse<Transfer>(how.TrimEnd('>')), new byte[TransferDecoder.Batch]);
        (_encodedLeft, _left) = (attachment.DataLength, attachment.Size);
        Skip(file, attachment.DataOffset);
        _lines = new LineSource(file, CancellationToken.None);
    }

    public override int Read(Span<byte> buffer)
    {
        while (_at == _decoded.WrittenCount && _encodedLeft >= 0 && _left > 0)
        {
            Fill();
        }

        var count = (int)Math.Min(_left, Math.Min(buffer.Length, _decoded.WrittenCount - _at));
        _decoded.WrittenSpan.Slice(_at, count).CopyTo(buffer);
        _at += count;
        _left -= count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _at = 0;
        _decoded.ResetWrittenCount();
        if (_encodedLeft > 0 && _lines.Read(out var line))
        {
            line = line[..(int)Math.Min(line.Length, _encodedLeft)];
            _encodedLeft -= line.Length;
            _decoder.Line(_unquote && _lines.IsStart ? MboxQuote.Undo(line) : line, _decoded);
            return;
        }

        // What the end of the part held back; what belongs to the boundary is beyond the size and never given.
        _encodedLeft = -1;
        _decoder.End(_decoded, atBoundary: false);
    }

    private static void Skip(Stream file, long count)
    {
        if (file.CanSeek)
        {
            file.Position += count;
            return;
        }

        var buffer = new byte[16 * 1024];
        while (count > 0 && file.Read(buffer, 0, (int)Math.Min(count, buffer.Length)) is > 0 and var read)
        {
            count -= read;
        }
    }
}

/// <summary>The quoting of lines that begin with "From " in an mbox.</summary>
internal static class MboxQuote
{
    /// <summary>The line without one "&gt;" where "From " follows any number of them.</summary>
    public static ReadOnlySpan<byte> Undo(ReadOnlySpan<byte> line) =>
        line is [(byte)'>', ..] && line.TrimStart((byte)'>').StartsWith("From "u8) ? line[1..] : line;
}
