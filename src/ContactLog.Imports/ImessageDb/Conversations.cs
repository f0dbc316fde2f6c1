using ContactLog.Imports.Numbers;
using ContactLog.Imports.Sqlite;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.ImessageDb;

/// <summary>Who is in which conversation, and which message belongs to which: the small tables, read first.</summary>
internal sealed class Conversations
{
    // A group, by Apple's number for it; 45 is a conversation of two.
    private const long Group = 43;
    private const int Most = 200_000;
    private readonly Dictionary<long, Peer> _handles = [];
    private readonly Dictionary<long, Chat> _chats = [];
    private readonly Dictionary<long, long> _chatOf = [];
    private readonly Dictionary<long, long> _deletedFrom = [];

    public Conversations(Dictionary<string, SqliteTable> tables, ReadOptions options, CancellationToken cancellationToken)
    {
        var own = new OwnNames(options);
        foreach (var row in Rows(tables, "handle", Most, cancellationToken))
        {
            // The address itself, never a name: this file has none.
            if (row.Text("id") is { Length: > 0 and <= 320 } id)
            {
                _handles.TryAdd(row.Id, own.Include(id) ? Peer.Self : id.StartsWith("urn:", StringComparison.Ordinal) ? new Peer(id, PeerKind.Account, id) : PhoneNumbers.Read(id, options.Country));
            }
        }

        foreach (var row in Rows(tables, "chat", Most, cancellationToken))
        {
            var name = row.Text("display_name") is { Length: > 0 } shown ? PlainText.Line(shown, 200) : null;
            _chats.TryAdd(row.Id, new Chat(row.Number("style") == Group, row.Text("chat_identifier") ?? "", name, []));
        }

        foreach (var row in Rows(tables, "chat_handle_join", Most, cancellationToken))
        {
            if (row.Number("chat_id") is { } chat && _chats.TryGetValue(chat, out var known) && row.Number("handle_id") is { } handle && _handles.TryGetValue(handle, out var peer)
                && peer.Kind != PeerKind.Self && known.Members.Count < 1_000 && !known.Members.Exists(one => one.Id == peer.Id))
            {
                known.Members.Add(peer);
            }
        }

        Join(tables, "chat_message_join", _chatOf, options, cancellationToken);
        Join(tables, "chat_recoverable_message_join", _deletedFrom, options, cancellationToken);
        foreach (var chat in _chats.Values.Where(one => one is { IsGroup: false, Members.Count: 0, Address.Length: > 0 }))
        {
            chat.Members.Add(PhoneNumbers.Read(chat.Address, options.Country));
        }
    }

    /// <summary>Who has this number here.</summary>
    public Peer? Handle(long? number) => number is { } known ? _handles.GetValueOrDefault(known) : null;

    /// <summary>The conversation of a message, also of one that waits in "Recently Deleted".</summary>
    public Chat? Of(long message, out bool recentlyDeleted)
    {
        recentlyDeleted = _deletedFrom.TryGetValue(message, out var chat);
        return _chatOf.TryGetValue(message, out var other) ? _chats.GetValueOrDefault(other) : recentlyDeleted ? _chats.GetValueOrDefault(chat) : null;
    }

    private static void Join(Dictionary<string, SqliteTable> tables, string name, Dictionary<long, long> into, ReadOptions options, CancellationToken cancellationToken)
    {
        foreach (var row in Rows(tables, name, options.MaxRecords, cancellationToken))
        {
            if (row.Number("message_id") is { } message && row.Number("chat_id") is { } chat)
            {
                into.TryAdd(message, chat);
            }
        }
    }

    private static IEnumerable<SqliteRow> Rows(Dictionary<string, SqliteTable> tables, string name, int most, CancellationToken cancellationToken) =>
        tables.TryGetValue(name, out var table) ? table.Rows(cancellationToken).OfType<SqliteRow>().Take(most) : [];

    /// <summary>One conversation.</summary>
    internal sealed record Chat(bool IsGroup, string Address, string? Name, List<Peer> Members);
}
