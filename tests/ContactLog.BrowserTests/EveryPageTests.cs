using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>
/// Follows every link of the demo, one page of each kind, and looks each over in light and dark, each page once more at 320 pixels.
/// A class for each width: classes run beside each other, and these are the longest of all.
/// </summary>
public abstract class EveryPageTests(Chromium chromium, int width) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Every_page_of_the_demo_is_free_of_barriers()
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
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, width);
        foreach (var path in (string[])["/Account/SignIn", "/Account/Forgot", "/Account/Recover", "/Account/Reset", "/Help"])
        {
            await visitor.Page.GotoAsync(path);
            Assert.Equal(path, new Uri(visitor.Page.Url).AbsolutePath);
            Assert.Empty(await visitor.LookOverAsync());
        }

        Assert.Empty(visitor.Complaints);
    }
}

/// <summary>At the width of a phone.</summary>
public sealed class EveryPageOnAPhoneTests(Chromium chromium) : EveryPageTests(chromium, 390);

/// <summary>At the width of a desk.</summary>
public sealed class EveryPageAtADeskTests(Chromium chromium) : EveryPageTests(chromium, 1280);
