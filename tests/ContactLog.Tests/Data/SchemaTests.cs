using ContactLog.Data;
using ContactLog.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Tests.Data;

public sealed class SchemaTests
{
    [Fact]
    public void Migrations_from_empty_make_exactly_the_schema_of_the_model()
    {
        using var migrated = Open();
        Assert.Equal(Migrator.All.Count, Migrator.Apply(migrated));
        using var modelled = Open();
        using var db = new ContactLogDb(new DbContextOptionsBuilder<ContactLogDb>().UseSqlite(modelled).Options);
        Execute(modelled, db.Database.GenerateCreateScript());
        Assert.Equal(Catalogue(modelled), Catalogue(migrated));
    }

    [Fact]
    public void Applying_twice_changes_nothing()
    {
        using var connection = Open();
        Migrator.Apply(connection);
        Assert.Equal(0, Migrator.Apply(connection));
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused()
    {
        using var connection = Open();
        Migrator.Apply(connection);
        Execute(connection, "PRAGMA user_version = 9999");
        Assert.Throws<NewerSchemaException>(() => Migrator.Apply(connection));
    }

    // Links, grants and looks of before the table of links was made anew, twice: as they were, byte for byte.
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void What_was_shared_before_the_table_of_links_was_made_anew_is_there_afterwards(int schema)
    {
        using var connection = Open();
        Execute(connection, "PRAGMA foreign_keys = ON");
        foreach (var (number, _, sql) in Migrator.All.Where(one => one.Number <= schema))
        {
            Execute(connection, sql + $"\nPRAGMA user_version = {number};");
        }

        Execute(connection, """
            INSERT INTO "AspNetUsers" ("Id", "CreatedAt", "Pair", "PublicKey", "TotpLastStep", "IdleMinutes", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            VALUES ('owner', 1, 1, X'01', 0, 15, 0, 0, 0, 0, 0), ('helper', 1, 1, X'02', 0, 15, 0, 0, 0, 0, 0);
            INSERT INTO "Cases" VALUES ('case', 'owner', 2, 9, 'head', 1);
            INSERT INTO "Grants" VALUES ('case', 1, 'owner', X'0A', 1), ('case', 2, 'owner', X'0B', 2), ('case', 2, 'helper', X'0C', 2);
            INSERT INTO "ShareMembers" VALUES ('grant', 'case', 'helper', 2, X'0D00FF', X'02', 5, 99, NULL, NULL), ('over', 'case', 'helper', 1, X'', X'02', 1, 2, 2, 7);
            INSERT INTO "ShareInvitations" ("Id", "CaseId", "SecretHash", "Epoch", "SealedTerms", "SealedOffer", "CreatedAt", "ExpiresAt", "AcceptedBy", "AcceptedKey", "ClosedAt")
            VALUES ('open', 'case', X'E1', 2, X'00FF00', X'', 3, 9223372036854775807, NULL, NULL, NULL), ('used', 'case', X'E2', 1, X'F1', X'F2', 1, 4, 'helper', X'02', 5);
            INSERT INTO "ShareLooks" VALUES (1, 'look', 'case', 'grant', 6, 2, X'AB'), (7, 'try', 'case', NULL, 6, 0, X'AC');
            """);
        if (schema == 7)
        {
            Execute(connection, "UPDATE \"ShareInvitations\" SET \"AdmittedAt\" = 4 WHERE \"Id\" = 'used'");
        }

        const string Links = "SELECT \"Id\", \"CaseId\", hex(\"SecretHash\"), \"Epoch\", hex(\"SealedTerms\"), hex(\"SealedOffer\"), \"CreatedAt\", \"ExpiresAt\", \"AcceptedBy\", hex(\"AcceptedKey\"), \"ClosedAt\"";
        string[] questions =
        [
            Links + (schema == 7 ? ", \"AdmittedAt\"" : "") + " FROM \"ShareInvitations\" ORDER BY \"Id\"",
            "SELECT * FROM \"Grants\" ORDER BY \"Epoch\", \"UserId\"",
            "SELECT * FROM \"ShareMembers\" ORDER BY \"Id\"",
            "SELECT * FROM \"ShareLooks\" ORDER BY \"Id\"",
        ];
        var before = questions.Select(question => Rows(connection, question)).ToList();
        Assert.All(before, rows => Assert.NotEmpty(rows));

        Migrator.Apply(connection);

        Assert.Equal(before, questions.Select(question => Rows(connection, question)));
        Assert.Empty(Rows(connection, "PRAGMA foreign_key_check"));
        Assert.Equal(["0"], Rows(connection, "SELECT count(*) FROM \"ShareInvitations\" WHERE \"OrganisationId\" IS NOT NULL OR \"Replaces\" IS NOT NULL OR \"ReservedFor\" IS NOT NULL"));
    }

    [Theory]
    [InlineData("3.40.1", "delete")]
    [InlineData("3.51.2", "delete")]
    [InlineData("3.51.3", "wal")]
    [InlineData("3.52.0", "delete")]
    [InlineData("3.53.0", "wal")]
    public void The_write_ahead_log_is_used_only_where_it_is_sound(string version, string mode) =>
        Assert.Equal(mode, SqliteSettings.JournalModeFor(new Version(version)));

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
            })));
        }

        return rows;
    }

    private static List<string> Catalogue(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";
        using var reader = command.ExecuteReader();
        var all = new List<string>();
        while (reader.Read())
        {
            all.Add(string.Join(' ', reader.GetString(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        }

        return all;
    }
}
