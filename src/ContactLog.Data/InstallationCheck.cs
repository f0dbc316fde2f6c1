using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sqlite;
using ContactLog.Domain.Record;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data;

/// <summary>What a look over a data folder found.</summary>
/// <param name="Facts">What was looked at, in sentences.</param>
/// <param name="Problems">What is wrong, in sentences; empty when nothing is.</param>
public sealed record InstallationReport(IReadOnlyList<string> Facts, IReadOnlyList<string> Problems);

/// <summary>
/// Looks over a data folder with the server's keys only. It sees that no entry, field or part of a file
/// is missing and that the chain of digests is whole; whether a digest fits what was written shows only
/// when the owner opens the case, because only she can unseal it.
/// </summary>
public static class InstallationCheck
{
    /// <summary>Checks; writes nothing.</summary>
    /// <exception cref="ServerSecretException">The secret is missing or not the right one.</exception>
    public static async Task<InstallationReport> RunAsync(DataLocation location, CancellationToken cancel)
    {
        if (!File.Exists(location.DatabaseFile))
        {
            return new([], [$"There is no database in {location.Folder}."]);
        }

        using var secret = ServerSecret.LoadOrCreate(location.SecretFile, location.Folder, mayCreate: false);
        var connectionString = new SqliteConnectionStringBuilder { DataSource = location.DatabaseFile, Mode = SqliteOpenMode.ReadOnly }.ToString();
        var options = new DbContextOptionsBuilder<ContactLogDb>();
        options.UseSqlite(connectionString);
        await using var db = new ContactLogDb(options.Options);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancel);

        var facts = new List<string>();
        var problems = new List<string>();
        var schema = Migrator.SchemaOf(connection);
        facts.Add(string.Create(CultureInfo.InvariantCulture, $"Database {location.DatabaseFile}, SQLite {connection.ServerVersion}, schema {schema} of {Migrator.Newest}."));
        if (schema != Migrator.Newest)
        {
            problems.Add(schema < Migrator.Newest ? "The schema is not the newest; start the program once to bring it up." : "A newer program has written the database.");
            return new(facts, problems);
        }

        problems.AddRange(Pragma(connection, "PRAGMA integrity_check").Where(line => line != "ok").Select(line => $"Database: {line}"));
        problems.AddRange(Pragma(connection, "PRAGMA foreign_key_check").Select(table => $"Database: a row of {table} points to nothing."));
        if (await db.Installation.Where(row => row.Name == "secret-fingerprint").Select(row => row.Value).SingleOrDefaultAsync(cancel) is { } fingerprint
            && !secret.Verify(fingerprint))
        {
            problems.Add("The data was sealed under another server secret.");
        }

        foreach (var row in await db.Cases.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync(cancel))
        {
            await CheckCaseAsync(db, row, facts, problems, cancel);
        }

        await CheckStampsAsync(db, facts, problems, cancel);
        return new(facts, problems);
    }

    /// <summary>
    /// A time stamp is over a list that was there. One that is longer than its record says that entries went missing at the
    /// end, which a chain alone cannot tell: what is left of it follows on itself.
    /// </summary>
    private static async Task CheckStampsAsync(ContactLogDb db, List<string> facts, List<string> problems, CancellationToken cancel)
    {
        var longer = await db.Stamps.AsNoTracking().Join(db.Cases, stamp => stamp.CaseId, one => one.Id, (stamp, one) => new { one.Id, one.HeadSeq, stamp.Seq })
            .Where(pair => pair.Seq > pair.HeadSeq).GroupBy(pair => new { pair.Id, pair.HeadSeq }, pair => pair.Seq).Select(group => new { group.Key.Id, group.Key.HeadSeq, Seq = group.Max() }).ToListAsync(cancel);
        problems.AddRange(longer.Select(one => string.Create(CultureInfo.InvariantCulture, $"Case {one.Id:N}: a time stamp is kept for {one.Seq} entries and there are {one.HeadSeq}: the newest are missing.")));
        var (kept, waiting) = (await db.Stamps.CountAsync(cancel), await db.StampOutbox.CountAsync(cancel));
        if (kept + waiting > 0)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{kept} outside time stamps are kept; {waiting} lists wait for one."));
        }

        foreach (var authority in await db.StampAuthorities.AsNoTracking().OrderBy(row => row.Authority).ToListAsync(cancel))
        {
            var last = authority.LastGoodAt is { } good ? DateTimeOffset.FromUnixTimeSeconds(good).UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "never";
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"Authority {authority.Authority}: last stamp {last}{(authority.LastFailure is { } why ? $"; since then {authority.Failures} failures, the last one '{why}'" : "")}."));
        }
    }

    private static async Task CheckCaseAsync(ContactLogDb db, CaseRow row, List<string> facts, List<string> problems, CancellationToken cancel)
    {
        var name = $"Case {row.Id:N}";
        var entries = await db.Entries.AsNoTracking().Where(e => e.CaseId == row.Id).OrderBy(e => e.Seq)
            .Select(e => new
            {
                e.Seq,
                e.Digest,
                e.Prev,
                e.FieldCount,
                e.FileCount,
                Fields = db.EntryFields.Count(f => f.EntryId == e.Id),
                Files = db.Files.Count(f => f.EntryId == e.Id),
            }).ToListAsync(cancel);
        var prev = Digest.None.Hex;
        for (var at = 0; at < entries.Count; at++)
        {
            var entry = entries[at];
            if (entry.Seq != at + 1 || entry.Prev != prev)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: entry {at + 1} is missing or does not follow on the one before."));
                return;
            }

            if (entry.Fields != entry.FieldCount || entry.Files != entry.FileCount)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: entry {entry.Seq} lacks a field or a file."));
            }

            prev = entry.Digest;
        }

        if (entries.Count != row.HeadSeq || prev != row.HeadDigest)
        {
            problems.Add($"{name}: the newest entry is missing.");
        }

        var files = await db.Files.AsNoTracking().Where(f => f.CaseId == row.Id && f.EntryId != null)
            .Select(f => new { f.Id, f.Size, Parts = db.FileSegments.Where(s => s.FileId == f.Id).OrderBy(s => s.Ordinal).Select(s => s.Bytes.Length).ToList() })
            .ToListAsync(cancel);
        foreach (var file in files)
        {
            var chunks = (file.Size / FileSealer.ChunkSize) + 1;
            var expected = FileSealer.HeaderSize + file.Size + (chunks * (FileSealer.SealedChunkSize - FileSealer.ChunkSize));
            if (file.Parts.Count != FileSealer.SegmentCount(file.Size) || file.Parts.Sum(length => (long)length) != expected)
            {
                problems.Add($"{name}: file {file.Id:N} is not whole.");
            }
        }

        var pending = await db.Files.CountAsync(f => f.CaseId == row.Id && f.EntryId == null, cancel);
        facts.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {entries.Count} entries, {files.Count} files, {pending} uploads not taken in."));
    }

    private static List<string> Pragma(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The pragmas are the two constants above.
        command.CommandText = pragma;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
