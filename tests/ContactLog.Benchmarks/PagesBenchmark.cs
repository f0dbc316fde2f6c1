using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;

namespace ContactLog.Benchmarks;

/// <summary>The pages of a case of a given size, asked for over HTTP: the time to the first byte, and how much is sent.</summary>
internal static class PagesBenchmark
{
    // Pages that nothing links to while somebody is signed in, and one that is only longer than another of its kind.
    private static readonly string[] s_starts = ["/", "/Days?after=true", "/Help", "/Tips/Here", "/Account/SignUp", "/Account/StepUp"];

    // These end the session.
    private static readonly string[] s_passed = ["/leave", "/Account/SignOut", "/Account/Lock"];

    public static Command Create()
    {
        var entries = new Option<int>("--entries") { Description = "How many incidents the case has.", DefaultValueFactory = _ => 1000 };
        var rounds = new Option<int>("--rounds") { Description = "How often each page is asked for after the first time.", DefaultValueFactory = _ => 9 };
        var command = new Command("pages", "Asks for every page of a case that a link leads to, one of each kind; seconds is the slowest page's middle time to the first byte, pages has each page's.") { entries, rounds };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(entries), Math.Max(1, parsed.GetValue(rounds))));
        return command;
    }

    private static async Task RunAsync(int entries, int rounds)
    {
        await using var made = await MadeCase.CreateAsync(entries, Math.Min(entries, 40));
        foreach (var type in (IReadOnlyList<ItemType>)[ItemType.CourtOrder, .. Response.Types])
        {
            var first = FieldCatalogue.Of(type).First(field => field.Kind == FieldKind.Line);
            await made.AppendAsync(EntryDraft.New(type, FieldSet.Empty.With(first.Name, "Example")));
        }

        await using var site = await MadeSite.StartAsync(made);
        var pages = new SortedDictionary<string, PageFigures>(StringComparer.Ordinal);
        // To find them all is to ask each once: the first answer pays for what is compiled once.
        foreach (var (kind, path) in await EveryPageAsync(site.Browser))
        {
            var asked = new List<(double Seconds, long Bytes)>();
            for (var round = 0; round < rounds; round++)
            {
                asked.Add(await AskAsync(site.Browser, path));
            }

            pages[kind] = new(Math.Round(Middle(asked.Select(one => one.Seconds)), 3), asked[0].Bytes);
        }

        Measured.Print("pages",
            ("entries", entries),
            ("seconds", pages.Values.Max(page => page.Seconds)),
            ("slowest", pages.MaxBy(page => page.Value.Seconds).Key),
            ("middleSeconds", Middle(pages.Values.Select(page => page.Seconds))),
            ("peakMb", Memory.PeakMb(Environment.ProcessId)),
            ("largestBytes", pages.Values.Max(page => page.Bytes)),
            ("count", pages.Count),
            ("pages", pages));
    }

    /// <summary>Follows every link, and stops once at each kind of page.</summary>
    private static async Task<IReadOnlyList<(string Kind, string Path)>> EveryPageAsync(HttpClient browser)
    {
        var pages = new List<(string, string)>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Queue<string>(s_starts);
        while (waiting.TryDequeue(out var path))
        {
            // Ids and numbers do not make another kind.
            var kind = Regex.Replace(path, @"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/|$)", "*");
            if (s_passed.Contains(path, StringComparer.OrdinalIgnoreCase) || !seen.Add(kind))
            {
                continue;
            }

            using var answer = await browser.GetAsync(path);
            if (answer.Headers.Location?.OriginalString is ['/', ..] elsewhere)
            {
                waiting.Enqueue(elsewhere.Split('?', '#')[0]);
                continue;
            }

            if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            pages.Add((kind, path));
            foreach (Match link in Regex.Matches(await answer.Content.ReadAsStringAsync(), "<a[^>]* href=\"(/[^\"#?]*)"))
            {
                waiting.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value));
            }
        }

        return pages;
    }

    /// <summary>As a browser asks that follows a link of ours: what comes is compressed, and its bytes are those on the way.</summary>
    private static async Task<(double Seconds, long Bytes)> AskAsync(HttpClient browser, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", "gzip, br" }, { "Sec-Fetch-Site", "same-origin" } } };
        var watch = Stopwatch.StartNew();
        using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
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
