using ContactLog.Imports.Eml;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mbox;

/// <summary>The lines that divide an mbox.</summary>
internal static class Separator
{
    internal enum Kind
    {
        None,

        /// <summary>"From somebody Tue Jan 21 05:30:14 2014".</summary>
        Dated,

        /// <summary>"From -", with or without a date, as Mozilla's programs write it.</summary>
        Mozilla,
    }

    /// <summary>
    /// What a line is by itself. "From Russia with love" is none: a date with a month's name, a time and a year of four digits must follow.
    /// </summary>
    public static Kind Of(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("From "u8))
        {
            return Kind.None;
        }

        var rest = line[5..].Trim(" \t\r\n"u8);
        if (rest.SequenceEqual("-"u8))
        {
            return Kind.Mozilla;
        }

        return !MailDate.EndsLikeSeparator(rest) ? Kind.None : rest.StartsWith("- "u8) ? Kind.Mozilla : Kind.Dated;
    }
}

/// <summary>
/// Cuts an mbox into mails. A separator counts only where the writer of the file would put one: after an empty line (in files of
/// Mozilla's programs, before a header line), in the manner of the file's first one, and with a header line behind it. A sender
/// who writes such a line into his text must not be able to make a mail of his own choosing out of it.
/// </summary>
internal sealed class MboxSplitter(LineSource lines, ReadOptions options) : IDisposable
{
    private readonly MailParser _parser = new(options);
    private Separator.Kind _manner;
    private (long Offset, long Line)? _begins;

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
        byte[]? held = null;
        var heldAt = (Offset: 0L, Line: 0L);
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
                if (MailHeaders.NameLength(line.TrimEnd("\r\n"u8)) >= 0)
                {
                    var mail = _parser.End(empty is null ? heldAt.Offset : emptyAt);
                    _begins = heldAt;
                    _pending = line.ToArray();
                    _pendingAt = lines.Offset;
                    return (mail, offset, number);
                }

                Give(ref empty, emptyAt);
                _parser.Line(held, isStart: true, heldAt.Offset);
                held = null;
            }

            GivePending();
            if (line.Length <= 2 && lines.IsStart && line.TrimEnd("\r\n"u8).IsEmpty)
            {
                Give(ref empty, emptyAt);
                (empty, emptyAt) = (line.Length == 2 ? s_crlf : s_lf, lines.Offset);
                continue;
            }

            if (lines.IsStart && line[0] == 'F' && Separator.Of(line) is var kind && kind == _manner && (empty is not null || kind == Separator.Kind.Mozilla))
            {
                (held, heldAt) = (line.ToArray(), (lines.Offset, lines.Number));
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
            Give(ref empty, emptyAt);
            _parser.Line(held, isStart: true, heldAt.Offset);
        }

        return (_parser.End(empty is null ? lines.Next : emptyAt), offset, number);
    }

    public void Dispose() => _parser.Dispose();

    private static readonly byte[] s_crlf = "\r\n"u8.ToArray();
    private static readonly byte[] s_lf = "\n"u8.ToArray();
    private byte[]? _pending;
    private long _pendingAt;

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
            _parser.Line(MboxQuote.Undo(first), isStart: true, _pendingAt);
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
                _manner = kind;
                _begins = (lines.Offset, lines.Number);
                return true;
            }
        }

        return false;
    }
}
