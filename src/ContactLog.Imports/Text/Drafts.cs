using System.Globalization;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Imports.Text;

/// <summary>What a record of a conversation comes to before it becomes an item.</summary>
internal sealed record Draft
{
    public required Locator Locator { get; init; }

    public required string Raw { get; init; }

    public required Direction Direction { get; init; }

    public FoundKind Kind { get; init; } = FoundKind.Text;

    public string? Platform { get; init; }

    public required FoundState State { get; init; }

    public FoundMarks Marks { get; init; }

    public required Peer From { get; init; }

    public IReadOnlyList<Peer> To { get; init; } = [];

    public IReadOnlyList<Peer> With { get; init; } = [];

    public bool Uncertain { get; init; }

    public Instant? At { get; init; }

    public LocalDateTime? Wall { get; init; }

    public Instant? Sent { get; init; }

    public long? Seconds { get; init; }

    public string? Subject { get; init; }

    /// <summary>The kind that its key is of, where it is not <see cref="Kind"/>: an earlier version called it so.</summary>
    public FoundKind? KeyKind { get; init; }

    public string Text { get; init; } = "";

    public IReadOnlyList<FoundAttachment> Attachments { get; init; } = [];

    public List<ReadingNote> Notes { get; init; } = [];

    /// <summary>Something in the record could not be read as it stands and was replaced.</summary>
    public bool Damaged { get; init; }

    /// <summary>Who wrote it by the file itself, for the key: in files that have only names, whom she says she is must not change it. Null where the file tells the direction.</summary>
    public Peer? Author { get; init; }

    /// <summary>With whom the conversation is by the file, for the key, where that is surer than who wrote. Null to take whoever wrote, or the first it was written to.</summary>
    public Peer? Conversation { get; init; }
}

/// <summary>Makes items of drafts: limits, wall times, keys, what is to be said at the end.</summary>
internal sealed class Drafts(ReadOptions options)
{
    private const char Replaced = '\uFFFD';
    private readonly ItemKeys _keys = new();
    private readonly ItemKeys _earlierKeys = new();
    private int _withoutTime;
    private int _missing;
    private int _damaged;

    public FoundItem Finish(Draft draft)
    {
        var text = Json.Clean(draft.Text, options.MaxText, out var cut);
        _damaged += draft.Damaged || text.Contains(Replaced, StringComparison.Ordinal) ? 1 : 0;
        var (at, basis) = (draft.At, TimeBasis.Epoch);
        if (cut)
        {
            draft.Notes.Add(new ReadingNote("reading.note.cut"));
        }

        if (at is null && draft.Wall is { } wall)
        {
            (at, var clock) = WallTimes.Resolve(wall, options.Zone);
            basis = TimeBasis.Local;
            if (clock is not null)
            {
                draft.Notes.Add(clock);
            }
        }
        else if (at is null)
        {
            draft.Notes.Add(new ReadingNote("reading.note.no-time"));
            _withoutTime += draft.Direction == Direction.System ? 0 : 1;
        }

        var missing = draft.Attachments.Count > 0 && draft.Attachments.Any(one => one is { Size: 0, Beside: null, Inline: null });
        _missing += missing ? 1 : 0;
        var author = draft.Author ?? draft.Conversation ?? (draft.Direction == Direction.Outgoing ? draft.To.Count > 0 ? draft.To[0] : Peer.Unknown : draft.From);
        var direction = draft.Author is null || draft.Direction == Direction.System ? draft.Direction : Direction.Incoming;
        var state = draft.Author is null ? draft.State : FoundState.Received;
        string[] content = [text, draft.Subject ?? "", draft.Seconds?.ToString(CultureInfo.InvariantCulture) ?? ""];
        var wallKey = draft.At is null ? draft.Wall : null;

        // How many files and nothing more of them: a backup without its pictures, and later one with them, hold the same message.
        var (key, ordinal) = _keys.For(draft.KeyKind ?? draft.Kind, direction, state, author, draft.At, wallKey, draft.Attachments.Count == 0 ? content : [.. content, ItemKeys.Files(draft.Attachments.Count)]);
        var earlier = draft.Attachments.Count == 0 ? ((string, int)?)null
            : _earlierKeys.For(draft.KeyKind ?? draft.Kind, direction, state, author, draft.At, wallKey, [.. content, .. draft.Attachments.Select(one => one.ContentType + " " + (one.Size == 0 ? one.Name : one.Sha256))]);
        return new FoundItem
        {
            Locator = draft.Locator,
            Raw = draft.Raw,
            Direction = draft.Direction,
            Kind = draft.Kind,
            Platform = draft.Platform,
            State = draft.State,
            Marks = draft.Marks | (missing ? FoundMarks.MediaLeftOut : FoundMarks.None),
            From = draft.From,
            To = draft.To,
            Participants = draft.With,
            SenderUncertain = draft.Uncertain,
            At = at,
            Basis = basis,
            Wall = draft.At is null ? draft.Wall : null,
            Zone = basis == TimeBasis.Local && at is not null ? options.Zone?.Id : null,
            SentAt = draft.Sent,
            DurationSeconds = draft.Seconds,
            Subject = IsOfTheApp(draft.Subject) ? null : draft.Subject,
            Text = text,
            Attachments = draft.Attachments,
            Key = key,
            KeyOrdinal = ordinal,
            EarlierKey = earlier,
            Notes = draft.Notes,
        };
    }

    // Google Messages keeps data of its own where the subject of a message would be; nobody wrote that.
    private static bool IsOfTheApp(string? subject) => subject is { Length: > 30 } && subject.StartsWith("proto:", StringComparison.Ordinal) && !subject.Contains(' ', StringComparison.Ordinal);

    /// <summary>What is to be said of the file as a whole.</summary>
    public IEnumerable<FoundProblem> Problems()
    {
        if (_missing > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("chats.missing", _missing), Loss: false);
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

    /// <summary>Milliseconds since 1970, or null when the number is absent, 0 or impossible.</summary>
    public static Instant? Milliseconds(long? number) =>
        number is > 100_000_000_000 and < 4_102_444_800_000 ? Instant.FromUnixTimeMilliseconds(number.Value) : null;

    /// <summary>An instant in milliseconds or in seconds since 1970, told by size; null when the number is absent, 0 or impossible.</summary>
    public static Instant? Time(long? number) => Milliseconds(number) ?? Seconds(number);

    /// <summary>Seconds since 1970, or null when the number is absent, 0 or impossible.</summary>
    public static Instant? Seconds(long? number) => number is > 100_000_000 and < 4_102_444_800 ? Instant.FromUnixTimeSeconds(number.Value) : null;
}
