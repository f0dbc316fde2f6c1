using ContactLog.Data.Record;
using Microsoft.EntityFrameworkCore.Storage;

namespace ContactLog.Data.Accounts;

/// <summary>One change of an account: the writer's turn and a transaction, given up together unless committed.</summary>
internal sealed class AccountChange : IAsyncDisposable
{
    private readonly IDisposable _turn;
    private readonly IDbContextTransaction _transaction;

    private AccountChange(IDisposable turn, IDbContextTransaction transaction)
    {
        _turn = turn;
        _transaction = transaction;
    }

    public static async Task<AccountChange> BeginAsync(ContactLogDb db, WriteLock writers, CancellationToken cancel)
    {
        var turn = await writers.TakeAsync(cancel);
        try
        {
            return new AccountChange(turn, await db.Database.BeginTransactionAsync(cancel));
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public Task CommitAsync(CancellationToken cancel) => _transaction.CommitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        _turn.Dispose();
    }
}
