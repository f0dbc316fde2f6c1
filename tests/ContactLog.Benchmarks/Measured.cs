using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContactLog.Benchmarks;

/// <summary>Time and memory of one job.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="PeakMb">The most memory that the whole process held while it ran, in MiB.</param>
/// <param name="BeforeMb">What the process held before it.</param>
internal sealed record Measured(double Seconds, double PeakMb, double BeforeMb)
{
    /// <summary>Runs a job and measures it.</summary>
    public static async Task<Measured> RunAsync(Func<Task> job)
    {
        var before = Memory.Settle();
        var watch = Stopwatch.StartNew();
        await job();
        watch.Stop();
        return new(watch.Elapsed.TotalSeconds, Memory.PeakMb(Environment.ProcessId), before);
    }

    /// <summary>Prints the line.</summary>
    public static void Print(string benchmark, params IReadOnlyList<(string Name, object Value)> values)
    {
        var line = new JsonObject { ["benchmark"] = benchmark };
        foreach (var (name, value) in values)
        {
            line[name] = value is double number ? JsonValue.Create(Math.Round(number, 3)) : JsonSerializer.SerializeToNode(value);
        }

        Console.WriteLine(line.ToJsonString());
    }
}

/// <summary>Memory of a process as the kernel counts it.</summary>
internal static class Memory
{
    /// <summary>Lets go of what this process no longer needs and starts the peak over.</summary>
    /// <returns>What the process holds now, in MiB.</returns>
    public static double Settle()
    {
        for (var round = 0; round < 2; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return ResetPeak(Environment.ProcessId);
    }

    /// <summary>Starts the peak of a process over, where the system can.</summary>
    /// <returns>What the process holds now, in MiB.</returns>
    public static double ResetPeak(int process)
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText($"/proc/{process}/clear_refs", "5");
            return Status(process, "VmRSS:");
        }

        using var of = Process.GetProcessById(process);
        return of.WorkingSet64 / 1048576.0;
    }

    /// <summary>The most that a process held since the last reset, in MiB.</summary>
    public static double PeakMb(int process)
    {
        if (OperatingSystem.IsLinux())
        {
            return Status(process, "VmHWM:");
        }

        using var of = Process.GetProcessById(process);
        return of.PeakWorkingSet64 / 1048576.0;
    }

    /// <summary>What a process and all its children hold now, in MiB, memory that they share counted once per share.</summary>
    public static double TreeMb(int root)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Field(id, "status", "PPid:") is { } parent)
            {
                parents[id] = (int)parent;
            }
        }

        var sum = 0.0;
        foreach (var id in parents.Keys)
        {
            for (var up = id; up > 1; up = parents.GetValueOrDefault(up))
            {
                if (up == root)
                {
                    sum += (Field(id, "smaps_rollup", "Pss:") ?? 0) / 1024;
                    break;
                }
            }
        }

        return sum;
    }

    // A process may end while it is being looked at.
    private static double? Field(int process, string file, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/{file}").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null ? null : double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double Status(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
