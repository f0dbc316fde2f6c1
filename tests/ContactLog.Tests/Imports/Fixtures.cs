namespace ContactLog.Tests.Imports;

/// <summary>Real exports that lie beside the repository; where they are absent, the tests of made data still run.</summary>
internal static class Fixtures
{
    /// <summary>Where the repository is, or null.</summary>
    public static string? Repository { get; } = FindRepository();

    public static string? Folder { get; } = Find();

    /// <summary>The rows of EXPECTED.tsv for a folder: path, kind, count, detail.</summary>
    public static IReadOnlyList<string[]> Expected(string folder) => Folder is null ? []
        : [.. File.ReadLines(Path.Combine(Folder, "EXPECTED.tsv")).Select(line => line.Split('\t')).Where(row => row[0].StartsWith(folder + "/", StringComparison.Ordinal))];

    public static string PathOf(string relative) => Path.Combine(Folder!, relative);

    private static string? FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ContactLog.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static string? Find()
    {
        if (Repository is null)
        {
            return null;
        }

        var beside = Path.Combine(Path.GetDirectoryName(Repository) ?? Repository, "shared", "fixtures");
        return Directory.Exists(beside) ? beside : null;
    }
}
