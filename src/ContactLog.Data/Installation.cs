using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sqlite;
using ContactLog.Data.Stamps;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactLog.Data;

/// <summary>
/// A data folder that is ready for use: folder made, secret loaded and proved to be the one the data
/// was sealed under, schema at its newest.
/// </summary>
public sealed class Installation : IDisposable
{
    private const string SecretName = "secret-fingerprint";

    private Installation(DataLocation location, ServerSecret secret, string connectionString, Version sqlite, string journalMode, int migrations)
    {
        Location = location;
        Secret = secret;
        ConnectionString = connectionString;
        SqliteVersion = sqlite;
        JournalMode = journalMode;
        MigrationsApplied = migrations;
    }

    /// <summary>Where it lies.</summary>
    public DataLocation Location { get; }

    /// <summary>The server secret.</summary>
    public ServerSecret Secret { get; }

    /// <summary>The version of SQLite that was found.</summary>
    public Version SqliteVersion { get; }

    /// <summary>The journal mode in force.</summary>
    public string JournalMode { get; }

    /// <summary>How many migrations this start applied.</summary>
    public int MigrationsApplied { get; }

    internal string ConnectionString { get; }

    /// <summary>Opens a data folder, and makes it when there is none.</summary>
    /// <exception cref="ServerSecretException">The secret is missing, unsafe or not the one the data was sealed under. Starting anyway would show every case as broken.</exception>
    /// <exception cref="NewerSchemaException">A newer program has written the database.</exception>
    public static Installation Open(DataLocation location)
    {
        var isNew = !File.Exists(location.DatabaseFile);
        MakePrivate(location.Folder);
        var secret = ServerSecret.LoadOrCreate(location.SecretFile, location.Folder, mayCreate: isNew);
        try
        {
            var connectionString = new SqliteConnectionStringBuilder { DataSource = location.DatabaseFile, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            SqliteSettings.Apply(connection);
            var (version, mode) = SqliteSettings.SetJournalMode(connection);
            if (!isNew && !SecretFits(connection, secret))
            {
                throw new ServerSecretException($"The data in {location.Folder} was sealed under another secret than the one in {location.SecretFile}. Nothing was changed. Put the right secret back, or name another data folder.");
            }

            var applied = Migrator.Apply(connection);
            WriteFingerprint(connection, secret);
            return new(location, secret, connectionString, version, mode, applied);
        }
        catch
        {
            secret.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Secret.Dispose();

    internal static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(new SqliteSettings());

    /// <summary>A folder that only its owner can list.</summary>
    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static bool SecretFits(SqliteConnection connection, ServerSecret secret)
    {
        if (Migrator.SchemaOf(connection) == 0)
        {
            // An empty file: a start that was cut before the first migration.
            return true;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Value FROM Installation WHERE Name = $name";
        command.Parameters.AddWithValue("$name", SecretName);
        return command.ExecuteScalar() is not string fingerprint || secret.Verify(fingerprint);
    }

    private static void WriteFingerprint(SqliteConnection connection, ServerSecret secret)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO Installation (Name, Value) VALUES ($name, $value) ON CONFLICT (Name) DO NOTHING";
        command.Parameters.AddWithValue("$name", SecretName);
        command.Parameters.AddWithValue("$value", secret.Fingerprint);
        command.ExecuteNonQuery();
    }
}

/// <summary>Registers the data layer.</summary>
public static class DataServices
{
    /// <summary>Adds the database, the record and the files of an opened installation.</summary>
    public static IServiceCollection AddContactLogData(this IServiceCollection services, Installation installation)
    {
        services.AddSingleton(installation);
        services.AddSingleton(installation.Secret);
        services.AddSingleton(installation.Secret.Outer);
        services.AddSingleton<WriteLock>();
        services.AddSingleton<SealedCopies>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContext<ContactLogDb>(options => Installation.Configure(options, installation.ConnectionString));
        services.AddScoped<Recorder>();
        services.AddScoped<CaseOpener>();
        services.AddScoped<FileStore>();
        services.TryAddSingleton(StampPlan.Off);
        services.AddScoped<StampOutbox>();
        services.AddScoped<StampDesk>();
        services.AddScoped<StampShelf>();
        services.AddScoped<CaseKeys>();
        services.AddScoped<Sharing.CaseSharing>();
        services.AddScoped<Sharing.Invitations>();
        services.AddScoped<Sharing.LookLog>();
        services.AddScoped<Sharing.ShareNews>();
        services.AddScoped<Sharing.Comments>();
        services.AddScoped<Sharing.Desks>();
        services.AddScoped<Sharing.ChosenForm>();
        services.AddScoped<Sharing.SharedCases>();
        services.AddScoped<Organisations.Memberships>();
        services.AddScoped<Organisations.HandOvers>();
        services.AddScoped<Private.PrivatePapers>();
        return services;
    }
}
