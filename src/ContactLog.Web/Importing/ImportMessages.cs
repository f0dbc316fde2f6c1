using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using ContactLog.Web.Uploads;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Importing;

/// <summary>Takes the messages and calls of one person out of uploaded files into the record: all of it in one append, or nothing.</summary>
internal sealed class ImportMessages(CurrentCase current, CurrentUser me, UploadReader uploads, ImportProgress progress, Words words)
{
    /// <summary>The most attachments of one import that become exhibits of their own; the others stay in the source file, and each message names its own.</summary>
    public const int MostAttachments = 500;

    /// <summary>The most bytes of one such attachment.</summary>
    public const long MostAttachmentBytes = 50L << 20;

    /// <summary>The most bytes of all of them together.</summary>
    public const long MostBytesTogether = 1L << 30;

    private const int MostListed = 500;

    /// <summary>Adds what the plan says.</summary>
    /// <param name="file">The record as it is.</param>
    /// <param name="sources">The files that arrived.</param>
    /// <param name="answers">Whose messages, and how they are to be read.</param>
    /// <param name="addToo">The places in the file of those that are not the same as what she typed.</param>
    /// <param name="contact">The person that a new number belongs to, or from whom nameless ones came; null while not said.</param>
    /// <param name="request">The form that is being submitted.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    /// <returns>The import, or null when there is nothing to add (any more).</returns>
    /// <exception cref="RecordMovedException">The record went on since it was opened: what was new then may stand in it now. Nothing was added.</exception>
    public async Task<Guid?> AddAsync(
        CaseFile file, IReadOnlyList<ReceivedFile> sources, ImportAnswers answers, IReadOnlySet<string> addToo, Contact? contact, Guid request, CancellationToken cancel)
    {
        var taken = new List<ReceivedFile>();
        try
        {
            await using var source = await ImportSource.OpenAsync(current, sources, uploads.Limits, cancel);
            if (ImportPlan.Read(source.File, file, answers, addToo, keepRaw: true, source.Reading) is not { IsChosen: true, AsksOneByOne: false, AsksOrder: false, AsksRecordings: false, TooMany: false, HasWork: true } plan)
            {
                return null;
            }

            var drafts = new List<EntryDraft> { EntryDraft.New(ItemType.Import, FieldSet.Empty) };
            var twice = AreAttachments(plan, sources);

            // A file of several that is no export is there by a slip, as a rule: a letter of hers would be an exhibit for ever. Its name and hash stand in the entry.
            var dropped = answers.KeepsFile ? [.. twice, .. new SourceCards(sources, plan.Reading).NotRead] : sources;
            // Of several files each may be of a kind of its own, and some may be none that is read: then no kind is claimed.
            var what = sources.Count == 1 ? words["import.exhibit.of", ImportWords.Format(words, plan.Reading.FormatId)] : words["import.exhibit"];
            drafts.AddRange(sources.Except(dropped).Select(source => SourceExhibit(source, what)));
            var points = NewPoints(plan, contact, drafts);
            var shape = new IncidentFields(answers, words);
            var sessions = Sessions.Of(plan.Items.Where(planned => !planned.IsLeftOut), answers);
            foreach (var session in sessions)
            {
                var peer = shape.PeerOf(session[0]);
                var known = plan.Known(peer.Id);
                var incident = EntryDraft.New(ItemType.Incident, shape.Of(session, known, known is null && session[0].Fate is not (Fate.Event or Fate.Made) && !points.ContainsKey(peer.Id) ? contact : null)).LinkedTo("source", 0);
                var at = drafts.Count;
                drafts.Add(known is null && points.TryGetValue(peer.Id, out var point) ? incident.LinkedTo("contact-point", point) : incident);
                foreach (var attachment in session.Where(planned => planned.BringsFiles).SelectMany(planned => planned.Item.Attachments).Where(attachment => attachment.Size > 0))
                {
                    if (await ReceiveAsync(plan, source, attachment, taken, cancel) is { } received)
                    {
                        drafts.Add((await uploads.ExhibitAsync(received, null, cancel)).LinkedTo("of", at).LinkedTo("source", 0));
                    }
                }

                progress.Set(me.Id, request, 0, drafts.Count);
            }

            var late = taken.Count;
            foreach (var record in plan.Late)
            {
                foreach (var attachment in record.Files)
                {
                    if (await ReceiveAsync(plan, source, attachment, taken, cancel) is { } received)
                    {
                        drafts.Add((await uploads.ExhibitAsync(received, record.Row, cancel)).LinkedTo("source", 0));
                    }
                }

                progress.Set(me.Id, request, 0, drafts.Count);
            }

            var fields = Import(plan, sources, answers, sessions.Count, taken.Count).With("late", Some(taken.Count - late));
            var firstKnown = plan.People.Select(person => plan.Known(person.Id)).FirstOrDefault(one => one is not null);
            drafts[0] = points.Count > 0
                ? EntryDraft.New(ItemType.Import, fields).LinkedTo("contact-point", points.Values.Min())
                : EntryDraft.New(ItemType.Import, firstKnown is not null ? fields.With("contact-point", firstKnown.FirstSeq) : fields);
            var appended = await current.AppendAsync(request, drafts, cancel, done => progress.Set(me.Id, request, done, drafts.Count), file);
            if (!appended.WasThere)
            {
                taken.Clear();

                // She does not want the file kept, or it is an exhibit already: its name and hash stand in the entry, these bytes go now.
                await uploads.DropAsync(dropped);
            }

            return appended.ItemIds[0];
        }
        finally
        {
            progress.End(me.Id, request);

            // Taken in for nothing: the append failed, or another tab was first.
            await uploads.DropAsync(taken);
        }
    }

    /// <summary>Takes an attachment out of the source; null when it is too large, or one too many, and stays in the source file alone.</summary>
    private async Task<ReceivedFile?> ReceiveAsync(ImportPlan plan, ImportSource source, FoundAttachment attachment, List<ReceivedFile> taken, CancellationToken cancel)
    {
        if (taken.Count >= MostAttachments || attachment.Size > MostAttachmentBytes || taken.Sum(one => one.Entry.Size) + attachment.Size > MostBytesTogether)
        {
            return null;
        }

        await using var bytes = plan.Format.OpenAttachment(source.File, attachment);
        var received = await current.ReceiveAsync(bytes, attachment.Name, MostAttachmentBytes, cancel);
        taken.Add(received);
        return received;
    }

    /// <summary>Drafts of the numbers and addresses that are not in her record yet, by the id of their peer. A name alone becomes none: it belongs to nobody for sure.</summary>
    private static Dictionary<string, int> NewPoints(ImportPlan plan, Contact? contact, List<EntryDraft> drafts)
    {
        var points = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var person in plan.People.Where(person => person.Kind is PeerKind.Phone or PeerKind.Exact or PeerKind.Email && plan.Known(person.Id) is null))
        {
            points.Add(person.Id, drafts.Count);
            var fields = FieldSet.Empty.With("kind", person.Kind == PeerKind.Email ? "email" : "phone").With("value", NumberOf(person));
            drafts.Add(EntryDraft.New(ItemType.ContactPoint, contact is null ? fields : fields.With("contact", contact.FirstSeq)));
        }

        return points;
    }

    /// <summary>Files that are themselves what a row has as its attachment, a photo or a voicemail: as exhibits they would stand in a report twice.</summary>
    private static List<ReceivedFile> AreAttachments(ImportPlan plan, IReadOnlyList<ReceivedFile> sources)
    {
        var attached = plan.Items.Where(planned => planned.BringsFiles).SelectMany(planned => planned.Item.Attachments).Where(one => one.Size > 0).ToList();
        var allAreKept = attached.Count <= MostAttachments && attached.Sum(one => one.Size) <= MostBytesTogether;
        return [.. sources.Where(source => allAreKept && source.Entry.Size <= MostAttachmentBytes && attached.Exists(one => one.Sha256 == source.Entry.Sha256.Hex))];
    }

    private static EntryDraft SourceExhibit(ReceivedFile source, string description) =>
        EntryDraft.New(ItemType.Exhibit, FieldSet.Empty
            .With("what", "export")
            .With("description", description)
            .With("media-type", source.Media.MimeType)).WithFiles(source.Id).LinkedTo("source", 0);

    private FieldSet Import(ImportPlan plan, IReadOnlyList<ReceivedFile> sources, ImportAnswers answers, int entries, int attachments)
    {
        var tally = plan.Tally;
        var attached = plan.Items.Where(planned => planned.BringsFiles).Sum(planned => planned.Item.Attachments.Count(one => one.Size > 0)) + plan.LateFiles;
        return FieldSet.Empty
            .With("format", plan.Reading.FormatId)
            .With("format-version", (ExportFormats.Find(plan.Reading.FormatId) ?? plan.Format).ReaderVersion)
            .With("readers", tally.Formats.Count > 1 ? string.Join(", ", tally.Formats.Select(id => string.Create(CultureInfo.InvariantCulture, $"{id} {ExportFormats.Find(id)?.ReaderVersion}"))) : null)
            .With("files", string.Join('\n', sources.Select(one =>
                string.Create(CultureInfo.InvariantCulture, $"{one.Entry.Name} ({one.Entry.Size} bytes, SHA-256 {one.Entry.Sha256.Hex})"))))
            .With("person", plan.People.Count == 0 ? ImportWords.Nobody(words, plan) : string.Join(", ", plan.People.Select(person => ImportWords.Person(words, person.Kind, NumberOf(person)))))
            .With("country", answers.Country)
            .With("own-numbers", string.Join('\n', answers.OwnNumbers))
            .With("me", string.Join('\n', answers.Me))
            .With("zone", answers.Zone.Id)
            .With("date-order", string.Join('\n', plan.Tally.OpenDates.Select(open => DateOrders.Line(open.File, answers.DateOrders[open.File ?? ""]))))
            .With("gap", answers.Gap?.ToString(CultureInfo.InvariantCulture))
            .With("map", answers.Map?.ToJson())
            .With("pictures", tally.Pictures > 0 ? Makers.Word(answers.Pictures) : null)
            .With("recordings", tally.Recordings > 0 && answers.Recordings is { } recordings ? Makers.Word(recordings) : null)
            .With("period-from", Iso(answers.From))
            .With("period-to", Iso(answers.To))
            .With("records", tally.Records)
            .With("added", plan[Fate.Theirs])
            .With("entries", entries)
            .With("own", plan[Fate.Own])
            .With("already", plan[Fate.Already] + plan[Fate.Typed])
            .With("alike", Some(plan[Fate.Alike]))
            .With("twice", plan[Fate.Twice])
            .With("others", plan[Fate.Others])
            .With("withheld", plan[Fate.Withheld])
            .With("events", Some(plan[Fate.Event]))
            .With("made", Some(plan[Fate.Made]))
            .With("outside", Some(plan[Fate.Outside]))
            .With("left-out", Some(plan[Fate.LeftOut]))
            .With("system", plan[Fate.System])
            .With("skipped", tally.Skipped.Count)
            .With("skipped-list", List(tally.Skipped.Select(one => $"{one.Locator.Path}: {one.Reason.Sentence(words)}"), tally.Skipped.Count))
            .With("claimed", tally.Claimed?.ToString(CultureInfo.InvariantCulture))
            .With("problems", List(tally.Problems.Select(one => one.Note.Sentence(words)), tally.Problems.Count))
            .With("attachments", attachments)
            .With("attachments-left", attached - attachments);
    }

    private static string? Iso(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : null;

    private static string? Some(int count) => count > 0 ? count.ToString(CultureInfo.InvariantCulture) : null;

    private string List(IEnumerable<string> lines, int count)
    {
        var listed = IncidentFields.Cut(string.Join('\n', lines.Take(MostListed)));
        return count > MostListed ? listed + "\n" + words.Count("import.more", count - MostListed) : listed;
    }

    /// <summary>The number as it is shown: complete where it could be completed, else as the file writes it.</summary>
    public static string NumberOf(ParticipantTally person) =>
        person.Kind == PeerKind.Phone ? person.Id
        : person.Kind == PeerKind.Account ? person.Label ?? person.Id
        : person.Written.FirstOrDefault(written => written.Length > 0) ?? person.Label ?? person.Id;
}
