using Microsoft.AspNetCore.Identity;

namespace ContactLog.Data.Accounts;

/// <summary>
/// Somebody who can sign in. No address and no telephone number is asked for: whoever takes the database learns a
/// user name, and she is told to choose one that says nothing.
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The shortest user name.</summary>
    public const int UserNameMin = 3;

    /// <summary>The longest user name.</summary>
    public const int UserNameMax = 64;

    /// <summary>Unix seconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>The number of the current key pair, from 1. It grows only when an account is reset without its recovery code.</summary>
    public int Pair { get; set; } = 1;

    /// <summary>The public half of the current key pair (P-256, SPKI): case keys are granted to it.</summary>
    public byte[] PublicKey { get; set; } = [];

    /// <summary>When she typed her recovery code back, in Unix seconds; null until then, and the account takes no entries.</summary>
    public long? RecoveryConfirmedAt { get; set; }

    /// <summary>The secret shared with her authenticator app, under the server's seal; null without two-step sign-in.</summary>
    public byte[]? SealedTotp { get; set; }

    /// <summary>The newest 30-second step whose code was used: a code that was looked over her shoulder does not work twice.</summary>
    public long TotpLastStep { get; set; }

    /// <summary>Minutes without a request after which a session locks, 5 to 60.</summary>
    public int IdleMinutes { get; set; } = 15;
}
