using System.Text.RegularExpressions;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>The pages of the chosen court, each under the title it prescribes, and its declaration: a draft, unsigned, its blanks left.</summary>
internal static partial class CourtSections
{
    /// <summary>Where the declaration stands.</summary>
    public const string DeclarationAnchor = "declaration";

    public static IEnumerable<ReportSection> Make(Making report)
    {
        if (Court.Find(report.Source.Options.Court) is not { } court)
        {
            yield break;
        }

        foreach (var question in court.Questions)
        {
            yield return Page(report, court, question);
        }

        if (court.Declaration is { } declaration)
        {
            yield return Declaration(report, court, declaration);
        }
    }

    /// <summary>The answer that is printed: hers where she changed it, else the record's.</summary>
    public static (string Text, bool IsHers) Answer(Making report, Court court, CourtQuestion question) =>
        report.Source.Options.Answers.TryGetValue(ReportOptions.AnswerKey(court, question), out var hers) && hers.Length > 0
            ? (hers, true)
            : (CourtAnswers.Of(report, question), false);

    /// <summary>Where the answer to a question stands.</summary>
    public static string Anchor(CourtQuestion question) => "court-" + question.Id;

    private static ReportSection Page(Making report, Court court, CourtQuestion question) =>
        new(question.TitleFor(report.Case.Settings.OwnName), () => Blocks(report, court, question))
        {
            Anchor = Anchor(question),
            // The titles are the forms' own, in their language.
            IsContinuation = question.Title.EndsWith(", continued", StringComparison.Ordinal),
        };

    private static List<Block> Blocks(Making report, Court court, CourtQuestion question)
    {
        var words = report.Words;
        var (text, isHers) = Answer(report, court, question);
        var blocks = new List<Block>
        {
            new KeyValues(
            [
                new(words["court.short-title"], SummarySection.About(report) is { Length: > 0 } ? words["court.parties", report.Case.Settings.OwnName ?? "", report.Person ?? ""] : report.Case.Settings.OwnName ?? ""),
                new(words["report.cover.number"], report.Case.Settings["case-number"] ?? ""),
                new(words["court.form"], court.Form),
                .. court.For is { } whom ? [new KeyValue(words["court.for"], whom)] : (KeyValue[])[],
                .. court.ExhibitsByInitials ? [new(words["court.statement-number"], "____"), .. Exhibits(report, text)] : (KeyValue[])[],
                new(words["court.asks"], question.Asks),
                // A page is filed by itself: without the zone a time on it is no time for whoever reads it elsewhere.
                .. HoldsTime(text) ? [new(words["court.zone"], words["court.zone-is", report.Zone.Id])] : (KeyValue[])[],
                // A statement made from chosen rows says so, and where the record has a later row than the last of them, that too.
                .. report.Rows.Count < report.Case.Incidents.Count ? [new(words["court.rows"], SummarySection.RowsIn(report))] : (KeyValue[])[],
                // Hers may tell other rows than the record's answer.
                .. !isHers && CourtAnswers.LeftToChronology(report, question) is { Length: > 0 } more ? [new(words["court.not-told"], more)] : (KeyValue[])[],
                .. CourtAnswers.IsOfRecent(question) && IncidentSection.IsRecentOfChosen(report) ? [new(words["court.recent"], words["court.recent.chosen"])] : (KeyValue[])[],
                .. CourtAnswers.LeftOut(report, question) is { Rows.Count: > 0 } left
                    ? [new(words["court.allowed"], words.Count("court.allowed.rows", left.Rows.Count, report.Phrases.Contacts(left)))]
                    : (KeyValue[])[],
            ]),
        };
        if (text.Length == 0)
        {
            // Room to write on, rather than an answer nobody gave.
            blocks.Add(new Paragraph(words["court.no-answer"], SpanStyle.Secondary));
            blocks.AddRange(Enumerable.Range(0, 6).Select(_ => new Rule(SpaceAbove: 24)));
        }

        blocks.AddRange(text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(paragraph => new Paragraph(paragraph)));
        if (isHers)
        {
            blocks.Add(new Paragraph(words["court.edited"], SpanStyle.Secondary));
        }

        blocks.Add(new Paragraph(words["court.forms-change", court.Form, court.Revision, court.Ask], SpanStyle.Secondary));
        return blocks;
    }

    /// <summary>True when a time of day stands in a text: as the report writes one, or as somebody types one.</summary>
    private static bool HoldsTime(string text) => ClockTime().IsMatch(text);

    /// <summary>
    /// The exhibits that a statement names: a court that calls them by initials wants them at its head. One that no paragraph names is no exhibit
    /// of the statement. Those that follow each other are said as a range.
    /// </summary>
    private static IEnumerable<KeyValue> Exhibits(Making report, string text)
    {
        var labels = report.Exhibits.Select(report.LabelOf).Distinct(StringComparer.Ordinal).ToList();
        var named = Label().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var ranges = new List<(int First, int Last)>();
        foreach (var at in Enumerable.Range(0, labels.Count).Where(at => named.Contains(labels[at])))
        {
            if (ranges.Count > 0 && ranges[^1].Last == at - 1)
            {
                ranges[^1] = (ranges[^1].First, at);
            }
            else
            {
                ranges.Add((at, at));
            }
        }

        if (ranges.Count > 0)
        {
            yield return new(report.Words["court.exhibits"], string.Join(", ", ranges
                .Select(range => range.First == range.Last ? labels[range.First] : report.Words["court.exhibits.range", labels[range.First], labels[range.Last]])));
        }
    }

    private static ReportSection Declaration(Making report, Court court, CourtDeclaration declaration)
    {
        var words = report.Words;
        var blocks = new List<Block> { new Paragraph(words["court.draft"], SpanStyle.Secondary), new Paragraph(Span.Sentence(words["court.of-form", court.Form, "{0}"], SpanStyle.Secondary, Span.PageNumber(Anchor(court.Questions[0])))), new Paragraph(declaration.Text) };
        foreach (var blank in declaration.Blanks)
        {
            blocks.Add(new Rule(SpaceAbove: 34) { KeepWithNext = true });
            blocks.Add(new Paragraph(blank, SpanStyle.Secondary));
        }

        if (declaration.Note is { } note)
        {
            blocks.Add(new Paragraph(note, SpanStyle.Secondary));
        }

        blocks.Add(new Paragraph(words["court.forms-change", court.Form, court.Revision, court.Ask], SpanStyle.Secondary));
        return new ReportSection(declaration.Title, blocks) { Anchor = DeclarationAnchor };
    }

    [GeneratedRegex(@"\b[\p{L}-]+[0-9]+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"\b[0-9]{1,2}(:[0-9]{2}|(\.[0-9]{2})? ?[ap]\.?m\b)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ClockTime();
}
