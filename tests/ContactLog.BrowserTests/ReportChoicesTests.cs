using ContactLog.BrowserTests.Support;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests;

/// <summary>Choosing a report in a real browser: the page follows the choices, with a script and without, and a download can be stopped.</summary>
public sealed class ReportChoicesTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_page_follows_each_choice_and_an_answer_she_writes_is_printed_as_hers()
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address);
        await new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase")).SignsInAsync();
        await visitor.DoAsync(async page =>
        {
            await page.GotoAsync("/Print");
            await page.GetByLabel("First day", new() { Exact = true }).FillAsync("1 March 2026");
            await page.GetByLabel("First day", new() { Exact = true }).BlurAsync();
            await Assertions.Expect(page.Locator("#look")).ToContainTextAsync("of 69 rows");
            await page.GetByLabel("Pages for a court form").SelectOptionAsync("ca-ch-100");
            await page.Locator("#answers summary").ClickAsync();
            await page.GetByLabel("Attachment 7b—Previous Harassment").FillAsync("It began in the autumn.");
            await page.GetByLabel("Attachment 7b—Previous Harassment").BlurAsync();
            await page.RunAndWaitForResponseAsync(() => page.Locator("[name='Input.A4'][value='True']").CheckAsync(), answer => answer.Request.Method == "POST");
            await Assertions.Expect(page.GetByLabel("Attachment 7b—Previous Harassment")).ToHaveValueAsync("It began in the autumn.");
            await Assertions.Expect(page.Locator("#answers")).ToContainTextAsync("Changed by you.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Read all of it" }).ClickAsync();
            await Assertions.Expect(page.Locator("#report-court-7b")).ToContainTextAsync("It began in the autumn.");
            await Assertions.Expect(page.Locator("#report-court-7b")).ToContainTextAsync("The author edited this text");
            await Assertions.Expect(page.Locator("#report-court-7a3")).Not.ToContainTextAsync("The author edited this text");
        });
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Without_a_script_the_button_shows_the_same()
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, script: false);
        await new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase")).SignsInAsync();
        await visitor.DoAsync(async page =>
        {
            await page.GotoAsync("/Print");
            await page.Locator("[name='Input.Exhibits'][value='listed']").CheckAsync();
            await page.GetByLabel("Pages for a court form").SelectOptionAsync("uk-fl401");
            await page.GetByRole(AriaRole.Button, new() { Name = "Show it with these choices" }).ClickAsync();
            await Assertions.Expect(page.Locator("#answers textarea")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^I, Casey Example, will say as follows:\\s+1\\. "));
            await page.GetByRole(AriaRole.Button, new() { Name = "Read all of it" }).ClickAsync();
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("12 exhibits listed, not shown");
            await Assertions.Expect(page.Locator("#report-declaration")).ToContainTextAsync("A draft until it is signed");
        });
    }

    [Fact]
    public async Task A_download_shows_how_far_it_is_and_can_be_stopped()
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address);
        var she = new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase"));
        await she.SignsInAsync();
        await she.MakesAReportAsync();
        await visitor.DoAsync(async page =>
        {
            // The answer is held back, so that there is something to stop.
            var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await page.RouteAsync("**/Print/Set/*", async route =>
            {
                await held.Task;
                try
                {
                    await route.AbortAsync();
                }
                catch (PlaywrightException)
                {
                    // Nobody waits for it any more.
                }
            });
            await page.Locator("a[data-name^='bundle']").ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await Assertions.Expect(page.Locator(".progress").Last).ToContainTextAsync("Cancelled.");
            held.SetResult();
            await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
            var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[data-name^='bundle']").ClickAsync());
            Assert.Matches("^bundle-[0-9]{8}-[0-9]+\\.zip$", download.SuggestedFilename);
        });
        Assert.Empty(visitor.Complaints);
    }
}
