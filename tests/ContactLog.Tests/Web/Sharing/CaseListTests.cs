using System.Text.RegularExpressions;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>The list of cases of somebody who has several: what it says of each, in which order, and which are chosen.</summary>
public sealed class CaseListTests
{
    [Fact]
    public async Task The_list_says_what_needs_doing_and_is_sorted_and_filtered()
    {
        await using var site = await TestSite.StartAsync();
        using var advocate = await site.SignedInAsync("jo-sample");
        using var alpha = await site.SignedInAsync("alpha");
        using var beta = await site.SignedInAsync("beta");
        using var gamma = await site.SignedInAsync("gamma");
        using var delta = await site.SignedInAsync("delta");

        var one = await BeginAsync(site, alpha, "Alpha");
        await one.RecordsAsync("call", "2026-04-01", "Threatened", ("f.threat", "yes"));
        await alpha.SubmitAsync(await alpha.OpenAsync("/Orders/Add"), "f.title", ("f.title", "Order"), ("f.served.date", "2026-04-02"), ("f.expires.date", "2099-07-01"));
        await one.LetsInAsync(advocate, "Advocate", ("Input.Days", "10"));

        var two = await BeginAsync(site, beta, "Beta");
        await two.RecordsAsync("call", "2026-04-20", "Newest");
        await StatesAsync(beta, "2026-03-01");
        await beta.SubmitAsync(await beta.OpenAsync("/Case/Edit"), "f.hearing", ("f.hearing", "2099-05-01"));
        await two.LetsInAsync(advocate, "Advocate", ("Input.Days", "90"));

        var three = await BeginAsync(site, gamma, "Gamma");
        await three.RecordsAsync("call", "2026-04-10", "With a follow-up", ("f.police", "yes"), ("f.police-follow-up", "2099-04-01"));
        await three.RecordsAsync("in-person", "2026-04-09", "With a weapon", ("f.weapon", "yes"));
        await StatesAsync(gamma, "2026-03-02");
        await three.LetsInAsync(advocate, "Advocate", ("Input.Days", "180"));

        var four = await BeginAsync(site, delta, "Delta");
        await four.RecordsAsync("call", "2026-01-01", "Long ago");
        await four.LetsInAsync(advocate, "Advocate", ("Input.Days", "30"));

        // A page makes as many lines as it has time for.
        for (var round = 0; round < 20 && (await advocate.OpenAsync("/Cases")).Text.Contains("News", StringComparison.Ordinal); round++)
        {
        }

        Assert.Equal(["Beta", "Gamma", "Alpha", "Delta"], await ListAsync(""));
        Assert.Equal(["Beta", "Gamma", "Alpha", "Delta"], await ListAsync("?by=last"));
        Assert.Equal(["Gamma", "Beta", "Alpha", "Delta"], await ListAsync("?by=after"));
        Assert.Equal(["Gamma", "Beta", "Alpha", "Delta"], await ListAsync("?by=next"));
        Assert.Equal(["Alpha", "Delta", "Beta", "Gamma"], await ListAsync("?by=until"));
        Assert.Equal(["Gamma", "Alpha"], await ListAsync("?show=threats"));
        Assert.Equal(["Gamma", "Beta", "Alpha"], await ListAsync("?show=dates&by=next"));
        Assert.Equal(["Alpha"], await ListAsync("?show=ending"));
        Assert.Equal(4, (await ListAsync("?show=doing")).Count);
        Assert.Equal(4, (await ListAsync("?show=no-such&by=no-such")).Count);

        var page = await advocate.OpenAsync("/Cases?show=dates&by=next");
        Row(page, "Gamma", "10 April 2026", "1 April 2099, follow-up", "Weapon");
        Row(page, "Beta", "20 April 2026", "2 days ago", "1 May 2099, hearing", "Read");
        Row(page, "Alpha", "1 April 2026", "1 July 2099, an order ends", "Threat", "Access ends soon");

        // The column says that it is the one.
        Assert.Equal(["Next date"], Regex.Matches(page.Html, "<th [^>]*aria-sort=\"ascending\"><a [^>]*>([^<]+)<").Select(match => match.Groups[1].Value));

        // Who chooses among them keeps the order that was chosen.
        var doing = Regex.Match(page.Html, "href=\"(?<to>/Cases\\?[^\"]+)\"[^>]*><svg(?:(?!</svg>).)*</svg>Needs doing").Groups["to"].Value;
        Assert.Equal(["Gamma", "Beta", "Alpha", "Delta"], Labels(await advocate.OpenAsync(System.Net.WebUtility.HtmlDecode(doing))));

        // By its label, which stands in no address.
        var found = await advocate.SubmitAsync(await advocate.OpenAsync("/Cases?by=until"), "role=\"search\"", ("words", "ALP"));
        Assert.DoesNotContain("ALP", found.Location, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["Alpha"], Labels(await advocate.FollowAsync(found)));
        Assert.Equal(4, (await ListAsync("?words=ALP")).Count);

        // What was read needs nothing any more and goes to the end; what was recorded since comes back.
        var grant = Regex.Match(page.Html, "/Cases/(?<id>[0-9a-f-]{36})\"[^>]*>Beta").Groups["id"].Value;
        await advocate.OpenAsync($"/Cases/{grant}/Read");
        Assert.Equal(["Gamma", "Alpha", "Delta", "Beta"], await ListAsync(""));
        Assert.Equal(["Gamma", "Alpha", "Delta"], await ListAsync("?show=doing"));
        await two.RecordsAsync("call", "2026-04-21", "After the visit");
        Assert.Equal("Beta", (await ListAsync(""))[0]);

        async Task<IReadOnlyList<string>> ListAsync(string query) => Labels(await advocate.OpenAsync("/Cases" + query));
    }

    private static async Task<Circle> BeginAsync(TestSite site, Visitor owner, string label)
    {
        await Circle.BeginCaseAsync(owner, label);
        return Circle.Of(site, owner);
    }

    private static async Task StatesAsync(Visitor owner, string day)
    {
        var sent = await owner.SubmitAsync(await owner.OpenAsync("/Boundaries/Add"), "f.words", ("f.words", "Leave me alone."), ("f.when.date", day), ("f.when.time", "18:05"), ("f.channel", "text"), ("f.covers", "all"));
        Assert.True((int)sent.Status is 302 or 303, sent.ToString());
    }

    private static IReadOnlyList<string> Labels(VisitedPage page) => [.. Regex.Matches(page.Html, "dir=\"auto\">(Alpha|Beta|Gamma|Delta)</a>").Select(match => match.Groups[1].Value)];

    private static void Row(VisitedPage page, string label, params string[] words)
    {
        var row = Regex.Matches(page.Html, "<tr>.*?</tr>", RegexOptions.Singleline).Select(match => match.Value).Single(html => html.Contains($">{label}</a>", StringComparison.Ordinal));
        var text = Regex.Replace(Regex.Replace(row, "<[^>]+>", " "), @"\s+", " ");
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }
}
