using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Data.Accounts;

/// <summary>Accounts on a data folder of their own, without the web.</summary>
internal sealed class TestAccounts : IAsyncDisposable
{
    public const string Password = "kettle-orbit-maple-lantern";
    public static readonly Place Place = new("Firefox, Android", "192.0.2.7");
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "contactlog-test-" + Guid.NewGuid().ToString("N"));
    private readonly ServiceProvider _services;

    public TestAccounts()
    {
        Installation = Installation.Open(DataLocation.For(Path.Combine(_folder, "data"), null));
        _services = new ServiceCollection().AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(Clock)
            .AddContactLogData(Installation).AddAccountData().BuildServiceProvider();
    }

    public TestClock Clock { get; } = new();

    public Installation Installation { get; }

    public string Folder => _folder;

    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task WithAsync<TService>(Func<TService, Task> use)
        where TService : notnull => WithAsync<TService, bool>(async service =>
        {
            await use(service);
            return true;
        });

    public async Task<SignedUp> SignUpAsync(string name = "reader") =>
        await WithAsync<SignUp, SignedUp?>(signUp => signUp.CreateAsync(name, Password, Place, codeIsKept: true, CancellationToken.None))
        ?? throw new InvalidOperationException("The name is taken.");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Installation.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
