using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>The main job from end to end, as she would do it.</summary>
public sealed class JourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Words = "Please do not contact me again in any way.";

    [Theory]
    [InlineData(390, true)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    public async Task From_the_first_visit_to_the_report(int width, bool script)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, width, script: script);
        var she = new Survivor(visitor);
        var found = new List<string>();

        await visitor.DoAsync(async page =>
        {
            await she.OpensTheSiteAsync();
            Assert.EndsWith("/Account/SignUp", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
            await LookAsync();

            // A wrong try first: the errors are a page too, and what she typed stays.
            await page.FillAsync("[name='Input.UserName']", "casey");
            await page.FillAsync("[name='Input.Password']", "short");
            await she.SendAsync();
            Assert.Equal("casey", await page.InputValueAsync("[name='Input.UserName']"));
            await LookAsync();

            await she.SignsUpAsync();
            await LookAsync();
            await she.TypesTheRecoveryCodeBackAsync();
            await LookAsync();
            await she.ReadsAboutSafetyAndBeginsAsync();
            await LookAsync();

            var first = await she.TapsAsync("call");
            await LookAsync();
            await she.AddsDetailsAsync("He rang and said nothing. 🙂 مرحبا");
            await she.StatesABoundaryAsync(Words, DateTime.Today.AddDays(-2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            await LookAsync();
            Assert.Equal(1, await she.ContactsAfterTheBoundaryAsync());
            await she.TapsAsync("in-person");
            Assert.Equal(2, await she.ContactsAfterTheBoundaryAsync());
            await LookAsync();

            await she.AttachesAPictureAsync(first);
            await LookAsync();

            await page.GotoAsync("/Days");
            Assert.Contains(Words, await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.ClickAsync($"main a[href$='/Notes/{first}']");
            var text = await page.InnerTextAsync("main");
            Assert.Contains("He rang and said nothing. 🙂 مرحبا", text, StringComparison.Ordinal);
            Assert.Contains("A-1", text, StringComparison.Ordinal);
            await LookAsync();

            // A correction with its reason, and the word before it stays.
            await page.GotoAsync($"/Notes/Edit/{first}");
            await page.FillAsync("[name='f.narrative']", "He rang twice and said nothing.");
            await page.FillAsync("[name='Input.Reason']", "I looked at the phone again.");
            await she.SendAsync();
            text = await page.InnerTextAsync("main");
            Assert.Contains("He rang twice and said nothing.", text, StringComparison.Ordinal);
            Assert.Contains("I looked at the phone again.", text, StringComparison.Ordinal);

            var pdf = await she.MakesAReportAsync();
            Assert.Equal("%PDF-"u8, pdf.AsSpan(0, 5));
            await LookAsync();

            await she.SignsOutAsync();
            await LookAsync();
            await page.GoBackAsync();
            await page.SettlesAsync();
            var body = await page.InnerTextAsync("body");
            Assert.DoesNotContain("twice", body, StringComparison.Ordinal);
            Assert.DoesNotContain(Words, body, StringComparison.Ordinal);
        });
        Assert.Empty(found);
        Assert.Empty(visitor.Complaints);

        async Task LookAsync()
        {
            // Once for both widths.
            if (script && width == 390)
            {
                found.AddRange(await visitor.LookOverAsync(1280));
            }
        }
    }

    [Fact]
    public async Task Shift_three_times_leaves_and_back_shows_nothing_of_hers()
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, 390);
        var she = new Survivor(visitor);
        await visitor.DoAsync(async page =>
        {
            await she.OpensTheSiteAsync();
            await she.SignsUpAsync();
            await she.TypesTheRecoveryCodeBackAsync();
            await she.ReadsAboutSafetyAndBeginsAsync();
            await she.TapsAsync("call");
            await she.AddsDetailsAsync("Zwetschgenknoedel");
            Assert.Contains("Zwetschgenknoedel", await page.InnerTextAsync("body"), StringComparison.Ordinal);

            // As a modifier it does not count: nobody is thrown out for typing capitals.
            for (var time = 0; time < 4; time++)
            {
                await page.Keyboard.PressAsync("Shift+A");
            }

            Assert.Contains("Zwetschgenknoedel", await page.InnerTextAsync("body"), StringComparison.Ordinal);

            var leaves = page.WaitForRequestAsync(request => request.Url.EndsWith("/leave", StringComparison.Ordinal));
            for (var time = 0; time < 3; time++)
            {
                await page.Keyboard.PressAsync("Shift");
            }

            await leaves;
            // The everyday site cannot be reached from here; wherever the browser ends, nothing of hers is there.
            for (var wait = 0; wait < 600 && page.Url.StartsWith(site.Address.ToString(), StringComparison.Ordinal); wait++)
            {
                await page.WaitForTimeoutAsync(100);
            }

            Assert.False(page.Url.StartsWith(site.Address.ToString(), StringComparison.Ordinal), "She is still at " + page.Url);
            await page.GoBackAsync(new() { WaitUntil = Microsoft.Playwright.WaitUntilState.Load });
            var back = await page.InnerTextAsync("body");
            Assert.DoesNotContain("Zwetschgenknoedel", back, StringComparison.Ordinal);
            await page.GotoAsync("/");
            Assert.Contains("/Account/SignIn", page.Url, StringComparison.Ordinal);
        });
    }
}
