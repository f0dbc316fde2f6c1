using ContactLog.Domain.Boundaries;
using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.Boundaries;

public sealed class WordingTests
{
    [Theory]
    [InlineData("yes")]
    [InlineData("unsure")]
    public async Task Whoever_fears_danger_is_led_to_an_advocate_and_may_still_go_on(string danger)
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Boundaries/Wording");
        Assert.DoesNotContain("I will not reply", page.Text, StringComparison.Ordinal);
        await page.SendAsync("Input.Danger");
        Assert.Contains("Choose one of the three.", page.Text, StringComparison.Ordinal);
        await page.SendAsync("Input.Danger", ("Input.Danger", danger));
        Assert.Contains("Talk to an advocate before you send anything.", page.Text, StringComparison.Ordinal);
        await page.SendAsync("Show me the words all the same");
        Assert.Contains("Only about the children", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_filled_in_changed_shown_and_kept_as_a_boundary_once_they_were_sent()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Boundaries/Wording");
        await page.SendAsync("Input.Danger", ("Input.Danger", "no"));
        await page.SendAsync("value=\"children\"", ("Input.First", "Sam <b>"), ("Input.Second", ""));
        // What she left open stays open: nothing is put into her mouth, and nothing with a gap is copied or kept.
        Assert.Equal("Contact me only about Sam <b>, and only by [one way, such as email]. I will not reply to anything else.", page.Value("Input.Text"));
        Assert.Contains("Put your own words where the brackets [ ] are.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-copy", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("f.words", page.Body, StringComparison.Ordinal);
        await page.SendAsync("Input.Text", ("Input.Text", "Only about Sam, only by email."));
        Assert.Contains("“Only about Sam, only by email.”", page.Text, StringComparison.Ordinal);
        Assert.Empty((await her.OpenAsync()).Lines);

        await page.SendAsync("f.words", ("f.when.date", "20 April 2026"), ("f.when.time", "18:22"), ("f.channel", "email"), ("f.to", "taylor@example.org"), ("f.delivered", "yes"));
        Assert.Contains("Add a copy", page.Text, StringComparison.OrdinalIgnoreCase);
        var boundary = Assert.Single((await her.OpenAsync()).Lines.OfType<Boundary>());
        Assert.Equal(("Only about Sam, only by email.", "email", "yes", "2026-04-20"), (boundary.Words, boundary["channel"], boundary["in-writing"], boundary["date"]));
    }

    [Fact]
    public async Task When_it_reached_them_is_asked_here_as_in_the_form_of_a_boundary()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Boundaries/Wording");
        await page.SendAsync("Input.Danger", ("Input.Danger", "no"));
        await page.SendAsync("value=\"all\"");
        Assert.Contains("When it reached them", page.Text, StringComparison.Ordinal);
        Assert.Contains("A letter can take days.", page.Text, StringComparison.Ordinal);

        // A time of arrival before the words were said would count what came before them: it is asked about, and nothing typed is lost.
        await page.SendAsync("f.words", ("f.when.date", "2 April 2026"), ("f.channel", "letter"), ("f.delivered", "yes"), ("f.arrived.date", "1 April 2026"));
        Assert.Contains("This is earlier than when you said it.", page.Text, StringComparison.Ordinal);
        Assert.Contains("I will not reply", page.Value("f.words"), StringComparison.Ordinal);
        Assert.Empty((await her.OpenAsync()).Lines);

        await page.SendAsync("f.words", ("f.arrived.date", "7 April 2026"), ("f.arrived.time", "about 10 am"));
        var boundary = Assert.Single((await her.OpenAsync()).Lines.OfType<Boundary>());
        Assert.Equal(("2026-04-02", "2026-04-07", "10:00"), (boundary["date"], boundary["arrived-date"], boundary["arrived-time"]));
        Assert.Equal(boundary.Arrived, boundary.From);
    }

    [Fact]
    public async Task A_note_to_a_lawyer_is_no_boundary_yet()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Boundaries/Wording");
        await page.SendAsync("Input.Danger", ("Input.Danger", "no"));
        await page.SendAsync("value=\"lawyer\"", ("Input.First", ""), ("Input.Second", ""));
        Assert.Contains("Dear [name of the lawyer]", page.Value("Input.Text"), StringComparison.Ordinal);
        Assert.DoesNotContain("f.words", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_are_too_long_stay_before_her()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Boundaries/Wording");
        await page.SendAsync("Input.Danger", ("Input.Danger", "no"));
        await page.SendAsync("value=\"all\"");
        await page.SendAsync("Input.Text", ("Input.Text", new string('x', 4001)));
        Assert.Contains("it has 4,001. Nothing was lost.", page.Text, StringComparison.Ordinal);
        Assert.Equal(4001, page.Value("Input.Text")!.Length);
        Assert.DoesNotContain("f.words", page.Body, StringComparison.Ordinal);
    }
}
