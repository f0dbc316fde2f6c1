using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>The tables of the pattern that have no picture: what they count, what they must not tell, and when they are left out.</summary>
public sealed class PatternTablesTests
{
    private static readonly string s_gaps = PlantedCase.Words["reportparts.gaps"];
    private static readonly string s_bursts = PlantedCase.Words["pattern.bursts"];
    private static readonly string s_numbers = PlantedCase.Words["pattern.numbers"];
    private static readonly string s_noted = PlantedCase.Words["pattern.behaviours"];
    private static readonly string s_through = PlantedCase.Words["reportparts.through"];

    private static EntryDraft Row(string kind, string day, params (string Name, string Value)[] more) =>
        EntryDraft.New(ItemType.Incident, more.Aggregate(FieldSet.Empty.With("kind", kind).With("date", day).With("precision", "day"), (fields, one) => fields.With(one.Name, one.Value)));

    private static async Task<TestCase> MadeAsync(params EntryDraft[] drafts)
    {
        var test = await TestCase.BeginAsync();
        await test.AppendAsync(drafts);
        return test;
    }

    private static async Task<TestCase> FullAsync() => await MadeAsync(
        EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
        EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Stranger").With("role", "other")),
        EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "that Sam").With("name", "Sam Sample").With("role", "go-between")),
        EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Only about Kit.").With("date", "2026-03-03").With("precision", "day")),
        Row("call", "2026-02-01", ("count", "3"), ("from", "555-0142"), ("tags", "repeated")),
        Row("text", "2026-02-01", ("from", "555-0177")),
        Row("text", "2026-02-02", ("count", "9"), ("from", "555-0150")).LinkedTo("contact", 1),
        Row("text", "2026-03-10", ("from", "(555) 0142"), ("tags", "pressing-others")),
        Row("email", "2026-03-20", ("count", "4"), ("permitted", "yes"), ("from", "r@example.org")),
        Row("in-person", "2026-04-01").LinkedTo("contact", 2));

    private static string Section(ReportDocument document) => ReportText.Of(document.Section("pattern"));

    private static string[] Under(ReportDocument document, string heading) =>
        [.. Section(document).Split('\n').SkipWhile(line => line != heading).Skip(1).TakeWhile(line => line != s_gaps && line != s_bursts && line != s_numbers && line != s_noted && line != s_through)];

    [Fact]
    public async Task Each_says_what_the_rows_say_and_leads_to_them()
    {
        await using var test = await FullAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions { WithMarks = true });
        var file = await test.OpenAsync();
        string Page(int at) => $"<row-{file.Incidents[at].FirstSeq}>";
        Assert.StartsWith($"2 Feb 2026 to 9 Mar 2026\t2, {Page(1)}\t3, {Page(2)}\t36", Under(document, s_gaps)[0], StringComparison.Ordinal);
        Assert.Equal([$"Sunday 1 February 2026\t1, 2, {Page(0)}\t4", $"Friday 20 March 2026\t4, {Page(3)}\t4"], Under(document, s_bursts)[..2]);
        Assert.Equal(
            [
                $"555-0142\t1 Feb 2026\t1, {Page(0)}\t10 Mar 2026\t4",
                $"555-0177\t1 Feb 2026\t2, {Page(1)}\t1 Feb 2026\t1",
                $"r@example.org\t20 Mar 2026\t4, {Page(3)}\t20 Mar 2026\t4",
                "All\t\t\t\t9",
            ],
            Under(document, s_numbers)[..4]);
        Assert.Equal(["Repeated contact\t1\t0\t0\t1", "Pressing friends or family\t0\t1\t0\t1"], Under(document, s_noted)[..2]);
        Assert.Equal($"Sam Sample\t1 Apr 2026\t5, {Page(4)}\t1 Apr 2026\t1", Under(document, s_through)[0]);
        using var output = new MemoryStream();
        Assert.True(new PdfReportWriter(PlantedCase.Words).Write(document, output).PageCount > 4);
    }

    // Counted in one of these tables and in no total, such a row would make the report contradict itself.
    [Fact]
    public async Task Rows_of_someone_else_are_in_none_and_what_was_only_allowed_is_said()
    {
        await using var test = await FullAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions { WithMarks = true });
        Assert.DoesNotContain("555-0150", Section(document), StringComparison.Ordinal);
        Assert.DoesNotContain("2 February 2026", Section(document), StringComparison.Ordinal);
        Assert.DoesNotContain("that Sam", Section(document), StringComparison.Ordinal);
        Assert.Contains("Of these rows, 1 is contact that was only allowed, contacts 4.", string.Join('\n', Under(document, s_bursts)), StringComparison.Ordinal);
        Assert.Contains("1 of all rows is contact that was only allowed, contacts 4.", string.Join('\n', Under(document, s_numbers)), StringComparison.Ordinal);
        Assert.DoesNotContain("only allowed", string.Join('\n', Under(document, s_through)), StringComparison.Ordinal);
    }

    // Marks say what she makes of a row. Where she did not want them, no table, number or sentence may tell that there is one.
    [Theory]
    [InlineData(RedactionProfile.CourtPublic)]
    [InlineData(RedactionProfile.RespondentService)]
    [InlineData(RedactionProfile.LawyerFull)]
    public async Task Without_the_marks_nothing_of_them_is_told(RedactionProfile profile)
    {
        await using var test = await FullAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions { Profile = profile });
        Assert.Empty(Under(document, s_noted));
        Assert.DoesNotContain("Pressing friends", ReportText.Of(document), StringComparison.Ordinal);
        Assert.Single(Under(document, s_through), line => line.Contains("By the first day.", StringComparison.Ordinal));
        Assert.DoesNotContain("may lie in these days", string.Join('\n', Under(document, s_through)), StringComparison.Ordinal);
        Assert.Contains(": 2", Assert.Single(ReportText.Of(document.Section("not-included")).Split('\n'), line => line.StartsWith(PlantedCase.Words["report.not.marks"], StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_copy_removes_from_a_name_or_a_number_stands_in_no_table()
    {
        await using var test = await FullAsync();
        await test.AppendAsync(
            EntryDraft.Amend((await test.OpenAsync()).Settings, FieldSet.Empty.With("own-phone", "312-555-0199").With("children", "Jorinde Example"), null),
            Row("call", "2026-04-02", ("from", "312-555-0199"), ("through", "Jorinde Example")),
            Row("call", "2026-04-02", ("from", "3125550199"), ("through", "His lawyer, for Jorinde Example")));
        foreach (var profile in new[] { RedactionProfile.CourtPublic, RedactionProfile.RespondentService })
        {
            var document = await ReportText.BuildAsync(test, new ReportOptions { Profile = profile, WithMarks = true });
            Assert.DoesNotContain("Jorinde", ReportText.Of(document), StringComparison.Ordinal);
            Assert.DoesNotContain("555-0199", ReportText.Of(document), StringComparison.Ordinal);
            Assert.Contains(Under(document, s_through), line => line.StartsWith("His lawyer, for ", StringComparison.Ordinal));
        }

        Assert.Contains(Under(await ReportText.BuildAsync(test, new ReportOptions { Profile = RedactionProfile.LawyerFull }), s_through), line => line.StartsWith("Jorinde Example", StringComparison.Ordinal));
    }

    // "Longest stretches without contact" of the calls alone, or up to a day on which the report ends, is no stretch without contact.
    [Fact]
    public async Task A_choice_is_kept_to_and_said()
    {
        await using var test = await FullAsync();
        var all = await ReportText.BuildAsync(test, new ReportOptions());
        Assert.DoesNotContain("leaves out are not looked at", Section(all), StringComparison.Ordinal);
        var some = await ReportText.BuildAsync(test, new ReportOptions { From = new(2026, 2, 10), To = new(2026, 3, 25) });
        var gaps = Under(some, s_gaps);
        Assert.StartsWith("10 Feb 2026 to 9 Mar 2026\t\t1, ", gaps[0], StringComparison.Ordinal);
        Assert.StartsWith("11 Mar 2026 to 19 Mar 2026\t1, ", gaps[1], StringComparison.Ordinal);
        Assert.Contains("Only those of 7 days or more. Up to 25 March 2026.", gaps[2], StringComparison.Ordinal);
        Assert.Empty(Under(some, s_through));
        Assert.All([gaps, Under(some, s_bursts), Under(some, s_numbers)], lines => Assert.Contains("Rows that this report leaves out are not looked at here.", string.Join('\n', lines), StringComparison.Ordinal));
        Assert.DoesNotContain("555-0177", Section(some), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Short_stretches_are_a_sentence_and_no_table()
    {
        await using var test = await MadeAsync([.. Enumerable.Range(0, 22).Select(n => Row("text", Day(new NodaTime.LocalDate(2026, 4, 1).PlusDays(n - (n % 2 == 0 ? 0 : 1)))))]);
        var gaps = Under(await ReportText.BuildAsync(test, new ReportOptions()), s_gaps);
        Assert.StartsWith("The longest is ", Assert.Single(gaps), StringComparison.Ordinal);
        Assert.DoesNotContain("The 7 longest", gaps[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_row_or_none_has_no_table_of_them()
    {
        await using var none = await TestCase.BeginAsync();
        await using var one = await MadeAsync(Row("call", "2026-04-02", ("from", "555-0142")));
        foreach (var test in new[] { none, one })
        {
            var section = Section(await ReportText.BuildAsync(test, new ReportOptions { WithMarks = true }));
            Assert.All([s_gaps, s_bursts, s_numbers, s_noted, s_through], heading => Assert.DoesNotContain(heading, section, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task Ten_years_of_everything_stay_short_and_no_mark_is_lost(string language)
    {
        var words = new Words(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo(language));
        await using var months = await MadeAsync([.. Enumerable.Range(0, 20).SelectMany(n => FieldCatalogue.Find(ItemType.Incident, "tags")!.Choices
            .Select(tag => Row("text", Day(new NodaTime.LocalDate(2024, 8, 3).PlusMonths(n)), ("tags", tag), ("from", $"555-01{n:D2}"), ("through", $"Person {n}"))))]);
        await using var years = await MadeAsync([.. Enumerable.Range(0, 120).Select(n => Row("text", Day(new NodaTime.LocalDate(2016, 1, 3).PlusMonths(n)), ("tags", "blame"), ("from", $"555-0{n:D3}"), ("count", n == 7 ? "10000" : "1")))]);
        foreach (var (test, rows) in new[] { (months, 320), (years, 120) })
        {
            var document = ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new ReportOptions { WithMarks = true }), words);
            var blocks = document.Section("pattern").Blocks.SkipWhile(block => block is not Heading { Spans: [TextSpan title] } || title.Text != words["reportparts.gaps"]).ToList();
            Assert.InRange(blocks.OfType<Table>().Sum(table => table.Rows.Count), 20, 120);
            var noted = blocks.SkipWhile(block => block is not Heading { Spans: [TextSpan title] } || title.Text != words["pattern.behaviours"]).Skip(1).TakeWhile(block => block is Table).Cast<Table>().ToList();
            Assert.All(noted, table => Assert.InRange(table.Columns.Count, 3, 10));
            // With several tables there is no column of sums; with two years or one the last one is.
            Assert.Equal(rows, noted.Sum(table => table.Rows.Sum(row => row.Cells.Skip(1).SkipLast(noted.Count == 1 ? 1 : 0)
                .Sum(cell => int.Parse(((TextSpan)cell.Spans[0]).Text, CultureInfo.InvariantCulture)))));
            using var output = new MemoryStream();
            new PdfReportWriter(words).Write(document, output);
        }
    }

    private static string Day(NodaTime.LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
