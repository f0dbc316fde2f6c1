using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.GoogleVoice;

/// <summary>A page of a Google Voice Takeout: texts, a call, a voicemail. See the README beside this file for sources, traps and promises.</summary>
public sealed class GoogleVoiceFormat : ExportFormat
{
    private const int MostBytes = 24 * 1024 * 1024;
    private static readonly ConditionalWeakTable<ExportFolder, string[]> s_sorted = [];

    /// <inheritdoc/>
    public override string Id => "google-voice";

    /// <inheritdoc/>
    public override int ReaderVersion => 3;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Offset;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) =>
        head.IndexOf("<html"u8) >= 0 && (head.IndexOf("class=\"hChatLog"u8) >= 0 || (head.IndexOf("class=\"haudio\""u8) >= 0 && head.IndexOf("class=\"published\""u8) >= 0));

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            var (bytes, size, _) = WholeFile.Look(file, MostBytes, cancellationToken);
            var page = TextEncodings.Decode(bytes, "utf-8", out var western);
            if (western)
            {
                yield return new FoundProblem(new ReadingNote("reading.western"), Loss: false);
            }

            var reader = new VoiceReader(file, options, page, Beside(file));
            var records = 0;
            foreach (var found in page.Contains("class=\"hChatLog", StringComparison.Ordinal) ? reader.Texts(cancellationToken) : reader.Call())
            {
                if (found is FoundRecord && records++ >= options.MaxRecords)
                {
                    yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                    yield break;
                }

                yield return found;
            }

            if (size > MostBytes || !page.Contains("</html>", StringComparison.Ordinal))
            {
                yield return new FoundProblem(new ReadingNote("voice.truncated"), Loss: true);
            }
        }
    }

    // The names of the files it came with, sorted once for all pages of an archive.
    private static string[] Beside(ExportFile file) => s_sorted.GetValue(file.Folder, folder => [.. folder.Names.Order(StringComparer.Ordinal)]);
}

/// <summary>Reads one page.</summary>
internal sealed class VoiceReader(ExportFile file, ReadOptions options, string page, string[] beside)
{
    private readonly ItemKeys _keys = new();
    private readonly ItemKeys _earlierKeys = new();
    private readonly string _name = WholeFile.NameOf(file);
    private readonly string _labels = VoicePage.Between(page, "<div class=\"tags\">", "</div>");
    private readonly bool _deleted = VoicePage.Between(page, "<div class=\"deletedStatusContainer\">", "</div>").Contains("True", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<Found> Texts(CancellationToken cancellationToken)
    {
        var group = VoicePage.Parse(VoicePage.Between(page, "<div class=\"participants\">", "</div>"))?.QuerySelectorAll("cite").Select(PeerOf).ToList() ?? [];
        var others = group.Count > 0 ? group : Others(cancellationToken);
        var number = 0;
        foreach (var (start, end) in VoicePage.Messages(page))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            var raw = page[start..end].TrimEnd();
            var locator = new Locator($"message[{number}]", null, null);
            if (VoicePage.Parse(raw) is not { } message)
            {
                yield return new FoundSkipped { Locator = locator, Raw = Raw(raw), Reason = new ReadingNote("voice.skip.damaged") };
                continue;
            }

            var when = VoicePage.Time(message.QuerySelector("abbr.dt"));
            if (when is { } shown)
            {
                yield return new FoundOffset(shown.Offset);
            }

            yield return Text(message, locator, raw, when, others, first: number == 1);
        }
    }

    public IEnumerable<Found> Call()
    {
        // The page is one call: everything behind the body tag.
        var from = page.IndexOf("<body", StringComparison.Ordinal);
        var raw = from < 0 ? page : page[from..];
        var locator = new Locator("call");
        if (VoicePage.Parse(raw) is not { } body || body.QuerySelector(".haudio") is not { } call)
        {
            yield return new FoundSkipped { Locator = locator, Raw = Raw(raw), Reason = new ReadingNote("voice.skip.damaged") };
            yield break;
        }

        var when = VoicePage.Time(call.QuerySelector("abbr.published"));
        if (when is { } shown)
        {
            yield return new FoundOffset(shown.Offset);
        }

        var peer = call.QuerySelector(".contributor") is { } contributor ? PeerOf(contributor) : Peer.Unknown;
        var notes = Notes(when);
        NameAgrees(when, notes);
        var placed = Has("placed");

        // Only a voicemail has a transcript: where the labels are missing, it says so.
        var transcript = call.QuerySelector(".full-text");
        var kind = Has("voicemail") || (_labels.Length == 0 && transcript is not null) ? FoundKind.Voicemail : FoundKind.Call;
        var state = kind == FoundKind.Voicemail ? FoundState.Left : placed ? FoundState.Placed : Has("missed") ? FoundState.Missed : Has("received") || Has("recorded") ? FoundState.Answered : (FoundState?)null;
        if (state is null)
        {
            yield return new FoundSkipped { Locator = locator, Raw = Raw(raw), Reason = new ReadingNote("voice.skip.label") };
            yield break;
        }

        var text = VoicePage.Words(transcript);
        notes.AddRange(text.Length > 0 ? [new ReadingNote("voice.note.transcript")] : []);
        var sounds = call.QuerySelectorAll("a[rel=enclosure]").Select(link => Attachment(link.GetAttribute("href") ?? "", "audio/mpeg", notes)).ToList();
        yield return Item(locator, raw, placed ? Direction.Outgoing : Direction.Incoming, kind, state.Value, peer, placed ? [peer] : [], when, text, sounds, notes) with
        {
            DurationSeconds = VoicePage.Seconds(call.QuerySelector("abbr.duration")),
        };
    }

    private FoundItem Text(IElement message, Locator locator, string raw, OffsetDateTime? when, List<Peer> others, bool first)
    {
        var sender = message.QuerySelector("cite.sender");
        // "Me" stands in an abbr where other names stand in a span; the word itself is translated.
        var mine = sender?.QuerySelector("abbr.fn") is not null;
        var notes = Notes(when);
        if (first)
        {
            NameAgrees(when, notes);
        }

        var peer = sender is null ? Peer.Unknown : PeerOf(sender);
        var uncertain = !mine && peer.Kind is PeerKind.Unknown or PeerKind.Withheld;
        if (uncertain)
        {
            notes.Add(new ReadingNote("voice.note.sender"));
            peer = Peer.Unknown;
        }

        var to = mine ? others : [];
        if (mine && to.Count == 0 && NameInFile() is { } name)
        {
            to = [name];
            notes.Add(new ReadingNote("voice.note.peer-from-name"));
        }

        var files = message.QuerySelectorAll("img[src], video[src], audio[src]").Select(one => (Name: one.GetAttribute("src") ?? "", Type: one.LocalName == "img" ? "image/jpeg" : one.LocalName + "/*"))
            .Concat(message.QuerySelectorAll("a.video[href], a.audio[href], a.vcard[href]").Select(one => (one.GetAttribute("href") ?? "", one.ClassName switch { "vcard" => "text/vcard", "video" => "video/mp4", _ => "audio/mpeg" })))
            .Select(one => Attachment(one.Item1, one.Item2, notes)).ToList();
        return Item(locator, raw, mine ? Direction.Outgoing : Direction.Incoming, FoundKind.Text, mine ? FoundState.Sent : FoundState.Received, peer, to, when, VoicePage.Words(message.QuerySelector("q")), files, notes) with
        {
            SenderUncertain = uncertain,
            Participants = [.. (mine ? to : others.Prepend(peer)).DistinctBy(one => one.Id)],
        };
    }

    private FoundItem Item(Locator locator, string raw, Direction direction, FoundKind kind, FoundState state, Peer peer, IReadOnlyList<Peer> to, OffsetDateTime? when, string text, IReadOnlyList<FoundAttachment> files, List<ReadingNote> notes)
    {
        var whole = PlainText.Cut(text, options.MaxText, out var cut);
        notes.AddRange(cut ? [new ReadingNote("reading.note.cut")] : []);
        var author = direction == Direction.Outgoing ? to.Count > 0 ? to[0] : Peer.Unknown : peer;

        // A file that is not there has another name than one that is: how many there are is the same.
        var (key, ordinal) = _keys.For(kind, direction, state, author, when?.ToInstant(), null, files.Count == 0 ? [text] : [text, ItemKeys.Files(files.Count)]);
        var earlier = files.Count == 0 ? ((string, int)?)null : _earlierKeys.For(kind, direction, state, author, when?.ToInstant(), null, [text, .. files.Select(one => one.Name)]);
        return new FoundItem
        {
            Locator = locator,
            Raw = Raw(raw),
            Direction = direction,
            Kind = kind,
            Platform = kind == FoundKind.Text ? "Google Voice" : null,
            State = state,
            Marks = Has("spam") ? FoundMarks.Request : FoundMarks.None,
            From = direction == Direction.Outgoing ? Peer.Self : peer,
            To = to,
            Participants = direction == Direction.Outgoing ? to : [peer],
            At = when?.ToInstant(),
            Basis = TimeBasis.Offset,
            Text = whole,
            Attachments = files,
            Key = key,
            KeyOrdinal = ordinal,
            EarlierKey = earlier,
            Notes = notes,
        };
    }

    private List<ReadingNote> Notes(OffsetDateTime? when)
    {
        var notes = new List<ReadingNote>();
        notes.AddRange(when is null ? [new ReadingNote("reading.note.no-time")] : []);
        notes.AddRange(_deleted ? [new ReadingNote("voice.note.deleted")] : []);
        return notes;
    }

    // The name has the time in UTC of the call, or of the first message. Anyone can name a file; that the two differ is worth knowing.
    private void NameAgrees(OffsetDateTime? when, List<ReadingNote> notes)
    {
        var at = _name.LastIndexOf(" - ", StringComparison.Ordinal);
        if (when is { } shown && at >= 0 && _name[(at + 3)..] is { Length: >= 20 } end && InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH'_'mm'_'ss'Z'").Parse(end[..20]) is { Success: true } named
            && Math.Abs((named.Value - shown.ToInstant()).TotalMinutes) > 2)
        {
            notes.Add(new ReadingNote("voice.note.name-time", end[..20].Replace('_', ':')));
        }
    }

    private bool Has(string label) => _labels.Contains("voice#" + label, StringComparison.Ordinal);

    private string Raw(string text) => PlainText.Cut(PlainText.Clean(text), options.MaxRaw, out var cut) + (cut ? " [the rest is in the original file]" : "");

    private Peer PeerOf(IElement element)
    {
        var number = element.QuerySelector("a.tel")?.GetAttribute("href") ?? "";
        number = number.StartsWith("tel:", StringComparison.Ordinal) ? Uri.UnescapeDataString(number[4..]) : number;
        var label = PlainText.Line(VoicePage.Words(element.QuerySelector(".fn")), 200);
        var name = label.Length > 0 && label != number ? label : null;
        return number.Length == 0 && name is not null ? new Peer(name, PeerKind.Name, name, name) : PhoneNumbers.Read(PlainText.Line(number, 320), options.Country, name);
    }

    // Those who wrote in this conversation: where only she did, the page does not say to whom.
    private List<Peer> Others(CancellationToken cancellationToken)
    {
        foreach (var (start, end) in VoicePage.Messages(page))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = page.AsSpan(start, end - start);
            if (piece.Contains("<abbr class=\"fn\"", StringComparison.Ordinal) || VoicePage.Parse(page[start..end])?.QuerySelector("cite.sender") is not { } sender)
            {
                continue;
            }

            if (PeerOf(sender) is { Kind: not (PeerKind.Withheld or PeerKind.Unknown) } peer)
            {
                return [peer];
            }
        }

        return [];
    }

    // "Joe Smith - Text - 2023-01-19T22_45_15Z.html"
    private Peer? NameInFile()
    {
        var at = _name.IndexOf(" - ", StringComparison.Ordinal);
        var name = at > 0 ? _name[..at].Trim() : "";
        return name.Length == 0 || name is "Text" ? null
            : PhoneNumbers.Read(name, options.Country) is { Kind: PeerKind.Phone } phone ? phone : new Peer(name, PeerKind.Name, name, name);
    }

    // The page cuts long names and leaves off the ending: what begins so, in the same folder, is it.
    private FoundAttachment Attachment(string source, string type, List<ReadingNote> notes)
    {
        var label = PlainText.Line(VisibleText.ForMatching(source.Split('/', '\\')[^1]), 200);
        var folder = file.Name.LastIndexOfAny(['/', '\\']) is >= 0 and var slash ? file.Name[..(slash + 1)] : "";
        var wanted = folder + source;
        var at = Array.BinarySearch(beside, wanted, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        if (source.Length > 0 && at < beside.Length && beside[at].StartsWith(wanted, StringComparison.Ordinal) && beside[at] is var name && name != file.Name && file.Folder.Find(name) is { } other)
        {
            var (first, size, sha256) = WholeFile.Look(other, Domain.Evidence.MediaKind.HeaderBytes, CancellationToken.None);
            var kind = Domain.Evidence.MediaKind.Of(first);
            return new FoundAttachment { Name = WholeFile.NameOf(other), ContentType = kind == Domain.Evidence.MediaKind.Unknown ? type : kind.MimeType, Size = size, Sha256 = sha256, Whole = true, Beside = name };
        }

        notes.Add(new ReadingNote("voice.note.file-missing", label));
        return new FoundAttachment { Name = label.Length > 0 ? label : "file", ContentType = type, Size = 0, Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([])), Whole = false };
    }
}
