using System.Text.RegularExpressions;
using ContactLog.Tests.Support;

namespace ContactLog.BrowserTests.Support;

/// <summary>The real program on a data folder of its own.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly string _folder;
    private readonly RunningProgram _program;

    private Site(string folder, RunningProgram program)
    {
        _folder = folder;
        _program = program;
    }

    public Uri Address => _program.Address;

    public string Output => _program.Output;

    public static Task<Site> StartAsync(params string[] verb) => StartAsync(verb, []);

    private static async Task<Site> StartAsync(string[] verb, (string Name, string Value)[] settings)
    {
        var folder = Path.Combine(Path.GetTempPath(), "contactlog-browser-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return new(folder, await RunningProgram.StartAsync(verb, Path.Combine(folder, "data"), settings));
    }

    /// <summary>The made-up case.</summary>
    /// <param name="isOperator">Whether the account that it signs in with sees the pages of whoever runs the program, too.</param>
    public static async Task<Site> DemoAsync(bool isOperator = false)
    {
        var site = await StartAsync(["demo"], isOperator ? [("Operator__Accounts__0", "casey")] : []);
        // It listens a moment before it has said how to sign in.
        for (var wait = 0; wait < 2400 && !site.Output.Contains("Ctrl+C ends it", StringComparison.Ordinal); wait++)
        {
            await Task.Delay(50);
        }

        return site;
    }

    /// <summary>What the demo printed under a name, such as its passphrase.</summary>
    public string Printed(string name) =>
        Output.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal)) is { } line
            ? line[name.Length..].Trim()
            : throw new InvalidOperationException($"The program did not print '{name}':\n{Output}");

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
