using System.Data.Common;
using ContactLog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Support;

/// <summary>
/// Holds every request that is about to write until so many stand there. Before anything is written it is asked whose time is over, and by then
/// each has opened the case and knows what it will write.
/// </summary>
internal sealed class StandTogether : DbCommandInterceptor
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing;

    public void Add(IServiceCollection services) => services.ConfigureDbContext<ContactLogDb>(options => options.AddInterceptors(this));

    /// <summary>From now on, until that many have come; after that nobody waits any more.</summary>
    public void WaitFor(int requests) => Volatile.Write(ref _missing, requests);

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _missing) > 0 && command.CommandText.Contains("\"UnshareSeq\" IS NULL", StringComparison.Ordinal))
        {
            if (Interlocked.Decrement(ref _missing) == 0)
            {
                _all.SetResult();
            }

            await _all.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
        }

        return result;
    }
}
