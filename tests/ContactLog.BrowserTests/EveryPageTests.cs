using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>Follows every link of the demo, one page of each kind, and looks each over in light and dark.</summary>
public sealed class EveryPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    // At a phone's width and at a desk's, and each page once more at 320 pixels, in light and in dark.
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Every_page_of_the_demo_is_free_of_barriers(int width)
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, width);
        await new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase")).SignsInAsync();

        var found = new List<string>();
        var kinds = await Walk.EveryPageAsync(visitor, Walk.Starts, async (kind, status) => found.AddRange(status >= 500 ? [$"{kind}: {status}"] : await visitor.LookOverAsync()));
        Assert.True(kinds.Count >= 25, "Only these were reached: " + string.Join(", ", kinds));
        Assert.True(found.Count == 0, string.Join('\n', found) + "\n" + site.Output);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Every_page_for_anybody_is_free_of_barriers()
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, 390);
        foreach (var path in (string[])["/Account/SignIn", "/Account/Forgot", "/Account/Recover", "/Account/Reset", "/Help"])
        {
            await visitor.Page.GotoAsync(path);
            Assert.Equal(path, new Uri(visitor.Page.Url).AbsolutePath);
            Assert.Empty(await visitor.LookOverAsync());
        }

        Assert.Empty(visitor.Complaints);
    }
}
