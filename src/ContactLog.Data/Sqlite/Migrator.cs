using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace ContactLog.Data.Sqlite;

/// <summary>
/// Brings a database to the newest schema: plain SQL files, <c>Migrations/Sqlite/NNNN_name.sql</c>, frozen
/// once released, each applied whole in one transaction. EF's own migrator is not used: its lock is a
/// row that a killed process leaves behind for ever, and it needs the design package, which cannot be
/// restored here (docs/decisions/0004-migrations.md).
/// </summary>
internal static class Migrator
{
    private const string Marker = ".Migrations.Sqlite.";

    /// <summary>Every migration, oldest first.</summary>
    public static IReadOnlyList<(int Number, string Name, string Sql)> All { get; } = Load();

    /// <summary>The newest schema this program knows.</summary>
    public static int Newest => All[^1].Number;

    /// <summary>The schema of a database; 0 when it is empty.</summary>
    public static int SchemaOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Applies what is missing.</summary>
    /// <returns>How many migrations were applied.</returns>
    /// <exception cref="NewerSchemaException">A newer program has written the database.</exception>
    public static int Apply(SqliteConnection connection)
    {
        var applied = 0;
        foreach (var (number, _, sql) in All)
        {
            // The version is read inside the transaction: two processes that start together must not both apply.
            using var transaction = connection.BeginTransaction(deferred: false);
            if (SchemaOf(connection) is var schema && schema > Newest)
            {
                throw new NewerSchemaException(schema, Newest);
            }

            if (schema >= number)
            {
                continue;
            }

            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql + string.Create(CultureInfo.InvariantCulture, $"\nPRAGMA user_version = {number};");
            command.ExecuteNonQuery();
            transaction.Commit();
            applied++;
        }

        return applied;
    }

    private static List<(int Number, string Name, string Sql)> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var all = new List<(int Number, string Name, string Sql)>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var at = resource.IndexOf(Marker, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var name = resource[(at + Marker.Length)..];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            all.Add((int.Parse(name[..4], NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }

        return [.. all.OrderBy(migration => migration.Number)];
    }
}

/// <summary>A newer program has written the database; an older one must not touch it.</summary>
public sealed class NewerSchemaException(int schema, int known)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The database has schema {schema}; this program knows up to {known}. Use the newer program."));
