using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Account;

public sealed class WaysTests
{
    [Fact]
    public async Task Letters_are_shortcuts_only_for_whoever_switched_them_on()
    {
        await using var site = await TestSite.StartAsync();
        using var she = await site.SignedInAsync("reader");
        using var other = await site.SignedInAsync("other");
        var page = await she.GetAsync("/Account/Ways");
        Assert.DoesNotContain("aria-keyshortcuts", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/keys.", page.Html, StringComparison.Ordinal);

        await she.SubmitAsync(page, "Input.Keys", ("Input.Keys", "true"), ("Input.FirstLook", "true"));
        page = await she.GetAsync("/Account/Ways");
        Assert.Equal(["?", "b", "n", "p", "r", "t"], Regex.Matches(page.Html, "aria-keyshortcuts=\"([^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("aria-keyshortcuts", (await other.GetAsync("/Account")).Html, StringComparison.Ordinal);

        await she.SubmitAsync(page, "Input.Keys", ("Input.Keys", "false"), ("Input.FirstLook", "true"));
        Assert.DoesNotContain("aria-keyshortcuts", (await she.GetAsync("/Account")).Html, StringComparison.Ordinal);
    }
}
