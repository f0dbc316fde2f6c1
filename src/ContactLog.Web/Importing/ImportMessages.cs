using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Time;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Web.Cases;
using ContactLog.Web.Uploads;

namespace ContactLog.Web.Importing;

/// <summary>Takes the messages and calls of one person out of an uploaded file into the record: all of it in one append, or nothing.</summary>
internal sealed class ImportMessages(CurrentCase current, UploadReader uploads, Words words)
{
    /// <summary>The most attachments of one import that become exhibits of their own; the others stay in the source file, and each message names its own.</summary>
    public const int MostAttachments = 500;

    /// <summary>The most bytes of one such attachment.</summary>
    public const long MostAttachmentBytes = 50L << 20;

    /// <summary>The most bytes of all of them together.</summary>
    public const long MostBytesTogether = 1L << 30;

    private const int MostListed = 500;
    private const int MostFieldText = 190_000;

    /// <summary>Adds what the plan says.</summary>
    /// <param name="file">The record as it is.</param>
    /// <param name="source">The file that arrived.</param>
    /// <param name="answers">Whose messages, and how they are to be read.</param>
    /// <param name="addToo">The places in the file of those that are not the same as what she typed.</param>
    /// <param name="contact">The person that a new number belongs to, or from whom nameless ones came; null while not said.</param>
    /// <param name="request">The form that is being submitted.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    /// <returns>The import, or null when there is nothing to add (any more).</returns>
    public async Task<Guid?> AddAsync(
        CaseFile file, ReceivedFile source, ImportAnswers answers, IReadOnlySet<string> addToo, Contact? contact, Guid request, CancellationToken cancel)
    {
        var taken = new List<ReceivedFile>();
        try
        {
            await using var stream = await current.OpenFileAsync(source.Id, cancel);
            if (ImportPlan.Read(stream, file, answers, addToo, keepRaw: true, cancel) is not { Person: { } person, TooMany: false, Adding: > 0 } plan)
            {
                return null;
            }

            var drafts = new List<EntryDraft> { EntryDraft.New(ItemType.Import, FieldSet.Empty), SourceExhibit(source) };
            int? newPoint = null;
            if (plan.Known is null && person.Kind is PeerKind.Phone or PeerKind.Exact or PeerKind.Email)
            {
                newPoint = drafts.Count;
                drafts.Add(EntryDraft.New(ItemType.ContactPoint, Point(person, contact)));
            }

            var kept = 0;
            foreach (var planned in plan.Items.Where(planned => planned.Fate != Fate.Typed))
            {
                var incident = EntryDraft.New(ItemType.Incident, Incident(planned, answers, plan.Known, newPoint is null && plan.Known is null ? contact : null)).LinkedTo("source", 0);
                var at = drafts.Count;
                drafts.Add(newPoint is { } point ? incident.LinkedTo("contact-point", point) : incident);
                if (planned.Fate != Fate.Theirs)
                {
                    continue;
                }

                foreach (var attachment in planned.Item.Attachments.Where(attachment => attachment.Size > 0))
                {
                    if (kept >= MostAttachments || attachment.Size > MostAttachmentBytes || taken.Sum(one => one.Entry.Size) + attachment.Size > MostBytesTogether)
                    {
                        continue;
                    }

                    await using var bytes = plan.Format.OpenAttachment(ExportFile.Over(stream), attachment);
                    var received = await current.ReceiveAsync(bytes, attachment.Name, MostAttachmentBytes, cancel);
                    taken.Add(received);
                    kept++;
                    drafts.Add((await uploads.ExhibitAsync(received, null, cancel)).LinkedTo("of", at).LinkedTo("source", 0));
                }
            }

            var fields = Import(plan, person, answers, kept);
            drafts[0] = newPoint is { } made
                ? EntryDraft.New(ItemType.Import, fields).LinkedTo("contact-point", made)
                : EntryDraft.New(ItemType.Import, plan.Known is { } known ? fields.With("contact-point", known.FirstSeq) : fields);
            var appended = await current.AppendAsync(request, drafts, cancel);
            if (!appended.WasThere)
            {
                taken.Clear();
            }

            return appended.ItemIds[0];
        }
        finally
        {
            // Taken in for nothing: the append failed, or another tab was first.
            await uploads.DropAsync(taken);
        }
    }

    private static FieldSet Point(ParticipantTally person, Contact? contact)
    {
        var fields = FieldSet.Empty.With("kind", person.Kind == PeerKind.Email ? "email" : "phone").With("value", NumberOf(person));
        return contact is null ? fields : fields.With("contact", contact.FirstSeq);
    }

    private EntryDraft SourceExhibit(ReceivedFile source) =>
        EntryDraft.New(ItemType.Exhibit, FieldSet.Empty
            .With("what", "export")
            .With("description", words["import.exhibit"])
            .With("media-type", source.Media.MimeType)).WithFiles(source.Id).LinkedTo("source", 0);

    private FieldSet Import(ImportPlan plan, ParticipantTally person, ImportAnswers answers, int attachments)
    {
        var tally = plan.Tally;
        var attached = plan.Items.Where(planned => planned.Fate == Fate.Theirs).Sum(planned => planned.Item.Attachments.Count(one => one.Size > 0));
        return FieldSet.Empty
            .With("format", plan.Format.Id)
            .With("format-version", plan.Format.ReaderVersion)
            .With("person", ImportWords.Person(words, person.Kind, NumberOf(person)))
            .With("country", answers.Country)
            .With("own-numbers", string.Join('\n', answers.OwnNumbers))
            .With("zone", answers.Zone.Id)
            .With("records", tally.Records)
            .With("added", plan[Fate.Theirs])
            .With("own", plan[Fate.Own])
            .With("already", plan[Fate.Already] + plan[Fate.Typed])
            .With("others", plan[Fate.Others])
            .With("withheld", plan[Fate.Withheld])
            .With("system", plan[Fate.System])
            .With("skipped", tally.Skipped.Count)
            .With("skipped-list", List(tally.Skipped.Select(one => $"{one.Locator.Path}: {one.Reason.Sentence(words)}"), tally.Skipped.Count))
            .With("claimed", tally.Claimed?.ToString(CultureInfo.InvariantCulture))
            .With("problems", List(tally.Problems.Select(one => one.Note.Sentence(words)), tally.Problems.Count))
            .With("attachments", attachments)
            .With("attachments-left", attached - attachments);
    }

    private string List(IEnumerable<string> lines, int count)
    {
        var listed = string.Join('\n', lines.Take(MostListed));
        return count > MostListed ? Cut(listed, MostFieldText) + "\n" + words.Count("import.more", count - MostListed) : Cut(listed, MostFieldText);
    }

    private FieldSet Incident(Planned planned, ImportAnswers answers, ContactPoint? known, Contact? contact)
    {
        var item = planned.Item;
        var own = planned.Fate == Fate.Own || item.Direction == Direction.Outgoing;
        var peer = own ? item.To.FirstOrDefault(one => one.Id == answers.Person) ?? item.From : item.From;
        var fields = FieldSet.Empty
            .With("kind", Domain.Incidents.Incident.WordOf(TypedEntries.KindOf(item.Kind)))
            .With("direction", own ? "out" : "in")
            .With("locator", Place(item.Locator))
            .With("raw", Cut(item.Raw, MostFieldText))
            .With("source-key", item.Key)
            .With("time-basis", FoundWords.Name(item.Basis));
        if (!own)
        {
            fields = fields.With("from", ImportWords.Person(words, peer.Kind, peer.Written.Length > 0 ? peer.Written : peer.Id));
        }

        fields = known is not null ? fields.With("contact-point", known.FirstSeq) : contact is not null ? fields.With("contact", contact.FirstSeq) : fields;
        (item.At is { } at ? When.At(at, answers.Zone, seconds: true) : When.Unknown(answers.Zone)).Write((name, text) => fields = fields.With(name, text));
        return fields
            .With("said", item.Text)
            .With("subject", item.Subject is { } subject ? Cut(subject, 1_000) : null)
            .With("call-result", ResultOf(item.State))
            .With("duration", item.DurationSeconds is > 0 and { } seconds ? ImportWords.Duration(words, seconds) : null)
            .With("attachments", string.Join('\n', item.Attachments.Select(one =>
                string.Create(CultureInfo.InvariantCulture, $"{one.Name} ({one.ContentType}, {one.Size} bytes, SHA-256 {one.Sha256})"))))
            .With("reading-notes", string.Join('\n', Notes(item)));
    }

    private IEnumerable<string> Notes(FoundItem item)
    {
        if (ImportWords.StateToSay(item.State) is { } state)
        {
            yield return words["import.state", words[state]];
        }

        foreach (var note in item.Notes)
        {
            yield return note.Sentence(words);
        }

        if (item.Attachments.Any(one => !one.Whole))
        {
            yield return words["import.attachment.broken"];
        }
    }

    private static string? ResultOf(FoundState state) => state switch
    {
        FoundState.Missed => "missed",
        FoundState.Answered or FoundState.AnsweredElsewhere => "answered",
        FoundState.Rejected => "rejected",
        FoundState.Blocked => "blocked",
        _ => null,
    };

    /// <summary>The number as it is shown: complete where it could be completed, else as the file writes it.</summary>
    public static string NumberOf(ParticipantTally person) =>
        person.Kind == PeerKind.Phone ? person.Id : person.Written.FirstOrDefault(written => written.Length > 0) ?? person.Id;

    /// <summary>The address of a record in the file, for any tool that reads it.</summary>
    private static string Place(Locator locator) => string.Create(CultureInfo.InvariantCulture,
        $"{locator.Path}{(locator.Line is { } line ? $", line {line}" : "")}{(locator.Byte is { } at ? $", byte {at}" : "")}");

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
}
