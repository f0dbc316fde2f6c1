using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Exhibits;

namespace ContactLog.Tests.Web.Account;

public sealed class AccountClockTests
{
    [Theory]
    [InlineData("/Account/Sessions")]
    [InlineData("/Account/History")]
    public async Task Sign_ins_are_shown_by_the_clock_of_her_case(string page)
    {
        // 02:14 UTC on 23 April is 21:14 the evening before in Chicago.
        await using var site = await CaseSite.StartAsync();
        var text = await site.GetAsync(page);
        Assert.Contains("22 Apr", text, StringComparison.Ordinal);
        Assert.Contains("21:14", text, StringComparison.Ordinal);
        Assert.DoesNotContain("02:14", text, StringComparison.Ordinal);
        Assert.Contains("the clock of Chicago", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_case_they_are_utc_and_said_to_be()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        var text = (await visitor.OpenAsync("/Account/History")).Text;
        Assert.Contains("02:14", text, StringComparison.Ordinal);
        Assert.Contains("the clock of UTC", text, StringComparison.Ordinal);
    }
}
