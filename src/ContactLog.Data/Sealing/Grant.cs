using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>A case key sealed to one member's public key (<see cref="PublicSeal"/>). Anyone can make one, only the member can open it.</summary>
public static class Grant
{
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
        return PublicSeal.Seal(key.Key, memberPublicKey, Aad.Grant(key.CaseId, key.Epoch, memberId), outer);
    }

    /// <summary>Opens a member's grant.</summary>
    /// <exception cref="SealBrokenException">Changed, another member's, another case's or epoch's, or with a point off the curve.</exception>
    public static CaseKey Open(ReadOnlySpan<byte> blob, Guid caseId, int epoch, UserKeys member, OuterSeal outer)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(outer);
        return new CaseKey(caseId, epoch, PublicSeal.Open(blob, SealedBlob.KeySize, member, Aad.Grant(caseId, epoch, member.UserId), outer, "A grant"), outer);
    }
}
