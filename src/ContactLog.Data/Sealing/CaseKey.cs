using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// The key of one case in one epoch. Every member holds it in a grant of their own; whoever holds it can open the
/// fields and files of the case, so it lives for one request and is zeroed after.
/// </summary>
public sealed class CaseKey : IDisposable
{
    private readonly byte[] _key;
    private readonly byte[] _extracted;
    private readonly OuterSeal _outer;
    private CaseKey[] _older = [];

    internal CaseKey(Guid caseId, int epoch, byte[] key, OuterSeal outer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        CaseId = caseId;
        Epoch = epoch;
        _key = key;
        // The first half of HKDF is the same for every field; a case of a thousand entries opens ten thousand of them.
        _extracted = HKDF.Extract(HashAlgorithmName.SHA256, key, salt: []);
        _outer = outer;
    }

    /// <summary>The case.</summary>
    public Guid CaseId { get; }

    /// <summary>Counts from 1; a new epoch begins when somebody's access ends.</summary>
    public int Epoch { get; }

    internal ReadOnlySpan<byte> Key => _key;

    /// <summary>The keys of all epochs held, this one first.</summary>
    internal IEnumerable<CaseKey> All => [this, .. _older];

    /// <summary>Makes the key of a new case, or of a new epoch.</summary>
    public static CaseKey Create(Guid caseId, int epoch, OuterSeal outer)
    {
        ArgumentNullException.ThrowIfNull(outer);
        return new CaseKey(caseId, epoch, RandomNumberGenerator.GetBytes(SealedBlob.KeySize), outer);
    }

    /// <summary>Joins the keys of several epochs of one case: the newest seals, all of them open. They are disposed of together.</summary>
    /// <exception cref="ArgumentException">There is none, or they are of several cases.</exception>
    public static CaseKey Join(IReadOnlyCollection<CaseKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var newest = keys.MaxBy(key => key.Epoch) ?? throw new ArgumentException("A case has a key.", nameof(keys));
        if (keys.Any(key => key.CaseId != newest.CaseId))
        {
            throw new ArgumentException("The keys are of several cases.", nameof(keys));
        }

        newest._older = [.. keys.Where(key => key != newest)];
        return newest;
    }

    /// <summary>The key of an epoch: what was sealed before somebody's access ended stays under the key of then.</summary>
    /// <exception cref="SealBrokenException">The member holds no key of that epoch.</exception>
    public CaseKey At(int epoch) =>
        epoch == Epoch ? this : Array.Find(_older, key => key.Epoch == epoch) ?? throw new SealBrokenException("A key of another epoch");

    /// <summary>Seals the text of one field of one entry. It opens under the same entry, name, epoch and schema only.</summary>
    /// <param name="entryId">The entry's own random id.</param>
    /// <param name="name">The field's name as in the record, or a name of the caller's own for the entry text.</param>
    /// <param name="schema">The version of what the bytes mean.</param>
    /// <param name="plain">The bytes.</param>
    public byte[] SealField(Guid entryId, string name, int schema, ReadOnlySpan<byte> plain)
    {
        var associated = Aad.Field(CaseId, entryId, name, Epoch, schema);
        Span<byte> key = stackalloc byte[SealedBlob.KeySize];
        FieldKey(key, entryId, name);
        try
        {
            return _outer.Seal(SealedBlob.Seal(key, plain, associated), associated);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens what <see cref="SealField"/> made.</summary>
    /// <exception cref="SealBrokenException">Changed, moved, or of another case, epoch or version.</exception>
    public byte[] OpenField(Guid entryId, string name, int schema, ReadOnlySpan<byte> blob)
    {
        var associated = Aad.Field(CaseId, entryId, name, Epoch, schema);
        Span<byte> key = stackalloc byte[SealedBlob.KeySize];
        FieldKey(key, entryId, name);
        try
        {
            return SealedBlob.Open(key, _outer.Open(blob, associated), associated);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Wraps the random key of a file.</summary>
    public byte[] WrapFileKey(Guid fileId, ReadOnlySpan<byte> fileKey)
    {
        var associated = Aad.FileKey(CaseId, fileId, Epoch);
        return _outer.Seal(SealedBlob.Seal(_key, fileKey, associated), associated);
    }

    /// <summary>Opens the key of a file. The caller zeroes it.</summary>
    /// <exception cref="SealBrokenException">Changed, moved, or of another case, file or epoch.</exception>
    public byte[] UnwrapFileKey(Guid fileId, ReadOnlySpan<byte> wrap)
    {
        var associated = Aad.FileKey(CaseId, fileId, Epoch);
        return SealedBlob.Open(_key, _outer.Open(wrap, associated), associated);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        CryptographicOperations.ZeroMemory(_extracted);
        foreach (var older in _older)
        {
            older.Dispose();
        }
    }

    private void FieldKey(Span<byte> key, Guid entryId, string name) =>
        HKDF.Expand(HashAlgorithmName.SHA256, _extracted, key, Aad.FieldKeyInfo(entryId, name));
}
