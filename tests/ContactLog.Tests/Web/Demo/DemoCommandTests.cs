using ContactLog.Data;
using ContactLog.Reports.Bundle;
using ContactLog.Web.Commands;
using ContactLog.Web.Demo;
using ContactLog.Web.Hosting;
using Microsoft.Data.Sqlite;

namespace ContactLog.Tests.Web.Demo;

public sealed class DemoCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contactlog-test-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Export_writes_two_files_leaves_the_others_and_says_what_it_wrote()
    {
        var notes = Path.Combine(_folder.FullName, "notes.txt");
        await File.WriteAllTextAsync(notes, "mine");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "report.pdf"), "an older one");
        var output = new StringWriter();
        await DemoCommand.ExportAsync(_folder.FullName, output, CancellationToken.None);
        Assert.Equal(["bundle.zip", "notes.txt", "report.pdf"], _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal("mine", await File.ReadAllTextAsync(notes));
        Assert.Contains("report.pdf", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("bundle.zip", output.ToString(), StringComparison.Ordinal);
        await using var bundle = File.OpenRead(Path.Combine(_folder.FullName, "bundle.zip"));
        Assert.Null((await BundleVerifier.VerifyAsync(bundle, CancellationToken.None)).Problem);
    }

    [Fact]
    public async Task An_earlier_demo_is_made_anew()
    {
        var location = DemoFolder.Locate(Path.Combine(_folder.FullName, "data"));
        (await DemoFolder.MakeAsync(location, CancellationToken.None)).Dispose();
        SqliteConnection.ClearAllPools();
        using var again = await DemoFolder.MakeAsync(location, CancellationToken.None);
        Assert.True(again.MigrationsApplied > 0);
    }

    [Fact]
    public async Task A_folder_with_real_data_is_not_touched()
    {
        var location = DemoFolder.Locate(Path.Combine(_folder.FullName, "data"));
        Installation.Open(location).Dispose();
        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(location.DatabaseFile);
        await Assert.ThrowsAsync<UsageException>(() => DemoFolder.MakeAsync(location, CancellationToken.None));
        Assert.Equal(before, await File.ReadAllBytesAsync(location.DatabaseFile));
    }

    [Fact]
    public async Task A_demo_with_another_file_beside_it_is_not_touched()
    {
        var location = DemoFolder.Locate(Path.Combine(_folder.FullName, "data"));
        (await DemoFolder.MakeAsync(location, CancellationToken.None)).Dispose();
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Path.Combine(location.Folder, "thesis.txt"), "the only copy");
        await Assert.ThrowsAsync<UsageException>(() => DemoFolder.MakeAsync(location, CancellationToken.None));
        Assert.True(File.Exists(location.DatabaseFile));
    }

    [Theory]
    [InlineData("--urls", "http://0.0.0.0:5399")]
    [InlineData("--urls", "https://demo.example:5399")]
    [InlineData("--export", "out", "--data", "x")]
    public async Task Wrong_usage_is_said_and_nothing_is_made(params string[] arguments)
    {
        var folder = Path.Combine(_folder.FullName, "data");
        var all = arguments.Contains("--data", StringComparer.Ordinal) ? arguments : [.. arguments, "--data", folder];
        Assert.Equal(CommandLine.Usage, await CommandLine.RunAsync(["demo", .. all]));
        Assert.False(Directory.Exists(folder));
    }
}
