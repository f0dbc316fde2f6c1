using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.Signal;

/// <summary>One reading of <c>main.jsonl</c>: one frame of the backup format a line, as JSON of its protocol buffers.</summary>
internal sealed class SignalReader(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
{
    private const int MostPeople = 100_000;
    private const int MostRevisions = 20;
    private static readonly Duration s_late = Duration.FromMinutes(10);
    private static readonly string[] s_kinds =
        ["standardMessage", "contactMessage", "stickerMessage", "remoteDeletedMessage", "adminDeletedMessage", "updateMessage", "paymentNotification", "viewOnceMessage", "directStoryReplyMessage", "poll"];

    private readonly Drafts _drafts = new(options);
    private readonly BesideFiles _beside = new(file, cancellationToken);
    private readonly Dictionary<string, Peer> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _chats = new(StringComparer.Ordinal);
    private readonly OwnNames _own = new(options);
    private Dictionary<string, string>? _media;
    private bool _disappearing;

    public IEnumerable<Found> Run()
    {
        var records = 0;
        var truncated = false;
        using var lines = new TextLines(file.Open(), (int)Math.Min((options.MaxText * 6L) + 1_000_000, int.MaxValue / 4));
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines.Line.IsWhiteSpace())
            {
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(lines.Line.ToString());
            var frame = lines.Cut ? null : Json.Parse(bytes, out _);
            if (frame is { ValueKind: JsonValueKind.Object } known && known.Member("chatItem") is null)
            {
                Learn(known);
                if (known.Number("backupTimeMs") is { } made)
                {
                    yield return new FoundClaim(null, Drafts.Milliseconds(made));
                }

                continue;
            }

            if (records++ >= options.MaxRecords)
            {
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                yield break;
            }

            var locator = new Locator($"line[{lines.Number}]", lines.Offset, lines.Number);
            var raw = Json.Raw(bytes, options.MaxRaw);
            truncated = frame is null && lines.IsOpen;
            yield return frame?.Member("chatItem") is { ValueKind: JsonValueKind.Object } item
                ? Item(item, locator, raw)
                : new FoundSkipped { Locator = locator, Raw = raw, Reason = new ReadingNote(lines.Cut ? "chats.long" : "reading.skip.broken") };
        }

        // Signal leaves them out always: a conversation that had the timer once need not show it any more.
        yield return new FoundProblem(new ReadingNote(_disappearing ? "chats.disappearing" : "chats.disappearing.never"), Loss: false);

        if (truncated)
        {
            yield return new FoundProblem(new ReadingNote("reading.truncated"), Loss: true);
        }

        foreach (var problem in _drafts.Problems())
        {
            yield return problem;
        }
    }

    private void Learn(JsonElement frame)
    {
        if (frame.Member("recipient") is { } recipient && Id(recipient, "id") is { } id && _people.Count < MostPeople)
        {
            _people[id] = Person(recipient, id);
        }

        if (frame.Member("chat") is { } chat && Id(chat, "id") is { } chatId && Id(chat, "recipientId") is { } with && _chats.Count < MostPeople)
        {
            _chats[chatId] = with;
            _disappearing |= chat.Number("expirationTimerMs") is > 0;
        }
    }

    private Peer Person(JsonElement recipient, string id)
    {
        if (recipient.Member("self") is not null)
        {
            return Peer.Self;
        }

        if (recipient.Member("group") is { } group)
        {
            var title = group.Member("snapshot")?.Member("title")?.Text("title") ?? group.Text("title") ?? "";
            title = Peer.Cut(title);
            return new Peer("signal-group-" + id, PeerKind.Group, title, title.Length > 0 ? title : null);
        }

        if (recipient.Member("contact") is not { } contact)
        {
            return new Peer("signal-" + id, PeerKind.Account, "Signal");
        }

        var name = new[]
        {
            contact.Member("nickname") is { } nick ? nick.Text("given") + " " + nick.Text("family") : null, contact.Text("systemGivenName") + " " + contact.Text("systemFamilyName"),
            contact.Text("profileGivenName") + " " + contact.Text("profileFamilyName"), contact.Text("username"),
        }.Select(one => one is null ? null : Peer.Cut(one).Trim()).FirstOrDefault(one => one is { Length: > 0 });
        var number = contact.Text("e164") ?? contact.Number("e164")?.ToString(CultureInfo.InvariantCulture);
        if (number is { Length: > 0 } and not "0")
        {
            var phone = PhoneNumbers.Read(number[0] == '+' ? number : "+" + number, options.Country, name);
            return _own.Include(phone.Written) ? Peer.Self : phone;
        }

        // Who hides the number is known by the account's own identifier.
        return contact.Text("aci") is { Length: > 0 and < 100 } aci ? new Peer("signal:" + Hex(aci), PeerKind.Account, name ?? aci, name) : Peer.Named(name ?? "");
    }

    private FoundItem Item(JsonElement item, Locator locator, string raw)
    {
        var author = Id(item, "authorId") is { } id ? _people.GetValueOrDefault(id) : null;
        var chat = Id(item, "chatId") is { } chatId && _chats.TryGetValue(chatId, out var recipient) ? _people.GetValueOrDefault(recipient) : null;
        var kind = Array.Find(s_kinds, one => item.Member(one) is not null);
        var content = kind is null ? default : item.Member(kind)!.Value;
        var call = kind is "updateMessage" ? Call.Of(content) : null;
        var direction = item.Member("incoming") is not null ? Direction.Incoming : item.Member("outgoing") is not null ? Direction.Outgoing : Direction.System;
        if (kind is "updateMessage" && call is null)
        {
            // That he pinned a message or set a timer is a line of the app, whichever way the backup says it came.
            direction = Direction.System;
        }
        else if (call is not null)
        {
            direction = call.Value.Outgoing ? Direction.Outgoing : Direction.Incoming;
        }

        var notes = new List<ReadingNote>();
        var marks = Marks(item, kind);
        var from = direction switch
        {
            Direction.Outgoing => Peer.Self,
            Direction.System => Peer.Unknown,
            _ => author is { Kind: not PeerKind.Self } ? author : chat is { Kind: not (PeerKind.Group or PeerKind.Self) } ? chat : Peer.Unknown,
        };
        if (direction == Direction.Incoming && from.Kind == PeerKind.Unknown)
        {
            notes.Add(new ReadingNote("chats.note.no-sender"));
        }

        if (kind is null)
        {
            notes.Add(new ReadingNote("chats.note.unknown-kind"));
        }

        Earlier(item, notes);
        var sent = Drafts.Milliseconds(call?.At) ?? Drafts.Milliseconds(item.Number("dateSent"));
        if (direction == Direction.Incoming && call is null && sent is { } then && Drafts.Milliseconds(item.Member("incoming")?.Number("dateReceived")) is { } received && received - then > s_late)
        {
            notes.Add(new ReadingNote("chats.note.received", (received - then).ToTimeSpan().ToString(@"d\.hh\:mm", CultureInfo.InvariantCulture)));
        }

        IReadOnlyList<Peer> others = direction == Direction.System ? [] : direction == Direction.Outgoing ? chat is { Kind: not PeerKind.Self } ? [chat] : [] : [from];
        return _drafts.Finish(new Draft
        {
            Locator = locator,
            Raw = raw,
            Direction = direction,
            Kind = call is null ? FoundKind.Text : FoundKind.Call,
            Platform = item.Is("sms") ? null : "Signal",
            State = call?.State ?? direction switch { Direction.Incoming => FoundState.Received, Direction.Outgoing => Sending(item), _ => FoundState.Notice },
            Marks = marks,
            From = from,
            To = direction == Direction.Outgoing ? others : [],
            With = others,
            At = sent,
            Sent = sent,
            Seconds = call?.Seconds,
            Text = Words(kind, content),
            Attachments = Files(kind, content),
            Notes = notes,
        });
    }

    private FoundMarks Marks(JsonElement item, string? kind)
    {
        var marks = kind switch
        {
            "remoteDeletedMessage" or "adminDeletedMessage" => FoundMarks.Deleted,
            "viewOnceMessage" => FoundMarks.ViewOnce | FoundMarks.MediaLeftOut,
            _ => FoundMarks.None,
        };
        if (item.Number("expiresInMs") is > 0)
        {
            marks |= FoundMarks.Disappearing;
            _disappearing = true;
        }

        return item.List("revisions").Any() ? marks | FoundMarks.Edited : marks;
    }

    // What became of it for each it was sent to: not sent when it reached nobody.
    private static FoundState Sending(JsonElement item)
    {
        var ways = item.Member("outgoing") is { } outgoing ? outgoing.List("sendStatus").ToList() : [];
        return ways.Count == 0 || ways.Exists(one => one.Member("failed") is null && one.Member("pending") is null && one.Member("skipped") is null) ? FoundState.Sent
            : ways.Exists(one => one.Member("pending") is not null) ? FoundState.Waiting
            : ways.Exists(one => one.Member("failed") is not null) ? FoundState.Failed : FoundState.Sent;
    }

    // Every earlier wording is evidence: it stands in the file, and with the message.
    private void Earlier(JsonElement item, List<ReadingNote> notes)
    {
        foreach (var before in item.List("revisions").Take(MostRevisions))
        {
            if (before.Member("standardMessage") is { } message)
            {
                notes.Add(new ReadingNote("chats.note.earlier", Json.Clean(Words("standardMessage", message), Math.Min(options.MaxText, 10_000), out _)));
            }
        }
    }

    private static string Words(string? kind, JsonElement content) => kind switch
    {
        "standardMessage" => content.Member("text")?.Text("body") ?? "",
        "stickerMessage" => content.Member("sticker")?.Text("emoji") ?? "",
        "directStoryReplyMessage" => content.Member("textReply")?.Member("text")?.Text("body") ?? content.Text("emoji") ?? "",
        "poll" => string.Join('\n', new[] { content.Text("question") ?? "" }.Concat(content.List("options").Select(one => one.Text("option") ?? "")).Where(one => one.Length > 0)),
        "contactMessage" => Contact(content),
        "updateMessage" => string.Join(' ', content.Names().Select(one => content.Member(one)?.Text("type") is { } type ? one + " " + type : one)),
        "paymentNotification" => content.Text("note") ?? "",
        _ => "",
    };

    private static string Contact(JsonElement content) => content.Member("contact") is not { } contact ? ""
        : string.Join(' ', new[] { contact.Member("name")?.Text("givenName"), contact.Member("name")?.Text("familyName") }.Concat(contact.List("number").Select(one => one.Text("value"))).Where(one => one is { Length: > 0 }));

    private List<FoundAttachment> Files(string? kind, JsonElement content)
    {
        var pointers = kind switch
        {
            "standardMessage" => content.List("attachments").Select(one => one.Member("pointer")),
            "viewOnceMessage" => [content.Member("attachment")?.Member("pointer")],
            "stickerMessage" => [content.Member("sticker")?.Member("data")],
            _ => [],
        };
        return [.. pointers.OfType<JsonElement>().Take(200).Select(File)];
    }

    private FoundAttachment File(JsonElement pointer)
    {
        var type = pointer.Text("contentType");
        var path = pointer.Member("locatorInfo") is { } info ? Media(info) : null;
        var name = pointer.Text("fileName") ?? (path is null ? type ?? "" : path[(path.LastIndexOf('/') + 1)..]);
        return _beside.Describe(name, path is null ? [] : [path], type);
    }

    // The name of a file under files/ is SHA-256 of its own hash and its key.
    private string? Media(JsonElement info)
    {
        if (info.Text("plaintextHash") is not { } hash || info.Text("localKey") is not { } key)
        {
            return null;
        }

        if (_media is null)
        {
            _media = new(StringComparer.OrdinalIgnoreCase);
            foreach (var one in file.Folder.Names.Where(one => one.StartsWith(_beside.Folder + "files/", StringComparison.Ordinal)))
            {
                var label = one[(one.LastIndexOf('/') + 1)..];
                _media.TryAdd(label.Split('.')[0], one);
            }
        }

        try
        {
            return _media.GetValueOrDefault(Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromBase64String(hash), .. Convert.FromBase64String(key)])));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? Id(JsonElement value, string name) => value.Number(name)?.ToString(CultureInfo.InvariantCulture);

    private static string Hex(string base64)
    {
        try
        {
            return Convert.ToHexStringLower(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return base64;
        }
    }

    /// <summary>A call in a conversation, as <c>IndividualCall</c> or <c>GroupCall</c> of the backup format have it.</summary>
    private readonly record struct Call(bool Outgoing, FoundState State, long? At, long? Seconds)
    {
        public static Call? Of(JsonElement update)
        {
            if (update.Member("individualCall") is { } one && one.Text("direction") is "OUTGOING" or "INCOMING")
            {
                var outgoing = one.Text("direction") is "OUTGOING";
                return new(outgoing, outgoing ? FoundState.Placed : StateOf(one), one.Number("startedCallTimestamp"), null);
            }

            if (update.Member("groupCall") is { } group && group.Text("state") is { } state and not ("GENERIC" or "UNKNOWN_STATE" or "JOINED"))
            {
                var started = group.Number("startedCallTimestamp");
                var length = group.Number("endedCallTimestamp") is { } ended && started is { } begun && ended > begun && state is "ACCEPTED" ? (ended - begun) / 1000 : (long?)null;
                return state is "OUTGOING_RING" ? new(true, FoundState.Placed, started, length) : new(false, StateOf(group), started, length);
            }

            return null;
        }

        private static FoundState StateOf(JsonElement call) => call.Text("state") switch
        {
            "NOT_ACCEPTED" or "DECLINED" => FoundState.Rejected,
            "MISSED" or "MISSED_NOTIFICATION_PROFILE" or "RINGING" => FoundState.Missed,
            "ACCEPTED" => FoundState.Answered,

            // That it came is all the file says.
            _ => FoundState.Received,
        };
    }
}
