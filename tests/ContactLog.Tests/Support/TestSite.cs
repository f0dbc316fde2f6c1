using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;
using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContactLog.Tests.Support;

/// <summary>The real program on the real server, on a loopback port and a data folder of its own, with a clock that the test moves.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    /// <summary>The password of everybody in the tests.</summary>
    public const string Password = "kettle-orbit-maple-lantern";

    /// <summary>Passwords are stretched less than in earnest: nobody attacks these, and hundreds of tests sign in.</summary>
    private const int PasswordRounds = 1_000;

    private readonly string _folder;
    private readonly Installation _installation;
    private readonly WebApplication _app;

    private TestSite(string folder, Installation installation, WebApplication app, TestClock clock)
    {
        _folder = folder;
        _installation = installation;
        _app = app;
        Clock = clock;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public TestClock Clock { get; }

    public Uri Address { get; }

    public string Folder => _folder;

    public IServiceProvider Services => _app.Services;

    public static async Task<TestSite> StartAsync(Action<WebApplicationBuilder>? adjust = null, TestClock? clock = null)
    {
        clock ??= new TestClock();
        var folder = Path.Combine(Path.GetTempPath(), "contactlog-site-" + Guid.NewGuid().ToString("N"));
        var installation = Installation.Open(DataLocation.For(Path.Combine(folder, "data"), null));
        var serve = ServeOptions.Read("http://127.0.0.1:0", new ConfigurationBuilder().Build());
        var app = Server.Build(installation, serve, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            builder.Services.Replace(ServiceDescriptor.Singleton(services => new PasswordWork(
                services.GetRequiredService<ServerSecret>(), services.GetRequiredService<IOptions<AccountOptions>>())
            {
                Rounds = PasswordRounds,
            }));
            builder.Configuration["Log:File"] = Path.Combine(folder, "log", "log.txt");
            adjust?.Invoke(builder);
        });
        await app.StartAsync();
        return new TestSite(folder, installation, app, clock);
    }

    /// <summary>A browser without memory: no cookies of others, no redirects followed.</summary>
    public HttpClient NewBrowser(bool followRedirects = false) => new(new ByTheirNames(new(), followRedirects))
    {
        BaseAddress = Address,
    };

    /// <summary>Somebody who is not signed in.</summary>
    public Visitor NewVisitor() => new(Address);

    /// <summary>
    /// Somebody with an account of her own, signed in, her recovery code typed back: for tests of pages behind the
    /// sign-in. Made through the same classes as the pages, without walking through them.
    /// </summary>
    public async Task<Visitor> SignedInAsync(string name = "casey")
    {
        var visitor = NewVisitor();
        await using var scope = Services.CreateAsyncScope();
        using var made = await scope.ServiceProvider.GetRequiredService<SignUp>().CreateAsync(name, Password, Place.Unknown, codeIsKept: true, CancellationToken.None)
            ?? throw new InvalidOperationException("The name is taken.");
        var ticket = await scope.ServiceProvider.GetRequiredService<Sessions>().BeginAsync(made.Account, made.Keys, false, Place.Unknown, null, CancellationToken.None);
        visitor.SetCookie("n", ticket.ToString());
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _installation.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
