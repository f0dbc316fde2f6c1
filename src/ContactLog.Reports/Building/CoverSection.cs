using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>Page 1: what this is, whose, about what, and where things stand.</summary>
internal static class CoverSection
{
    /// <summary>More facts than this take the room of the contents: what is short then stands side by side.</summary>
    private const int MostLines = 26;

    /// <summary>What is always said of how this copy was made: report, copy, day, redactions.</summary>
    private const int MadeFacts = 4;

    /// <summary>Makes it.</summary>
    /// <param name="report">What is reported.</param>
    /// <param name="sections">The sections in their order.</param>
    /// <param name="pages">Those of them that answer a court's form: in the contents they stand together.</param>
    public static ReportSection Make(Making report, IReadOnlyList<ReportSection> sections, IReadOnlyList<ReportSection> pages)
    {
        var words = report.Words;
        var settings = report.Case.Settings;
        void Fact(List<KeyValue> to, string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                to.Add(new(words[key], value));
            }
        }

        List<KeyValue> who = [], court = [], number = [], holds = [];
        Fact(who, "report.cover.by", settings.OwnName);
        Fact(who, "report.cover.about", SummarySection.About(report));
        Fact(court, "report.cover.court", settings["court"]);
        Fact(number, "report.cover.number", settings["case-number"]);
        Fact(holds, "report.cover.period", SummarySection.Period(report));
        Fact(holds, "report.cover.rows", SummarySection.RowsIn(report));
        Fact(holds, "report.cover.holds", report.Source.Options is { WithPlaces: true, Profile: Domain.Redactions.RedactionProfile.LawyerFull } ? words["report.cover.holds-places"] : null);

        // What is signed goes with the pages that it is about.
        var signed = pages.Count == 0 ? null : sections.FirstOrDefault(section => section.Anchor == CourtSections.DeclarationAnchor);
        var rows = sections.Where(section => section != signed && !pages.Contains(section))
            .Select(section => new TableRow([new([Span.Link(section.Title, Anchor(section))]), new([Span.Page(Anchor(section))])], RowKind.Contents)).ToList();
        if (pages.Count > 0)
        {
            rows.Add(Together(pages, signed));
        }

        var isFull = who.Count + court.Count + number.Count + holds.Count + MadeFacts + rows.Count + (pages.Count / 4) > MostLines;
        List<KeyValue> copy = [], made = [];
        Fact(copy, "report.cover.report", report.Source.ReportId);
        Fact(copy, "report.cover.copy", RedactionSection.CopyName(report.Source.Options, words));
        Fact(made, "report.cover.made", isFull ? report.Phrases.NarrowRecorded(report.Source.Made) : report.Phrases.Recorded(report.Source.Made));
        made.Add(RedactionSection.OnCover(report));
        return new ReportSection(words["report.cover.title"],
        [
            .. isFull ? [new KeyValues([.. who, .. holds]), new KeyValues([.. court, .. copy, .. number, .. made], Columns: 2)]
                : (Block[])[new KeyValues([.. who, .. court, .. number, .. holds, .. copy, .. made])],
            new Paragraph(words["report.cover.unsworn"], SpanStyle.Secondary),
            new Heading(2, words["report.cover.contents"]),
            new Table([new("", ColumnWidth.Share()), new("", ColumnWidth.Fit, Alignment.End)], rows),
        ])
        {
            RepeatsTitle = false,
            InEveryVolume = true,
            Bookmark = words["report.cover.bookmark"],
        };
    }

    /// <summary>
    /// The pages of a form in one entry, each with its number: a line for each would push the contents off the cover. What
    /// all titles begin with is said once, what the page itself says in full is left to it.
    /// </summary>
    private static TableRow Together(IReadOnlyList<ReportSection> pages, ReportSection? signed)
    {
        var names = pages.Select(page => page.Title.Split('—')[0]).ToList();
        names = names.Distinct(StringComparer.Ordinal).Count() == names.Count ? names : [.. pages.Select(page => page.Title)];
        var first = names[0].Split(' ')[0] + " ";
        var isSaidOnce = names.TrueForAll(name => name.StartsWith(first, StringComparison.Ordinal) && name.IndexOf(' ', StringComparison.Ordinal) == name.LastIndexOf(' '));
        var spans = new List<Span>();
        foreach (var (at, page) in pages.Index())
        {
            spans.Add(Span.Plain(at == 0 ? "" : ", "));
            spans.Add(Span.Link(isSaidOnce && at > 0 ? names[at][first.Length..] : at > 0 ? Rest(names[at], names[at - 1]) : names[at], Anchor(page)));
            spans.Add(Span.Plain(" ") with { Together = true });
            spans.Add(Span.Page(Anchor(page)));
        }

        if (signed is not null)
        {
            spans.AddRange([Span.Plain(", "), Span.Link(signed.Title, Anchor(signed)), Span.Plain(" ") with { Together = true }, Span.Page(Anchor(signed))]);
        }

        return new TableRow([new(spans, 2)], RowKind.Contents);
    }

    /// <summary>A title without what it has in common with the one before it, up to a comma: "another time" after "Description of Abuse, most recent".</summary>
    private static string Rest(string title, string before)
    {
        var same = title.Zip(before).TakeWhile(pair => pair.First == pair.Second).Count();
        var from = title.LastIndexOf(", ", Math.Max(same - 1, 0), StringComparison.Ordinal);
        return from > 0 && from + 2 <= same ? title[(from + 2)..] : title;
    }

    /// <summary>Every section has an anchor of its own, made where it is made.</summary>
    private static string Anchor(ReportSection section) =>
        section.Anchor ?? throw new InvalidOperationException($"The section '{section.Title}' has no anchor.");
}
