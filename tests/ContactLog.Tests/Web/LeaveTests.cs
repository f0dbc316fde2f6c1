using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web;

public sealed class LeaveTests
{
    [Fact]
    public async Task Anybody_may_leave_and_sees_the_everyday_site()
    {
        await using var site = await HeadersTestSite.StartAsync();
        using var client = site.Client();
        using var response = await client.GetAsync("/leave");

        Assert.Equal(303, (int)response.StatusCode);
        Assert.Equal("https://www.wikipedia.org/", response.Headers.Location?.AbsoluteUri);
        Assert.Equal("\"cookies\", \"storage\"", Assert.Single(response.Headers.GetValues("Clear-Site-Data")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task The_everyday_site_is_the_configured_one()
    {
        await using var site = await HeadersTestSite.StartAsync(null, ("Site:ExitUrl", "https://weather.example/today"));
        using var client = site.Client();
        using var response = await client.GetAsync("/leave");

        Assert.Equal("https://weather.example/today", response.Headers.Location?.AbsoluteUri);
    }

    [Fact]
    public async Task Leaving_ends_the_session()
    {
        var sessions = new Sessions();
        await using var site = await HeadersTestSite.StartAsync(sessions.Add);
        using var client = site.Client();
        using var response = await client.GetAsync("/leave");

        Assert.Equal(1, sessions.Ended);
        Assert.Equal(303, (int)response.StatusCode);
    }

    [Fact]
    public async Task Leaving_works_while_the_session_cannot_be_ended()
    {
        var sessions = new Sessions { Broken = true };
        await using var site = await HeadersTestSite.StartAsync(sessions.Add);
        using var client = site.Client();
        using var response = await client.GetAsync("/leave");

        Assert.Equal(1, sessions.Ended);
        Assert.Equal(303, (int)response.StatusCode);
        Assert.True(response.Headers.Contains("Clear-Site-Data"));
    }

    [Fact]
    public async Task A_browser_that_fetches_ahead_does_not_sign_her_out()
    {
        var sessions = new Sessions();
        await using var site = await HeadersTestSite.StartAsync(sessions.Add);
        using var client = site.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/leave");
        request.Headers.Add("Sec-Purpose", "prefetch;prerender");
        using var response = await client.SendAsync(request);

        Assert.Equal(0, sessions.Ended);
        Assert.Equal(204, (int)response.StatusCode);
        Assert.False(response.Headers.Contains("Clear-Site-Data"));
    }

    [Fact]
    public async Task The_exit_is_a_plain_link_that_tells_the_next_site_nothing()
    {
        await using var site = await HeadersTestSite.StartAsync();
        using var client = site.Client();
        var page = await client.GetStringAsync("/Help");

        var links = System.Text.RegularExpressions.Regex.Matches(page, "<a[^>]*href=\"/leave\"[^>]*>");
        Assert.Equal(2, links.Count);
        Assert.All(links, link => Assert.Contains("rel=\"nofollow noreferrer\"", link.Value, StringComparison.Ordinal));

        // The second one is for the keyboard: beside the skip link, the first two stops of every page.
        var skip = page.IndexOf("href=\"#main\"", StringComparison.Ordinal);
        Assert.Equal(page.IndexOf("<a ", StringComparison.Ordinal), page.LastIndexOf("<a ", skip, StringComparison.Ordinal));
        Assert.Equal(links[0].Index, page.IndexOf("<a ", skip, StringComparison.Ordinal));
    }

    private sealed class Sessions
    {
        internal int Ended { get; set; }

        internal bool Broken { get; init; }

        internal void Add(IServiceCollection services)
        {
            services.AddSingleton(this);
            services.AddAuthentication("session").AddScheme<AuthenticationSchemeOptions, Handler>("session", null);
        }
    }

    private sealed class Handler(
        Microsoft.Extensions.Options.IOptionsMonitor<AuthenticationSchemeOptions> options,
        Microsoft.Extensions.Logging.ILoggerFactory loggers,
        System.Text.Encodings.Web.UrlEncoder encoder,
        Sessions sessions) : SignOutAuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity("session")), "session")));

        protected override Task HandleSignOutAsync(AuthenticationProperties? properties)
        {
            sessions.Ended++;
            return sessions.Broken ? throw new IOException("the disk is gone") : Task.CompletedTask;
        }
    }
}
