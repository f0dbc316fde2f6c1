using System.Text;
using System.Text.Unicode;

namespace ContactLog.Imports.Text;

/// <summary>
/// The lines of a text file, one at a time, each with its place: nothing but the longest line is held. Lines end with a line
/// feed, with or without a carriage return. UTF-8, with or without mark; what is not valid becomes U+FFFD or is read by another encoding.
/// </summary>
internal sealed class TextLines : IDisposable
{
    private readonly Stream _stream;
    private readonly Encoding? _otherwise;
    private readonly int _most;
    private byte[] _bytes;
    private char[] _chars = new char[1024];
    private int _start;
    private int _end;
    private int _length;
    private long _base;
    private bool _ended;

    /// <summary>Lines of a stream, which is closed with this.</summary>
    /// <param name="stream">From its first byte.</param>
    /// <param name="most">Bytes of one line that are kept; of longer ones the rest is passed over.</param>
    /// <param name="otherwise">By what a line that is not UTF-8 is read; null puts U+FFFD where it is not.</param>
    public TextLines(Stream stream, int most, Encoding? otherwise = null)
    {
        (_most, _otherwise) = (most, otherwise);
        _bytes = new byte[Math.Min(64 * 1024, most) + 2];
        _end = stream.ReadAtLeast(_bytes.AsSpan(0, 3), 3, throwOnEndOfStream: false);
        var head = _bytes.AsSpan(0, _end);
        _stream = stream;
        _start = head is [0xEF, 0xBB, 0xBF] ? 3 : 0;
    }

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<char> Line => _chars.AsSpan(0, _length);

    /// <summary>Its number, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The offset of its first byte.</summary>
    public long Offset { get; private set; }

    /// <summary>It ended with carriage return and line feed.</summary>
    public bool EndedByBoth { get; private set; }

    /// <summary>The file ends in it, without the end of a line.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>It was longer than is kept.</summary>
    public bool Cut { get; private set; }

    /// <summary>It was not valid UTF-8.</summary>
    public bool Damaged { get; private set; }

    /// <summary>Goes to the next line; false at the end of the file.</summary>
    public bool Read()
    {
        Cut = false;
        Offset = _base + _start;
        var searched = 0;
        while (true)
        {
            var found = _bytes.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var length = searched + found;
                Take(length, ended: true);
                _start += length + 1;
                return true;
            }

            searched = _end - _start;
            if (searched > _most)
            {
                // The start of the line stays; the rest is passed over until its end.
                Cut = true;
                Take(_most, ended: false);
                PassLine();
                return true;
            }

            if (_ended || !Fill())
            {
                if (searched == 0)
                {
                    _length = 0;
                    return false;
                }

                Take(searched, ended: false);
                _start = _end;
                return true;
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private bool Fill()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_base, _end, _start) = (_base + _start, _end - _start, 0);
        }
        else if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(_most + 2L, _bytes.Length * 2L));
        }

        var read = _stream.Read(_bytes, _end, _bytes.Length - _end);
        _ended = read <= 0;
        _end += Math.Max(0, read);
        return !_ended;
    }

    private void PassLine()
    {
        while (true)
        {
            var found = _bytes.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (found >= 0)
            {
                EndedByBoth = found > 0 && _bytes[_start + found - 1] == '\r';
                IsOpen = false;
                _start += found + 1;
                return;
            }

            _start = _end;
            if (_ended || !Fill())
            {
                return;
            }
        }
    }

    private void Take(int length, bool ended)
    {
        var line = _bytes.AsSpan(_start, length);
        EndedByBoth = ended && line is [.., (byte)'\r'];
        line = EndedByBoth ? line[..^1] : line;
        IsOpen = !ended;
        Number++;
        if (_chars.Length < line.Length)
        {
            _chars = new char[Math.Max(line.Length, _chars.Length * 2)];
        }

        Damaged = !Utf8.IsValid(line);
        _length = (Damaged && _otherwise is not null ? _otherwise : Encoding.UTF8).GetChars(line, _chars);
    }
}
