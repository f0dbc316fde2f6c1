using ContactLog.Imports.Eml;
using ContactLog.Imports.Mime;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mbox;

/// <summary>
/// Cuts an mbox into mails. A separator counts only where the writer of a file would put one: in the manner in which the file begins, after an empty line and with a
/// header line behind it (in the manner of Mozilla's programs also without the empty line, where that header line is one that mails begin with). A
/// sender who writes such a line into his text must not be able to make a mail of his own choosing out of it: programs that quote only what stands
/// after an empty line leave others as he wrote them. What stays in a mail for that reason is counted (<see cref="Inside"/>).
/// </summary>
internal sealed class MboxSplitter(LineSource lines, ReadOptions options) : IDisposable
{
    private readonly MailParser _parser = new(options);
    private bool _isMozilla;
    private (long Offset, long Line)? _begins;

    /// <summary>The lines that look like separators and are none.</summary>
    public DividersInside Inside { get; } = new();

    /// <summary>Nothing is left.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>The next mail and where its separator stands, or null at the end.</summary>
    public (ParsedMail Mail, long Offset, long Line)? Next()
    {
        if (IsEnd || !FindFirst())
        {
            IsEnd = true;
            return null;
        }

        var (offset, number) = _begins!.Value;
        _parser.Begin();
        // A candidate waits until the next line says whether it is one; so does an empty line, which belongs to the separator.
        Candidate? held = null;
        byte[]? empty = null;
        var emptyAt = 0L;
        while (true)
        {
            if (held is null && empty is null && _pending is null && _parser.Base64(lines))
            {
                continue;
            }

            if (!lines.Read(out var line))
            {
                break;
            }

            if (held is not null)
            {
                if (Divides(held, empty is not null, line))
                {
                    var mail = _parser.End(empty is null ? held.Offset : emptyAt);
                    _begins = (held.Offset, held.Number);
                    _pending = line.ToArray();
                    _pendingAt = lines.Offset;
                    return (mail, offset, number);
                }

                Give(ref empty, emptyAt);
                _parser.Line(held.Line, isStart: true, held.Offset);
                held = null;
            }

            GivePending();
            if (line.Length <= 2 && lines.IsStart && line.TrimEnd("\r\n"u8).IsEmpty)
            {
                Give(ref empty, emptyAt);
                (empty, emptyAt) = (line.Length == 2 ? s_crlf : s_lf, lines.Offset);
                continue;
            }

            // A line that is no separator of any known kind is watched where one could stand: a mail may begin behind it all the same.
            if (lines.IsStart && line[0] == 'F' && line.Length <= Separator.Longest && line.StartsWith("From "u8)
                && Separator.Of(line) is var kind && (kind != Separator.Kind.None || empty is not null))
            {
                held = new Candidate(line.ToArray(), lines.Offset, lines.Number, kind);
                continue;
            }

            if (empty is not null)
            {
                Give(ref empty, emptyAt);
            }

            _parser.Line(lines.IsStart ? MboxQuote.Undo(line) : line, lines.IsStart, lines.Offset);
        }

        GivePending();
        IsEnd = true;
        if (held is not null)
        {
            _ = Divides(held, empty is not null, []);
            Give(ref empty, emptyAt);
            _parser.Line(held.Line, isStart: true, held.Offset);
        }

        return (_parser.End(empty is null ? lines.Next : emptyAt), offset, number);
    }

    public void Dispose() => _parser.Dispose();

    private static readonly byte[] s_crlf = "\r\n"u8.ToArray();
    private static readonly byte[] s_lf = "\n"u8.ToArray();
    private byte[]? _pending;
    private long _pendingAt;

    // Whether the next line makes a separator of it; what is one by its looks alone is counted.
    private bool Divides(Candidate held, bool isAfterEmpty, ReadOnlySpan<byte> next)
    {
        var isKnown = EmlFormat.IsKnownHeader(next);
        // Behind the separator may stand an older one, quoted.
        var isHeader = isKnown || MailHeaders.NameLength(next.TrimEnd("\r\n"u8)) >= 0 || (next.StartsWith(">From "u8) && Separator.Of(next[1..]) != Separator.Kind.None);
        var divides = held.Kind switch
        {
            // In the manner of the file alone. Its writer quotes lines of its own manner; one of the other stands as a sender wrote it.
            Separator.Kind.Dated => !_isMozilla && isAfterEmpty && isHeader,
            Separator.Kind.Mozilla or Separator.Kind.Bare => _isMozilla && (isKnown || (isAfterEmpty && isHeader)),
            Separator.Kind.Odd => !_isMozilla && isAfterEmpty && isKnown,
            _ => false,
        };
        if (!divides && (isKnown || held.Kind is Separator.Kind.Dated or Separator.Kind.Mozilla or Separator.Kind.Odd))
        {
            Inside.Add(held.Number);
        }

        return divides;
    }

    private void Give(ref byte[]? empty, long at)
    {
        if (empty is not null)
        {
            _parser.Line(empty, isStart: true, at);
            empty = null;
        }
    }

    private void GivePending()
    {
        if (_pending is { } first)
        {
            _pending = null;
            _parser.Line(first, isStart: true, _pendingAt);
        }
    }

    private bool FindFirst()
    {
        if (_begins is not null)
        {
            return true;
        }

        while (lines.Read(out var line))
        {
            line = line is [0xEF, 0xBB, 0xBF, ..] ? line[3..] : line;
            if (Separator.Of(line) is var kind && kind != Separator.Kind.None)
            {
                _isMozilla = kind is Separator.Kind.Mozilla or Separator.Kind.Bare;
                _begins = (lines.Offset, lines.Number);
                return true;
            }
        }

        return false;
    }

    /// <summary>A line that waits for the next one.</summary>
    private sealed record Candidate(byte[] Line, long Offset, long Number, Separator.Kind Kind);
}
