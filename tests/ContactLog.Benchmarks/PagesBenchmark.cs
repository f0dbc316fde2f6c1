using System.CommandLine;
using System.Diagnostics;

namespace ContactLog.Benchmarks;

/// <summary>The pages of a case of a given size, asked for over HTTP: the time to the first byte, and how much is sent.</summary>
internal static class PagesBenchmark
{
    private static readonly string[] s_paths =
    [
        "/", "/Timeline", "/Timeline?Q=again", "/Incidents/Add", "/Boundaries", "/Contacts", "/Exhibits", "/Record", "/Report", "/Import", "/Account", "/Safety",
    ];

    public static Command Create()
    {
        var entries = new Option<int>("--entries") { Description = "How many incidents the case has.", DefaultValueFactory = _ => 1000 };
        var rounds = new Option<int>("--rounds") { Description = "How often each page is asked for after the first time.", DefaultValueFactory = _ => 9 };
        var command = new Command("pages", "Asks for each page of a case; seconds is the slowest page's middle time to the first byte, pages has each page's.") { entries, rounds };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(entries), Math.Max(1, parsed.GetValue(rounds))));
        return command;
    }

    private static async Task RunAsync(int entries, int rounds)
    {
        await using var made = await MadeCase.CreateAsync(entries, Math.Min(entries, 40));
        await using var site = await MadeSite.StartAsync(made);
        var pages = new Dictionary<string, PageFigures>();
        foreach (var path in s_paths)
        {
            // The first answer pays for what is compiled once.
            _ = await AskAsync(site.Browser, path);
            var asked = new List<(double Seconds, long Bytes)>();
            for (var round = 0; round < rounds; round++)
            {
                asked.Add(await AskAsync(site.Browser, path));
            }

            pages[path] = new(Math.Round(Middle(asked.Select(one => one.Seconds)), 3), asked[0].Bytes);
        }

        Measured.Print("pages",
            ("entries", entries),
            ("seconds", pages.Values.Max(page => page.Seconds)),
            ("middleSeconds", Middle(pages.Values.Select(page => page.Seconds))),
            ("peakMb", Memory.PeakMb(Environment.ProcessId)),
            ("pages", pages));
    }

    private static async Task<(double Seconds, long Bytes)> AskAsync(HttpClient browser, string path)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await browser.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        var first = watch.Elapsed.TotalSeconds;
        answer.EnsureSuccessStatusCode();
        return (first, (await answer.Content.ReadAsByteArrayAsync()).LongLength);
    }

    private static double Middle(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private sealed record PageFigures(double Seconds, long Bytes);
}
