using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// The plain form of a seal: <c>01 | nonce 12 | ciphertext | tag 16</c>, AES-256-GCM with a fresh random nonce.
/// Stored only inside an <see cref="OuterSeal"/>, except in a session row, whose key is never on the server.
/// </summary>
public static class SealedBlob
{
    /// <summary>The one version that is written and read.</summary>
    public const byte Version = 1;

    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = 1 + NonceSize + TagSize;

    internal const int NonceSize = 12;
    internal const int TagSize = 16;
    internal const int KeySize = 32;

    /// <summary>Seals under a 32-byte key.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var blob = new byte[Overhead + plain.Length];
        blob[0] = Version;
        SealInto(blob.AsSpan(1), key, plain, associated);
        return blob;
    }

    /// <summary>Opens what <see cref="Seal"/> made. The caller zeroes the result when it is a key.</summary>
    /// <exception cref="SealBrokenException">Any byte, the key or the place differs, or the version is not known.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> blob, ReadOnlySpan<byte> associated)
    {
        if (blob.Length < Overhead || blob[0] != Version)
        {
            throw new SealBrokenException("A sealed blob");
        }

        return OpenFrom(blob[1..], key, associated, "A sealed blob");
    }

    internal static void SealInto(Span<byte> target, ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        using var gcm = Cipher(key);
        SealInto(target, gcm, plain, associated);
    }

    internal static void SealInto(Span<byte> target, AesGcm gcm, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var nonce = target[..NonceSize];
        RandomNumberGenerator.Fill(nonce);
        gcm.Encrypt(nonce, plain, target[NonceSize..^TagSize], target[^TagSize..], associated);
    }

    internal static byte[] OpenFrom(ReadOnlySpan<byte> body, ReadOnlySpan<byte> key, ReadOnlySpan<byte> associated, string what)
    {
        using var gcm = Cipher(key);
        return OpenFrom(body, gcm, associated, what);
    }

    internal static byte[] OpenFrom(ReadOnlySpan<byte> body, AesGcm gcm, ReadOnlySpan<byte> associated, string what)
    {
        var plain = new byte[body.Length - NonceSize - TagSize];
        try
        {
            gcm.Decrypt(body[..NonceSize], body[NonceSize..^TagSize], body[^TagSize..], plain, associated);
            return plain;
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new SealBrokenException(what, mismatch);
        }
    }

    /// <summary>AesGcm would quietly take a 16-byte key and give half the strength.</summary>
    internal static AesGcm Cipher(ReadOnlySpan<byte> key) =>
        key.Length == KeySize ? new AesGcm(key, TagSize) : throw new ArgumentException("A sealing key is 32 bytes.", nameof(key));
}
