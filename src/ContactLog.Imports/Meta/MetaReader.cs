using System.Text;
using System.Text.Json;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Meta;

/// <summary>One reading of one conversation of Messenger or Instagram, in either of the two schemas.</summary>
internal sealed class MetaReader(ExportFile file, ReadOptions options, string platform, CancellationToken cancellationToken)
{
    private const int MostFiles = 500;
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);
    private static readonly string[] s_media = ["photos", "videos", "audio_files", "files", "gifs", "media"];

    private readonly Drafts _drafts = new(options);
    private readonly BesideFiles _beside = new(file, cancellationToken);
    private readonly List<string> _folders = [];
    private Cast _cast = null!;
    private bool _request;

    private int LongestMessage => (int)Math.Min((options.MaxText * 6L) + 65_536, int.MaxValue / 4);

    public IEnumerable<Found> Run()
    {
        LookAround();
        using var walk = Open();
        var records = 0;
        while (walk.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (walk.Left || walk.Path is not ".messages[]")
            {
                continue;
            }

            if (records++ >= options.MaxRecords)
            {
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                yield break;
            }

            yield return Message(walk);
        }

        foreach (var problem in JsonProblems.Of(walk))
        {
            yield return problem;
        }

        if (records > 0 && _cast.Problem() is { } me)
        {
            yield return me;
        }

        foreach (var problem in _drafts.Problems())
        {
            yield return problem;
        }
    }

    /// <summary>Meta writes the bytes of UTF-8 as if they were characters: "cafÃ©". A string that is no such thing stays as it is.</summary>
    internal static string Mended(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\x80', '\xFF') < 0 || text.AsSpan().IndexOfAnyExceptInRange('\0', '\xFF') >= 0)
        {
            return text;
        }

        try
        {
            return s_strict.GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }

    private JsonWalk Open() => new(file.Open(), LongestMessage, path => path is "" or ".messages");

    // The names come before the messages, the place of the conversation after them.
    private void LookAround()
    {
        List<string> names = [];
        var path = file.Name;
        using var walk = Open();
        while (walk.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (walk.Left || walk.Path is not (".participants" or ".thread_path"))
            {
                continue;
            }

            if (Json.Parse(walk.Value, out _) is not { } value)
            {
                continue;
            }

            if (walk.Path is ".thread_path")
            {
                path += "\n/" + value.AsText();
            }
            else if (value.ValueKind == JsonValueKind.Array)
            {
                names.AddRange(value.EnumerateArray().Select(one => Mended(one.ValueKind == JsonValueKind.String ? one.AsText() : one.Text("name") ?? "")));
            }
        }

        // Strangers write into these; they are a folder of their own and not among the conversations.
        _request = path.Contains("/message_requests/", StringComparison.Ordinal) || path.Contains("/filtered_threads/", StringComparison.Ordinal);
        _cast = new Cast(new OwnNames(options), names);
        var folder = _beside.Folder;
        _folders.Add(folder);
        for (var slash = folder.TrimEnd('/').LastIndexOf('/'); slash >= 0; slash = folder.TrimEnd('/').LastIndexOf('/'))
        {
            folder = folder[..(slash + 1)];
            _folders.Add(folder);
        }

        _folders.Add("");
    }

    private FoundRecord Message(JsonWalk walk)
    {
        var locator = new Locator(walk.Place, walk.Offset, walk.Line);
        var raw = Json.Raw(walk.Value.Span, options.MaxRaw);
        if (walk.Cut || Json.Parse(walk.Value, out _) is not { ValueKind: JsonValueKind.Object } message)
        {
            return new FoundSkipped { Locator = locator, Raw = raw, Reason = JsonProblems.Why(walk) };
        }

        var notes = new List<ReadingNote>();
        var name = Mended(message.Text("sender_name") ?? message.Text("senderName") ?? "");
        var person = _cast.Of(name);
        var type = (message.Text("type") ?? "").ToLowerInvariant();
        var text = Mended(message.Text("content") ?? message.Text("text") ?? "");
        var told = type is "call" || message.Member("call_duration") is not null || message.Is("missed");
        var files = Files(message);
        var word = told || person.Peer.Kind == PeerKind.Unknown || files.Count > 0 ? null : CallWords.Of(text, name, person.IsMe);
        var notice = type is "subscribe" or "unsubscribe" || word == CallWord.Ended;
        var call = told || word is CallWord.Started or CallWord.Missed;
        var seconds = message.Number("call_duration");
        var missed = call && (message.Is("missed") || seconds is 0 || word == CallWord.Missed);
        notes.AddRange(word is not null && call ? [new ReadingNote("chats.note.call-words")] : []);
        if (message.Text("ip") is { Length: > 0 and < 60 } address)
        {
            notes.Add(new ReadingNote("chats.note.address", address));
        }

        if (person.Peer.Kind == PeerKind.Unknown && !notice)
        {
            notes.Add(new ReadingNote("chats.note.no-sender"));
        }

        var marks = message.Is("is_unsent") || message.Is("isUnsent") ? FoundMarks.Deleted : FoundMarks.None;
        return _drafts.Finish(new Draft
        {
            Locator = locator,
            Raw = raw,
            Direction = notice ? Direction.System : person.Direction,
            Kind = call ? FoundKind.Call : FoundKind.Social,

            // Known again where it came in as a message, before its words were known.
            KeyKind = told ? null : FoundKind.Social,
            Platform = platform,
            State = notice ? FoundState.Notice : State(call, missed, seconds, person.IsMe),
            Marks = marks | (_request && !person.IsMe ? FoundMarks.Request : FoundMarks.None),
            From = notice ? Peer.Unknown : person.From,
            To = notice ? [] : person.To,
            With = notice ? [] : person.With,
            Author = person.Peer,
            At = Drafts.Time(message.Number("timestamp_ms") ?? message.Number("timestamp")),
            Seconds = seconds is >= 0 ? seconds : null,
            Text = Shared(message, text),
            Attachments = files,
            Notes = notes,
        });
    }

    // Of a call without a length the file says only that it came.
    private static FoundState State(bool call, bool missed, long? seconds, bool mine) => (call, mine) switch
    {
        (true, true) => FoundState.Placed,
        (true, false) => missed ? FoundState.Missed : seconds > 0 ? FoundState.Answered : FoundState.Received,
        (false, true) => FoundState.Sent,
        _ => FoundState.Received,
    };

    private static string Shared(JsonElement message, string text)
    {
        if (message.Member("share") is not { } share)
        {
            return text;
        }

        var parts = new[] { text, Mended(share.Text("share_text") ?? ""), share.Text("link") ?? "" };
        return string.Join('\n', parts.Where(part => part.Length > 0).Distinct(StringComparer.Ordinal));
    }

    private List<FoundAttachment> Files(JsonElement message)
    {
        List<FoundAttachment> all = [];
        foreach (var one in s_media.SelectMany(list => message.List(list)).Concat(message.Member("sticker") is { } sticker ? [sticker] : []))
        {
            if (all.Count >= MostFiles || Mended(one.Text("uri") ?? "") is not { Length: > 0 } uri)
            {
                continue;
            }

            // Nothing is ever fetched, and nothing outside the download is looked at.
            var path = uri.StartsWith("./", StringComparison.Ordinal) ? uri[2..] : uri;
            var inside = !path.Contains("://", StringComparison.Ordinal) && !path.Split('/').Contains("..");
            all.Add(_beside.Describe(path[(path.LastIndexOf('/') + 1)..], inside ? _folders.Select(folder => folder + path) : []));
        }

        return all;
    }
}
