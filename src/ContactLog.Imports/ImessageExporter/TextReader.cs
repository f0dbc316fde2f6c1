using System.Text;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.ImessageExporter;

/// <summary>
/// One reading of the text form. A message begins with its time alone on a line, after an empty line; its sender follows, then its words, which may
/// have empty lines too. Replies stand beneath the message they answer, indented by four spaces, and once more by themselves.
/// </summary>
internal sealed class TextReader(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
{
    private const string Indent = "    ";
    private readonly ExportedItems _items = new(file, options, cancellationToken);
    private readonly StringBuilder _raw = new();
    private Block? _message;
    private Block? _reply;
    private int _blanks = 1;

    public IEnumerable<Found> Run()
    {
        var records = 0;
        using var lines = new TextLines(file.Open(), (int)Math.Min((options.MaxText * 4L) + 4096, int.MaxValue / 4));
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines.Line.IsWhiteSpace())
            {
                _blanks++;
                _reply?.EndReactions();
                _message?.EndReactions();
                continue;
            }

            var line = lines.Line.ToString();
            var locator = new Locator($"line[{lines.Number}]", lines.Offset, lines.Number);
            if (_blanks > 0 && (ExporterTime.TryRead(line, out _, out _) || line is "Unable to format announcement!"))
            {
                if (Close() is { } found)
                {
                    yield return found;
                }

                if (records++ >= options.MaxRecords)
                {
                    _message = null;
                    yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                    break;
                }

                Begin(line, locator);
            }
            else if (_message is not null)
            {
                Take(line, locator);
            }

            _blanks = 0;
        }

        var cut = _message is { HasSender: false };
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

        foreach (var problem in (cut ? [new FoundProblem(new ReadingNote("imessage.truncated"), Loss: true)] : Enumerable.Empty<FoundProblem>()).Concat(_items.Problems()))
        {
            yield return problem;
        }
    }

    private void Begin(string line, Locator locator)
    {
        _raw.Clear().Append(line);
        _message = !ExporterTime.TryRead(line, out var wall, out var rest) ? new Block(BodyLine.Announcement(null, line, locator, line))
            : ExporterTime.IsHead(rest, out var readByThem) ? new Block(wall, readByThem, locator)
            : new Block(BodyLine.Announcement(wall, rest.Trim().ToString(), locator, line));
    }

    private void Take(string line, Locator locator)
    {
        if (_raw.Length <= options.MaxRaw)
        {
            _raw.Append('\n', _blanks + 1).Append(line);
        }

        var trimmed = line.TrimStart();
        var inner = line.StartsWith(Indent, StringComparison.Ordinal);
        if (_message!.HasSender && trimmed.Length < line.Length && ExporterTime.TryRead(trimmed, out var wall, out var rest) && ExporterTime.IsHead(rest, out var readByThem))
        {
            CloseReply();
            _reply = new Block(wall, readByThem, locator);
        }
        else if (_reply is not null && (inner || _blanks == 0))
        {
            _reply.Take(inner ? line[Indent.Length..] : line, _blanks, options.MaxText);
        }
        else
        {
            CloseReply();
            _message.Take(line, _blanks, options.MaxText);
        }
    }

    private void CloseReply()
    {
        if (_reply?.Finish("") is { } reply && !_items.Keep(reply))
        {
            _message!.Take(string.Join('\n', reply.Lines), 0, options.MaxText);
        }

        _reply = null;
    }

    private FoundRecord? Close()
    {
        if (_message is null)
        {
            return null;
        }

        CloseReply();
        var message = _message;
        _message = null;
        return message.Finish(_raw.ToString()) is { } whole ? _items.Item(whole)
            : new FoundSkipped { Locator = message.Locator, Raw = Json.Raw(Encoding.UTF8.GetBytes(_raw.ToString()), options.MaxRaw), Reason = new ReadingNote("reading.skip.truncated") };
    }

    /// <summary>A message as its lines come.</summary>
    private sealed class Block
    {
        private readonly LocalDateTime _wall;
        private readonly bool _readByThem;
        private Exported? _message;
        private string? _reactionsHead;
        private bool _inReactions;
        private long _kept;

        public Block(LocalDateTime wall, bool readByThem, Locator locator) => (_wall, _readByThem, Locator) = (wall, readByThem, locator);

        public Block(Exported announcement) => (_message, Locator) = (announcement, announcement.Locator);

        public Locator Locator { get; }

        public bool HasSender => _message is not null;

        public void EndReactions() => _inReactions = false;

        public void Take(string line, int blanks, int mostText)
        {
            if (_message is null)
            {
                // No sender at all: what follows an empty line is words.
                _message = new Exported(_wall, blanks == 0 ? PlainText.Line(line, 320) : "", _readByThem ? true : null, Locator, "");
                if (blanks == 0)
                {
                    return;
                }
            }

            if (line is "Tapbacks:" or "Reactions:")
            {
                KeepHead();
                (_inReactions, _reactionsHead) = (true, line);
            }
            else if (_inReactions && BodyLine.IsReaction(line))
            {
                _reactionsHead = null;
                _message.Reactions.AddRange(_message.Reactions.Count < 50 ? [line.Trim()] : []);
            }
            else if (!BodyLine.TryTake(_message, line) && _kept <= mostText)
            {
                KeepHead();
                _inReactions = false;
                _message.Lines.AddRange(Enumerable.Repeat("", Math.Min(_message.Lines.Count == 0 ? 0 : blanks, 1_000)));
                _message.Lines.Add(line);
                _kept += line.Length + 1 + blanks;
            }
        }

        // The exporter writes that line only above reactions: where none follows, somebody typed it.
        private void KeepHead()
        {
            if (_reactionsHead is { } head)
            {
                _message!.Lines.Add(head);
                _reactionsHead = null;
            }
        }

        public Exported? Finish(string raw)
        {
            if (_message is not null)
            {
                KeepHead();
                BodyLine.TakeEdits(_message);
            }

            return _message is null ? null : _message with { Raw = raw };
        }
    }
}
