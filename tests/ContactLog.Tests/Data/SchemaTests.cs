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
