using System.Buffers;
using System.Security.Cryptography;

namespace ContactLog.Domain.Record;

/// <summary>A SHA-256 value, kept as its 64 lower-case hexadecimal characters. Equality is by value; the default is the digest of nothing known and prints as 64 zeros.</summary>
public readonly record struct Digest
{
    private static readonly SearchValues<char> s_lowerHex = SearchValues.Create("0123456789abcdef");
    private readonly string? _hex;

    private Digest(string hex) => _hex = hex;

    /// <summary>64 zeros: what stands before the first entry.</summary>
    public static Digest None { get; }

    /// <summary>The 64 characters.</summary>
    public string Hex => _hex ?? "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The first and last four characters, for a person to compare.</summary>
    public string Short => $"{Hex[..4]}…{Hex[^4..]}";

    /// <summary>The digest of some bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new(Convert.ToHexStringLower(hash));
    }

    /// <summary>The digest whose 32 bytes these are.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static Digest FromBytes(ReadOnlySpan<byte> hash) => hash.Length == SHA256.HashSizeInBytes
        ? Make(Convert.ToHexStringLower(hash))
        : throw new ArgumentException("A SHA-256 value has 32 bytes.", nameof(hash));

    /// <summary>Reads 64 lower-case hexadecimal characters; anything else is refused, so that a digest has one spelling.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Digest digest)
    {
        digest = default;
        if (text.Length != 64 || text.ContainsAnyExcept(s_lowerHex))
        {
            return false;
        }

        digest = Make(text.ToString());
        return true;
    }

    /// <summary>The 64 characters.</summary>
    public override string ToString() => Hex;

    // One spelling per value keeps equality right: 64 zeros and the default are the same digest.
    private static Digest Make(string hex) => hex == None.Hex ? None : new(hex);
}
