using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>What a report takes for granted, leaves out or puts elsewhere, and so must say.</summary>
public sealed class UnsaidTests
{
    private static FieldSet Row(string date, string kind = "text") => FieldSet.Empty.With("kind", kind).With("date", date).With("precision", "day");

    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.CourtPublic)]
    public async Task Marks_are_printed_only_if_she_wants_them_and_said_otherwise(RedactionProfile profile)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02").With("tags", "blame")));
        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Incidents[0], FieldSet.Empty.With("tags", "blame\npromises"), "Another mark"));
        var blame = PlantedCase.Words["fields.choice.tags.blame"];
        var without = ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions { Profile = profile }));
        Assert.DoesNotContain(blame, without, StringComparison.Ordinal);
        Assert.DoesNotContain("Another mark", without, StringComparison.Ordinal);
        Assert.DoesNotContain("[left out: Marks", without, StringComparison.Ordinal);
        Assert.Contains("Rows with marks chosen from a list, marks not printed: 1", without, StringComparison.Ordinal);
        var with = ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions { Profile = profile, WithMarks = true }));
        Assert.Contains("Marks chosen: " + blame, with, StringComparison.Ordinal);
        Assert.DoesNotContain("marks not printed", with, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_offset_is_said_with_the_days_on_which_the_clock_changed()
    {
        await using var test = await TestCase.BeginAsync("America/Chicago", new TestClock(DateTimeOffset.Parse("2026-11-20T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture)));
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-02-01")), EntryDraft.New(ItemType.Incident, Row("2026-06-01")));
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        const string told = "UTC−06:00 to 8 March 2026, 02:00; UTC−05:00 to 1 November 2026, 02:00; UTC−06:00 from then on";
        Assert.Contains("Clock and UTC: " + told, ReportText.Of(document.Section("keeping")), StringComparison.Ordinal);
        Assert.Contains(told, ReportText.Of(document.Section("chronology")), StringComparison.Ordinal);
        await using var still = await TestCase.BeginAsync("UTC");
        await still.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-02-01")));
        Assert.Contains("Clock and UTC: UTC+00:00", ReportText.Of((await ReportText.BuildAsync(still, new ReportOptions())).Section("keeping")).Split('\n'));
    }

    [Fact]
    public async Task The_summary_says_that_a_boundary_is_only_taken_to_have_arrived()
    {
        await using var test = await TestCase.BeginAsync();
        EntryDraft Boundary(string words, string? delivered) => EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", words).With("date", "2026-03-03").With("precision", "day").With("delivered", delivered));
        await test.AppendAsync(Boundary("One.", "yes"), Boundary("Two.", null));
        var summary = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("summary")).Split('\n');
        Assert.Contains("Arrival not recorded, assumed.", Assert.Single(summary, line => line.Contains("Two.", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("assumed", Assert.Single(summary, line => line.Contains("One.", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Covers: Not answered: every kind. Counted by kind of contact, not by place.")]
    [InlineData("in-person", "Covers: In person. Counted by kind of contact, not by place.")]
    public async Task A_boundary_says_that_it_counts_by_kind_and_not_by_place(string? covers, string told)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Do not come to my home.").With("date", "2026-03-03").With("precision", "day").With("covers", covers)));
        var lines = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("lines"));
        Assert.Contains(told.Split(": ", 2)[1], lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rules_that_nobody_asked_for_are_said()
    {
        await using var test = await TestCase.BeginAsync();
        var keeping = (await ReportText.BuildAsync(test, new ReportOptions())).Section("keeping");
        var rules = string.Join('\n', keeping.Blocks.OfType<ContactLog.Reports.Model.ItemList>().SelectMany(list => list.Items).SelectMany(spans => spans).OfType<ContactLog.Reports.Model.TextSpan>().Select(span => span.Text));
        Assert.Contains("A missed call and the voicemail left after it are two contacts", rules, StringComparison.Ordinal);
        Assert.Contains("someone else is shown and in no count", rules, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_in_a_file_that_a_row_prints_is_listed_among_what_was_removed()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.Amend((await test.OpenAsync()).Settings, FieldSet.Empty.With("kept-back", "Harbour House"), null),
            EntryDraft.New(ItemType.Import, FieldSet.Empty.With("format", "csv")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-02").With("locator", "Harbour House line 7")).LinkedTo("source", 1));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Profile = RedactionProfile.CourtPublic });
        var row = (await test.OpenAsync()).Incidents[0].FirstSeq;
        Assert.Contains($"<row-{row}>", ReportText.Of(document.Section("redactions")), StringComparison.Ordinal);
        Assert.DoesNotContain("imported rows", ReportText.Of(document.Section("redactions")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionProfile.LawyerFull, true)]
    [InlineData(RedactionProfile.RespondentService, true)]
    [InlineData(RedactionProfile.CourtPublic, false)]
    public async Task A_picture_written_anew_is_named_where_the_bundle_has_it(RedactionProfile profile, bool isNamed)
    {
        await using var test = await TestCase.BeginAsync();
        var picture = await test.ReceiveAsync(TestImages.JpegWithExif(1, "a"), "a.jpg");
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", "image/jpeg")).WithFiles(picture.Id));
        var exhibit = (await test.OpenAsync()).Exhibits[0];
        await test.AppendAsync(EntryDraft.New(ItemType.Redaction, FieldSet.Empty.With("of", exhibit.FirstSeq).With("area", "100 100 200 200").With("kind", "marked").With("profiles", "lawyer-full\ncourt-public\nrespondent-service")));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Profile = profile })).Section("exhibits"));
        Assert.Equal(isNamed, text.Contains("In the bundle, as shown here: derivatives/A-001_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_number_of_a_police_report_that_was_noted_with_a_row_stands_with_the_reports_too()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("2026-04-02").With("police", "yes").With("police-number", "EX-0421").With("police-who", "Officer Sample")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-03").With("police-number", "EX-9")),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("kind", "police").With("number", "EX-9").With("date", "2026-04-03").With("precision", "day")).LinkedTo("about", 1));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("responses"));
        var row = (await test.OpenAsync()).Incidents[0].FirstSeq;
        Assert.Contains($"Noted with the row, <row-{row}>", text, StringComparison.Ordinal);
        Assert.Contains("EX-0421", text, StringComparison.Ordinal);
        Assert.Single(text.Split("EX-9")[1..]);
        await using var alone = await TestCase.BeginAsync();
        await alone.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02").With("police-number", "EX-0421")));
        Assert.Contains("EX-0421", ReportText.Of((await ReportText.BuildAsync(alone, new ReportOptions())).Section("responses")), StringComparison.Ordinal);
    }
}
