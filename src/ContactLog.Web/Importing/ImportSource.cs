using ContactLog.Data.Record;
using ContactLog.Imports;
using ContactLog.Web.Cases;

namespace ContactLog.Web.Importing;

/// <summary>Files that arrived, opened for the readers: straight from the sealed store, never from a copy on a disk.</summary>
internal sealed class ImportSource : IAsyncDisposable
{
    private readonly List<Stream> _streams = [];

    private ImportSource()
    {
    }

    /// <summary>The file, or the files as one.</summary>
    public ExportFile File { get; private set; } = null!;

    /// <summary>Opens them.</summary>
    public static async Task<ImportSource> OpenAsync(CurrentCase current, IReadOnlyList<ReceivedFile> files, CancellationToken cancel)
    {
        var source = new ImportSource();
        try
        {
            var opened = new List<ExportFile>(files.Count);
            foreach (var file in files)
            {
                var stream = await current.OpenFileAsync(file.Id, cancel);
                source._streams.Add(stream);
                opened.Add(ExportFile.Over(stream, file.Entry.Name));
            }

            source.File = ExportFile.Together(opened);
            return source;
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in _streams)
        {
            await stream.DisposeAsync();
        }
    }
}
