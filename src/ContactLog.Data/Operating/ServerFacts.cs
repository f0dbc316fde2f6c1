namespace ContactLog.Data.Operating;

/// <summary>How many accounts there are. Counts only.</summary>
/// <param name="All">All of them.</param>
/// <param name="MadeLately">Made within <see cref="ServerView.Lately"/>.</param>
/// <param name="SeenLately">Signed in to within that time.</param>
/// <param name="Sessions">Sessions that are open now.</param>
/// <param name="Organisations">Organisations.</param>
public sealed record AccountCounts(int All, int MadeLately, int SeenLately, int Sessions, int Organisations);

/// <summary>One account, without its name: whoever runs the server needs none for anything that these pages do.</summary>
/// <param name="Since">The day it was made (UTC).</param>
/// <param name="LastSignIn">The day of the newest sign-in that its history holds; null for none.</param>
/// <param name="HasTwoStep">Whether a second step is asked for.</param>
public sealed record AccountLine(DateOnly Since, DateOnly? LastSignIn, bool HasTwoStep);

/// <summary>What is stored, in bytes and counts.</summary>
/// <param name="DatabaseBytes">The database file.</param>
/// <param name="LogBytes">Its write-ahead log; 0 when there is none.</param>
/// <param name="FreeBytes">Free on that disk; null when it cannot be told.</param>
/// <param name="TotalBytes">The size of that disk; null when it cannot be told.</param>
/// <param name="Records">Records of all owners.</param>
/// <param name="Entries">Their entries.</param>
/// <param name="Files">Files that were taken in.</param>
/// <param name="FileBytes">Their size before sealing.</param>
/// <param name="Pending">Uploads that were not taken in yet.</param>
public sealed record StorageFacts(long DatabaseBytes, long LogBytes, long? FreeBytes, long? TotalBytes, int Records, int Entries, int Files, long FileBytes, int Pending)
{
    /// <summary>Too little is left: uploads will soon be refused, and a full disk stops all writing.</summary>
    public bool IsNearlyFull => FreeBytes is { } free && TotalBytes is { } total && total > 0 && free * 10 < total;
}

/// <summary>How an authority for outside time stamps does.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="IsAsked">Whether it is asked now.</param>
/// <param name="Stamps">Stamps of it that are kept.</param>
/// <param name="Waiting">Lists that wait for it.</param>
/// <param name="WaitingSince">Since when the oldest waits.</param>
/// <param name="LastGood">The last success.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="LastFailure">What the last one was: one of <see cref="Stamps.StampFailure"/>; null when the last try succeeded.</param>
public sealed record AuthorityFacts(string Name, bool IsAsked, int Stamps, int Waiting, DateTimeOffset? WaitingSince, DateTimeOffset? LastGood, int Failures, string? LastFailure);

/// <summary>The server as whoever runs it sees it.</summary>
/// <param name="Sqlite">The version of SQLite.</param>
/// <param name="Journal">The journal mode in force.</param>
/// <param name="Schema">The schema of the database.</param>
/// <param name="Accounts">Counts of accounts.</param>
/// <param name="Storage">What is stored.</param>
/// <param name="Authorities">The authorities.</param>
public sealed record ServerFacts(Version Sqlite, string Journal, int Schema, AccountCounts Accounts, StorageFacts Storage, IReadOnlyList<AuthorityFacts> Authorities);
