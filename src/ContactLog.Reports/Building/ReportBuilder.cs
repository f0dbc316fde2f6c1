using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Patterns;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Responses;
using ContactLog.Reports.Bundle;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Model;
using ContactLog.Reports.Redaction;
using NodaTime;

namespace ContactLog.Reports.Building;

/// <summary>
/// Makes the report from an opened case: what a court asks, in the order it asks it. Labels, dates and
/// counts are the program's; every sentence is hers. Nothing is left out without being counted under
/// "Not included".
/// </summary>
public static class ReportBuilder
{
    /// <summary>Makes the report.</summary>
    public static ReportDocument Build(ReportSource source, Words words) => Document(Redacted(source, words));

    /// <summary>Makes a report to look at, with what its court's questions are answered by.</summary>
    public static ReportDraft Draft(ReportSource source, Words words)
    {
        var report = Redacted(source, words);
        return new(Document(report), [.. (Court.Find(source.Options.Court)?.Questions ?? []).Select(question => (question, CourtAnswers.Of(report, question)))]);
    }

    private static ReportDocument Document(Making report)
    {
        var (source, words) = (report.Source, report.Words);
        var sections = new List<ReportSection>();
        void Add(ReportSection? section)
        {
            if (section is not null)
            {
                sections.Add(section);
            }
        }

        var number = 0;
        string Title(string key) => words["report.section.numbered", ++number, words[key]];

        Add(SummarySection.Make(report, Title("report.section.summary")));
        if (report.Rows.Count > 0)
        {
            Add(IncidentSection.Make(report, Title(IncidentSection.IsRecentOfChosen(report) ? "reportparts.section.incidents-chosen" : "reportparts.section.incidents")));
        }

        if (report.Lines.Count > 0)
        {
            Add(LinesSection.Make(report, Title("report.section.lines")));
        }

        Add(ChronologySection.Make(report, Title("report.section.chronology")));
        Add(PatternSection.Make(report, Title("reportparts.section.pattern")));
        if (ResponsesSection.IsNeeded(report))
        {
            Add(ResponsesSection.Make(report, Title("responses.section")));
        }

        if (source.Options.WithImpact && report.Told.Any(OthersSections.HasImpact))
        {
            Add(OthersSections.Impact(report, Title("report.section.impact")));
        }

        if (report.Told.Any(OthersSections.HasOthers))
        {
            Add(OthersSections.Witnesses(report, Title("report.section.others")));
        }

        if (report.Exhibits.Count > 0)
        {
            Add(ExhibitSections.Index(report, Title("report.section.index")));
            if (source.Options.Exhibits != ExhibitStyle.Listed)
            {
                Add(ExhibitSections.Exhibits(report, Title("report.section.exhibits")));
            }
        }

        if (report.Corrected.Count > 0)
        {
            Add(RecordSections.Corrections(report, Title("report.section.corrections")));
        }

        if (RedactionSection.IsNeeded(report))
        {
            Add(RedactionSection.Make(report, Title("redaction.section")));
        }

        Add(RecordSections.NotIncluded(report, Title("report.section.not-included")));
        Add(RecordSections.Keeping(report, Title("report.section.keeping")));
        Add(RecordSections.Hashes(report, Title("report.section.hashes")));
        var court = CourtSections.Make(report).ToList();
        sections.AddRange(court);
        sections.Insert(0, CoverSection.Make(report, sections, [.. court.Where(section => section.Anchor != CourtSections.DeclarationAnchor)]));

        return Brackets.Voiced(new ReportDocument
        {
            Language = words.Culture.TwoLetterISOLanguageName,
            Title = words["report.title.neutral", source.ReportId],
            ReportId = source.ReportId,
            MadeAt = source.Made.ToDateTimeOffset(),
            Paper = source.Options.Paper,
            HeadStart = string.Join(", ", new[] { source.Case.Settings["court"], source.Case.Settings["case-number"] }.OfType<string>()),
            HeadEnd = RedactionSection.CopyName(source.Options, words),
            Sections = sections,
        });
    }

    // Before anything is made of it: what is not there cannot be shown, in no section and by no mistake.
    private static Making Redacted(ReportSource source, Words words)
    {
        var redacted = CaseRedactor.Redact(source.Case, source.Options, words);
        return new(source with { Case = redacted.Case, Options = redacted.Options, Redactions = redacted.Redactions, IsRedacted = redacted.Touches, OpenPicture = PictureRedactor.Opener(source), ReadText = TextFiles.Reader(source, words) }, words);
    }
}

/// <summary>A report that is not made yet.</summary>
/// <param name="Document">What it would say.</param>
/// <param name="Answers">The answers to the questions of the chosen court as the record gives them, for her to change; none without a court.</param>
public sealed record ReportDraft(ReportDocument Document, IReadOnlyList<(CourtQuestion Question, string Text)> Answers);

/// <summary>What every section needs: the case, the choices, the words, and the rows that are in.</summary>
internal sealed class Making
{
    private readonly Dictionary<int, int> _numbers;
    private readonly HashSet<int> _printed;
    private readonly ILookup<int?, Domain.Evidence.Exhibit> _exhibitsOf;
    private readonly string _initials;

    public Making(ReportSource source, Words words)
    {
        Source = source;
        Words = words;
        Case = source.Case;
        Zone = source.Options.Zone ?? source.Case.Zone;
        Phrases = new Phrases(words, Zone);
        Actors = new(source.Case, source.Options.Profile, words);
        Scope = new(source.Case, source.Options);
        _initials = Court.Find(source.Options.Court) is { ExhibitsByInitials: true } ? Initials(source.Case.Settings.OwnName) : "";
        Rows = [.. Case.Incidents.Where(IsIn)];
        Questions = new(Case, Rows, source.Options.MostSerious);
        _numbers = Rows.OrderBy(ChronologySection.Order).ThenBy(row => row.FirstSeq).Index().ToDictionary(row => row.Item.FirstSeq, row => row.Index + 1);
        var own = Case.AllIncidents.Where(row => row.IsOwn && !row.IsWithdrawn).ToLookup(IsIn);
        (OwnRows, OwnRowsLeftOut) = ([.. own[true]], [.. own[false]]);
        var others = Case.OfOthers.ToLookup(IsIn);
        (OtherRows, OtherRowsLeftOut) = ([.. others[true]], [.. others[false]]);
        Lines = [.. Case.Counts.Lines.Select(count => new LineCount(count.Line, In(count.After), In(count.ThroughOthers), In(count.Permitted), In(count.OrderNotDetermined)))];
        Exhibits = [.. Case.Exhibits.Where(exhibit => source.Options.IsIn(exhibit, Case))];
        _exhibitsOf = Exhibits.ToLookup(exhibit => exhibit.OfSeq);
        Responses = [.. Case.Responses.Where(source.Options.IsIn)];
        _printed = Rows.Concat<Item>(OwnRows).Concat(OtherRows).Concat(Exhibits).Select(item => item.FirstSeq).ToHashSet();
        Redactions = [.. source.Redactions.Where(Scope.Tells)];
        Pattern = new PatternSource(Case, Rows, words, source.Made.InZone(Zone).Date, Zone) { From = source.Options.From, To = source.Options.To, HasFullNames = true };
        Corrected = [.. Case.Items.Where(Scope.IsCorrected)];
    }

    public ReportSource Source { get; }

    public Words Words { get; }

    public CaseFile Case { get; }

    public Phrases Phrases { get; }

    /// <summary>The names beside entries.</summary>
    public Actors Actors { get; }

    /// <summary>What of the record is in this copy.</summary>
    public CopyScope Scope { get; }

    /// <summary>The zone whose clock is shown.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>What charts are made from.</summary>
    public PatternSource Pattern { get; }

    /// <summary>The incidents that are in, oldest first.</summary>
    public IReadOnlyList<Incident> Rows { get; }

    /// <summary>Which of <see cref="Rows"/> the questions of a court are about.</summary>
    public AskedRows Questions { get; }

    /// <summary>Those of <see cref="Rows"/> that are contact that was only allowed.</summary>
    public IReadOnlyList<Incident> OnlyAllowed => Questions.OnlyAllowed;

    /// <summary>Those of <see cref="Rows"/> that the questions of a court are about.</summary>
    public IReadOnlyList<Incident> Asked => Questions.All;

    /// <summary>The number of a row in the chronology; null for one that is not counted and so has none.</summary>
    public int? NumberOf(Incident row) => _numbers.TryGetValue(row.FirstSeq, out var number) ? number : null;

    /// <summary>Her own messages that are in.</summary>
    public IReadOnlyList<Incident> OwnRows { get; }

    /// <summary>Her own messages, appointments, and what she made herself, that the choices leave out.</summary>
    public IReadOnlyList<Incident> OwnRowsLeftOut { get; }

    /// <summary>Rows of somebody else that are in: shown and not counted.</summary>
    public IReadOnlyList<Incident> OtherRows { get; }

    /// <summary>Rows of somebody else that the choices leave out.</summary>
    public IReadOnlyList<Incident> OtherRowsLeftOut { get; }

    /// <summary>What came from anybody and is in, counted or not, oldest first.</summary>
    public IEnumerable<Incident> Told => Rows.Concat(OtherRows).OrderBy(ChronologySection.Order).ThenBy(row => row.FirstSeq);

    public IReadOnlyList<LineCount> Lines { get; }

    public IReadOnlyList<Domain.Evidence.Exhibit> Exhibits { get; }

    /// <summary>What was done about it, as far as it is in.</summary>
    public IReadOnlyList<Response> Responses { get; }

    /// <summary>What was removed from what is in this copy or printed in it.</summary>
    public IReadOnlyList<Removal> Redactions { get; }

    /// <summary>Items with more than one entry: corrected, or withdrawn and brought back. Rows that stay withdrawn are listed apart.</summary>
    public IReadOnlyList<Item> Corrected { get; }

    /// <summary>The text of a field, or null where it says nothing or is left out.</summary>
    public string? Text(Item item, string name) =>
        FieldCatalogue.Owner(item.Type, name) is { } field && Source.Options.Withheld.Contains(field.Class) ? null : item[name];

    /// <summary>The text of a field, or that it is left out; null only where it says nothing.</summary>
    public string? Said(Item item, string name) => item[name] is null ? null : Text(item, name) ?? Words["report.left-out", Phrases.Field(item.Type, name)];

    /// <summary>The person an incident came from or is counted for.</summary>
    public string? Person => Case.MainContact is { } main ? main["name"] ?? main.Label : null;

    /// <summary>Room for a label with two digits and its page, in points.</summary>
    public const double ExhibitColumn = 82;

    /// <summary>Room for a day with its weekday, in points.</summary>
    public const double WhenColumn = 113;

    /// <summary>The number, account or person that an incident came from, by the full name where there is one.</summary>
    public string? From(Incident row) =>
        Case.Find<ContactPoint>(row.ContactPointSeq)?.Value ?? row["from"] ?? (Case.Find<Contact>(row.ContactSeq) is { } contact ? contact["name"] ?? contact.Label : null);

    /// <summary>Of each boundary and order beside which a row stands without the times saying which was first, that they do not.</summary>
    public IEnumerable<string> OpenOrder(Incident row) => Lines.Select(count => count.Line).Where(line => CaseCounts.IsOrderOpen(row, line))
        .Select(line => Words[line is CourtOrder ? "reportparts.row.open-order" : "reportparts.row.open-boundary", Phrases.NarrowDay(line.From.Date!.Value)]);

    /// <summary>True when some kind of a group is in. A nought for one that is not would read as if nothing had come.</summary>
    public bool HasKinds(KindGroup group) => KindsOf(group).Any(Source.Options.HasKind);

    /// <summary>What a group of kinds is called; where some of them are left out, those that are in, and that the others are not.</summary>
    public string GroupName(KindGroup group) => KindsOf(group).Where(Source.Options.HasKind).ToList() is { Count: > 0 } chosen && chosen.Count < KindsOf(group).Count()
        ? Words["report.group.some", string.Join(", ", chosen.Select(kind => Phrases.Value(ItemType.Boundary, "covers", Incident.WordOf(kind))))]
        : Phrases.Group(group);

    /// <summary>A heading over numbers, which says so where they are of chosen rows only.</summary>
    public string OfChosen(string heading) => Rows.Count < Case.Incidents.Count ? Words["report.of-chosen", heading] : heading;

    private static IEnumerable<IncidentKind> KindsOf(KindGroup group) => Enum.GetValues<IncidentKind>().Where(kind => Incident.GroupOf(kind) == group);

    public static string RowAnchor(Item item) => FormattableString.Invariant($"row-{item.FirstSeq}");

    public static string ExhibitAnchor(Domain.Evidence.Exhibit exhibit) => FormattableString.Invariant($"exhibit-{exhibit.FirstSeq}");

    public static string LineAnchor(Item line) => FormattableString.Invariant($"line-{line.FirstSeq}");

    /// <summary>
    /// Where an item stands in this copy; null when it does not: it was withdrawn, or is left out. Whoever names the page of an item asks
    /// here, because a page that is not there stops the whole report.
    /// </summary>
    public string? AnchorOf(Item? item) => item switch
    {
        Incident row when _printed.Contains(row.FirstSeq) => RowAnchor(row),
        Line { IsWithdrawn: false } line => LineAnchor(line),
        Domain.Evidence.Exhibit exhibit when _printed.Contains(exhibit.FirstSeq) => ExhibitAnchor(exhibit),
        _ => null,
    };

    /// <summary>The page of an item after a comma; for one that was withdrawn, that it was. Nothing where no page is about it alone.</summary>
    public IReadOnlyList<Span> AfterName(Item item) => AnchorOf(item) is { } anchor ? [Span.Plain(", "), Span.Page(anchor)]
        : item.IsWithdrawn ? [Span.Plain(", " + Words["report.withdrawn"])]
        : [];

    public static string CorrectionAnchor(Item item) => FormattableString.Invariant($"correction-{item.FirstSeq}");

    /// <summary>Label boxes and pages of the exhibits that show an item, one a line.</summary>
    public IReadOnlyList<Span> ExhibitSpans(Item item)
    {
        var spans = new List<Span>();
        foreach (var exhibit in _exhibitsOf[item.FirstSeq])
        {
            if (spans.Count > 0)
            {
                spans.Add(Span.Break);
            }

            spans.Add(Span.Label(LabelOf(exhibit), ExhibitAnchor(exhibit)));
            spans.Add(Span.Plain(" "));
            spans.Add(Span.Page(ExhibitAnchor(exhibit)));
        }

        return spans;
    }

    /// <summary>
    /// What an exhibit is called in this copy: A-3, or AS3 where the court calls exhibits by the initials of whoever makes the statement.
    /// The number is the same in both, and in the bundle.
    /// </summary>
    public string LabelOf(Domain.Evidence.Exhibit exhibit) => _initials.Length > 0 ? _initials + exhibit.Label["A-".Length..] : exhibit.Label;

    /// <summary>True when this copy may say the hash and the exact size of an original.</summary>
    public bool TellsOfOriginals => Source.Options.Profile.TellsOfOriginals();

    /// <summary>The hash that this copy prints of an exhibit: of its original, or of its salted file entry where the original is kept back.</summary>
    public Digest HashOf(Domain.Evidence.Exhibit exhibit) => TellsOfOriginals ? exhibit.File.Entry.Sha256 : exhibit.File.Committed;

    /// <summary>The path of an exhibit's original in the bundle that goes with this copy; null when it is in none.</summary>
    public string? OriginalPath(Domain.Evidence.Exhibit exhibit) =>
        BundleContents.WhyWithoutOriginal(Source.Options, exhibit, Redactions.Any(one => one.ItemSeq == exhibit.FirstSeq && one.Field == "picture")) is null
            ? BundleWriter.ExhibitPath(exhibit)
            : null;

    /// <summary>The path of the picture written anew that stands in the bundle in place of an original; null when there is none.</summary>
    public string? DerivativePath(Domain.Evidence.Exhibit exhibit) =>
        BundleContents.WantsDerivative(Source.Options, exhibit, Redactions.Any(one => one.ItemSeq == exhibit.FirstSeq && one.Field == "picture"))
            ? BundleWriter.DerivedPath(exhibit, exhibit.Media.Extension)
            : null;

    /// <summary>The day of a row and under it the time, and the zone where it is not the one that is shown, for a column of their own.</summary>
    public List<Span> WhenSpans(Incident row)
    {
        var spans = new List<Span> { Span.Plain(Phrases.NarrowDayOf(row.When)) };
        foreach (var line in new[] { Phrases.ClockOf(row), Phrases.ZoneOf(row.When) })
        {
            if (!string.IsNullOrEmpty(line))
            {
                spans.Add(Span.Break);
                spans.Add(Span.Plain(line));
            }
        }

        return spans;
    }

    /// <summary>Exact words in the quotation marks of the language.</summary>
    public TextSpan Quote(string text) => Span.Exact(Words["report.quote", text]);

    private static string Initials(string? name) => string.Concat((name ?? "").Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => char.IsLetter(part[0])).Select(part => char.ToUpperInvariant(part[0])));

    private bool IsIn(Incident row) => Source.Options.IsIn(row, Case);

    private Tally In(Tally tally) => new([.. tally.Rows.Where(IsIn)]);
}
