using ContactLog.Data.Record;
using ContactLog.Imports;
using ContactLog.Web.Cases;
using ContactLog.Web.Uploads;

namespace ContactLog.Web.Importing;

/// <summary>Files that arrived, opened for the readers: straight from the sealed store, never from a copy on a disk.</summary>
internal sealed class ImportSource : IAsyncDisposable
{
    private readonly List<Stream> _streams = [];
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _limit;

    private ImportSource(TimeSpan most, CancellationToken cancel)
    {
        // Made with its time and not told it afterwards: no time at all is over at once, and not when a timer gets its turn.
        _time = new CancellationTokenSource(most);
        _limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, _time.Token);
    }

    /// <summary>The file, or the files as one.</summary>
    public ExportFile File { get; private set; } = null!;

    /// <summary>Ends what reads them, when the request ends or reading has taken too long: all readings for one page together have one limit.</summary>
    public CancellationToken Reading => _limit.Token;

    /// <summary>Opens them.</summary>
    /// <param name="current">The way to the store.</param>
    /// <param name="files">The files.</param>
    /// <param name="limits">How long they may be read.</param>
    /// <param name="cancel">The request.</param>
    public static async Task<ImportSource> OpenAsync(CurrentCase current, IReadOnlyList<ReceivedFile> files, UploadOptions limits, CancellationToken cancel)
    {
        var source = new ImportSource(TimeSpan.FromSeconds(limits.MaxReadingSeconds), cancel);
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
        _limit.Dispose();
        _time.Dispose();
        foreach (var stream in _streams)
        {
            await stream.DisposeAsync();
        }
    }
}
