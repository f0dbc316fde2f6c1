using ContactLog.Data;
using ContactLog.Data.Record;
using ContactLog.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Web.Demo;

/// <summary>
/// The data folder of a demo, made anew at every start. It is emptied only when it is known to hold an earlier demo
/// and nothing else: a mistyped folder must never cost anybody a record.
/// </summary>
internal static class DemoFolder
{
    private const string Marker = "demo";

    /// <summary>Where a demo lies when nothing is said: beside the folder of real data, never in it.</summary>
    public static DataLocation Locate(string? folder) => DataLocation.For(
        string.IsNullOrWhiteSpace(folder)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "contactlog-demo")
            : folder,
        secretFile: null);

    /// <summary>Makes an empty installation that says it is a demo.</summary>
    /// <exception cref="UsageException">The folder holds something else. Nothing was changed.</exception>
    public static async Task<Installation> MakeAsync(DataLocation location, CancellationToken cancel)
    {
        Empty(location);
        var installation = Installation.Open(location);
        try
        {
            await using var services = new ServiceCollection().AddLogging().AddContactLogData(installation).BuildServiceProvider();
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
            db.Installation.Add(new InstallationRow { Name = Marker, Value = "yes" });
            await db.SaveChangesAsync(cancel);
            return installation;
        }
        catch
        {
            installation.Dispose();
            throw;
        }
    }

    private static void Empty(DataLocation location)
    {
        if (!Directory.Exists(location.Folder) || !Directory.EnumerateFileSystemEntries(location.Folder).Any())
        {
            return;
        }

        string[] own = ["", "-wal", "-shm", "-journal"];
        var files = own.Select(end => location.DatabaseFile + end).ToList();
        if (Directory.EnumerateFileSystemEntries(location.Folder).Any(entry => !files.Contains(entry, StringComparer.Ordinal)) || !IsDemo(location))
        {
            throw new UsageException($"The folder {location.Folder} holds something other than an earlier demo. Name an empty folder, or one that does not exist.");
        }

        foreach (var file in files)
        {
            File.Delete(file);
        }
    }

    private static bool IsDemo(DataLocation location)
    {
        if (!File.Exists(location.DatabaseFile))
        {
            return false;
        }

        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = location.DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM Installation WHERE Name = $name";
            command.Parameters.AddWithValue("$name", Marker);
            return command.ExecuteScalar() is 1L;
        }
        catch (SqliteException)
        {
            // Not a database, or not one of ours: then it is not a demo.
            return false;
        }
    }
}
