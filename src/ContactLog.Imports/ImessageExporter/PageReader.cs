using System.Text;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.ImessageExporter;

/// <summary>
/// One reading of the page form, a message at a time: each is a piece of its own, so that years of them are never one tree, and a piece that
/// somebody's unescaped words have broken ends where the next message begins.
/// </summary>
internal sealed class PageReader(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
{
    private readonly ExportedItems _items = new(file, options, cancellationToken);
    private readonly int _most = (int)Math.Min((options.MaxText * 4L) + 1_000_000, int.MaxValue / 8);
    private readonly StringBuilder _piece = new();
    private Locator _locator;
    private bool _open;
    private int _depth;
    private int _stray;

    public IEnumerable<Found> Run()
    {
        var records = 0;
        var ended = false;
        var inStyle = false;
        var afterReply = false;
        using var lines = new TextLines(file.Open(), _most);
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var trimmed = lines.Line.Trim().ToString();
            if (trimmed.Length == 0)
            {
                Append(lines.Line);
                continue;
            }

            var begins = IsStart(trimmed) && (_depth == 0 || !afterReply);
            if (begins)
            {
                if (Close() is { } found)
                {
                    yield return found;
                }

                if (records++ >= options.MaxRecords)
                {
                    yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                    ended = true;
                    break;
                }

                (_open, _depth, _locator) = (true, 0, new Locator($"line[{lines.Number}]", lines.Offset, lines.Number));
            }

            afterReply = trimmed.Contains("<div class=\"reply\"", StringComparison.Ordinal);
            if (_open)
            {
                Append(lines.Line);
                _depth = Math.Max(0, _depth + Count(trimmed, "<div") - Count(trimmed, "</div>"));
                if (_depth == 0 && Close() is { } found)
                {
                    yield return found;
                }
            }
            else
            {
                inStyle |= trimmed.Contains("<style", StringComparison.OrdinalIgnoreCase);
                _stray += records > 0 && !inStyle && HtmlText.Of(trimmed.Length > 10_000 ? "x" : trimmed).Length > 0 ? 1 : 0;
                inStyle &= !trimmed.Contains("</style>", StringComparison.OrdinalIgnoreCase);
                ended |= trimmed.EndsWith("</html>", StringComparison.OrdinalIgnoreCase);
            }
        }

        var cut = _open;
        if (Close() is { } last)
        {
            yield return last;
        }

        foreach (var reply in _items.Rest())
        {
            if (records++ >= options.MaxRecords)
            {
                break;
            }

            yield return reply;
        }

        foreach (var problem in Problems(cut || !ended))
        {
            yield return problem;
        }
    }

    private IEnumerable<FoundProblem> Problems(bool cut)
    {
        if (cut)
        {
            yield return new FoundProblem(new ReadingNote("imessage.truncated"), Loss: true);
        }

        if (_stray > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("imessage.stray", _stray), Loss: true);
        }

        foreach (var problem in _items.Problems())
        {
            yield return problem;
        }
    }

    private static bool IsStart(ReadOnlySpan<char> line) =>
        line.StartsWith("<div class=\"message\"", StringComparison.Ordinal) || line.StartsWith("<div class =\"announcement\"", StringComparison.Ordinal) || line.StartsWith("<div class=\"announcement\"", StringComparison.Ordinal);

    private static int Count(ReadOnlySpan<char> line, string what)
    {
        var count = 0;
        for (var at = line.IndexOf(what, StringComparison.Ordinal); at >= 0; at = line.IndexOf(what, StringComparison.Ordinal))
        {
            count++;
            line = line[(at + what.Length)..];
        }

        return count;
    }

    private void Append(ReadOnlySpan<char> line)
    {
        if (_open && _piece.Length <= _most)
        {
            _piece.Append(line).Append('\n');
        }
    }

    private FoundRecord? Close()
    {
        if (!_open)
        {
            return null;
        }

        var piece = _piece.ToString();
        _piece.Clear();
        (_open, _depth) = (false, 0);
        var message = piece.Length > _most ? null : PageMessage.Read(piece, _locator, _items);
        return message is not null ? _items.Item(message)
            : new FoundSkipped { Locator = _locator, Raw = Json.Raw(Encoding.UTF8.GetBytes(piece), options.MaxRaw), Reason = new ReadingNote(piece.Length > _most ? "chats.long" : "reading.skip.broken") };
    }
}
