using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Account;

namespace ContactLog.Tests.Web.Safety;

public sealed class HerePageTests
{
    [Fact]
    public async Task A_browser_new_to_the_account_is_asked_to_look_around_once()
    {
        await using var site = await TestSite.StartAsync();
        using var owner = await site.SignedInAsync("reader");
        using var fresh = site.NewVisitor();
        var page = await fresh.TypePasswordAsync("reader", then: "/Account/History");
        Assert.StartsWith("/Safety/Here?then=", page.Location, StringComparison.Ordinal);
        page = await fresh.GetAsync(page.Location!);
        Assert.Contains("Is this device safe?", page.Text, StringComparison.Ordinal);
        // She goes on without script and lands where she was going.
        page = await fresh.SubmitAsync(page, "never");
        Assert.Equal("/Account/History", page.Location);

        await fresh.SubmitAsync(await fresh.GetAsync("/Account/SignOut"), "<form");
        Assert.Equal("/Account/History", (await fresh.TypePasswordAsync("reader", then: "/Account/History")).Location);
    }

    [Fact]
    public async Task It_is_not_shown_again_anywhere_once_she_says_so_and_tells_nothing_in_a_cookie()
    {
        await using var site = await TestSite.StartAsync();
        using var owner = await site.SignedInAsync("reader");
        using var fresh = site.NewVisitor();
        var page = await fresh.TypePasswordAsync("reader");
        Assert.All(page.SetCookies, cookie => Assert.Matches("^[a-z]=", cookie));
        page = await fresh.SubmitAsync(await fresh.GetAsync(page.Location!), "never", ("never", "true"));
        Assert.Equal("/", page.Location);
        using var another = site.NewVisitor();
        page = await another.GetAsync((await another.TypePasswordAsync("reader")).Location!);
        Assert.Equal("/", page.Location);

        // What she switched off she can switch on again.
        page = await another.GetAsync("/Account/Ways");
        Assert.DoesNotContain("checked", page.Html, StringComparison.Ordinal);
        Assert.Equal("/Account/Ways", (await another.SubmitAsync(page, "Input.FirstLook", ("Input.FirstLook", "true"))).Location);
        using var third = site.NewVisitor();
        page = await third.GetAsync((await third.TypePasswordAsync("reader")).Location!);
        Assert.Contains("Is this device safe?", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leads_nowhere_but_on_this_site()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        var page = await visitor.GetAsync("/Safety/Here?then=https://example.org/");
        Assert.Equal("/", (await visitor.SubmitAsync(page, "never")).Location);
        page = await visitor.GetAsync("/Safety/Here?then=//example.org/");
        Assert.Equal("/", (await visitor.SubmitAsync(page, "never")).Location);
    }
}
