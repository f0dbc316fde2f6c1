using System.Globalization;
using ContactLog.BrowserTests.Support;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests;

/// <summary>Moments of her days, each from her first visit on by keyboard alone, with scripts and without. One site for all, an account for each.</summary>
public sealed class StoryTests(Chromium chromium, StorySite shared) : IClassFixture<Chromium>, IClassFixture<StorySite>
{
    private const string Password = "kettle-orbit-maple-lantern-brook";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task After_the_third_voicemail(bool script) => LiveAsync(script, "voicemail", async (keys, page, _) =>
    {
        await keys.PressAsync("button.capture-btn[value='voicemail']");
        for (var more = 0; more < 2; more++)
        {
            await keys.PressAsync("form[action*='Undo'] a.btn");
            await keys.PressAsync("button[name='again']");
        }

        Assert.Matches(@"^Saved \d\d:\d\d$", (await page.InnerTextAsync("h1")).Trim());

        // Pressed once too often, taken back, and after all it was the third.
        await keys.PressAsync("form[action*='Undo'] button");
        Assert.Contains("Undone", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
        await keys.PressAsync("form[action*='Restore'] button");
        await keys.GoToAsync("/");
        Assert.Equal(3, await page.Locator(".rest .entry").CountAsync());
        await keys.PressAsync("main a[href$='/Last']");
        Assert.Contains("Voicemail", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task I_need_his_number_for_the_officer_now(bool script) => LiveAsync(script, "officer", async (keys, page, _) =>
    {
        await keys.PressAsync("button.capture-btn[value='call']");
        await keys.ChooseAsync("Input.From", "another");
        await keys.TypeAsync("[name='Input.FromOther']", "312 555 0142");
        await keys.TypeAsync("[name='f.narrative']", "He said he is outside.");
        await keys.PressAsync("main form button.btn-wide");
        await keys.GoToAsync("/");
        await keys.PressAsync("main a[href$='/Last']");
        var text = await page.InnerTextAsync("main");
        Assert.Contains("312 555 0142", text, StringComparison.Ordinal);
        Assert.Contains("today", text, StringComparison.Ordinal);

        // One from last March, which she only remembers now.
        await keys.GoToAsync("/");
        await keys.PressAsync("main a.earlier");
        await keys.PressAsync("main a[href$='/another-day']");
        await keys.ChooseAsync("f.kind", "text");
        // Her days, not the machine's: "last March" is said in her zone.
        var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
        var march = today.Month > 3 ? today.Year : today.Year - 1;
        await keys.TypeAsync("[name='f.when.date']", string.Create(CultureInfo.InvariantCulture, $"{march}-03-14"));
        await keys.TypeAsync("[name='f.narrative']", "A card with marigolds.");
        await keys.PressAsync("main form button.btn-main");

        foreach (var (asked, found, not) in new[]
        {
            ("(312) 555-0142", "outside", "marigolds"),
            ("last March", "marigolds", "outside"),
            ("Marigold", "marigolds", "outside"),
        })
        {
            await keys.GoToAsync("/Days");
            await keys.TypeAsync("#wide-words", asked);
            await keys.EnterAsync();
            var rows = await page.InnerTextAsync("main .rest");
            Assert.Contains(found, rows, StringComparison.Ordinal);
            Assert.DoesNotContain(not, rows, StringComparison.Ordinal);
        }
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task He_found_the_phone(bool script) => LiveAsync(script, "phone", async (keys, page, name) =>
    {
        await keys.PressAsync("button.capture-btn[value='call']");
        await keys.TypeAsync("[name='f.narrative']", "Zwetschgenknoedel");
        await keys.PressAsync("main form button.btn-wide");
        await keys.GoToAsync("/Account");
        await keys.PressAsync("main a[href$='/Account/Look']");
        await keys.PickAsync("[name='Look']", "Recipes");
        await keys.PressAsync("main form button.btn-main");
        Assert.Equal("Recipes", await page.TitleAsync());
        await keys.GoToAsync("/Days");
        var leaves = page.WaitForRequestAsync(request => request.Url.EndsWith("/leave", StringComparison.Ordinal));
        await keys.OpenAsync(".skips a[data-exit]");
        await leaves;
        // The everyday site is not there in a test; wherever the browser ends, nothing of hers is.
        for (var wait = 0; wait < 2400 && page.Url.StartsWith(shared.Address.ToString(), StringComparison.Ordinal); wait++)
        {
            await Task.Delay(25);
        }

        await page.GotoAsync("/Days");
        Assert.Contains("/Account/SignIn", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("Zwetschgenknoedel", await page.ContentAsync(), StringComparison.Ordinal);

        // Later, alone again: where she was, under the name she chose.
        await keys.SignsInAsync(name, Password);
        if (page.Url.Contains("/Tips/Here", StringComparison.Ordinal))
        {
            await keys.PressAsync("form button.btn-main");
        }

        Assert.Equal("Recipes", await page.TitleAsync());
        Assert.Contains("Zwetschgenknoedel", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task All_of_these_calls_were_at_night(bool script) => LiveAsync(script, "night", async (keys, page, _) =>
    {
        await keys.PressAsync("button.capture-btn[value='call']");
        await keys.GoToAsync("/");
        await keys.PressAsync("button.capture-btn[value='call']");
        await keys.GoToAsync("/Days");
        await keys.PressAsync("main a[href*='/Notes/Several']");
        await keys.PickAsync("[name='Input.Tag']", "Repeated");
        await keys.TickAsync("[name='Input.All']");
        await keys.PressAsync("button[name='Input.Do'][value='add']");
        Assert.Contains("2 entries", await page.InnerTextAsync(".saved"), StringComparison.Ordinal);
        await keys.PressAsync("main form button.btn");
        Assert.Contains("Taken back", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task I_was_called_away_while_writing(bool script) => LiveAsync(script, "draft", async (keys, page, name) =>
    {
        await keys.PressAsync("main a.earlier");
        await keys.PressAsync("main a[href$='/today']");
        await keys.ChooseAsync("f.kind", "in-person");
        await keys.TypeAsync("[name='f.narrative']", "He stood at the gate");
        if (script)
        {
            // The button takes along what is typed.
            await keys.PressAsync(".side button[form='lock']");
        }
        else
        {
            // Without scripts the session ends elsewhere, and what she sends after that is held for her.
            var other = await page.Context.NewPageAsync();
            await other.GotoAsync("/");
            var there = new Keyboard(other);
            await there.PressAsync(".side button[form='lock']");
            await other.CloseAsync();
            await keys.PressAsync("main form button.btn-main");
        }

        Assert.Contains("/Account/SignIn", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("gate", await page.ContentAsync(), StringComparison.Ordinal);
        await keys.SignsInAsync(name, Password);
        Assert.Contains("He stood at the gate", await page.InnerTextAsync("main, .plain-page"), StringComparison.Ordinal);
        await keys.PressAsync("form button.btn-main");
        await keys.GoToAsync("/Days");
        Assert.Contains("He stood at the gate", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Only_for_myself(bool script) => LiveAsync(script, "journal", async (keys, page, _) =>
    {
        await keys.GoToAsync("/Diary");
        await keys.PressAsync("main a[href$='/Diary/Write']");
        await keys.TypeAsync("[name='Input.Text']", "I slept.");
        await keys.PressAsync("main form button.btn-main");
        await keys.PressAsync("main a[href*='/Diary/Write/']");
        await keys.TypeAsync("[name='Input.Text']", " All night.");
        await keys.PressAsync("main form button.btn-main");
        Assert.Contains("All night.", await page.InnerTextAsync("main article"), StringComparison.Ordinal);
        await keys.PressAsync("main a[href*='/Diary/Erase/']");
        await keys.PressAsync("main form button.btn-main");
        Assert.DoesNotContain("slept", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    });

    [Fact]
    public Task I_would_rather_use_the_keys() => LiveAsync(true, "letters", async (keys, page, _) =>
    {
        await page.Keyboard.PressAsync("t");
        await page.WaitForTimeoutAsync(300);
        Assert.Equal("/", new Uri(page.Url).AbsolutePath);

        await keys.GoToAsync("/Account");
        await keys.PressAsync("main a[href$='/Account/Ways']");
        await keys.TickAsync("[name='Input.Keys']");
        await keys.PressAsync("main form button.btn-main");
        await page.Keyboard.PressAsync("t");
        await page.ArrivesAsync("**/Days");
        await page.Keyboard.PressAsync("/");
        // What is typed into a field is text.
        await page.Keyboard.TypeAsync("nt/");
        Assert.Equal("nt/", await page.EvaluateAsync<string>("document.activeElement.value"));
        await keys.GoToAsync("/Rules");
        await page.Keyboard.PressAsync("/");
        await page.ArrivesAsync("**/Days#find");
        Assert.Equal("words", await page.EvaluateAsync<string>("document.activeElement.name"));
        await keys.GoToAsync("/Rules");
        await page.Keyboard.PressAsync("?");
        await page.ArrivesAsync("**/Account/Ways#keys");
        await page.Keyboard.PressAsync("n");
        await page.ArrivesAsync(url => new Uri(url).AbsolutePath == "/");
    });

    private async Task LiveAsync(bool script, string name, Func<Keyboard, IPage, string, Task> story)
    {
        await using var visitor = await Visitor.ArriveAsync(chromium, shared.Address, 1280, script: script);
        var keys = new Keyboard(visitor.Page);
        name += script ? "-1" : "-2";
        await visitor.DoAsync(async page =>
        {
            await keys.BeginsAsync(name, Password);
            await story(keys, page, name);
        }, name);
        Assert.True(keys.Unseen.Count == 0, string.Join('\n', keys.Unseen));
    }
}

/// <summary>The site that the stories happen on.</summary>
public sealed class StorySite : IAsyncLifetime
{
    private Site _site = null!;

    internal Uri Address => _site.Address;

    public async Task InitializeAsync() => _site = await Site.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();
}
