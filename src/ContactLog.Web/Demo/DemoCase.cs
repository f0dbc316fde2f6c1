using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Private;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;
using ContactLog.Web.Exporting;
using ContactLog.Web.Hosting;
using ContactLog.Web.Stamping;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactLog.Web.Demo;

/// <summary>
/// A plainly fictitious case, for looking at the program: an account, half a year of a record, and one
/// report. It is built through the classes that everybody's record goes through, under a clock of its own;
/// nothing in the program knows that a record came from here.
/// </summary>
internal sealed class DemoCase : IAsyncDisposable
{
    /// <summary>The name to sign in with.</summary>
    public const string UserName = "casey";

    /// <summary>The passphrase to sign in with. No secret: it is printed, and opens made-up words only.</summary>
    public const string Passphrase = "kettle umbrella plain orbit";

    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    private DemoCase(ServiceProvider services, AsyncServiceScope scope, CaseKey key, RecoveryCode code, int exportSeq)
    {
        _services = services;
        _scope = scope;
        Key = key;
        RecoveryCode = code;
        ExportSeq = exportSeq;
    }

    /// <summary>The key to the case.</summary>
    public CaseKey Key { get; }

    /// <summary>The recovery code of the account, another one every time.</summary>
    public RecoveryCode RecoveryCode { get; }

    /// <summary>The entry of the report that was made.</summary>
    public int ExportSeq { get; }

    /// <summary>Opens and appends as the case was built.</summary>
    public IServiceProvider Services => _scope.ServiceProvider;

    /// <summary>Builds the case in an installation that holds nothing yet.</summary>
    public static async Task<DemoCase> BuildAsync(Installation installation, CancellationToken cancel)
    {
        var clock = new DemoClock();
        clock.Set(DemoBook.Moment(DemoStory.Begins));
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(clock)
            .AddContactLogData(installation)
            .AddAccountData()
            .AddSite()
            .AddStamping();
        services.TryAddScoped<CaseExport>();
        var provider = services.BuildServiceProvider();
        var scope = provider.CreateAsyncScope();
        CaseKey? key = null;
        try
        {
            var here = scope.ServiceProvider;
            using var account = await here.GetRequiredService<SignUp>().CreateAsync(UserName, Passphrase, Place.Unknown, codeIsKept: true, cancel)
                ?? throw new InvalidOperationException("The data folder has an account of that name.");
            var recorder = here.GetRequiredService<Recorder>();
            key = await recorder.BeginAsync(account.Account.Id, account.Keys.PublicKey, DemoBook.Actor, DemoStory.Settings, cancel);
            var book = new DemoBook(recorder, here.GetRequiredService<CaseOpener>(), here.GetRequiredService<FileStore>(), clock, cancel) { Key = key };
            await DemoStory.WriteAsync(book);
            await new DemoPapers(here.GetRequiredService<PrivatePapers>(), account.Keys, DemoPapers.Today(TimeProvider.System), cancel).WriteAsync(await book.IdOfAsync("locks"));
            clock.Set(DemoBook.Moment(DemoStory.Ends));
            var export = await here.GetRequiredService<CaseExport>().RecordAsync(key, DemoBook.Actor, new ReportOptions(), requestId: null, cancel);
            return new DemoCase(provider, scope, key, account.Code, export);
        }
        catch
        {
            key?.Dispose();
            await scope.DisposeAsync();
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>The report that was made.</summary>
    public async Task<MadeReport> OpenReportAsync(CancellationToken cancel) =>
        await Services.GetRequiredService<CaseExport>().OpenAsync(Key, ExportSeq, cancel) ?? throw new InvalidOperationException("The report is missing.");

    /// <summary>Makes another report, with other choices: one more entry, as it would be in hers.</summary>
    internal async Task<MadeReport> MakeReportAsync(ReportOptions options, CancellationToken cancel)
    {
        var export = Services.GetRequiredService<CaseExport>();
        return await export.OpenAsync(Key, await export.RecordAsync(Key, DemoBook.Actor, options, requestId: null, cancel), cancel) ?? throw new InvalidOperationException("The report is missing.");
    }

    public async ValueTask DisposeAsync()
    {
        Key.Dispose();
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
    }
}
