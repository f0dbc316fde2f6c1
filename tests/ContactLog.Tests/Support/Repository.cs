namespace ContactLog.Tests.Support;

/// <summary>Finds files of the repository from wherever the tests were built.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the repository.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The folder of real export files, or null where it is not at hand; tests then use made data.</summary>
    public static string? Fixtures => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Root)!, "shared", "fixtures") is var path && Directory.Exists(path) ? path : null;

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "ContactLog.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests do not lie inside the repository.");
    }
}
