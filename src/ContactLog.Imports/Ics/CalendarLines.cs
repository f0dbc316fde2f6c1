using System.Buffers;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Ics;

/// <summary>One line of a calendar, unfolded: <c>DTSTART;TZID=Europe/Berlin:20260505T100000</c>.</summary>
/// <param name="Name">Its name, in capitals.</param>
/// <param name="Parameters">What stands between name and value, names in capitals.</param>
/// <param name="Value">The value, as it stands.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Line">Its line.</param>
internal sealed record CalendarLine(string Name, IReadOnlyDictionary<string, string> Parameters, string Value, long Offset, long Line)
{
    /// <summary>A value of text with its escapes undone (RFC 5545 3.3.11).</summary>
    public string Text
    {
        get
        {
            var text = new System.Text.StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
            {
                if (Value[i] == '\\' && i + 1 < Value.Length)
                {
                    i++;
                    text.Append(Value[i] is 'n' or 'N' ? '\n' : Value[i]);
                }
                else
                {
                    text.Append(Value[i]);
                }
            }

            return PlainText.Clean(text.ToString()).Trim();
        }
    }
}

/// <summary>
/// Unfolds a calendar as bytes, because a fold may stand in the middle of a character, and quoted-printable lines as vCalendar 1.0 has them.
/// </summary>
internal sealed class CalendarLines(Stream stream, CancellationToken cancellationToken)
{
    private const int Longest = 1024 * 1024;
    private readonly LineSource _lines = new(stream, cancellationToken);
    private readonly ArrayBufferWriter<byte> _line = new(256);
    private (byte[] Bytes, long Offset, long Line)? _next;

    /// <summary>A line was longer than anything that is kept.</summary>
    public bool Cut { get; private set; }

    /// <summary>The next line; with an empty name where it is none of a calendar.</summary>
    public CalendarLine? Next()
    {
        if ((_next ?? Raw()) is not { } first)
        {
            return null;
        }

        _next = null;
        _line.ResetWrittenCount();
        _line.Write(first.Bytes);
        var soft = IsQuotedPrintable(first.Bytes);
        while (Raw() is { } more)
        {
            var folds = more.Bytes is [(byte)' ' or (byte)'\t', ..];
            if (soft && _line.WrittenSpan is [.., (byte)'='])
            {
                _line.Write("\n"u8);
                Append(more.Bytes);
            }
            else if (folds || more.Line == 0)
            {
                Append(more.Line == 0 ? more.Bytes : more.Bytes.AsSpan(1));
            }
            else
            {
                _next = more;
                break;
            }
        }

        return Split(first.Offset, first.Line);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var room = Math.Max(0, Longest - _line.WrittenCount);
        Cut |= bytes.Length > room;
        _line.Write(bytes[..Math.Min(room, bytes.Length)]);
    }

    // Line 0 marks a further piece of a very long line.
    private (byte[] Bytes, long Offset, long Line)? Raw()
    {
        while (_lines.Read(out var line))
        {
            var start = _lines.Offset == 0 && line is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            var bytes = line[start..].TrimEnd("\r\n"u8);
            if (!bytes.IsEmpty)
            {
                return (bytes.ToArray(), _lines.Offset + start, _lines.IsStart ? _lines.Number : 0);
            }
        }

        return null;
    }

    private static bool IsQuotedPrintable(ReadOnlySpan<byte> line) =>
        line.IndexOf((byte)':') is > 0 and var colon && System.Text.Encoding.ASCII.GetString(line[..colon]).Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);

    private CalendarLine Split(long offset, long number)
    {
        var text = TextEncodings.Decode(_line.WrittenSpan, null, out _);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        // The colon that ends the name stands outside quotation marks.
        var (quoted, from, colon) = (false, 0, -1);
        var pieces = new List<string>();
        for (var i = 0; i < text.Length && colon < 0; i++)
        {
            switch (text[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case ';' when !quoted:
                    pieces.Add(text[from..i]);
                    from = i + 1;
                    break;
                case ':' when !quoted:
                    pieces.Add(text[from..i]);
                    colon = i;
                    break;
            }
        }

        if (colon < 0)
        {
            return new CalendarLine("", parameters, text, offset, number);
        }

        foreach (var piece in pieces.Skip(1).Take(50))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            // vCalendar 1.0 writes the value alone: "DESCRIPTION;QUOTED-PRINTABLE:".
            parameters.TryAdd(equals < 0 ? "ENCODING" : piece[..equals].Trim().ToUpperInvariant(), (equals < 0 ? piece : piece[(equals + 1)..]).Trim().Trim('"'));
        }

        var value = text[(colon + 1)..];
        if (parameters.GetValueOrDefault("ENCODING", "").Equals("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase))
        {
            var decoded = new ArrayBufferWriter<byte>(value.Length + 1);
            var decoder = new Mime.TransferDecoder(Mime.Transfer.QuotedPrintable, []);
            foreach (var line in value.Split('\n'))
            {
                decoder.Line(System.Text.Encoding.UTF8.GetBytes(line + "\n"), decoded);
            }

            value = TextEncodings.Decode(decoded.WrittenSpan, parameters.GetValueOrDefault("CHARSET"), out _);
        }

        return new CalendarLine(pieces[0].Trim().ToUpperInvariant(), parameters, value, offset, number);
    }
}
