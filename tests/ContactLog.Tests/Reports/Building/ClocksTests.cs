using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>Times that the clock of the report cannot show as they are: of another zone, or of a day that was not over.</summary>
public sealed class ClocksTests
{
    private const string Rule = "counted in the time zone of its row";

    private static FieldSet Row(string date, string? zone = null) => FieldSet.Empty.With("kind", "call").With("date", date).With("precision", "day").With("zone", zone);

    [Fact]
    public async Task A_day_of_another_zone_names_its_zone_wherever_it_is_printed()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-03-03").With("precision", "day").With("zone", "Europe/London")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-02", "Europe/London").With("witness", "Pat").With("feelings", "Afraid")));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100", WithImpact = true, MostSerious = (await test.OpenAsync()).Incidents[0].FirstSeq });
        Assert.Contains("2 April 2026 (Europe/London), ", ReportText.Of(document.Section("summary")), StringComparison.Ordinal);
        Assert.Contains("When: Thu 2 April 2026, time not known (Europe/London)", ReportText.Of(document.Section("incidents")), StringComparison.Ordinal);
        var heading = document.Section("lines").Blocks.OfType<Heading>().First(one => one.Anchor is not null);
        Assert.Contains("Tue 3 March 2026 (Europe/London)", string.Concat(heading.Beside.OfType<TextSpan>().Select(span => span.Text)), StringComparison.Ordinal);
        Assert.Contains("Tue 3 March 2026 (Europe/London)", heading.Bookmark, StringComparison.Ordinal);
        Assert.All(["chronology", "others", "impact"], section => Assert.Contains("time not known Europe/London\t", ReportText.Of(document.Section(section)), StringComparison.Ordinal));
        Assert.Contains("time not known (Europe/London)", string.Join('\n', document.Sections.Where(section => section.Anchor?.StartsWith("court-", StringComparison.Ordinal) == true).Select(ReportText.Of)), StringComparison.Ordinal);
        await using var same = await TestCase.BeginAsync();
        await same.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        Assert.DoesNotContain("America/Chicago)", ReportText.Of((await ReportText.BuildAsync(same, new ReportOptions())).Section("incidents")), StringComparison.Ordinal);
    }

    // The run stands on the clock that is shown; its single times beside it must not stand on another.
    [Theory]
    [InlineData(null, "Times: 23:50, 00:05:30, 00:20.")]
    [InlineData("Europe/London", "Times: 05:50, 06:05:30, 06:20.")]
    [InlineData("America/Chicago", "Times: 23:50, 00:05:30, 00:20.")]
    public async Task The_single_times_of_a_run_stand_on_the_clock_that_is_shown(string? shown, string told)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-02").With("time", "23:50").With("precision", "exact").With("count", 3)
            .With("times", "23:50\n00:05:30\n00:20").With("zone", "America/Chicago")));
        var zone = shown is null ? null : NodaTime.DateTimeZoneProviders.Tzdb[shown];
        Assert.Contains(told, ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Zone = zone })).Section("chronology")), StringComparison.Ordinal);
    }

    // "About 17:50" until 20:15 is a stay of hours, and counted as one: a page that leaves the end out says less than the table and the screen.
    [Fact]
    public async Task A_time_that_is_about_keeps_its_end()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("date", "2026-04-02").With("time", "17:50").With("precision", "about").With("end-time", "20:15")));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-ch-100" });
        Assert.All(["chronology", "incidents"], section => Assert.Contains("about 17:50 to 20:15", ReportText.Of(document.Section(section)), StringComparison.Ordinal));
        Assert.Contains("about 17:50 to 20:15", string.Join('\n', document.Sections.Where(section => section.Anchor?.StartsWith("court-", StringComparison.Ordinal) == true).Select(ReportText.Of)), StringComparison.Ordinal);
    }

    // 01:30 came twice in that night, and nobody wrote down which it was: converted it would be a time that was made up.
    [Fact]
    public async Task A_single_time_of_the_hour_that_comes_twice_stays_on_its_own_clock()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2025-11-02").With("time", "00:30").With("precision", "exact").With("count", 2)
            .With("times", "00:30\n01:30").With("zone", "America/New_York")));
        Assert.Contains("Times: 00:30, 01:30 (America/New_York) ", ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("chronology")), StringComparison.Ordinal);
    }

    // Part by part as they were typed, the words of a correction do not stand on the clock that is shown.
    [Theory]
    [InlineData("Europe/London", "10:00 (Europe/London)\t11:00 (Europe/London)")]
    [InlineData("America/Chicago", "10:00\t11:00")]
    public async Task A_corrected_day_or_time_of_another_zone_names_that_zone(string zone, string told)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-02").With("time", "10:00").With("precision", "exact").With("zone", zone).With("times", "10:00\n10:05")));
        var row = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.Amend(row, FieldSet.Empty.With("date", "2026-04-03").With("time", "11:00").With("times", "11:00\n11:05"), "Looked again"));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("corrections"));
        Assert.Contains(told, text, StringComparison.Ordinal);
        var isOther = zone != "America/Chicago";
        Assert.Equal(isOther, text.Contains("2 April 2026 (Europe/London)\t3 April 2026 (Europe/London)", StringComparison.Ordinal));
        Assert.Equal(isOther, text.Contains("11:05 (Europe/London)", StringComparison.Ordinal));
    }

    // Each side in the zone that it was meant in.
    [Fact]
    public async Task A_corrected_zone_is_the_one_of_its_own_wording()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-02").With("time", "10:00").With("precision", "exact").With("zone", "Europe/London")));
        var row = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.Amend(row, FieldSet.Empty.With("time", "11:00").With("zone", "America/Chicago"), "Looked again"));
        Assert.Contains("10:00 (Europe/London)\t11:00\n", ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("corrections")) + "\n", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_for_a_court_that_holds_a_time_says_in_which_zone()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-02").With("time", "18:00").With("precision", "exact")));
        foreach (var zone in (string[])["America/Chicago", "Europe/London"])
        {
            var pages = (await ReportText.BuildAsync(test, new ReportOptions { Court = "ca-dv-100", Zone = NodaTime.DateTimeZoneProviders.Tzdb[zone] }))
                .Sections.Where(section => section.Anchor?.StartsWith("court-", StringComparison.Ordinal) == true).Select(ReportText.Of).ToList();
            var with = pages.Where(page => page.Contains($"Times: in the time zone {zone}, where no other is named", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(with);
            Assert.NotEmpty(pages.Except(with));
            Assert.All(pages.Except(with), page => Assert.DoesNotMatch("[0-9]{2}:[0-9]{2}", page));
            Assert.All(with, page => Assert.Matches("[0-9]{2}:[0-9]{2}", page));
        }
    }

    [Theory]
    [InlineData("2026-04-21", "none", "in the evening, 18:00 to 24:00")]
    [InlineData("2026-04-21", null, "in the evening, 18:00 to 21:14")]
    [InlineData("2026-04-20", null, "in the evening, 18:00 to 24:00")]
    public async Task A_part_of_a_day_ends_when_it_was_recorded(string day, string? direction, string told)
    {
        // 02:14 of the next day in UTC is 21:14 in Chicago.
        await using var test = await TestCase.BeginAsync(clock: new TestClock(new DateTimeOffset(2026, 4, 22, 2, 14, 30, TimeSpan.Zero)));
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "other").With("date", day).With("precision", "part").With("part", "evening").With("direction", direction)));
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        Assert.Contains(told, ReportText.Of(document.Section("chronology")), StringComparison.Ordinal);
        if (direction is null)
        {
            Assert.Contains(told, ReportText.Of(document.Section("incidents")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("Europe/London", true)]
    public async Task The_days_that_incidents_are_counted_by_are_named_where_the_report_shows_others(string? zone, bool isTold)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02", zone)));
        var rules = string.Join('\n', (await ReportText.BuildAsync(test, new ReportOptions())).Section("keeping").Blocks.OfType<ItemList>().SelectMany(list => list.Items).SelectMany(spans => spans).OfType<TextSpan>().Select(span => span.Text));
        Assert.Equal(isTold, rules.Contains(Rule, StringComparison.Ordinal));
    }
}
