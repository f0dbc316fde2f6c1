using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// Reads a sealed file as plain bytes, from any place in it, holding one segment and one chunk at a time. Not a byte is
/// handed out before its chunk has been authenticated, nor before the file's length has.
/// </summary>
public sealed class SealedFileStream : Stream
{
    private readonly Func<int, ValueTask<byte[]>> _segments;
    private readonly FileKeys _keys;
    private readonly AesGcm _gcm;
    private readonly long _length;
    private readonly byte[] _chunk = new byte[FileSealer.ChunkSize];
    private byte[] _segment = [];
    private int _segmentIndex = -1;
    private long _chunkIndex = -1;
    private int _chunkLength;
    private long _position;

    private SealedFileStream(Func<int, ValueTask<byte[]>> segments, FileKeys keys, long length)
    {
        _segments = segments;
        _keys = keys;
        _gcm = new AesGcm(keys.Key, SealedBlob.TagSize);
        _length = length;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>Plain bytes in the file; authenticated when the stream was opened.</summary>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <summary>Opens a sealed file: checks its commitment and its last chunk, and with it its length.</summary>
    /// <param name="key">The case key.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="wrappedFileKey">What <see cref="FileSealer.WrapKey"/> made.</param>
    /// <param name="size">Plain bytes, as stored beside the file; a lie is found out.</param>
    /// <param name="segments">Gives segment 0, 1, 2 … as <see cref="FileSealer.SealAsync"/> handed them out.</param>
    /// <exception cref="SealBrokenException">Changed, cut, extended, reordered, another file's, or of an unknown version.</exception>
    public static async ValueTask<SealedFileStream> OpenAsync(CaseKey key, Guid fileId, byte[] wrappedFileKey, long size, Func<int, ValueTask<byte[]>> segments)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var fileKey = key.UnwrapFileKey(fileId, wrappedFileKey);
        try
        {
            return await OpenAsync(fileKey, Aad.FileContext(key.CaseId, fileId), size, segments);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(fileKey);
        }
    }

    internal static async ValueTask<SealedFileStream> OpenAsync(byte[] fileKey, byte[] context, long size, Func<int, ValueTask<byte[]>> segments)
    {
        var first = await segments(0);
        if (first.Length < FileSealer.HeaderSize + SealedBlob.TagSize || first[0] != 1)
        {
            throw Broken();
        }

        var keys = FileKeys.Derive(fileKey, first.AsSpan(1, FileKeys.SaltSize), context);
        var stream = new SealedFileStream(segments, keys, size);
        try
        {
            // Without the commitment a second key could be found under which the same bytes open as another file.
            if (!CryptographicOperations.FixedTimeEquals(keys.Commitment, first.AsSpan(1 + FileKeys.SaltSize, FileKeys.CommitmentSize)))
            {
                throw Broken();
            }

            stream.Hold(0, first);
            await stream.LoadAsync(size / FileSealer.ChunkSize);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_position >= _length || buffer.Length == 0)
        {
            return 0;
        }

        await LoadAsync(_position / FileSealer.ChunkSize);
        return Copy(buffer.Span);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_position >= _length || buffer.Length == 0)
        {
            return 0;
        }

        LoadAsync(_position / FileSealer.ChunkSize).AsTask().GetAwaiter().GetResult();
        return Copy(buffer);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => _position, _ => _length };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        return _position = target;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(_chunk);
            _gcm.Dispose();
            _keys.Dispose();
        }

        base.Dispose(disposing);
    }

    private static SealBrokenException Broken() => new("A sealed file");

    private int Copy(Span<byte> buffer)
    {
        var at = (int)(_position % FileSealer.ChunkSize);
        var count = Math.Min(buffer.Length, _chunkLength - at);
        _chunk.AsSpan(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    private async ValueTask LoadAsync(long chunk)
    {
        if (chunk == _chunkIndex)
        {
            return;
        }

        var index = (int)(chunk / FileSealer.ChunksPerSegment);
        if (index != _segmentIndex)
        {
            Hold(index, await _segments(index));
        }

        Open(chunk);
    }

    /// <summary>Keeps a segment after checking its length, which the length of the file alone decides.</summary>
    private void Hold(int index, byte[] segment)
    {
        var lastChunk = _length / FileSealer.ChunkSize;
        var before = (long)index * FileSealer.ChunksPerSegment;
        var whole = Math.Min(FileSealer.ChunksPerSegment, lastChunk - before);
        var expected = (index == 0 ? FileSealer.HeaderSize : 0) + (whole * FileSealer.SealedChunkSize);
        if (whole < FileSealer.ChunksPerSegment)
        {
            expected += (_length % FileSealer.ChunkSize) + SealedBlob.TagSize;
        }

        if (whole < 0 || segment.Length != expected)
        {
            throw Broken();
        }

        _segment = segment;
        _segmentIndex = index;
    }

    private void Open(long chunk)
    {
        var isLast = chunk == _length / FileSealer.ChunkSize;
        var length = isLast ? (int)(_length % FileSealer.ChunkSize) : FileSealer.ChunkSize;
        var start = (_segmentIndex == 0 ? FileSealer.HeaderSize : 0) + ((int)(chunk % FileSealer.ChunksPerSegment) * FileSealer.SealedChunkSize);
        Span<byte> nonce = stackalloc byte[SealedBlob.NonceSize];
        _keys.Nonce(chunk, nonce);
        _chunkIndex = -1;
        try
        {
            _gcm.Decrypt(nonce, _segment.AsSpan(start, length), _segment.AsSpan(start + length, SealedBlob.TagSize), _chunk.AsSpan(0, length));
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            CryptographicOperations.ZeroMemory(_chunk);
            throw new SealBrokenException("A sealed file", mismatch);
        }

        _chunkIndex = chunk;
        _chunkLength = length;
    }
}
