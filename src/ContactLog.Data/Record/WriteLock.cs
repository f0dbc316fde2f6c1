namespace ContactLog.Data.Record;

/// <summary>
/// One writer at a time in this process. SQLite allows one anyway; queueing here keeps a busy moment
/// from becoming an error page.
/// </summary>
public sealed class WriteLock : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Waits for the turn. Disposing what is returned gives it on.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        return new Turn(_one);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                one.Release();
            }
        }
    }
}
