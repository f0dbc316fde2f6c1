using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Hosting;

/// <summary>Which pages are sent compressed, and what their length tells.</summary>
public sealed class PageCompressionTests
{
    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("none", true)]
    [InlineData("same-site", false)]
    [InlineData("cross-site", false)]
    [InlineData("cross-site, same-origin", false)]
    [InlineData("", false)]
    public async Task A_page_that_another_site_asked_for_is_sent_as_it_is(string from, bool compressed)
    {
        await using var site = await TestSite.StartAsync();
        using var browser = site.NewBrowser();
        using var answer = await AskAsync(browser, from);
        Assert.Equal(compressed ? ["br"] : [], answer.Content.Headers.ContentEncoding);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    // The length of twenty answers that say the same: were it the same, one more or less would tell what repeats in the page.
    [Fact]
    public async Task The_length_of_a_compressed_page_tells_little()
    {
        await using var site = await TestSite.StartAsync();
        using var browser = site.NewBrowser();
        var lengths = new List<long>();
        for (var time = 0; time < 20; time++)
        {
            using var answer = await AskAsync(browser, "same-origin");
            lengths.Add((await answer.Content.ReadAsByteArrayAsync()).LongLength);
        }

        Assert.True(lengths.Max() - lengths.Min() > 100, string.Join(' ', lengths));
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient browser, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/Help");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        if (from.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", from);
        }

        return await browser.SendAsync(request);
    }
}
