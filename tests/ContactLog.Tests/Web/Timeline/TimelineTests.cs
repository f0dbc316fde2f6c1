using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.Timeline;

public sealed class TimelineTests
{
    private static EntryDraft Incident(string kind, string? day, params (string Name, string Text)[] fields) =>
        EntryDraft.New(ItemType.Incident, fields.Aggregate(
            day is null ? FieldSet.Empty.With("kind", kind) : FieldSet.Empty.With("kind", kind).With("date", day).With("precision", "day").With("zone", "America/Chicago"),
            (all, field) => all.With(field.Name, field.Text)));

    private static readonly EntryDraft s_boundary = EntryDraft.New(ItemType.Boundary, FieldSet.Empty
        .With("words", "Please do not contact me again.").With("date", "2026-03-03").With("time", "18:22").With("precision", "exact").With("zone", "America/Chicago").With("channel", "text"));

    private static int Rows(Window page) => Regex.Count(page.Body, "<li class=\"entry[ \"]");

    private static List<string> Ids(Window page) => [.. Regex.Matches(page.Body, "<h3 class=\"entry-title\">.*?href=\"/Incidents/([^\"]+)\"", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

    [Fact]
    public async Task Each_count_opens_exactly_the_rows_it_counts_and_the_groups_add_up()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(
            s_boundary,
            Incident("call", "2026-03-01"),
            Incident("call", "2026-03-03"),
            Incident("call", "2026-03-04", ("count", "12")),
            Incident("voicemail", "2026-03-04"),
            Incident("text", "2026-03-05"),
            Incident("text", "2026-03-06", ("permitted", "yes")),
            Incident("in-person", "2026-03-07"),
            Incident("email", "2026-03-07", ("direction", "out")),
            Incident("social", null));
        var file = await she.OpenAsync();
        var line = file.Lines[0];
        var count = file.Counts.After(line);

        await she.Page.OpenAsync("/");
        Assert.Contains("3 incidents since your boundary of 3 March", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync("/Timeline");
        Assert.True(she.Page.Text.Contains("3 incidents, 15 contacts after this line", StringComparison.Ordinal), she.Page.Text);

        await she.Page.OpenAsync($"/Timeline/After/{line.Id}");
        Assert.Equal(count.After.Rows.Select(row => row.Id.ToString()).Order(), Ids(she.Page).Order());
        Assert.Contains("Calls, voicemail 1 13 Texts, email, social 1 1 In person, other 1 1 Total 3 15", she.Page.Text, StringComparison.Ordinal);
        foreach (var (standing, tally) in new[] { ("permitted", count.Permitted), ("undetermined", count.OrderNotDetermined) })
        {
            await she.Page.OpenAsync($"/Timeline/After/{line.Id}?standing={standing}");
            Assert.Equal(tally.Rows.Select(row => row.Id.ToString()).Order(), Ids(she.Page).Order());
            Assert.NotEmpty(tally.Rows);
        }

        var summed = 0;
        foreach (var group in new[] { "calls", "messages", "in-person" })
        {
            await she.Page.OpenAsync($"/Timeline/After/{line.Id}?group={group}");
            summed += Rows(she.Page);
        }

        Assert.Equal(count.After.Rows.Count, summed);
    }

    [Fact]
    public async Task A_boundary_stands_between_what_came_before_and_what_came_after()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(s_boundary, Incident("call", "2026-03-01"), Incident("text", "2026-03-09"));
        await she.Page.OpenAsync("/Timeline");
        Assert.Matches("Monday 9 March 2026.*Boundary stated.*“Please do not contact me again.”.*Sunday 1 March", she.Page.Text);
        await she.Page.OpenAsync("/Timeline?order=oldest");
        Assert.Matches("Sunday 1 March 2026.*Boundary stated.*Monday 9 March", she.Page.Text);
    }

    [Fact]
    public async Task No_row_of_a_long_record_is_out_of_reach_and_none_stands_twice()
    {
        await using var she = await Survivor.BeginAsync();
        var day = new DateOnly(2025, 6, 1);
        await she.AppendAsync([s_boundary, .. Enumerable.Range(0, 250).Select(n => Incident("text", day.AddDays(n).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ("said", $"Message {n}")))]);
        var seen = new List<string>();
        var markers = 0;
        await she.Page.OpenAsync("/Timeline");
        for (var part = 1; ; part++)
        {
            seen.AddRange(Ids(she.Page));
            markers += Regex.Count(she.Page.Body, "class=\"marker\"");
            if (Regex.Match(she.Page.Body, "<a class=\"btn\" href=\"(/Timeline\\?q=[A-Za-z0-9_-]+)\"") is not { Success: true } next)
            {
                Assert.Equal(3, part);
                break;
            }

            await she.Page.OpenAsync(next.Groups[1].Value);
        }

        Assert.Equal(250, seen.Count);
        Assert.Equal(250, seen.Distinct().Count());
        Assert.Equal(1, markers);

        await she.Page.OpenAsync("/Timeline");
        await she.Page.SendAsync("name=\"words\"", ("words", "message"));
        Assert.Contains("Found 250 entries", she.Page.Text, StringComparison.Ordinal);
        Assert.Equal(100, Rows(she.Page));
        for (var part = 2; part <= 3; part++)
        {
            await she.Page.OpenAsync(Regex.Match(she.Page.Body, "<a class=\"btn\" href=\"(/Timeline\\?q=[A-Za-z0-9_-]+)\"").Groups[1].Value);
        }

        Assert.Equal(50, Rows(she.Page));
    }

    [Fact]
    public async Task Filters_show_what_they_say()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(
            s_boundary,
            Incident("call", "2026-03-01", ("time", "07:10"), ("precision", "exact"), ("from", "555-0142")),
            Incident("text", "2026-04-20", ("from", "555-0142")),
            Incident("email", "2026-04-21", ("direction", "out")));
        await she.TapAsync("voicemail");
        await she.Page.SendAsync("handler=Undo");

        async Task<int> CountAsync(string query)
        {
            await she.Page.OpenAsync("/Timeline" + query);
            return Rows(she.Page);
        }

        Assert.Equal(2, await CountAsync(""));
        Assert.Equal(1, await CountAsync("?kind=call"));
        Assert.Equal(2, await CountAsync("?kind=call&kind=text"));
        Assert.Equal(1, await CountAsync("?period=30"));
        Assert.Equal(1, await CountAsync("?after=true"));
        Assert.Equal(0, await CountAsync("?exhibits=true"));
        Assert.Equal(1, await CountAsync("?missing=true"));
        Assert.Equal(3, await CountAsync("?own=true"));
        Assert.Equal(1, await CountAsync("?withdrawn=true"));
        Assert.Contains("<li class=\"entry withdrawn\"", she.Page.Body, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync("?kind=call%22%3E&kind=text&kind=call&period=9&part=-4&order=x"));
        Assert.DoesNotContain("call&quot;", she.Page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_finds_every_word_in_any_field_and_no_word_is_taken_from_an_open_address()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(
            Incident("text", "2026-04-01", ("said", "Ich weiß, wo du wohnst. Café Zürich"), ("from", "555-0142")),
            Incident("text", "2026-04-02", ("narrative", "He wrote from the cafe.")),
            Incident("in-person", "2026-04-03", ("place", "14 Sample Street")));
        await she.Page.OpenAsync("/Timeline");
        await she.Page.SendAsync("name=\"words\"", ("words", "CAFE"));
        Assert.Matches("^/(Timeline|Days)\\?q=[A-Za-z0-9_-]+$", she.Page.Path);
        Assert.Equal(2, Rows(she.Page));
        await she.Page.SendAsync("name=\"words\"", ("words", "cafe 0142"));
        Assert.Equal(1, Rows(she.Page));
        await she.Page.SendAsync("name=\"words\"", ("words", "sample street"));
        Assert.Equal(1, Rows(she.Page));
        await she.Page.SendAsync("name=\"words\"", ("words", "<b>nothing"));
        Assert.Contains("Nothing found", she.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>nothing", she.Page.Body, StringComparison.Ordinal);
        await she.Page.OpenAsync("/Timeline?words=sample");
        Assert.Equal(3, Rows(she.Page));
    }

    [Fact]
    public async Task A_run_of_calls_is_drawn_on_its_true_minutes_and_one_without_minutes_is_not_drawn()
    {
        await using var she = await Survivor.BeginAsync();
        await she.LogAsync(("f.kind", "call"), ("f.when.date", "22 April 2026"), ("f.when.time", "23:30"), ("f.when.end", "00:30"), ("f.count", "3"), ("f.times", "23:30\n0:15\n00:30"));
        await she.LogAsync(("f.kind", "call"), ("f.when.date", "20 April 2026"), ("f.count", "40"), ("f.count-precision", "at-least"));
        await she.Page.OpenAsync("/Timeline");
        Assert.Contains("aria-label=\"3 between 23:30 and 00:30\"", she.Page.Body, StringComparison.Ordinal);
        Assert.Contains("At least 40 calls", she.Page.Text, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(she.Page.Body, "class=\"burst\""));
        Assert.Contains("to 00:30", she.Page.Text, StringComparison.Ordinal);
    }
}
