using System.Globalization;
using ContactLog.Imports.Mime;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.SmsBackupRestore;

namespace ContactLog.Imports.Eml;

/// <summary>
/// A text or call of the phone that "SMS Backup+" put into a mailbox as a mail: what it was stands in headers <c>X-smssync-…</c>, with Android's numbers
/// (jberkel/sms-backup-plus). Anybody can write such headers into a mail and send it; but what was sent has a Received line of her own server, and what
/// the program put there has none.
/// </summary>
internal static class PhoneMail
{
    /// <summary>The text or call, or null when the mail is a mail.</summary>
    public static FoundItem? Of(FoundItem mail, MailHeaders headers, ReadOptions options, ItemKeys keys, ItemKeys earlierKeys)
    {
        var datatype = headers["X-smssync-datatype"]?.Trim().ToUpperInvariant();
        var type = Number(headers["X-smssync-type"]);
        var what = datatype switch
        {
            "CALLLOG" => AndroidCodes.Call(type),
            "MMS" => OfMessage(AndroidCodes.Multimedia(null, type)),
            "SMS" => OfMessage(AndroidCodes.Text(type)),
            _ => null,
        };
        if (what is not var (direction, kind, state) || headers["Received"] is not null || EpochTime.Read(headers["X-smssync-date"], out _) is not { } at)
        {
            return null;
        }

        var incoming = direction == Direction.Incoming;
        var other = incoming ? mail.From : mail.To.Count > 0 ? mail.To[0] : null;
        var peer = PhoneNumbers.Read(headers["X-smssync-address"], options.Country, other?.Label);
        var seconds = datatype is "CALLLOG" ? Number(headers["X-smssync-duration"]) : null;
        var text = datatype is "CALLLOG" ? "" : mail.Text;

        // As for the same record in a backup file of the phone (Drafts): brought in both ways, it is added once.
        string[] content = [text, "", seconds?.ToString(CultureInfo.InvariantCulture) ?? ""];
        var files = mail.Attachments;
        var (key, ordinal) = keys.For(kind, direction, state, peer, at, null, files.Count == 0 ? content : [.. content, ItemKeys.Files(files.Count)]);
        var earlier = files.Count == 0 ? ((string, int)?)null
            : earlierKeys.For(kind, direction, state, peer, at, null, [.. content, .. files.Select(one => one.ContentType + " " + one.Sha256)]);
        return mail with
        {
            Direction = direction,
            Kind = kind,
            Platform = null,
            State = state,
            Marks = FoundMarks.None,
            From = incoming ? peer : Peer.Self,
            To = incoming ? [] : [peer],
            Participants = [peer],

            // Of a group the program keeps the first number only.
            SenderUncertain = incoming && datatype is "MMS",
            At = at,
            Basis = TimeBasis.Epoch,
            Wall = null,
            Zone = null,
            SentAt = null,
            DurationSeconds = seconds,
            Subject = null,
            Text = text,
            Key = key,
            KeyOrdinal = ordinal,
            EarlierKey = earlier,
            Notes = [.. mail.Notes, new ReadingNote("mail.note.phone")],
        };
    }

    private static (Direction Direction, FoundKind Kind, FoundState State)? OfMessage((Direction Direction, FoundState State)? code) =>
        code is var (direction, state) ? (direction, FoundKind.Text, state) : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
