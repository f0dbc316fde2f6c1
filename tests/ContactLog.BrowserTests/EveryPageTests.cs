using System.Text.RegularExpressions;
using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>Follows every link of the demo, one page of each kind, and looks each over in light and dark.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EveryPageTests(Chromium chromium)
{
    // Leaving ends the session; files are not pages.
    private static readonly string[] s_passed = ["/leave", "/Account/SignOut", "/Exhibits/File", "/Report/Pdf", "/Report/Bundle", "/healthz", "/readyz"];

    // What no link leads to while somebody is signed in.
    private static readonly string[] s_starts = ["/", "/Help", "/Safety", "/Account", "/Case/Edit", "/Import", "/Report", "/Record", "/nothing/here"];

    // At a phone's width, and each page once more at 320 pixels, in light and in dark. At 1280 it takes three more minutes: add the row
    // after a change of the frame of the pages.
    [Theory]
    [InlineData(390)]
    public async Task Every_page_of_the_demo_is_free_of_barriers(int width)
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, width);
        await new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase")).SignsInAsync();

        var found = new List<string>();
        var kinds = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Queue<string>(s_starts);
        while (waiting.TryDequeue(out var path))
        {
            if (s_passed.Any(passed => path.StartsWith(passed, StringComparison.OrdinalIgnoreCase)) || !kinds.Add(Kind(path)))
            {
                continue;
            }

            var answer = await visitor.Page.GotoAsync(path);
            if (answer!.Status >= 500)
            {
                found.Add($"{path}: {answer.Status}");
                continue;
            }

            // A page that only leads on to another was looked over there.
            var there = Kind(new Uri(visitor.Page.Url).AbsolutePath);
            if (there != Kind(path) && !kinds.Add(there))
            {
                continue;
            }

            found.AddRange(await visitor.LookOverAsync());
            foreach (var link in await visitor.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href], nav a[href], footer a[href]')].filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname)"))
            {
                waiting.Enqueue(link);
            }
        }

        Assert.True(kinds.Count >= 25, "Only these were reached: " + string.Join(", ", kinds));
        Assert.True(found.Count == 0, string.Join('\n', found) + "\n" + site.Output);
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("/Account/SignIn")]
    [InlineData("/Account/Forgot")]
    [InlineData("/Account/Recover")]
    [InlineData("/Account/Reset")]
    [InlineData("/Help")]
    public async Task Every_page_for_anybody_is_free_of_barriers(string path)
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, 390);
        await visitor.Page.GotoAsync(path);
        Assert.Equal(path, new Uri(visitor.Page.Url).AbsolutePath);
        Assert.Empty(await visitor.LookOverAsync());
        Assert.Empty(visitor.Complaints);
    }

    // One page of each kind is enough: ids and numbers do not make another kind.
    private static string Kind(string path) => Regex.Replace(path, @"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/|$)", "*");
}
