using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Model;
using ContactLog.Reports.Redaction;

namespace ContactLog.Reports.Building;

/// <summary>What was removed from this copy: where, what kind of thing, by which rule, when and by whom. Never what it was.</summary>
internal static class RedactionSection
{
    /// <summary>True when the copy needs the section.</summary>
    public static bool IsNeeded(Making report) => report.Redactions.Count > 0 || report.Source.Options.Profile != RedactionProfile.LawyerFull;

    /// <summary>What kind of copy it is, for the cover and the head of every page.</summary>
    public static string CopyName(ReportOptions options, Words words) => options.Profile == RedactionProfile.LawyerFull
        ? words[options.WithPlaces ? "report.copy.full" : "report.copy.places"]
        : words["redaction.profile." + options.Profile.Word()];

    /// <summary>How many there are, and where they are listed.</summary>
    public static KeyValue OnCover(Making report)
    {
        var words = report.Words;
        var number = report.Redactions.Sum(one => one.Places);
        return new(words["redaction.cover"], number == 0
            ? [Span.Plain(words["redaction.cover.none"])]
            : Span.Sentence(words["redaction.cover.count"], SpanStyle.Plain, report.Phrases.Number(number), Span.Page("redactions")));
    }

    public static ReportSection Make(Making report, string title) => new(title, () => Blocks(report)) { Anchor = "redactions", StartsPage = false };

    private static List<Block> Blocks(Making report)
    {
        var words = report.Words;
        var printed = report.Redactions.ToLookup(report.Scope.IsPrinted);
        var listed = printed[true].ToList();
        var more = printed[false].ToList();
        var blocks = new List<Block> { new Paragraph(words["redaction.lead", words[more.Count == 0 ? "redaction.lead.all" : "redaction.lead.printed"]]) };
        if (listed.Exists(one => one.Rule == RedactionRule.Sheet))
        {
            blocks.Add(new Paragraph(words["redaction.lead.sheet"]));
        }

        if (report.Exhibits.Any(exhibit => exhibit.Media.Family == MediaFamily.Picture))
        {
            blocks.Add(new Paragraph(words["redaction.lead.pictures"]));
        }

        if (listed.Count > 0)
        {
            blocks.Add(new Table(
                [
                    new(words["redaction.where"], ColumnWidth.Fixed(72)),
                    new(words["redaction.text"], ColumnWidth.Share()),
                    new(words["redaction.what"], ColumnWidth.Share()),
                    new(words["redaction.rule"], ColumnWidth.Fixed(86)),
                    new(words["redaction.when"], ColumnWidth.Fixed(112)),
                ],
                [.. listed.Select(one => Row(report, one))]));
        }

        if (listed.Count > 0 && Court.Find(report.Source.Options.Court) is not null)
        {
            blocks.Add(new Paragraph(words["redaction.court"], SpanStyle.Secondary));
        }

        if (more.Count > 0)
        {
            var where = string.Join(", ", more.Select(one => words["redaction.more." + Unprinted(report, one)]).Distinct(StringComparer.Ordinal));
            var told = words.Count("redaction.more", more.Sum(one => one.Places), where);
            blocks.Add(new Paragraph(report.Source.Options.HasBundle ? $"{told} {words["redaction.more.bundle"]}" : told, SpanStyle.Secondary));
        }

        return blocks;
    }

    /// <summary>What kind of text it is that no page shows.</summary>
    private static string Unprinted(Making report, Removal one) => one.Field switch
    {
        "file" => "names",
        "metadata" => "files",
        _ => report.Case.Find<Item>(one.ItemSeq) switch
        {
            Import or Incident { SourceSeq: not null } => "imported",
            { IsWithdrawn: true } => "withdrawn",
            _ => "fields",
        },
    };

    private static TableRow Row(Making report, Removal one)
    {
        var words = report.Words;
        var item = report.Case.Find<Item>(one.ItemSeq);
        var kind = words["redaction.kind." + one.Kind.Word()];
        return new(
        [
            new(Where(report, item, one)),
            new(one.Field switch
            {
                "picture" => words["redaction.picture"],
                "file" => words["redaction.file"],
                _ when report.Scope.Asked(one) is { } question => question.TitleFor(report.Case.Settings.OwnName),
                _ when item is not null => report.Phrases.Field(item.Type, one.Field),
                _ => "",
            }),
            new(one.Places == 1 ? kind : words["redaction.places", kind, report.Phrases.Number(one.Places)]),
            new(words["redaction.rule." + one.Rule.ToString().ToLowerInvariant()]),
            new([Span.Plain(report.Phrases.NarrowRecorded(one.When)), Span.Break, Span.Plain(one.By)]),
        ]);
    }

    private static IReadOnlyList<Span> Where(Making report, Item? item, Removal one)
    {
        // The entry tells an earlier wording from the one that holds.
        var entry = Span.Grey(report.Words["redaction.entry", report.Phrases.Number(one.EntrySeq)]);
        var earlier = item is not null && report.Scope.IsCorrected(item) && (CopyScope.IsEarlier(item, one) || report.AnchorOf(item) is null);
        var anchor = report.Scope.Asked(one) is { } question ? CourtSections.Anchor(question)
            : earlier ? Making.CorrectionAnchor(item!)
            : item is Incident { IsWithdrawn: true } ? "not-included"
            : (item is Incident row ? OthersSections.AnchorOf(report, row, one.Field) : null) ?? report.AnchorOf(item);
        return !earlier && item is Exhibit exhibit && anchor is not null ? [Span.Label(report.LabelOf(exhibit), anchor), Span.Break, entry]
            : anchor is not null ? [Span.Page(anchor), Span.Break, entry]
            : [entry];
    }
}
