namespace ContactLog.Imports;

/// <summary>Several files that she chose at once, read as one import: each by its own format, each given the others.</summary>
/// <remarks>Not a format of a file, so no row in the list of formats: see <see cref="ExportFile.Together"/>.</remarks>
internal sealed class FilesTogether : ExportFormat
{
    public static FilesTogether Instance { get; } = new();

    /// <summary>The same name as an archive: to whoever reads the record, it was several files in one.</summary>
    public override string Id => "zip";

    public override int ReaderVersion => 1;

    public override TimeBasis TimeBasis => TimeBasis.Epoch;

    public override bool IsContainer => true;

    public override bool Recognises(ReadOnlySpan<byte> head) => false;

    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken) =>
        new FolderReader(file.Folder.Files, options, namesEach: true, cancellationToken).Read();

    public override Stream OpenAttachment(ExportFile file, FoundAttachment attachment) => FolderReader.OpenAttachment(file.Folder.Files, attachment);
}
