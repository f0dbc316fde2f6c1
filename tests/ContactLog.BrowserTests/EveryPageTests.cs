using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>
/// Follows every link, one page of each kind, and goes through the forms that lead to further ones: of the demo, of a shared case, of an
/// organisation, of whoever runs the program, and for anybody. Looks each over in light and dark, each page once more at 320 pixels.
/// A class for each width: classes run beside each other, and these are the longest of all.
/// </summary>
public abstract class EveryPageTests(Chromium chromium, int width) : IClassFixture<Chromium>
{
    // One site for all of it: to start one takes longer than to look at ten pages.
    [Fact]
    public async Task Every_page_is_free_of_barriers()
    {
        await using var site = await Site.DemoAsync(isOperator: true);
        await using var anybody = await Visitor.ArriveAsync(chromium, site.Address, width);
        await using var hers = await Visitor.ArriveAsync(chromium, site.Address, width);
        await using var helper = await Visitor.ArriveAsync(chromium, site.Address, width);
        var found = new List<string>();
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        Func<string, int, Task> By(Visitor visitor) => async (kind, status) =>
        {
            kinds.Add(kind);
            found.AddRange(status >= 500 ? [$"{kind}: {status}"] : await visitor.LookOverAsync());
        };

        foreach (var path in Walk.ForAnybody)
        {
            await anybody.Page.GotoAsync(path);
            Assert.Equal(path, new Uri(anybody.Page.Url).AbsolutePath);
            await By(anybody)(path, 200);
        }

        var she = new Survivor(hers, site.Printed("Name"), site.Printed("Passphrase"));
        await she.SignsInAsync();
        await hers.DoAsync(_ => Walk.EveryPageAsync(hers, Walk.Starts, she.StepsUpAsync, By(hers)));
        await hers.DoAsync(_ => Walk.BehindFormsAsync(hers, she, By(hers)));
        await Walk.WithHelpAsync(site, she, helper, By(helper));

        Assert.Empty(((string[])["/Operator", "/Operator/Accounts", "/Account/Held/held", "/Account/HelpEnd", "/Load/Preview/*/rows", "/Print/Preview/before", "/Blanks/Area/*/area", "/Group", "/Group/Member/*", "/Group/HandOver/*", "/Group/Leave", "/Shelf/*/Read"]).Except(kinds));
        Assert.True(kinds.Count >= 90, "Only these were reached: " + string.Join(", ", kinds));
        Assert.True(found.Count == 0, string.Join('\n', found) + "\n" + site.Output);
        Assert.Empty(((Visitor[])[anybody, hers, helper]).SelectMany(visitor => visitor.Complaints));
    }
}

/// <summary>At the width of a phone.</summary>
public sealed class EveryPageOnAPhoneTests(Chromium chromium) : EveryPageTests(chromium, 390);

/// <summary>At the width of a desk.</summary>
public sealed class EveryPageAtADeskTests(Chromium chromium) : EveryPageTests(chromium, 1280);
