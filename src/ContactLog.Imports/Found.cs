using System.Diagnostics.CodeAnalysis;
using ContactLog.Domain.Language;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Imports;

/// <summary>One thing found in an export, in the order of the file.</summary>
public abstract record Found;

/// <summary>A record of the file: counted exactly once in the tally.</summary>
public abstract record FoundRecord : Found
{
    /// <summary>Where in the file it is.</summary>
    public required Locator Locator { get; init; }

    /// <summary>
    /// The record as the file has it, decoded to text, with control characters replaced by U+FFFD. Attachment data
    /// is left out and a note in square brackets stands in its place; what is longer than <see cref="ReadOptions.MaxRaw"/> is cut and ends in such a note.
    /// </summary>
    public required string Raw { get; init; }
}

/// <summary>A message, a call, or an entry that is neither (<see cref="Direction.System"/>).</summary>
public sealed record FoundItem : FoundRecord
{
    /// <summary>To her, from her, or neither.</summary>
    public required Direction Direction { get; init; }

    /// <summary>Call, text or voicemail.</summary>
    public required FoundKind Kind { get; init; }

    /// <summary>What became of it, as far as the file says.</summary>
    public required FoundState State { get; init; }

    /// <summary>Who it came from; <see cref="Peer.Self"/> when it is from her.</summary>
    public required Peer From { get; init; }

    /// <summary>Whom it went to, as far as the file says; empty means herself alone.</summary>
    public required IReadOnlyList<Peer> To { get; init; }

    /// <summary>Everybody in it except herself, each once, the sender first.</summary>
    public required IReadOnlyList<Peer> Participants { get; init; }

    /// <summary>The sender was not stated where it should be and was taken from the conversation: say so wherever it is shown.</summary>
    public bool SenderUncertain { get; init; }

    /// <summary>When, or null when the file gives no usable time.</summary>
    public required Instant? At { get; init; }

    /// <summary>What <see cref="At"/> is worth.</summary>
    public required TimeBasis Basis { get; init; }

    /// <summary>The zone by which a wall time was read (IANA), null when the file gives the instant itself.</summary>
    public string? Zone { get; init; }

    /// <summary>When the sender's side says it was sent, or null.</summary>
    public Instant? SentAt { get; init; }

    /// <summary>The length of a call in seconds, or null.</summary>
    public long? DurationSeconds { get; init; }

    /// <summary>The subject line, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>The words of the message; empty when there are none.</summary>
    public required string Text { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<FoundAttachment> Attachments { get; init; } = [];

    /// <summary>The same for the same record in any other backup of the same phone, whatever country was chosen: 32 hex digits.</summary>
    public required string Key { get; init; }

    /// <summary>From 1: which of the records of this file with the same <see cref="Key"/>. Two equal messages in one second are two.</summary>
    public required int KeyOrdinal { get; init; }

    /// <summary>What a reader of this record should know: "the sender is uncertain", "the text was cut" …</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>Whether it came to her from this person (<see cref="Peer.Id"/>).</summary>
    public bool IsFrom(string peerId) => Direction == Direction.Incoming && string.Equals(From.Id, peerId, StringComparison.Ordinal);

    /// <summary>Whether this person (<see cref="Peer.Id"/>) is in it at all.</summary>
    public bool Involves(string peerId) => Participants.Any(peer => string.Equals(peer.Id, peerId, StringComparison.Ordinal));
}

/// <summary>A record that could not be taken, and why. It is listed, never dropped.</summary>
public sealed record FoundSkipped : FoundRecord
{
    /// <summary>Why.</summary>
    public required ReadingNote Reason { get; init; }
}

/// <summary>Something wrong with, or worth knowing about, the file as a whole.</summary>
/// <param name="Note">What.</param>
/// <param name="Loss">True when something the file held, or should have held, was not read.</param>
public sealed record FoundProblem(ReadingNote Note, bool Loss) : Found;

/// <summary>What the file says about itself.</summary>
/// <param name="Records">How many records it claims to hold, or null.</param>
/// <param name="MadeAt">When it was made, or null.</param>
public sealed record FoundClaim(long? Records, Instant? MadeAt) : Found;

/// <summary>A hint about the phone's clock: the wall time the file shows beside an instant, less that instant.</summary>
/// <param name="Offset">From UTC, in quarters of an hour.</param>
public sealed record FoundOffset(Offset Offset) : Found;

/// <summary>A file inside a record. Its bytes are opened with <see cref="ExportFormat.OpenAttachment"/>.</summary>
public sealed record FoundAttachment
{
    /// <summary>Its name as the sender's side gave it: a label only, never a path.</summary>
    public required string Name { get; init; }

    /// <summary>Its type as declared, lower case: claimed by the sender, to be checked by content.</summary>
    public required string ContentType { get; init; }

    /// <summary>Its decoded length in bytes; 0 when the file holds no data for it.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the decoded bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>False when its encoding was broken in places, so that the bytes are perhaps not what was sent.</summary>
    public required bool Whole { get; init; }

    /// <summary>Where its encoded data begins; meaningful only to the format.</summary>
    internal long DataOffset { get; init; } = -1;

    /// <summary>How long its encoded data is.</summary>
    internal long DataLength { get; init; }

    /// <summary>The content, when the file holds it as text.</summary>
    internal string? Inline { get; init; }
}

/// <summary>A place in the original file.</summary>
/// <param name="Path">The stable address: <c>sms[12]</c> is the twelfth sms element of the file, from 1.</param>
/// <param name="Byte">The offset of its first byte, from 0; null when the file is in an encoding that has to be converted first.</param>
/// <param name="Line">Its line, from 1.</param>
public readonly record struct Locator(string Path, long? Byte = null, long? Line = null)
{
    /// <summary>The path alone.</summary>
    public override string ToString() => Path;
}

/// <summary>A sentence in waiting: the key of its words and what goes into its places.</summary>
public sealed record ReadingNote
{
    /// <summary>A sentence.</summary>
    /// <param name="word">Its key in the area <c>reading</c>.</param>
    /// <param name="values">What goes into its places.</param>
    public ReadingNote(string word, params object?[] values) => (Word, Values) = (word, values);

    /// <summary>The key of its words.</summary>
    public string Word { get; }

    /// <summary>The values for its places.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "Handed straight to string formatting.")]
    public object?[] Values { get; }

    /// <summary>When set, the sentence has a form for one and a form for many of this.</summary>
    public long? Number { get; private init; }

    /// <summary>A sentence about a number of things; {0} is the number.</summary>
    public static ReadingNote Counted(string word, long number, params object?[] values) => new(word, values) { Number = number };

    /// <summary>The sentence.</summary>
    public string Sentence(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Number is { } number ? words.Count(Word, number, Values) : words[Word, Values];
    }
}

/// <summary>Which way.</summary>
public enum Direction
{
    /// <summary>To her.</summary>
    Incoming,

    /// <summary>From her.</summary>
    Outgoing,

    /// <summary>Neither: a draft, a delivery report.</summary>
    System,
}

/// <summary>What kind of contact.</summary>
public enum FoundKind
{
    /// <summary>A text or multimedia message.</summary>
    Text,

    /// <summary>A call, answered or not.</summary>
    Call,

    /// <summary>A voicemail.</summary>
    Voicemail,
}

/// <summary>What became of a message or call.</summary>
public enum FoundState
{
    /// <summary>A message that arrived.</summary>
    Received,

    /// <summary>A message that went out.</summary>
    Sent,

    /// <summary>A call that was taken.</summary>
    Answered,

    /// <summary>A call she placed.</summary>
    Placed,

    /// <summary>A call nobody took.</summary>
    Missed,

    /// <summary>A call she declined.</summary>
    Rejected,

    /// <summary>A call the phone turned away because the number was blocked.</summary>
    Blocked,

    /// <summary>A call taken on another device of hers.</summary>
    AnsweredElsewhere,

    /// <summary>A voicemail that was left.</summary>
    Left,

    /// <summary>A multimedia message that was announced but never fetched: that it came is known, what it said is not.</summary>
    NotFetched,

    /// <summary>Written, never sent.</summary>
    Draft,

    /// <summary>On its way out when the backup was made.</summary>
    Waiting,

    /// <summary>Tried, not sent.</summary>
    Failed,

    /// <summary>A delivery or reading report.</summary>
    Report,
}

/// <summary>What a time is worth.</summary>
public enum TimeBasis
{
    /// <summary>The file gives the instant itself.</summary>
    Epoch,

    /// <summary>The file gives wall time and offset.</summary>
    Offset,

    /// <summary>The file gives wall time; she chose the zone.</summary>
    Local,

    /// <summary>The file gives a day.</summary>
    DateOnly,
}
