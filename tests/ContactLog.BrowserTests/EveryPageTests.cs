using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>
/// Follows every link, one page of each kind, and goes through the forms that lead to further ones. Looks each page over once in full as
/// on a phone, in light and dark and at 320 pixels, and asks at the width of a desk what can be otherwise there. A class for her pages and
/// one for those of everybody else: classes run beside each other, and these are the longest of all.
/// </summary>
public abstract class EveryPageTests
{
    private const int Desk = 1280;
    private readonly List<string> _found = [];
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);

    private protected static Task<Visitor> ArriveAsync(Chromium chromium, Site site) => Visitor.ArriveAsync(chromium, site.Address, 390);

    private protected Func<string, int, Task> By(Visitor visitor) => async (kind, status) =>
    {
        _kinds.Add(kind);
        _found.AddRange(status >= 500 ? [$"{kind}: {status}"] : await visitor.LookOverAsync(Desk));
    };

    private protected void NothingWasFound(Site site, int kinds, string[] among, params Visitor[] visitors)
    {
        Assert.Empty(among.Except(_kinds));
        Assert.True(_kinds.Count >= kinds, "Only these were reached: " + string.Join(", ", _kinds));
        Assert.True(_found.Count == 0, string.Join('\n', _found) + "\n" + site.Output);
        Assert.Empty(visitors.SelectMany(visitor => visitor.Complaints));
    }
}

/// <summary>Of the demo, and of whoever runs the program.</summary>
public sealed class EveryPageOfHersTests(Chromium chromium) : EveryPageTests, IClassFixture<Chromium>
{
    [Fact]
    public async Task Every_page_is_free_of_barriers()
    {
        await using var site = await Site.DemoAsync(isOperator: true);
        await using var hers = await ArriveAsync(chromium, site);
        var she = new Survivor(hers, site.Printed("Name"), site.Printed("Passphrase"));
        await she.SignsInAsync();
        await hers.DoAsync(_ => Walk.EveryPageAsync(hers, Walk.Starts, she.StepsUpAsync, By(hers)));
        NothingWasFound(site, 60, ["/Operator", "/Operator/Accounts"], hers);
    }
}

/// <summary>For anybody, behind her forms, and of those who help her: a shared case and an organisation.</summary>
public sealed class EveryOtherPageTests(Chromium chromium) : EveryPageTests, IClassFixture<Chromium>
{
    [Fact]
    public async Task Every_page_is_free_of_barriers()
    {
        await using var site = await Site.DemoAsync();
        await using var anybody = await ArriveAsync(chromium, site);
        await using var hers = await ArriveAsync(chromium, site);
        await using var helper = await ArriveAsync(chromium, site);
        foreach (var path in Walk.ForAnybody)
        {
            await anybody.Page.GotoAsync(path);
            Assert.Equal(path, new Uri(anybody.Page.Url).AbsolutePath);
            await By(anybody)(path, 200);
        }

        var she = new Survivor(hers, site.Printed("Name"), site.Printed("Passphrase"));
        await she.SignsInAsync();
        await hers.DoAsync(_ => Walk.BehindFormsAsync(hers, she, By(hers)));
        await Walk.WithHelpAsync(site, she, helper, By(helper));
        NothingWasFound(site, 40, ["/Account/Held/held", "/Account/HelpEnd", "/Load/Preview/*/rows", "/Print/Preview/before", "/Blanks/Area/*/area", "/Group", "/Group/Member/*", "/Group/HandOver/*", "/Group/Leave", "/Shelf/*/Read"], anybody, hers, helper);
    }
}
