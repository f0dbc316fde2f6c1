namespace ContactLog.Imports.JsonText;

/// <summary>The bytes of a stream, one after another, with their places and a look ahead.</summary>
internal sealed class JsonBytes(Stream stream) : IDisposable
{
    private const int Longest = 1024;
    private byte[] _bytes = new byte[64 * 1024];
    private int _start;
    private int _end;
    private long _base;
    private bool _ended;

    /// <summary>The place of the next byte.</summary>
    public long Offset => _base + _start;

    /// <summary>The line of the next byte, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The next byte, or -1 at the end.</summary>
    public int Peek() => _start < _end || Fill() ? _bytes[_start] : -1;

    /// <summary>Takes the next byte, or -1 at the end.</summary>
    public int Take()
    {
        if (_start == _end && !Fill())
        {
            return -1;
        }

        var one = _bytes[_start++];
        Line += one == '\n' ? 1 : 0;
        return one;
    }

    /// <summary>The first byte that is not white space, without taking anything; -1 when there is none near.</summary>
    public int PeekBehindSpace()
    {
        for (var at = 0; at < Longest; at++)
        {
            if (_start + at >= _end && (!Fill() || _start + at >= _end))
            {
                return -1;
            }

            if (_bytes[_start + at] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return _bytes[_start + at];
            }
        }

        return -1;
    }

    public void Dispose() => stream.Dispose();

    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_base, _end, _start) = (_base + _start, _end - _start, 0);
        if (_end == _bytes.Length)
        {
            return false;
        }

        var read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _ended = read <= 0;
        _end += Math.Max(0, read);
        return !_ended;
    }
}
