using System.Text.RegularExpressions;

namespace ContactLog.BrowserTests.Support;

/// <summary>Follows every link from some pages on, and stops once at each kind of page.</summary>
internal static class Walk
{
    // Leaving ends the session; files are not pages.
    private static readonly string[] s_passed = ["/leave", "/Account/SignOut", "/Files/File", "/Print/Pdf", "/Print/Set", "/healthz", "/readyz"];

    /// <summary>Pages that no link leads to while somebody is signed in.</summary>
    public static IReadOnlyList<string> Starts { get; } = ["/", "/Help", "/Tips", "/Tips/Here", "/Account", "/Book/Edit", "/Load", "/Print", "/Log", "/nothing/here"];

    /// <summary>Goes there. What is done at each page gets its kind and the status of its answer.</summary>
    /// <returns>The kinds that were seen.</returns>
    public static async Task<IReadOnlyCollection<string>> EveryPageAsync(Visitor visitor, IEnumerable<string> starts, Func<string, int, Task> look)
    {
        var kinds = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Queue<string>(starts);
        while (waiting.TryDequeue(out var path))
        {
            if (s_passed.Any(passed => path.StartsWith(passed, StringComparison.OrdinalIgnoreCase)) || !kinds.Add(Kind(path)))
            {
                continue;
            }

            var answer = await visitor.Page.GotoAsync(path);
            // A page that only leads on to another is looked at there.
            var there = Kind(new Uri(visitor.Page.Url).AbsolutePath);
            if (there != Kind(path) && !kinds.Add(there))
            {
                continue;
            }

            await look(there, answer!.Status);
            foreach (var link in await visitor.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href], nav a[href], footer a[href]')].filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname)"))
            {
                waiting.Enqueue(link);
            }
        }

        return kinds;
    }

    // One page of each kind is enough: ids and numbers do not make another kind.
    private static string Kind(string path) => Regex.Replace(path, @"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/|$)", "*");
}
