using System.Text;
using ContactLog.Imports.Tables;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Csv;

/// <summary>
/// The rows of a text table (RFC 4180 and what is in use beside it). A quotation mark that is opened and never closed must not swallow the
/// rest of the file: after <see cref="MostLines"/> lines or <see cref="MostBytes"/> bytes it is taken for a letter, and the row ends with its line;
/// a file in which that happens often is read without line breaks in its cells.
/// </summary>
internal sealed class CsvRows(Stream stream, char separator, Encoding? encoding, long skip, bool placed, CancellationToken cancellationToken)
{
    private const int MostLines = 100;
    private const int MostFailures = 20;
    private const int MostBytes = 256 * 1024;
    private readonly Queue<(byte[] Bytes, long Offset, long Line)> _again = new();
    private readonly LineSource _lines = new(stream, cancellationToken);
    private int _failures;

    public IEnumerable<TableRow> Read()
    {
        var number = 0L;
        var held = new List<(byte[] Bytes, long Offset, long Line)>();
        while (Next() is { } first)
        {
            held.Clear();
            held.Add(first);
            var text = Decode(first.Bytes);
            var open = false;
            var cells = Cells(text, separator, ref open, literal: false, out var cut);
            if (open)
            {
                var whole = new StringBuilder(text);
                while (open && _failures < MostFailures && held.Count < MostLines && whole.Length < MostBytes && Next() is { } more)
                {
                    held.Add(more);
                    var line = Decode(more.Bytes);
                    whole.Append(line);
                    // Only a line with a quotation mark can close it.
                    if (line.Contains('"', StringComparison.Ordinal))
                    {
                        open = false;
                        text = whole.ToString();
                        cells = Cells(text, separator, ref open, literal: false, out cut);
                    }
                }

                if (open)
                {
                    // What was read ahead is read again, each line a row of its own.
                    Again([.. held.Skip(1), .. _again]);
                    _failures++;
                    text = Decode(first.Bytes);
                    cells = Cells(text, separator, ref open, literal: true, out cut);
                    yield return new TableRow(++number, placed ? first.Offset : null, first.Line, cells, text.TrimEnd('\r', '\n')) { Cut = cut, OpenQuote = true };
                    continue;
                }
            }

            yield return new TableRow(++number, placed ? first.Offset : null, first.Line, cells, text.TrimEnd('\r', '\n')) { Cut = cut };
        }
    }

    /// <summary>The cells of a row.</summary>
    /// <param name="open">Set when a quotation mark is still open at the end.</param>
    /// <param name="literal">Quotation marks are letters.</param>
    internal static List<string> Cells(string text, char separator, ref bool open, bool literal, out bool cut)
    {
        var cells = new List<string>();
        cut = false;
        open = false;
        var cell = new StringBuilder();
        var end = text.EndsWith("\r\n", StringComparison.Ordinal) ? text.Length - 2 : text.EndsWith('\n') ? text.Length - 1 : text.Length;
        var at = 0;
        while (at <= end)
        {
            cell.Clear();
            var start = at;
            while (separator != ' ' && start < end && text[start] == ' ')
            {
                start++;
            }

            if (!literal && start < end && text[start] == '"')
            {
                at = start + 1;
                open = true;
                while (at < end)
                {
                    if (text[at] != '"')
                    {
                        cell.Append(text[at++]);
                    }
                    else if (at + 1 < end && text[at + 1] == '"')
                    {
                        cell.Append('"');
                        at += 2;
                    }
                    else
                    {
                        open = false;
                        at++;
                        break;
                    }
                }

                if (open)
                {
                    cells.Add(cell.ToString());
                    return cells;
                }
            }

            var next = text.IndexOf(separator, at, end - at);
            next = next < 0 ? end : next;
            cell.Append(text, at, next - at);
            at = next + 1;
            cut |= cells.Count >= TableRow.MostCells;
            if (cells.Count < TableRow.MostCells)
            {
                cells.Add(cell.ToString().Trim());
            }
        }

        return cells;
    }

    private void Again(List<(byte[] Bytes, long Offset, long Line)> lines)
    {
        _again.Clear();
        foreach (var line in lines)
        {
            _again.Enqueue(line);
        }
    }

    private (byte[] Bytes, long Offset, long Line)? Next()
    {
        if (_again.TryDequeue(out var again))
        {
            return again;
        }

        while (_lines.Read(out var line))
        {
            var at = _lines.Offset;
            if (at < skip)
            {
                // The byte order mark, and Excel's "sep=;" line.
                var passed = (int)Math.Min(line.Length, skip - at);
                line = line[passed..];
                at += passed;
            }

            if (!line.IsEmpty)
            {
                return (line.ToArray(), at, _lines.Number);
            }
        }

        return null;
    }

    private string Decode(byte[] bytes) => encoding is null ? TextEncodings.Decode(bytes, null, out _) : encoding.GetString(bytes);
}
