using System.Net;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.Home;

public sealed class CaptureTests
{
    [Fact]
    public async Task On_the_first_visit_safety_comes_before_the_record_and_then_home()
    {
        await using var site = await Support.TestSite.StartAsync();
        using var browser = await site.SignedInAsync();
        var page = new Window(browser.Http);
        await page.OpenAsync("/");
        Assert.Equal("/Safety", page.Path);
        Assert.Contains("href=\"/Case/Begin\"", page.Body, StringComparison.Ordinal);
        await page.OpenAsync("/Case/Begin");
        await page.SendAsync("Input.Zone", ("Input.Zone", ""));
        Assert.Contains("Choose the time zone", page.Text, StringComparison.Ordinal);
        await page.SendAsync("Input.Zone", ("Input.Zone", "Europe/Berlin"));
        Assert.Equal("/", page.Path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task One_tap_saves_kind_and_time_and_undo_takes_it_back_and_keeps_the_mark()
    {
        await using var she = await Survivor.BeginAsync();
        var id = await she.TapAsync("call");
        Assert.Contains("Saved 02:14", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Thursday 23 April 2026", she.Page.Text, StringComparison.Ordinal);
        await she.Page.SendAsync("handler=Undo");
        Assert.Contains("Undone", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync("/");
        Assert.Contains("Nothing logged yet", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync($"/Incidents/{id}");
        Assert.Contains("Saved by mistake", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync($"/Incidents/Saved/{id}");
        await she.Page.SendAsync("handler=Restore");
        Assert.Contains("Saved 02:14", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kept_quiet_the_first_page_shows_no_entry_number_or_count_and_everything_is_where_it_was()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-03-03").With("precision", "day").With("zone", "America/Chicago")));
        await she.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "voicemail").With("from", "312 555 0142").With("date", "2026-03-05").With("precision", "day").With("zone", "America/Chicago")));
        string[] hers = ["312 555 0142", "Same as last time: Voicemail", "since your boundary", "Last entries", "When did I last see", "Only you."];
        await she.Page.OpenAsync("/");
        Assert.All(hers, word => Assert.Contains(word, she.Page.Text, StringComparison.Ordinal));

        await she.Page.OpenAsync("/Account/Ways");
        await she.Page.SendAsync("Input.QuietHome", ("Input.QuietHome", "true"));
        await she.Page.OpenAsync("/");
        Assert.All(hers, word => Assert.DoesNotContain(word, she.Page.Text, StringComparison.Ordinal));
        Assert.Contains("In person", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Same as last time", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/Timeline\">See the entries", she.Page.Body, StringComparison.Ordinal);
        await she.Page.OpenAsync("/Timeline");
        Assert.Contains("312 555 0142", she.Page.Text, StringComparison.Ordinal);

        await she.Page.OpenAsync("/Account/Ways");
        await she.Page.SendAsync("Input.QuietHome", ("Input.QuietHome", "false"));
        await she.Page.OpenAsync("/");
        Assert.Contains("312 555 0142", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_button_pressed_twice_is_one_entry_and_two_buttons_are_two()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/");
        using var first = await she.Page.PostAsync("capture", ("kind", "call"));
        using var second = await she.Page.PostAsync("capture", ("kind", "call"));
        using var third = await she.Page.PostAsync("capture", ("kind", "text"));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.NotEqual(first.Headers.Location, third.Headers.Location);
        await she.Page.OpenAsync("/");
        Assert.Contains("All 2", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_can_follow_and_the_next_time_can_be_the_same()
    {
        await using var she = await Survivor.BeginAsync();
        await she.TapAsync("call");
        await she.Page.SendAsync("f.narrative", ("f.call-result", "missed"), ("Input.From", "another"), ("Input.FromOther", "555-0142"), ("Input.Count", "3"));
        Assert.Contains("3 missed calls", she.Page.Text, StringComparison.Ordinal);
        // Three calls did not all come in the minute of the tap.
        Assert.Equal(("3", "about"), Assert.Single((await she.OpenAsync()).Incidents) is var row ? (row["count"], row["precision"]) : default);
        await she.Page.OpenAsync("/");
        Assert.Contains("Same as last time: Call, Missed, 555-0142", she.Page.Text, StringComparison.Ordinal);
        await she.Page.SendAsync("name=\"again\"", ("again", she.Page.Body.Split("name=\"again\" value=\"")[1].Split('"')[0]));
        Assert.Contains("Missed call", she.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("3 missed", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_typed_though_it_is_on_the_list_is_that_number()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Contacts/Add");
        await she.Page.SendAsync("f.label", ("f.label", "R."), ("f.role", "main"));
        var person = Assert.Single((await she.OpenAsync()).Contacts);
        await she.Page.OpenAsync($"/Contacts/AddPoint/{person.Id}");
        await she.Page.SendAsync("f.value", ("f.kind", "phone"), ("f.value", "555-0142"));
        await she.TapAsync("call");
        await she.Page.SendAsync("f.narrative", ("Input.From", "another"), ("Input.FromOther", "(555) 0142"));
        var file = await she.OpenAsync();
        var row = Assert.Single(file.Incidents);
        Assert.Equal((file.ContactPoints[0].FirstSeq, person.FirstSeq, "(555) 0142"), (row.ContactPointSeq, row.ContactSeq, row["from"]));

        // The same page again, for another detail: it neither takes back what was typed nor asks again whose it is.
        await she.Page.OpenAsync($"/Incidents/Saved/{row.Id}");
        await she.Page.SendAsync("f.narrative", ("f.narrative", "He hung up."));
        row = Assert.Single((await she.OpenAsync()).Incidents);
        Assert.Equal(("He hung up.", "(555) 0142"), (row["narrative"], row["from"]));
        Assert.Equal(["narrative"], row.History[^1].Changes.Select(change => change.Name));
    }

    [Fact]
    public async Task A_kind_that_does_not_exist_is_refused()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/");
        using var answer = await she.Page.PostAsync("capture", ("kind", "visit"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
