using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// A private key wrapped under a key in two parts: one sealed to the helper's public key, one under the server's seal.
/// Either part alone is 32 random bytes and opens nothing; nor do database and server secret together, because the helper's
/// part needs the helper's private key.
/// </summary>
internal sealed record SplitKey(byte[] SealedKey, byte[] Theirs, byte[] Ours)
{
    private const int PartSize = 32;

    /// <summary>Parts it.</summary>
    /// <param name="owner">Whose private key.</param>
    /// <param name="memberId">The helper's grant: parts of another helper do not fit.</param>
    /// <param name="helperKey">The helper's public key, the one that was compared by voice.</param>
    /// <param name="outer">The server's seal.</param>
    public static SplitKey Make(UserKeys owner, Guid memberId, ReadOnlySpan<byte> helperKey, OuterSeal outer)
    {
        var theirs = RandomNumberGenerator.GetBytes(PartSize);
        var ours = RandomNumberGenerator.GetBytes(PartSize);
        var key = Join(theirs, ours, owner.UserId, memberId);
        try
        {
            return new(
                owner.Wrap(WrapKinds.Helper, key, outer),
                PublicSeal.Seal(theirs, helperKey, Aad.Help(owner.UserId, memberId), outer),
                outer.SealForServer(Purpose(memberId), ours));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(theirs);
            CryptographicOperations.ZeroMemory(ours);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Joins the parts again.</summary>
    /// <exception cref="SealBrokenException">Another helper, another owner, or changed.</exception>
    public UserKeys Open(Guid ownerId, Guid memberId, UserKeys helper, OuterSeal outer)
    {
        var theirs = PublicSeal.Open(Theirs, PartSize, helper, Aad.Help(ownerId, memberId), outer, "A helper's part");
        var ours = outer.OpenForServer(Purpose(memberId), Ours);
        var key = Join(theirs, ours, ownerId, memberId);
        try
        {
            return UserKeys.Unwrap(ownerId, WrapKinds.Helper, key, SealedKey, outer);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(theirs);
            CryptographicOperations.ZeroMemory(ours);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static byte[] Join(ReadOnlySpan<byte> theirs, ReadOnlySpan<byte> ours, Guid ownerId, Guid memberId)
    {
        Span<byte> both = stackalloc byte[2 * PartSize];
        theirs.CopyTo(both);
        ours.CopyTo(both[PartSize..]);
        var key = new byte[SealedBlob.KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, both, key, salt: "help/v1"u8, info: Aad.Help(ownerId, memberId));
        CryptographicOperations.ZeroMemory(both);
        return key;
    }

    private static string Purpose(Guid memberId) => "help-" + Aad.Id(memberId);
}
