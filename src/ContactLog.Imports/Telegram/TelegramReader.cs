using System.Globalization;
using System.Text;
using System.Text.Json;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.Telegram;

/// <summary>One reading of one export of Telegram Desktop.</summary>
internal sealed class TelegramReader(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
{
    private const int MostOffsets = 2000;

    // Of the actions of Telegram Desktop's export those by which somebody sends something.
    private static readonly string[] s_given = ["send_premium_gift", "send_star_gift", "suggest_profile_photo"];
    private static readonly string[] s_inside = ["", ".messages", ".chats", ".chats.list", ".chats.list[]", ".chats.list[].messages", ".left_chats", ".left_chats.list", ".left_chats.list[]", ".left_chats.list[].messages", ".personal_information"];

    private readonly OwnNames _own = new(options);
    private readonly Drafts _drafts = new(options);
    private readonly BesideFiles _beside = new(file, cancellationToken);
    private string? _ownId;
    private string? _otherId;
    private string? _theirId;
    private string? _chatType;
    private string? _chatId;
    private string? _chatName;
    private bool _unknownSide;
    private int _offsets;

    private int LongestMessage => (int)Math.Min((options.MaxText * 6L) + 65_536, int.MaxValue / 4);

    public IEnumerable<Found> Run()
    {
        var records = 0;
        using var walk = new JsonWalk(file.Open(), LongestMessage, path => s_inside.Contains(path));
        while (walk.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (walk.Left)
            {
                if (walk.Path.EndsWith(".list[]", StringComparison.Ordinal))
                {
                    (_chatType, _chatId, _chatName, _otherId, _theirId) = (null, null, null, null, null);
                }

                continue;
            }

            if (!walk.Path.EndsWith(".messages[]", StringComparison.Ordinal))
            {
                Learn(walk);
                continue;
            }

            if (records++ >= options.MaxRecords)
            {
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                yield break;
            }

            foreach (var found in Message(walk))
            {
                yield return found;
            }
        }

        foreach (var problem in JsonProblems.Of(walk))
        {
            yield return problem;
        }

        if (_unknownSide)
        {
            yield return new FoundProblem(new ReadingNote(_own.Given ? "chats.me.absent" : "chats.me"), Loss: false) { AsksMe = !_own.Given };
        }

        foreach (var problem in _drafts.Problems())
        {
            yield return problem;
        }
    }

    private void Learn(JsonWalk walk)
    {
        var name = walk.Path[(walk.Path.LastIndexOf('.') + 1)..];
        if (name is not ("name" or "type" or "id" or "user_id") || Json.Parse(walk.Value, out _) is not { } value)
        {
            return;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.AsText() : value.GetRawText();
        switch (name)
        {
            case "user_id" when walk.Path is ".personal_information.user_id":
                _ownId = text;
                break;
            case "name":
                _chatName = Peer.Cut(text);
                break;
            case "type":
                _chatType = text;
                break;
            case "id":
                _chatId = text;
                break;
        }
    }

    private IEnumerable<Found> Message(JsonWalk walk)
    {
        var locator = new Locator(walk.Place, walk.Offset, walk.Line);
        var raw = Json.Raw(walk.Value.Span, options.MaxRaw);
        if (walk.Cut || Json.Parse(walk.Value, out _) is not { ValueKind: JsonValueKind.Object } message)
        {
            yield return new FoundSkipped { Locator = locator, Raw = raw, Reason = JsonProblems.Why(walk) };
            yield break;
        }

        var at = Drafts.Seconds(message.Number("date_unixtime"));
        var wall = LocalDateTimePattern.ExtendedIso.Parse(message.Text("date") ?? "") is { Success: true } parsed ? parsed.Value : (LocalDateTime?)null;
        yield return Item(message, locator, raw, at, wall);

        // The wall time beside the instant shows how the computer's clock stood: it helps her choose a zone for other files.
        if (at is { } instant && wall is { } local && _offsets++ < MostOffsets)
        {
            var seconds = (local.InUtc().ToInstant() - instant).TotalSeconds;
            if (seconds % 900 == 0 && seconds is >= -12 * 3600 and <= 14 * 3600)
            {
                yield return new FoundOffset(Offset.FromSeconds((int)seconds));
            }
        }
    }

    private static string Joined(params ReadOnlySpan<string?> parts) => string.Join(' ', parts.ToArray().Where(part => part is { Length: > 0 }));

    private FoundItem Item(JsonElement message, Locator locator, string raw, Instant? at, LocalDateTime? wall)
    {
        var service = message.Text("type") is "service";
        var action = message.Text("action") ?? "";
        var call = service && (action is "phone_call" or "conference_call");
        var id = message.Text(service ? "actor_id" : "from_id");
        var name = message.Text(service ? "actor" : "from");
        var peer = PeerOf(id, name);
        var mine = IsMine(id, name);

        // What he sends her by a button is sent too: only the app's own lines are nobody's.
        var given = service && s_given.Contains(action);
        var notice = service && !call && !given;
        var notes = new List<ReadingNote>();
        var marks = FoundMarks.None;
        if (message.Member("forwarded_from") is not null)
        {
            marks |= FoundMarks.Forwarded;
        }

        if (message.Number("self_destruct_period_seconds") is > 0)
        {
            marks |= FoundMarks.Disappearing;
        }

        if (message.Member("edited") is not null || message.Member("edited_unixtime") is not null)
        {
            notes.Add(new ReadingNote("chats.note.edited"));
        }

        if (peer.Kind == PeerKind.Unknown && !notice)
        {
            notes.Add(new ReadingNote("chats.note.no-sender"));
        }

        var files = Files(message);
        var words = Words(message);
        if (!service && files.Count == 0 && words.Length == 0)
        {
            notes.Add(new ReadingNote("chats.note.unknown-kind"));
        }

        var seconds = call ? message.Number("duration_seconds") ?? message.Number("duration") : null;
        var reason = message.Text("discard_reason");
        var other = OtherIn(peer, mine);
        return _drafts.Finish(new Draft
        {
            Locator = locator,
            Raw = raw,
            Direction = notice ? Direction.System : mine ? Direction.Outgoing : Direction.Incoming,
            Kind = call ? FoundKind.Call : FoundKind.Text,
            Platform = "Telegram",
            State = notice ? FoundState.Notice : (call, mine, reason) switch
            {
                (true, true, _) => FoundState.Placed,
                (true, _, "missed") => FoundState.Missed,
                (true, _, "busy") => FoundState.Rejected,
                // Of a call of several that was joined later the file says no more than that it came.
                (true, _, _) when seconds is null or 0 => action is "phone_call" ? FoundState.Missed : FoundState.Received,
                (true, _, _) => FoundState.Answered,
                (_, true, _) => FoundState.Sent,
                _ => FoundState.Received,
            },
            Marks = marks,
            From = notice ? Peer.Unknown : mine ? Peer.Self : peer,
            To = !notice && mine ? other : [],
            With = notice ? [] : mine ? other : [peer],
            Author = peer,
            At = at,
            Wall = at is null ? wall : null,
            Seconds = seconds,
            Text = notice ? Joined(name, action.Replace('_', ' '), message.Text("title")) : given ? Joined(action.Replace('_', ' '), message.Text("cost"), words) : words,
            Attachments = files,
            Notes = notes,
        });
    }

    /// <summary>
    /// In a conversation of two, the file names the other by number: who is not that one is she. Elsewhere only her own account (full export)
    /// or her answer tells.
    /// </summary>
    private bool IsMine(string? id, string? name)
    {
        if (_own.Include(id) || (id is not null && _ownId is not null && IsAccount(id, _ownId)))
        {
            return true;
        }

        if (_chatType is "saved_messages")
        {
            return true;
        }

        if (_chatType is "personal_chat" or "bot_chat" && _chatId is { } chat && id is not null)
        {
            if (IsAccount(id, chat))
            {
                // Also when his name is hers: a name anybody can choose, the number stands.
                _theirId ??= id;
                return false;
            }

            // A channel can write here too, and old exports have numbers of another kind: only a person who is nobody else is she.
            if (Bare(id).All(char.IsAsciiDigit) && (name is null || name != _chatName) && id == (_otherId ??= id))
            {
                return true;
            }
        }

        if (_own.Include(name))
        {
            return true;
        }

        _unknownSide |= _ownId is null;
        return false;
    }

    private static string Bare(string id) => id.StartsWith("user", StringComparison.Ordinal) ? id[4..] : id;

    /// <summary>The same account: with the word before its number, without, or with the kind of account in the upper half of the number.</summary>
    private static bool IsAccount(string id, string chat) =>
        Bare(id) == chat || (ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && ulong.TryParse(chat, NumberStyles.None, CultureInfo.InvariantCulture, out var other)
            && other <= uint.MaxValue && (number & uint.MaxValue) == other);

    private IReadOnlyList<Peer> OtherIn(Peer sender, bool mine) =>
        _chatType is "personal_chat" or "bot_chat" && _chatId is { } chat && mine ? [PeerOf(_theirId ?? "user" + chat, _chatName)]
        : !mine ? [sender]
        : _chatName is { Length: > 0 } group && _chatType is not "saved_messages" ? [new Peer("chat" + _chatId, PeerKind.Group, group, group)] : [];

    private static Peer PeerOf(string? id, string? written)
    {
        var name = written is null ? null : Peer.Cut(written);
        return id is { Length: > 0 and < 100 } ? new Peer(id, PeerKind.Account, name ?? id, name) : Peer.Named(name ?? "");
    }

    private static string Words(JsonElement message)
    {
        var text = message.Member("text") switch
        {
            { ValueKind: JsonValueKind.Array } parts => string.Concat(parts.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.String ? part.AsText() : part.Text("text") ?? "")),
            _ => message.Text("text") ?? "",
        };
        var more = new StringBuilder(text);
        if (message.Member("poll") is { } poll)
        {
            Append(poll.Text("question"));
            foreach (var answer in poll.List("answers"))
            {
                Append(answer.Text("text"));
            }
        }

        if (message.Member("location_information") is { } place)
        {
            Append(string.Create(CultureInfo.InvariantCulture, $"{Place(place, "latitude")}, {Place(place, "longitude")}"));
        }

        if (message.Member("contact_information") is { } contact)
        {
            Append(string.Join(' ', new[] { contact.Text("first_name"), contact.Text("last_name"), contact.Text("phone_number") }.Where(part => part is { Length: > 0 })));
        }

        if (message.Text("sticker_emoji") is { } sticker)
        {
            Append(sticker);
        }

        return more.ToString();

        void Append(string? part)
        {
            if (part is { Length: > 0 })
            {
                more.Append(more.Length > 0 ? "\n" : "").Append(part);
            }
        }

        static string Place(JsonElement place, string name) => place.Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : "?";
    }

    private List<FoundAttachment> Files(JsonElement message)
    {
        List<FoundAttachment> all = [];
        foreach (var member in (string[])["photo", "file", "contact_vcard"])
        {
            if (message.Text(member) is not { Length: > 0 } path)
            {
                continue;
            }

            // "(File not included. Change data exporting settings to download.)" stands where a path would be.
            var there = path[0] != '(' && !path.Split('/').Contains("..");
            var name = message.Text("file_name") ?? (there ? path[(path.LastIndexOf('/') + 1)..] : member);
            all.Add(_beside.Describe(name, there ? [_beside.Folder + path] : [], message.Text("mime_type") ?? (there ? null : member is "photo" ? "image/jpeg" : null)));
        }

        return all;
    }
}
