using System.Runtime.CompilerServices;

namespace ContactLog.Imports.Zip;

/// <summary>A zip archive of exports. See the README beside this file for its limits and promises.</summary>
public sealed class ZipFormat : ExportFormat
{
    /// <summary>An archive she chose, and an archive inside it.</summary>
    private const int MostDepth = 2;

    private const int MostNamed = 5;

    // The list of an archive is read once, not again for each of a thousand pictures.
    private readonly ConditionalWeakTable<ExportFile, ZipContents> _open = [];

    /// <inheritdoc/>
    public override string Id => "zip";

    /// <inheritdoc/>
    public override int ReaderVersion => 1;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Epoch;

    /// <inheritdoc/>
    public override bool IsContainer => true;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => head is [0x50, 0x4B, 0x03, 0x04, ..] or [0x50, 0x4B, 0x05, 0x06, ..];

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            if (file.Depth >= MostDepth)
            {
                yield return new FoundProblem(new ReadingNote("archives.nested"), Loss: true);
                yield break;
            }

            if (ZipContents.Open(file, cancellationToken) is not { } contents)
            {
                yield return new FoundProblem(new ReadingNote("archives.inside"), Loss: true);
                yield break;
            }

            if (contents.Directory.Fault is { } fault)
            {
                yield return new FoundProblem(fault, Loss: true);
            }

            var entries = contents.Directory.Entries;
            var locked = entries.Where(entry => entry.IsLocked).ToList();
            if (locked.Count > 0)
            {
                yield return new FoundProblem(
                    locked.Count == entries.Count ? new ReadingNote("archives.locked") : ReadingNote.Counted("archives.some-locked", locked.Count, Names(locked)), Loss: true);
            }

            var packed = entries.Where(entry => !entry.IsLocked && !ZipContents.CanRead(entry)).ToList();
            if (packed.Count > 0)
            {
                yield return new FoundProblem(ReadingNote.Counted("archives.method", packed.Count, Names(packed)), Loss: true);
            }

            if (entries.Count == 0 && contents.Directory.Fault is null)
            {
                yield return new FoundProblem(new ReadingNote("archives.empty"), Loss: true);
            }

            foreach (var found in new FolderReader(contents.Files, options, namesEach: false, cancellationToken) { WasReadToEnd = contents.WasReadToEnd }.Read())
            {
                yield return found;
            }
        }
    }

    /// <inheritdoc/>
    public override Stream OpenAttachment(ExportFile file, FoundAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(attachment);
        if (!_open.TryGetValue(file, out var contents))
        {
            contents = file.Depth >= MostDepth ? null : ZipContents.Open(file, CancellationToken.None);
            if (contents is null)
            {
                return new MemoryStream([], writable: false);
            }

            _open.AddOrUpdate(file, contents);
        }

        return FolderReader.OpenAttachment(contents.Files, attachment);
    }

    private static string Names(List<ZipEntry> entries) =>
        string.Join(", ", entries.Take(MostNamed).Select(entry => entry.Name)) + (entries.Count > MostNamed ? " …" : "");
}
