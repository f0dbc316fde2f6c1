namespace ContactLog.Data.Private;

/// <summary>Where private papers lie. The words are stored and bind the seal; never change one.</summary>
public static class PaperShelf
{
    /// <summary>The longest name, in characters.</summary>
    public const int Longest = 16;

    /// <summary>Steps of the plan.</summary>
    public const string Plan = "plan";

    /// <summary>People who know.</summary>
    public const string People = "people";

    /// <summary>What to bring on a date.</summary>
    public const string Dates = "dates";

    /// <summary>The journal.</summary>
    public const string Journal = "journal";

    /// <summary>How she wants the pages: name, country, keys.</summary>
    public const string Settings = "settings";

    /// <summary>What she chose for a report of a case.</summary>
    public const string Report = "report";
}

/// <summary>A private paper.</summary>
/// <typeparam name="T">What is on it: a record that JSON can hold.</typeparam>
/// <param name="Id">The paper.</param>
/// <param name="Version">How often it was written; sent along with a form and given back as what was seen.</param>
/// <param name="Content">What is on it.</param>
public sealed record Paper<T>(Guid Id, int Version, T Content);

/// <summary>All papers of a shelf.</summary>
/// <typeparam name="T">What is on them.</typeparam>
/// <param name="Papers">Those that opened, in no order.</param>
/// <param name="Unopened">How many did not: sealed to the keys she had before a reset, or changed in the database. Say it; never leave them out silently.</param>
public sealed record PaperList<T>(IReadOnlyList<Paper<T>> Papers, int Unopened);

/// <summary>How a write ended.</summary>
public enum PaperWritten
{
    /// <summary>It is kept, or the very same was kept before.</summary>
    Kept,

    /// <summary>It was changed in another window since; nothing was written.</summary>
    Changed,

    /// <summary>It is not there, was erased, or is not hers; nothing was written.</summary>
    Gone,

    /// <summary>It is longer than <see cref="PrivatePapers.LongestBytes"/>; nothing was written.</summary>
    TooLong,

    /// <summary>The shelf holds <see cref="PrivatePapers.Most"/> papers; nothing was written.</summary>
    Full,
}
