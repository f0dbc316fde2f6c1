using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// The layer around every wrap, grant, field and file key: <c>01 | S-id | nonce 12 | ciphertext | tag 16</c> under
/// a key that comes from the server secret. It makes a stolen database useless without the secret's file:
/// not even a guess at a password can be tested.
/// </summary>
public sealed class OuterSeal : IDisposable
{
    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = 2 + SealedBlob.NonceSize + SealedBlob.TagSize;

    private const byte Version = 1;
    private readonly ServerSecret _secret;

    // One cipher a thread and secret: it is not made for two threads, and making one anew for each of ten thousand fields
    // costs more than opening them. Its key lives as long as the secret itself.
    private readonly ThreadLocal<Dictionary<byte, AesGcm>> _ciphers = new(() => [], trackAllValues: true);

    private bool _closed;

    internal OuterSeal(ServerSecret secret) => _secret = secret;

    /// <summary>Seals under the current server secret.</summary>
    public byte[] Seal(ReadOnlySpan<byte> inner, ReadOnlySpan<byte> associated)
    {
        var blob = new byte[Overhead + inner.Length];
        blob[0] = Version;
        blob[1] = _secret.Id;
        SealedBlob.SealInto(blob.AsSpan(2), Cipher(_secret.Id), inner, associated);
        return blob;
    }

    /// <summary>Opens what was sealed under the current secret or an older one that is still in the secret's file.</summary>
    /// <exception cref="SealBrokenException">Changed, moved, of an unknown version or under a secret that is not here.</exception>
    public byte[] Open(ReadOnlySpan<byte> blob, ReadOnlySpan<byte> associated)
    {
        if (blob.Length < Overhead || blob[0] != Version || !_secret.Knows(blob[1]))
        {
            throw new SealBrokenException("An outer seal");
        }

        return SealedBlob.OpenFrom(blob[2..], Cipher(blob[1]), associated, "An outer seal");
    }

    /// <summary>Seals something of the server's own, such as the key ring that signs forms.</summary>
    /// <param name="purpose">Printable ASCII without '|'; the same name opens it again.</param>
    /// <param name="plain">What to seal.</param>
    public byte[] SealForServer(string purpose, ReadOnlySpan<byte> plain) => Seal(plain, Aad.Server(purpose));

    /// <summary>Opens what <see cref="SealForServer"/> made.</summary>
    /// <exception cref="SealBrokenException">Changed, of another purpose or under another secret.</exception>
    public byte[] OpenForServer(string purpose, ReadOnlySpan<byte> blob) => Open(blob, Aad.Server(purpose));

    /// <summary>Lets go of the ciphers; nothing is sealed or opened after. The secret whose seal it is does this.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        foreach (var cipher in _ciphers.Values.SelectMany(one => one.Values))
        {
            cipher.Dispose();
        }

        _ciphers.Dispose();
    }

    private AesGcm Cipher(byte id)
    {
        var mine = _ciphers.Value!;
        if (!mine.TryGetValue(id, out var cipher))
        {
            mine.Add(id, cipher = SealedBlob.Cipher(_secret.OuterKey(id)));
        }

        return cipher;
    }
}
