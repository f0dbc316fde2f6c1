using System.Data.Common;
using ContactLog.Data;
using ContactLog.Data.Record;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Support;

/// <summary>
/// Lets something happen between two times that a request goes to the store: what chance does on a busy machine once in a thousand runs. What is asked
/// inside a transaction, or in the writer's turn, is one moment, and nothing that writes comes between.
/// </summary>
internal sealed class InBetween : DbConnectionInterceptor
{
    private Func<Task>? _happens;
    private WriteLock? _writes;
    private TaskCompletionSource _happened = new();
    private int _until = -1;

    /// <summary>True once it happened; false where the request came to its end before. Nothing happens any more.</summary>
    public async Task<bool> HappenedAsync()
    {
        if (Interlocked.Exchange(ref _until, -1) >= 0)
        {
            return false;
        }

        await _happened.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return true;
    }

    public void Add(IServiceCollection services) => services.ConfigureDbContext<ContactLogDb>(options => options.AddInterceptors(this));

    /// <summary>Lets it happen before the store is asked again, after so many times.</summary>
    public void After(int times, TestSite site, Func<Task> happens)
    {
        _writes = site.Services.GetRequiredService<WriteLock>();
        _happens = happens;
        _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _until, times);
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        // What happens goes to the store too; by then the count is below nought.
        if (Volatile.Read(ref _until) >= 0 && IsNobodysTurn() && Interlocked.Decrement(ref _until) == -1)
        {
            try
            {
                await _happens!();
                _happened.SetResult();
            }
            catch (Exception fault)
            {
                // The request is not at fault; whoever waits is told.
                _happened.SetException(fault);
            }
        }

        return result;
    }

    private bool IsNobodysTurn()
    {
        var turn = _writes!.TakeAsync(CancellationToken.None);
        _ = turn.ContinueWith(given => given.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return turn.IsCompleted;
    }
}
