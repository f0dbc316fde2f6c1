namespace ContactLog.Data;

/// <summary>Where the database lies, and where the server secret lies: never in the same folder, so that a copy or backup of the one is useless without the other.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="SecretFile">The file of the server secret.</param>
public sealed record DataLocation(string Folder, string SecretFile)
{
    /// <summary>The database file.</summary>
    public string DatabaseFile => Path.Combine(Folder, "record.db");

    /// <summary>Settles the location.</summary>
    /// <param name="folder">A data folder, or null for the user's application-data folder.</param>
    /// <param name="secretFile">A secret file, or null for one beside the data folder (for the default folder: in the user's configuration folder).</param>
    /// <exception cref="ArgumentException">The secret would lie inside the data folder.</exception>
    public static DataLocation For(string? folder, string? secretFile)
    {
        DataLocation location;
        if (string.IsNullOrWhiteSpace(folder))
        {
            location = new(
                Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "contactlog"),
                Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create), "contactlog", "server.secret"));
        }
        else
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
            location = new(full, full + ".secret");
        }

        if (!string.IsNullOrWhiteSpace(secretFile))
        {
            location = location with { SecretFile = Path.GetFullPath(secretFile) };
        }

        return location.SecretFile.StartsWith(location.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? throw new ArgumentException("The server secret must lie outside the data folder, so that a backup of the one does not hold the other.", nameof(secretFile))
            : location;
    }
}
