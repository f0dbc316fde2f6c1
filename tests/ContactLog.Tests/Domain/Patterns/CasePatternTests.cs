using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Patterns;
using ContactLog.Domain.Time;
using ContactLog.Tests.Support;
using NodaTime;

namespace ContactLog.Tests.Domain.Patterns;

/// <summary>Charts count what the record says and nothing else, and stay readable however much or little there is.</summary>
public sealed class CasePatternTests
{
    private static readonly DateTimeZone s_zone = DateTimeZoneProviders.Tzdb["America/Chicago"];
    private static readonly Words s_words = new(new WordCatalogue(typeof(Words).Assembly), CultureInfo.GetCultureInfo("en-GB"));

    private static EntryDraft Incident(string kind, string date, string time = "", params (string Name, string Text)[] fields) => EntryDraft.New(
        ItemType.Incident,
        fields.Aggregate(FieldSet.Empty.With("kind", kind).With(date.Length == 0 ? When.Unknown(s_zone) : WhenInput.Read(date, time.Split(" to ")[0], s_zone, endTime: time.Contains(" to ", StringComparison.Ordinal) ? time.Split(" to ")[1] : null).When!), (all, field) => all.With(field.Name, field.Text)));

    private static EntryDraft Boundary(string date, string time = "") =>
        EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With(WhenInput.Read(date, time, s_zone).When!).With("words", "No more."));

    private static async Task<(CaseFile File, CasePattern Pattern)> PatternAsync(params EntryDraft[] drafts)
    {
        await using var test = await TestCase.BeginAsync();
        if (drafts.Length > 0)
        {
            await test.AppendAsync(drafts);
        }

        var file = await test.OpenAsync();
        return (file, new CasePattern(new PatternSource(file, file.Incidents, s_words, new LocalDate(2026, 4, 30))));
    }

    private static void AddsUp(CaseFile file, PatternChart chart) =>
        Assert.Equal(file.Counts.All.Contacts, chart.Total.Number + chart.NotPlaced.Sum(row => row.Count));

    [Fact]
    public async Task A_record_without_entries_draws_nothing_and_says_so()
    {
        var (_, pattern) = await PatternAsync();
        foreach (var name in CasePattern.Names.Where(name => name != "recent"))
        {
            Assert.Empty(pattern[name].Columns);
            Assert.NotEmpty(pattern[name].Summary);
            Assert.NotEmpty(pattern[name].Title);
        }
    }

    // A line across a chart says that what is right of it came after he was told. Nobody was told by what did not arrive.
    [Theory]
    [InlineData("no", false)]
    [InlineData("yes", true)]
    [InlineData("not-sure", true)]
    [InlineData("", true)]
    public async Task A_boundary_that_did_not_arrive_is_not_drawn_and_is_named_under_the_chart(string delivered, bool isDrawn)
    {
        var (_, pattern) = await PatternAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With(WhenInput.Read("2026-03-10", "", s_zone).When!).With("words", "No more.").With("delivered", delivered)),
            Boundary("2026-03-17"),
            Incident("call", "2026-03-04", "18:00"),
            Incident("call", "2026-03-24", "18:00"));
        var weeks = pattern["weeks"];
        Assert.Equal(isDrawn ? ["Boundary 10 March", "Boundary 17 March"] : ["Boundary 17 March"], weeks.Markers.Select(marker => marker.Label));
        Assert.Equal(!isDrawn, weeks.Rule.EndsWith(" Not drawn, because the record says that it did not arrive: Boundary 10 March.", StringComparison.Ordinal));
        Assert.DoesNotContain("17 March", weeks.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_boundary_is_drawn_where_it_arrived_and_the_days_around_it_are_counted_from_there()
    {
        var letter = FieldSet.Empty.With("words", "No more.").With("delivered", "yes");
        var (_, pattern) = await PatternAsync(
            EntryDraft.New(ItemType.Boundary, letter.With(WhenInput.Read("2026-03-10", "", s_zone).When!).With(WhenInput.Read("2026-03-13", "09:00", s_zone).When!, "arrived-")),
            Incident("call", "2026-03-02", "18:00"),
            Incident("call", "2026-03-12", "18:00", ("count", "4")),
            Incident("call", "2026-03-24", "18:00"));
        var marker = Assert.Single(pattern["weeks"].Markers);
        Assert.Equal(("Boundary 10 March, received 13 March", "13 Mar"), (marker.Label, marker.Short));
        Assert.InRange(marker.Position, 1 + (4 / 7.0), 1 + (5 / 7.0));
        var around = pattern["around"].Columns;
        Assert.Equal(["Before: Boundary 10 March, received 13 March", "After: Boundary 10 March, received 13 March"], around.Select(column => column.Label));
        Assert.Contains("12 Mar 2026", around[0].Name, StringComparison.Ordinal);
        Assert.Contains("14 Mar 2026", around[1].Name, StringComparison.Ordinal);
        Assert.Equal(5, around[0].Total.Number);
    }

    [Fact]
    public async Task One_entry_is_one_column()
    {
        var (file, pattern) = await PatternAsync(Incident("call", "2026-03-04", "18:00"));
        Assert.Equal("Week of 2 Mar 2026", Assert.Single(pattern["weeks"].Columns).Name);
        Assert.Equal(1, pattern["hours"].Columns[6].Marks[2].Number);
        AddsUp(file, pattern["weeks"]);
        AddsUp(file, pattern["hours"]);
    }

    [Fact]
    public async Task Ten_years_are_shown_in_few_enough_columns_and_none_is_lost()
    {
        var (file, pattern) = await PatternAsync([.. Enumerable.Range(0, 120).Select(month => Incident("text", new LocalDate(2016, 1, 15).PlusMonths(month).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)))]);
        Assert.InRange(pattern["weeks"].Columns.Count, 5, 54);
        Assert.Equal("Contacts per year", pattern["weeks"].Title);
        Assert.All(pattern["weeks"].Columns, column => Assert.Equal(12, column.Total.Number));
        AddsUp(file, pattern["weeks"]);
    }

    [Fact]
    public async Task Typed_years_of_long_ago_do_not_make_a_chart_without_end()
    {
        var (file, pattern) = await PatternAsync(Incident("text", "1902-01-15"), Incident("text", "2026-01-15"));
        Assert.InRange(pattern["weeks"].Columns.Count, 2, 54);
        AddsUp(file, pattern["weeks"]);
    }

    [Fact]
    public async Task Ten_thousand_in_a_day_leave_the_rest_to_be_seen()
    {
        var (file, pattern) = await PatternAsync(
            Incident("call", "2026-03-04", "02:00", ("count", "10000"), ("count-precision", "at-least")),
            Incident("text", "2026-03-05", "09:30"),
            Incident("text", "2026-03-06", "09:30", ("count", "12")));
        var hours = pattern["hours"];
        Assert.Equal((5, 1, 2), (hours.Heat(hours.Columns[0].Marks[2]), hours.Heat(hours.Columns[3].Marks[3]), hours.Heat(hours.Columns[3].Marks[4])));
        Assert.True(hours.Columns[0].Marks[2].AtLeast);
        AddsUp(file, hours);
    }

    [Fact]
    public async Task What_has_no_certain_place_is_counted_apart_and_never_guessed_into_one()
    {
        var (file, pattern) = await PatternAsync(
            Incident("call", ""),
            Incident("call", "2026-03-04"),
            Incident("call", "2026-03-04", "night"),
            Incident("call", "2026-03-04", "01:00 to 04:00", ("count", "5")),
            Incident("call", "2026-03-04", "01:00 to 04:00", ("count", "3"), ("times", "01:00\n01:10\n04:00")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With(new When { Date = new(2026, 3, 7), EndDate = new(2026, 3, 9), Precision = Precision.Day, Zone = s_zone })));
        Assert.Equal([1, 6], pattern["weeks"].NotPlaced.Select(row => file.AllIncidents.OrderBy(other => other.FirstSeq).ToList().IndexOf(row) + 1).Order());
        Assert.Equal(5, pattern["hours"].NotPlaced.Count);
        Assert.Equal((2, 1), (pattern["hours"].Columns[0].Marks[2].Number, pattern["hours"].Columns[1].Marks[2].Number));
        AddsUp(file, pattern["weeks"]);
        AddsUp(file, pattern["hours"]);
    }

    // "In the evening", recorded at 19:05, lies between 18:00 and 19:05: the printed rule places it, and so must the table.
    [Fact]
    public async Task A_part_of_a_day_is_placed_where_the_moment_it_was_recorded_leaves_one_cell()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 3, 10, 19, 5, 0, TimeSpan.FromHours(-5)));
        await using var test = await TestCase.BeginAsync(clock: clock);
        await test.AppendAsync(Incident("call", "2026-03-10", "evening"), Incident("call", "2026-03-10", "afternoon"), Incident("call", "2026-03-10"));
        var file = await test.OpenAsync();
        var hours = GroupCharts.Hours(new PatternSource(file, file.Incidents, s_words, new(2026, 4, 30)));
        Assert.Equal((1, 1), (hours.Columns[6].Marks[1].Number, hours.Total.Number));
        Assert.Equal(2, hours.NotPlaced.Count);
        AddsUp(file, hours);
    }

    [Fact]
    public async Task Both_sides_of_a_boundary_are_the_same_number_of_days_and_the_day_itself_is_in_neither()
    {
        var (_, pattern) = await PatternAsync(
            Incident("text", "2026-04-10"),
            Incident("text", "2026-04-19", "", ("count", "4")),
            Boundary("2026-04-20", "12:00"),
            Incident("text", "2026-04-20"),
            Incident("text", "2026-04-20", "18:00", ("count", "9")),
            Incident("text", "2026-04-21", "", ("count", "2")),
            Incident("text", "2026-04-22", "", ("permitted", "yes")));
        var around = pattern["around"];
        // The record is looked at on 30 April: that day is not over, so nine whole days are left on both sides.
        Assert.Equal(["9 days before: Boundary 20 April. 11 Apr 2026 to 19 Apr 2026", "9 days after: Boundary 20 April. 21 Apr 2026 to 29 Apr 2026"], around.Columns.Select(column => column.Name));
        Assert.Equal([4, 2], around.Columns.Select(column => column.Total.Number));
        Assert.Empty(around.NotPlaced);
    }

    [Fact]
    public async Task What_may_lie_in_the_days_around_a_boundary_or_not_is_counted_apart()
    {
        var (file, pattern) = await PatternAsync(
            Incident("text", "2026-04-01"),
            Boundary("2026-04-10", "12:00"),
            Incident("text", "2026-04-11", "about 00:10", ("count", "3")),
            Incident("text", "2026-04-12", "about 00:40", ("count", "5")),
            Incident("text", ""));
        var around = pattern["around"];
        Assert.Equal([1, 5], around.Columns.Select(column => column.Total.Number));
        Assert.Equal([3, 1], around.NotPlaced.OrderBy(row => row.FirstSeq).Select(row => row.Count));
        Assert.Equal(4, file.AllIncidents.Count);
    }

    [Fact]
    public async Task About_a_time_is_placed_only_where_all_of_it_lies_in_one_cell()
    {
        var (file, pattern) = await PatternAsync(
            Incident("call", "2026-03-04", "about 17:50"),
            Incident("call", "2026-03-04", "about 19:30", ("count", "2")),
            Incident("call", "2026-03-08", "about 23:50", ("count", "4")),
            Incident("call", "2026-03-04", "about 19:30", ("count", "2"), ("times", "19:30\n20:50")));
        var hours = pattern["hours"];
        Assert.Equal([1, 4, 2], hours.NotPlaced.OrderBy(row => row.FirstSeq).Select(row => row.Count));
        Assert.Equal(2, hours.Total.Number);
        // Half past eleven on a Sunday to twenty past midnight is in two weeks.
        Assert.Equal(4, Assert.Single(pattern["weeks"].NotPlaced).Count);
        AddsUp(file, hours);
        AddsUp(file, pattern["weeks"]);
    }

    [Fact]
    public async Task Lower_bounds_and_estimates_are_said_in_words_too_and_never_of_days()
    {
        var (_, pattern) = await PatternAsync(
            Incident("call", "2026-03-04", "", ("count", "12"), ("count-precision", "at-least")),
            Incident("text", "2026-03-24", "", ("count", "5"), ("count-precision", "about")));
        Assert.Contains("In all at least about 17 contacts", pattern["weeks"].Summary, StringComparison.Ordinal);
        Assert.Contains("at least 12", pattern["weeks"].Summary, StringComparison.Ordinal);
        Assert.Contains("Call at least 12", pattern["channels"].Summary, StringComparison.Ordinal);
        Assert.All(pattern["gaps"].Columns, column => Assert.True(column.Total.IsExact));
    }

    [Fact]
    public async Task Gaps_bursts_numbers_and_people_say_what_the_rows_say()
    {
        var (file, pattern) = await PatternAsync(
            Incident("text", "2026-03-01", "", ("from", "555-0142")),
            Incident("call", "2026-03-11", "", ("from", "555-0177"), ("count", "6")),
            Incident("call", "2026-03-11", "", ("from", "555-0142")),
            Incident("text", "2026-04-29", "", ("through", "His sister"), ("tags", "pressing-others\nblame")),
            Incident("text", "2026-04-30", "", ("tags", "pressing-others")));
        Assert.Equal([9, 48], pattern["gaps"].Columns.Select(column => column.Total.Number));
        Assert.Equal([7], pattern["bursts"].Columns.Select(column => column.Total.Number));
        Assert.Equal(["555-0142", "555-0177"], pattern["numbers"].Columns.Select(column => column.Label));
        Assert.Equal("His sister", Assert.Single(pattern["through"].Columns).Label);
        Assert.Single(pattern["through"].NotPlaced);
        Assert.Equal([2, 7], pattern["recent"].Columns.Select(column => column.Total.Number));
        Assert.Equal(2, Assert.Single(pattern["bearing"].Columns).Total.Number);
        Assert.Equal(2, pattern["numbers"].NotPlaced.Count);
        AddsUp(file, pattern["numbers"]);
    }

    private static EntryDraft Days(LocalDate first, LocalDate last) =>
        EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With(new When { Date = first, EndDate = last, Precision = Precision.Day, Zone = s_zone }));

    [Fact]
    public async Task A_short_record_has_no_period_to_choose_and_a_long_one_its_end_and_its_years()
    {
        var (_, none) = await PatternAsync();
        Assert.Single(none.Periods);
        var (_, brief) = await PatternAsync(Incident("text", "2026-01-31"), Incident("text", "2026-04-30"));
        Assert.Single(brief.Periods);
        var (_, pattern) = await PatternAsync(Incident("text", "2024-11-02"), Incident("text", "2026-04-30"), Incident("text", "2026-01-30"), Days(new(2025, 12, 30), new(2026, 1, 2)));
        Assert.Equal(
            [(0, "Everything", null, null), (1, "Last 3 months", new(2026, 1, 31), null), (2, "Last 12 months", new LocalDate(2025, 5, 1), null),
                (5, "2026", new(2026, 1, 1), new(2026, 12, 31)), (4, "2025", new(2025, 1, 1), new(2025, 12, 31)), (3, "2024", new(2024, 1, 1), (LocalDate?)new LocalDate(2024, 12, 31))],
            pattern.Periods.Select(period => (period.Number, period.Name, period.From, period.To)));
    }

    // What is not shown must be said with its number, and what may lie in a period or not must not be counted into two of them.
    [Fact]
    public async Task A_period_counts_what_lies_in_it_and_says_how_much_does_not()
    {
        var (file, all) = await PatternAsync(
            Incident("text", "2024-11-02", "", ("count", "5")),
            Incident("text", "2025-03-01", "", ("count", "7"), ("through", "His sister"), ("from", "555-0142"), ("tags", "blame")),
            Incident("call", "2025-12-31", "23:50", ("count", "2")),
            Incident("call", "2025-12-31", "about 23:50", ("count", "3")),
            Days(new(2025, 12, 30), new(2026, 1, 2)),
            Incident("text", "2026-04-01", "", ("threat", "yes")),
            Incident("text", "", "", ("count", "9")));
        foreach (var period in all.Periods)
        {
            var pattern = new CasePattern(all.Source, period.Number);
            Assert.Equal(file.Incidents.Select(row => row.FirstSeq).Order(), pattern.Inside.Concat(pattern.Outside).Concat(pattern.Open).Select(row => row.FirstSeq).Order());
            Assert.Equal(pattern.Inside.Sum(row => row.Count), pattern["weeks"].Total.Number + pattern["weeks"].NotPlaced.Sum(row => row.Count));
            Assert.Equal(pattern.Inside.Sum(row => row.Count), pattern["channels"].Total.Number);
            Assert.Equal(pattern.Inside.Sum(row => row.Count), pattern["numbers"].Total.Number + pattern["numbers"].NotPlaced.Sum(row => row.Count));
        }

        var year = new CasePattern(all.Source, all.Periods.Single(period => period.Name == "2025").Number);
        Assert.Equal((9, 6, 13), (year.Inside.Sum(row => row.Count), year.Outside.Sum(row => row.Count), year.Open.Sum(row => row.Count)));
        Assert.Equal("Contacts per week", year["weeks"].Title);
        Assert.Equal("1 Jan 2025 to 28 Feb 2025", year["gaps"].Columns[0].Name);
        Assert.EndsWith("31 December 2025.", year["gaps"].Rule.Split(" Entries")[0], StringComparison.Ordinal);
        // The last thirty days are the last thirty days, and no threat is put out of sight.
        Assert.Equal(all["recent"].Columns.Select(column => column.Total.Number), year["recent"].Columns.Select(column => column.Total.Number));
        Assert.Equal(1, Assert.Single(year["bearing"].Columns).Total.Number);
        Assert.Equal(all.Source.Rows, new CasePattern(all.Source, 99).Inside);
    }

    [Fact]
    public async Task A_mark_of_a_period_opens_its_rows_whichever_period_is_looked_at()
    {
        var (_, all) = await PatternAsync(Incident("text", "2024-11-02"), Incident("text", "2025-03-01", "", ("count", "7")), Incident("call", "2025-12-31", "23:50"), Incident("text", ""));
        var number = all.Periods.Single(period => period.Name == "2025").Number;
        var year = new CasePattern(all.Source, number);
        foreach (var looking in new[] { all, year })
        {
            foreach (var chart in CasePattern.Names.Select(name => year[name]))
            {
                foreach (var (at, column) in chart.Columns.Index())
                {
                    Assert.Equal(column.Marks[0].Rows, looking.Find(FormattableString.Invariant($"{chart.Prefix}{chart.Name}.{at}.0"))!.Rows);
                }
            }

            Assert.Equal(all["channels"].Columns[0].Total.Rows, looking.Find("channels.0")!.Rows);
            Assert.Equal(year.Outside, looking.Find(year.AddressOf("period.out"))!.Rows);
            Assert.Equal(number, looking.Find(year.AddressOf("period.out"))!.Period);
            Assert.Equal(year.Open, looking.Find(year.AddressOf("period.open"))!.Rows);
            Assert.Equal("By channel: Call (2025)", looking.Find(FormattableString.Invariant($"{number}.channels.0"))!.Name);
            Assert.All(["0.weeks.0", "77.weeks.0", "-1.weeks.0", "4.", "4.period.x", "4.weeks", "4.4.weeks.0", "9999999999.weeks.0"], mark => Assert.Null(looking.Find(mark)));
        }

        Assert.Equal("", all["weeks"].Prefix);
        Assert.Equal("", year["recent"].Prefix);
    }

    // "Boundary 10 March" over an axis with two of them says nothing.
    [Fact]
    public async Task On_an_axis_of_more_than_a_year_a_boundary_has_its_year()
    {
        var (_, pattern) = await PatternAsync(
            Incident("text", "2024-11-02"), Boundary("2025-03-10"), Boundary("2026-03-10"), Incident("text", "2026-04-01"));
        Assert.Equal(["Boundary 10 March 2025", "Boundary 10 March 2026"], pattern["weeks"].Markers.Select(marker => marker.Label));
        Assert.Equal(["10 Mar 2025", "10 Mar 2026"], pattern["weeks"].Markers.Select(marker => marker.Short));
        var (_, brief) = await PatternAsync(Incident("text", "2025-12-02"), Boundary("2025-12-10"), Boundary("2026-03-10"), Incident("text", "2026-04-01"));
        Assert.Equal(["Boundary 10 December 2025", "Boundary 10 March"], brief["weeks"].Markers.Select(marker => marker.Label));
        Assert.Equal(["10 Dec", "10 Mar"], brief["weeks"].Markers.Select(marker => marker.Short));
    }

    // "Longest stretch without an entry: 11 March to today" in a report up to April would be a lie about every day after it.
    [Fact]
    public async Task A_stretch_without_an_entry_ends_with_the_chosen_period_and_begins_with_it()
    {
        var (file, _) = await PatternAsync(Incident("text", "2026-01-05"), Incident("text", "2026-03-01"), Incident("text", "2026-03-11"), Incident("text", "2026-04-25"));
        PatternChart Gaps(LocalDate? from, LocalDate? to) => RhythmCharts.Gaps(new PatternSource(file, [.. file.Incidents.Where(row => row.When.Date >= (from ?? row.When.Date) && row.When.Date <= (to ?? row.When.Date))], s_words, new LocalDate(2026, 4, 30)) { From = from, To = to });
        Assert.Equal(["12 Mar 2026 to 31 Mar 2026"], Gaps(new(2026, 3, 5), new(2026, 3, 31)).Columns.Skip(1).Select(column => column.Name));
        Assert.Equal("5 Mar 2026 to 10 Mar 2026", Gaps(new(2026, 3, 5), new(2026, 3, 31)).Columns[0].Name);
        Assert.Contains("Up to 31 March 2026", Gaps(new(2026, 3, 5), new(2026, 3, 31)).Rule, StringComparison.Ordinal);
        // The record did not run yet: nothing is known of these days.
        Assert.Equal("6 Jan 2026 to 28 Feb 2026", Gaps(new(2020, 1, 1), null).Columns[0].Name);
        Assert.Equal("26 Apr 2026 to 30 Apr 2026", Gaps(null, new(2026, 12, 31)).Columns[^1].Name);
    }

    [Fact]
    public async Task One_number_is_one_line_however_it_is_written_and_one_that_was_not_shown_is_none()
    {
        var (file, pattern) = await PatternAsync(
            Incident("text", "2026-03-01", "", ("from", "555-0142")),
            Incident("text", "2026-03-02", "", ("from", " (555) 0142")),
            Incident("text", "2026-03-03", "", ("from", "R. Placeholder")),
            Incident("text", "2026-03-04", "", ("from", "r. placeholder")),
            Incident("text", "2026-03-05", "", ("from", "20333")),
            Incident("text", "2026-03-06", "", ("from", "2033")),
            Incident("text", "2026-03-07", "", ("from", "203 3")),
            Incident("call", "2026-03-08", "", ("from", "Withheld")),
            Incident("call", "2026-03-09", "", ("from", "Unknown number")));
        Assert.Equal(["555-0142", "R. Placeholder", "20333", "2033", "203 3"], pattern["numbers"].Columns.Select(column => column.Label));
        Assert.Equal(2, pattern["numbers"].NotPlaced.Count);
        Assert.Equal((new LocalDate(2026, 3, 1), new LocalDate(2026, 3, 2)), pattern["numbers"].Columns[0].Days);
        AddsUp(file, pattern["numbers"]);
    }

    [Fact]
    public async Task What_bears_on_risk_questions_is_listed_whether_it_was_answered_or_marked()
    {
        var (_, pattern) = await PatternAsync(
            Incident("text", "2026-01-15", "", ("threat", "yes")), Incident("text", "2026-01-16", "", ("tags", "threat\nchild")), Incident("text", "2026-01-17", "", ("tags", "damage")), Incident("text", "2026-01-18", "", ("threat", "no")));
        string[] expected = ["A threat was made 2", "Something was damaged 1", "A child was threatened, hurt or drawn in 1"];
        Assert.Equal(expected, pattern["bearing"].Columns.Select(column => $"{column.Name} {column.Total.Number}"));
    }

    [Fact]
    public async Task Every_mark_opens_exactly_its_rows_and_a_made_up_one_opens_nothing()
    {
        var (_, pattern) = await PatternAsync(Incident("text", "2026-03-01"), Incident("call", "2026-03-11", "08:00"), Incident("call", ""));
        foreach (var chart in CasePattern.Names.Select(name => pattern[name]))
        {
            foreach (var (at, column) in chart.Columns.Index())
            {
                foreach (var (series, mark) in column.Marks.Index())
                {
                    Assert.Equal(mark.Rows, pattern.Find(FormattableString.Invariant($"{chart.Name}.{at}.{series}"))!.Rows);
                }
            }
        }

        Assert.Equal(pattern["weeks"].NotPlaced, pattern.Find("weeks.unplaced")!.Rows);
        Assert.All(new[] { null, "", "weeks", "weeks.99", "weeks.0.9", "weeks.-1", "weeks.1.1.1", "<script>", "nothing.0" }, mark => Assert.Null(pattern.Find(mark)));
    }
}
