using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Account;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>What she and a helper do on an ordinary day: more time, giving it back, reading what is new, and knowing that a part is a part.</summary>
public sealed class SharingDayTests
{
    // It was counted from today, so thirty days of "more time" shut a helper out two months early.
    [Fact]
    public async Task More_time_is_never_less()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", ("Input.Days", "90"));
        var page = await circle.Owner.OpenAsync($"/Share/Person/{grant}");
        Assert.DoesNotContain("<option value=\"30\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"180\"", page.Html, StringComparison.Ordinal);
        var renewed = await circle.Owner.SubmitAsync(page, "handler=Renew", ("days", "30"));
        Assert.Contains("They have access for that long already", renewed.Text, StringComparison.Ordinal);

        renewed = await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(page, "handler=Renew", ("days", "180")));
        Assert.Contains("They have more time", renewed.Text, StringComparison.Ordinal);
        circle.Site.Clock.Advance(TimeSpan.FromDays(170));
        await advocate.SignInAsync("jo-sample");
        Assert.Contains("Shared with you until", (await advocate.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_the_access_back_leaves_a_mark_and_a_line()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await circle.Owner.OpenAsync("/Share");
        Assert.DoesNotContain("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);

        await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Access"), "handler=Leave");

        Assert.Contains("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);
        Assert.Contains("The Advocate gave the access back on", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
    }

    [Fact]
    public async Task The_end_of_an_access_stands_above_what_was_looked_at()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var page = (await circle.Owner.OpenAsync($"/Share/Person/{await circle.LetsInAsync(advocate, "Advocate")}")).Html;
        Assert.True(page.IndexOf("handler=End", StringComparison.Ordinal) < page.IndexOf("looked at the list", StringComparison.Ordinal), page);
    }
}
