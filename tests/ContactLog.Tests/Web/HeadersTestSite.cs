using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContactLog.Tests.Web;

/// <summary>The site's own first steps and pages without accounts or data, and a few endpoints that go wrong on purpose.</summary>
internal sealed class HeadersTestSite : IAsyncDisposable
{
    internal const string Planted = "zq-planted-word";
    private readonly WebApplication _app;

    private HeadersTestSite(WebApplication app) => _app = app;

    internal static async Task<HeadersTestSite> StartAsync(Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "ContactLog.Web", EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.Services.AddSite();
        builder.Services.AddRazorPages();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseSite();
        app.UseRouting();
        app.MapRazorPages();
        app.Map("/t/broken", (HttpContext _) => throw new InvalidOperationException(Planted));
        app.Map("/t/broken-late", (HttpContext context) =>
        {
            context.Response.Headers["X-Content-Type-Options"] = "loose";
            context.Response.Headers.CacheControl = "public, max-age=600";
            throw new InvalidOperationException(Planted);
        });
        app.Map("/t/bad", (HttpContext _) => throw new BadHttpRequestException(Planted));
        app.Map("/t/large", (HttpContext _) => throw new BadHttpRequestException(Planted, StatusCodes.Status413PayloadTooLarge));
        app.Map("/t/refused", () => Results.StatusCode(StatusCodes.Status403Forbidden));
        app.Map("/t/redirect", () => Results.Redirect("/Help"));
        app.Map("/t/loose", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=600";
            context.Response.Headers["Referrer-Policy"] = "unsafe-url";
            return "text";
        });
        app.Map("/t/stricter", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            return "text";
        });
        await app.StartAsync();
        return new HeadersTestSite(app);
    }

    internal HttpClient Client(string address = "http://localhost/")
    {
        var client = _app.GetTestServer().CreateClient();
        client.BaseAddress = new Uri(address);
        return client;
    }

    internal SiteAssets Assets => _app.Services.GetRequiredService<SiteAssets>();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
