using ContactLog.Imports.Mime;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.Eml;

/// <summary>Makes items of mails, and remembers for all mails of one file what there is to ask her.</summary>
internal sealed class MailItems(ReadOptions options, bool unquoted)
{
    private const int LongestSubject = 2000;
    private const int MostPeople = 100;
    private const int MostHeaders = 200;
    private const int MostNamed = 5;
    private static readonly Duration s_apart = Duration.FromMinutes(10);

    private static readonly HashSet<string> s_evidence = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Reply-To", "Sender", "Return-Path", "To", "Cc", "Bcc", "Delivered-To", "X-Original-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Received",
        "X-Originating-IP", "X-Sender-IP", "X-Mailer", "User-Agent", "DKIM-Signature", "ARC-Authentication-Results", "Authentication-Results", "Received-SPF",
        "Resent-From", "Resent-To", "Resent-Date", "X-GM-THRID", "X-Gmail-Labels", "Auto-Submitted", "List-Id",
    };

    // The lines whose words are shown decoded.
    private static readonly string[] s_decoded = ["From", "To", "Cc", "Bcc", "Subject", "Sender", "Reply-To"];

    private readonly ItemKeys _keys = new();
    private readonly ItemKeys _earlierKeys = new();
    private readonly HashSet<string> _me = [.. options.Me.Select(MailAddresses.ForMatching)];
    private readonly Dictionary<string, GmailLabels> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _deliveredTo = new(StringComparer.Ordinal);

    /// <summary>The address most mails of the file were delivered to: probably hers, to be asked.</summary>
    public string? Delivered => _deliveredTo.Count == 0 ? null : _deliveredTo.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).First().Key;

    /// <summary>The record for a mail.</summary>
    public FoundRecord Make(ParsedMail mail, Locator locator)
    {
        var headers = mail.Headers;
        if (!mail.Any)
        {
            return new FoundSkipped { Locator = locator, Raw = mail.Raw, Reason = new ReadingNote("mail.skip.empty") };
        }

        var notes = new List<ReadingNote>();
        var from = MailAddresses.Read(headers.Every("From"));
        var to = MailAddresses.Read(headers.Every("To").Concat(headers.Every("Cc")).Concat(headers.Every("Bcc")));
        var labels = Labels(headers["X-Gmail-Labels"]);
        var sender = from.Count > 0 ? from[0] : Peer.Unknown;
        var others = Distinct(to.Where(peer => !_me.Contains(peer.Id)));
        var feigned = _me.Contains(sender.Id) && !labels.Sent && CameToHer(headers, to, others);
        var direction = labels.Drafts ? Direction.System
            : (_me.Contains(sender.Id) && !feigned) || (_me.Count == 0 && labels.Sent) ? Direction.Outgoing : Direction.Incoming;
        CountDelivered(headers, direction);
        Notes(mail, from, notes);
        notes.AddRange(feigned ? [new ReadingNote("mail.note.own-address")] : []);

        var claimed = MailDate.Parse(headers["Date"]);
        var claimedAt = MailDate.WithOffset(claimed);
        var receivedAt = Received(headers["Received"]);
        var time = Time(claimed, claimedAt, receivedAt, notes);
        var (text, attachments) = Content(mail, notes);
        var subject = headers["Subject"] is { } line ? PlainText.Line(HeaderText.Decode(line), LongestSubject) : null;
        var messageId = headers["Message-ID"]?.Trim().Trim('<', '>') is { Length: > 0 } id ? PlainText.Line(id, 1000) : null;
        var isChat = labels.Chats;
        // The key must be the same whether or not she has said which address is hers.
        var (key, ordinal) = _keys.For(FoundKind.Email, Direction.Incoming, FoundState.Received, sender, time.At, time.Wall,
            [messageId ?? "", subject ?? "", text, .. attachments.Select(one => one.Sha256)]);
        var item = new FoundItem
        {
            Locator = locator,
            Raw = mail.Raw,
            Direction = direction,
            Kind = isChat ? FoundKind.Text : FoundKind.Email,
            Platform = isChat ? "Google Chat" : null,
            State = direction switch { Direction.System => FoundState.Draft, Direction.Outgoing => FoundState.Sent, _ => FoundState.Received },
            Marks = labels.Spam ? FoundMarks.Request : FoundMarks.None,
            From = direction == Direction.Incoming ? sender : Peer.Self with { Written = sender.Written, Label = sender.Label },
            To = others,
            Participants = Distinct(direction == Direction.Incoming ? [sender, .. from.Where(peer => !_me.Contains(peer.Id)), .. others] : others),
            SenderUncertain = from.Count != 1 || feigned,
            At = time.At,
            Basis = time.Basis,
            Wall = time.Wall,
            Zone = time.Zone,
            SentAt = claimedAt?.ToInstant(),
            Subject = subject,
            Mail = new FoundMail(messageId, claimedAt, receivedAt)
            {
                Headers = [.. headers.All.Where(one => s_evidence.Contains(one.Name)).Take(MostHeaders).Select(one => new MailHeader(one.Name, PlainText.Clean(one.Value)))],
            },
            Text = text,
            Attachments = attachments,
            Key = key,
            KeyOrdinal = ordinal,
            Notes = notes,
        };
        return PhoneMail.Of(item, headers, options, _keys, _earlierKeys) ?? item;
    }

    /// <summary>
    /// A mail under her own address that was delivered to her: anybody can write that address. One that she sent to herself has it as the
    /// address of return too, and somebody else beside her, or stands among those she sent.
    /// </summary>
    private bool CameToHer(MailHeaders headers, List<Peer> to, List<Peer> others)
    {
        var delivered = (headers["Delivered-To"] ?? headers["X-Original-To"])?.Trim();
        var isToHer = to.Exists(peer => _me.Contains(peer.Id)) || (delivered is not null && _me.Contains(MailAddresses.ForMatching(delivered)));
        return headers["Received"] is not null && isToHer
            && (others.Count == 0 || headers["X-Gmail-Labels"] is not null || (headers["Return-Path"] is { } back && !MailAddresses.Read([back]).Exists(peer => _me.Contains(peer.Id))));
    }

    /// <summary>The time that a Received line ends with.</summary>
    private static OffsetDateTime? Received(string? topmost) =>
        topmost is null || topmost.LastIndexOf(';') is var at && at < 0 ? null : MailDate.WithOffset(topmost.AsSpan(at + 1));

    // The delivering server's time where there is one: the Date line is whatever the sender's side wrote.
    private (Instant? At, TimeBasis Basis, LocalDateTime? Wall, string? Zone) Time(
        (LocalDateTime Wall, Offset? Offset)? claimed, OffsetDateTime? claimedAt, OffsetDateTime? receivedAt, List<ReadingNote> notes)
    {
        if (claimedAt is { } said && receivedAt is { } received)
        {
            var apart = received.ToInstant() - said.ToInstant();
            if (apart > s_apart || apart < -s_apart)
            {
                notes.Add(new ReadingNote("mail.note.apart"));
            }
        }

        if ((receivedAt ?? claimedAt) is { } at)
        {
            return (at.ToInstant(), TimeBasis.Offset, null, null);
        }

        if (claimed is { } date)
        {
            var (instant, note) = WallTimes.Resolve(date.Wall, options.Zone);
            notes.Add(new ReadingNote("mail.note.no-zone"));
            notes.AddRange(note is null ? [] : [note]);
            return (instant, TimeBasis.Local, date.Wall, options.Zone?.Id);
        }

        notes.Add(new ReadingNote("mail.note.no-date"));
        return (null, TimeBasis.Offset, null, null);
    }

    private static void Notes(ParsedMail mail, List<Peer> from, List<ReadingNote> notes)
    {
        var headers = mail.Headers;
        if (headers.Every("From").Count() is > 1 and var lines)
        {
            notes.Add(ReadingNote.Counted("mail.note.from-lines", lines));
        }

        if (from.Count == 0)
        {
            notes.Add(new ReadingNote("mail.note.no-from"));
        }
        else if (from.Exists(peer => peer.Id != from[0].Id))
        {
            notes.Add(new ReadingNote("mail.note.several-from", string.Join(", ", Distinct(from).Skip(1).Take(MostNamed).Select(peer => peer.Written))));
        }

        foreach (var (name, word) in new[] { ("Sender", "mail.note.sender"), ("Reply-To", "mail.note.reply-to"), ("Return-Path", "mail.note.return-path") })
        {
            var other = headers[name] is { } value ? MailAddresses.Read([value]) : [];
            if (other.Count > 0 && other[0].Id.Length > 0 && from.Count > 0 && !from.Exists(peer => peer.Id == other[0].Id))
            {
                notes.Add(new ReadingNote(word, other[0].Written));
            }
        }

        notes.AddRange(headers.Cut ? [new ReadingNote("mail.note.headers-cut")] : []);
        notes.AddRange(headers.Broken ? [new ReadingNote("mail.note.headers-broken")] : []);
        notes.AddRange(mail.NoEnd ? [new ReadingNote("mail.note.no-end")] : []);
        notes.AddRange(mail.EndsInHeaders ? [new ReadingNote("mail.note.no-body")] : []);
        notes.AddRange(mail.PartsLeftOut > 0 ? [ReadingNote.Counted("mail.note.parts", mail.PartsLeftOut)] : []);
    }

    private (string Text, IReadOnlyList<FoundAttachment> Attachments) Content(ParsedMail mail, List<ReadingNote> notes)
    {
        var texts = new List<string>();
        var attachments = new List<FoundAttachment>();
        var plain = mail.Parts.Where(part => part.IsPlain && part.Size > 0).ToList();
        var (guessed, cut, damaged) = (false, false, false);
        foreach (var (part, number) in mail.Parts.Select((part, i) => (part, i + 1)))
        {
            // Of several forms of the same words the plain one; the page is kept beside it and never shown as one.
            var isWords = part.IsPlain || (part.IsHtml && (part.Alternative is null || !plain.Exists(one => one.Alternative == part.Alternative)));
            if (isWords && part.Words(out var unsure) is { Length: > 0 } words)
            {
                texts.Add(words);
                guessed |= unsure;
            }

            cut |= part.Cut && isWords;
            damaged |= part.Damaged;
            if (!part.IsPlain && (part.Size > 0 || part.Name is not null || !part.IsHtml))
            {
                attachments.Add(part.Attachment(number, unquoted));
            }
        }

        var text = PlainText.Cut(string.Join('\n', texts), options.MaxText, out var long_);
        notes.AddRange(long_ || cut ? [new ReadingNote("reading.note.cut")] : []);
        notes.AddRange(guessed ? [new ReadingNote("mail.note.charset")] : []);
        notes.AddRange(mail.Parts.Any(part => part.IsUtf7) || s_decoded.Any(name => mail.Headers.Every(name).Any(HeaderText.HasUtf7)) ? [new ReadingNote("mail.note.utf-7")] : []);
        notes.AddRange(damaged ? [new ReadingNote("mail.note.encoding")] : []);
        notes.AddRange(attachments.Exists(one => one.ContentType == "message/rfc822") ? [new ReadingNote("mail.note.inner")] : []);
        return (text, attachments);
    }

    // Most mails of a file have the same few labels.
    private GmailLabels Labels(string? line)
    {
        const int mostKept = 1000;
        if (line is null)
        {
            return GmailLabels.None;
        }

        if (!_labels.TryGetValue(line, out var labels))
        {
            labels = GmailLabels.Of(line);
            if (_labels.Count < mostKept)
            {
                _labels.Add(line, labels);
            }
        }

        return labels;
    }

    private void CountDelivered(MailHeaders headers, Direction direction)
    {
        const int mostAddresses = 1000;
        var address = direction == Direction.Incoming ? (headers["Delivered-To"] ?? headers["X-Original-To"])?.Trim() : null;
        if (address is { Length: > 0 and < 320 } && (_deliveredTo.Count < mostAddresses || _deliveredTo.ContainsKey(MailAddresses.ForMatching(address))))
        {
            var own = MailAddresses.ForMatching(address);
            _deliveredTo[own] = _deliveredTo.GetValueOrDefault(own) + 1;
        }
    }

    private static List<Peer> Distinct(IEnumerable<Peer> peers) => [.. peers.DistinctBy(peer => peer.Id, StringComparer.Ordinal).Take(MostPeople)];
}

/// <summary>What the labels of Gmail say about a mail, in the languages in which they have been seen.</summary>
internal sealed record GmailLabels(bool Sent, bool Drafts, bool Spam, bool Chats)
{
    private static readonly string[] s_sent = ["Sent", "Enviado", "Enviados", "Gesendet", "Messages envoyés", "Envoyés", "Posta inviata", "Inviati", "Verzonden"];
    private static readonly string[] s_drafts = ["Drafts", "Draft", "Borrador", "Borradores", "Entwürfe", "Brouillons", "Bozze", "Rascunhos"];
    private static readonly string[] s_spam = ["Spam", "Junk", "Indésirables", "Posta indesiderata"];
    private static readonly string[] s_chats = ["Chat", "Chats"];

    /// <summary>A mail without labels.</summary>
    public static GmailLabels None { get; } = new(false, false, false, false);

    /// <summary>Reads the line of labels.</summary>
    public static GmailLabels Of(string line)
    {
        var labels = HeaderText.Decode(line).Split(',').Select(label => label.Trim().Trim('"')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(labels.Overlaps(s_sent), labels.Overlaps(s_drafts), labels.Overlaps(s_spam), labels.Overlaps(s_chats));
    }
}
