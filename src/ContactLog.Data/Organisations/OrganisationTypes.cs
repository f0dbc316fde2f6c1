namespace ContactLog.Data.Organisations;

/// <summary>That somebody belongs to an organisation.</summary>
/// <param name="OrganisationId">The organisation.</param>
/// <param name="Organisation">Its name.</param>
/// <param name="Id">The membership.</param>
/// <param name="UserId">The account.</param>
/// <param name="Name">What colleagues call them.</param>
/// <param name="IsSupervisor">Whether they invite and remove people and see counts.</param>
public sealed record Belonging(Guid OrganisationId, string Organisation, Guid Id, Guid UserId, string Name, bool IsSupervisor);

/// <summary>Somebody in an organisation, as a colleague sees them.</summary>
/// <param name="Id">The membership.</param>
/// <param name="Name">What they are called.</param>
/// <param name="IsSupervisor">Whether they supervise.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="IsMe">It is the one who asks.</param>
/// <param name="Held">How many cases they have access to through the organisation now; null unless a supervisor asks.</param>
public sealed record Colleague(Guid Id, string Name, bool IsSupervisor, DateTimeOffset JoinedAt, bool IsMe, int? Held);

/// <summary>Access to a case that is held through an organisation, as a supervisor sees it: dates, and nothing of the case.</summary>
/// <param name="Id">The access.</param>
/// <param name="Since">From when.</param>
/// <param name="Until">Until when, unless ended before.</param>
/// <param name="EndedAt">When it ended; null while it goes on.</param>
/// <param name="IsOver">Whether it is over.</param>
public sealed record HeldAccess(Guid Id, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? EndedAt, bool IsOver);

/// <summary>A link into an organisation that nobody has used.</summary>
/// <param name="Id">The link.</param>
/// <param name="Name">For whom.</param>
/// <param name="IsSupervisor">Whether they are to supervise.</param>
/// <param name="ExpiresAt">Until when it works.</param>
public sealed record MemberLink(Guid Id, string Name, bool IsSupervisor, DateTimeOffset ExpiresAt);

/// <summary>Something that happened in an organisation.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">One of <see cref="OrganisationEvents"/>.</param>
/// <param name="Name">To whom.</param>
public sealed record OrganisationEvent(DateTimeOffset At, string Kind, string Name);

/// <summary>What can happen in an organisation. The words are stored; never change one.</summary>
public static class OrganisationEvents
{
    /// <summary>Somebody joined.</summary>
    public const string Joined = "joined";

    /// <summary>Somebody left.</summary>
    public const string Left = "left";

    /// <summary>Somebody was removed.</summary>
    public const string Removed = "removed";

    /// <summary>A second person used somebody's link.</summary>
    public const string LinkAgain = "link-again";

    /// <summary>A colleague was asked to take over.</summary>
    public const string HandOver = "hand-over";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Joined, Left, Removed, LinkAgain, HandOver];
}

/// <summary>What came of a step in an organisation.</summary>
public enum OrganisationStep
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>There is nothing of the kind for whoever asked, or not any more.</summary>
    Gone,

    /// <summary>The name is none that can be shown.</summary>
    BadName,

    /// <summary>There are as many as there may be.</summary>
    TooMany,
}
