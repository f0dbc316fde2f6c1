using ContactLog.Data.Stamps;

namespace ContactLog.Web.Stamping;

/// <summary>
/// Brings lists to the authorities and stamps back, away from every request. It is not in anybody's way: no lock is held
/// and no transaction open while it waits for an answer.
/// </summary>
internal sealed class StampWorker(IServiceScopeFactory scopes, TimeStampAuthorities authorities, TimeProvider clock, ILogger<StampWorker> log) : BackgroundService
{
    /// <summary>How often it looks. With <see cref="StampPlan.Gathering"/> and an answer in time, a stamp is there within a minute.</summary>
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_beat = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private DateTimeOffset _lastBeat = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (authorities.Asked.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(s_pace, clock);
        do
        {
            await RoundAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One round: puts in what is due by the calendar, then brings what is due to each authority. One that hangs does not hold up the other.</summary>
    internal async Task RoundAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if ((clock.GetUtcNow() - _lastBeat).Duration() >= s_beat)
            {
                _lastBeat = clock.GetUtcNow();
                await WithDeskAsync(desk => desk.BeatAsync(cancel));
            }

            await Task.WhenAll(authorities.Asked.Select(authority => BringAsync(authority, cancel)));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError("A round of time stamps failed ({Failure}); the lists wait for the next", failure.GetType().Name);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    private async Task BringAsync(TimeStampAuthority authority, CancellationToken cancel)
    {
        if (!await WithDeskAsync(desk => desk.MayAskAsync(authority.Name, cancel)))
        {
            return;
        }

        foreach (var caseId in await WithDeskAsync(desk => desk.DueAsync(authority.Name, cancel)))
        {
            if (await WithDeskAsync(desk => desk.ListAsync(caseId, cancel)) is not { } list)
            {
                await WithDeskAsync(desk => desk.PutOffAsync(authority.Name, caseId, cancel));
                log.LogError("The record of case {Case} does not follow on itself; its list gets no time stamp", caseId);
                continue;
            }

            var asked = await authority.AskAsync(list.Hash, cancel);
            if (asked.Stamp is not { } stamp)
            {
                await WithDeskAsync(desk => desk.FailedAsync(authority.Name, asked.Failure!.Value, cancel));
                log.LogWarning("No time stamp from {Authority}: {Failure}", authority.Name, asked.Failure);
                return;
            }

            await WithDeskAsync(desk => desk.KeepAsync(authority.Name, list, stamp, asked.Request, asked.Response, cancel));
        }
    }

    private Task WithDeskAsync(Func<StampDesk, Task> use) => WithDeskAsync(async desk =>
    {
        await use(desk);
        return true;
    });

    private async Task<T> WithDeskAsync<T>(Func<StampDesk, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<StampDesk>());
    }
}
