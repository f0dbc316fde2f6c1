using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Tests.Web.Exhibits;

namespace ContactLog.Tests.Web.Tour;

public sealed class TourTests
{
    [Fact]
    public async Task Every_place_it_names_is_there_and_no_list_in_it_is_blank()
    {
        await using var site = await CaseSite.StartAsync();
        Assert.Contains("href=\"/Tour\"", await site.GetAsync("/"), StringComparison.Ordinal);
        var page = await site.GetAsync("/Tour");
        var places = Regex.Matches(page, "<h3><a href=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.True(places.Count > 10, string.Join(' ', places));
        foreach (var place in places.Where(place => place != "/Share"))
        {
            using var answer = await site.Browser.GetAsync(place);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        // With nothing recorded, each list says what will stand there and offers one thing to do.
        foreach (var list in new[] { "/Timeline", "/Boundaries", "/Contacts", "/Exhibits", "/Pattern", "/Dates", "/Support", "/Incidents/Several" })
        {
            Assert.Matches("(?s)class=\"empty\">.*?<p.*?class=\"btn", await site.GetAsync(list));
        }

        Assert.Equal(4, Regex.Count(await site.GetAsync("/Responses"), "will stand here"));
    }
}
