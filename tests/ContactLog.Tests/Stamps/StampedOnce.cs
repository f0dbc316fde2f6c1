namespace ContactLog.Tests.Stamps;

/// <summary>
/// The bundles of <see cref="StampedBundleTests.MadeAsync"/>, made once for the tests of a class that only read one or change a copy of what is in it. To
/// make one takes two seconds, one of them spent waiting for the next second, and there are dozens of such tests.
/// </summary>
public sealed class StampedOnce : IAsyncLifetime
{
    private readonly Lazy<Task<StampedBundleTests.Made>> _plain = new(() => StampedBundleTests.MadeAsync());
    private readonly Lazy<Task<StampedBundleTests.Made>> _withReport = new(() => StampedBundleTests.MadeAsync(withReport: true));

    /// <summary>Without a report in it.</summary>
    internal Task<StampedBundleTests.Made> PlainAsync() => _plain.Value;

    /// <summary>With a report in it.</summary>
    internal Task<StampedBundleTests.Made> WithReportAsync() => _withReport.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var made in new[] { _plain, _withReport }.Where(made => made.IsValueCreated))
        {
            await (await made.Value).DisposeAsync();
        }
    }
}
