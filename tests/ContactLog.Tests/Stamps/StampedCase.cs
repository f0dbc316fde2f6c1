using ContactLog.Data.Record;
using ContactLog.Data.Stamps;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using ContactLog.Tests.Support;
using ContactLog.Web.Stamping;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Stamps;

/// <summary>A case and authorities on loopback, with the worker that brings lists to them. The clock is the real one until the test moves it: openssl knows no other.</summary>
internal sealed class StampedCase : IAsyncDisposable
{
    private StampedCase(TestCase test) => Case = test;

    public TestCase Case { get; }

    public TestClock Clock => Case.Clock;

    public static Task<StampedCase> BeginAsync(params IReadOnlyList<Responder> authorities) => BeginAsync([], authorities);

    public static async Task<StampedCase> BeginAsync(Dictionary<string, string?> settings, params IReadOnlyList<Responder> authorities)
    {
        var configuration = Configuration(settings, authorities);
        return new(await TestCase.BeginAsync(clock: new TestClock(DateTimeOffset.UtcNow), more: services => services.AddSingleton(configuration).AddStamping()));
    }

    /// <summary>The settings that name the authorities.</summary>
    public static IConfiguration Configuration(Dictionary<string, string?> settings, params IReadOnlyList<Responder> authorities)
    {
        settings = new(settings, StringComparer.Ordinal);
        for (var at = 0; at < authorities.Count; at++)
        {
            settings[$"Stamps:Authorities:{at}:Name"] = authorities[at].Name;
            settings[$"Stamps:Authorities:{at}:Url"] = authorities[at].Url.ToString();
            settings[$"Stamps:Authorities:{at}:Roots"] = authorities[at].RootFile;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    public Task<Appended> SaveAsync(string label = "Person") => Case.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", label)));

    /// <summary>Lets the worker look once, after what gathers entries has passed.</summary>
    public async Task RoundAsync(TimeSpan? after = null)
    {
        Clock.Advance(after ?? StampPlan.Gathering);
        await Case.Services.GetRequiredService<StampWorker>().RoundAsync(CancellationToken.None);
    }

    public Task<IReadOnlyList<StampRow>> StampsAsync(int? before = null) =>
        Case.WithAsync<StampShelf, IReadOnlyList<StampRow>>(shelf => shelf.OfAsync(Case.Key.CaseId, before, CancellationToken.None));

    public Task<IReadOnlyList<StampStanding>> StandingAsync() =>
        Case.WithAsync<StampShelf, IReadOnlyList<StampStanding>>(shelf => shelf.StandingAsync(Case.Key.CaseId, CancellationToken.None));

    /// <summary>The digest of the list that ends with an entry.</summary>
    public async Task<Digest> ListAsync(int seq) => Digest.Of(SealedList.ToBytes((await Case.OpenAsync()).Entries.Take(seq).Select(entry => entry.Digest)));

    /// <summary>How many stored stamps really stamp their list, checked anew.</summary>
    public async Task<int> CountedAsync(params Responder[] authorities)
    {
        using var roots = PinnedRoots.Join(authorities.Select(authority => PinnedRoots.FromPem(File.ReadAllText(authority.RootFile))));
        var counted = 0;
        foreach (var row in await StampsAsync())
        {
            counted += StampCheck.Check(row.Request, row.Response, await ListAsync(row.Seq), roots).Stamp is null ? 0 : 1;
        }

        return counted;
    }

    public ValueTask DisposeAsync() => Case.DisposeAsync();
}
