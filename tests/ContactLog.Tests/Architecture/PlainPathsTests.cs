using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;
using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Architecture;

/// <summary>What stands in the address bar and the history says nothing. That no page shows an address by name is held by every test that opens one (<see cref="ByTheirNames"/>).</summary>
public sealed class PlainPathsTests
{
    // As plain as they are: such words stand in the addresses of any site. A new page is put here with open eyes, or its word into PlainPaths.
    private static readonly HashSet<string> s_plain = new(StringComparer.Ordinal)
    {
        "Access", "Account", "Accounts", "Add", "Added", "AddPoint", "After", "Area", "Begin", "Bring", "Broken", "Choose", "Columns", "Comments", "Confirm",
        "Dates", "Device", "Done", "Earlier", "Edit", "EditPoint", "End", "Erase", "Error", "File", "Find", "Forgot", "From", "Held", "Help",
        "HandOver", "HelpEnd", "Helpers", "Here", "History", "Index", "Invite", "Item", "Join", "Keep", "Last", "Leave", "Link", "Member", "Lock", "Look", "Made", "Make",
        "Note", "Now", "Operator", "Pad", "Password", "Pdf", "Person", "Preview", "Read", "Recover", "RecoveryCode", "Reopen", "Reset", "Restore",
        "Saved", "Sessions", "Several", "SeveralDone", "Sheet", "SignIn", "SignOut", "SignUp", "Step", "StepUp", "Tour", "TwoStep", "TwoStepSetUp", "Ways",
        "Words", "Write", "healthz", "leave", "readyz",
    };

    // The values that a page knows by a word in its address. A new one is put here with open eyes.
    private static readonly Dictionary<string, IReadOnlyList<string>> s_values = new(StringComparer.Ordinal)
    {
        ["Account/RecoveryCode/{step?}"] = ["check"],
        ["Cases/{grant:guid}/File/{id:guid}/{how?}"] = ["original"],
        ["Incidents/Add/{which?}"] = ["today", "yesterday", "another-day", "not-sure"],
        ["Incidents/Edit/{id:guid}/{how?}"] = ["add"],
    };

    [Fact]
    public async Task No_value_in_an_address_is_a_word_that_would_be_changed()
    {
        await using var site = await TestSite.StartAsync();
        var words = PlainPaths.Words.SelectMany(word => (string[])[word.Ours, word.Plain]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var templates = Templates(site).ToHashSet(StringComparer.Ordinal);
        foreach (var template in templates)
        {
            foreach (var parameter in Regex.Matches(template, @"\{([^/]*)\}").Select(match => match.Groups[1].Value))
            {
                if (Regex.IsMatch(parameter, @"^\w+:(guid|int)(\?|=\d+)?$"))
                {
                    continue;
                }

                if (Regex.Match(parameter, @":length\((\d+)\)$") is { Success: true } length)
                {
                    Assert.DoesNotContain(words, word => word.Length >= int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture));
                    continue;
                }

                var values = Regex.Match(parameter, @":regex\(\^([a-z-]+)\$\)\??$") is { Success: true } exact ? [exact.Groups[1].Value] : s_values.GetValueOrDefault(template);
                Assert.True(values is not null, $"'{template}': which values can '{parameter}' have?");
                Assert.Empty(values.Intersect(words, StringComparer.OrdinalIgnoreCase));
            }
        }

        Assert.Empty(s_values.Keys.Except(templates));
    }

    [Fact]
    public async Task Every_word_of_every_address_is_plain_or_has_one_standing_in_for_it()
    {
        await using var site = await TestSite.StartAsync();
        var words = Segments(site).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(words.Except(PlainPaths.Words.Select(word => word.Ours)).Except(s_plain).Order());
        Assert.Empty(s_plain.Concat(PlainPaths.Words.Select(word => word.Ours)).Except(words).Order());

        // Used twice, or the name of another page, a word would lead somewhere else on the way back.
        var plain = PlainPaths.Words.Select(word => word.Plain).ToList();
        Assert.Equal(plain.Count, plain.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Empty(plain.Intersect(words.Concat(PlainPaths.Words.Select(word => word.Ours)), StringComparer.OrdinalIgnoreCase));
        foreach (var word in words.Select(word => "/" + word + "/x"))
        {
            Assert.Equal(word, PlainPaths.Inward(PlainPaths.Outward(word)));
        }
    }

    [Theory]
    [InlineData("/Incidents/Edit/7?handler=Boundaries#Plan", "/Notes/Edit/7?handler=Boundaries#Plan")]
    [InlineData("http://site.example/Incidents", "http://site.example/Notes")]
    [InlineData("http://incidents/", "http://incidents/")]
    [InlineData("//elsewhere.example/Incidents", "//elsewhere.example/Incidents")]
    [InlineData("/Account/SignIn?then=/Incidents", "/Account/SignIn?then=/Incidents")]
    [InlineData("#Incidents", "#Incidents")]
    [InlineData("/", "/")]
    [InlineData("", "")]
    public void Only_the_path_is_changed(string ours, string outside) => Assert.Equal(outside, PlainPaths.Outward(ours));

    [Fact]
    public async Task An_address_is_understood_by_either_word_and_whoever_must_sign_in_first_is_led_back_by_a_plain_one()
    {
        await using var site = await TestSite.StartAsync();
        foreach (var path in (string[])["/Timeline/After/1b4e28ba-2fa1-11d2-883f-0016d3cca427", "/days/after/1b4e28ba-2fa1-11d2-883f-0016d3cca427"])
        {
            using var raw = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
            using var answer = await raw.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Matches("^/Account/SignIn\\?then=%2F[Dd]ays%2F[Aa]fter%2F1b4e28ba", answer.Headers.Location!.OriginalString);
        }

        using var casey = await site.SignedInAsync();
        var page = await casey.GetAsync("/Tips");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(page.Text, (await casey.GetAsync("/Safety")).Text);
    }

    private static IEnumerable<string> Templates(TestSite site) => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'));

    private static IEnumerable<string> Segments(TestSite site) =>
        Templates(site).SelectMany(template => Regex.Replace(template, @"\{[^/]*\}", "").Split('/', StringSplitOptions.RemoveEmptyEntries));
}
