using System.Globalization;
using System.Security.Cryptography;
using ContactLog.Data.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ContactLog.Data.Accounts;

/// <summary>Too many passwords are being checked at once; nothing was decided. Ask to try again.</summary>
public sealed class TooBusyException() : Exception("Too many passwords are being checked at once.");

/// <summary>
/// Stretches passwords, only so many at a time: a quarter of a second of a processor each is also what somebody
/// would spend to bring the server to its knees.
/// </summary>
public sealed class PasswordWork(ServerSecret secret, IOptions<AccountOptions> options) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _places = new(options.Value.PasswordsAtOnce > 0 ? options.Value.PasswordsAtOnce : Environment.ProcessorCount);

    /// <summary>
    /// Rounds of a new password. Only tests of other things may ask for fewer, in code: no configuration reaches it, so
    /// whoever may only write settings cannot make every later password cheap to guess.
    /// </summary>
    internal int Rounds { get; init; } = PasswordKeys.Rounds;

    /// <summary>A hash that no password has: an unknown user must cost what a known one costs.</summary>
    private PasswordText Nobody => field ??= new(secret.Id, Rounds, RandomNumberGenerator.GetBytes(PasswordKeys.SaltSize), RandomNumberGenerator.GetBytes(32));

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    /// <summary>Makes the hash and the keys of a new password.</summary>
    /// <exception cref="TooBusyException">No place came free.</exception>
    internal async Task<(PasswordText Text, PasswordKeys Keys)> NewAsync(string password, CancellationToken cancel)
    {
        var salt = RandomNumberGenerator.GetBytes(PasswordKeys.SaltSize);
        var keys = await DeriveAsync(password, salt, Rounds, secret.Id, cancel);
        return (new PasswordText(secret.Id, Rounds, salt, keys.AuthHash), keys);
    }

    /// <summary>The keys, when the password fits the stored hash; null when it does not or there is no hash, after the same time.</summary>
    /// <exception cref="TooBusyException">No place came free.</exception>
    internal async Task<PasswordKeys?> CheckAsync(string? stored, string password, CancellationToken cancel)
    {
        var known = PasswordText.Parse(stored);
        var real = known is { } one && secret.Knows(one.SecretId);
        var text = real ? known! : Nobody;
        var keys = await DeriveAsync(password, text.Salt, text.Rounds, text.SecretId, cancel);
        if (CryptographicOperations.FixedTimeEquals(keys.AuthHash, text.AuthHash) && real)
        {
            return keys;
        }

        keys.Dispose();
        return null;
    }

    /// <summary>The wrapping key of an older password, of which only the way of stretching is left.</summary>
    internal Task<PasswordKeys> DeriveAsync(string password, PasswordText stretching, CancellationToken cancel) =>
        DeriveAsync(password, stretching.Salt, stretching.Rounds, stretching.SecretId, cancel);

    /// <summary>Whether a hash should be made anew at the next sign-in: another secret seals now, or more rounds are asked for.</summary>
    internal bool IsOld(string? stored) => PasswordText.Parse(stored) is { } text && (text.SecretId != secret.Id || text.Rounds < Rounds);

    private async Task<PasswordKeys> DeriveAsync(string password, byte[] salt, int rounds, byte secretId, CancellationToken cancel)
    {
        if (!await _places.WaitAsync(Patience, cancel))
        {
            throw new TooBusyException();
        }

        try
        {
            return await Task.Run(() => PasswordKeys.Derive(password, salt, rounds, secret, secretId), cancel);
        }
        finally
        {
            _places.Release();
        }
    }
}

/// <summary>The stored form: <c>cl1$S-id$rounds$salt$SHA-256(A)</c>; without the last part it only says how to stretch.</summary>
internal sealed record PasswordText(byte SecretId, int Rounds, byte[] Salt, byte[] AuthHash)
{
    private const string Mark = "cl1";

    /// <summary>How the password is stretched, without anything to compare with.</summary>
    public string Stretching => string.Create(CultureInfo.InvariantCulture, $"{Mark}${SecretId:x2}${Rounds}${Convert.ToBase64String(Salt)}");

    public static PasswordText? Parse(string? text)
    {
        var parts = text?.Split('$') ?? [];
        if (parts.Length is not (4 or 5) || parts[0] != Mark ||
            !byte.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ||
            !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds is < 1000 or > 100_000_000)
        {
            return null;
        }

        try
        {
            return new PasswordText(id, rounds, Convert.FromBase64String(parts[3]), parts.Length == 5 ? Convert.FromBase64String(parts[4]) : []);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public override string ToString() => Stretching + "$" + Convert.ToBase64String(AuthHash);
}

/// <summary>Identity's view of the same hashes, so that nothing in the framework ever falls back to its own weaker one.</summary>
internal sealed class PasswordHasher(PasswordWork work) : IPasswordHasher<Account>
{
    public string HashPassword(Account user, string password)
    {
        var (text, keys) = work.NewAsync(password, CancellationToken.None).GetAwaiter().GetResult();
        keys.Dispose();
        return text.ToString();
    }

    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
    {
        using var keys = work.CheckAsync(hashedPassword, providedPassword, CancellationToken.None).GetAwaiter().GetResult();
        return keys is null ? PasswordVerificationResult.Failed : PasswordVerificationResult.Success;
    }
}
