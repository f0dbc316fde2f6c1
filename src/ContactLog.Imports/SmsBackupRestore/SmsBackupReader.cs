using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Imports.SmsBackupRestore;

/// <summary>One reading of one backup. Which record becomes what is decided here; how tags are read is the scanner's matter.</summary>
internal sealed class SmsBackupReader(MarkupScanner scanner, ReadOptions options, bool converted, bool unknownEncoding)
{
    private static readonly string[] Records = ["sms", "mms", "call"];
    private static readonly string[] PartsOfRecords = ["parts", "part", "addrs", "addr"];

    /// <summary>The names at which reading can resume after a broken tag.</summary>
    public static readonly string[] Known = [.. SmsBackupRestoreFormat.Roots, .. Records, .. PartsOfRecords];

    // Far above what any phone writes; a hostile record must not become a list that fills the memory.
    private const int MostParts = 1000;
    private const int MostAddresses = 1000;
    private const int MostAddress = 20_000;
    private const int MostName = 255;

    // A phone's clock shows itself in far fewer records.
    private const int MostOffsets = 2000;

    private readonly ItemKeys _keys = new();
    private readonly HashSet<string> _own = options.OwnIds();
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private int _records;
    private int _broken;
    private int _damaged;
    private int _withoutTime;
    private int _offsets;
    private long? _claimed;
    private bool _rootOpen;
    private bool _afterEnd;
    private bool _debris;

    /// <summary>Bytes of attribute values kept of one tag: references and UTF-8 take up to four, rarely more, for one character.</summary>
    public static int MostValueBytes(ReadOptions options) => (int)Math.Min((options.MaxText * 4L) + 65_536, int.MaxValue / 2);

    public IEnumerable<Found> Run()
    {
        if (unknownEncoding)
        {
            yield return new FoundProblem(new ReadingNote("reading.encoding"), Loss: false);
        }

        while (true)
        {
            if (_records >= options.MaxRecords)
            {
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                break;
            }

            scanner.BeginRaw();
            var token = scanner.Read();
            if (token == MarkupToken.DocumentType)
            {
                yield return new FoundProblem(new ReadingNote("reading.doctype"), Loss: true);
                yield break;
            }

            if (token == MarkupToken.End)
            {
                break;
            }

            foreach (var found in At(token))
            {
                yield return found;
            }
        }

        foreach (var problem in AtEnd())
        {
            yield return problem;
        }
    }

    private IEnumerable<Found> At(MarkupToken token)
    {
        var name = scanner.Name;
        if (SmsBackupRestoreFormat.Roots.Contains(name))
        {
            if (scanner.IsEnd)
            {
                _rootOpen &= token == MarkupToken.EndInside;
                _afterEnd = !_rootOpen;
            }
            else
            {
                _rootOpen = !(token == MarkupToken.StartTag && scanner.SelfClosing);
                yield return Claim(token);
            }

            yield break;
        }

        if (scanner.IsEnd)
        {
            _broken += token == MarkupToken.BrokenTag && !Records.Contains(name) ? 1 : 0;
            yield break;
        }

        if (Records.Contains(name))
        {
            _records++;
            _debris |= _afterEnd;
            var locator = Locate(name);
            if (token == MarkupToken.EndInside)
            {
                yield return Skip(locator, new ReadingNote("reading.skip.truncated"));
            }
            else if (token == MarkupToken.BrokenTag)
            {
                _broken++;
                yield return Skip(locator, new ReadingNote("reading.skip.broken"));
            }
            else
            {
                foreach (var found in Record(name, locator))
                {
                    yield return found;
                }
            }

            yield break;
        }

        if (PartsOfRecords.Contains(name))
        {
            // What is left of a record whose own start was broken; that record was counted as skipped.
            yield break;
        }

        if (token == MarkupToken.StartTag && name.Length > 0)
        {
            _records++;
            var locator = Locate(name);
            PassElement();
            yield return Skip(locator, new ReadingNote("reading.skip.element", name));
        }
        else if (token == MarkupToken.BrokenTag)
        {
            _broken++;
        }
    }

    private FoundClaim Claim(MarkupToken token)
    {
        if (token != MarkupToken.StartTag)
        {
            _broken++;
            return new FoundClaim(null, null);
        }

        long? count = long.TryParse(scanner.Attribute("count"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        _claimed = count is null ? _claimed : (_claimed ?? 0) + Math.Min(count.Value, int.MaxValue);
        return new FoundClaim(count, EpochTime.Read(scanner.Attribute("backup_date"), out _));
    }

    private IEnumerable<Found> AtEnd()
    {
        if (_rootOpen)
        {
            yield return new FoundProblem(new ReadingNote("reading.truncated"), Loss: true);
        }

        if (_claimed is { } claimed && claimed != _records)
        {
            yield return new FoundProblem(ReadingNote.Counted("reading.count", claimed, _records), Loss: false);
        }

        if (_broken > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("reading.broken", _broken), Loss: true);
        }

        if (_debris)
        {
            yield return new FoundProblem(new ReadingNote("reading.after-end"), Loss: false);
        }

        if (scanner.StrayText)
        {
            yield return new FoundProblem(new ReadingNote("reading.stray"), Loss: false);
        }

        if (_damaged > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("reading.characters", _damaged), Loss: false);
        }

        if (_withoutTime > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("reading.without-time", _withoutTime), Loss: false);
        }
    }

    private Locator Locate(string name)
    {
        var ordinal = _ordinals[name] = _ordinals.GetValueOrDefault(name) + 1;
        return new Locator(string.Create(CultureInfo.InvariantCulture, $"{name}[{ordinal}]"), converted ? null : scanner.TagOffset, scanner.TagLine);
    }

    private FoundSkipped Skip(Locator locator, ReadingNote reason)
    {
        scanner.TakeDamage();
        return new FoundSkipped { Locator = locator, Raw = scanner.Raw(), Reason = reason };
    }

    /// <summary>Passes over an element nobody here knows, its content with it, but never over a record.</summary>
    private void PassElement()
    {
        var depth = scanner.SelfClosing ? 0 : 1;
        while (depth > 0 && !scanner.NextIs(Records, SmsBackupRestoreFormat.Roots))
        {
            switch (scanner.Read())
            {
                case MarkupToken.StartTag when !scanner.SelfClosing:
                    depth++;
                    break;
                case MarkupToken.EndTag:
                    depth--;
                    break;
                case MarkupToken.End or MarkupToken.EndInside or MarkupToken.DocumentType:
                    return;
            }
        }
    }

    private IEnumerable<Found> Record(string name, Locator locator)
    {
        string? readable = Short("readable_date");
        var record = name switch { "sms" => Sms(locator), "mms" => Mms(locator), _ => Call(locator) };
        if (record is FoundItem item)
        {
            if (scanner.TakeDamage())
            {
                _damaged++;
            }

            if (item.At is null && item.Direction != Direction.System)
            {
                _withoutTime++;
            }

            yield return item;
            if (item.At is { } at && _offsets < MostOffsets && ReadableDate.OffsetFrom(readable, at) is { } offset)
            {
                _offsets++;
                yield return new FoundOffset(offset);
            }
        }
        else
        {
            scanner.TakeDamage();
            yield return record;
        }
    }

    private FoundRecord Sms(Locator locator)
    {
        var type = Short("type");
        (Direction, FoundState)? what = type switch
        {
            "1" => (Direction.Incoming, FoundState.Received),
            "2" => (Direction.Outgoing, FoundState.Sent),
            "3" => (Direction.System, FoundState.Draft),
            "4" or "6" => (Direction.Outgoing, FoundState.Waiting),
            "5" => (Direction.Outgoing, FoundState.Failed),
            _ => null,
        };
        if (what is not var (direction, state))
        {
            return Skip(locator, new ReadingNote("reading.skip.type", type ?? ""));
        }

        var address = Short("address", MostAddress);
        var peers = Peers(address, Label());
        var notes = new List<ReadingNote>();
        if (state == FoundState.Sent && scanner.Attribute("status") is "64")
        {
            notes.Add(new ReadingNote("reading.note.not-delivered"));
        }

        var body = scanner.Attribute("body");
        if (body is "null")
        {
            notes.Add(new ReadingNote("reading.note.null"));
        }

        var time = Time(notes);
        var incoming = direction == Direction.Incoming;
        return Item(locator, scanner.Raw(), new Draft
        {
            Direction = direction,
            Kind = FoundKind.Text,
            State = state,
            From = incoming ? peers[0] : Peer.Self,
            To = incoming ? [] : peers,
            Participants = peers,
            At = time,
            Sent = EpochTime.Read(scanner.Attribute("date_sent"), out _),
            Subject = Short("subject", 10_000),
            Text = Value(body) ?? "",
            Address = address,
            Notes = notes,
        });
    }

    private FoundRecord Call(Locator locator)
    {
        var type = Short("type");
        (Direction, FoundKind, FoundState)? what = type switch
        {
            "1" => (Direction.Incoming, FoundKind.Call, FoundState.Answered),
            "2" => (Direction.Outgoing, FoundKind.Call, FoundState.Placed),
            "3" => (Direction.Incoming, FoundKind.Call, FoundState.Missed),
            "4" => (Direction.Incoming, FoundKind.Voicemail, FoundState.Left),
            "5" => (Direction.Incoming, FoundKind.Call, FoundState.Rejected),
            "6" => (Direction.Incoming, FoundKind.Call, FoundState.Blocked),
            "7" => (Direction.Incoming, FoundKind.Call, FoundState.AnsweredElsewhere),
            _ => null,
        };
        if (what is not var (direction, kind, state))
        {
            return Skip(locator, new ReadingNote("reading.skip.call-type", type ?? ""));
        }

        var number = Short("number");
        var peer = PhoneNumbers.Read(number, options.Country, Label());

        // android.provider.CallLog.Calls: 2 restricted, 3 unknown, 4 payphone. Whatever number is noted then is not the caller's.
        if (scanner.Attribute("presentation") is "2" or "3" or "4" && peer.Kind != PeerKind.Withheld)
        {
            peer = new Peer(Peer.WithheldId, PeerKind.Withheld, peer.Written);
        }

        var notes = new List<ReadingNote>();
        var time = Time(notes);
        long? duration = long.TryParse(scanner.Attribute("duration"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
        var incoming = direction == Direction.Incoming;
        return Item(locator, scanner.Raw(), new Draft
        {
            Direction = direction,
            Kind = kind,
            State = state,
            From = incoming ? peer : Peer.Self,
            To = incoming ? [] : [peer],
            Participants = [peer],
            At = time,
            Duration = duration,
            Text = "",
            Address = number,
            Notes = notes,
        });
    }

    private FoundRecord Mms(Locator locator)
    {
        // Everything the start tag says has to be taken before the scanner moves on to the parts.
        var box = Short("msg_box");
        var type = Short("m_type");
        var address = Short("address", MostAddress);
        var label = Label();
        var subject = Short("sub", 10_000);
        var notes = new List<ReadingNote>();
        var at = Time(notes);
        var sent = EpochTime.Read(scanner.Attribute("date_sent"), out _);
        var content = new MmsContent(options.MaxText);
        var end = scanner.SelfClosing ? RecordEnd.Whole : ReadContent(content);
        if (end == RecordEnd.FileEnds)
        {
            return Skip(locator, new ReadingNote("reading.skip.truncated"));
        }

        if (end == RecordEnd.Missing)
        {
            _broken++;
            notes.Add(new ReadingNote("reading.note.no-end"));
        }

        if (content.Lost > 0)
        {
            _broken += content.Lost;
            notes.Add(ReadingNote.Counted("reading.note.parts", content.Lost));
        }

        (Direction, FoundState)? what = (box, type) switch
        {
            // WAP-209 / OMA MMS: 129 to 131 and 133 to 136 are confirmations and reports, not messages; 130 announces one.
            (_, "129" or "131" or "133" or "134" or "135" or "136") => (Direction.System, FoundState.Report),
            ("1", "130") => (Direction.Incoming, FoundState.NotFetched),
            ("1", _) => (Direction.Incoming, FoundState.Received),
            ("2", _) => (Direction.Outgoing, FoundState.Sent),
            ("3", _) => (Direction.System, FoundState.Draft),
            ("4", _) => (Direction.Outgoing, FoundState.Waiting),
            ("5", _) => (Direction.Outgoing, FoundState.Failed),
            (_, "130") => (Direction.Incoming, FoundState.NotFetched),
            (_, "132") => (Direction.Incoming, FoundState.Received),
            (_, "128") => (Direction.Outgoing, FoundState.Sent),
            _ => null,
        };
        if (what is not var (direction, state))
        {
            return Skip(locator, new ReadingNote("reading.skip.box", box ?? ""));
        }

        if (content.TextCut)
        {
            notes.Add(new ReadingNote("reading.note.cut"));
        }

        var (sender, to, participants, uncertain) = direction == Direction.Incoming
            ? Received(address, label, content.Addresses, notes)
            : SentTo(address, label, content.Addresses);
        return Item(locator, scanner.Raw(), new Draft
        {
            Direction = direction,
            Kind = FoundKind.Text,
            State = state,
            From = sender,
            To = to,
            Participants = participants,
            Uncertain = uncertain,
            At = at,
            Sent = sent,
            Subject = subject,
            Text = content.Text,
            Attachments = content.Attachments,
            Address = address,
            Notes = notes,
        });
    }

    private RecordEnd ReadContent(MmsContent content)
    {
        while (!scanner.NextIs(Records, SmsBackupRestoreFormat.Roots))
        {
            switch (scanner.Read())
            {
                case MarkupToken.StartTag when scanner.Name is "part":
                    Part(content);
                    break;
                case MarkupToken.StartTag when scanner.Name is "addr":
                    if (content.Addresses.Count < MostAddresses)
                    {
                        content.Addresses.Add((Short("type") ?? "", PhoneNumbers.Read(Short("address"), options.Country)));
                    }

                    break;
                case MarkupToken.EndTag when scanner.Name is "mms":
                    return RecordEnd.Whole;
                case MarkupToken.BrokenTag:
                    content.Lost++;
                    break;
                case MarkupToken.DocumentType:
                    return RecordEnd.Missing;
                case MarkupToken.End or MarkupToken.EndInside:
                    return RecordEnd.FileEnds;
            }
        }

        return RecordEnd.Missing;
    }

    private void Part(MmsContent content)
    {
        var type = (Short("ct") ?? "application/octet-stream").Trim().ToLowerInvariant();
        if (type is "application/smil")
        {
            return;
        }

        var text = Value(scanner.Attribute("text"));
        var data = scanner.Data;
        if (type.StartsWith("text/plain", StringComparison.Ordinal) && text is not null)
        {
            content.Add(text);
            text = null;
        }

        if (type.StartsWith("text/plain", StringComparison.Ordinal) && data is null && text is null)
        {
            return;
        }

        if (content.Attachments.Count >= MostParts)
        {
            content.Lost++;
            return;
        }

        var name = Short("cl", MostName) ?? Short("fn", MostName) ?? Short("name", MostName) ?? "";
        var inline = data is null && text is not null ? Encoding.UTF8.GetBytes(text) : null;
        content.Attachments.Add(new FoundAttachment
        {
            Name = name,
            ContentType = type,
            Size = data?.Size ?? inline?.Length ?? 0,
            Sha256 = data?.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(inline ?? [])),
            Whole = data?.Whole ?? !scanner.Cut,
            DataOffset = data?.Offset ?? -1,
            DataLength = data?.Length ?? 0,
            Inline = inline is null ? null : text,
        });
    }

    /// <summary>
    /// Who sent a multimedia message: the address of type 137 (From in OMA MMS), not the conversation's address and not its name.
    /// Where it is missing or her own, a conversation with one other person still tells; that is marked uncertain.
    /// </summary>
    private (Peer From, IReadOnlyList<Peer> To, IReadOnlyList<Peer> Participants, bool Uncertain) Received(
        string? address, string? label, List<(string Type, Peer Peer)> addresses, List<ReadingNote> notes)
    {
        var conversation = Peers(address, label);
        var single = conversation.Count == 1 && conversation[0].Kind is not (PeerKind.Group or PeerKind.Withheld) ? conversation[0] : null;
        var stated = addresses.Find(one => one.Type is "137" && IsSomebody(one.Peer)).Peer;
        var uncertain = stated is null;
        var sender = stated ?? single ?? (conversation is [{ Kind: PeerKind.Withheld } withheld] ? withheld : Peer.Unknown);
        sender = conversation.FirstOrDefault(one => string.Equals(one.Id, sender.Id, StringComparison.Ordinal)) is { Label: { } known } ? sender with { Label = known } : sender;
        if (uncertain)
        {
            notes.Add(new ReadingNote(sender.Kind == PeerKind.Unknown ? "reading.note.sender-unknown" : "reading.note.sender-uncertain"));
        }
        else if (single is not null && !string.Equals(single.Id, sender.Id, StringComparison.Ordinal))
        {
            notes.Add(new ReadingNote("reading.note.sender-differs", sender.Written, single.Written));
        }

        var to = Distinct(addresses.Where(one => one.Type is "151" or "130" or "129" && one.Peer.Kind is not (PeerKind.Self or PeerKind.Withheld)).Select(one => one.Peer), except: sender.Id);
        var others = conversation.Exists(one => one.Kind == PeerKind.Group) ? to.Where(IsSomebody) : conversation.Where(IsSomebody);
        return (sender, to, [sender, .. Distinct(others, except: sender.Id)], uncertain);
    }

    private (Peer From, IReadOnlyList<Peer> To, IReadOnlyList<Peer> Participants, bool Uncertain) SentTo(
        string? address, string? label, List<(string Type, Peer Peer)> addresses)
    {
        // The conversation's address is to be trusted here: some phones list the other person as From of her own message.
        var to = Distinct(Peers(address, label).Where(one => one.Kind is not (PeerKind.Group or PeerKind.Withheld)), except: null);
        if (to.Count == 0)
        {
            var herself = addresses.Find(one => one.Type is "137").Peer?.Id;
            to = Distinct(addresses.Where(one => one.Type is "151" or "130" or "129" && IsSomebody(one.Peer)).Select(one => one.Peer), except: herself);
        }

        if (to.Count == 0)
        {
            to = Peers(address, label);
        }

        return (Peer.Self, to, to, false);
    }

    private bool IsSomebody(Peer peer) => peer.Kind is not (PeerKind.Self or PeerKind.Withheld or PeerKind.Group or PeerKind.Unknown) && !_own.Contains(peer.Id);

    private static List<Peer> Distinct(IEnumerable<Peer> peers, string? except) =>
        [.. peers.Where(one => !string.Equals(one.Id, except, StringComparison.Ordinal)).DistinctBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>The people of an address attribute; groups join theirs with a tilde. A name belongs to a single one only.</summary>
    private List<Peer> Peers(string? address, string? label)
    {
        if (address is null || !address.Contains('~', StringComparison.Ordinal))
        {
            return [PhoneNumbers.Read(address, options.Country, label)];
        }

        var all = Distinct(
            address.Split('~', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostAddresses).Select(one => PhoneNumbers.Read(one, options.Country)), except: null);
        return all.Count == 0 ? [PhoneNumbers.Read(null, options.Country, label)] : all;
    }

    private Instant? Time(List<ReadingNote> notes)
    {
        var at = EpochTime.Read(scanner.Attribute("date"), out var seconds);
        if (at is null)
        {
            notes.Add(new ReadingNote("reading.note.no-time"));
        }
        else if (seconds)
        {
            notes.Add(new ReadingNote("reading.note.seconds"));
        }

        return at;
    }

    private string? Label() => Short("contact_name", 200) is { Length: > 0 } name and not "(Unknown)" ? name : null;

    private static string? Value(string? value) => value is "null" ? null : value;

    // What goes into lists that grow with the file is kept short, so that a hostile file cannot fill the memory through them.
    private string? Short(string attribute, int most = 100)
    {
        var value = Value(scanner.Attribute(attribute));
        return value is null || value.Length <= most ? value : value[..(char.IsHighSurrogate(value[most - 1]) ? most - 1 : most)];
    }

    private FoundItem Item(Locator locator, string raw, Draft draft)
    {
        var text = draft.Text;
        if (text.Length > options.MaxText)
        {
            // Never through the middle of an emoji.
            var end = char.IsHighSurrogate(text[options.MaxText - 1]) ? options.MaxText - 1 : options.MaxText;
            text = text[..end];
            draft.Notes.Add(new ReadingNote("reading.note.cut"));
        }

        string[] content =
        [
            text, draft.Subject ?? "", draft.Duration?.ToString(CultureInfo.InvariantCulture) ?? "",
            .. draft.Attachments.Select(one => one.ContentType + " " + one.Sha256),
        ];
        var (key, ordinal) = _keys.For(draft.Kind, draft.Direction, draft.State, PhoneNumbers.Read(draft.Address, options.Country), draft.At, null, content);
        return new FoundItem
        {
            Locator = locator,
            Raw = raw,
            Direction = draft.Direction,
            Kind = draft.Kind,
            State = draft.State,
            From = draft.From,
            To = draft.To,
            Participants = draft.Participants,
            SenderUncertain = draft.Uncertain,
            At = draft.At,
            Basis = TimeBasis.Epoch,
            SentAt = draft.Sent,
            DurationSeconds = draft.Duration,
            Subject = draft.Subject,
            Text = text,
            Attachments = draft.Attachments,
            Key = key,
            KeyOrdinal = ordinal,
            Notes = draft.Notes,
        };
    }

    private enum RecordEnd
    {
        Whole,
        Missing,
        FileEnds,
    }

    /// <summary>What all three kinds of record come to before they become an item.</summary>
    private sealed class Draft
    {
        public required Direction Direction { get; init; }

        public required FoundKind Kind { get; init; }

        public required FoundState State { get; init; }

        public required Peer From { get; init; }

        public required IReadOnlyList<Peer> To { get; init; }

        public required IReadOnlyList<Peer> Participants { get; init; }

        public required Instant? At { get; init; }

        public required string Text { get; init; }

        public required string? Address { get; init; }

        public required List<ReadingNote> Notes { get; init; }

        public bool Uncertain { get; init; }

        public Instant? Sent { get; init; }

        public long? Duration { get; init; }

        public string? Subject { get; init; }

        public IReadOnlyList<FoundAttachment> Attachments { get; init; } = [];
    }

    /// <summary>What is gathered between the start and the end of a multimedia message.</summary>
    private sealed class MmsContent(int maxText)
    {
        private readonly StringBuilder _text = new();

        public List<FoundAttachment> Attachments { get; } = [];

        public List<(string Type, Peer Peer)> Addresses { get; } = [];

        public int Lost { get; set; }

        public bool TextCut { get; private set; }

        public string Text => _text.ToString();

        public void Add(string? text)
        {
            if (string.IsNullOrEmpty(text))
            {
                return;
            }

            if (_text.Length + text.Length + 1 > maxText)
            {
                TextCut = true;
                var end = Math.Max(0, Math.Min(text.Length, maxText - _text.Length - 1));
                text = text[..(end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
            }

            _text.Append(_text.Length > 0 ? "\n" : "").Append(text);
        }
    }
}
