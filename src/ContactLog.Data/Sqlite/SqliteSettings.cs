using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ContactLog.Data.Sqlite;

/// <summary>
/// What every connection is told before its first statement. An acknowledged commit must survive a
/// power cut (<c>synchronous=FULL</c>); deleted text must not linger in free pages (<c>secure_delete</c>).
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas = """
        PRAGMA busy_timeout=5000;
        PRAGMA foreign_keys=ON;
        PRAGMA synchronous=FULL;
        PRAGMA secure_delete=ON;
        PRAGMA trusted_schema=OFF;
        PRAGMA cell_size_check=ON;
        PRAGMA mmap_size=0;
        PRAGMA temp_store=MEMORY;
        PRAGMA cache_spill=1;
        """;

    // 3.51.3 and 3.53.0 mended the WAL-reset fault that corrupts databases; 3.52.0 was withdrawn.
    private static readonly Version s_walIsSafeFrom = new(3, 51, 3);
    private static readonly Version s_withdrawn = new(3, 52, 0);

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply((SqliteConnection)connection);

    /// <inheritdoc/>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>The journal mode that this version of SQLite can be trusted with.</summary>
    internal static string JournalModeFor(Version version) => version >= s_walIsSafeFrom && version != s_withdrawn ? "wal" : "delete";

    /// <summary>Sets the journal mode once, at start, and reads it back.</summary>
    /// <returns>The version of SQLite and the mode in force.</returns>
    /// <exception cref="InvalidOperationException">The file system or another process keeps the mode from being set.</exception>
    internal static (Version Version, string Mode) SetJournalMode(SqliteConnection connection)
    {
        var version = new Version(connection.ServerVersion);
        var wanted = JournalModeFor(version);
        using var command = connection.CreateCommand();
        command.CommandText = wanted == "wal" ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode=DELETE";
        var mode = (string)command.ExecuteScalar()!;
        return string.Equals(mode, wanted, StringComparison.OrdinalIgnoreCase)
            ? (version, wanted)
            : throw new InvalidOperationException($"SQLite {version} stayed in journal mode '{mode}'; '{wanted}' was asked for.");
    }

    /// <summary>
    /// Keeps what the open transaction writes in memory until it is committed or given up. Otherwise SQLite puts it into the file as its small cache runs
    /// over, and without the write-ahead log everybody who only wants to read waits from then on. For transactions of a known size; the next opening undoes it.
    /// A number of pages and not <c>OFF</c>: within a transaction SQLite takes only the number at once.
    /// </summary>
    internal static Task HoldPagesAsync(DbContext db, CancellationToken cancel) => db.Database.ExecuteSqlRawAsync("PRAGMA cache_spill=1000000", cancel);

    internal static void Apply(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
