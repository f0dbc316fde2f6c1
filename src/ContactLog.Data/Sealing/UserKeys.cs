using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>How a private key is wrapped. The texts are part of what is sealed; w4 to w6 are reserved.</summary>
public static class WrapKinds
{
    /// <summary>Under the password.</summary>
    public const string Password = "w1";

    /// <summary>Under the recovery code.</summary>
    public const string Recovery = "w2";

    /// <summary>Under a key in two parts, a helper's and the server's.</summary>
    public const string Helper = "w3";

    /// <summary>Under the code that a helper is given after the waiting time, to read to her.</summary>
    public const string Handed = "w7";
}

/// <summary>
/// A person's opened key pair (ECDH on P-256). The private half exists only while this object lives, for one request;
/// at rest it is wrapped under the password and under the recovery code.
/// </summary>
public sealed class UserKeys : IDisposable
{
    private readonly ECDiffieHellman _pair;
    private byte[]? _own;

    private UserKeys(Guid userId, ECDiffieHellman pair)
    {
        UserId = userId;
        _pair = pair;
        PublicKey = pair.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Whose keys these are.</summary>
    public Guid UserId { get; }

    /// <summary>The public half as SPKI: grants are sealed to it.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Makes a new pair.</summary>
    public static UserKeys Create(Guid userId) => new(userId, ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Opens a wrap.</summary>
    /// <exception cref="SealBrokenException">Another password, code, user or kind, or a changed row.</exception>
    internal static UserKeys Unwrap(Guid userId, string kind, ReadOnlySpan<byte> wrapKey, ReadOnlySpan<byte> wrap, OuterSeal outer)
    {
        var associated = Aad.Wrap(userId, kind);
        return FromPrivate(userId, SealedBlob.Open(wrapKey, outer.Open(wrap, associated), associated));
    }

    /// <summary>Opens the copy in a session row, which is sealed under the half that only the browser holds.</summary>
    /// <exception cref="SealBrokenException">Another cookie, session or user, or a changed row.</exception>
    internal static UserKeys OpenFromSession(Guid userId, ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> sessionIdHash, ReadOnlySpan<byte> blob) =>
        FromPrivate(userId, SealedBlob.Open(sessionKey, blob, Aad.Session(sessionIdHash, userId)));

    /// <summary>Wraps the private half under a key from the password or the recovery code.</summary>
    internal byte[] Wrap(string kind, ReadOnlySpan<byte> wrapKey, OuterSeal outer)
    {
        var associated = Aad.Wrap(UserId, kind);
        return WithPrivate(wrapKey, associated, outer, static (inner, place, seal) => seal!.Seal(inner, place));
    }

    /// <summary>Seals the private half for a session row.</summary>
    internal byte[] SealForSession(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> sessionIdHash) =>
        WithPrivate(sessionKey, Aad.Session(sessionIdHash, UserId), null, static (inner, _, _) => inner);

    /// <summary>Whether two opened pairs are the same key: asked before an old wrap is let go.</summary>
    internal bool IsSameAs(UserKeys other)
    {
        var mine = _pair.ExportPkcs8PrivateKey();
        var theirs = other._pair.ExportPkcs8PrivateKey();
        try
        {
            return CryptographicOperations.FixedTimeEquals(mine, theirs);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(mine);
            CryptographicOperations.ZeroMemory(theirs);
        }
    }

    /// <summary>Seals what is for this person alone, under a key that only this pair can agree on with itself.</summary>
    /// <param name="id">What it belongs to.</param>
    /// <param name="what">Its name there.</param>
    /// <param name="plain">The bytes.</param>
    internal byte[] SealOwn(Guid id, string what, ReadOnlySpan<byte> plain)
    {
        var associated = Aad.Own(UserId, id, what);
        var key = OwnKey(associated);
        var blob = SealedBlob.Seal(key, plain, associated);
        CryptographicOperations.ZeroMemory(key);
        return blob;
    }

    /// <summary>Opens what <see cref="SealOwn"/> made.</summary>
    /// <exception cref="SealBrokenException">Changed, moved, or of another person or key pair.</exception>
    internal byte[] OpenOwn(Guid id, string what, ReadOnlySpan<byte> blob)
    {
        var associated = Aad.Own(UserId, id, what);
        var key = OwnKey(associated);
        try
        {
            return SealedBlob.Open(key, blob, associated);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>A random-looking id that only this pair can tell belongs to a name.</summary>
    internal Guid OwnId(string name)
    {
        var key = OwnKey(Aad.Own(UserId, Guid.Empty, "id-" + name));
        var id = new Guid(key.AsSpan(0, 16));
        CryptographicOperations.ZeroMemory(key);
        return id;
    }

    /// <summary>Seals what an address says beyond its path, for this pair alone. The caller disposes of it.</summary>
    public AddressSeal ForAddresses() => new(OwnKey(Aad.Own(UserId, Guid.Empty, "address-check")), OwnKey(Aad.Own(UserId, Guid.Empty, "address-text")));

    private byte[] OwnKey(ReadOnlySpan<byte> associated)
    {
        _own ??= _pair.DeriveRawSecretAgreement(_pair.PublicKey);
        var key = new byte[SealedBlob.KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _own, key, salt: "own/v1"u8, info: associated);
        return key;
    }

    internal byte[] Agree(ECDiffieHellmanPublicKey other) => _pair.DeriveRawSecretAgreement(other);

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_own);
        _pair.Dispose();
    }

    private static UserKeys FromPrivate(Guid userId, byte[] pkcs8)
    {
        var pair = ECDiffieHellman.Create();
        try
        {
            pair.ImportPkcs8PrivateKey(pkcs8, out _);
            return new UserKeys(userId, pair);
        }
        catch
        {
            pair.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private byte[] WithPrivate(ReadOnlySpan<byte> key, byte[] associated, OuterSeal? outer, Func<byte[], byte[], OuterSeal?, byte[]> finish)
    {
        var pkcs8 = _pair.ExportPkcs8PrivateKey();
        try
        {
            return finish(SealedBlob.Seal(key, pkcs8, associated), associated, outer);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }
}
