using ContactLog.Imports.Text;

namespace ContactLog.Imports.Markup;

/// <summary>The bytes that a stretch of base64 in another stream stands for, decoded as they are read.</summary>
internal sealed class Base64Stream(Stream source, long skip, long length, bool ownsSource) : ReadStream
{
    private readonly byte[] _characters = new byte[16 * 1024];
    private readonly byte[] _bytes = new byte[LenientBase64.Room(16 * 1024)];
    private LenientBase64 _decoder = new(references: true);
    private long _skip = skip;
    private long _left = length;
    private int _at;
    private int _count;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        while (_at == _count && !_ended)
        {
            Fill();
        }

        var given = Math.Min(buffer.Length, _count - _at);
        _bytes.AsSpan(_at, given).CopyTo(buffer);
        _at += given;
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsSource)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        while (_skip > 0)
        {
            var passed = source.Read(_characters, 0, (int)Math.Min(_skip, _characters.Length));
            if (passed <= 0)
            {
                _ended = true;
                return;
            }

            _skip -= passed;
        }

        _at = 0;
        var read = _left == 0 ? 0 : source.Read(_characters, 0, (int)Math.Min(_left, _characters.Length));
        if (read <= 0)
        {
            _ended = true;
            _count = _decoder.End(_bytes);
            return;
        }

        _left -= read;
        _count = _decoder.Decode(_characters.AsSpan(0, read), _bytes);
    }
}
