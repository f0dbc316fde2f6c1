using System.Collections.Concurrent;
using System.Security.Cryptography;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;

namespace ContactLog.Data.Record;

/// <summary>
/// Copies of records that were opened lately, in memory, each in one piece and sealed under its case's own key: the next
/// page unseals one piece instead of ten thousand. Between requests the server holds ciphertext only, as it does on disk;
/// a copy that its key does not open is no copy. What goes into one was read from the store and verified, every hash of it;
/// the seal, under a key that no one else has, says that what comes out is the same.
/// </summary>
public sealed class SealedCopies(TimeProvider clock)
{
    /// <summary>How long a copy stands in for the store; then the store itself is read and verified again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string FieldName = "copy";
    private const long MostBytes = 128L << 20;
    private readonly ConcurrentDictionary<Guid, Copy> _copies = new();

    /// <summary>The entries of a case as they were when the store was last read, or null when there is no copy.</summary>
    internal OpenedEntry[]? Find(CaseKey key, out DateTimeOffset read)
    {
        read = default;
        if (!_copies.TryGetValue(key.CaseId, out var copy))
        {
            return null;
        }

        read = copy.Read;
        return Open(key, copy);
    }

    /// <summary>The entries in a copy; null when it is too old or the key does not open it.</summary>
    internal OpenedEntry[]? Open(CaseKey key, Copy copy)
    {
        if (clock.GetUtcNow() - copy.Read is var age && (age > Lifetime || age < TimeSpan.Zero))
        {
            return null;
        }

        byte[] plain;
        try
        {
            plain = key.At(copy.Epoch).OpenField(copy.Id, FieldName, Recorder.Schema, copy.Sealed);
        }
        catch (SealBrokenException)
        {
            return null;
        }

        var entries = EntriesInOnePiece.Read(plain, key.CaseId);
        CryptographicOperations.ZeroMemory(plain);
        return entries;
    }

    /// <summary>Keeps a copy.</summary>
    /// <param name="key">The case.</param>
    /// <param name="entries">All its entries.</param>
    /// <param name="read">When the store was read from the beginning; null for now. Adding to a copy does not make it younger.</param>
    /// <param name="rows">The digest of the rows that all of them were read from; null when they were not read together.</param>
    internal void Put(CaseKey key, IReadOnlyList<OpenedEntry> entries, DateTimeOffset? read, Digest? rows)
    {
        using var plain = new MemoryStream();
        using (var writer = new BinaryWriter(plain, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            EntriesInOnePiece.Write(writer, entries);
        }

        var bytes = plain.GetBuffer().AsSpan(0, (int)plain.Length);
        var id = Guid.NewGuid();
        _copies[key.CaseId] = new(id, key.Epoch, read ?? clock.GetUtcNow(), rows, key.SealField(id, FieldName, Recorder.Schema, bytes));
        CryptographicOperations.ZeroMemory(bytes);
        Trim();
    }

    /// <summary>Keeps a copy that was taken out and proved good.</summary>
    internal void Put(Guid caseId, Copy copy) => _copies.TryAdd(caseId, copy);

    /// <summary>Takes a copy out, so that no page finds it until it is put back; null when there is none.</summary>
    internal Copy? Take(Guid caseId) => _copies.TryRemove(caseId, out var copy) ? copy : null;

    private void Trim()
    {
        var now = clock.GetUtcNow();
        foreach (var (id, copy) in _copies)
        {
            if (now - copy.Read > Lifetime)
            {
                _copies.TryRemove(id, out _);
            }
        }

        foreach (var (id, _) in _copies.OrderBy(one => one.Value.Read))
        {
            if (_copies.Values.Sum(one => (long)one.Sealed.Length) <= MostBytes)
            {
                break;
            }

            _copies.TryRemove(id, out _);
        }
    }

    /// <summary>The entries of a case, sealed.</summary>
    /// <param name="Id">Bound into the seal.</param>
    /// <param name="Epoch">Of the key that sealed it.</param>
    /// <param name="Read">When the store was read for it.</param>
    /// <param name="Rows">The digest of the rows of the store that it was made of; null when it was added to since.</param>
    /// <param name="Sealed">The sealed entries.</param>
    internal sealed record Copy(Guid Id, int Epoch, DateTimeOffset Read, Digest? Rows, byte[] Sealed);
}
