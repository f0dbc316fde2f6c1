using ContactLog.Data;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Incidents;

/// <summary>Her, at the pages, signed in, her record begun in Chicago; it is 02:14 there on 23 April 2026.</summary>
internal sealed class Survivor : IAsyncDisposable
{
    private readonly Visitor _browser;
    private readonly CaseKey _key;

    private Survivor(TestSite site, Visitor browser, CaseKey key)
    {
        Site = site;
        _browser = browser;
        _key = key;
        Page = new Window(browser.Http);
    }

    public TestSite Site { get; }

    public Window Page { get; }

    public static async Task<Survivor> BeginAsync(string zone = "America/Chicago")
    {
        var site = await TestSite.StartAsync(clock: new TestClock(new DateTimeOffset(2026, 4, 23, 7, 14, 0, TimeSpan.Zero)));
        var browser = await site.SignedInAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var owner = await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Users.AsNoTracking().SingleAsync();
        var key = await scope.ServiceProvider.GetRequiredService<Recorder>().BeginAsync(
            owner.Id, owner.PublicKey, "Casey Example", FieldSet.Empty.With("label", "Notes").With("zone", zone).With("own-name", "Casey Example"), CancellationToken.None);
        return new(site, browser, key);
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

    /// <summary>Appends as the pages do, without walking through them.</summary>
    public Task<Appended> AppendAsync(params EntryDraft[] drafts) =>
        WithAsync<Recorder, Appended>(recorder => recorder.AppendAsync(_key, "Casey Example", drafts, null, CancellationToken.None));

    public Task<CaseFile> OpenAsync() => WithAsync<CaseOpener, CaseFile>(opener => opener.OpenAsync(_key, CancellationToken.None));

    private async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use) where TService : notnull
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        _browser.Dispose();
        await Site.DisposeAsync();
    }
}
