using System.Text.RegularExpressions;
using ContactLog.Tests.Support;

namespace ContactLog.BrowserTests.Support;

/// <summary>The real program on a data folder of its own.</summary>
internal sealed class Site : IAsyncDisposable
{
    // Made once for all tests: to build the case takes longer than to start the program on a copy of it.
    private static readonly Lazy<Task<(string Folder, string Printed)>> s_demo = new(BuildDemoAsync);
    private readonly string _folder;
    private readonly string _printed;
    private readonly RunningProgram _program;

    private Site(string folder, RunningProgram program, string printed)
    {
        _folder = folder;
        _program = program;
        _printed = printed;
    }

    public Uri Address => _program.Address;

    public string Output => _program.Output;

    public static async Task<Site> StartAsync()
    {
        var folder = MakeFolder();
        return new(folder, await RunningProgram.StartAsync([], Path.Combine(folder, "data")), "");
    }

    /// <summary>The made-up case, a copy of its own.</summary>
    /// <param name="isOperator">Whether the account that it signs in with sees the pages of whoever runs the program, too.</param>
    public static async Task<Site> DemoAsync(bool isOperator = false)
    {
        var demo = await s_demo.Value;
        var folder = MakeFolder();
        // The secret lies beside the data.
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        foreach (var file in Directory.GetFiles(demo.Folder, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(demo.Folder, file)));
        }

        return new(folder, await RunningProgram.StartAsync([], Path.Combine(folder, "data"), isOperator ? [("Operator__Accounts__0", "casey")] : []), demo.Printed);
    }

    private static async Task<(string Folder, string Printed)> BuildDemoAsync()
    {
        var folder = MakeFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var program = await RunningProgram.StartAsync(["demo"], Path.Combine(folder, "data"));
        // It listens a moment before it has said how to sign in.
        for (var wait = 0; wait < 2400 && !program.Output.Contains("Ctrl+C ends it", StringComparison.Ordinal); wait++)
        {
            await Task.Delay(50);
        }

        await program.KillAsync();
        return (folder, program.Output);
    }

    private static string MakeFolder() => Directory.CreateTempSubdirectory("contactlog-browser-").FullName;

    /// <summary>What the demo printed under a name, such as its passphrase.</summary>
    public string Printed(string name) =>
        _printed.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal)) is { } line
            ? line[name.Length..].Trim()
            : throw new InvalidOperationException($"The program did not print '{name}':\n{_printed}");

    /// <summary>Founds an organisation, as whoever runs the program does.</summary>
    /// <returns>The path of the link by which its supervisor joins.</returns>
    public async Task<string> FoundAsync(string organisation, string supervisor) =>
        Regex.Match(await RunningProgram.RunAsync("organisation", organisation, supervisor, "--data", Path.Combine(_folder, "data")), "/Join/[A-Za-z0-9_-]{43}").Value;

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
