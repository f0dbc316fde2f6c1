using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using ContactLog.Tests.Web.Incidents;
using NodaTime;

namespace ContactLog.Tests.Web.Pattern;

public sealed class PatternTests
{
    private static EntryDraft Text(string? day, params (string Name, string Text)[] fields) => EntryDraft.New(ItemType.Incident, fields.Aggregate(
        day is null ? FieldSet.Empty.With("kind", "text") : FieldSet.Empty.With("kind", "text").With("date", day).With("precision", "day").With("zone", "America/Chicago"),
        (all, field) => all.With(field.Name, field.Text)));

    [Fact]
    public async Task Every_number_of_the_page_opens_the_rows_behind_it()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(Text("2026-03-01", ("count", "3"), ("tags", "blame")), Text("2026-03-11", ("from", "<b>555</b>")), Text(null));
        await she.Page.OpenAsync("/Pattern");
        Assert.Contains("5 contacts in 3 incidents", she.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>555", she.Page.Body, StringComparison.Ordinal);
        var marks = Regex.Matches(she.Page.Body, "href=\"(/Timeline\\?q=[A-Za-z0-9_-]+)\"").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(marks.Count > 10, string.Join(' ', marks));
        foreach (var mark in marks)
        {
            await she.Page.OpenAsync(mark);
            Assert.Contains("Only these:", she.Page.Text, StringComparison.Ordinal);
            Assert.Matches("<li class=\"entry[ \"]", she.Page.Body);
        }

        await she.Page.OpenAsync("/Timeline?mark=weeks.unplaced");
        Assert.Single(Regex.Matches(she.Page.Body, "<li class=\"entry[ \"]"));
    }

    [Fact]
    public async Task A_period_is_chosen_by_a_link_says_what_it_leaves_out_and_tells_no_day_in_any_address()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(Text("2024-03-01", ("count", "3")), Text("2025-03-11", ("count", "4"), ("threat", "yes")), Text("2025-06-11"), Text("2026-02-01", ("count", "9")), Text(null, ("count", "2")));
        await she.Page.OpenAsync("/Pattern");
        Assert.DoesNotContain("Outside this period", she.Page.Text, StringComparison.Ordinal);
        var spans = Regex.Matches(she.Page.Body, "<a class=\"pill\" href=\"(/[A-Za-z]+\\?q=[A-Za-z0-9_-]+)\"[^>]*>.*?</svg>([^<]+)</a>").ToDictionary(match => match.Groups[2].Value.Trim(), match => match.Groups[1].Value);
        Assert.Equal(["Last 12 months", "2026", "2025", "2024"], spans.Keys.Where(name => name != "Last 3 months"));
        await she.Page.OpenAsync(spans["2025"]);
        Assert.Contains("2025: 5 contacts in 2 incidents. Outside this period: 12 contacts. May lie in it or not: 2 contacts.", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("This list is of all entries", she.Page.Text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(she.Page.Body, "class=\"pill\"[^>]*aria-current=\"true\""));
        Assert.DoesNotMatch("[?&;](span|mark)=", she.Page.Body);
        var marks = Regex.Matches(she.Page.Body, "href=\"(/Timeline\\?q=[A-Za-z0-9_-]+)\"").Select(match => match.Groups[1].Value).Distinct().ToList();
        var inside = 0;
        foreach (var mark in marks)
        {
            await she.Page.OpenAsync(mark);
            if (Regex.IsMatch(she.Page.Text, @"Only these: .+ \(2025\)"))
            {
                inside++;
                Assert.Matches("<li class=\"entry[ \"]", she.Page.Body);
                Assert.Contains($"href=\"{spans["2025"]}\"", she.Page.Body, StringComparison.Ordinal);
            }
        }

        Assert.True(inside > 10, $"{inside} of {marks.Count}");

        await she.Page.OpenAsync("/Pattern?span=99");
        Assert.DoesNotContain("Outside this period", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_without_an_entry_says_so_and_draws_nothing()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(Text("2019-03-01"), Text("2019-04-01", ("count", "2")));
        await she.Page.OpenAsync("/Pattern?span=1");
        Assert.Contains("No entry lies in this period. Outside this period: 3 contacts.", she.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg width", she.Page.Body, StringComparison.Ordinal);
        Assert.Contains("Questions about danger", she.Page.Text, StringComparison.Ordinal);
    }

    // "1,000" cut at the edge is ",000", and a count under the ground of a line has a digit less: both are other numbers.
    [Fact]
    public async Task A_large_number_has_room_on_the_axis_and_lies_on_top_of_every_line()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(
            Text("2026-03-01"),
            Text("2026-03-11", ("count", "10000")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Stop").With("date", "2026-03-11").With("precision", "day").With("zone", "America/Chicago").With("delivered", "yes")));
        await she.Page.OpenAsync("/Pattern");
        var svg = Regex.Match(she.Page.Body, "<div class=\"upright\">(.*?)</div>", RegexOptions.Singleline).Groups[1].Value;
        var ends = Regex.Matches(svg, "x=\"([0-9.]+)\" y=\"[0-9.]+\" text-anchor=\"end\">([0-9,]+)<");
        Assert.Contains(ends, end => end.Groups[2].Value == "10,000");
        Assert.All(ends, end => Assert.True(double.Parse(end.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) >= end.Groups[2].Length * 7, end.Value));
        Assert.True(svg.LastIndexOf("class=\"count\"", StringComparison.Ordinal) > svg.LastIndexOf("class=\"gap\"", StringComparison.Ordinal));
        Assert.Contains("class=\"gap\"", svg, StringComparison.Ordinal);
    }

    // In a cell of a phone "≥10,000" lay over the number of the next day, and three contacts beside ten thousand had no bar at all.
    [Fact]
    public async Task Ten_thousand_in_a_day_leave_every_other_number_and_bar_to_be_seen()
    {
        await using var she = await Survivor.BeginAsync();
        EntryDraft At(string day, string count) => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", count == "3" ? "text" : "call")
            .With(WhenInput.Read(day, "02:10", DateTimeZoneProviders.Tzdb["America/Chicago"]).When!).With("count", count));
        await she.AppendAsync(At("2026-03-01", "12"), At("2026-03-02", "3"));
        await she.Page.OpenAsync("/Pattern");
        Assert.Contains("class=\"heat heat-hours\"", she.Page.Body, StringComparison.Ordinal);
        await she.AppendAsync(At("2026-03-04", "10000"));
        await she.Page.OpenAsync("/Pattern");
        Assert.Contains("class=\"heat heat-hours long\"", she.Page.Body, StringComparison.Ordinal);
        var bars = Regex.Matches(she.Page.Body, "<rect width=\"([0-9.]+)\" height=\"10\"/>").Select(match => double.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Contains(bars, bar => bar < 1);
        Assert.DoesNotContain(bars, bar => bar is > 0 and < 0.7);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(17, 30)]
    [InlineData(54, 30)]
    [InlineData(54, 7)]
    [InlineData(10, 366)]
    public async Task No_label_under_a_chart_lies_on_another_or_is_cut(int columns, int days)
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync([.. Enumerable.Range(0, columns).Select(n => Text(NodaTime.Text.LocalDatePattern.Iso.Format(new LocalDate(2026, 4, 14).PlusDays(-n * days))))]);
        await she.Page.OpenAsync("/Pattern");
        var charts = Regex.Matches(Regex.Match(she.Page.Body, "<div class=\"upright\">(.*?)</div>", RegexOptions.Singleline).Value, "<svg .*?</svg>", RegexOptions.Singleline);
        Assert.NotEmpty(charts);
        foreach (Match chart in charts)
        {
            var end = 0.0;
            foreach (Match label in Regex.Matches(chart.Value, "<text x=\"([0-9.]+)\" y=\"[0-9.]+\" text-anchor=\"middle\">([^<]+)<"))
            {
                var middle = double.Parse(label.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
                // As wide as the letters of the page at 12 pixels are, measured.
                var half = label.Groups[2].Length * 6.9 / 2;
                Assert.True(middle - half >= end && middle + half <= 720.1, label.Value);
                end = middle + half;
            }

            Assert.True(end > 0);
        }
    }

    [Fact]
    public async Task What_came_from_someone_else_is_in_no_number_of_the_pages_and_says_so()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "A stranger").With("role", "other")),
            Text("2026-03-01", ("count", "3")),
            Text("2026-03-02", ("count", "4")).LinkedTo("contact", 0));
        await she.Page.OpenAsync("/Pattern");
        Assert.Contains("3 contacts in 1 incident", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("1 entry from someone else is not counted.", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync("/Timeline");
        Assert.Contains("3 contacts", she.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7 contacts", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("From someone else, not counted", she.Page.Text, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(she.Page.Body, "<li class=\"entry[ \"]"));
    }

    [Fact]
    public async Task A_mark_that_does_not_exist_shows_everything_and_stands_in_no_link()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(Text("2026-03-01"), Text("2026-03-11"));
        await she.Page.OpenAsync("/Timeline?mark=weeks.77%22%3E");
        Assert.DoesNotContain("Only these:", she.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("weeks.77", she.Page.Body, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(she.Page.Body, "<li class=\"entry[ \"]"));
    }

    [Fact]
    public async Task A_number_that_is_not_exact_fits_a_cell_as_a_sign_and_is_read_out_in_words()
    {
        await using var she = await Survivor.BeginAsync();
        EntryDraft Late(string day, string count, string precision) => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call")
            .With(WhenInput.Read(day, "22:10", DateTimeZoneProviders.Tzdb["America/Chicago"]).When!).With("count", count).With("count-precision", precision));
        await she.AppendAsync(Late("2026-03-01", "10", "at-least"), Late("2026-03-02", "12", "about"));
        await she.Page.OpenAsync("/Pattern");
        Assert.Contains("<span class=\"vh\">at least 10</span><span aria-hidden=\"true\">&#x2265;10</span>", she.Page.Body, StringComparison.Ordinal);
        Assert.Contains("<span class=\"vh\">about 12</span><span aria-hidden=\"true\">&#x2248;12</span>", she.Page.Body, StringComparison.Ordinal);
        // The sum of both is both, here and wherever else it stands.
        Assert.Contains("At least about 22 contacts in 2 incidents", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("≈ about, ≥ at least.", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_entries_the_page_says_what_it_will_show()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Pattern");
        Assert.Contains("Nothing to look at yet", she.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg width", she.Page.Body, StringComparison.Ordinal);
    }
}
