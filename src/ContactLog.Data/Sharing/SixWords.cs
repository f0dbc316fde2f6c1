using System.Security.Cryptography;
using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;

namespace ContactLog.Data.Sharing;

/// <summary>
/// Six words that both sides of an invitation see and compare by voice. They follow from both public keys and the
/// invitation, so a key that was put in between shows as other words. Deriving them is slow on purpose: whoever
/// looks for two keys with the same words has to pay that for every try, within the days the invitation lives.
/// </summary>
public static class SixWords
{
    private const int Rounds = 100_000;

    /// <summary>Derives them.</summary>
    /// <param name="invitation">The invitation.</param>
    /// <param name="owner">The owner's public key (SPKI).</param>
    /// <param name="invited">The invited person's public key (SPKI).</param>
    public static IReadOnlyList<string> Of(Guid invitation, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> invited)
    {
        byte[] keys = [.. SHA256.HashData(owner), .. SHA256.HashData(invited)];
        byte[] salt = [.. "v1|words|"u8, .. System.Text.Encoding.ASCII.GetBytes(Aad.Id(invitation))];
        var bytes = Rfc2898DeriveBytes.Pbkdf2(keys, salt, Rounds, HashAlgorithmName.SHA512, 6 * sizeof(uint));
        return [.. Enumerable.Range(0, 6).Select(at => Passphrase.Word(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at * sizeof(uint)))))];
    }
}
