using System.Globalization;
using System.Text;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Importing;

/// <summary>What a record of a file, or a session of them, says as an entry: exact words, time as far as it is known, and its place in the file.</summary>
internal sealed class IncidentFields(ImportAnswers answers, Words words)
{
    /// <summary>The most characters of one field.</summary>
    public const int MostText = 190_000;

    private const int MostLine = 1_000;
    private const string HashWord = ", SHA-256 ";

    /// <summary>The fields.</summary>
    /// <param name="group">One record, or those of a session, oldest first.</param>
    /// <param name="known">The number in her record that it came from, or null.</param>
    /// <param name="contact">The person it came from where no number says so, or null.</param>
    public FieldSet Of(IReadOnlyList<Planned> group, ContactPoint? known, Contact? contact)
    {
        var item = group[0].Item;
        var own = IsOwn(group[0]);
        var isEvent = group[0].Fate == Fate.Event;
        var isMade = group[0].Fate == Fate.Made;
        var peer = PeerOf(group[0]);
        var fields = FieldSet.Empty
            .With("kind", Incident.WordOf(isMade ? IncidentKind.Other : TypedEntries.KindOf(item.Kind)))
            .With("direction", isEvent ? "none" : isMade ? "made" : own ? "out" : "in")
            .With("locator", Cut(Join(group, one => Place(one.Item.Locator))))
            .With("raw", Cut(Join(group, one => one.Item.Raw)))
            .With("source-key", Join(group, one => one.Item.Key))
            .With("time-basis", item.At is null && item.Wall is null ? null : FoundWords.Name(item.Basis));
        foreach (var (name, text) in item.Fields)
        {
            // Columns of a log: only what the catalogue knows and a person could have typed.
            if (group.Count == 1 && FieldCatalogue.Find(ItemType.Incident, name) is { Kind: FieldKind.Line or FieldKind.Text or FieldKind.Words or FieldKind.YesNo })
            {
                fields = fields.With(name, Cut(text));
            }
        }

        if (!own && !isEvent && !isMade)
        {
            fields = fields.With("from", Shown(peer));
        }

        fields = known is not null ? fields.With("contact-point", known.FirstSeq) : contact is not null ? fields.With("contact", contact.FirstSeq) : fields;
        WhenOf(group).Write((name, text) => fields = fields.With(name, text));
        if (group.Count > 1)
        {
            fields = fields.With("count", group.Count).With("count-precision", "exact").With("times", Join(group, TimeOf));
        }

        var results = group.Select(one => ResultOf(one.Item.State)).Distinct(StringComparer.Ordinal).ToList();
        if (isEvent)
        {
            // Nobody said it to anybody: what was set down is what happened, and no exact words.
            return fields
                .With("narrative", Cut(string.Join('\n', new[] { item.Subject, item.Text }.Where(part => !string.IsNullOrEmpty(part)))))
                .With("duration", DurationOf(item))
                .With("reading-notes", Cut(string.Join('\n', Notes(group[0], inSession: false, sayResult: false))));
        }

        if (isMade)
        {
            // It has no words of anybody, and nothing tells it from the next but the name of its file.
            fields = fields.With("narrative", Cut(words[item.Kind == FoundKind.Photo ? "importing.made.photo" : "importing.made.recording", item.Attachments[0].Name], MostLine));
        }

        return fields
            .With("platform", item.Platform)
            .With("said", Cut(group.Count == 1 ? item.Text : string.Join('\n', group.Where(one => one.Item.Text.Length > 0).Select(one => $"{TimeOf(one)}  {one.Item.Text}"))))
            .With("subject", group.Count == 1 && item.Subject is { } subject ? Cut(subject, MostLine) : null)
            .With("call-result", results.Count == 1 ? results[0] : null)
            .With("duration", DurationOf(item) is { } length && group.Count == 1 && !isMade ? length : null)
            .With("message-id", item.Mail?.MessageId is { } id ? Cut(id, MostLine) : null)
            .With("claimed-at", Stamp(item.Mail?.ClaimedAt))
            .With("received-at", Stamp(item.Mail?.ReceivedAt))
            .With("mail-route", MailRoute.Of(item.Mail))
            .With("attachments", Cut(string.Join('\n', group.SelectMany(one => one.Item.Attachments).Select(one =>
                string.Create(CultureInfo.InvariantCulture, $"{one.Name} ({one.ContentType}, {one.Size} bytes{HashWord}{one.Sha256})")))))
            .With("reading-notes", Cut(string.Join('\n', group.SelectMany(one => Notes(one, inSession: group.Count > 1, sayResult: results.Count > 1)).Distinct(StringComparer.Ordinal))));
    }

    /// <summary>Whom a record is between, beside herself.</summary>
    public Peer PeerOf(Planned planned) =>
        IsOwn(planned) ? planned.Item.To.FirstOrDefault(one => answers.IsPerson(one.Id)) ?? planned.Item.From : planned.Item.From;

    /// <summary>The hashes of the files that an entry lists with their bytes.</summary>
    public static IEnumerable<string> HashesIn(Incident incident) =>
        incident.Fields.List("attachments").Where(line => !line.Contains(", 0 bytes, ", StringComparison.Ordinal))
            .Select(line => line.LastIndexOf(HashWord, StringComparison.Ordinal) is >= 0 and var at ? line[(at + HashWord.Length)..].TrimEnd(')') : "").Where(hash => hash.Length == 64);

    /// <summary>Cuts a long text, and never a character in two.</summary>
    public static string Cut(string text, int most = MostText) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";

    private static bool IsOwn(Planned planned) => planned.Fate == Fate.Own || planned.Item.Direction == Direction.Outgoing;

    private string Shown(Peer peer) => Cut(ImportWords.Person(words, peer.Kind, peer.Written.Length > 0 ? peer.Written : peer.Label ?? peer.Id), MostLine);

    private When WhenOf(IReadOnlyList<Planned> group)
    {
        var first = ImportTimes.WhenOf(group[0].Item, answers.Zone);
        if (group.Count == 1)
        {
            return first;
        }

        var last = ImportTimes.WhenOf(group[^1].Item, answers.Zone);
        return first with { EndTime = last.Time, EndDate = last.Date != first.Date ? last.Date : null };
    }

    private string TimeOf(Planned planned) => ImportTimes.WhenOf(planned.Item, answers.Zone).Time is { } time ? When.Format(time) : "";

    private string? DurationOf(FoundItem item) =>
        item.DurationSeconds is > 0 and { } seconds ? ImportWords.Duration(words, seconds)
        : item.SoundSeconds is { } sound and > 0 ? ImportWords.Duration(words, (long)Math.Round(sound, MidpointRounding.AwayFromZero)) : null;

    private IEnumerable<string> Notes(Planned planned, bool inSession, bool sayResult)
    {
        var item = planned.Item;
        var said = ImportWords.Remarks(words, item);
        if (inSession && sayResult && ResultOf(item.State) is not null)
        {
            said = said.Append(words[FoundWords.Key(item.State)]);
        }

        if (inSession && DurationOf(item) is { } length)
        {
            said = said.Append(length);
        }

        return inSession ? said.Select(note => $"{TimeOf(planned)}: {note}") : said;
    }

    private static string? ResultOf(FoundState state) => state switch
    {
        FoundState.Missed => "missed",
        FoundState.Answered or FoundState.AnsweredElsewhere => "answered",
        FoundState.Rejected => "rejected",
        FoundState.Blocked => "blocked",
        _ => null,
    };

    private static string Join(IReadOnlyList<Planned> group, Func<Planned, string> of)
    {
        if (group.Count == 1)
        {
            return of(group[0]);
        }

        var text = new StringBuilder();
        foreach (var one in group)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(of(one));
        }

        return text.ToString();
    }

    private static string? Stamp(OffsetDateTime? at) => at is { } time ? OffsetDateTimePattern.GeneralIso.Format(time) : null;

    /// <summary>The address of a record in the file, for any tool that reads it.</summary>
    private static string Place(Locator locator) => string.Create(CultureInfo.InvariantCulture,
        $"{locator.Path}{(locator.Line is { } line ? $", line {line}" : "")}{(locator.Byte is { } at ? $", byte {at}" : "")}");
}
