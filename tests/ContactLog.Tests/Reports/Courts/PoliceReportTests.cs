using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;
using ContactLog.Reports.Courts;
using ContactLog.Tests.Reports.Building;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Courts;

/// <summary>What a form asks and a row does not answer: reports to police with a page of their own, and answers other than yes.</summary>
public sealed class PoliceReportTests
{
    [Fact]
    public async Task A_report_to_police_about_a_row_answers_what_the_summary_and_the_forms_ask_of_it()
    {
        await using var test = await ReportedAsync(about: 3);
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2" });
        Assert.Contains("Police told: 1 / 0 / 0 / 0", ReportText.Of(document.Section("summary")), StringComparison.Ordinal);
        Assert.Contains("Police told: Yes. Report to police: Fri 3 April 2026, Springfield police, Badge number 12, Report number EX-9", ReportText.Of(document.Section("incidents")), StringComparison.Ordinal);
        var page = ReportText.Of(document.Section("court-4"));
        Assert.Contains("Report number EX-9", page, StringComparison.Ordinal);
        Assert.DoesNotContain("School", page, StringComparison.Ordinal);
        var texas = ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions { Court = "tx-affidavit" }));
        Assert.Contains("Police told: 1 yes. Yes: Thu 2 April 2026", texas, StringComparison.Ordinal);
    }

    // "No" was true when she wrote it down; a report that she made after it must not make a liar of her.
    [Theory]
    [InlineData("no", "No")]
    [InlineData("unknown", "Not known")]
    public async Task A_row_that_says_otherwise_than_a_report_about_it_is_printed_with_the_report(string answer, string told)
    {
        await using var test = await ReportedAsync(about: 3, answer);
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" });
        var both = $"Police told: The row itself says: {told}. 1 report about it is recorded too. Report to police: Fri 3 April 2026, Springfield police";
        Assert.Contains(both, ReportText.Of(document.Section("incidents")), StringComparison.Ordinal);
        Assert.Contains("Police told: 1 / 0 / 0 / 0", ReportText.Of(document.Section("summary")), StringComparison.Ordinal);
        Assert.DoesNotContain($"Police told: {told}", ReportText.Of(document), StringComparison.Ordinal);
        Assert.Contains(both, ReportText.Of(document.Section("others")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_to_police_about_no_row_is_named_by_itself()
    {
        await using var test = await ReportedAsync(about: null);
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2" });
        Assert.Contains("Police told: 0 / 0 / 0 / 1; 1 report about no row here", ReportText.Of(document.Section("summary")), StringComparison.Ordinal);
        Assert.Contains("Police told: Not answered", ReportText.Of(document.Section("incidents")), StringComparison.Ordinal);
        Assert.Contains("Report to police: Fri 3 April 2026, Springfield police, Badge number 12, Report number EX-9.", ReportText.Of(document.Section("court-4")), StringComparison.Ordinal);
        Assert.Contains("Police told: 1 not answered. 1 report about no row here: Fri 3 April 2026", ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions { Court = "tx-affidavit" })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Something was threatened: 1 not answered")]
    [InlineData("unknown", "Something was threatened: 1 not known")]
    [InlineData("no", "Something was threatened: 1 no")]
    [InlineData("yes", "Something was threatened: 1 yes. Yes: Thu 2 April 2026, time not known")]
    public async Task What_was_never_answered_with_yes_says_how_it_was_answered(string? answer, string told)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-02").With("precision", "day").With("threat", answer)));
        foreach (var court in Court.All)
        {
            Assert.DoesNotContain("{", string.Join('\n', ReportBuilder.Draft(Redaction.PlantedCase.Source(await test.OpenAsync(), new ReportOptions { Court = court.Id }), Redaction.PlantedCase.Words).Answers.Select(one => one.Text)), StringComparison.Ordinal);
        }

        var texas = ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions { Court = "tx-affidavit" }));
        Assert.Contains(told, texas.Split('\n').Select(line => line.Trim()));
    }

    // "In 2 rows" leaves a reader to take eight that say nothing for a no.
    [Fact]
    public async Task No_not_known_and_not_answered_are_numbers_of_their_own_that_add_up_to_all_rows()
    {
        await using var test = await TestCase.BeginAsync();
        static EntryDraft Row(string? answer) => EntryDraft.New(ItemType.Incident, new[] { "threat", "weapon", "injury", "children", "police" }.Aggregate(
            FieldSet.Empty.With("kind", "text").With("date", "2026-04-02").With("precision", "day"), (row, flag) => row.With(flag, answer)));
        await test.AppendAsync([.. ((string?[])["yes", "no", "no", "unknown", null, null, null]).Select(Row)]);
        const string Counts = "1 yes, 2 no, 1 not known, 3 not answered";
        var summary = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("summary"));
        Assert.Contains("Also recorded\n", summary, StringComparison.Ordinal);
        Assert.All((string[])["Threat", "Weapon", "Injury", "Police told", "Children present"], name => Assert.Contains($"{name}: 1 / 2 / 1 / 3\n", summary + "\n", StringComparison.Ordinal));
        var texas = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "tx-affidavit" })).Section("court-9"));
        Assert.Equal(5, texas.Split($": {Counts}. Yes: Thu 2 April 2026, time not known").Length - 1);
        Assert.Contains("Damage: 7 not answered", texas.Replace("Something was damaged", "Damage", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(
            "Children were there in 1 row. Of the other rows: 2 no, 1 not known, 3 not answered.",
            ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" })).Section("court-4")),
            StringComparison.Ordinal);
    }

    // "Ever" with sixty days would hide the seventieth, which was the last.
    [Fact]
    public async Task Texas_names_the_newest_sixty_and_counts_what_was_before_them()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync([.. Enumerable.Range(0, 70).Select(n => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("threat", "yes").With("precision", "day")
            .With("date", NodaTime.Text.LocalDatePattern.Iso.Format(new NodaTime.LocalDate(2026, 1, 1).PlusDays(n)))))]);
        var texas = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "tx-affidavit" })).Section("court-9"));
        Assert.Contains("Something was threatened: 70 yes. Yes: Sun 11 January 2026, time not known; ", texas, StringComparison.Ordinal);
        Assert.Contains("; Wed 11 March 2026, time not known; and 10 before these", texas, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_says_only_that_it_is_not_known_whether_police_were_told_is_listed_where_that_is_asked()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-02").With("precision", "day").With("police", "unknown")));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2" });
        Assert.Contains("Police told: Not known", ReportText.Of(document.Section("others")), StringComparison.Ordinal);
        Assert.Contains("Police told: Not known", ReportText.Of(document.Section("court-4")), StringComparison.Ordinal);
    }

    private static async Task<TestCase> ReportedAsync(int? about, string? answer = null)
    {
        var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-02").With("precision", "day").With("police", answer)),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("kind", "police").With("agency", "Springfield police").With("badge", "12").With("number", "EX-9").With("date", "2026-04-03").With("precision", "day").With("about", about?.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("kind", "school").With("agency", "School").With("about", about?.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        return test;
    }
}
