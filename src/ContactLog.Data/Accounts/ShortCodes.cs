using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Sealing;

namespace ContactLog.Data.Accounts;

/// <summary>
/// One-time codes of 80 bits, four groups of four in Crockford's base 32: backup codes for the second step, reset codes
/// from the operator. Stored as a hash under the server's pepper, so that a stolen database gives nothing to guess at.
/// </summary>
internal static class ShortCodes
{
    public const string Backup = "backup";
    public const string Reset = "reset";
    public const int Signs = 16;

    public static string Create() => RecoveryCode.Create().ToString()[..19];

    /// <summary>The hash, or null when the text is not such a code.</summary>
    public static byte[]? Hash(ServerSecret secret, Guid userId, string purpose, string? typed) =>
        Tidy(typed) is { } code ? secret.Authenticate(Encoding.ASCII.GetBytes($"{purpose}|{Aad.Id(userId)}|{code}")) : null;

    public static bool Matches(ServerSecret secret, Guid userId, string purpose, string? typed, byte[] hash) =>
        Hash(secret, userId, purpose, typed) is { } made && CryptographicOperations.FixedTimeEquals(made, hash);

    /// <summary>As typed by a person; null unless it has just as many signs.</summary>
    public static string? Tidy(string? typed)
    {
        // A recovery code reads the same signs; padding with zeros lets it do the reading.
        var tidy = typed is { Length: <= 64 } ? RecoveryCode.Parse(typed + new string('0', RecoveryCode.Signs - Signs))?.ToString() : null;
        return tidy?[..19];
    }
}
