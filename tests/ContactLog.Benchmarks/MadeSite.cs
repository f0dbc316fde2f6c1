using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data.Accounts;
using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Benchmarks;

/// <summary>The real server over a made case, and a browser in which its owner is signed in.</summary>
internal sealed class MadeSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MadeSite(WebApplication app, HttpClient browser)
    {
        _app = app;
        Browser = browser;
    }

    /// <summary>Follows no redirects; takes compressed answers as a browser does.</summary>
    public HttpClient Browser { get; }

    public static async Task<MadeSite> StartAsync(MadeCase made, SignedUp? who = null)
    {
        var app = Server.Build(made.Installation, ServeOptions.Read("http://127.0.0.1:0", new ConfigurationBuilder().Build()), builder => builder.Configuration["Log:Console"] = "false");
        await app.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var person = who ?? made.Owner;
        var ticket = await scope.ServiceProvider.GetRequiredService<Sessions>().BeginAsync(person.Account, person.Keys, false, Place.Unknown, null, CancellationToken.None);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var cookies = new CookieContainer();
        cookies.Add(address, new Cookie("n", ticket.ToString(), "/"));
        return new(app, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>The hidden fields of the upload form: its token and what tells it from another.</summary>
    public async Task<IReadOnlyList<(string Name, string Value)>> HiddenAsync(string path) =>
        [.. Regex.Matches(await Browser.GetStringAsync(path), "<input[^>]*type=\"hidden\"[^>]*>")
            .Select(tag => (Of(tag.Value, "name"), Of(tag.Value, "value"))).DistinctBy(field => field.Item1)];

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string Of(string tag, string attribute) => Regex.Match(tag, $" {attribute}=\"([^\"]*)\"").Groups[1].Value;
}
