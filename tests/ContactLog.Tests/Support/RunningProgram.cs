using System.Collections.Concurrent;
using System.Diagnostics;

namespace ContactLog.Tests.Support;

/// <summary>The built program as a process of its own, on a free loopback port: what a test of crashes and of browsers needs.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said;

    private RunningProgram(Process process, ConcurrentQueue<string> said, Uri address, TimeSpan startedIn)
    {
        _process = process;
        _said = said;
        Address = address;
        StartedIn = startedIn;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>From the start of the process until it listened.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>Everything the program printed so far.</summary>
    public string Output => string.Join('\n', _said);

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="verb">The verb with its options; empty to serve.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="settings">Configuration by environment variables.</param>
    public static async Task<RunningProgram> StartAsync(IEnumerable<string> verb, string dataFolder, params IEnumerable<(string Name, string Value)> settings)
    {
        var watch = Stopwatch.StartNew();
        var start = Command([.. verb, "--data", dataFolder, "--urls", "http://127.0.0.1:0"]);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var said = new ConcurrentQueue<string>();
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => listens.TrySetException(new InvalidOperationException("The program ended before it listened:\n" + string.Join('\n', said)));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var address = await listens.Task.WaitAsync(TimeSpan.FromSeconds(180));
            return new(process, said, address, watch.Elapsed);
        }
        catch (Exception failure)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw failure is TimeoutException ? new TimeoutException("The program does not listen:\n" + string.Join('\n', said)) : failure;
        }

        void Hear(string? line)
        {
            if (line is null)
            {
                return;
            }

            said.Enqueue(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                listens.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
            }
        }
    }

    /// <summary>Runs a verb that ends by itself, beside a program that runs.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(Command(arguments))!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said[0] : throw new InvalidOperationException($"The program ended with {process.ExitCode}:\n{said[0]}\n{said[1]}");
    }

    private static ProcessStartInfo Command(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            // Not the tests' own folder: the program must not depend on where it is started.
            WorkingDirectory = Path.GetTempPath(),
        };
        // It lives for seconds: compiling anything twice only to have it faster later is time lost.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "ContactLog.Web.dll")))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>SIGKILL: nothing of the program runs any more, no buffer is written, no transaction ended.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
