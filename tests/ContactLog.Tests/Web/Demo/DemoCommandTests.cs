using System.Text.RegularExpressions;
using ContactLog.Data;
using ContactLog.Reports.Bundle;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Support;
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

    /// <summary>Salts, and so hashes, differ from demo to demo; every other word on every page must be the one that today's program prints.</summary>
    [Fact]
    public async Task The_samples_in_the_docs_are_what_the_program_makes_today()
    {
        await DemoCommand.SamplesAsync(_folder.FullName, TextWriter.Null, CancellationToken.None);
        foreach (var (name, _) in DemoSamples.All)
        {
            var made = await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, name));
            var kept = await File.ReadAllBytesAsync(Repository.Path("docs", "samples", name));
            Assert.True(Words(made) == Words(kept), $"docs/samples/{name} is not what the program makes: run the demo with --samples docs/samples.");
        }

        static string Words(byte[] pdf) => Regex.Replace(Poppler.Text(pdf, "-layout"), "[0-9a-f]{8,}", "#", RegexOptions.None, TimeSpan.FromSeconds(5));
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

    // Of two folders only one would be written, and nothing would say which.
    [Fact]
    public async Task Export_and_samples_are_asked_for_one_at_a_time()
    {
        var (export, samples) = (Path.Combine(_folder.FullName, "export"), Path.Combine(_folder.FullName, "samples"));
        Assert.Equal(CommandLine.Usage, await CommandLine.RunAsync(["demo", "--export", export, "--samples", samples]));
        Assert.Empty(_folder.GetDirectories());
    }
}
