using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// Seals a file as it streams in, so that no plain byte of it ever touches a disk: <c>01 | salt 24 | commitment 32 |
/// chunks</c>, the chunks of 16 KiB by C2SP chunked-encryption (SHA-512, AES-256-GCM), the last one always shorter.
/// Handed out in segments for rows of a database: joined in order they are that one text.
/// </summary>
public sealed class FileSealer : IDisposable
{
    /// <summary>Plain bytes in a chunk.</summary>
    public const int ChunkSize = 16 * 1024;

    /// <summary>Sealed bytes of a whole chunk.</summary>
    public const int SealedChunkSize = ChunkSize + SealedBlob.TagSize;

    /// <summary>Bytes before the first chunk.</summary>
    public const int HeaderSize = 1 + FileKeys.SaltSize + FileKeys.CommitmentSize;

    /// <summary>Chunks in every segment but the last; 1 MiB of plain bytes.</summary>
    public const int ChunksPerSegment = 64;

    private const byte Version = 1;
    private readonly byte[] _fileKey;
    private readonly byte[] _salt;
    private readonly byte[] _context;
    private byte[]? _sha256;
    private long _size;
    private bool _begun;
    private bool _disposed;

    /// <summary>Prepares to seal one file, once.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="fileId">The file's random id; its segments open under this id only.</param>
    public FileSealer(Guid caseId, Guid fileId)
        : this(caseId, fileId, RandomNumberGenerator.GetBytes(SealedBlob.KeySize), RandomNumberGenerator.GetBytes(FileKeys.SaltSize))
    {
    }

    /// <summary>With a key and salt given, for the published vectors only.</summary>
    internal FileSealer(Guid caseId, Guid fileId, byte[] fileKey, byte[] salt)
    {
        CaseId = caseId;
        FileId = fileId;
        _fileKey = fileKey;
        _salt = salt;
        _context = Aad.FileContext(caseId, fileId);
    }

    /// <summary>The case.</summary>
    public Guid CaseId { get; }

    /// <summary>The file.</summary>
    public Guid FileId { get; }

    /// <summary>Plain bytes read.</summary>
    /// <exception cref="InvalidOperationException">The file has not been read to its end.</exception>
    public long Size => _sha256 is not null ? _size : throw Unfinished();

    /// <summary>SHA-256 of the plain bytes.</summary>
    /// <exception cref="InvalidOperationException">The file has not been read to its end.</exception>
    public byte[] Sha256 => _sha256 ?? throw Unfinished();

    /// <summary>How many segments a file of this many plain bytes has.</summary>
    public static int SegmentCount(long size) => checked((int)((size / ChunkSize / ChunksPerSegment) + 1));

    /// <summary>Wraps the file's key under its case: before, during or after the segments, until disposed.</summary>
    public byte[] WrapKey(CaseKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return key.CaseId == CaseId ? key.WrapFileKey(FileId, _fileKey) : throw new ArgumentException("The key is another case's.", nameof(key));
    }

    /// <summary>
    /// Reads the source to its end and hands out sealed segments. Each is an array of its own; only about a megabyte is
    /// held at a time. Stopping half-way leaves nothing that opens: the last chunk is missing.
    /// </summary>
    /// <param name="source">The plain bytes. Not disposed.</param>
    /// <param name="limit">The most plain bytes to take.</param>
    /// <param name="cancel">Stops between chunks.</param>
    /// <exception cref="FileTooLargeException">The source holds more than the limit.</exception>
    public async IAsyncEnumerable<byte[]> SealAsync(Stream source, long limit, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_begun)
        {
            throw new InvalidOperationException("A FileSealer seals one file, once: a key used for two would repeat its nonces.");
        }

        _begun = true;
        using var keys = FileKeys.Derive(_fileKey, _salt, _context);
        using var gcm = new AesGcm(keys.Key, SealedBlob.TagSize);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var plain = new byte[ChunkSize];
        var nonce = new byte[SealedBlob.NonceSize];
        try
        {
            long chunk = 0;
            long size = 0;
            for (var last = false; !last;)
            {
                var header = chunk == 0 ? HeaderSize : 0;
                var segment = new byte[header + (ChunksPerSegment * SealedChunkSize)];
                if (header > 0)
                {
                    segment[0] = Version;
                    _salt.CopyTo(segment, 1);
                    keys.Commitment.CopyTo(segment.AsSpan(1 + FileKeys.SaltSize));
                }

                var filled = header;
                for (var i = 0; i < ChunksPerSegment && !last; i++)
                {
                    var read = await source.ReadAtLeastAsync(plain, ChunkSize, throwOnEndOfStream: false, cancel);
                    size += read;
                    if (size > limit)
                    {
                        throw new FileTooLargeException(limit);
                    }

                    hash.AppendData(plain, 0, read);
                    keys.Nonce(chunk++, nonce);
                    gcm.Encrypt(nonce, plain.AsSpan(0, read), segment.AsSpan(filled, read), segment.AsSpan(filled + read, SealedBlob.TagSize));
                    filled += read + SealedBlob.TagSize;
                    last = read < ChunkSize;
                }

                if (last)
                {
                    Array.Resize(ref segment, filled);
                    _sha256 = hash.GetHashAndReset();
                    _size = size;
                }

                yield return segment;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_fileKey);
    }

    private static InvalidOperationException Unfinished() => new("The file has not been read to its end.");
}

/// <summary>A file is larger than is taken here.</summary>
public sealed class FileTooLargeException(long limit) : Exception("The file is larger than the limit.")
{
    /// <summary>The limit in bytes.</summary>
    public long Limit => limit;
}

/// <summary>Key, base nonce and commitment of one sealed file.</summary>
internal sealed class FileKeys : IDisposable
{
    public const int SaltSize = 24;
    public const int CommitmentSize = 32;
    private const int KeySize = 32;
    private readonly byte[] _all;

    private FileKeys(byte[] all) => _all = all;

    public ReadOnlySpan<byte> Key => _all.AsSpan(0, KeySize);

    public ReadOnlySpan<byte> Commitment => _all.AsSpan(KeySize + SealedBlob.NonceSize, CommitmentSize);

    public static FileKeys Derive(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> context)
    {
        // HKDF.Expand with SHA-512 refuses a key shorter than 64 bytes. HMAC pads its key with zeros anyway, so 32 of
        // them give the very output that C2SP names; the vectors hold us to it.
        Span<byte> padded = stackalloc byte[64];
        padded.Clear();
        fileKey.CopyTo(padded);
        var all = new byte[KeySize + SealedBlob.NonceSize + CommitmentSize];
        HKDF.Expand(HashAlgorithmName.SHA512, padded, all, [.. "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"u8, .. salt, .. context]);
        CryptographicOperations.ZeroMemory(padded);
        return new FileKeys(all);
    }

    public void Nonce(long chunk, Span<byte> nonce)
    {
        if (chunk >= 1L << 38)
        {
            throw new InvalidOperationException("A sealed file has fewer than 2^38 chunks.");
        }

        _all.AsSpan(KeySize, SealedBlob.NonceSize).CopyTo(nonce);
        var low = nonce[^8..];
        BinaryPrimitives.WriteUInt64BigEndian(low, BinaryPrimitives.ReadUInt64BigEndian(low) ^ (ulong)chunk);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_all);
}
