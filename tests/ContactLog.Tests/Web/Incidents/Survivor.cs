using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Incidents;

/// <summary>Her, at the pages: begun her record in Chicago, at 02:14 on 23 April 2026.</summary>
internal sealed class Survivor : IAsyncDisposable
{
    private readonly Visitor _browser;

    private Survivor(TestSite site, Visitor browser)
    {
        Site = site;
        _browser = browser;
        Page = new Window(browser.Http);
    }

    public TestSite Site { get; }

    public Window Page { get; }

    public static async Task<Survivor> BeginAsync(string zone = "America/Chicago")
    {
        var site = await TestSite.StartAsync(clock: new TestClock(new DateTimeOffset(2026, 4, 23, 7, 14, 0, TimeSpan.Zero)));
        var survivor = new Survivor(site, await site.SignedInAsync());
        await survivor.Page.OpenAsync("/Case/Begin");
        await survivor.Page.SendAsync("Input.Zone", ("Input.Zone", zone), ("Input.OwnName", "Casey Example"));
        Assert.Equal("/", survivor.Page.Path);
        return survivor;
    }

    /// <summary>Another window of hers.</summary>
    public Window NewWindow() => new(_browser.Http);

    /// <summary>One tap; the id of what it saved.</summary>
    public async Task<string> TapAsync(string kind)
    {
        await Page.OpenAsync("/");
        await Page.SendAsync("capture", ("kind", kind));
        Assert.StartsWith("/Incidents/Saved/", Page.Path, StringComparison.Ordinal);
        return Page.Path.Split('/')[^1];
    }

    /// <summary>Logs it with a date and more.</summary>
    public async Task<string> LogAsync(params (string Name, string? Value)[] fields)
    {
        await Page.OpenAsync("/Incidents/Add/another-day");
        await Page.SendAsync("f.kind", fields);
        Assert.True(Page.Path.StartsWith("/Incidents/Saved/", StringComparison.Ordinal), Page.Text);
        return Page.Path.Split('/')[^1];
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await Site.DisposeAsync();
    }
}
