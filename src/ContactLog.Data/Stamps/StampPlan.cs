using System.Security.Cryptography;

namespace ContactLog.Data.Stamps;

/// <summary>How often a case's list is stamped. The words are stored; never change one.</summary>
public enum StampRhythm
{
    /// <summary>Never.</summary>
    Off,

    /// <summary>Within a minute of an entry, and once a day without one.</summary>
    Prompt,

    /// <summary>Once a day, with and without entries: when she writes cannot be told from it.</summary>
    Daily,
}

/// <summary>What could keep a stamp from coming. The words are stored; never change one.</summary>
public enum StampFailure
{
    /// <summary>It cannot be reached, or broke off.</summary>
    Unreachable,

    /// <summary>It did not answer in time.</summary>
    Slow,

    /// <summary>It answered with something else than success, a redirect among them.</summary>
    BadAnswer,

    /// <summary>It sent more than any stamp has.</summary>
    TooLong,

    /// <summary>It sent something that is no valid stamp of this list.</summary>
    NotValid,

    /// <summary>Its certificate leads to no root that was named for it.</summary>
    Untrusted,
}

/// <summary>Which authorities are asked, and when: settled from the configuration. It holds no address; the outbox needs none.</summary>
/// <param name="Authorities">Their names, at most two.</param>
/// <param name="Default">The rhythm of cases whose owner chose none.</param>
public sealed record StampPlan(IReadOnlyList<string> Authorities, StampRhythm Default)
{
    /// <summary>The longest time that an entry waits for others to be stamped with it. With the worker's own pace it is stamped within a minute.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(30);

    /// <summary>How long before the end of an authority's certificate a new stamp is asked for.</summary>
    public static readonly TimeSpan BeforeEnd = TimeSpan.FromDays(30);

    /// <summary>No authority is configured.</summary>
    public static StampPlan Off { get; } = new([], StampRhythm.Off);

    /// <summary>When an entry that is recorded now is due: soon, at a time that is not exactly told by when she wrote; or at the case's daily time.</summary>
    public static DateTimeOffset Due(Guid caseId, StampRhythm rhythm, DateTimeOffset now) => rhythm == StampRhythm.Daily
        ? LastDaily(caseId, now).AddDays(1)
        : now.AddSeconds(RandomNumberGenerator.GetInt32((int)Gathering.TotalSeconds / 3, (int)Gathering.TotalSeconds));

    /// <summary>The last time of day, up to now, at which a case is stamped when it is stamped daily: spread over the day by its random id.</summary>
    public static DateTimeOffset LastDaily(Guid caseId, DateTimeOffset now)
    {
        var seconds = BitConverter.ToUInt32(caseId.ToByteArray(), 0) % 86400;
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddSeconds(seconds);
        return today <= now ? today : today.AddDays(-1);
    }

    /// <summary>How long to wait after failures in a row: twice as long each time from half a minute to an hour, and up to half as long again, so that servers that failed together do not come back together.</summary>
    public static TimeSpan BackOff(int failures)
    {
        var seconds = Math.Min(3600, 30 << Math.Min(failures - 1, 7));
        return TimeSpan.FromSeconds(seconds + RandomNumberGenerator.GetInt32(seconds / 2));
    }
}
