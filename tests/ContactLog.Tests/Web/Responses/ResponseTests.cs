using System.Net;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;
using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.Responses;

public sealed class ResponseTests
{
    [Fact]
    public async Task A_report_to_police_is_added_shown_corrected_and_withdrawn()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Responses/Add/1");
        await page.SendAsync("f.agency", ("f.agency", "Springfield police <b>"), ("f.kind", "police"), ("f.when.date", "20 April 2026"), ("f.when.time", "about 3 pm"),
            ("f.officer", "Officer Sample"), ("f.outcome", "Noted"), ("f.follow-up", "30 April 2026"));
        Assert.Contains("Springfield police <b>", page.Text, StringComparison.Ordinal);
        Assert.Contains("no report number yet", page.Text, StringComparison.Ordinal);
        var shown = page.Path;
        await page.OpenAsync(shown.Replace("/Responses/", "/Responses/Edit/", StringComparison.Ordinal));
        await page.SendAsync("f.agency", ("f.number", "26-1234"));
        Assert.Contains("26-1234", page.Text, StringComparison.Ordinal);
        Assert.Contains("number 26-1234", (await page.OpenAsync("/Responses")).Text, StringComparison.Ordinal);
        await page.OpenAsync(shown.Replace("/Responses/", "/Responses/Withdraw/", StringComparison.Ordinal));
        await page.SendAsync("Input.Reason", ("Input.Reason", "entered twice"));
        Assert.Empty((await her.OpenAsync()).Responses);
    }

    [Theory]
    [InlineData(1, "f.agency")]
    [InlineData(2, "f.title")]
    [InlineData(3, "f.provider")]
    [InlineData(4, "f.what")]
    public async Task Each_kind_takes_hostile_text_twice_sent_once_and_asks_when_nothing_is_said(int kind, string field)
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync($"/Responses/Add/{kind}");
        await page.SendAsync(field);
        Assert.Contains("Write at least one thing", page.Text, StringComparison.Ordinal);
        const string hostile = "<script>alert(1)</script>\u202e";
        using var one = await page.PostAsync(field, (field, hostile));
        using var two = await page.PostAsync(field, (field, hostile));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (one.StatusCode, two.StatusCode));
        Assert.Single((await her.OpenAsync()).Responses);
        await page.OpenAsync("/Responses");
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.Contains("⟨U+202E⟩", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_belongs_to_the_incident_it_was_about()
    {
        await using var her = await Survivor.BeginAsync();
        var incident = await her.TapAsync("in-person");
        var page = await her.Page.OpenAsync("/Responses/Add/3/" + incident);
        await page.SendAsync("f.provider", ("f.provider", "Dr Sample"), ("f.found", "Bruise on the arm"));
        var file = await her.OpenAsync();
        Assert.Equal(file.Incidents[0].FirstSeq, Assert.Single(file.Responses.OfType<CareVisit>()).AboutSeq);
    }

    [Theory]
    [InlineData("/Responses/Add/0")]
    [InlineData("/Responses/Add/5")]
    [InlineData("/Responses/Add/nothing")]
    [InlineData("/Responses/Add/4/6f1c2a7e-0000-4000-8000-000000000001")]
    [InlineData("/Responses/6f1c2a7e-0000-4000-8000-000000000001")]
    [InlineData("/Responses/Edit/6f1c2a7e-0000-4000-8000-000000000001")]
    public async Task What_is_no_kind_or_not_there_is_not_found(string path)
    {
        await using var her = await Survivor.BeginAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await her.Page.OpenAsync(path)).Status);
    }
}
