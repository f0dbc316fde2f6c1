namespace ContactLog.Data.Sharing;

/// <summary>An invitation as the owner sees it.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Terms">What she decided.</param>
/// <param name="ExpiresAt">Until when it can be accepted and confirmed.</param>
/// <param name="IsAccepted">Whether somebody accepted it and waits.</param>
/// <param name="Words">The six words, once accepted.</param>
/// <param name="Compared">What confirming must name: the keys that the words were made from.</param>
/// <param name="Replaces">The person whose access ends in the same step; null unless a colleague takes over.</param>
public sealed record Invited(
    Guid Id, ShareTerms Terms, DateTimeOffset ExpiresAt, bool IsAccepted, IReadOnlyList<string> Words, string Compared, Member? Replaces = null);

/// <summary>Somebody a case is shared with, as the owner sees them.</summary>
/// <param name="Id">The name of the grant in addresses.</param>
/// <param name="UserId">Their account.</param>
/// <param name="Terms">What she decided.</param>
/// <param name="Since">From when.</param>
/// <param name="Until">Until when, unless ended before.</param>
/// <param name="EndedAt">When it was ended; null when it was not.</param>
/// <param name="IsOver">It was ended, or its time is over.</param>
public sealed record Member(Guid Id, Guid UserId, ShareTerms Terms, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? EndedAt, bool IsOver);

/// <summary>Why a step of sharing was refused. Nothing was changed.</summary>
public enum SharingRefusal
{
    /// <summary>The invitation or grant is not there any more: taken back, ended, over.</summary>
    Gone,

    /// <summary>Nobody has accepted yet.</summary>
    NotAccepted,

    /// <summary>The key of the invited person is another one than when they accepted, or than the words were made from.</summary>
    KeyChanged,

    /// <summary>That account has access already.</summary>
    HasAccess,

    /// <summary>There are as many open invitations as there may be.</summary>
    TooMany,

    /// <summary>They have access for that long already.</summary>
    NotLonger,
}

/// <summary>A step of sharing was refused. Nothing was changed.</summary>
public sealed class SharingRefusedException(SharingRefusal why) : Exception(why.ToString())
{
    /// <summary>Why.</summary>
    public SharingRefusal Why => why;
}
