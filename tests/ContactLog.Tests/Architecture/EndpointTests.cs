using ContactLog.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Architecture;

/// <summary>Who may see what, read from the running program: a page that says nothing about it is for nobody but her.</summary>
public sealed class EndpointTests
{
    // Whoever adds a line here says what a stranger learns from it.
    private static readonly string[] s_forAnybody =
    [
        "/Account/Forgot",        // how to get back in
        "/Account/Help",          // her code, for getting back in with help
        "/Account/HelpEnd",       // both codes, after the waiting time
        "/Account/Recover",       // takes the recovery code
        "/Account/Reset",         // starts over without the old content
        "/Account/SignIn",
        "/Account/SignOut",       // must work when the session is already over
        "/Account/SignUp",        // asks for an invitation unless on loopback
        "/Account/TwoStep",       // the session is half open there
        "/Error/{code:int?}",
        "/Help",                  // neutral help; says nothing of what lies behind the sign-in
        "/healthz",
        "/Join/{secret:length(43)}", // the link of an invitation; says that there is one, and nothing about what
        "/leave",                 // leaving must never ask anything
        "/readyz",
    ];

    [Fact]
    public async Task Only_the_listed_addresses_are_open_to_anybody()
    {
        await using var site = await TestSite.StartAsync();
        var open = Endpoints(site).Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Address);
        Assert.Equal(s_forAnybody.Order(StringComparer.OrdinalIgnoreCase), open.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_rule_for_all_others_asks_for_a_sign_in_and_a_kept_recovery_code()
    {
        await using var site = await TestSite.StartAsync();
        var fallback = await site.Services.GetRequiredService<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync();
        Assert.NotNull(fallback);
        Assert.Contains(fallback.Requirements, requirement => requirement is Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement);
        Assert.Contains(fallback.Requirements, requirement => requirement is Microsoft.AspNetCore.Authorization.Infrastructure.ClaimsAuthorizationRequirement);
    }

    // The list is what the program says of itself; this is what it does.
    [Fact]
    public async Task A_stranger_is_asked_to_sign_in_everywhere_else_and_is_shown_nothing()
    {
        await using var site = await TestSite.StartAsync();
        using var browser = site.NewBrowser();
        var shown = new List<string>();
        var asked = 0;
        foreach (var address in Endpoints(site).Select(Address).Distinct(StringComparer.OrdinalIgnoreCase).Except(s_forAnybody, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
            {
                using var request = new HttpRequestMessage(method, Concrete(address));
                using var response = await browser.SendAsync(request);
                asked++;
                // To the sign-in, or "not found" where the made-up id cannot be one; nothing else.
                if (!((int)response.StatusCode is 302 or 303 && response.Headers.Location!.ToString().Contains("/Account/SignIn", StringComparison.Ordinal))
                    && (int)response.StatusCode is not 404)
                {
                    shown.Add($"{method} {address}: {(int)response.StatusCode} {response.Headers.Location}");
                }
            }
        }

        Assert.True(asked > 10, "Hardly anything was asked for.");
        Assert.Empty(shown);
    }

    private static IEnumerable<RouteEndpoint> Endpoints(TestSite site) =>
        site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string Address(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static string Concrete(string address) =>
        System.Text.RegularExpressions.Regex.Replace(address, @"\{([^}]*)\}", match =>
            match.Groups[1].Value.Contains("int", StringComparison.Ordinal) ? "1"
            : match.Groups[1].Value.EndsWith('?') ? ""
            : Guid.NewGuid().ToString());
}
