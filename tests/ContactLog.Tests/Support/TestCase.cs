using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Support;

/// <summary>A data folder of its own with one account and one case in it, on the real database and through the real classes.</summary>
internal sealed class TestCase : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "contactlog-test-" + Guid.NewGuid().ToString("N"));
    private readonly ServiceProvider _services;

    private TestCase(TestClock clock, Action<IServiceCollection>? more)
    {
        Clock = clock;
        Installation = Installation.Open(DataLocation.For(Path.Combine(_folder, "data"), null));
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddContactLogData(Installation);
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public TestClock Clock { get; }

    public Installation Installation { get; }

    public UserKeys Keys { get; } = UserKeys.Create(Guid.NewGuid());

    public Guid UserId => Keys.UserId;

    public CaseKey Key { get; private set; } = null!;

    public string Folder => _folder;

    public IServiceProvider Services => _services;

    public static async Task<TestCase> BeginAsync(string zone = "America/Chicago", TestClock? clock = null, Action<IServiceCollection>? more = null)
    {
        var test = new TestCase(clock ?? new TestClock(), more);
        await using var scope = test._services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        db.Users.Add(new Account { Id = test.UserId, UserName = "casey", NormalizedUserName = "CASEY" });
        await db.SaveChangesAsync();
        test.Key = await scope.ServiceProvider.GetRequiredService<Recorder>().BeginAsync(
            test.UserId,
            test.Keys.PublicKey,
            "Casey Example",
            FieldSet.Empty.With("label", "Notes").With("zone", zone).With("own-name", "Casey Example"),
            CancellationToken.None);
        return test;
    }

    public Task<Appended> AppendAsync(params EntryDraft[] drafts) => AppendAsync(null, drafts);

    /// <summary>By somebody whom she let in.</summary>
    public Task<Appended> AppendAsAsync(string actor, params EntryDraft[] drafts) =>
        WithAsync<Recorder, Appended>(recorder => recorder.AppendAsync(Key, actor, drafts, null, CancellationToken.None));

    public Task<Appended> AppendAsync(Guid? requestId, params EntryDraft[] drafts) =>
        WithAsync<Recorder, Appended>(recorder => recorder.AppendAsync(Key, "Casey Example", drafts, requestId, CancellationToken.None));

    public Task<CaseFile> OpenAsync() => WithAsync<CaseOpener, CaseFile>(opener => opener.OpenAsync(Key, CancellationToken.None));

    public Task<ReceivedFile> ReceiveAsync(byte[] bytes, string name = "picture.png") =>
        WithAsync<FileStore, ReceivedFile>(files => files.ReceiveAsync(Key, new MemoryStream(bytes), name, 1 << 30, CancellationToken.None));

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Changes the database behind the program's back, as an intruder would.</summary>
    public int Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Installation.Location.DatabaseFile}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        Key.Dispose();
        Keys.Dispose();
        await _services.DisposeAsync();
        Installation.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
