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

    public static async Task<Site> StartAsync(params string[] verb)
    {
        var folder = Path.Combine(Path.GetTempPath(), "contactlog-browser-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return new(folder, await RunningProgram.StartAsync(verb, Path.Combine(folder, "data")));
    }

    /// <summary>The made-up case.</summary>
    public static async Task<Site> DemoAsync()
    {
        var site = await StartAsync("demo");
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

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
