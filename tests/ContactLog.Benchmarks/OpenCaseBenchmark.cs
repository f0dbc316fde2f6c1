using System.CommandLine;

namespace ContactLog.Benchmarks;

/// <summary>Opening a case: reading, unsealing and verifying every entry, as every page does.</summary>
internal static class OpenCaseBenchmark
{
    public static Command Create()
    {
        var entries = new Option<int>("--entries") { Description = "How many incidents the case has.", DefaultValueFactory = _ => 1000 };
        var command = new Command("open-case", "Opens a case; seconds is the middle of five openings after the first, firstSeconds the first.") { entries };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(entries)));
        return command;
    }

    private static async Task RunAsync(int entries)
    {
        await using var made = await MadeCase.CreateAsync(entries, 0);
        var first = await Measured.RunAsync(made.OpenAsync);
        var again = new List<Measured>();
        for (var round = 0; round < 5; round++)
        {
            again.Add(await Measured.RunAsync(made.OpenAsync));
        }

        Measured.Print("open-case",
            ("entries", entries),
            ("seconds", again.Select(one => one.Seconds).Order().ElementAt(2)),
            ("firstSeconds", first.Seconds),
            ("peakMb", again.Max(one => one.PeakMb)),
            ("grownMb", again.Max(one => one.PeakMb - one.BeforeMb)));
    }
}
