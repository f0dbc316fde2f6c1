namespace ContactLog.Imports;

/// <summary>
/// One file that is read. It can be opened as often as a reader likes, each time from its first byte, and knows the
/// files beside it where it came in an archive: a chat and its pictures, a call and its recording.
/// </summary>
/// <param name="name">Its name, with folders where it lies in an archive: a label for people, never a path to open and never asked what the file is.</param>
/// <param name="open">Opens it at its first byte; the caller closes what it gets.</param>
/// <param name="folder">The files it came with; null when it came alone.</param>
public sealed class ExportFile(string name, Func<Stream> open, ExportFolder? folder = null)
{
    /// <summary>Its name: a label.</summary>
    public string Name { get; } = name;

    /// <summary>The files it came with, itself among them; empty when it came alone.</summary>
    public ExportFolder Folder { get; } = folder ?? ExportFolder.Empty;

    /// <summary>Opens it at its first byte. Seekable when it came alone, not always when it lies in an archive.</summary>
    public Stream Open() => open();

    /// <summary>A file over a seekable stream that stays the caller's: what is opened are views with places of their own, for one thread.</summary>
    public static ExportFile Over(Stream seekable, string name = "")
    {
        ArgumentNullException.ThrowIfNull(seekable);
        return new(name, () => new StreamView(seekable));
    }
}

/// <summary>Files that came together, by name.</summary>
public sealed class ExportFolder
{
    private readonly Dictionary<string, ExportFile> _files;

    /// <summary>Takes the files in, in their order. Of two with one name the first counts.</summary>
    public ExportFolder(IEnumerable<ExportFile> files)
    {
        _files = new(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (_files.TryAdd(file.Name, file))
            {
                Files.Add(file);
            }
        }
    }

    /// <summary>None.</summary>
    public static ExportFolder Empty { get; } = new([]);

    /// <summary>The names, in the order of the archive.</summary>
    public IEnumerable<string> Names => Files.Select(file => file.Name);

    private List<ExportFile> Files { get; } = [];

    /// <summary>The file with exactly this name, or null.</summary>
    public ExportFile? Find(string name) => _files.GetValueOrDefault(name);
}
