using ContactLog.Data.Record;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Evidence;
using ContactLog.Web.Security;

namespace ContactLog.Web.Sharing;

/// <summary>
/// A case that is shared with whoever is signed in, for the length of a request. Pages get what the scope leaves and
/// the way to write down that it was looked at; the way to append is not here.
/// </summary>
public sealed class SharedCase(CurrentUser me, SharedCases cases, FileStore files, LookLog looks) : IDisposable
{
    private OpenedShare? _opened;

    /// <summary>Opens it.</summary>
    /// <param name="memberId">The grant.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<OpenedShare> OpenAsync(Guid memberId, CancellationToken cancel)
    {
        _opened?.Key?.Dispose();
        return _opened = await cases.OpenAsync(memberId, me.Keys, cancel);
    }

    /// <summary>Writes down a look before anything is shown. The owner's own look through somebody's eyes is none.</summary>
    public async Task LookedAsync(string kind, IReadOnlyList<int> items, CancellationToken cancel)
    {
        if (!Opened.IsOwner)
        {
            await looks.LookedAsync(Opened.Key!, Opened.MemberId, kind, items, cancel);
        }
    }

    /// <summary>A look that whoever calls writes down together with others, before anything is shown.</summary>
    internal LookRow Look(string kind) => looks.Seal(Opened.Key!, Opened.MemberId, kind, []);

    /// <summary>Writes down a try that is refused.</summary>
    public async Task TriedAsync(string what, CancellationToken cancel)
    {
        if (!Opened.IsOwner)
        {
            await looks.TriedAsync(Opened.Key!.CaseId, Opened.MemberId, what, cancel);
        }
    }

    /// <summary>The bytes of an exhibit that may be opened.</summary>
    /// <exception cref="InvalidOperationException">It may not: the page forgot to ask.</exception>
    public Task<Stream> OpenFileAsync(Exhibit exhibit, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(exhibit);
        return Opened.Case!.MayOpen(exhibit) ? files.OpenAsync(Opened.Key!, exhibit.File.Id, cancel) : throw new InvalidOperationException("The file is not shared.");
    }

    /// <inheritdoc/>
    public void Dispose() => _opened?.Key?.Dispose();

    internal OpenedShare Opened => _opened ?? throw new InvalidOperationException("The case was not opened.");
}
