using ContactLog.Imports.Sqlite;

namespace ContactLog.Imports.ImessageDb;

/// <summary><c>chat.db</c> of Messages on a Mac, <c>sms.db</c> of an iPhone's backup. See the README beside this file.</summary>
public sealed class ImessageDbFormat : ExportFormat
{
    // The schema begins on the first page. Where it is too long for one page, that page holds nothing but the way to the others; where pages
    // are longer than what is looked at, it stands at the end. Then the file is opened to see.
    private const int FirstPage = SqlitePages.HeaderLength;

    /// <inheritdoc/>
    public override string Id => "imessage-db";

    /// <inheritdoc/>
    public override int ReaderVersion => 2;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Epoch;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) =>
        SqliteLog.Recognises(head) || IsIndexOfLog(head)
        || (SqlitePages.Recognises(head) && head.Length > FirstPage
            && (head[FirstPage] == 0x05 || head[16..18] is [0, 1] || head.IndexOf("chat_message_join"u8) >= 0 || head.IndexOf("attributedBody"u8) >= 0 || (head.IndexOf("TABLE message"u8) >= 0 && head.IndexOf("handle_id"u8) >= 0)));

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            if (!SqlitePages.Recognises(ExportReading.Head(file)))
            {
                // The log and its index are read with the database that they belong to.
                if (file.Name.LastIndexOf('-') is var dash && (dash < 0 || file.Folder.Find(file.Name[..dash]) is null))
                {
                    yield return new FoundProblem(new ReadingNote("imessage.log-alone"), Loss: true);
                }

                yield break;
            }

            using var main = file.OpenSeekable();
            var beside = file.Folder.Find(file.Name + "-wal");
            using var log = beside?.OpenSeekable();
            if (main is null)
            {
                yield return new FoundProblem(new ReadingNote("imessage.too-large"), Loss: true);
                yield break;
            }

            if (SqlitePages.Open(main, log, cancellationToken) is not { } pages)
            {
                yield return new FoundProblem(new ReadingNote("imessage.damaged-head"), Loss: true);
                yield break;
            }

            if (beside is not null && (log is null || !pages.LogIsWhole))
            {
                yield return new FoundProblem(new ReadingNote("imessage.log-damaged"), Loss: true);
            }
            else if (pages.ExpectsLog && log is null)
            {
                yield return new FoundProblem(new ReadingNote("imessage.log-missing"), Loss: false);
            }

            foreach (var found in new MessagesReader(file, pages, options, cancellationToken).Run())
            {
                yield return found;
            }
        }
    }

    // The -shm file that stands beside a log: 3007000 in the order of bytes of the machine.
    private static bool IsIndexOfLog(ReadOnlySpan<byte> head) => head is [0x18, 0xE2, 0x2D, 0x00, 0, 0, 0, 0, ..] && head.Length >= 136;
}
