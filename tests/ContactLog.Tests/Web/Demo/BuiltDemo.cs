using ContactLog.Data;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Web.Demo;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Demo;

/// <summary>The demo case, built once for all tests that only look at it, with its report and bundle.</summary>
public sealed class BuiltDemo : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contactlog-test-");
    private DemoCase? _demo;

    internal Installation Installation { get; private set; } = null!;

    internal CaseFile Case { get; private set; } = null!;

    internal byte[] Pdf { get; private set; } = [];

    internal byte[] Bundle { get; private set; } = [];

    internal IServiceProvider Services => _demo!.Services;

    internal string Folder => _folder.FullName;

    internal static async Task<CaseFile> OpenAsync(DemoCase demo) =>
        await demo.Services.GetRequiredService<CaseOpener>().OpenAsync(demo.Key, CancellationToken.None);

    public async Task InitializeAsync()
    {
        Installation = await DemoFolder.MakeAsync(DemoFolder.Locate(Path.Combine(Folder, "data")), CancellationToken.None);
        _demo = await DemoCase.BuildAsync(Installation, CancellationToken.None);
        Case = await OpenAsync(_demo);
        var report = await _demo.OpenReportAsync(CancellationToken.None);
        using var pdf = new MemoryStream();
        report.PreparePdf(CancellationToken.None).Write(1, pdf);
        Pdf = pdf.ToArray();
        using var bundle = new MemoryStream();
        await (await report.PrepareBundleAsync(CancellationToken.None)).WriteAsync(bundle, CancellationToken.None);
        Bundle = bundle.ToArray();
    }

    public async Task DisposeAsync()
    {
        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }

        Installation.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

/// <summary>The tests that look at the one demo.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<BuiltDemo>
{
    public const string Name = "Demo";
}
