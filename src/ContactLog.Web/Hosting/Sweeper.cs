using ContactLog.Data.Record;
using ContactLog.Data.Sharing;

namespace ContactLog.Web.Hosting;

/// <summary>Removes uploads that no entry took in, at start and every hour.</summary>
internal sealed class Sweeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Sweeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var swept = await scope.ServiceProvider.GetRequiredService<FileStore>().SweepAsync(stoppingToken);
                await scope.ServiceProvider.GetRequiredService<SharedCases>().SweepAsync(stoppingToken);
                if (swept > 0)
                {
                    log.LogInformation("Swept {Count} unfinished uploads", swept);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError("The sweep failed ({Failure}); it is tried again in an hour", failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
