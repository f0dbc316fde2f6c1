using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>Page 1: what this is, whose, about what, and where things stand.</summary>
internal static class CoverSection
{
    public static ReportSection Make(Making report, IReadOnlyList<ReportSection> sections)
    {
        var words = report.Words;
        var settings = report.Case.Settings;
        var facts = new List<KeyValue>();
        void Fact(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                facts.Add(new(words[key], value));
            }
        }

        Fact("report.cover.by", settings.OwnName);
        Fact("report.cover.about", SummarySection.About(report));
        Fact("report.cover.court", settings["court"]);
        Fact("report.cover.number", settings["case-number"]);
        Fact("report.cover.period", SummarySection.Period(report));
        Fact("report.cover.rows", SummarySection.RowsIn(report));
        Fact("report.cover.report", report.Source.ReportId);
        Fact("report.cover.made", report.Phrases.Recorded(report.Source.Made));
        Fact("report.cover.copy", RedactionSection.CopyName(report.Source.Options, words));
        facts.Add(RedactionSection.OnCover(report));
        Fact("report.cover.holds", report.Source.Options is { WithPlaces: true, Profile: Domain.Redactions.RedactionProfile.LawyerFull } ? words["report.cover.holds-places"] : null);

        var contents = new Table(
            [new("", ColumnWidth.Share()), new("", ColumnWidth.Fit, Alignment.End)],
            [.. sections.Select((section, at) => new TableRow([
                new([Span.Link(section.Title, Anchor(section, at))]),
                new([Span.Page(Anchor(section, at))]),
            ], RowKind.Contents))]);
        return new ReportSection(words["report.cover.title"],
        [
            new KeyValues(facts),
            new Paragraph(words["report.cover.unsworn"], SpanStyle.Secondary),
            new Heading(2, words["report.cover.contents"]),
            contents,
        ])
        {
            RepeatsTitle = false,
            InEveryVolume = true,
            Bookmark = words["report.cover.bookmark"],
        };
    }

    /// <summary>Every section has an anchor of its own, made where it is made.</summary>
    private static string Anchor(ReportSection section, int at) =>
        section.Anchor ?? throw new InvalidOperationException(FormattableString.Invariant($"Section {at + 1} has no anchor."));
}
