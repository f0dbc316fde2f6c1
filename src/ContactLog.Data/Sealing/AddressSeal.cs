using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContactLog.Data.Sealing;

/// <summary>
/// Seals a few words so that they can stand in an address: short, and the same words always to the same text, so that a page
/// with hundreds of links stays light. What is kept with it is a check of the words, which also sets the stream that hides them
/// (synthetic IV: Rogaway and Shrimpton, "Deterministic Authenticated-Encryption", 2006). Whoever finds such a text learns how
/// long the words are and that two addresses are the same; whoever is signed in as she is reads it, and nobody else.
/// </summary>
public sealed class AddressSeal : IDisposable
{
    /// <summary>The most bytes of words: servers take no first line of a request longer than 8 KiB.</summary>
    public const int Longest = 5000;

    private const int CheckSize = 8;
    private readonly byte[] _checkKey;
    private readonly byte[] _textKey;

    internal AddressSeal(byte[] checkKey, byte[] textKey) => (_checkKey, _textKey) = (checkKey, textKey);

    /// <summary>The words as a text of letters, digits, <c>-</c> and <c>_</c>.</summary>
    /// <exception cref="ArgumentException">There are none, or more than <see cref="Longest"/> bytes of UTF-8.</exception>
    public string Seal(string words)
    {
        var plain = Encoding.UTF8.GetBytes(words);
        if (plain.Length is 0 or > Longest)
        {
            throw new ArgumentException("That does not fit into an address.", nameof(words));
        }

        var text = new byte[CheckSize + plain.Length];
        Check(plain).CopyTo(text, 0);
        Cover(text.AsSpan(0, CheckSize), plain, text.AsSpan(CheckSize));
        return Base64Url.EncodeToString(text);
    }

    /// <summary>The words; null for what <see cref="Seal"/> did not make with these keys.</summary>
    public string? Open(string? text)
    {
        if (text is not { Length: > 0 and < (CheckSize + Longest) * 4 / 3 + 4 } || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        // Bits of the last sign that belong to no byte must not make a second text of the same words.
        if (bytes.Length <= CheckSize || bytes.Length > CheckSize + Longest || Base64Url.EncodeToString(bytes) != text)
        {
            return null;
        }

        var plain = new byte[bytes.Length - CheckSize];
        Cover(bytes.AsSpan(0, CheckSize), bytes.AsSpan(CheckSize), plain);
        return CryptographicOperations.FixedTimeEquals(Check(plain), bytes.AsSpan(0, CheckSize)) ? Encoding.UTF8.GetString(plain) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_checkKey);
        CryptographicOperations.ZeroMemory(_textKey);
    }

    private byte[] Check(ReadOnlySpan<byte> plain) => HMACSHA256.HashData(_checkKey, plain)[..CheckSize];

    private void Cover(ReadOnlySpan<byte> check, ReadOnlySpan<byte> from, Span<byte> to)
    {
        Span<byte> stream = stackalloc byte[from.Length <= 256 ? from.Length : 0];
        stream = stream.IsEmpty ? new byte[from.Length] : stream;
        HKDF.Expand(HashAlgorithmName.SHA256, _textKey, stream, check);
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (byte)(from[i] ^ stream[i]);
        }
    }
}
