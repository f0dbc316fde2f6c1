using System.Net;

namespace ContactLog.Tests.Web.Incidents;

public sealed class FormTests
{
    [Fact]
    public async Task Earlier_with_a_part_of_the_day_and_without_any_time()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Incidents/Earlier");
        Assert.Contains("/Incidents/Add/not-sure", she.Page.Body, StringComparison.Ordinal);
        await she.Page.OpenAsync("/Incidents/Add/yesterday");
        Assert.Equal("22 April 2026", she.Page.Value("f.when.date"));
        await she.Page.SendAsync("f.kind", ("f.kind", "text"), ("f.when.time", "evening"));
        Assert.Contains("Saved in the evening", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync("/Incidents/Add/not-sure");
        await she.Page.SendAsync("f.kind", ("f.kind", "text"));
        Assert.Contains("Saved", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_keeps_before_and_now_and_why_and_changes_nothing_else()
    {
        await using var she = await Survivor.BeginAsync();
        var id = await she.LogAsync(("f.kind", "in-person"), ("f.when.date", "17 April 2026"), ("f.when.time", "about 17:30"), ("f.narrative", "Grey car.\r\nAcross the street."));
        await she.Page.OpenAsync($"/Incidents/Edit/{id}");
        await she.Page.SendAsync("f.kind", ("f.when.time", "about 17:50"), ("Input.Reason", "Pat checked the doorbell clock."));
        Assert.Contains("Before Friday 17 April 2026, about 17:30 Now Friday 17 April 2026, about 17:50 Why: Pat checked the doorbell clock.", she.Page.Text, StringComparison.Ordinal);
        Assert.Equal(1, she.Page.Body.Split("class=\"change\"").Length - 1);
        await she.Page.OpenAsync($"/Incidents/Edit/{id}");
        await she.Page.SendAsync("f.kind");
        Assert.Equal(1, she.Page.Body.Split("class=\"change\"").Length - 1);
        Assert.DoesNotContain("<span aria-hidden=\"true\">4</span>", she.Page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_windows_the_second_sees_what_the_first_saved_and_loses_nothing()
    {
        await using var she = await Survivor.BeginAsync();
        var id = await she.LogAsync(("f.kind", "in-person"), ("f.when.date", "17 April 2026"), ("f.place", "Street"));
        var other = she.NewWindow();
        await she.Page.OpenAsync($"/Incidents/Edit/{id}");
        await other.OpenAsync($"/Incidents/Edit/{id}");
        await other.SendAsync("f.kind", ("f.place", "At work"), ("f.vehicle", "Grey car"));
        await she.Page.SendAsync("f.kind", ("f.place", "At home"), ("f.narrative", "He waited."));
        Assert.Contains("changed in another window", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Saved there At work In this form At home", she.Page.Text, StringComparison.Ordinal);
        Assert.Equal("At home", she.Page.Value("f.place"));
        Assert.Equal("Grey car", she.Page.Value("f.vehicle"));
        Assert.Equal("He waited.", she.Page.Value("f.narrative"));
        await she.Page.SendAsync("f.kind");
        Assert.Contains("Vehicle Grey car", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Where At home", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Before At work Now At home", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_entry()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Incidents/Add/today");
        using var first = await she.Page.PostAsync("f.kind", ("f.kind", "text"));
        using var second = await she.Page.PostAsync("f.kind", ("f.kind", "text"));
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        var id = first.Headers.Location!.OriginalString.Split('/')[^1];
        await she.Page.OpenAsync($"/Incidents/Edit/{id}");
        using var third = await she.Page.PostAsync("f.kind", ("f.narrative", "Once."));
        using var fourth = await she.Page.PostAsync("f.kind", ("f.narrative", "Once."));
        Assert.Equal(third.Headers.Location, fourth.Headers.Location);
        await she.Page.OpenAsync($"/Incidents/{id}");
        Assert.Equal(2, she.Page.Body.Split("class=\"seq\"").Length - 1);
    }

    [Fact]
    public async Task A_time_that_clocks_skipped_is_not_taken_and_one_that_happened_twice_is_asked()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Incidents/Add/another-day");
        await she.Page.SendAsync("f.kind", ("f.kind", "call"), ("f.when.date", "8 March 2026"), ("f.when.time", "02:30"));
        Assert.Contains("02:30 did not happen", she.Page.Text, StringComparison.Ordinal);
        Assert.Equal("02:30", she.Page.Value("f.when.time"));
        await she.Page.SendAsync("f.kind", ("f.when.date", "2 November 2025"), ("f.when.time", "01:30"));
        Assert.Contains("01:30 happened twice that night. Choose", she.Page.Text, StringComparison.Ordinal);
        await she.Page.SendAsync("f.kind", ("f.when.fold", "second"));
        Assert.Contains("01:30 (the second of two)", she.Page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30 February 2026", "10:00", "Enter the date like")]
    [InlineData("03/04/2026", "10:00", "Write the month as a word")]
    [InlineData("22 April 2026", "25:10", "Enter the time as hours and minutes")]
    [InlineData("", "10:00", "Add the day")]
    [InlineData("24 April 2026", "", "This has not come yet")]
    [InlineData("23 April 2026", "14:00", "This has not come yet")]
    public async Task What_cannot_be_a_time_is_said_plainly_and_everything_typed_stays(string date, string time, string message)
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Incidents/Add/another-day");
        await she.Page.SendAsync("f.kind", ("f.kind", "call"), ("f.when.date", date), ("f.when.time", time), ("f.narrative", "Rang <b>twice</b>."), ("f.tags", "threat"), ("f.weapon", "unknown"));
        Assert.Equal("/Incidents/Add/another-day", she.Page.Path);
        Assert.Contains("There is a problem", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains(message, she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("<title>Error: ", she.Page.Body, StringComparison.Ordinal);
        Assert.Equal((date, time, "Rang <b>twice</b>.", "threat", "unknown", "call"), (
            she.Page.Value("f.when.date"), she.Page.Value("f.when.time"), she.Page.Value("f.narrative"), she.Page.Value("f.tags"), she.Page.Value("f.weapon"), she.Page.Value("f.kind")));
        await she.Page.OpenAsync("/");
        Assert.Contains("Nothing logged yet", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_characters_come_back_whole_and_too_many_are_named_and_kept()
    {
        await using var she = await Survivor.BeginAsync();
        var text = string.Concat(Enumerable.Repeat("He wrote again, the same \U0001F622 ö\n", 4_000))[..100_000];
        var id = await she.LogAsync(("f.kind", "text"), ("f.narrative", text));
        await she.Page.OpenAsync($"/Incidents/Edit/{id}");
        Assert.Equal(text, she.Page.Value("f.narrative"));
        await she.Page.OpenAsync("/Incidents/Add/today");
        var place = new string('x', 1_001);
        await she.Page.SendAsync("f.kind", ("f.kind", "in-person"), ("f.place", place));
        Assert.Contains("Where: 1,000 characters at most. This has 1,001.", she.Page.Text, StringComparison.Ordinal);
        Assert.Equal(place, she.Page.Value("f.place"));
    }

    [Fact]
    public async Task Emoji_direction_and_control_characters_are_kept_as_typed_and_shown_safely()
    {
        await using var she = await Survivor.BeginAsync();
        const string text = "\U0001F468\u200D\U0001F469\u200D\U0001F467 שלום \u202Egnihtemos\u202C <script>alert(1)</script> \u0007 end";
        var id = await she.LogAsync(("f.kind", "other"), ("f.when.date", "1 April 2026"), ("f.said", text));
        await she.Page.OpenAsync($"/Incidents/{id}");
        Assert.DoesNotContain("<script>alert", she.Page.Body, StringComparison.Ordinal);
        Assert.Contains("⟨U+202E⟩gnihtemos⟨U+202C⟩", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("␇", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("\U0001F468\u200D\U0001F469\u200D\U0001F467 שלום", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync($"/Incidents/Edit/{id}");
        Assert.Equal(text, she.Page.Value("f.said"));
    }

    [Theory]
    [InlineData("f.kind", "visit")]
    [InlineData("f.count", "twelve")]
    [InlineData("f.contact", "1")]
    [InlineData("f.weapon", "perhaps")]
    [InlineData("f.tags", "nice")]
    public async Task What_the_form_does_not_offer_is_not_taken(string name, string value)
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Incidents/Add/today");
        await she.Page.SendAsync("f.kind", name == "f.kind" ? [(name, value)] : [("f.kind", "call"), (name, value)]);
        Assert.Contains("There is a problem", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_of_the_program_cannot_be_posted()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Incidents/Add/today");
        await she.Page.SendAsync("f.kind", ("f.shown", "kind source raw locator type actor"), ("f.kind", "call"), ("f.raw", "forged-raw"), ("f.source", "1"), ("f.actor", "forged-actor"));
        var id = she.Page.Path.Split('/')[^1];
        await she.Page.OpenAsync($"/Incidents/{id}");
        Assert.DoesNotContain("forged", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawn_with_a_reason_and_brought_back()
    {
        await using var she = await Survivor.BeginAsync();
        var id = await she.TapAsync("email");
        await she.Page.OpenAsync($"/Incidents/Withdraw/{id}");
        await she.Page.SendAsync("Reason", ("Reason", "It was someone else."));
        Assert.Contains("This entry was withdrawn", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Why: It was someone else.", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync($"/Incidents/Restore/{id}");
        await she.Page.SendAsync("Reason");
        Assert.DoesNotContain("This entry was withdrawn", she.Page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Incidents/{0}")]
    [InlineData("/Incidents/Saved/{0}")]
    [InlineData("/Incidents/Edit/{0}")]
    [InlineData("/Incidents/Withdraw/{0}")]
    [InlineData("/Incidents/Restore/{0}")]
    [InlineData("/Timeline/After/{0}")]
    public async Task A_missing_id_and_the_id_of_something_else_are_answered_alike(string path)
    {
        await using var she = await Survivor.BeginAsync();
        var settings = await SettingsIdAsync(she);
        await she.Page.OpenAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Guid.NewGuid()));
        var missing = she.Page.Body;
        Assert.Equal(HttpStatusCode.NotFound, she.Page.Status);
        await she.Page.OpenAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, settings));
        Assert.Equal(HttpStatusCode.NotFound, she.Page.Status);
        Assert.Equal(Plain(missing), Plain(she.Page.Body));
    }

    private static string Plain(string body) => System.Text.RegularExpressions.Regex.Replace(body, "nonce=\"[^\"]*\"", "");

    private static async Task<Guid> SettingsIdAsync(Survivor she)
    {
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(she.Site.Services);
        var db = (ContactLog.Data.ContactLogDb)scope.ServiceProvider.GetService(typeof(ContactLog.Data.ContactLogDb))!;
        return db.Items.Single(item => item.FirstSeq == 1).Id;
    }
}
