using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests.Support;

/// <summary>
/// Waiting until the browser stands on a page. The client's own waits (WaitForURL, WaitForLoadState) first look and then
/// listen, and a load event between the two is never heard: on a busy machine a page that is there times out. Here the
/// page is asked again until it answers that it is complete.
/// </summary>
internal static class Arrivals
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    /// <param name="page">Where.</param>
    /// <param name="pattern">The whole address; ** is anything, * anything but a slash.</param>
    /// <exception cref="TimeoutException">90 seconds have passed.</exception>
    public static Task ArrivesAsync(this IPage page, string pattern)
    {
        var address = new Regex("^" + Regex.Escape(pattern).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$");
        return page.ArrivesAsync(address.IsMatch, pattern);
    }

    /// <inheritdoc cref="ArrivesAsync(IPage, string)"/>
    public static Task ArrivesAsync(this IPage page, Func<string, bool> at) => page.ArrivesAsync(at, "the address looked for");

    /// <summary>Waits until the page that stands there is complete, whatever its address.</summary>
    /// <exception cref="TimeoutException">90 seconds have passed.</exception>
    public static Task SettlesAsync(this IPage page) => page.ArrivesAsync(_ => true, "a complete page");

    private static async Task ArrivesAsync(this IPage page, Func<string, bool> at, string wanted)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(25))
        {
            try
            {
                if (at(page.Url) && await page.EvaluateAsync<string>("document.readyState") == "complete")
                {
                    return;
                }
            }
            catch (PlaywrightException)
            {
                // One page is just being exchanged for another.
            }

            if (since.Elapsed > s_patience)
            {
                throw new TimeoutException($"{wanted} did not come within {s_patience.TotalSeconds:0} seconds; the browser is at {page.Url}");
            }
        }
    }
}
