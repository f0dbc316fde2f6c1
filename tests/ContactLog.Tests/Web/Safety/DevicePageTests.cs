using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Safety;

public sealed class DevicePageTests
{
    [Fact]
    public async Task It_warns_before_it_says_what_to_look_at()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync();
        var page = await visitor.GetAsync("/Safety/Device");
        var warning = page.Text.IndexOf("The other person may notice", StringComparison.Ordinal);
        Assert.True(warning > 0 && warning < page.Text.IndexOf("Who else is signed in", StringComparison.Ordinal), page.ToString());
        Assert.Contains("Safety Check", page.Text, StringComparison.Ordinal);
        Assert.Contains("Play Protect", page.Text, StringComparison.Ordinal);
        Assert.Contains("/Safety/Device", (await visitor.GetAsync("/Safety")).Html, StringComparison.Ordinal);
    }
}
