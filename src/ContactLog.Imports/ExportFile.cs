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
    public ExportFolder Folder { get; internal set; } = folder ?? ExportFolder.Empty;

    /// <summary>How many archives it lies in.</summary>
    internal int Depth { get; init; }

    /// <summary>Its length in bytes as an archive declares it; null when it came alone.</summary>
    internal long? Size { get; init; }

    /// <summary>What turned out to be wrong with its bytes while they were read, for a file in an archive.</summary>
    internal Func<ReadingNote?>? Fault { get; init; }

    /// <summary>Several files chosen at once, to be read as one.</summary>
    internal bool IsTogether { get; private init; }

    /// <summary>Opens it at its first byte. Seekable when it came alone, not always when it lies in an archive.</summary>
    public Stream Open() => open();

    /// <summary>
    /// Opens it so that any place can be gone to: as it is when it came alone, otherwise a copy in memory, which a file in an archive gets
    /// only up to a size. Null when it is larger.
    /// </summary>
    /// <param name="most">The most bytes that are held.</param>
    public Stream? OpenSeekable(int most = 64 << 20)
    {
        var stream = Open();
        if (stream.CanSeek)
        {
            return stream;
        }

        using (stream)
        {
            if (Size > most)
            {
                return null;
            }

            var copy = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                if (copy.Length + read > most)
                {
                    return null;
                }

                copy.Write(buffer, 0, read);
            }

            copy.Position = 0;
            return copy;
        }
    }

    /// <summary>Several files that she chose at once, to be read as one import. A single one is read by itself.</summary>
    public static ExportFile Together(IReadOnlyList<ExportFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 1)
        {
            return files[0];
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var all = new ExportFolder(files.Select(file => names.Add(file.Name) ? file : new ExportFile(Unique(file.Name, names), file.Open)));
        foreach (var file in all.Files)
        {
            file.Folder = all;
        }

        return new("", () => new MemoryStream([], writable: false), all) { IsTogether = true };

        static string Unique(string name, HashSet<string> taken)
        {
            var number = 2;
            while (!taken.Add($"{name} ({number})"))
            {
                number++;
            }

            return $"{name} ({number})";
        }
    }

    /// <summary>A file over a seekable stream that stays the caller's: what is opened are views with places of their own, for one thread.</summary>
    public static ExportFile Over(Stream seekable, string name = "")
    {
        ArgumentNullException.ThrowIfNull(seekable);
        return Over(seekable, name, 0);
    }

    internal static ExportFile Over(Stream seekable, string name, int depth) => new(name, () => new StreamView(seekable)) { Depth = depth };
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

    /// <summary>The files, in the same order.</summary>
    internal List<ExportFile> Files { get; } = [];

    /// <summary>The file with exactly this name, or null.</summary>
    public ExportFile? Find(string name) => _files.GetValueOrDefault(name);
}
