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

    /// <summary>Call, text or voicemail …</summary>
    public required FoundKind Kind { get; init; }

    /// <summary>The service it came over, as people call it ("WhatsApp", "Instagram"); null for telephone, text messages and mail.</summary>
    public string? Platform { get; init; }

    /// <summary>What else the file says became of it; kept and shown as such.</summary>
    public FoundMarks Marks { get; init; }

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

    /// <summary>
    /// The wall time as the file has it, where it gives no instant: <see cref="At"/> follows from it and the zone she chose, and is
    /// null while she has not, or where clocks were set forward over it. For <see cref="TimeBasis.DateOnly"/> only its date means anything.
    /// With <see cref="TimeBasis.Offset"/> it stands where the zone that the file names shows it twice or never: nothing decides between the two.
    /// </summary>
    public LocalDateTime? Wall { get; init; }

    /// <summary>The zone by which a wall time was read (IANA), null when the file gives the instant itself.</summary>
    public string? Zone { get; init; }

    /// <summary>The time in the words of the file, where they say less or more than a date and a time: "last Tuesday", "approx 9pm". Null when they do not.</summary>
    public string? WhenText { get; init; }

    /// <summary>A picture or a recording that came as a file of its own: nothing in it says who made it, nor that anybody sent it to her.</summary>
    public bool IsByItself { get; init; }

    /// <summary>The file says itself that the time of day is not exact: "approx 9pm".</summary>
    public bool About { get; init; }

    /// <summary>When the sender's side says it was sent, or null.</summary>
    public Instant? SentAt { get; init; }

    /// <summary>The length of a call in seconds, or null.</summary>
    public long? DurationSeconds { get; init; }

    /// <summary>The subject line, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>What only a mail has, or null.</summary>
    public FoundMail? Mail { get; init; }

    /// <summary>What a picture says of itself, or null.</summary>
    public FoundPhoto? Photo { get; init; }

    /// <summary>The length of a recording in seconds by its own frames, or null.</summary>
    public double? SoundSeconds { get; init; }

    /// <summary>Other fields of an incident that the file has columns for, by their names in the field catalogue (<c>place</c>, <c>witness</c> …).</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;

    /// <summary>The words of the message; empty when there are none.</summary>
    public required string Text { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<FoundAttachment> Attachments { get; init; } = [];

    /// <summary>The same for the same record in any other backup of the same phone, whatever country was chosen: 32 hex digits.</summary>
    public required string Key { get; init; }

    /// <summary>From 1: which of the records of this file with the same <see cref="Key"/>. Two equal messages in one second are two.</summary>
    public required int KeyOrdinal { get; init; }

    /// <summary>The key that an earlier version of its reader gave this record, and its ordinal; null where it was the same. It is looked for in a record and never written.</summary>
    public (string Key, int Ordinal)? EarlierKey { get; init; }

    /// <summary>
    /// Its <see cref="Key"/> says of its file only that there is one, and a picture of another conversation may have the same: where the bytes of both are
    /// there, these tell them apart.
    /// </summary>
    public bool BytesTell { get; init; }

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
public sealed record FoundProblem(ReadingNote Note, bool Loss) : Found
{
    /// <summary>Which of the names or addresses is herself is not known, and only she can say.</summary>
    public bool AsksMe { get; init; }

    /// <summary>The name of a file of several that no format knows; null where it is about something else.</summary>
    public string? Unread { get; init; }
}

/// <summary>What the file says about itself.</summary>
/// <param name="Records">How many records it claims to hold, or null.</param>
/// <param name="MadeAt">When it was made, or null.</param>
public sealed record FoundClaim(long? Records, Instant? MadeAt) : Found;

/// <summary>What an archive held: said by the archive's reader before the records of each file inside it.</summary>
/// <param name="Id">The format (<see cref="ExportFormat.Id"/>).</param>
/// <param name="Name">The name of the file in the archive.</param>
public sealed record FoundFormat(string Id, string Name) : Found;

/// <summary>How the dates of the file are to be read: what the file itself decides, and the lines to ask her with where it does not.</summary>
/// <param name="Order">The order that the file proves or she chose; null when it must be asked.</param>
/// <param name="Conflict">True when values of both orders stand in one file: then nothing is read until she decides.</param>
/// <param name="Samples">Lines of the file whose date can be read both ways, at most three.</param>
public sealed record FoundDates(DateOrder? Order, bool Conflict, IReadOnlyList<DateSample> Samples) : Found
{
    /// <summary>The file itself does not decide: the order is her answer, or waits for it.</summary>
    public bool IsAsked { get; init; }

    /// <summary>The name of the file, where it is one of several; null where it is the only one.</summary>
    public string? File { get; init; }

    /// <summary>The dates of the file can be read with the year first too: 22-03-18.</summary>
    public bool MayBeYearFirst => Samples.Any(sample => sample.YearFirst is not null);
}

/// <summary>A line to ask with: "is this 3 April or 4 March?".</summary>
/// <param name="Line">The line as the file has it, cut to a readable length.</param>
/// <param name="DayFirst">Its date when the day comes first.</param>
/// <param name="MonthFirst">Its date when the month comes first.</param>
/// <param name="YearFirst">Its date when the year comes first; null also where most of the file cannot be read so.</param>
public sealed record DateSample(string Line, LocalDate? DayFirst, LocalDate? MonthFirst, LocalDate? YearFirst = null);

/// <summary>What only a mail has.</summary>
/// <param name="MessageId">As the mail has it, without angle brackets; null when it has none.</param>
/// <param name="ClaimedAt">Its Date line: the sender's claim; null when there is none that can be read.</param>
/// <param name="ReceivedAt">The time in the topmost Received line: the delivering server's; null when there is none.</param>
public sealed record FoundMail(string? MessageId, OffsetDateTime? ClaimedAt, OffsetDateTime? ReceivedAt)
{
    /// <summary>
    /// The header lines that say where it came from, as they stand: From, Reply-To, Sender, Return-Path, every Received, DKIM-Signature and so on.
    /// Kept, never checked: nothing here says that a signature is good or that an address is true.
    /// </summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];
}

/// <summary>One header line of a mail, unfolded and otherwise as it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it says.</param>
public sealed record MailHeader(string Name, string Value);

/// <summary>What a picture says of itself.</summary>
/// <param name="TakenAt">Wall time of the camera, or null.</param>
/// <param name="Offset">Its offset from UTC, where the picture says it or its satellite time shows it.</param>
/// <param name="HasPlace">It says where it was taken. The place itself is never given here.</param>
/// <param name="Orientation">EXIF orientation 1 to 8, or null.</param>
public sealed record FoundPhoto(LocalDateTime? TakenAt, Offset? Offset, bool HasPlace, int? Orientation);

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

    /// <summary>The name of the file beside this one that holds it (<see cref="ExportFile.Folder"/>), or null.</summary>
    internal string? Beside { get; init; }

    /// <summary>The name of the file inside an archive that it was found in, or null; set by the archive's reader.</summary>
    internal string? Within { get; init; }

    /// <summary>Where its encoded data begins; meaningful only to the format.</summary>
    internal long DataOffset { get; init; } = -1;

    /// <summary>How long its encoded data is.</summary>
    internal long DataLength { get; init; }

    /// <summary>How its encoded data is written; meaningful only to the format.</summary>
    internal string? Transfer { get; init; }

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
        // A note about a file in an archive stands inside the sentence that names the file.
        object?[] values = Array.Exists(Values, value => value is ReadingNote) ? [.. Values.Select(value => value is ReadingNote inner ? inner.Sentence(words) : value)] : Values;
        return Number is { } number ? words.Count(Word, number, values) : words[Word, values];
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

    /// <summary>A mail.</summary>
    Email,

    /// <summary>A message on a social network.</summary>
    Social,

    /// <summary>A picture by itself: a photo, a screenshot.</summary>
    Photo,

    /// <summary>A meeting, a visit: a row of a log that says so.</summary>
    InPerson,

    /// <summary>An appointment; nobody contacted anybody.</summary>
    Event,

    /// <summary>A row of a log that says something else.</summary>
    Other,
}

/// <summary>What else a file says became of a message.</summary>
[Flags]
public enum FoundMarks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It was deleted or taken back; that it was there is known, what it said is not.</summary>
    Deleted = 1,

    /// <summary>It was changed after it was sent; the file has the last wording unless it lists the others.</summary>
    Edited = 2,

    /// <summary>It could be looked at once.</summary>
    ViewOnce = 4,

    /// <summary>A picture or file belonged to it that the export left out.</summary>
    MediaLeftOut = 8,

    /// <summary>It was passed on from another conversation.</summary>
    Forwarded = 16,

    /// <summary>It was set to disappear.</summary>
    Disappearing = 32,

    /// <summary>It came as a request from somebody who was not a contact, or was filed as spam.</summary>
    Request = 64,
}

/// <summary>The order of day, month and year.</summary>
public enum DateOrder
{
    /// <summary>Day, month, year.</summary>
    Dmy,

    /// <summary>Month, day, year.</summary>
    Mdy,

    /// <summary>Year, month, day.</summary>
    Ymd,
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

    /// <summary>A line of the app itself: somebody joined, a number changed, messages were set to disappear.</summary>
    Notice,
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
