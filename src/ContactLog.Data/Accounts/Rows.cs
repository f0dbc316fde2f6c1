namespace ContactLog.Data.Accounts;

/// <summary>A private key, wrapped. Wraps of an older key pair stay after a reset: the old password or code may turn up.</summary>
public sealed class WrapRow
{
    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>The key pair, from 1.</summary>
    public int Pair { get; init; }

    /// <summary>How: w1 under the password, w2 under the recovery code.</summary>
    public required string Kind { get; init; }

    /// <summary>For w1 of an older pair: how that password was stretched (<c>cl1$S-id$rounds$salt</c>, without the hash).</summary>
    public string? Stretching { get; set; }

    /// <summary>The wrap, in its outer seal.</summary>
    public required byte[] Sealed { get; set; }
}

/// <summary>A session: useless without the browser's half, which is never stored here.</summary>
public sealed class SessionRow
{
    /// <summary>SHA-256 of the id in the cookie: a stolen table cannot be replayed.</summary>
    public required byte[] IdHash { get; init; }

    /// <summary>The name of the session in her list; opens nothing.</summary>
    public Guid Id { get; init; }

    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>The password was right, the second step is still to come: reaches the second step and nothing else.</summary>
    public bool IsHalfOpen { get; init; }

    /// <summary>The account's security stamp at sign-in; another stamp ends the session.</summary>
    public required string Stamp { get; init; }

    /// <summary>Her private key under the key in the cookie.</summary>
    public required byte[] SealedKey { get; init; }

    /// <summary>What one page hands to the next (a recovery code to type back, a new authenticator secret), under the key in the cookie.</summary>
    public byte[]? SealedNotes { get; set; }

    /// <summary>Browser and address, under the server's seal.</summary>
    public required byte[] SealedPlace { get; init; }

    /// <summary>Unix seconds; the absolute limit counts from here.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Unix seconds; the idle lock counts from here.</summary>
    public long LastSeenAt { get; set; }

    /// <summary>When the password was last asked for again, in Unix seconds.</summary>
    public long? StepUpAt { get; set; }
}

/// <summary>Something that happened to an account and that she can see: sign-ins, wrong passwords, changes.</summary>
public sealed class AccountEventRow
{
    /// <summary>Counts up.</summary>
    public long Id { get; init; }

    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>Unix seconds.</summary>
    public long At { get; init; }

    /// <summary>What happened: one of <see cref="AccountEvents"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Browser and address, under the server's seal.</summary>
    public required byte[] SealedPlace { get; init; }
}

/// <summary>A one-time code for the second step when the phone is gone, hashed with the server's pepper.</summary>
public sealed class BackupCodeRow
{
    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>The hash.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>A browser in which an account has signed in before. Its tries are counted apart, so that nobody else can slow hers down.</summary>
public sealed class KnownDeviceRow
{
    /// <summary>SHA-256 of the token in the browser.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>Unix seconds.</summary>
    public long LastUsedAt { get; set; }
}

/// <summary>A one-time code by which whoever runs the server lets an account without its recovery code be reset.</summary>
public sealed class ResetCodeRow
{
    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>The hash.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>Unix seconds.</summary>
    public long ExpiresAt { get; set; }
}

/// <summary>A form that was sent after the session had locked, under the key in the cookie: it is offered again after sign-in.</summary>
public sealed class HeldFormRow
{
    /// <summary>The session.</summary>
    public Guid SessionId { get; init; }

    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>Where it was going and what was in it.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>Unix seconds.</summary>
    public long CreatedAt { get; set; }
}

/// <summary>A key of the ring that protects forms, under the server's seal.</summary>
public sealed class KeyRingRow
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The key as XML, sealed.</summary>
    public required byte[] Sealed { get; init; }
}

/// <summary>What can happen to an account. The texts are stored; never change one.</summary>
public static class AccountEvents
{
    /// <summary>The account was made.</summary>
    public const string Created = "created";

    /// <summary>Signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>A wrong password.</summary>
    public const string WrongPassword = "wrong-password";

    /// <summary>A wrong code at the second step.</summary>
    public const string WrongCode = "wrong-code";

    /// <summary>A wrong recovery code.</summary>
    public const string WrongRecovery = "wrong-recovery";

    /// <summary>Signed out.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>Sessions were ended from the list.</summary>
    public const string SessionsEnded = "sessions-ended";

    /// <summary>The password was changed.</summary>
    public const string PasswordChanged = "password-changed";

    /// <summary>The recovery code gave a new password.</summary>
    public const string Recovered = "recovered";

    /// <summary>The account was reset without the recovery code.</summary>
    public const string Reset = "reset";

    /// <summary>A new recovery code was made.</summary>
    public const string NewRecoveryCode = "new-recovery-code";

    /// <summary>Two-step sign-in was turned on.</summary>
    public const string TwoStepOn = "two-step-on";

    /// <summary>Two-step sign-in was turned off.</summary>
    public const string TwoStepOff = "two-step-off";

    /// <summary>A backup code was used at the second step.</summary>
    public const string BackupCodeUsed = "backup-code-used";

    /// <summary>Records from before a reset were opened again.</summary>
    public const string Reopened = "reopened";

    /// <summary>She chose a person who can help her back in.</summary>
    public const string HelpChosen = "help-chosen";

    /// <summary>She chose that a person no longer can.</summary>
    public const string HelpDropped = "help-dropped";

    /// <summary>A helper began to let her back in; the waiting time runs.</summary>
    public const string HelpStarted = "help-started";

    /// <summary>It was cancelled from one of her sessions.</summary>
    public const string HelpCancelled = "help-cancelled";

    /// <summary>The waiting time was over and the helper took the code to read to her.</summary>
    public const string HelpHanded = "help-handed";

    /// <summary>With help, a new password was set.</summary>
    public const string HelpedIn = "helped-in";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Created, SignedIn, WrongPassword, WrongCode, WrongRecovery, SignedOut, SessionsEnded, PasswordChanged, Recovered, Reset,
        NewRecoveryCode, TwoStepOn, TwoStepOff, BackupCodeUsed, Reopened, HelpChosen, HelpDropped,
        HelpStarted, HelpCancelled, HelpHanded, HelpedIn,
    ];
}
