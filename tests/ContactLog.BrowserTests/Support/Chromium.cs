using Microsoft.Playwright;

namespace ContactLog.BrowserTests.Support;

/// <summary>The one browser that the tests of a class share; each test has contexts of its own in it. Classes run side by side: most of a page is waiting.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Quiet: no request of the browser's own may look like one of the page's.
    private static readonly string[] s_flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;

    internal IBrowser Browser { get; private set; } = null!;

    /// <summary>The installed browser. Playwright's own download is never used.</summary>
    /// <exception cref="InvalidOperationException">There is none: the tests fail rather than pass unseen.</exception>
    internal static string Path => Candidates().FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("The browser tests need Chromium. Install it (Debian: apt-get install chromium) or name it in CONTACTLOG_CHROMIUM.");

    public async Task InitializeAsync()
    {
        // As patient as every other wait here: a check that gives up after the five seconds that are usual fails on a busy machine and proves nothing.
        Assertions.SetDefaultExpectTimeout(90_000);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Headless = true, Args = s_flags });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("CONTACTLOG_CHROMIUM") is { Length: > 0 } named)
        {
            yield return named;
        }

        yield return "/usr/bin/chromium";
        yield return "/usr/bin/chromium-browser";
        yield return "/usr/bin/google-chrome";
    }
}
