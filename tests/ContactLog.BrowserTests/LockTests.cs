using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>She leaves the page open and goes to the door.</summary>
public sealed class LockTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_page_left_open_empties_itself_and_what_was_typed_is_offered_after_sign_in()
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

            // Only now: the pages before must not be hurried on.
            await page.Clock.InstallAsync();
            await page.GotoAsync("/Notes/Add");
            await page.CheckAsync("[name='f.kind'][value='call']", new() { Force = true });
            await page.FillAsync("[name='f.narrative']", "Zwetschgenknoedel");
            await page.Clock.FastForwardAsync("14:00");
            Assert.Contains("/Notes/Add", page.Url, StringComparison.Ordinal);
            await page.Clock.FastForwardAsync("02:00");
            await page.ArrivesAsync("**/Account/SignIn**");
            Assert.DoesNotContain("Zwetschgenknoedel", await page.ContentAsync(), StringComparison.Ordinal);

            await page.FillAsync("[name='Input.UserName']", "casey");
            await page.FillAsync("[name='Input.Password']", "kettle-orbit-maple-lantern-brook");
            await she.SendAsync();
            await page.ArrivesAsync("**/Account/Held");
            await page.ClickAsync("main form button.btn-main");
            await page.ArrivesAsync("**/Notes/Saved/**");
            await page.GotoAsync("/Days");
            Assert.Contains("Zwetschgenknoedel", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        });
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_button_locks_at_once_with_and_without_script(bool script)
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
            await page.ClickAsync(".side button[form='lock']");
            await page.ArrivesAsync("**/Account/SignIn**");
            await page.GotoAsync("/Days");
            Assert.Contains("/Account/SignIn", page.Url, StringComparison.Ordinal);
        });
    }
}
