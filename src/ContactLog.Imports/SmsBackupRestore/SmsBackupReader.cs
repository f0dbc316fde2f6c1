using System.Globalization;
using System.Runtime.InteropServices;
using ContactLog.Imports.Markup;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.SmsBackupRestore;

/// <summary>One reading of one backup. Which record becomes what is decided here; how tags are read is the scanner's matter.</summary>
internal sealed class SmsBackupReader(MarkupScanner scanner, ReadOptions options, bool converted, bool unknownEncoding)
{
    internal static readonly string[] Records = ["sms", "mms", "call"];
    private static readonly string[] PartsOfRecords = ["parts", "part", "addrs", "addr"];

    /// <summary>The names at which reading can resume after a broken tag.</summary>
    public static readonly string[] Known = [.. SmsBackupRestoreFormat.Roots, .. Records, .. PartsOfRecords];

    // Far above what any phone writes.
    private const int MostAddress = 20_000;

    // A phone's clock shows itself in far fewer records, or not at all: a form in another language is tried in vain each time.
    private const int MostOffsets = 2000;

    private readonly Drafts _drafts = new(options);
    private readonly Conversations _people = new(options);
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private int _records;
    private int _broken;
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

        foreach (var problem in _drafts.Problems())
        {
            yield return problem;
        }
    }

    private Locator Locate(string name)
    {
        var ordinal = ++CollectionsMarshal.GetValueRefOrAddDefault(_ordinals, name, out _);
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
        var readable = _offsets < MostOffsets ? scanner.Short("readable_date") : null;
        var record = name switch { "sms" => Sms(locator), "mms" => Mms(locator), _ => Call(locator) };
        if (record is FoundItem item)
        {
            yield return item;
            if (item.At is { } at && readable is not null && _offsets++ < MostOffsets && ReadableDate.OffsetFrom(readable, at) is { } offset)
            {
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
        var type = scanner.Short("type");
        var what = AndroidCodes.Text(Code(type));
        if (what is not var (direction, state))
        {
            return Skip(locator, new ReadingNote("reading.skip.type", type ?? ""));
        }

        var address = scanner.Short("address", MostAddress);
        var peers = _people.Of(address, Label());
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
        return _drafts.Finish(new Draft
        {
            Locator = locator,
            Raw = scanner.Raw(),
            Direction = direction,
            Kind = FoundKind.Text,
            State = state,
            From = incoming ? peers[0] : Peer.Self,
            To = incoming ? [] : peers,
            With = peers,
            At = time,
            Sent = EpochTime.Read(scanner.Attribute("date_sent"), out _),
            Subject = scanner.Short("subject", 10_000),
            Text = MarkupValues.Value(body) ?? "",
            Conversation = _people.Number(address),
            Notes = notes,
            Damaged = scanner.TakeDamage(),
        });
    }

    private FoundRecord Call(Locator locator)
    {
        var type = scanner.Short("type");
        var what = AndroidCodes.Call(Code(type));
        if (what is not var (direction, kind, state))
        {
            return Skip(locator, new ReadingNote("reading.skip.call-type", type ?? ""));
        }

        var number = scanner.Short("number");
        var peer = _people.Number(number, Label());

        if (AndroidCodes.IsWithheld(Code(scanner.Attribute("presentation"))) && peer.Kind != PeerKind.Withheld)
        {
            peer = new Peer(Peer.WithheldId, PeerKind.Withheld, peer.Written);
        }

        var notes = new List<ReadingNote>();
        var time = Time(notes);
        long? duration = long.TryParse(scanner.Attribute("duration"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
        var incoming = direction == Direction.Incoming;
        return _drafts.Finish(new Draft
        {
            Locator = locator,
            Raw = scanner.Raw(),
            Direction = direction,
            Kind = kind,
            State = state,
            From = incoming ? peer : Peer.Self,
            To = incoming ? [] : [peer],
            With = [peer],
            At = time,
            Seconds = duration,
            Conversation = _people.Number(number),
            Notes = notes,
            Damaged = scanner.TakeDamage(),
        });
    }

    private FoundRecord Mms(Locator locator)
    {
        // Everything the start tag says has to be taken before the scanner moves on to the parts.
        var box = scanner.Short("msg_box");
        var type = scanner.Short("m_type");
        var address = scanner.Short("address", MostAddress);
        var label = Label();
        var subject = scanner.Short("sub", 10_000);
        var notes = new List<ReadingNote>();
        var at = Time(notes);
        var sent = EpochTime.Read(scanner.Attribute("date_sent"), out _);
        var content = new MmsContent(scanner, options);
        var end = scanner.SelfClosing ? RecordEnd.Whole : content.Read();
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

        var what = AndroidCodes.Multimedia(Code(box), Code(type));
        if (what is not var (direction, state))
        {
            return Skip(locator, new ReadingNote("reading.skip.box", box ?? ""));
        }

        var (sender, to, participants, uncertain) = direction == Direction.Incoming
            ? _people.Received(address, label, content.Addresses, notes)
            : _people.SentTo(address, label, content.Addresses);
        return _drafts.Finish(new Draft
        {
            Locator = locator,
            Raw = scanner.Raw(),
            Direction = direction,
            Kind = FoundKind.Text,
            State = state,
            From = sender,
            To = to,
            With = participants,
            Uncertain = uncertain,
            At = at,
            Sent = sent,
            Subject = subject,
            Text = content.Text,
            Attachments = content.Attachments,
            Conversation = _people.Number(address),
            Notes = notes,
            Damaged = scanner.TakeDamage(),
        });
    }

    private Instant? Time(List<ReadingNote> notes)
    {
        var at = EpochTime.Read(scanner.Attribute("date"), out var seconds);
        if (at is not null && seconds)
        {
            notes.Add(new ReadingNote("reading.note.seconds"));
        }

        return at;
    }

    private static long? Code(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;

    private string? Label() => scanner.Short("contact_name", 200) is { Length: > 0 } name and not "(Unknown)" ? name : null;
}
