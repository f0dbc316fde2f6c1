using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Reports.Model;
using ContactLog.Reports.Redaction;

namespace ContactLog.Reports.Building;

/// <summary>The exhibits: an index, then each with its cover lines and, where it is a picture, the picture.</summary>
internal static class ExhibitSections
{
    // Enough to tell which picture it is, and two stand on a page with their facts.
    private const double ThumbnailHeight = 126;

    private const int LinesOfText = 30;

    public static ReportSection Index(Making report, string title) => new(title, () =>
    [
        new Table(
            [
                new(report.Words["report.index.label"], ColumnWidth.Fixed(48)),
                new(report.Words["report.index.what"], ColumnWidth.Share()),
                new(report.Words["report.exhibit.linked"], ColumnWidth.Fixed(94)),
                new(report.Words["report.index.received"], ColumnWidth.Fit),
                new(report.Words["report.index.page"], ColumnWidth.Fit, Alignment.End),
            ],
            [.. report.Exhibits.Select(exhibit => new TableRow(
            [
                new([Span.Label(report.LabelOf(exhibit), Making.ExhibitAnchor(exhibit))]),
                new(Described(report, exhibit)),
                new(Linked(report, exhibit)),
                new(report.Phrases.NarrowRecorded(exhibit.File.Entry.Received)),
                new([Span.Page(Making.ExhibitAnchor(exhibit))]),
            ])
            {
                // Where exhibits are only listed, their line here is where every reference leads.
                Anchor = report.Source.Options.Exhibits == ExhibitStyle.Listed ? Making.ExhibitAnchor(exhibit) : null,
            })]),
    ])
    {
        Anchor = "index",
        StartsPage = false,
        InEveryVolume = true,
    };

    public static ReportSection Exhibits(Making report, string title) =>
        new(title, () => [.. report.Exhibits.SelectMany((exhibit, at) => One(report, exhibit, at > 0 && IsPicture(report, exhibit) && IsPicture(report, report.Exhibits[at - 1])))])
        {
            Anchor = "exhibits",
            // They go on under the index; a large picture takes a page of its own by itself where it would be too small there.
            StartsPage = false,
        };

    private static bool IsPicture(Making report, Exhibit exhibit) => exhibit.Media.Family == MediaFamily.Picture && report.Source.Options.WithPictures;

    private static string Described(Making report, Exhibit exhibit) =>
        exhibit["description"] ?? (exhibit["what"] is { } what ? report.Phrases.Value(ItemType.Exhibit, "what", what) : report.Words["report.exhibit.file"]);

    /// <summary>
    /// What the file was linked to: its own item, and those of every exhibit with the same bytes, with its label. It is said what
    /// was linked and nothing of what a picture shows besides.
    /// </summary>
    private static List<Span> Linked(Making report, Exhibit exhibit)
    {
        var spans = new List<Span>();
        foreach (var same in report.Exhibits.Where(other => other == exhibit || other.File.Entry.Sha256 == exhibit.File.Entry.Sha256).OrderBy(other => other != exhibit))
        {
            if (report.Case.Find<Item>(same.OfSeq) is not { } item)
            {
                continue;
            }

            var named = item switch
            {
                Incident { IsMadeByHer: true } => report.Words["report.exhibit.linked.made"],
                Incident { IsOwn: true } => report.Words["report.exhibit.linked.own"],
                Incident row => report.NumberOf(row) is { } number ? report.Words["report.exhibit.linked.row", report.Phrases.Number(number)] : report.Words["report.exhibit.linked.other"],
                Line line => report.Words[line is CourtOrder ? "report.order" : "report.boundary"],
                // Of what was withdrawn the report says no more than that.
                Contact contact => Of("report.exhibit.linked.person", contact, contact["name"] ?? contact.Label),
                ContactPoint point => Of("report.exhibit.linked.point", point, point.Value),
                _ => report.Words["responses." + item.Type.Word()],
            };
            spans.Add(Span.Plain((spans.Count > 0 ? "; " : "") + named));
            spans.AddRange(report.AfterName(item));

            if (same != exhibit)
            {
                spans.AddRange([Span.Plain(", " + report.Words["report.exhibit.linked.same"] + " "), Span.Label(report.LabelOf(same), Making.ExhibitAnchor(same))]);
            }
        }

        return spans;

        string Of(string key, Item item, string? name) => report.Words[key, item.IsWithdrawn ? "" : name ?? ""].TrimEnd();
    }

    /// <summary>The text of a file, some lines to a paragraph, so that pages part it anywhere.</summary>
    private static IEnumerable<Block> Printed(Making report, Exhibit exhibit, PrintedText printed)
    {
        var words = report.Words;
        if (printed.IsBroken)
        {
            yield return new Figure(() => report.Source.OpenPicture(exhibit), words["report.exhibit.alt", report.LabelOf(exhibit), Described(report, exhibit)]);
            yield break;
        }

        if (printed.Text is not { } text)
        {
            yield return new Paragraph(words["report.exhibit.text.kept-back"]);
            yield break;
        }

        yield return new Heading(3, words["report.exhibit.text"]) { Beside = printed.IsCut ? [Span.Grey(words[report.OriginalPath(exhibit) is null ? "report.exhibit.text.cut-kept" : "report.exhibit.text.cut"])] : [] };
        foreach (var lines in text.Split('\n').Chunk(LinesOfText))
        {
            yield return new Paragraph([Span.Exact(string.Join('\n', lines))]) { Indent = 12 };
        }
    }

    private static IEnumerable<Block> One(Making report, Exhibit exhibit, bool startsPage)
    {
        var words = report.Words;
        var file = exhibit.File.Entry;
        yield return new Heading(2, [Span.Label(report.LabelOf(exhibit)), Span.Plain("  "), Span.Bold(Described(report, exhibit))])
        {
            Anchor = Making.ExhibitAnchor(exhibit),
            StartsPage = startsPage && report.Source.Options.Exhibits == ExhibitStyle.Full,
            MayStartVolume = true,
            Bookmark = $"{report.LabelOf(exhibit)} {Described(report, exhibit)}",
        };
        var facts = new List<KeyValue>();
        if (Linked(report, exhibit) is { Count: > 0 } linked)
        {
            facts.Add(new(words["report.exhibit.linked"], linked));
        }

        void Fact(string name)
        {
            if (report.Text(exhibit, name) is { } text)
            {
                facts.Add(new(report.Phrases.Field(ItemType.Exhibit, name), report.Phrases.Value(ItemType.Exhibit, name, text)));
            }
        }

        Fact("what");
        Fact("shown-from");
        if (exhibit.Captured.Date is not null)
        {
            facts.Add(new(report.Phrases.Field(ItemType.Exhibit, "captured-date"), report.Phrases.Whole(exhibit.Captured)));
        }

        Fact("captured-how");
        Fact("whole-thread");
        Fact("paper-held-by");
        facts.Add(new(words["report.exhibit.received"], report.Phrases.Recorded(file.Received)));
        facts.Add(new(words["report.exhibit.added-by"], report.Actors.Of(exhibit.History[0].Entry)));
        facts.AddRange(CorrectionMark.Facts(report, exhibit));

        facts.Add(new(words["report.exhibit.size"], $"{(report.TellsOfOriginals ? report.Phrases.Size(file.Size) : report.Phrases.AboutSize(file.Size))}, {exhibit.Media.MimeType}"));
        var areas = report.Redactions.Count(one => one.ItemSeq == exhibit.FirstSeq && one.Field == "picture");
        if (IsPicture(report, exhibit))
        {
            facts.Add(new(words["report.exhibit.redacted"], areas == 0 ? words["fields.no"] : words.Count("report.exhibit.areas", areas)));
        }

        // The page is the picture's: what is said of it stands as short as it can.
        yield return new KeyValues(facts) { Running = true };
        yield return new KeyValues(
        [
            new(words[!report.TellsOfOriginals ? "report.exhibit.sha256.entry" : areas == 0 ? "report.exhibit.sha256" : "report.exhibit.sha256.original"], [Span.Machine(report.HashOf(exhibit).Hex)]),
            .. report.OriginalPath(exhibit) is { } path ? [new(words["report.exhibit.original"], [Span.Machine(path)])] : (KeyValue[])[],
            .. report.DerivativePath(exhibit) is { } derived ? [new(words["report.exhibit.derivative"], [Span.Machine(derived)])] : (KeyValue[])[],
        ]);
        if (IsPicture(report, exhibit))
        {
            yield return new Figure(() => report.Source.OpenPicture(exhibit), words["report.exhibit.alt", report.LabelOf(exhibit), Described(report, exhibit)])
            {
                MaxHeight = report.Source.Options.Exhibits == ExhibitStyle.Thumbnails ? ThumbnailHeight : 0,
            };
        }
        else if (report.Source.Options.Exhibits == ExhibitStyle.Full && report.Source.ReadText(exhibit) is { } readable)
        {
            foreach (var block in Printed(report, exhibit, readable))
            {
                yield return block;
            }
        }
        else
        {
            yield return new Paragraph(words[report.OriginalPath(exhibit) is null ? "reportparts.exhibit.kept" : "report.exhibit.not-printed"]);
        }

        foreach (var (text, by, key) in new[] { ("transcript", "transcript-by", "report.exhibit.transcript"), ("translation", "translation-by", "report.exhibit.translation") })
        {
            if (exhibit[text] is { } written)
            {
                yield return new Heading(3, words[key]) { Beside = exhibit[by] is { } maker ? [Span.Grey(words["report.exhibit.by", maker])] : [] };
                yield return new Paragraph([report.Quote(written)]);
            }
        }
    }
}
