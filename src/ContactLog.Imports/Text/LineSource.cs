namespace ContactLog.Imports.Text;

/// <summary>
/// The lines of a stream as bytes, each with its place, in one buffer that does not grow: a line longer than
/// <see cref="Longest"/> comes in pieces, so that a file without line breaks costs no more than any other.
/// </summary>
internal sealed class LineSource(Stream stream, CancellationToken cancellationToken)
{
    /// <summary>The most bytes that come at once.</summary>
    public const int Longest = 64 * 1024;

    private static readonly System.Buffers.SearchValues<byte> s_base64 = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n"u8);
    private readonly byte[] _buffer = new byte[4 * Longest];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The place of the current line's first byte.</summary>
    public long Offset { get; private set; }

    /// <summary>The place after its last.</summary>
    public long Next { get; private set; }

    /// <summary>Its number, from 1.</summary>
    public long Number { get; private set; } = 1;

    /// <summary>The current piece begins a line.</summary>
    public bool IsStart { get; private set; } = true;

    private bool _endsLine = true;

    /// <summary>Gives the next line with its line end, or a piece of a very long one.</summary>
    public bool Read(out ReadOnlySpan<byte> line)
    {
        if (_endsLine && Next > 0)
        {
            Number++;
        }

        IsStart = _endsLine;
        Offset = Next;
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Give(searched + found + 1, endsLine: true, out line);
            }

            searched = _end - _start;
            if (searched >= Longest)
            {
                // Not in the middle of a quoted-printable triple.
                var length = Longest - (_buffer[_start + Longest - 1] == '=' ? 1 : _buffer[_start + Longest - 2] == '=' ? 2 : 0);
                return Give(length, endsLine: false, out line);
            }

            if (_ended)
            {
                return Give(searched, endsLine: false, out line);
            }

            Fill();
        }
    }

    /// <summary>
    /// Gives as many whole lines at once as the buffer has that are base64 and nothing else: no empty line, nothing that could be a boundary or divide
    /// mails. False, with nothing taken, when the next lines are not so.
    /// </summary>
    public bool ReadBase64(out ReadOnlySpan<byte> lines)
    {
        lines = default;
        if (!_endsLine)
        {
            return false;
        }

        var here = _buffer.AsSpan(_start, _end - _start);
        var run = here.IndexOfAnyExcept(s_base64);
        here = here[..(run < 0 ? here.Length : run)];
        here = here[..(here.LastIndexOf((byte)'\n') + 1)];
        if (here.Length < 2 || here[0] is (byte)'\r' or (byte)'\n')
        {
            return false;
        }

        var empty = here.IndexOf("\n\r\n"u8);
        here = empty < 0 ? here : here[..(empty + 1)];
        empty = here.IndexOf("\n\n"u8);
        here = empty < 0 ? here : here[..(empty + 1)];
        Number += here.Count((byte)'\n') - (Next > 0 ? 0 : 1);
        IsStart = true;
        Offset = Next;
        return Give(here.Length, endsLine: true, out lines);
    }

    private bool Give(int length, bool endsLine, out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_start, length);
        _start += length;
        Next = Offset + length;
        _endsLine = endsLine || length == 0;
        return length > 0;
    }

    private void Fill()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read <= 0;
        _end += Math.Max(0, read);
    }
}
