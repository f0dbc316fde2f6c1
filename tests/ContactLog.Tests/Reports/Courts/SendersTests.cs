using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Tests.Reports.Building;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Courts;

/// <summary>
/// A page of a form is filed and sworn to by itself. On it a number must have a name beside it and how sure that is: whoever swears to
/// "117 contacts" and had marked 17 of them as likely is asked about it under oath.
/// </summary>
public sealed class SendersTests
{
    private static FieldSet Row(string date, string narrative) => FieldSet.Empty.With("kind", "text").With("date", date).With("precision", "day").With("narrative", narrative);

    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.RespondentService)]
    [InlineData(RedactionProfile.CourtPublic)]
    public async Task Beside_each_number_stands_whose_it_is_and_how_sure_that_is(RedactionProfile profile)
    {
        await using var test = await MadeAsync();
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2", Profile = profile })).Section("court-3"));
        Assert.Contains("1 text from 555-0142 (R. Placeholder, marked sure). Sure.", text, StringComparison.Ordinal);
        Assert.Contains("1 text from 555-0177 (R. Placeholder, marked likely). Likely.", text, StringComparison.Ordinal);
        Assert.Contains("1 text from 555-0100 (R. Placeholder, how sure: not answered). Blank.", text, StringComparison.Ordinal);
        Assert.Contains("1 text from 555-0123 (Sam Sample, marked sure). Carried.", text, StringComparison.Ordinal);
        Assert.Contains("1 text from 555-0166 (on no list). Listed nowhere.", text, StringComparison.Ordinal);
        Assert.Contains("1 text from Withheld number (R. Placeholder, named in the row). Named.", text, StringComparison.Ordinal);
        Assert.Contains("1 text from Withheld number. Names no person, number or account. Silent.", text, StringComparison.Ordinal);
        Assert.Contains("1 text from 555-0155 (listed with no person, marked not sure). Nobody's.", text, StringComparison.Ordinal);
    }

    // Typed that night, listed later: "on no list" on a sworn page, and the number itself in the table of the list, is what the other side reads out.
    [Fact]
    public async Task A_number_that_was_typed_before_it_was_listed_is_not_said_to_be_on_no_list()
    {
        await using var test = await MadeAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-02-01").With("precision", "day").With("delivered", "yes")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-02", "Typed.").With("from", "(555) 01-77")));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2" });
        Assert.Contains("1 text from (555) 01-77 (the same as one listed for R. Placeholder; the row is not linked to it). Typed.", ReportText.Of(document.Section("court-3")), StringComparison.Ordinal);
        Assert.Contains("From numbers or accounts that are on no list, or not linked to it\t2", ReportText.Of(document.Section("lines")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newest_first_does_not_begin_with_what_has_no_day()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("2026-03-01", "Earlier.")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-02", "Later.")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("narrative", "No day is known.")));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2" })).Section("court-3"));
        Assert.Equal(["Later.", "Earlier.", "No day is known."], ((string[])["Earlier.", "Later.", "No day is known."]).OrderBy(said => text.IndexOf(said, StringComparison.Ordinal)));
        Assert.Contains("No day is known.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_a_number_that_is_sworn_to_stands_what_it_rests_on()
    {
        await using var test = await MadeAsync();
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" })).Section("court-7"));
        Assert.Contains("contacts in all: 8,", text, StringComparison.Ordinal);
        Assert.Contains("From numbers or accounts marked likely or not sure, counted above: rows 2, contacts 2.", text, StringComparison.Ordinal);
        Assert.Contains("Naming no person, number or account (a withheld number is none), counted above: rows 1, contacts 1.", text, StringComparison.Ordinal);
        Assert.Contains("Through other people, counted above: rows 1, contacts 1.", text, StringComparison.Ordinal);
        var recent = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" })).Section("court-5"));
        Assert.Contains("From whom: 555-0142 (R. Placeholder, marked sure)", recent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_begins_with_whom_it_is_about_and_by_which_numbers()
    {
        await using var test = await MadeAsync();
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "uk-fl401" })).Section("court-statement"));
        Assert.Contains(
            "1. This statement is about R. Placeholder (former partner). Numbers and accounts: 555-0142 (marked sure: In my address book); 555-0177 (marked likely); 555-0100 (how sure: not answered).",
            text, StringComparison.Ordinal);
        Assert.Contains("2. It also tells of contact through Sam Sample. Numbers and accounts: 555-0123 (marked sure).", text, StringComparison.Ordinal);
        Assert.Contains("3. Sun 1 March 2026", text, StringComparison.Ordinal);
        await using var none = await TestCase.BeginAsync();
        Assert.DoesNotContain("1. ", ReportText.Of((await ReportText.BuildAsync(none, new ReportOptions { Court = "uk-fl401" })).Section("court-statement")), StringComparison.Ordinal);
    }

    // The order and its term are what a court asks of the last time: the chronology had them and the page on the last time did not.
    [Theory]
    [InlineData("ca-ch-100", "incidents")]
    [InlineData("ca-ch-100", "court-7a3")]
    [InlineData("ca-dv-100", "court-5")]
    [InlineData("tx-affidavit", "court-1")]
    [InlineData("ny-8-2", "court-3")]
    [InlineData("uk-fl401", "court-statement")]
    public async Task What_may_break_an_order_says_so_wherever_it_is_told(string court, string page)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Temporary order").With("number", "26-CV-0000").With("served-date", "2026-03-01").With("served-precision", "day")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-05", "At night.").With("breach-term", "shall not contact the petitioner")).LinkedTo("breach-of", 0));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = court })).Section(page));
        Assert.Contains("Order this may break: Temporary order, 26-CV-0000", text, StringComparison.Ordinal);
        Assert.Contains("The term it may break: “shall not contact the petitioner”", text, StringComparison.Ordinal);
    }

    // 22:08 is the minute of the voicemail. Whoever reads it as that of the report asks the police for one they do not have.
    [Fact]
    public async Task The_time_of_a_contact_is_not_given_out_as_that_of_a_report_to_police()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-21", "A voicemail.").With("time", "22:08").With("precision", "exact").With("police", "yes").With("police-number", "EX-1")));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("responses"));
        Assert.Contains("When reported: not recorded. Contact: Tue 21 April 2026, 22:08\tNoted with the row", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_names_at_its_head_what_it_exhibits_and_what_it_leaves_to_the_chronology()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync([.. Enumerable.Range(1, 64).Select(n => EntryDraft.New(ItemType.Incident, Row(NodaTime.Text.LocalDatePattern.Iso.Format(new NodaTime.LocalDate(2026, 1, 1).PlusDays(n)), $"Row {n}.")))]);
        foreach (var narrative in (string[])["Row 1.", "Row 60.", "Row 61.", "Row 64."])
        {
            var received = await test.ReceiveAsync([1, 2, (byte)narrative.Length, (byte)narrative[^2]], "paper.bin");
            var row = (await test.OpenAsync()).Incidents.Single(one => one["narrative"] == narrative);
            await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", row.FirstSeq)).WithFiles(received.Id));
        }

        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "uk-fl401" })).Section("court-statement"));
        Assert.Contains("\nExhibits: CE2 to CE4\n", text, StringComparison.Ordinal);
        Assert.Contains("\nNot told here: 4 earlier rows stand in the chronology.\n", text, StringComparison.Ordinal);
        Assert.Contains("will say as follows:\n1. ", text, StringComparison.Ordinal);
        var hers = new Dictionary<string, string>(StringComparer.Ordinal) { ["uk-fl401-statement"] = "1. He came, as CE1 and CE3 show." };
        var edited = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "uk-fl401", Answers = hers })).Section("court-statement"));
        Assert.Contains("\nExhibits: CE1, CE3\n", edited, StringComparison.Ordinal);
        Assert.DoesNotContain("Not told here", edited, StringComparison.Ordinal);
    }

    private static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        static EntryDraft Point(string value, string? sure) => EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", value).With("certainty", sure));
        static EntryDraft From(string narrative, int day) => EntryDraft.New(ItemType.Incident, Row($"2026-03-{day:00}", narrative));
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R").With("name", "R. Placeholder").With("role", "main").With("relationship", "former partner")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Sam").With("name", "Sam Sample").With("role", "go-between")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "555-0142").With("certainty", "sure").With("why-theirs", "In my address book.")).LinkedTo("contact", 0),
            Point("555-0177", "likely").LinkedTo("contact", 0),
            Point("555-0100", null).LinkedTo("contact", 0),
            Point("555-0123", "sure").LinkedTo("contact", 1),
            Point("555-0155", "unsure"),
            From("Sure.", 1).LinkedTo("contact-point", 2),
            From("Likely.", 2).LinkedTo("contact-point", 3),
            From("Blank.", 3).LinkedTo("contact-point", 4),
            From("Carried.", 4).LinkedTo("contact-point", 5),
            From("Nobody's.", 5).LinkedTo("contact-point", 6),
            EntryDraft.New(ItemType.Incident, Row("2026-03-06", "Listed nowhere.").With("from", "555-0166")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-07", "Named.").With("from", "Withheld number")).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.Incident, Row("2026-03-08", "Silent.").With("from", "Withheld number")),
            From("The last.", 9).LinkedTo("contact-point", 2));
        return test;
    }
}
