using ContactLog.BrowserTests.Support;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests;

/// <summary>Moments of her days, each by keyboard alone, with scripts and without.</summary>
[Collection(BrowserCollection.Name)]
public sealed class StoryTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_third_voicemail(bool script) => await LiveAsync(script, async (she, page) =>
    {
        // Each saved before the next: a page that is left before its answer is here may take the tap with it.
        await PressAsync(page, "button.capture-btn[value='voicemail']");
        await page.ArrivesAsync("**/Notes/Saved/**");
        for (var more = 0; more < 2; more++)
        {
            await page.GotoAsync("/");
            await PressAsync(page, "button[name='again']");
            await page.ArrivesAsync("**/Notes/Saved/**");
        }

        Assert.Matches(@"^Saved \d\d:\d\d$", (await page.InnerTextAsync("h1")).Trim());
        await page.GotoAsync("/");
        Assert.Equal(3, await page.Locator(".rest .entry").CountAsync());
        await PressAsync(page, "main a[href$='/Last']");
        Assert.Contains("Voicemail", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task I_need_his_number_for_the_officer_now(bool script) => await LiveAsync(script, async (she, page) =>
    {
        await she.TapsAsync("call");
        await page.CheckAsync("[name='Input.From'][value='another']", new() { Force = true });
        await page.FillAsync("[name='Input.FromOther']", "312 555 0142");
        await she.AddsDetailsAsync("He said he is outside.");
        await page.GotoAsync("/");
        await PressAsync(page, "main a[href$='/Last']");
        var text = await page.InnerTextAsync("main");
        Assert.Contains("312 555 0142", text, StringComparison.Ordinal);
        Assert.Contains("today", text, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task He_found_the_phone(bool script) => await LiveAsync(script, async (she, page) =>
    {
        await she.TapsAsync("call");
        await she.AddsDetailsAsync("Zwetschgenknoedel");
        await page.GotoAsync("/Account/Look");
        await page.SelectOptionAsync("[name='Look']", "recipes");
        await PressAsync(page, "main form button.btn-main");
        Assert.Equal("Recipes", await page.TitleAsync());
        await page.GotoAsync("/Days");
        var leaves = page.WaitForRequestAsync(request => request.Url.EndsWith("/leave", StringComparison.Ordinal));
        await PressAsync(page, ".skips a[data-exit]");
        await leaves;
        await page.WaitForTimeoutAsync(500);
        await page.GotoAsync("/Days");
        Assert.Contains("/Account/SignIn", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("Zwetschgenknoedel", await page.ContentAsync(), StringComparison.Ordinal);
    });

    [Fact]
    public async Task All_of_these_calls_were_at_night() => await LiveAsync(true, async (she, page) =>
    {
        await she.TapsAsync("call");
        await she.TapsAsync("call");
        await page.GotoAsync("/Days");
        await PressAsync(page, "main a[href*='/Notes/Several']");
        Assert.Empty(await she.LooksOverAsync());
        await ReachAsync(page, "[name='Input.Tag']");
        await page.Keyboard.PressAsync("ArrowDown");
        await ReachAsync(page, "[name='Input.All']");
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, "button[name='Input.Do'][value='add']");
        Assert.Contains("2 entries", await page.InnerTextAsync(".saved"), StringComparison.Ordinal);
        Assert.Empty(await she.LooksOverAsync());
        await PressAsync(page, "main form button.btn");
        Assert.Contains("Taken back", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
    });

    [Fact]
    public async Task I_would_rather_use_the_keys() => await LiveAsync(true, async (she, page) =>
    {
        await page.Keyboard.PressAsync("t");
        await page.WaitForTimeoutAsync(300);
        Assert.Equal("/", new Uri(page.Url).AbsolutePath);

        await page.GotoAsync("/Account/Ways");
        await ReachAsync(page, "[name='Input.Keys']");
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, "main form button.btn-main");
        await page.Keyboard.PressAsync("t");
        await page.ArrivesAsync("**/Days");
        await page.Keyboard.PressAsync("/");
        // What is typed into a field is text.
        await page.Keyboard.TypeAsync("nt/");
        Assert.Equal("nt/", await page.EvaluateAsync<string>("document.activeElement.value"));
        await page.GotoAsync("/Rules");
        await page.Keyboard.PressAsync("/");
        await page.ArrivesAsync("**/Days#find");
        Assert.Equal("words", await page.EvaluateAsync<string>("document.activeElement.name"));
        await page.GotoAsync("/Rules");
        await page.Keyboard.PressAsync("?");
        await page.ArrivesAsync("**/Account/Ways#keys");
        await page.Keyboard.PressAsync("n");
        await page.ArrivesAsync(url => new Uri(url).AbsolutePath == "/");
    });

    private async Task LiveAsync(bool script, Func<Survivor, IPage, Task> story)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, 1280, script: script);
        var she = new Survivor(visitor);
        await visitor.DoAsync(async page =>
        {
            await she.OpensTheSiteAsync();
            await she.SignsUpAsync();
            await she.TypesTheRecoveryCodeBackAsync();
            await she.ReadsAboutSafetyAndBeginsAsync();
            await story(she, page);
        });
    }

    // Goes there with the Tab key, as somebody does who has no mouse, and presses Enter.
    private static async Task PressAsync(IPage page, string selector)
    {
        await ReachAsync(page, selector);
        await page.Keyboard.PressAsync("Enter");
        await page.SettlesAsync();
        await page.WaitForTimeoutAsync(300);
    }

    private static async Task ReachAsync(IPage page, string selector)
    {
        for (var steps = 0; steps < 150; steps++)
        {
            if (await page.Locator(selector + ":focus").CountAsync() > 0)
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The keyboard does not reach '{selector}' at {page.Url}.");
    }
}
