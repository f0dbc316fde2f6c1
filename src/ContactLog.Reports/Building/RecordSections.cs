using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Responses;
using ContactLog.Domain.Time;
using ContactLog.Reports.Model;
using NodaTime;

namespace ContactLog.Reports.Building;

/// <summary>What the other side will ask: what was changed, what is missing, how it was kept, how to check it.</summary>
internal static class RecordSections
{
    public static ReportSection Corrections(Making report, string title) => new(title, () => CorrectionBlocks(report)) { Anchor = "corrections", StartsPage = false };

    private static List<Block> CorrectionBlocks(Making report)
    {
        var words = report.Words;
        var blocks = new List<Block>();
        foreach (var item in report.Corrected)
        {
            blocks.Add(new Heading(3, Named(report, item)) { Anchor = Making.CorrectionAnchor(item) });
            foreach (var revision in item.History.Skip(1))
            {
                var entry = revision.Entry;
                var reason = entry.Reason is { } why ? (report.Scope.TellsWhy(item, revision) ? why : words["report.corrections.reason-left-out"]) : words["report.corrections.no-reason"];
                var key = entry.Text.Kind switch
                {
                    EntryKind.Withdraw => "report.corrections.withdrawn",
                    EntryKind.Restore => "report.corrections.restored",
                    _ => "report.corrections.by",
                };
                var shown = report.Scope.Shown(item, revision);
                blocks.Add(new Paragraph(words[key, entry.Seq, report.Actors.Of(entry), report.Phrases.Recorded(entry.Recorded), reason], SpanStyle.Secondary)
                {
                    KeepWithNext = shown.Count > 0,
                });
                if (revision.Changes.Count > shown.Count)
                {
                    blocks.Add(new Paragraph(words["report.corrections.withheld"]));
                }

                if (shown.Count > 0)
                {
                    blocks.Add(new Table(
                        [
                            new(words["report.corrections.field"], ColumnWidth.Share(1.3)),
                            new(words["report.corrections.before"], ColumnWidth.Share()),
                            new(words["report.corrections.now"], ColumnWidth.Share(1.2)),
                        ],
                        [.. shown.Select(change => new TableRow(
                        [
                            new(report.Phrases.Part(item.Type, change.Name)),
                            new(ChangedText.Of(report, item, entry.Seq - 1, change.Name, change.Before)),
                            new(ChangedText.Of(report, item, entry.Seq, change.Name, change.Now)),
                        ]))]));
                }
            }
        }

        return blocks;
    }

    private static string Bound(Making report, LocalDate? day) => day is { } date ? report.Phrases.Day(date) : "…";

    public static ReportSection NotIncluded(Making report, string title) => new(title, () => NotIncludedBlocks(report)) { Anchor = "not-included", StartsPage = false };

    private static List<Block> NotIncludedBlocks(Making report)
    {
        var words = report.Words;
        var all = report.Case.AllIncidents;
        var withdrawn = all.Where(row => row.IsWithdrawn).ToList();
        // Each row that is out is counted once, by the first choice that leaves it out, so that the lines add up.
        var options = report.Source.Options;
        var outside = report.Case.Incidents.Count(row => !options.IsInPeriod(row));
        var ofKind = report.Case.Incidents.Count(row => options.IsInPeriod(row) && !options.IsOfKind(row));
        var ofPerson = report.Case.Incidents.Count(row => options.IsInPeriod(row) && options.IsOfKind(row) && !options.IsOfPerson(row, report.Case));
        var facts = new List<KeyValue>
        {
            new(words["report.not.rows"], SummarySection.RowsIn(report)),
            new(words["report.not.outside"], (options.From ?? options.To) is null ? report.Phrases.Number(outside)
                : words["report.not.outside-days", report.Phrases.Number(outside), Bound(report, options.From), Bound(report, options.To)]),
            new(words["reportparts.not.kinds"], Chosen(report, ofKind, options.Kinds.Select(kind => report.Pattern.Kind(Incident.FromWord(kind))))),
            new(words["reportparts.not.people"], Chosen(report, ofPerson, options.People.Select(seq => report.Case.Find<Contact>(seq)).OfType<Contact>().Select(contact => contact["name"] ?? contact.Label ?? ""))),
            new(words["report.not.withdrawn"], report.Phrases.Number(withdrawn.Count)),
            new(words["report.not.own"], report.Phrases.Number(report.OwnRows.Count(row => row.IsFromHer))),
            new(words["report.not.own-left"], report.Phrases.Number(report.OwnRowsLeftOut.Count(row => row.IsFromHer))),
            new(words["report.not.unknown-day"], report.Phrases.Number(report.Rows.Count(row => row.When.Date is null))),
            new(words["report.not.unknown-time"], report.Phrases.Number(report.Rows.Count(row => row.When is { Date: not null, Precision: Precision.Day }))),
            new(words["report.not.nobody"], report.Phrases.Number(SummarySection.NamesNobody(report))),
            new(words["report.not.unlisted"], report.Phrases.Number(SummarySection.Unlisted(report).Count())),
            // A copy that others read must not tell by its own list that she saw a doctor.
            new(words[options.Profile == RedactionProfile.LawyerFull ? "responses.not.visits" : "responses.not.others"], report.Phrases.Number(report.Case.Responses.Count - report.Responses.Count)),
            new(words["report.not.exhibits"], report.Phrases.Number(report.Case.Exhibits.Count - report.Exhibits.Count)),
            new(words["report.not.fields"], LeftOut(report)),
        };
        if (!options.WithMarks && report.Told.Concat(report.OwnRows).Count(row => row["tags"] is not null) is > 0 and var marked)
        {
            facts.Add(new(words["report.not.marks"], report.Phrases.Number(marked)));
        }

        foreach (var (key, isOne) in new (string, Func<Incident, bool>)[] { ("report.not.appointments", row => row.IsAppointment), ("report.not.made", row => row.IsMadeByHer) })
        {
            if (report.OwnRows.Concat(report.OwnRowsLeftOut).Any(isOne))
            {
                facts.Add(new(words[key], report.Phrases.Number(report.OwnRows.Count(isOne))));
                facts.Add(new(words[key + "-left"], report.Phrases.Number(report.OwnRowsLeftOut.Count(isOne))));
            }
        }

        if (report.Case.OfOthers.Count > 0)
        {
            facts.Add(new(words["report.not.others"], report.Phrases.Number(report.OtherRows.Count)));
            facts.Add(new(words["report.not.others-left"], report.Phrases.Number(report.OtherRowsLeftOut.Count)));
        }

        if (options.Exhibits != ExhibitStyle.Full && report.Exhibits.Count > 0)
        {
            facts.Add(new(words["report.section.exhibits"], words.Count(
                "reportparts.not.exhibits." + options.Exhibits.ToString().ToLowerInvariant() + (report.Exhibits.All(exhibit => report.OriginalPath(exhibit) is not null) ? "" : "-kept"), report.Exhibits.Count)));
        }

        var blocks = new List<Block> { new KeyValues(facts) };
        if (withdrawn.Count > 0)
        {
            blocks.Add(new Heading(2, words["report.not.withdrawn"]));
            blocks.Add(new Table(
                [
                    new(words["report.not.entry"], ColumnWidth.Fit),
                    new(words["report.recorded"], ColumnWidth.Fit),
                    new(words["report.not.withdrawn-on"], ColumnWidth.Fit),
                    new(words["report.not.why"], ColumnWidth.Share()),
                ],
                [.. withdrawn.Select(row => (Row: row, Entry: CopyScope.WithdrawalOf(row)
                        ?? report.Case.Find<Import>(row.SourceSeq)?.History[^1].Entry))
                    .Select(pair => new TableRow(
                    [
                        new(report.Phrases.Number(pair.Row.FirstSeq)),
                        new(report.Phrases.NarrowRecorded(pair.Row.Recorded)),
                        new(pair.Entry is { } entry ? report.Phrases.NarrowRecorded(entry.Recorded) : ""),
                        new(pair.Entry?.Reason ?? words["report.corrections.no-reason"]),
                    ]))]));
        }

        blocks.Add(new Paragraph(words["report.not.absence"]));
        return blocks;
    }

    public static ReportSection Keeping(Making report, string title) => new(title, () => KeepingBlocks(report)) { Anchor = "keeping", StartsPage = false };

    private static List<Block> KeepingBlocks(Making report)
    {
        var words = report.Words;
        var entries = report.Case.Entries;
        var actors = string.Join(", ", entries.GroupBy(report.Actors.Of).Select(group => $"{group.Key} ({report.Phrases.Number(group.Count())})"));
        var kinds = string.Join(", ", entries.GroupBy(entry => entry.Text.Kind).OrderBy(group => group.Key).Select(group => words.Count("report.kind." + group.Key.Word(), group.Count())));
        return
        [
            new KeyValues(
            [
                new(words["report.keeping.program"], words["report.keeping.program-is", report.Source.ProgramVersion]),
                new(words["report.keeping.entries"], $"{report.Phrases.Number(entries.Count)}: {kinds}"),
                new(words["report.keeping.first"], report.Phrases.Recorded(entries[0].Recorded)),
                new(words["report.keeping.last"], report.Phrases.Recorded(entries[^1].Recorded)),
                new(words["report.keeping.actors"], actors),
                new(words["report.keeping.clock"], words[report.Source.Seals.All.Any() ? "seal.clock" : "report.keeping.clock-is"]),
                new(words["report.keeping.zone"], report.Zone.Id == report.Case.Zone.Id
                    ? words["report.keeping.zone-is", report.Zone.Id, DateTimeZoneProviders.Tzdb.VersionId]
                    : words["reportparts.zone-shown", report.Zone.Id, report.Case.Zone.Id, DateTimeZoneProviders.Tzdb.VersionId]),
                new(words["report.keeping.offset"], UtcOffsets.Text(report)),
            ]),
            .. ClockBack(report),
            .. ImportsTable.Of(report),
            new Heading(2, words["report.keeping.changes"]),
            new Paragraph(words["report.keeping.changes-are"]),
            new Heading(2, words["report.keeping.counting"]),
            new ItemList(
            [
                [Span.Plain(words["report.keeping.count.contact"])],
                [Span.Plain(words["report.keeping.count.incident"])],
                // Only where a reader could count other days than the rule does.
                .. report.Rows.Any(row => row.When.Date is not null && row.When.Zone.Id != report.Zone.Id) ? [[Span.Plain(words["report.keeping.count.zone"])]] : (IReadOnlyList<Span>[])[],
                [Span.Plain(words["report.keeping.count.after"])],
                [Span.Plain(words["report.keeping.count.apart"])],
                [Span.Plain(words["report.keeping.count.each"])],
                [Span.Plain(words["report.keeping.count.estimates"])],
                [Span.Plain(words["report.keeping.count.withdrawn"])],
            ]),
        ];
    }

    /// <summary>Where recorded times run backwards, as a fact beside the others of how the record was kept. Nothing where they do not.</summary>
    private static IEnumerable<Block> ClockBack(Making report)
    {
        var words = report.Words;
        var steps = ClockStep.In(report.Case.Entries.Select(entry => entry.Recorded));
        if (steps.Count == 0)
        {
            yield break;
        }

        yield return new Heading(2, words["report.clock-back"]);
        yield return new Paragraph(words["report.clock-back.what"]);
        foreach (var step in steps)
        {
            yield return new Paragraph(words["report.clock-back.step", step.Seq, report.Phrases.Recorded(step.Recorded), step.Before, report.Phrases.Recorded(step.BeforeRecorded)]) { Indent = 12 };
        }
    }

    public static ReportSection Hashes(Making report, string title) => new(title, () => HashBlocks(report)) { Anchor = "hashes", StartsPage = false };

    private static List<Block> HashBlocks(Making report)
    {
        var words = report.Words;
        var file = report.Case;
        var list = SealedList.ToBytes(file.Entries.Select(entry => entry.Digest));
        var blocks = new List<Block>
        {
            new Paragraph(words["report.hashes.what"]),
            new KeyValues(
            [
                new(words["report.hashes.entries"], report.Phrases.Number(file.Entries.Count)),
                new(words["report.hashes.head"], [Span.Machine(file.Head.Hex)]),
                new(SealedList.Name(file.Entries.Count), [Span.Machine(Digest.Of(list).Hex)]),
            ]),
        };
        if (report.Exhibits.Count > 0)
        {
            blocks.Add(new Heading(2, words["report.hashes.exhibits"]));
            blocks.Add(new Table(
                [new(words["report.index.label"], ColumnWidth.Fixed(48)), new(words[report.TellsOfOriginals ? "report.exhibit.sha256" : "report.exhibit.sha256.entry"], ColumnWidth.Share())],
                [.. report.Exhibits.Select(exhibit => new TableRow([new([Span.Label(report.LabelOf(exhibit), Making.ExhibitAnchor(exhibit))]), new([Span.Machine(report.HashOf(exhibit).Hex)])]))]));
            if (!report.TellsOfOriginals)
            {
                blocks.Add(new Paragraph(words["report.hashes.kept-back"], SpanStyle.Secondary));
            }
        }

        blocks.AddRange(SealBlocks.Of(report));
        blocks.Add(new Heading(2, words["report.hashes.check"]));
        var options = report.Source.Options;
        if (options.HasBundle)
        {
            blocks.Add(new Paragraph(words[options.Profile == RedactionProfile.LawyerFull ? "report.hashes.how" : "reportparts.hashes.how-service"]));
            blocks.Add(new Paragraph($"sha256sum -c manifest-sha256.txt\ncd data/log\nsha256sum -c {SealedList.Name(file.Entries.Count)}", SpanStyle.Machine));
            blocks.Add(new Paragraph(words[options.Profile == RedactionProfile.LawyerFull ? "report.hashes.shows" : "report.hashes.shows-words"]));
        }
        else
        {
            blocks.Add(new Paragraph(words["reportparts.hashes.no-bundle"]));
        }

        blocks.Add(new Paragraph(words["report.hashes.shows-not"]));
        return blocks;
    }

    /// <summary>How many rows a choice leaves out, and what was chosen.</summary>
    private static string Chosen(Making report, int left, IEnumerable<string> chosen) =>
        string.Join(", ", chosen) is { Length: > 0 } names ? report.Words["reportparts.not.chosen", report.Phrases.Number(left), names] : report.Phrases.Number(left);

    /// <summary>What a correction is about: the row and its page, or the boundary, number or exhibit.</summary>
    private static IReadOnlyList<Span> Named(Making report, Item item) =>
        [item is Exhibit exhibit ? Span.Label(report.LabelOf(exhibit)) : Span.Bold(ChangedText.Name(report, item)), .. report.AfterName(item)];

    /// <summary>How many texts are left out and why, in the numbers of <c>exclusions.csv</c>.</summary>
    private static string LeftOut(Making report)
    {
        var counts = report.Scope.LeftOut(report.Source.IsRedacted, report.Actors).Select(one => report.Words.Count(
            one.Why.Reason == LeftOutReason.Choice ? "report.class." + one.Why.Class.ToString().ToLowerInvariant() : "report.not.texts." + one.Why.Reason.ToString().ToLowerInvariant(),
            one.Texts)).ToList();
        return counts.Count == 0 ? report.Words["report.not.none"] : string.Join(", ", counts);
    }
}
