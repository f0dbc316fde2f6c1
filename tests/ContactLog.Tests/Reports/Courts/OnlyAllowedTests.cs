using ContactLog.Data.Record;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Courts;
using ContactLog.Tests.Reports.Building;
using ContactLog.Tests.Reports.Bundle;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Courts;

/// <summary>
/// Contact that a boundary allowed: the other side's lawyer would read it out as harassment that was sworn to. No page for a court
/// tells or counts it, each says how much it left out, and totals of all rows say how much of them it is.
/// </summary>
public sealed class OnlyAllowedTests
{
    private static FieldSet Row(string date, string narrative) => FieldSet.Empty.With("kind", "text").With("date", date).With("precision", "day").With("narrative", narrative);

    private static EntryDraft Boundary => EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Only about Kit.").With("delivered", "yes").With("date", "2026-03-03").With("precision", "day"));

    public static TheoryData<string> Courts => [.. Court.All.Select(court => court.Id)];

    [Theory]
    [MemberData(nameof(Courts))]
    public async Task No_page_for_a_court_tells_it_and_those_about_rows_say_how_much_it_was(string court)
    {
        await using var test = await MadeAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = court });
        var pages = document.Sections.Where(section => section.Anchor?.StartsWith("court-", StringComparison.Ordinal) == true).ToList();
        Assert.All(pages, page => Assert.DoesNotContain("About the pick-up.", ReportText.Of(page), StringComparison.Ordinal));
        Assert.Contains(pages, page => ReportText.Of(page).Contains("Not about Kit.", StringComparison.Ordinal));
        foreach (var question in Court.Find(court)!.Questions)
        {
            var says = ReportText.Of(document.Section("court-" + question.Id)).Contains("Allowed contact: 2 rows are contact that was only allowed, contacts: 4.", StringComparison.Ordinal);
            Assert.Equal(question.From is not ("blank" or "relationship" or "orders" or "violations"), says);
        }

        Assert.Contains("About the pick-up.", ReportText.Of(document.Section("chronology")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_the_most_recent_incident_and_is_in_no_number_of_a_form()
    {
        await using var test = await MadeAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" });
        var incidents = ReportText.Of(document.Section("incidents"));
        Assert.Contains("Not about Kit.", incidents, StringComparison.Ordinal);
        Assert.Contains("1 later row is contact that was only allowed.", incidents, StringComparison.Ordinal);
        Assert.Contains("1 incident other than the most recent, contacts in all: 1, all on 1 March 2026.", ReportText.Of(document.Section("court-7")), StringComparison.Ordinal);
        Assert.DoesNotContain("Children were there", ReportText.Of(document.Section("court-4")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Totals_of_all_rows_say_how_much_of_them_it_is()
    {
        await using var test = await MadeAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        var summary = ReportText.Of(document.Section("summary"));
        Assert.Contains("All\t3\t6\t1", summary, StringComparison.Ordinal);
        // Without it there are two incidents: the first of the allowed ones shares its day with a message that was not.
        Assert.Contains("Only allowed\t1\t4\t0", summary, StringComparison.Ordinal);
        Assert.Contains("2 of all rows are contact that was only allowed, contacts 4.", ReportText.Of(document.Section("pattern")), StringComparison.Ordinal);
        await test.AppendAsync(EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "555-0142").With("kind", "phone")));
        Assert.Contains("All\t6\nOf all, only allowed\t4", ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("lines")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_it_nothing_is_said_of_it()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Boundary, EntryDraft.New(ItemType.Incident, Row("2026-03-05", "Not about Kit.")));
        Assert.DoesNotContain("only allowed", string.Join('\n', (await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2" })).Sections.Where(section => section.Anchor != "keeping").Select(ReportText.Of)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threat", "yes")]
    [InlineData("weapon", "yes")]
    [InlineData("weapon-what", "A knife")]
    [InlineData("injury", "yes")]
    [InlineData("damage", "yes")]
    [InlineData("police", "yes")]
    [InlineData("breach-of", "2")]
    public async Task With_anything_worse_in_it_it_is_told(string field, string value)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Boundary, EntryDraft.New(ItemType.Incident, Row("2026-03-05", "About the pick-up.").With("permitted", "yes").With(field, value)));
        var file = await test.OpenAsync();
        Assert.False(CountedRows.IsOnlyAllowed(file, file.Incidents[0]));
        Assert.Contains("About the pick-up. ", ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2" })).Section("court-3")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_report_to_police_about_it_or_chosen_as_the_most_serious_it_is_told()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Boundary, EntryDraft.New(ItemType.Incident, Row("2026-03-05", "About the pick-up.").With("permitted", "yes")));
        var row = Assert.Single((await test.OpenAsync()).Incidents);
        async Task<string> TextAsync(ReportOptions options) => ReportText.Of((await ReportText.BuildAsync(test, options with { Court = "ny-8-2" })).Section("court-3"));
        Assert.DoesNotContain("About the pick-up.", await TextAsync(new()), StringComparison.Ordinal);
        var chosen = await TextAsync(new() { MostSerious = row.FirstSeq });
        Assert.Contains("About the pick-up. Marked as allowed.", chosen, StringComparison.Ordinal);
        Assert.DoesNotContain("only allowed", chosen, StringComparison.Ordinal);
        await test.AppendAsync(EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("kind", "police").With("about", row.FirstSeq)));
        Assert.Contains("About the pick-up.", await TextAsync(new()), StringComparison.Ordinal);
    }

    // The mark alone says no more than that she made it: what no boundary or order can have allowed is told, with the mark.
    [Fact]
    public async Task Marked_as_allowed_before_there_was_a_boundary_it_is_told()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Boundary, EntryDraft.New(ItemType.Incident, Row("2026-03-01", "About the pick-up.").With("permitted", "yes")));
        Assert.Contains("About the pick-up. Marked as allowed.", ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2" })).Section("court-3")), StringComparison.Ordinal);
    }

    // The one boundary is about calls and leaves email open: what she herself marked as allowed must not be sworn to as abuse for that.
    [Fact]
    public async Task Of_a_kind_that_the_boundary_leaves_open_it_is_left_out_too_and_the_table_says_the_same()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Do not call.").With("delivered", "yes").With("covers", "call").With("date", "2026-03-03").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-05", "About the lease.").With("kind", "email").With("permitted", "yes")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-03", "On the day itself.").With("kind", "email").With("permitted", "yes")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-06", "A message.")));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100" });
        Assert.Contains("Only allowed\t1\t1\t0", ReportText.Of(document.Section("summary")), StringComparison.Ordinal);
        var others = ReportText.Of(document.Section("court-7"));
        Assert.DoesNotContain("About the lease.", others, StringComparison.Ordinal);
        Assert.Contains("1 row is contact that was only allowed, contacts: 1.", others, StringComparison.Ordinal);
        Assert.Contains("On the day itself. Marked as allowed.", others, StringComparison.Ordinal);
        Assert.Contains("contact marked as allowed that came while a boundary or order surely held, also one that does not cover its kind", PlantedCase.Words["report.keeping.count.apart"], StringComparison.Ordinal);
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "1")));
        var rows = RecomputedTests.Table(ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull))["data/incidents.csv"]);
        Assert.Equal(("About the lease.", "NotCovered"), rows.Where(row => row["only_allowed"] == "yes").Select(row => (row["narrative"], row["standing_to_entry_2"])).Single());
    }

    // A boundary that is meant for somebody else, or is known not to have arrived, allowed nothing.
    [Theory]
    [InlineData("delivered", "no")]
    [InlineData("contact", "3")]
    [InlineData("ended-date", "2026-03-04")]
    public async Task Without_a_boundary_that_held_for_the_person_the_mark_leaves_nothing_out(string field, string value)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Sam").With("role", "go-between")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Only about Kit.").With("delivered", "yes").With("date", "2026-03-03").With("precision", "day").With(field, value)),
            EntryDraft.New(ItemType.Incident, Row("2026-03-05", "About the pick-up.").With("contact", 2).With("permitted", "yes")));
        var file = await test.OpenAsync();
        Assert.False(CountedRows.IsOnlyAllowed(file, file.Incidents[0]));
    }

    private static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main")),
            Boundary,
            EntryDraft.New(ItemType.Incident, Row("2026-03-01", "The first.")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-05", "About the pick-up.").With("permitted", "yes").With("count", 3).With("children", "yes")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-05", "Not about Kit.")),
            EntryDraft.New(ItemType.Incident, Row("2026-03-09", "About the pick-up.").With("permitted", "yes")));
        return test;
    }
}
