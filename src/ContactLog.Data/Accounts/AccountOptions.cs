using System.ComponentModel.DataAnnotations;

namespace ContactLog.Data.Accounts;

/// <summary>Limits of sessions and passwords: section <c>Accounts</c> of the configuration.</summary>
public sealed class AccountOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Accounts";

    /// <summary>Minutes without a request after which a new account's sessions lock; she can change hers.</summary>
    [Range(5, 60)]
    public int IdleMinutes { get; set; } = 15;

    /// <summary>Hours after which a session ends whatever happens in it.</summary>
    [Range(1, 24)]
    public int AbsoluteHours { get; set; } = 8;

    /// <summary>Minutes for which a password asked for again counts.</summary>
    [Range(1, 15)]
    public int StepUpMinutes { get; set; } = 5;

    /// <summary>Minutes between the password and the second step.</summary>
    [Range(1, 15)]
    public int HalfOpenMinutes { get; set; } = 5;

    /// <summary>How many passwords are stretched at the same time; 0 means as many as there are processors.</summary>
    [Range(0, 64)]
    public int PasswordsAtOnce { get; set; }

    internal long AbsoluteSeconds => AbsoluteHours * 3600L;

    internal long HalfOpenSeconds => HalfOpenMinutes * 60L;

    internal long StepUpSeconds => StepUpMinutes * 60L;
}
