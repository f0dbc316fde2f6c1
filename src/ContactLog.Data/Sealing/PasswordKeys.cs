using System.Security.Cryptography;
using System.Text;

namespace ContactLog.Data.Sealing;

/// <summary>
/// What a password becomes: a key that proves it (only its hash is stored) and a key that wraps the private key (never
/// stored). PBKDF2-HMAC-SHA512 makes guessing slow; the pepper makes it impossible without the server secret.
/// </summary>
internal sealed class PasswordKeys : IDisposable
{
    /// <summary>Rounds of PBKDF2 for new passwords. OWASP asks for at least 220 000 with SHA-512.</summary>
    public const int Rounds = 600_000;

    /// <summary>Bytes of salt.</summary>
    public const int SaltSize = 32;

    private readonly byte[] _wrapKey;

    private PasswordKeys(byte[] authHash, byte[] wrapKey)
    {
        AuthHash = authHash;
        _wrapKey = wrapKey;
    }

    /// <summary>SHA-256 of the authentication key: what may be stored.</summary>
    public byte[] AuthHash { get; }

    /// <summary>The key that wraps the private key (kind w1).</summary>
    public ReadOnlySpan<byte> WrapKey => _wrapKey;

    /// <summary>Derives both keys. Slow on purpose: a quarter of a second.</summary>
    /// <exception cref="SealBrokenException">The secret with that id is not here.</exception>
    public static PasswordKeys Derive(string password, ReadOnlySpan<byte> salt, int rounds, ServerSecret secret, byte secretId)
    {
        if (!secret.Knows(secretId))
        {
            throw new SealBrokenException("A password hash");
        }

        var typed = Bytes(password);
        var stretched = new byte[64];
        var peppered = new byte[64];
        var auth = new byte[32];
        var wrap = new byte[32];
        try
        {
            Rfc2898DeriveBytes.Pbkdf2(typed, salt, stretched, rounds, HashAlgorithmName.SHA512);
            HMACSHA512.HashData(secret.Pepper(secretId), stretched, peppered);
            HKDF.Expand(HashAlgorithmName.SHA512, peppered, auth, "auth/v1"u8);
            HKDF.Expand(HashAlgorithmName.SHA512, peppered, wrap, "kek/v1"u8);
            return new PasswordKeys(SHA256.HashData(auth), wrap);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(typed);
            CryptographicOperations.ZeroMemory(stretched);
            CryptographicOperations.ZeroMemory(peppered);
            CryptographicOperations.ZeroMemory(auth);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_wrapKey);

    /// <summary>
    /// The password as UTF-8 in normal form KC: an é typed as one sign on a phone and as two on a laptop is one password.
    /// Half of a surrogate pair becomes a replacement character instead of an exception.
    /// </summary>
    private static byte[] Bytes(string password)
    {
        var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(password));
        return Encoding.UTF8.GetBytes(sound.Normalize(NormalizationForm.FormKC));
    }
}
