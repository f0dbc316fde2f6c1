using System.Buffers;
using System.Globalization;
using System.Text;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mime;

/// <summary>A mail as its lines gave it.</summary>
/// <param name="Headers">Its own header lines.</param>
/// <param name="Parts">The parts that hold no others, in their order.</param>
/// <param name="Raw">Its text as it stands, without the data of attachments.</param>
internal sealed record ParsedMail(MailHeaders Headers, IReadOnlyList<MailPart> Parts, string Raw)
{
    /// <summary>Parts beyond the limit, which were passed over.</summary>
    public int PartsLeftOut { get; init; }

    /// <summary>The last boundary never came.</summary>
    public bool NoEnd { get; init; }

    /// <summary>It stops in the middle of its header lines.</summary>
    public bool EndsInHeaders { get; init; }

    /// <summary>Any line at all that is not empty.</summary>
    public bool Any { get; init; }
}

/// <summary>
/// Takes a mail line by line and finds its parts. Nothing recurses and nothing is held but header lines and words, so neither ten
/// thousand parts nor a thousand levels nor an attachment of a gigabyte cost more than they should.
/// </summary>
internal sealed class MailParser : IDisposable
{
    private const int Deepest = 30;
    private const int MostParts = 1000;
    private readonly ReadOptions _options;
    private readonly ArrayBufferWriter<byte> _raw = new(4096);
    private readonly ArrayBufferWriter<byte> _header = new(1024);
    private readonly MailPart.Room _room = new();
    private readonly List<Level> _levels = [];
    private List<MailPart> _parts = [];
    private MailHeaders _top;
    private MailHeaders _headers;
    private MailPart? _part;
    private Where _where;
    private int _leftOut;
    private int _wordsLeft;
    private bool _any;
    private (byte[] Line, long Offset)? _begin;

    private enum Where
    {
        Headers,
        Part,
        Between,
    }

    /// <param name="options">The limits.</param>
    public MailParser(ReadOptions options)
    {
        _options = options;
        _headers = _top = new(_header);
    }

    /// <summary>A mail begins.</summary>
    public void Begin()
    {
        _raw.ResetWrittenCount();
        _levels.Clear();
        _parts = [];
        _headers = _top = new(_header);
        (_part, _where, _leftOut, _any, _begin) = (null, Where.Headers, 0, false, null);
        _wordsLeft = (int)Math.Min(16_000_000, Math.Max(64, _options.MaxText * 4L));
    }

    /// <summary>Its next line, with its line end.</summary>
    /// <param name="line">The line, without mbox quoting.</param>
    /// <param name="isStart">False for a further piece of a very long line.</param>
    /// <param name="offset">Where in the file it is.</param>
    public void Line(ReadOnlySpan<byte> line, bool isStart, long offset)
    {
        _any = _any || line.ContainsAnyExcept((byte)'\r', (byte)'\n');
        if (isStart && line.StartsWith("--"u8) && _levels.Count > 0 && Boundary(line, offset))
        {
            Keep(line);
            return;
        }

        switch (_where)
        {
            case Where.Headers:
                HeaderLine(line, isStart, offset);
                break;
            case Where.Part:
                PartLine(line, isStart, offset);
                break;
            default:
                Keep(line);
                break;
        }
    }

    /// <summary>In the data of a file whole runs of lines are taken at once. False, with nothing taken, where that cannot be.</summary>
    public bool Base64(LineSource lines) =>
        _where == Where.Part && _part is { Transfer: Transfer.Base64, IsPlain: false, IsHtml: false } part && _levels is [.., { Boundary: not null }] && part.Base64(lines);

    /// <summary>The mail has ended.</summary>
    /// <param name="offset">The place after its last byte.</param>
    public ParsedMail End(long offset)
    {
        var inHeaders = _where == Where.Headers;
        if (inHeaders)
        {
            _headers.Finish();
        }

        EndPart(offset, atBoundary: false);
        var text = TextEncodings.Decode(_raw.WrittenSpan.TrimEnd(" \t\r\n"u8), null, out _);
        var cut = _raw.WrittenCount >= _options.MaxRaw;
        return new ParsedMail(_top, _parts, PlainText.Clean(text).TrimEnd() + (cut ? " [the rest is in the original file]" : ""))
        {
            PartsLeftOut = _leftOut,
            NoEnd = _levels.Exists(level => level.Boundary is not null),
            EndsInHeaders = inHeaders,
            Any = _any,
        };
    }

    public void Dispose() => _room.Dispose();

    private void HeaderLine(ReadOnlySpan<byte> line, bool isStart, long offset)
    {
        if (line.IsEmpty || line.SequenceEqual("\n"u8) || line.SequenceEqual("\r\n"u8))
        {
            // Empty lines before the first header of the mail end nothing.
            if (_headers.Any || _headers != _top)
            {
                Keep(line);
                StartBody(offset + line.Length);
            }

            return;
        }

        // A part may begin without headers and without the empty line.
        if (_headers != _top && !_headers.Any && isStart && MailHeaders.NameLength(line) < 0)
        {
            StartBody(offset);
            PartLine(line, isStart, offset);
            return;
        }

        Keep(line);
        if (isStart && line.StartsWith(">From "u8) && _headers == _top && !_headers.Any)
        {
            // The dividing line of an older mailbox, pushed down by the next one: no header and no damage.
            return;
        }

        _headers.Add(line is [0xEF, 0xBB, 0xBF, ..] && _headers == _top && !_headers.Any ? line[3..] : line, isStart);
    }

    private void PartLine(ReadOnlySpan<byte> line, bool isStart, long offset)
    {
        if (_part is not { } part)
        {
            return;
        }

        // A multipart that forgot to name its boundary: the first line that could be one is.
        if (isStart && _levels is [.., { Boundary: null, IsInline: false } level] && line.StartsWith("--"u8) && line.Trim("\r\n"u8) is { Length: > 3 and < 76 } dashes && dashes[2] is not ((byte)' ' or (byte)'-'))
        {
            level.Boundary = dashes[2..].ToArray();
            Boundary(line, offset);
            return;
        }

        if (part.IsPlain && part.Transfer == Transfer.Identity && isStart && Uuencoded(line, offset))
        {
            return;
        }

        part.Line(line);
        if (part.IsPlain || part.IsHtml)
        {
            Keep(line);
        }
        else if (part.Transfer == Transfer.Uuencode && part.Name is not null && _levels is [.., { IsInline: true }] && line.TrimEnd("\r\n "u8).SequenceEqual("end"u8))
        {
            // Behind the file the words go on.
            EndPart(offset + line.Length, atBoundary: true);
            _levels.RemoveAt(_levels.Count - 1);
            Open(new HeaderParameters("text/plain"), null, Transfer.Identity, offset + line.Length, isWords: true);
        }
    }

    // "begin 644 name" is a file only when what follows is uuencoded: anybody may write such a line.
    private bool Uuencoded(ReadOnlySpan<byte> line, long offset)
    {
        if (_begin is not { } begin)
        {
            var fits = line.StartsWith("begin "u8) && line.Length is > 10 and < 300 && line[6] is >= (byte)'0' and <= (byte)'7' && line[7] is >= (byte)'0' and <= (byte)'7' && line[8] is >= (byte)'0' and <= (byte)'7';
            _begin = fits ? (line.ToArray(), offset) : null;
            return fits;
        }

        _begin = null;
        var content = line.TrimEnd("\r\n"u8);
        var length = content.IsEmpty ? -1 : (content[0] - 32) & 63;
        var expected = ((length * 8) + 5) / 6;
        if (length is < 1 or > 45 || content[0] is < 33 or > 96 || content.Length - 1 < expected || content.Length - 1 > expected + 4)
        {
            _part!.Line(begin.Line);
            Keep(begin.Line);
            return false;
        }

        var name = Encoding.UTF8.GetString(begin.Line)[9..].Trim();
        EndPart(begin.Offset, atBoundary: true);
        Keep(begin.Line);
        _levels.Add(new Level(null, "", null) { IsInline = true });
        Open(new HeaderParameters("application/octet-stream"), name.Length > 0 ? name : "file", Transfer.Uuencode, offset, isWords: false);
        _part!.Line(line);
        return true;
    }

    private void StartBody(long offset)
    {
        _headers.Finish();
        var type = new HeaderParameters(_headers["Content-Type"]);
        var parent = _levels.Count > 0 ? _levels[^1] : null;
        if (type.Value.Length == 0)
        {
            type = new HeaderParameters(parent is { IsDigest: true } ? "message/rfc822" : "text/plain");
        }

        var multipart = type.Value.StartsWith("multipart", StringComparison.Ordinal);
        if (multipart && _levels.Count < Deepest)
        {
            var level = new Level(type["boundary"] is { } boundary ? Encoding.UTF8.GetBytes(boundary.TrimEnd()) : null, type.Value, parent?.Alternative);
            _levels.Add(level);
            _where = Where.Between;
            if (level.Boundary is null)
            {
                Open(new HeaderParameters("text/plain"), null, Transfer.Identity, offset, isWords: true);
            }

            return;
        }

        var disposition = new HeaderParameters(_headers["Content-Disposition"]);
        var name = disposition["filename"] ?? type["name"];
        // A type that is none ("text", "plain") is taken for words, as every mail program does.
        var words = type.Value is "text/plain" or "text/html" || (!type.Value.Contains('/', StringComparison.Ordinal) && !multipart);
        var isWords = words && string.IsNullOrWhiteSpace(name) && disposition.Value is not "attachment";
        Open(type, name, TransferDecoder.Named(_headers["Content-Transfer-Encoding"]), offset, isWords);
    }

    private void Open(HeaderParameters type, string? name, Transfer transfer, long offset, bool isWords)
    {
        _where = Where.Part;
        if (_parts.Count >= MostParts)
        {
            _leftOut++;
            _part = null;
            return;
        }

        _part = new MailPart(type, name, transfer, offset, isWords, isWords ? _wordsLeft : 0, _levels.Count > 0 ? _levels[^1].Alternative : null, _room);
        _parts.Add(_part);
    }

    private void EndPart(long offset, bool atBoundary)
    {
        if (_begin is { } begin && _part is { IsPlain: true } words)
        {
            words.Line(begin.Line);
            Keep(begin.Line);
        }

        _begin = null;
        if (_part is { } part)
        {
            part.Finish(offset, atBoundary);
            _wordsLeft = part.IsPlain || part.IsHtml ? (int)Math.Max(0, _wordsLeft - part.Size) : _wordsLeft;
            if (!part.IsPlain && !part.IsHtml)
            {
                Keep(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[{part.Size} bytes of an attachment are not repeated here]\n")));
            }
        }

        _part = null;
    }

    private bool Boundary(ReadOnlySpan<byte> line, long offset)
    {
        var text = line.TrimEnd(" \t\r\n"u8)[2..];
        for (var at = _levels.Count - 1; at >= 0; at--)
        {
            if (_levels[at].Boundary is not { } boundary || !text.StartsWith(boundary))
            {
                continue;
            }

            var rest = text[boundary.Length..];
            // "--boundary-->" ends it too; a longer boundary that begins like this one does not.
            var closes = rest.StartsWith("--"u8) && (rest.Length == 2 || !(char.IsAsciiLetterOrDigit((char)rest[2]) || "'()+_,-./:=? "u8.Contains(rest[2])));
            if (!rest.IsEmpty && !closes)
            {
                continue;
            }

            if (_where == Where.Headers)
            {
                // A part of header lines alone.
                if (_headers != _top && _headers.Any)
                {
                    StartBody(offset);
                }

                _headers.Finish();
            }

            at = Math.Min(at, _levels.Count - 1);
            EndPart(offset, atBoundary: true);
            _levels.RemoveRange(at + 1, _levels.Count - at - 1);
            if (closes)
            {
                _levels.RemoveAt(at);
                _where = Where.Between;
            }
            else
            {
                _headers = new MailHeaders(_header);
                _where = Where.Headers;
            }

            return true;
        }

        return false;
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        // As it will be kept, and not put right in a copy of the whole mail afterwards.
        var isWhole = line is [.., (byte)'\r', (byte)'\n'];
        var text = isWhole ? line[..^2] : line;
        var room = _options.MaxRaw - _raw.WrittenCount;
        if (room > 0)
        {
            _raw.Write(text[..Math.Min(room, text.Length)]);
            _raw.Write(isWhole && room > text.Length ? "\n"u8 : []);
        }
    }

    /// <summary>A part that holds parts.</summary>
    private sealed class Level(byte[]? boundary, string type, object? outer)
    {
        public byte[]? Boundary { get; set; } = boundary;

        public bool IsDigest { get; } = type is "multipart/digest";

        public object? Alternative { get; } = type is "multipart/alternative" ? new object() : outer;

        /// <summary>A file within the words, not a part of its own.</summary>
        public bool IsInline { get; init; }
    }
}
