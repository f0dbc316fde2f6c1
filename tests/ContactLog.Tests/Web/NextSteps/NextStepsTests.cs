using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Incidents;
using ContactLog.Web.NextSteps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ContactLog.Tests.Web.NextSteps;

public sealed class NextStepsTests
{
    private static readonly string s_file = File.ReadAllText(Repository.Path("src", "ContactLog.Web", "NextSteps", "next-steps.json"));

    [Fact]
    public void The_list_that_comes_with_the_program_is_whole_and_begins_with_the_United_States()
    {
        var book = NextStepsBook.Parse(System.Text.Encoding.UTF8.GetBytes(s_file));
        Assert.Equal(["us", "gb", "ca", "au", "mx", "es", "general"], book.Countries.Select(country => country.Code));
        Assert.All(book.Countries.SelectMany(country => country.Places), place => Assert.True(place.Checked <= book.Checked));
        Assert.Equal("911", book.Of("us").Emergency);
        Assert.Equal("general", book.Of("jp").Code);
    }

    [Theory]
    [InlineData("\"emergency\": \"999\",", "")]
    [InlineData("\"call\": \"116 123\"", "\"call\": \"ask\"")]
    [InlineData("\"call\": \"116 123\"", "\"phone\": \"116 123\"")]
    [InlineData("\"code\": \"gb\"", "\"code\": \"us\"")]
    [InlineData("\"code\": \"general\"", "\"code\": \"fr\"")]
    [InlineData("\"for\": [\"self-harm\"]", "\"for\": [null]")]
    [InlineData("\"countries\": [", "\"countries\": [null,")]
    [InlineData("\"steps\": [", "\"steps\": [null,")]
    [InlineData("\"for\": [\"self-harm\"]", "\"for\": [\"weapon\"]")]
    [InlineData("\"for\": [\"self-harm\"]", "\"for\": [\"selfharm\"]")]
    [InlineData("\"web\": \"samaritans.org\"", "\"web\": \"javascript:alert(1)\"")]
    [InlineData("\"reviewBy\": \"2027-05-26\"", "\"reviewBy\": \"2026-11-01\"")]
    [InlineData("\"reviewBy\": \"2027-05-26\"", "\"reviewBy\": \"soon\"")]
    [InlineData("\"reviewBy\": \"2027-05-26\"", "\"reviewBy\": \"2099-05-26\"")]
    public void A_list_with_any_mistake_is_named_and_not_used_at_all(string right, string wrong)
    {
        Assert.Contains(right, s_file, StringComparison.Ordinal);
        Check(s_file.Replace(right, wrong, StringComparison.Ordinal));
    }

    [Fact]
    public void Cut_off_anywhere_it_is_not_used()
    {
        for (var length = 0; length < s_file.TrimEnd().Length; length += 997)
        {
            Check(s_file[..length]);
        }
    }

    [Fact]
    public void The_operator_is_reminded_before_the_review_date_and_pages_say_it_after()
    {
        using var file = new TemporaryFile(s_file);
        var list = new NextStepsList(Options.Create(new NextStepsOptions { File = file.Path }));
        Assert.Null(list.Problem);
        Assert.Null(list.Reminder(new(2027, 4, 1)));
        Assert.Contains("2027-05-26", list.Reminder(new(2027, 5, 1)), StringComparison.Ordinal);
        Assert.False(list.IsOutdated(new(2027, 5, 26)));
        Assert.True(list.IsOutdated(new(2027, 5, 27)));
        Assert.Contains(file.Path, list.Reminder(new(2027, 5, 27)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_broken_file_she_still_finds_numbers_and_is_told_that_they_may_be_old()
    {
        using var file = new TemporaryFile("{ \"checked\": ");
        await using var site = await TestSite.StartAsync(builder => builder.Configuration["NextSteps:File"] = file.Path);
        using var visitor = await site.SignedInAsync();
        var page = await visitor.GetAsync("/Now");
        Assert.Contains("This list may be out of date", page.Text, StringComparison.Ordinal);
        // Without a record nothing tells her country, and another country's number would ring nowhere.
        Assert.Contains("your local emergency number", page.Text, StringComparison.Ordinal);
        Assert.Contains("findahelpline.com", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("In danger now: 911", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f.tags", "self-harm", "Call 988", "Call 1-800-799-7233")]
    [InlineData("f.tags", "blackmail", "stopncii.org", "Call 988")]
    [InlineData("f.weapon", "yes", "Say that there is a weapon", "Call 988")]
    [InlineData("f.threat", "yes", "Call 1-800-799-7233", "Call 988")]
    [InlineData("f.tags", "child", "Childhelp", "Call 988")]
    public async Task What_she_marks_shows_whom_to_call(string field, string value, string shown, string notShown)
    {
        await using var she = await Survivor.BeginAsync();
        var id = await she.TapAsync("call");
        await she.Page.OpenAsync($"/Incidents/{id}");
        Assert.DoesNotContain("If this needs a person now", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync($"/Incidents/Edit/{id}");
        await she.Page.SendAsync("f.narrative", (field, value));
        Assert.Equal($"/Incidents/{id}", she.Page.Path);
        Assert.Contains("If this needs a person now", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("In danger now: 911", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains(shown, she.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(notShown, she.Page.Text, StringComparison.Ordinal);

        await she.Page.OpenAsync($"/Incidents/Withdraw/{id}");
        await she.Page.SendAsync("Reason");
        Assert.DoesNotContain("If this needs a person now", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threat_in_the_long_form_shows_whom_to_call_when_it_is_saved()
    {
        await using var she = await Survivor.BeginAsync();
        await she.LogAsync(("f.kind", "text"), ("f.when.date", "2026-04-20"), ("f.threat", "yes"));
        Assert.Contains("If this needs a person now", she.Page.Text, StringComparison.Ordinal);
        await she.LogAsync(("f.kind", "text"), ("f.when.date", "2026-04-20"));
        Assert.DoesNotContain("If this needs a person now", she.Page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us")]
    [InlineData("gb")]
    [InlineData("ca")]
    [InlineData("au")]
    [InlineData("mx")]
    [InlineData("es")]
    [InlineData("general")]
    public void Whoever_is_pressed_with_pictures_finds_the_addresses_that_the_step_promises(string country)
    {
        var places = NextStepsBook.Parse(File.ReadAllBytes(Repository.Path("src", "ContactLog.Web", "NextSteps", "next-steps.json"))).Of(country).Places.Where(place => place.For.Contains("images")).ToList();
        Assert.Contains(places, place => place.Web == "stopncii.org");
        Assert.Contains(places, place => place.Web == "takeitdown.ncmec.org");
    }

    [Fact]
    public async Task The_country_is_that_of_her_zone_until_she_chooses_another()
    {
        await using var she = await Survivor.BeginAsync("Europe/London");
        await she.Page.OpenAsync("/Now");
        Assert.Contains("In danger now: 999", she.Page.Text, StringComparison.Ordinal);
        Assert.Contains("116 123", she.Page.Text, StringComparison.Ordinal);
        await she.Page.SendAsync("Country", ("Country", "es"));
        Assert.Contains("In danger now: 112", she.Page.Text, StringComparison.Ordinal);
        await she.NewWindow().OpenAsync("/Now");
        Assert.Equal("es", she.Page.Value("Country"));
        await she.Page.SendAsync("Country", ("Country", "xx"));
        Assert.Contains("Choose a country from the list", she.Page.Text, StringComparison.Ordinal);
    }

    private static void Check(string text)
    {
        using var file = new TemporaryFile(text);
        var list = new NextStepsList(Options.Create(new NextStepsOptions { File = file.Path }));
        Assert.NotNull(list.Problem);
        Assert.Equal(7, list.Book.Countries.Count);
        Assert.Equal("999", list.Book.Of("gb").Emergency);
        var today = new DateOnly(2026, 12, 1);
        Assert.True(list.IsOutdated(today));
        Assert.Contains(file.Path, list.Reminder(today), StringComparison.Ordinal);
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "contactlog-steps-" + Guid.NewGuid().ToString("N") + ".json");

        public void Dispose() => File.Delete(Path);
    }
}
