using System.Globalization;
using System.Text;
using System.Text.Json;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.SmsBackupRestore;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.SmsImportExport;

/// <summary>One reading of one file of records, a line each: the rows of Android's own tables.</summary>
internal sealed class NdjsonReader(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
{
    private const int MostParts = 1000;
    private readonly Drafts _drafts = new(options);
    private readonly BesideFiles _beside = new(file, cancellationToken);
    private readonly OwnNames _own = new(options);

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

            if (records++ >= options.MaxRecords)
            {
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                yield break;
            }

            var bytes = Encoding.UTF8.GetBytes(lines.Line.ToString());
            var locator = new Locator($"line[{lines.Number}]", lines.Offset, lines.Number);
            var raw = Json.Raw(bytes, options.MaxRaw);
            if (lines.Cut || Json.Parse(bytes, out _) is not { ValueKind: JsonValueKind.Object } record)
            {
                truncated = lines.IsOpen;
                yield return new FoundSkipped { Locator = locator, Raw = raw, Reason = new ReadingNote(lines.Cut ? "chats.long" : "reading.skip.broken") };
                continue;
            }

            yield return record.Member("msg_box") is not null || record.Member("__parts") is not null || record.Member("m_type") is not null ? Mms(record, locator, raw)
                : record.Member("number") is not null || record.Member("duration") is not null ? Call(record, locator, raw)
                : Sms(record, locator, raw);
        }

        if (truncated)
        {
            yield return new FoundProblem(new ReadingNote("reading.truncated"), Loss: true);
        }

        foreach (var problem in _drafts.Problems())
        {
            yield return problem;
        }
    }

    // android.provider.Telephony.Sms: the same numbers as in the XML of SMS Backup & Restore.
    private FoundRecord Sms(JsonElement record, Locator locator, string raw)
    {
        var type = record.Number("type");
        var what = AndroidCodes.Text(type);
        if (what is not var (direction, state))
        {
            return Skip(locator, raw, "reading.skip.type", type);
        }

        var peer = PhoneNumbers.Read(record.Text("address"), options.Country, Name(record));
        return Item(record, locator, raw, direction, state, peer, [peer], [peer], record.Text("body") ?? "", [], []);
    }

    private FoundRecord Mms(JsonElement record, Locator locator, string raw)
    {
        var what = AndroidCodes.Multimedia(record.Number("msg_box"), record.Number("m_type"));
        if (what is not var (direction, state))
        {
            return Skip(locator, raw, "reading.skip.box", record.Number("msg_box"));
        }

        var notes = new List<ReadingNote>();
        var sender = Somebody(record.Member("__sender_address")) ?? record.List("__addresses").Where(one => one.Number("type") == 137).Select(one => Somebody(one)).FirstOrDefault();
        var to = record.List("__recipient_addresses").Concat(record.List("__addresses").Where(one => one.Number("type") != 137)).Take(MostParts)
            .Select(one => Somebody(one)).OfType<Peer>().DistinctBy(peer => peer.Id, StringComparer.Ordinal).ToList();
        var uncertain = direction == Direction.Incoming && sender is null;
        if (uncertain)
        {
            notes.Add(new ReadingNote("reading.note.sender-unknown"));
        }

        var from = sender ?? Peer.Unknown;
        var text = new StringBuilder();
        var files = Parts(record, text);
        IReadOnlyList<Peer> with = direction == Direction.Incoming ? [from, .. to.Where(peer => peer.Id != from.Id)] : to;
        return Item(record, locator, raw, direction, state, from, to, with, text.ToString(), files, notes, uncertain);
    }

    private List<FoundAttachment> Parts(JsonElement record, StringBuilder text)
    {
        List<FoundAttachment> files = [];
        foreach (var part in record.List("__parts").Take(MostParts))
        {
            var type = (part.Text("ct") ?? "application/octet-stream").Trim().ToLowerInvariant();
            var path = part.Text("_data");
            if (type is "application/smil")
            {
                continue;
            }

            if (type.StartsWith("text/plain", StringComparison.Ordinal) && part.Text("text") is { } words)
            {
                text.Append(text.Length > 0 ? "\n" : "").Append(words);
                continue;
            }

            // The bytes lie in data/ of the archive, under the last part of the path they had on the phone.
            var label = path is null ? "" : path[(path.LastIndexOf('/') + 1)..];
            var name = new[] { part.Text("cl"), part.Text("fn"), part.Text("name"), label }.FirstOrDefault(one => one is { Length: > 0 }) ?? "";
            files.Add(_beside.Describe(name, label.Length > 0 && label != ".." ? [_beside.Folder + "data/" + label] : [], type));
        }

        return files;
    }

    // android.provider.CallLog.Calls.
    private FoundRecord Call(JsonElement record, Locator locator, string raw)
    {
        var type = record.Number("type");
        var what = AndroidCodes.Call(type);
        if (what is not var (direction, kind, state))
        {
            return Skip(locator, raw, "reading.skip.call-type", type);
        }

        var peer = PhoneNumbers.Read(record.Text("number"), options.Country, Name(record) ?? record.Text("name"));
        if (AndroidCodes.IsWithheld(record.Number("presentation")) && peer.Kind != PeerKind.Withheld)
        {
            peer = new Peer(Peer.WithheldId, PeerKind.Withheld, peer.Written);
        }

        return Item(record, locator, raw, direction, state, peer, [peer], [peer], "", [], [], kind: kind, seconds: record.Number("duration"));
    }

    private FoundItem Item(
        JsonElement record, Locator locator, string raw, Direction direction, FoundState state, Peer peer, IReadOnlyList<Peer> to, IReadOnlyList<Peer> with,
        string text, List<FoundAttachment> files, List<ReadingNote> notes, bool uncertain = false, FoundKind kind = FoundKind.Text, long? seconds = null)
    {
        var incoming = direction == Direction.Incoming;
        return _drafts.Finish(new Draft
        {
            Locator = locator,
            Raw = raw,
            Direction = direction,
            Kind = kind,
            State = state,
            From = incoming ? peer : Peer.Self,
            To = incoming ? [] : to,
            With = with,
            Uncertain = uncertain,
            At = Drafts.Time(record.Number("date")),
            Sent = Drafts.Time(record.Number("date_sent")),
            Seconds = seconds,
            Subject = record.Text("sub") ?? record.Text("subject"),
            Text = text,
            Attachments = files,
            Notes = notes,
        });
    }

    private static string? Name(JsonElement record) => (record.Text("__display_name") ?? record.Text("display_name")) is { Length: > 0 and <= 200 } name ? name : null;

    private Peer? Somebody(JsonElement? address)
    {
        var written = address is { ValueKind: JsonValueKind.String } text ? text.AsText() : address?.Text("address");
        if (written is not { Length: > 0 })
        {
            return null;
        }

        var peer = PhoneNumbers.Read(written, options.Country, address is { } one ? Name(one) : null);
        return peer.Kind is PeerKind.Self or PeerKind.Withheld || _own.Include(written) ? null : peer;
    }

    private static FoundSkipped Skip(Locator locator, string raw, string word, long? value) =>
        new() { Locator = locator, Raw = raw, Reason = new ReadingNote(word, value?.ToString(CultureInfo.InvariantCulture) ?? "") };
}
