using System.Security.Cryptography;
using ContactLog.Data.Sealing;

namespace ContactLog.Tests.Data.Sealing;

public sealed class FileSealerTests : IDisposable
{
    private static readonly Guid File = Guid.NewGuid();
    private readonly ServerSecret _secret = ServerSecret.Create();
    private readonly CaseKey _key;

    public FileSealerTests() => _key = CaseKey.Create(Guid.NewGuid(), 1, _secret.Outer);

    public static TheoryData<int> Sizes => [0, 1, 16_383, 16_384, 16_385, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (2 << 20) + 5];

    public void Dispose()
    {
        _key.Dispose();
        _secret.Dispose();
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task What_was_sealed_comes_back_whole_and_from_any_place(int size)
    {
        var plain = Made.Bytes(size);
        var (wrap, segments) = await SealAsync(plain);
        await using var stream = await OpenAsync(wrap, size, segments);
        Assert.Equal(size, stream.Length);
        var whole = new byte[size];
        await stream.ReadExactlyAsync(whole);
        Assert.Equal(plain, whole);
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        foreach (var at in new[] { 0, size / 2, Math.Max(0, size - 1), size })
        {
            stream.Position = at;
            var rest = new byte[Math.Min(40_000, size - at)];
            stream.ReadExactly(rest);
            Assert.Equal(plain.AsSpan(at, rest.Length).ToArray(), rest);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_flipped_byte_in_any_chunk_or_the_header_is_refused(int size)
    {
        var (wrap, segments) = await SealAsync(Made.Bytes(size));
        var places = new List<(int Segment, int At)>();
        for (var i = 0; i < 57 && i < segments[0].Length; i++)
        {
            places.Add((0, i));
        }

        for (var s = 0; s < segments.Count; s++)
        {
            for (var at = s == 0 ? 57 : 0; at < segments[s].Length; at += 5_467)
            {
                places.Add((s, at));
            }

            places.Add((s, segments[s].Length - 1));
        }

        foreach (var (segment, at) in places)
        {
            segments[segment][at] ^= 1;
            await RefusedAsync(wrap, size, segments);
            segments[segment][at] ^= 1;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Cut_lengthened_and_mismeasured_files_are_refused(int size)
    {
        var (wrap, segments) = await SealAsync(Made.Bytes(size));
        var last = segments[^1];
        foreach (var bad in new[] { last[..^1], [.. last, 0], last.Length > 16 ? last[..^16] : last[..^2] })
        {
            await RefusedAsync(wrap, size, [.. segments[..^1], bad]);
        }

        await RefusedAsync(wrap, size + 1, segments);
        await RefusedAsync(wrap, size + FileSealer.ChunkSize, segments);
        if (size > 0)
        {
            await RefusedAsync(wrap, size - 1, segments);
        }

        if (size >= FileSealer.ChunkSize)
        {
            // The end cut off at a chunk's border, and the stored size made to match.
            var whole = (size / FileSealer.ChunkSize * FileSealer.ChunkSize) - FileSealer.ChunkSize;
            var kept = segments.SelectMany(s => s).Take(57 + (whole / FileSealer.ChunkSize * FileSealer.SealedChunkSize)).ToArray();
            await RefusedAsync(wrap, whole, Split(kept));
            await RefusedAsync(wrap, whole, Split([.. kept, .. new byte[16]]));
        }
    }

    [Fact]
    public async Task Chunks_out_of_order_are_refused()
    {
        var (wrap, segments) = await SealAsync(Made.Bytes(3 * FileSealer.ChunkSize));
        var all = segments[0];
        var swapped = (byte[])all.Clone();
        all.AsSpan(57, FileSealer.SealedChunkSize).CopyTo(swapped.AsSpan(57 + FileSealer.SealedChunkSize));
        all.AsSpan(57 + FileSealer.SealedChunkSize, FileSealer.SealedChunkSize).CopyTo(swapped.AsSpan(57));
        await RefusedAsync(wrap, 3 * FileSealer.ChunkSize, [swapped]);
    }

    [Fact]
    public async Task Segments_out_of_order_are_refused()
    {
        var size = (3 << 20) + 1;
        var (wrap, segments) = await SealAsync(Made.Bytes(size));
        (segments[1], segments[2]) = (segments[2], segments[1]);
        await RefusedAsync(wrap, size, segments);
    }

    [Fact]
    public async Task Another_files_segments_are_refused()
    {
        var (_, segments) = await SealAsync(Made.Bytes(100));
        var (otherWrap, _) = await SealAsync(Made.Bytes(100));
        await RefusedAsync(otherWrap, 100, segments);
    }

    [Fact]
    public async Task A_file_larger_than_the_limit_stops()
    {
        using var sealer = new FileSealer(_key.CaseId, File);
        using var source = new MemoryStream(new byte[20_000]);
        await Assert.ThrowsAsync<FileTooLargeException>(async () =>
        {
            await foreach (var _ in sealer.SealAsync(source, 19_999))
            {
            }
        });
        Assert.Throws<InvalidOperationException>(() => sealer.Size);
    }

    [Fact]
    public async Task A_sealer_seals_once()
    {
        using var sealer = new FileSealer(_key.CaseId, File);
        await Made.SealAsync(sealer, [1]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Made.SealAsync(sealer, [2]));
    }

    [Fact]
    public async Task A_source_that_gives_one_byte_at_a_time_is_sealed_the_same()
    {
        var plain = Made.Bytes(40_000);
        using var sealer = new FileSealer(_key.CaseId, File);
        var segments = new List<byte[]>();
        using var source = new Trickle(plain);
        await foreach (var segment in sealer.SealAsync(source, long.MaxValue))
        {
            segments.Add(segment);
        }

        Assert.Equal(SHA256.HashData(plain), sealer.Sha256);
        await using var stream = await OpenAsync(sealer.WrapKey(_key), plain.Length, segments);
        var whole = new byte[plain.Length];
        stream.ReadExactly(whole);
        Assert.Equal(plain, whole);
    }

    private static List<byte[]> Split(byte[] all)
    {
        var first = 57 + (FileSealer.ChunksPerSegment * FileSealer.SealedChunkSize);
        var segments = new List<byte[]> { all[..Math.Min(first, all.Length)] };
        for (var at = first; at <= all.Length; at += FileSealer.ChunksPerSegment * FileSealer.SealedChunkSize)
        {
            segments.Add(all[at..Math.Min(all.Length, at + (FileSealer.ChunksPerSegment * FileSealer.SealedChunkSize))]);
        }

        return segments;
    }

    private async Task<(byte[] Wrap, List<byte[]> Segments)> SealAsync(byte[] plain)
    {
        using var sealer = new FileSealer(_key.CaseId, File);
        var segments = await Made.SealAsync(sealer, plain);
        return (sealer.WrapKey(_key), segments);
    }

    private ValueTask<SealedFileStream> OpenAsync(byte[] wrap, long size, List<byte[]> segments) =>
        SealedFileStream.OpenAsync(_key, File, wrap, size, i => i < segments.Count ? ValueTask.FromResult((byte[])segments[i].Clone()) : ValueTask.FromResult(Array.Empty<byte>()));

    private Task RefusedAsync(byte[] wrap, long size, List<byte[]> segments) => Assert.ThrowsAsync<SealBrokenException>(async () =>
    {
        await using var stream = await OpenAsync(wrap, size, segments);
        await stream.CopyToAsync(Stream.Null);
    });

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
