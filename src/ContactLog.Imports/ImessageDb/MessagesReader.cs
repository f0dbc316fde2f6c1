using System.Globalization;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Sqlite;
using ContactLog.Imports.Text;
using NodaTime.Text;

namespace ContactLog.Imports.ImessageDb;

/// <summary>One reading of the table <c>message</c>, in the order in which the rows came to be.</summary>
internal sealed class MessagesReader(ExportFile file, SqlitePages pages, ReadOptions options, CancellationToken cancellationToken)
{
    private readonly Drafts _drafts = new(options);
    private Conversations _conversations = null!;
    private MessageFiles _files = null!;

    public IEnumerable<Found> Run()
    {
        var tables = SqliteTable.All(pages, out var damaged, cancellationToken);
        if (!tables.TryGetValue("message", out var messages) || !messages.Has("date", "is_from_me", "handle_id"))
        {
            yield return new FoundProblem(new ReadingNote(damaged > 0 ? "imessage.damaged-head" : "imessage.other"), Loss: true);
            yield break;
        }

        _conversations = new Conversations(tables, options, cancellationToken);
        _files = new MessageFiles(file, tables, cancellationToken);
        var records = 0;
        var last = long.MinValue;
        foreach (var row in messages.Rows(cancellationToken))
        {
            if (records++ >= options.MaxRecords)
            {
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                break;
            }

            // In a sound file the numbers grow; where they do not, the place still has to be told from every other.
            var path = row is null ? $"message[row {records}]" : row.Id > last ? $"message[{row.Id}]" : $"message[{row.Id}, row {records}]";
            last = Math.Max(last, row?.Id ?? last);
            var locator = new Locator(path, row?.At);
            yield return row is null
                ? new FoundSkipped { Locator = locator, Raw = "", Reason = new ReadingNote("reading.skip.broken") }
                : Item(row, locator);
        }

        foreach (var problem in Problems(tables, damaged))
        {
            yield return problem;
        }
    }

    private IEnumerable<FoundProblem> Problems(Dictionary<string, SqliteTable> tables, int damaged)
    {
        // Only that they were deleted is left: neither words nor people.
        if (tables.TryGetValue("deleted_messages", out var gone) && gone.Rows(cancellationToken).Take(options.MaxRecords).Count() is > 0 and var count)
        {
            yield return new FoundProblem(ReadingNote.Counted("imessage.deleted", count), Loss: false);
        }

        damaged += tables.Values.Sum(table => table.DamagedPages);
        if (damaged > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("imessage.damaged", damaged), Loss: true);
        }

        foreach (var problem in _drafts.Problems())
        {
            yield return problem;
        }
    }

    private FoundItem Item(SqliteRow row, Locator locator)
    {
        var chat = _conversations.Of(row.Id, out var recentlyDeleted);
        var mine = row.Number("is_from_me") == 1;
        var history = EditHistory.Read(row.Bytes("message_summary_info"));
        var files = _files.Of(row.Id);
        var notes = new List<ReadingNote>();
        if (row.IsCut)
        {
            notes.Add(new ReadingNote("imessage.note.cut"));
        }

        var direction = row.Number("item_type") is > 0 ? Direction.System : mine ? Direction.Outgoing : Direction.Incoming;
        var (from, uncertain) = From(row, direction, chat, notes);
        var marks = Marks(row, history, recentlyDeleted, notes);
        Earlier(history, notes);
        Reaction(row, notes);
        IReadOnlyList<Peer> others = [.. (direction == Direction.Incoming ? (IEnumerable<Peer>)[from] : []).Concat(chat?.Members ?? []).Concat(mine && chat is null && _conversations.Handle(row.Number("handle_id")) is { } handle ? [handle] : [])
            .Where(peer => peer.Kind != PeerKind.Self).DistinctBy(peer => peer.Id, StringComparer.Ordinal)];
        var draft = new Draft
        {
            Locator = locator,
            Raw = Json.Raw(System.Text.Encoding.UTF8.GetBytes(row.Raw(options.MaxRaw)), options.MaxRaw),
            Direction = direction,
            Platform = row.Text("service") switch { null or "" => "iMessage", "SMS" or "MMS" => null, var service => PlainText.Line(service, 40) },
            State = State(row, direction),
            Marks = marks,
            From = from,
            To = direction == Direction.Outgoing ? others : [],
            With = direction == Direction.System ? [] : others,
            Uncertain = uncertain,
            At = AppleTime.Of(row.Number("date")),
            Subject = row.Text("subject") is { Length: > 0 } subject ? PlainText.Line(subject, 1_000) : null,
            Text = Words(row, history),
            Attachments = files,
            Notes = notes,
        };
        return _drafts.Finish(draft);
    }

    private (Peer From, bool Uncertain) From(SqliteRow row, Direction direction, Conversations.Chat? chat, List<ReadingNote> notes)
    {
        if (direction != Direction.Incoming)
        {
            return (direction == Direction.Outgoing ? Peer.Self : Peer.Unknown, false);
        }

        if (_conversations.Handle(row.Number("handle_id")) is { Kind: not PeerKind.Self } peer)
        {
            return (peer, false);
        }

        notes.Add(new ReadingNote("chats.note.no-sender"));
        return (chat is { IsGroup: false, Members.Count: 1 } ? chat.Members[0] : Peer.Unknown, true);
    }

    private static FoundState State(SqliteRow row, Direction direction) => direction switch
    {
        Direction.Incoming => FoundState.Received,
        Direction.System => FoundState.Notice,
        _ when row.Number("error") is > 0 => FoundState.Failed,
        _ when row.Number("is_sent") == 0 && row.Number("is_finished") == 0 && row.Number("is_delivered") is null or 0 => FoundState.Waiting,
        _ => FoundState.Sent,
    };

    private static FoundMarks Marks(SqliteRow row, EditHistory history, bool recentlyDeleted, List<ReadingNote> notes)
    {
        var marks = FoundMarks.None;
        if (history.Unsent || row.Number("date_retracted") is > 0)
        {
            marks |= FoundMarks.Deleted;
            notes.Add(new ReadingNote("imessage.note.unsent"));
        }
        else if (row.Number("date_edited") is > 0 || history.Wordings.Count > 1)
        {
            marks |= FoundMarks.Edited;
            notes.AddRange(AppleTime.Of(row.Number("date_edited")) is { } edited ? [new ReadingNote("imessage.note.edited", InstantPattern.General.Format(edited))] : []);
        }

        if (recentlyDeleted)
        {
            marks |= FoundMarks.Deleted;
            notes.Add(new ReadingNote("imessage.note.recently-deleted"));
        }

        if (row.Number("is_spam") == 1)
        {
            marks |= FoundMarks.Request;
        }

        if (row.Text("thread_originator_guid") is { Length: > 0 })
        {
            notes.Add(new ReadingNote("chats.note.reply"));
        }

        return marks | (row.Number("is_expirable") == 1 ? FoundMarks.Disappearing : FoundMarks.None);
    }

    private void Earlier(EditHistory history, List<ReadingNote> notes)
    {
        foreach (var text in history.Wordings.SkipLast(history.Unsent ? 0 : 1).Take(20))
        {
            notes.Add(new ReadingNote("chats.note.earlier", Json.Clean(text, Math.Min(options.MaxText, 10_000), out _)));
        }
    }

    // 2000 to 2006 set a reaction, 3000 to 3006 take it back; 1000 puts a sticker on a message.
    private static void Reaction(SqliteRow row, List<ReadingNote> notes)
    {
        if (row.Number("associated_message_type") is { } type)
        {
            notes.AddRange(type is >= 2000 and < 3000 or 1000 ? [new ReadingNote("imessage.note.reaction")] : type is >= 3000 and < 4000 ? [new ReadingNote("imessage.note.reaction-back")] : []);
        }
    }

    private static string Words(SqliteRow row, EditHistory history)
    {
        var text = row.Text("text") is { Length: > 0 } plain ? plain : AttributedBody.Text(row.Bytes("attributedBody")) ?? "";
        text = text.Replace(AttributedBody.Placeholder.ToString(), "", StringComparison.Ordinal).Trim();
        if (text.Length > 0 || row.Number("item_type") is not > 0)
        {
            return text.Length > 0 || history.Unsent || history.Wordings.Count == 0 ? text : history.Wordings[^1];
        }

        // A line of the app itself has no words of its own: what the row says of it, as it says it.
        return string.Join(' ', new[] { "item_type", "group_action_type", "share_status", "share_direction" }.Where(name => row.Number(name) is > 0)
            .Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {row.Number(name)}")).Append(row.Text("group_title")).Where(one => !string.IsNullOrEmpty(one)));
    }
}
