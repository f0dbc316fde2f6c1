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

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
