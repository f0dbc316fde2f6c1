using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// A case key sealed to one member's public key (ECDH with a fresh pair): <c>01 | ephemeral point 65 | nonce 12 |
/// ciphertext | tag 16</c> in an outer seal. Anyone can make one, only the member can open it.
/// </summary>
public static class Grant
{
    private const byte Version = 1;
    private const int PointSize = 65;
    private const int CoordinateSize = 32;

    /// <summary>Seals a case key to a member.</summary>
    /// <param name="key">The case key.</param>
    /// <param name="memberId">The member's user id; a grant does not open for another.</param>
    /// <param name="memberPublicKey">The member's public key as SPKI.</param>
    /// <param name="outer">The server's outer seal.</param>
    /// <exception cref="CryptographicException">The public key is no point on P-256.</exception>
    public static byte[] Seal(CaseKey key, Guid memberId, ReadOnlySpan<byte> memberPublicKey, OuterSeal outer)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(outer);
        var associated = Aad.Grant(key.CaseId, key.Epoch, memberId);
        using var member = ECDiffieHellman.Create();
        member.ImportSubjectPublicKeyInfo(memberPublicKey, out _);
        RefuseOtherCurves(member);
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = Point(once);
        var agreed = once.DeriveRawSecretAgreement(member.PublicKey);
        var wrapKey = WrapKey(agreed, point, Point(member), associated);
        try
        {
            var inner = new byte[1 + PointSize + SealedBlob.NonceSize + key.Key.Length + SealedBlob.TagSize];
            inner[0] = Version;
            point.CopyTo(inner, 1);
            SealedBlob.SealInto(inner.AsSpan(1 + PointSize), wrapKey, key.Key, associated);
            return outer.Seal(inner, associated);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(agreed);
            CryptographicOperations.ZeroMemory(wrapKey);
        }
    }

    /// <summary>Opens a member's grant.</summary>
    /// <exception cref="SealBrokenException">Changed, another member's, another case's or epoch's, or with a point off the curve.</exception>
    public static CaseKey Open(ReadOnlySpan<byte> blob, Guid caseId, int epoch, UserKeys member, OuterSeal outer)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(outer);
        var associated = Aad.Grant(caseId, epoch, member.UserId);
        var inner = outer.Open(blob, associated);
        if (inner.Length != 1 + PointSize + SealedBlob.NonceSize + SealedBlob.KeySize + SealedBlob.TagSize || inner[0] != Version)
        {
            throw new SealBrokenException("A grant");
        }

        var point = inner.AsSpan(1, PointSize);
        using var once = ImportPoint(point);
        var agreed = member.Agree(once.PublicKey);
        using var own = ECDiffieHellman.Create();
        own.ImportSubjectPublicKeyInfo(member.PublicKey, out _);
        var wrapKey = WrapKey(agreed, point, Point(own), associated);
        try
        {
            return new CaseKey(caseId, epoch, SealedBlob.OpenFrom(inner.AsSpan(1 + PointSize), wrapKey, associated, "A grant"), outer);
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
