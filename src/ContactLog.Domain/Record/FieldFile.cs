using System.Security.Cryptography;
using System.Text;

namespace ContactLog.Domain.Record;

/// <summary>
/// The file <c>fields/NNNNNN.name.txt</c> of a bundle: a line of 64 hexadecimal characters of fresh
/// randomness, then the text as UTF-8 with line feeds. The salt keeps a left-out field from being
/// guessed by trying likely texts against the commitment.
/// </summary>
/// <param name="Salt">The randomness; 32 bytes, spelled as a digest is.</param>
/// <param name="Text">The text.</param>
public sealed record FieldFile(Digest Salt, string Text)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A field file with a fresh salt. Line ends become line feeds; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.</summary>
    public static FieldFile Create(string text) => new(NewSalt(), Normalise(text));

    /// <summary>Fresh randomness.</summary>
    public static Digest NewSalt() => Digest.FromBytes(RandomNumberGenerator.GetBytes(Digest.Bytes));

    /// <summary>The text as the record keeps it.</summary>
    public static string Normalise(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));

    /// <summary>The bytes that are hashed.</summary>
    public byte[] ToBytes() => s_utf8.GetBytes($"{Salt}\n{Text}");

    /// <summary>Reads a field file; null when it is not one.</summary>
    public static FieldFile? Parse(ReadOnlySpan<byte> bytes)
    {
        Span<char> hex = stackalloc char[64];
        if (bytes.Length < 65 || bytes[64] != (byte)'\n' || Encoding.ASCII.GetChars(bytes[..64], hex) != 64 || !Digest.TryParse(hex, out var salt))
        {
            return null;
        }

        try
        {
            return new(salt, s_utf8.GetString(bytes[65..]));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
