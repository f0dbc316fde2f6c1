using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace ContactLog.Reports.Bundle;

/// <summary>What a file of a ZIP turned out to be.</summary>
/// <param name="Part">Its name, size, checksum and place.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal.</param>
/// <param name="Sha512">Of its bytes, in hexadecimal.</param>
/// <param name="Bytes">Its bytes, when they were asked for.</param>
internal sealed record ReadPart(ZipPart Part, string Sha256, string Sha512, byte[]? Bytes);

/// <summary>
/// Reads a canonical ZIP once from front to end and never goes back: an upload can be checked as it comes in, and nothing of
/// it is held but what is asked for. Every byte must be the only one that it can be; what a hostile ZIP says of sizes and
/// places is compared and never trusted.
/// </summary>
internal sealed class CanonicalZipReader(Stream zip)
{
    private const int HeaderSize = 30;
    private const int MaxName = 400;
    private readonly List<ZipPart> _parts = [];
    private readonly byte[] _buffer = new byte[128 * 1024];
    private byte[] _header = [];
    private Instant? _made;
    private long _offset;

    /// <summary>The files so far.</summary>
    public IReadOnlyList<ZipPart> Parts => _parts;

    /// <summary>Reads the next header.</summary>
    /// <returns>The file that follows; null where the list of files begins.</returns>
    /// <exception cref="BundleWrongException">It is no header of a canonical ZIP.</exception>
    /// <exception cref="EndOfStreamException">The ZIP was cut.</exception>
    public async Task<ZipPart?> NextAsync(CancellationToken cancel)
    {
        _header = new byte[HeaderSize];
        var got = await zip.ReadAtLeastAsync(_header, HeaderSize, throwOnEndOfStream: false, cancel);
        if (got < HeaderSize)
        {
            throw _parts.Count == 0 ? new BundleWrongException("bundle.wrong.short") : new EndOfStreamException();
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(_header) != CanonicalZip.LocalSignature)
        {
            return _parts.Count == 0 ? throw Damaged() : null;
        }

        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(26));
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(28));
        if (nameLength is 0 or > MaxName || extraLength is not (0 or 20))
        {
            throw Damaged();
        }

        var rest = new byte[nameLength + extraLength];
        await zip.ReadExactlyAsync(rest, cancel);
        var name = Encoding.ASCII.GetString(rest, 0, nameLength);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(22));
        if (extraLength == 20)
        {
            size = (long)BinaryPrimitives.ReadUInt64LittleEndian(rest.AsSpan(nameLength + 4));
        }

        _made ??= CanonicalZip.FromDos(BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(10)), BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(12)));
        var part = new ZipPart(name, size, BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(14)), _offset);
        if (size < 0 || _made is not { } made || !CanonicalZip.LocalHeader(part, made).AsSpan().SequenceEqual((byte[])[.. _header, .. rest]))
        {
            throw Damaged();
        }

        return part;
    }

    /// <summary>Reads the bytes of the file whose header was read last.</summary>
    /// <param name="part">The file.</param>
    /// <param name="keep">Whether its bytes are wanted; the caller has seen that there are not too many.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="look">Sees the bytes as they come; none of them is kept for it.</param>
    public async Task<ReadPart> ReadAsync(ZipPart part, bool keep, CancellationToken cancel, Action<ReadOnlyMemory<byte>>? look = null)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var crc = new Crc32();
        // Grown as bytes come: a size that a header only claims must not take memory.
        await using var kept = keep ? new MemoryStream() : null;
        for (var left = part.Size; left > 0;)
        {
            var read = await zip.ReadAsync(_buffer.AsMemory(0, (int)Math.Min(left, _buffer.Length)), cancel);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            var bytes = _buffer.AsMemory(0, read);
            sha256.AppendData(bytes.Span);
            sha512.AppendData(bytes.Span);
            crc.Append(bytes.Span);
            look?.Invoke(bytes);
            if (kept is not null)
            {
                await kept.WriteAsync(bytes, cancel);
            }

            left -= read;
        }

        _parts.Add(part);
        _offset = part.DataOffset + part.Size;
        var result = new ReadPart(part, Convert.ToHexStringLower(sha256.GetHashAndReset()), Convert.ToHexStringLower(sha512.GetHashAndReset()), kept?.ToArray());
        return crc.Value == part.Crc ? result : throw new BundleWrongException("bundle.wrong.bytes", InFolder(part.Name));
    }

    /// <summary>Compares everything after the last file with the only list of files that there can be.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        var expected = CanonicalZip.Directory(_parts, _made!.Value);
        if (expected.Length < HeaderSize || !expected.AsSpan(0, HeaderSize).SequenceEqual(_header))
        {
            throw Damaged();
        }

        for (var at = HeaderSize; at < expected.Length;)
        {
            var read = await zip.ReadAsync(_buffer.AsMemory(0, Math.Min(expected.Length - at, _buffer.Length)), cancel);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            if (!expected.AsSpan(at, read).SequenceEqual(_buffer.AsSpan(0, read)))
            {
                throw new BundleWrongException("bundle.wrong.directory");
            }

            at += read;
        }

        if (await zip.ReadAsync(_buffer.AsMemory(0, 1), cancel) != 0)
        {
            throw new BundleWrongException("bundle.wrong.added");
        }
    }

    private BundleWrongException Damaged() => _parts.Count > 0 ? new("bundle.wrong.header", BagCheck.Printable(InFolder(_parts[^1].Name)))
        // A ZIP that something else packed, or a part of one: what it holds may be whole, and she has to be told what to do.
        : BinaryPrimitives.ReadUInt32LittleEndian(_header) == CanonicalZip.LocalSignature ? new("bundle.wrong.repacked")
        : new("bundle.wrong.beginning");

    private static string InFolder(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
