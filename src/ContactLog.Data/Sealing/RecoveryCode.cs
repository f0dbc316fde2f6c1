using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// The second way to her key: 160 random bits, written as 32 signs of Crockford's base 32 in groups of four.
/// Shown once, typed back, never stored; only what it wraps is.
/// </summary>
public sealed class RecoveryCode
{
    /// <summary>Signs in a code, without the dividers.</summary>
    public const int Signs = 32;

    // Crockford's alphabet: no I, L, O, U, so that a code read from paper has one reading.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly byte[] _bits;

    private RecoveryCode(byte[] bits) => _bits = bits;

    /// <summary>Makes a new code.</summary>
    public static RecoveryCode Create() => new(RandomNumberGenerator.GetBytes(Signs * 5 / 8));

    /// <summary>The code that writes 20 bytes.</summary>
    internal static RecoveryCode Of(ReadOnlySpan<byte> bits) => new(bits[..(Signs * 5 / 8)].ToArray());

    /// <summary>Reads a code as a person types it: any case, any spaces and dashes, O for 0, I and L for 1. Null when it is not a whole code.</summary>
    public static RecoveryCode? Parse(string? typed)
    {
        if (typed is null || typed.Length > 4 * Signs)
        {
            return null;
        }

        var bits = new byte[Signs * 5 / 8];
        int signs = 0, held = 0, count = 0, at = 0;
        foreach (var c in typed)
        {
            if (char.IsWhiteSpace(c) || c is '-' or '.' or '_' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014')
            {
                continue;
            }

            var sign = char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            var value = Alphabet.IndexOf(sign, StringComparison.Ordinal);
            if (value < 0 || ++signs > Signs)
            {
                return null;
            }

            held = (held << 5) | value;
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                bits[at++] = (byte)(held >> count);
                held &= (1 << count) - 1;
            }
        }

        return signs == Signs ? new RecoveryCode(bits) : null;
    }

    /// <summary>Whether two codes are the same, in constant time.</summary>
    public bool Matches(RecoveryCode? other) => other is not null && CryptographicOperations.FixedTimeEquals(_bits, other._bits);

    /// <summary>The code as shown: eight groups of four, divided by dashes.</summary>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder(Signs + (Signs / 4));
        for (var i = 0; i < Signs; i++)
        {
            if (i > 0 && i % 4 == 0)
            {
                text.Append('-');
            }

            var bit = i * 5;
            var pair = (_bits[bit / 8] << 8) | (bit / 8 + 1 < _bits.Length ? _bits[(bit / 8) + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - (bit % 8))) & 31]);
        }

        return text.ToString();
    }

    /// <summary>The key that wraps the private key (kind w2). The user id is the salt: equal codes would still give unequal keys.</summary>
    internal byte[] WrapKey(Guid user) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA512, _bits, SealedBlob.KeySize, System.Text.Encoding.ASCII.GetBytes(Aad.Id(user)), "rec/v1"u8.ToArray());
}
