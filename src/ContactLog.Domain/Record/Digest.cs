using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ContactLog.Domain.Record;

/// <summary>
/// A SHA-256 value, or 32 random bytes that are written like one. Spelled as 64 lower-case hexadecimal characters; equality is
/// by value, and the default is the digest of nothing known and prints as 64 zeros.
/// </summary>
public readonly record struct Digest : ISpanFormattable
{
    /// <summary>How many bytes it has.</summary>
    public const int Bytes = SHA256.HashSizeInBytes;

    private static readonly SearchValues<char> s_lowerHex = SearchValues.Create("0123456789abcdef");

    // Four numbers and not a string: a case of some thousand entries has a hundred thousand of these, and every page reads them.
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    private Digest(ReadOnlySpan<byte> bytes)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>64 zeros: what stands before the first entry.</summary>
    public static Digest None { get; }

    /// <summary>The 64 characters.</summary>
    public string Hex
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Bytes];
            CopyTo(bytes);
            return Convert.ToHexStringLower(bytes);
        }
    }

    /// <summary>The first and last four characters, for a person to compare.</summary>
    public string Short => string.Concat(Hex.AsSpan(0, 4), "…", Hex.AsSpan(60));

    /// <summary>The digest of some bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Bytes];
        SHA256.HashData(bytes, hash);
        return new(hash);
    }

    /// <summary>The digest whose 32 bytes these are.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static Digest FromBytes(ReadOnlySpan<byte> hash) => hash.Length == Bytes
        ? new(hash)
        : throw new ArgumentException("A SHA-256 value has 32 bytes.", nameof(hash));

    /// <summary>Reads 64 lower-case hexadecimal characters; anything else is refused, so that a digest has one spelling.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Digest digest)
    {
        digest = default;
        if (text.Length != 2 * Bytes || text.ContainsAnyExcept(s_lowerHex))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Bytes];
        _ = Convert.FromHexString(text, bytes, out _, out _);
        digest = new(bytes);
        return true;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], _fourth);
    }

    /// <summary>The 64 characters.</summary>
    public override string ToString() => Hex;

    /// <inheritdoc/>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Hex;

    /// <inheritdoc/>
    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        CopyTo(bytes);
        return Convert.TryToHexStringLower(bytes, destination, out charsWritten);
    }
}
