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
    /// Takes whole lines that are base64 and nothing else, as many as there is room for and the buffer has: no empty line, nothing that could be a
    /// boundary or divide mails.
    /// </summary>
    /// <param name="room">Where their characters are put, without the line ends.</param>
    /// <returns>How many characters; none, with nothing taken, when the next line is not so, not whole in the buffer, or has no room.</returns>
    public int ReadBase64(Span<byte> room)
    {
        if (!_endsLine)
        {
            return 0;
        }

        ReadOnlySpan<byte> here = _buffer.AsSpan(_start, Math.Min(room.Length, _end - _start));
        var run = here.IndexOfAnyExcept(s_base64);
        here = run < 0 ? here : here[..run];
        var (count, taken, number) = (0, 0, 0);
        while (here[taken..].IndexOf((byte)'\n') is > 0 and var end && here.Slice(taken, end) is var line && !line.SequenceEqual("\r"u8))
        {
            line = line[^1] == '\r' ? line[..^1] : line;
            line.CopyTo(room[count..]);
            count += line.Length;
            taken += end + 1;
            number++;
        }

        if (number > 0)
        {
            Number += number - (Next > 0 ? 0 : 1);
            IsStart = true;
            Offset = Next;
            Give(taken, endsLine: true, out _);
        }

        return count;
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
