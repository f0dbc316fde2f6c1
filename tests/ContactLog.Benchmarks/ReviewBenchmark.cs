using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Domain.Incidents;

namespace ContactLog.Benchmarks;

/// <summary>
/// What somebody who helps waits for: the list of many cases, seen for the first time and later, and the pages of one
/// large case that is shared. Seconds are from asking to the first byte of the answer; processor seconds are those of the
/// whole process for one page, on all cores together: what counts on a machine that does other things too.
/// </summary>
internal static partial class ReviewBenchmark
{
    private const int WarmUp = 3;

    public static Command Create()
    {
        var cases = new Option<int>("--cases") { Description = "How many cases are shared with the reader.", DefaultValueFactory = _ => 200 };
        var small = new Option<int>("--small") { Description = "How many incidents each of them has.", DefaultValueFactory = _ => 40 };
        var entries = new Option<int>("--entries") { Description = "How many incidents the large one has.", DefaultValueFactory = _ => 5000 };
        var rounds = new Option<int>("--rounds") { Description = "How often each page is asked for after the first time.", DefaultValueFactory = _ => 9 };
        var command = new Command("review", "Asks for a reader's pages; list is the middle time of the list of cases, seconds that of the slowest page of the large case.") { cases, small, entries, rounds };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(cases), parsed.GetValue(small), parsed.GetValue(entries), Math.Max(1, parsed.GetValue(rounds))));
        return command;
    }

    private static async Task RunAsync(int cases, int small, int entries, int rounds)
    {
        await using var made = await MadeCase.CreateAsync(entries, Math.Min(entries, 40));
        using var reader = await made.PersonAsync("reader") ?? throw new InvalidOperationException("The name is taken.");
        using var warm = await made.PersonAsync("other") ?? throw new InvalidOperationException("The name is taken.");
        await made.SmallCaseSharedAsync(0, small, warm);
        var file = await made.OpenAsync();
        var middle = file.Incidents[file.Incidents.Count / 2];
        var grant = await made.ShareAsync(made.Key, made.Owner.Keys, reader);
        for (var number = 1; number < cases; number++)
        {
            await made.SmallCaseSharedAsync(number, small, reader);
        }

        // Another reader's list pays for what is compiled once.
        await using (var other = await MadeSite.StartAsync(made, warm))
        {
            for (var round = 0; round < 3; round++)
            {
                _ = await AskAsync(other.Browser, "/Cases");
            }
        }

        await using var site = await MadeSite.StartAsync(made, reader);
        var (first, html) = await AskAsync(site.Browser, "/Cases");
        var filling = new List<double>();
        var slowest = 0.0;
        while (filling.Count < cases && html.Contains(">News<", StringComparison.Ordinal))
        {
            // Nobody asks again at once.
            await Task.Delay(TimeSpan.FromSeconds(1));
            (var seconds, html) = await AskAsync(site.Browser, "/Cases");
            filling.Add(seconds);
            slowest = Math.Max(slowest, seconds);
        }

        var list = await MiddleAsync(site.Browser, "/Cases", rounds);
        var pages = new Dictionary<string, PageFigures>();
        // The first of each pays for what is compiled once, and for the case's sealed copy; what all of them share is compiled anew, and better, after some more.
        for (var round = 0; round < WarmUp; round++)
        {
            foreach (var path in Paths(grant, middle, entries))
            {
                _ = await AskAsync(site.Browser, path);
            }
        }

        foreach (var path in Paths(grant, middle, entries))
        {
            pages[path.Replace(grant.ToString(), "case", StringComparison.Ordinal).Replace(middle.Id.ToString(), "item", StringComparison.Ordinal)] = await MiddleAsync(site.Browser, path, rounds);
        }

        // A number that stands in few rows, so that every text of the case is looked through and little is shown.
        var found = await FindAsync(site.Browser, "/Cases/" + grant, "neighbour 555 0199");
        _ = await AskAsync(site.Browser, found);
        pages["/Cases/case/Find"] = await MiddleAsync(site.Browser, found, rounds);

        Measured.Print("review",
            ("cases", cases),
            ("entries", entries),
            ("firstList", Math.Round(first, 3)),
            ("slowestListWhileFilling", Math.Round(slowest, 3)),
            ("listsUntilFull", filling.Count + 1),
            ("list", list.Seconds),
            ("listProcessor", list.Processor),
            ("seconds", pages.Values.Max(page => page.Seconds)),
            ("processor", pages.Values.Max(page => page.Processor)),
            ("peakMb", Memory.PeakMb(Environment.ProcessId)),
            ("pages", pages));
    }

    private static IEnumerable<string> Paths(Guid grant, Incident item, int entries)
    {
        var root = "/Cases/" + grant;
        return
        [
            root, root + "?show=unread", root + "?show=unclear", root + "?show=no-exhibit", root + "?show=after", root + "?part=" + (entries / 100).ToString(CultureInfo.InvariantCulture),
            root + "/Item/" + item.Id, root + "/Read", root + "/Read?show=after&part=20", root + "/Checklist", root + "/Checklist?form=ca-dv-100", root + "/Access", root + "/Pad",
        ];
    }

    private static async Task<PageFigures> MiddleAsync(HttpClient browser, string path, int rounds)
    {
        var times = new List<double>();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var round = 0; round < rounds; round++)
        {
            times.Add((await AskAsync(browser, path)).Seconds);
        }

        process.Refresh();
        var processor = (process.TotalProcessorTime - before).TotalSeconds / rounds;
        times.Sort();
        return new(Math.Round(times[times.Count / 2], 3), Math.Round(processor, 3));
    }

    private sealed record PageFigures(double Seconds, double Processor);

    /// <summary>Sends the search of a case and gives the address of what was found.</summary>
    private static async Task<string> FindAsync(HttpClient browser, string path, string words)
    {
        var token = Token().Match((await AskAsync(browser, path)).Html).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["words"] = words });
        using var answer = await browser.PostAsync(path + "/Find", form);
        return answer.Headers.Location?.OriginalString ?? throw new InvalidOperationException($"The search answered {answer.StatusCode}.");
    }

    private static async Task<(double Seconds, string Html)> AskAsync(HttpClient browser, string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await browser.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        var first = Stopwatch.GetElapsedTime(started).TotalSeconds;
        answer.EnsureSuccessStatusCode();
        return (first, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
