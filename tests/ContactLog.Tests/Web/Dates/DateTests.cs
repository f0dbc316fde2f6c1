using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.Dates;

public sealed class DateTests
{
    private static EntryDraft Hearing(string title) => EntryDraft.New(ItemType.Hearing,
        FieldSet.Empty.With("title", title).With("date", "2026-04-28").With("time", "09:30").With("precision", "exact").With("zone", "America/Chicago"));

    [Fact]
    public async Task Dates_of_record_and_plan_stand_in_one_list_and_in_a_file_that_names_nothing()
    {
        await using var her = await Survivor.BeginAsync();
        await her.AppendAsync(
            Hearing("Hearing about Juniper"),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Springfield police").With("follow-up", "2026-04-25")),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Temporary order").With("served-date", "2026-04-20").With("served-precision", "day").With("expires-date", "2026-05-20").With("expires-precision", "day")));
        var page = await her.Page.OpenAsync("/Plan/Add/10");
        await page.SendAsync("Input.Text", ("Input.Text", "Pack Juniper's things"), ("Input.State", "planned"), ("Input.Date", "26 April 2026"));
        var list = (await page.OpenAsync("/Dates")).Text;
        var places = new[] { "Ask again: Springfield police", "Plan: Pack Juniper's things", "Court: Hearing about Juniper", "Order ends: Temporary order" }.Select(text => list.IndexOf(text, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);

        using var answer = await page.PostAsync("Input.Title", ("Input.Title", "Call\r\nEND:VEVENT\r\nBEGIN:VEVENT"));
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("dates.ics", answer.Content.Headers.ContentDisposition!.FileName);
        var file = await answer.Content.ReadAsStringAsync();
        Assert.Equal(4, file.Split("\r\nBEGIN:VEVENT\r\n").Length - 1);
        Assert.Contains("DTSTART:20260428T143000Z", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Juniper", file, StringComparison.Ordinal);
        Assert.DoesNotContain("police", file, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_next_hearing_of_the_case_and_a_day_to_ask_the_police_again_are_dates_too()
    {
        await using var her = await Survivor.BeginAsync();
        await her.Page.OpenAsync("/Case/Edit");
        await her.Page.SendAsync("f.hearing", ("f.hearing", "30 April 2026"));
        await her.LogAsync(("f.kind", "call"), ("f.when.date", "2026-04-20"));
        var row = (await her.OpenAsync()).Incidents[0];
        await her.AppendAsync(EntryDraft.Amend(row, FieldSet.Empty.With("police", "yes").With("police-follow-up", "2026-04-27"), null));
        var list = (await her.Page.OpenAsync("/Dates")).Text;
        Assert.Contains("Monday 27 April 2026 Ask again: ", list, StringComparison.Ordinal);
        Assert.Contains("Thursday 30 April 2026 Court: ", list, StringComparison.Ordinal);
        // The same day as a day at court of its own is said once.
        await her.AppendAsync(EntryDraft.New(ItemType.Hearing, FieldSet.Empty.With("title", "Hearing").With("date", "2026-04-30").With("precision", "day").With("zone", "America/Chicago")));
        Assert.Equal(2, (await her.Page.OpenAsync("/Dates")).Text.Split("30 April 2026").Length);
    }

    [Fact]
    public async Task A_day_to_ask_again_stays_in_sight_after_it_has_passed_and_is_not_in_the_file()
    {
        await using var her = await Survivor.BeginAsync();
        await her.AppendAsync(
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Springfield police").With("follow-up", "2026-04-10")),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Shelbyville police").With("follow-up", "2026-01-10")),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Ogdenville police").With("follow-up", "2026-05-02")));
        var page = await her.Page.OpenAsync("/Dates");
        var passed = page.Text.IndexOf("Days that have passed", StringComparison.Ordinal);
        Assert.True(passed > page.Text.IndexOf("Ask again: Ogdenville police", StringComparison.Ordinal));
        Assert.True(page.Text.IndexOf("Ask again: Springfield police", StringComparison.Ordinal) > passed);
        Assert.DoesNotContain("Shelbyville", page.Text, StringComparison.Ordinal);
        using var answer = await page.PostAsync("Input.Title", ("Input.Title", "Call"));
        Assert.Equal(1, (await answer.Content.ReadAsStringAsync()).Split("\r\nBEGIN:VEVENT\r\n").Length - 1);
    }

    [Fact]
    public async Task The_checklist_of_a_hearing_is_kept_and_stands_in_no_record()
    {
        await using var her = await Survivor.BeginAsync();
        var id = (await her.AppendAsync(Hearing("Hearing"))).ItemIds[0];
        var entries = (await her.OpenAsync()).Entries.Count;
        var page = await her.Page.OpenAsync("/Dates/Bring/" + id);
        await page.SendAsync("Input.Own", ("Input.Ticked", "copies"), ("Input.Own", "The blue folder"));
        Assert.Contains("Saved.", page.Text, StringComparison.Ordinal);
        await page.OpenAsync("/Dates/Bring/" + id);
        Assert.Equal("The blue folder", page.Value("Input.Own"));
        Assert.Matches("value=\"copies\"[^>]*checked|checked[^>]*value=\"copies\"", page.Body);
        Assert.Equal(entries, (await her.OpenAsync()).Entries.Count);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await page.OpenAsync("/Dates/Bring/" + Guid.NewGuid())).Status);
    }
}
