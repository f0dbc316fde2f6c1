using ContactLog.Data;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Web.Cases;

/// <summary>
/// The case of whoever is signed in, for the length of a request: its key, its opened contents, and the
/// way to append to it. Pages use this and not the classes behind it.
/// </summary>
public sealed class CurrentCase(CurrentUser me, ContactLogDb db, CaseKeys keys, CaseOpener opener, Recorder recorder, FileStore files, CaseSharing sharing, LookLog looks) : IDisposable
{
    private readonly List<CaseKey> _before = [];
    private CaseKey? _key;
    private CaseFile? _file;
    private string? _actor;
    private int _settled;
    private bool _isSettled;

    /// <summary>The name under which the signed-in person stands in the record.</summary>
    public string Actor => _actor ?? me.Name;

    /// <summary>The opened case; null while she has none.</summary>
    /// <exception cref="RecordBrokenException">The record does not verify.</exception>
    /// <param name="cancel">Gives up.</param>
    /// <param name="fromStore">True to read and verify all of it from the store; false to take what was read lately from its sealed copy.</param>
    public async Task<CaseFile?> OpenAsync(CancellationToken cancel, bool fromStore = false)
    {
        if (_file is not null || await FindKeyAsync(cancel) is not { } key)
        {
            return _file;
        }

        try
        {
            return await HersAsync(await ReadAsync(key), cancel);
        }
        catch (EpochPassedException)
        {
            Forget();
            return await HersAsync(await ReadAsync(await KeyAsync(cancel)), cancel);
        }

        Task<CaseFile> ReadAsync(CaseKey with) => fromStore ? opener.OpenAsync(with, cancel) : opener.OpenForPageAsync(with, cancel);
    }

    /// <summary>The opened case; null also where it does not open, for pages that must be shown all the same.</summary>
    public async Task<CaseFile?> TryOpenAsync(CancellationToken cancel)
    {
        try
        {
            return await OpenAsync(cancel);
        }
        catch (Exception error) when (error is SealBrokenException or RecordBrokenException)
        {
            // The pages of the case say what is wrong with it.
            return null;
        }
    }

    /// <summary>Reads the case again, after something was appended.</summary>
    public async Task<CaseFile> ReopenAsync(CancellationToken cancel)
    {
        _file = null;
        return await OpenAsync(cancel) ?? throw new InvalidOperationException("The account has no case.");
    }

    /// <summary>Begins her case.</summary>
    /// <exception cref="InvalidOperationException">She has one.</exception>
    public async Task BeginAsync(FieldSet settings, CancellationToken cancel)
    {
        if (await FindKeyAsync(cancel) is not null)
        {
            throw new InvalidOperationException("The account has a case.");
        }

        _key = await recorder.BeginAsync(me.Id, me.Keys.PublicKey, settings["own-name"] ?? me.Name, settings, cancel);
    }

    /// <summary>Appends to the record; see <see cref="Recorder.AppendAsync"/>.</summary>
    /// <param name="requestId">The form that is being submitted.</param>
    /// <param name="drafts">The entries.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    /// <param name="progress">Told how many are written.</param>
    /// <param name="seen">The case as this request opened it, where the drafts hold only as long as nothing is added to it; null where they hold for any.</param>
    public async Task<Appended> AppendAsync(Guid? requestId, IReadOnlyList<EntryDraft> drafts, CancellationToken cancel, Action<int>? progress = null, CaseFile? seen = null)
    {
        _ = await OpenAsync(cancel) ?? throw new InvalidOperationException("The account has no case.");
        return await WriteAsync(key => recorder.AppendAsync(key, Actor, drafts, requestId, cancel, progress, seen?.Entries.Count + _settled), cancel);
    }

    /// <summary>The first item that a form made that was taken before; null when it was not.</summary>
    public async Task<Guid?> FindTakenAsync(Guid requestId, CancellationToken cancel) =>
        requestId == Guid.Empty ? null : await recorder.FindTakenAsync((await KeyAsync(cancel)).CaseId, requestId, cancel);

    /// <summary>Takes in a file; see <see cref="FileStore.ReceiveAsync"/>.</summary>
    public async Task<ReceivedFile> ReceiveAsync(Stream source, string name, long limit, CancellationToken cancel)
    {
        // An import takes in thousands of files in one request: who has left is asked once. Should an epoch begin meanwhile, the store takes no file under the key of before.
        if (!_isSettled)
        {
            _isSettled = await WriteAsync(_ => Task.FromResult(true), cancel);
        }

        try
        {
            return await files.ReceiveAsync(await KeyAsync(cancel), source, name, limit, cancel);
        }
        catch (EpochPassedException)
        {
            Forget();
            return await files.ReceiveAsync(await KeyAsync(cancel), source, name, limit, cancel);
        }
    }

    /// <summary>A file that arrived and was not taken in yet; null when there is none such.</summary>
    public async Task<ReceivedFile?> FindPendingAsync(Guid fileId, CancellationToken cancel) =>
        await files.FindPendingAsync(await KeyAsync(cancel), fileId, cancel);

    /// <summary>Drops a file that arrived and is not wanted.</summary>
    public async Task DropPendingAsync(Guid fileId, CancellationToken cancel) => await files.DropPendingAsync(await KeyAsync(cancel), fileId, cancel);

    /// <summary>The bytes of a file of the case.</summary>
    public async Task<Stream> OpenFileAsync(Guid fileId, CancellationToken cancel) => await files.OpenAsync(await KeyAsync(cancel), fileId, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        _key?.Dispose();
        _before.ForEach(key => key.Dispose());
    }

    // Whoever writes to the database could put a helper in the owner's place: the helper holds the key, and would read and write all of it. Whom the
    // record names as let in is not its owner.
    private async Task<CaseFile?> HersAsync(CaseFile file, CancellationToken cancel)
    {
        if (RecordedShares.Of(file).GrantOf(ShareTerms.DigestOf(me.Keys.PublicKey)) is { } grant)
        {
            await looks.TriedAsync(file.Id, grant, Tries.NotAllowed, cancel);
            return null;
        }

        _actor = file.Settings.OwnName;
        return _file = file;
    }

    /// <summary>Writes something that nobody whose time is over may read.</summary>
    internal Task<T> WriteAsync<T>(Func<CaseKey, Task<T>> write, CancellationToken cancel) => WithKeyAsync(
        async key =>
        {
            // Whoever left, or whose time ran out, may hold the key of before: what is written from now on goes under a new one.
            if (await sharing.SettleAsync(key, me.Keys, Actor, cancel) is > 0 and var ended)
            {
                _settled += ended;
                throw new EpochPassedException(key.Epoch, key.Epoch + 1);
            }

            return await write(key);
        },
        cancel);

    /// <summary>Does something that appends. When she ended somebody's access in another window meanwhile, it is done again under the new key.</summary>
    internal async Task<T> WithKeyAsync<T>(Func<CaseKey, Task<T>> act, CancellationToken cancel)
    {
        try
        {
            return await act(await KeyAsync(cancel));
        }
        catch (EpochPassedException)
        {
            Forget();
            return await act(await KeyAsync(cancel));
        }
        finally
        {
            // What was done may have begun an epoch; what is asked for next opens anew.
            Forget();
        }
    }

    /// <summary>The same for what gives nothing back.</summary>
    internal Task WithKeyAsync(Func<CaseKey, Task> act, CancellationToken cancel) => WithKeyAsync(
        async key =>
        {
            await act(key);
            return true;
        },
        cancel);

    // Whoever still holds the key of before goes on with it; it is gone at the end of the request.
    private void Forget()
    {
        if (_key is not null)
        {
            _before.Add(_key);
        }

        (_key, _file) = (null, null);
    }

    /// <summary>The key to the case, for what is made from the whole of it; gone at the end of the request. Do not dispose it.</summary>
    /// <exception cref="InvalidOperationException">She has no case.</exception>
    internal async Task<CaseKey> KeyAsync(CancellationToken cancel) =>
        await FindKeyAsync(cancel) ?? throw new InvalidOperationException("The account has no case.");

    private async Task<CaseKey?> FindKeyAsync(CancellationToken cancel)
    {
        if (_key is null)
        {
            foreach (var id in await db.Cases.Where(row => row.OwnerId == me.Id).OrderBy(row => row.CreatedAt).Select(row => row.Id).ToListAsync(cancel))
            {
                if ((_key = await keys.OpenAsync(id, me.Keys, cancel)) is not null)
                {
                    break;
                }
            }
        }

        return _key;
    }
}
