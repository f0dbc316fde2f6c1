using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// Bytes sealed to one person's public key (ECDH with a fresh pair): <c>01 | ephemeral point 65 | nonce 12 |
/// ciphertext | tag 16</c> in an outer seal. Anyone can make one, only that person can open it.
/// </summary>
internal static class PublicSeal
{
    private const byte Version = 1;
    private const int PointSize = 65;
    private const int CoordinateSize = 32;
    private const int Overhead = 1 + PointSize + SealedBlob.NonceSize + SealedBlob.TagSize;

    /// <summary>Seals.</summary>
    /// <exception cref="CryptographicException">The public key is no point on P-256.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> publicKey, byte[] associated, OuterSeal outer)
    {
        using var reader = ECDiffieHellman.Create();
        reader.ImportSubjectPublicKeyInfo(publicKey, out _);
        RefuseOtherCurves(reader);
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = Point(once);
        var agreed = once.DeriveRawSecretAgreement(reader.PublicKey);
        var wrapKey = WrapKey(agreed, point, Point(reader), associated);
        try
        {
            var inner = new byte[Overhead + plain.Length];
            inner[0] = Version;
            point.CopyTo(inner, 1);
            SealedBlob.SealInto(inner.AsSpan(1 + PointSize), wrapKey, plain, associated);
            return outer.Seal(inner, associated);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(agreed);
            CryptographicOperations.ZeroMemory(wrapKey);
        }
    }

    /// <summary>Opens.</summary>
    /// <exception cref="SealBrokenException">Changed, moved, another person's, of another length, or with a point off the curve.</exception>
    public static byte[] Open(ReadOnlySpan<byte> blob, int length, UserKeys reader, byte[] associated, OuterSeal outer, string what)
    {
        var inner = outer.Open(blob, associated);
        if (inner.Length != Overhead + length || inner[0] != Version)
        {
            throw new SealBrokenException(what);
        }

        var point = inner.AsSpan(1, PointSize);
        using var once = ImportPoint(point);
        var agreed = reader.Agree(once.PublicKey);
        using var own = ECDiffieHellman.Create();
        own.ImportSubjectPublicKeyInfo(reader.PublicKey, out _);
        var wrapKey = WrapKey(agreed, point, Point(own), associated);
        try
        {
            return SealedBlob.OpenFrom(inner.AsSpan(1 + PointSize), wrapKey, associated, what);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(agreed);
            CryptographicOperations.ZeroMemory(wrapKey);
        }
    }

    /// <summary>A point off the curve would leak the private key bit by bit; the platform refuses it on import, and a test holds it to that.</summary>
    internal static ECDiffieHellman ImportPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointSize || point[0] != 4)
        {
            throw new SealBrokenException("A grant");
        }

        try
        {
            return ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint
                {
                    X = point.Slice(1, CoordinateSize).ToArray(),
                    Y = point[(1 + CoordinateSize)..].ToArray(),
                },
            });
        }
        catch (CryptographicException refused)
        {
            throw new SealBrokenException("A grant", refused);
        }
    }

    private static byte[] Point(ECDiffieHellman key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }

    private static byte[] WrapKey(ReadOnlySpan<byte> agreed, ReadOnlySpan<byte> oncePoint, ReadOnlySpan<byte> memberPoint, ReadOnlySpan<byte> associated)
    {
        var key = new byte[SealedBlob.KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, key, [.. oncePoint, .. memberPoint], associated);
        return key;
    }

    private static void RefuseOtherCurves(ECDiffieHellman key)
    {
        if (key.KeySize != 256 || key.ExportParameters(false).Curve.Oid?.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
        {
            throw new CryptographicException("A member's public key is a point on P-256.");
        }
    }
}
