using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Reports.Building;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Reports.Building;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Courts;

/// <summary>What single forms ask besides: county and medical care, how often, how a statement and its exhibits are called and how long it may be, for whom a form is.</summary>
public sealed class FormDemandsTests
{
    private static FieldSet Row(string date) => FieldSet.Empty.With("kind", "call").With("date", date).With("precision", "day");

    [Fact]
    public async Task Texas_is_told_that_the_county_is_not_answered_and_of_medical_care_only_with_the_effect()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("2026-04-02")),
            EntryDraft.New(ItemType.CareVisit, FieldSet.Empty.With("provider", "Exampleton clinic").With("kind", "doctor").With("date", "2026-04-03").With("precision", "day")).LinkedTo("about", 0));
        var with = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "tx-affidavit", WithImpact = true })).Section("court-1"));
        Assert.Contains("County: Not answered", with, StringComparison.Ordinal);
        Assert.Contains("Medical care: Fri 3 April 2026, Exampleton clinic", with, StringComparison.Ordinal);
        var without = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "tx-affidavit" })).Section("court-1"));
        Assert.Contains("Medical care: left out of this copy", without, StringComparison.Ordinal);
        Assert.DoesNotContain("clinic", without, StringComparison.Ordinal);
        await using var none = await TestCase.BeginAsync();
        await none.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        Assert.Contains("Medical care: Not answered", ReportText.Of((await ReportText.BuildAsync(none, new ReportOptions { Court = "tx-affidavit", WithImpact = true })).Section("court-1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_often_is_answered_in_the_numbers_of_the_record()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("2026-02-01").With("count", 12)),
            EntryDraft.New(ItemType.Incident, Row("2026-03-05")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" })).Section("court-7"));
        Assert.Contains("2 incidents other than the most recent, contacts in all: 13, between 1 February 2026 and 5 March 2026.", text, StringComparison.Ordinal);
    }

    // Ten calls and messages of the last day are the most recent incident: there is no other.
    [Fact]
    public async Task What_came_on_the_day_of_the_most_recent_is_no_other_incident()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync([EntryDraft.New(ItemType.Incident, Row("2026-03-05")), .. Enumerable.Range(0, 9).Select(_ => EntryDraft.New(ItemType.Incident, Row("2026-04-17")))]);
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" })).Section("court-7"));
        Assert.Contains("1 incident other than the most recent, contacts in all: 1, all on 5 March 2026.", text, StringComparison.Ordinal);
    }

    // The list under the numbers tells all of them: whoever adds up must find each row of it in one of the numbers.
    [Fact]
    public async Task How_often_gives_a_number_for_every_row_that_the_list_under_it_tells()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("2026-03-05").With("narrative", "The fifth.")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("count", 4).With("narrative", "Some time.")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-17").With("count", 3).With("narrative", "The same day.")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-17").With("time", "09:00").With("precision", "exact")));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" })).Section("court-7"));
        Assert.Contains(
            "1 incident other than the most recent, contacts in all: 1, all on 5 March 2026. "
            + "1 more row is counted as one incident with the most recent, contacts: 3. 1 more row whose day is not known, contacts: 4.",
            text,
            StringComparison.Ordinal);
        Assert.All(["The fifth.", "Some time.", "The same day."], told => Assert.Contains(told, text, StringComparison.Ordinal));
        await using var none = await TestCase.BeginAsync();
        await none.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call")), EntryDraft.New(ItemType.Incident, Row("2026-04-17")));
        text = ReportText.Of((await ReportText.BuildAsync(none, new ReportOptions { Court = "ca-dv-100" })).Section("court-7"));
        Assert.Contains("1 more row whose day is not known, contacts: 1.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("between", text.Split("Forms change.")[0], StringComparison.Ordinal);
    }

    // The same evening sworn to in two items would read as two evenings.
    [Fact]
    public async Task The_most_recent_the_most_serious_and_the_others_are_told_and_counted_once_each()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("2026-02-01").With("narrative", "An early one.")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-05").With("narrative", "The worst.")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-05").With("narrative", "The same day.").With("count", 2)),
            EntryDraft.New(ItemType.Incident, Row("2026-04-17").With("narrative", "The last.")));
        var rows = (await test.OpenAsync()).Incidents;
        async Task<string[]> TextAsync(string serious)
        {
            var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100", MostSerious = rows.Single(row => row["narrative"] == serious).FirstSeq });
            return [.. ((string[])["court-5", "court-6", "court-7"]).Select(page => ReportText.Of(document.Section(page)))];
        }

        var pages = await TextAsync("The worst.");
        foreach (var (told, at) in new[] { ("The last.", 0), ("The worst.", 1), ("The same day.", 2), ("An early one.", 2) })
        {
            Assert.Equal([at], pages.Index().Where(page => page.Item.Contains(told, StringComparison.Ordinal)).Select(page => page.Index));
        }

        Assert.Contains(
            "1 incident other than the most recent and the most serious, contacts in all: 1, all on 1 February 2026. "
            + "1 more row is counted as one incident with the most serious, contacts: 2.",
            pages[2],
            StringComparison.Ordinal);

        pages = await TextAsync("The last.");
        Assert.Contains("The last.", pages[0], StringComparison.Ordinal);
        Assert.Contains("What the author chose as the most serious is the most recent. It is told under that question and not again here.", pages[1], StringComparison.Ordinal);
        Assert.DoesNotContain("The last.", pages[1], StringComparison.Ordinal);
        Assert.Contains("2 incidents other than the most recent, contacts in all: 4,", pages[2], StringComparison.Ordinal);
    }

    // "The last time was on 5 March" is false of a record that goes on in April.
    [Theory]
    [InlineData("en", "most recent of the chosen", "Most recent incident")]
    [InlineData("es", "más reciente de l", "Incidente más reciente")]
    public async Task The_last_of_chosen_rows_is_not_called_the_most_recent_where_the_record_has_a_later_one(string language, string chosen, string recent)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("2026-02-01")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-05")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-17")));
        var words = new Words(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo(language));
        async Task<ReportDocument> BuiltAsync(ReportOptions options) => ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), options), words);
        foreach (var court in (string[])["ca-dv-100", "ca-ch-100", "tx-affidavit"])
        {
            var some = await BuiltAsync(new ReportOptions { Court = court, To = new(2026, 3, 31) });
            var section = some.Section("incidents");
            Assert.Contains(chosen, section.Title, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(chosen, ReportText.Of(section), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(recent, ReportText.Of(section), StringComparison.Ordinal);
            Assert.All(
                Court.Find(court)!.Questions.Where(CourtAnswers.IsOfRecent),
                question => Assert.Contains(words["court.recent.chosen"], ReportText.Of(some.Section("court-" + question.Id)), StringComparison.Ordinal));

            // What is left out is not later: the last of the report is the last of the record.
            var late = string.Join('\n', (await BuiltAsync(new ReportOptions { Court = court, From = new(2026, 3, 1) })).Sections.Select(ReportText.Of));
            Assert.DoesNotContain(words["court.recent.chosen"], late, StringComparison.Ordinal);
            Assert.Contains(recent, late, StringComparison.Ordinal);
        }

        var often = ReportText.Of((await BuiltAsync(new ReportOptions { Court = "ca-dv-100", To = new(2026, 3, 31) })).Section("court-7"));
        Assert.Contains(words["court.the-recent-chosen"] + ",", often, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_most_serious_of_the_day_of_the_most_recent_says_that_they_are_counted_as_one()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("2026-04-17").With("narrative", "The worst.")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-17").With("time", "21:00").With("precision", "exact").With("narrative", "The last.")));
        var serious = (await test.OpenAsync()).Incidents.Single(row => row["narrative"] == "The worst.").FirstSeq;
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100", MostSerious = serious })).Section("court-6"));
        Assert.Contains("The worst.", text, StringComparison.Ordinal);
        Assert.Contains("By the counting rules it is one incident with the most recent.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_often_names_days_by_the_clock_that_the_report_shows()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("2026-03-05").With("time", "02:00").With("precision", "exact").With("zone", "Europe/London")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-17")));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" });
        Assert.Contains("all on 4 March 2026.", ReportText.Of(document.Section("court-7")), StringComparison.Ordinal);
        Assert.Contains("4 March 2026 to", ReportText.Of(document.Section("summary")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ca-dv-100", "court-4")]
    [InlineData("ca-ch-100", "court-3a")]
    public async Task Whom_an_order_protects_is_left_to_be_written_where_witnesses_are_left_out(string court, string page)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Order").With("protected", "Casey Example, Kit Example").With("served-date", "2026-04-20").With("served-precision", "day")));
        var without = (await ReportText.BuildAsync(test, new ReportOptions { Court = court, WithWitnesses = false })).Section(page);
        Assert.DoesNotContain("left out", ReportText.Of(without), StringComparison.Ordinal);
        Assert.Contains("This copy holds no answer.", ReportText.Of(without), StringComparison.Ordinal);
        Assert.NotEmpty(without.Blocks.OfType<Rule>());
        Assert.Contains("Kit Example", ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = court })).Section(page)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task England_calls_exhibits_by_initials_in_the_statement_the_index_and_with_the_exhibit()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        var row = (await test.OpenAsync()).Incidents[0];
        foreach (var name in (string[])["a.bin", "b.bin"])
        {
            var file = await test.ReceiveAsync([1, 2, 3, 0], name);
            await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", row.FirstSeq)).WithFiles(file.Id));
        }

        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "uk-fl401" });
        var statement = document.Section("court-statement");
        Assert.Contains("Exhibit: CE1, CE2.", ReportText.Of(statement), StringComparison.Ordinal);
        Assert.Contains("Exhibits: CE1 to CE2", ReportText.Of(statement), StringComparison.Ordinal);
        Assert.Contains("Number of this statement: ____", ReportText.Of(statement), StringComparison.Ordinal);
        Assert.DoesNotContain(document.Sections, section => ReportText.Of(section).Contains("A-1", StringComparison.Ordinal) && section.Anchor is "index" or "exhibits" or "chronology" or "hashes");
        Assert.Contains("A-1", ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ma-258e" })).Section("index")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_that_is_longer_than_the_court_takes_is_told_of()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync([.. Enumerable.Range(1, 50).Select(n => EntryDraft.New(ItemType.Incident, Row("2026-04-02").With("narrative", string.Concat(Enumerable.Repeat("A long evening of it. ", 100)))))]);
        var options = new ReportOptions { Court = "uk-fl401" };
        var document = await ReportText.BuildAsync(test, options);
        var pages = new PdfReportWriter(PlantedCase.Words).Prepare(document).Result;
        var tooLong = Court.Find("uk-fl401")!.TooLong(document, pages);
        Assert.NotNull(tooLong);
        Assert.Equal("statement", tooLong.Value.Question.Id);
        Assert.InRange(tooLong.Value.Pages, 26, pages.PageCount);
        await using var small = await TestCase.BeginAsync();
        await small.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        var one = await ReportText.BuildAsync(small, options);
        Assert.Null(Court.Find("uk-fl401")!.TooLong(one, new PdfReportWriter(PlantedCase.Words).Prepare(one).Result));
    }

    [Theory]
    [InlineData("former partner", true)]
    [InlineData("Ex-boyfriend", true)]
    [InlineData("mi exmarido", true)]
    [InlineData("We dated for a year.", true)]
    [InlineData("my ex", true)]
    [InlineData("ex-colleague", false)]
    [InlineData("coworker, no relationship", false)]
    [InlineData("neighbour", false)]
    [InlineData("exam supervisor", false)]
    [InlineData(null, false)]
    public void A_relationship_that_names_a_partner_is_known(string? relationship, bool expected)
    {
        Assert.Equal(expected, Partners.Names(relationship));
        Assert.NotNull(Court.Find(Court.Find("ca-ch-100")!.PartnerForm));
        Assert.Null(Court.Find("ca-dv-100")!.PartnerForm);
    }
}
