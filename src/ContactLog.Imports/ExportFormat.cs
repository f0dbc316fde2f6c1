namespace ContactLog.Imports;

/// <summary>
/// One kind of message export that can be read. A format is a folder of its own and a row in
/// <see cref="ExportFormats.All"/>; it knows nothing of the web, of accounts or of a database.
/// </summary>
public abstract class ExportFormat
{
    /// <summary>The name by which the record and <c>inspect</c> call the format, for ever: <c>sms-backup-restore</c>.</summary>
    public abstract string Id { get; }

    /// <summary>Raised whenever the same file may give other results than before; it is stored with every import.</summary>
    public abstract int ReaderVersion { get; }

    /// <summary>What the times in such a file are usually worth; each item says its own.</summary>
    public abstract TimeBasis TimeBasis { get; }

    /// <summary>Says by the first bytes of a file whether it is of this format. The name of a file is never asked: it may say anything.</summary>
    /// <param name="head">The first bytes, up to <see cref="ExportReading.HeadLength"/>, fewer only when the file is shorter.</param>
    public abstract bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>True for a format that reads UTF-16 and every kind of line end by itself; see <see cref="Text.RewrittenFormat"/> for all others.</summary>
    internal virtual bool ReadsRewritten => false;

    /// <summary>True for what holds files and no records of its own.</summary>
    public virtual bool IsContainer => false;

    /// <summary>
    /// True for what is often a part of somebody else's message: a picture, a recording, a table. In an archive such files are read
    /// last, and those that a conversation has as its attachment are not read again by themselves.
    /// </summary>
    public virtual bool MayBeAttached => false;

    /// <summary>
    /// Reads a file from its first byte, in its own order, each record once. Nothing in a file makes this throw:
    /// what cannot be read comes as <see cref="FoundSkipped"/> or <see cref="FoundProblem"/>.
    /// Reading is synchronous because it is bound by the processor; take the results one by one and await between them at will.
    /// </summary>
    /// <param name="file">The file, and those it came with.</param>
    /// <param name="options">What the reader cannot know from the file.</param>
    /// <param name="cancellationToken">Asked at every record and every buffer.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The stream itself failed; this is not about the content.</exception>
    public abstract IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken);

    /// <summary>Opens the decoded bytes of an attachment, straight from where it was found, without holding them in memory.</summary>
    /// <param name="file">The same file again.</param>
    /// <param name="attachment">An attachment that <see cref="Read"/> gave for this file.</param>
    /// <remarks>A format whose attachments lie inside its own text overrides this; those beside the file are opened here.</remarks>
    public virtual Stream OpenAttachment(ExportFile file, FoundAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(attachment);
        return attachment.Inline is { } text ? new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text), writable: false)
            : attachment.Beside is { } name && file.Folder.Find(name) is { } beside ? beside.Open()
            : new MemoryStream([], writable: false);
    }
}

/// <summary>The formats this program reads.</summary>
public static class ExportFormats
{
    private static readonly Text.RewrittenFormat s_rewritten = new();

    /// <summary>Every format, in the order in which they are asked.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new SmsBackupRestore.SmsBackupRestoreFormat(),
        new Xlsx.XlsxFormat(),
        new Zip.ZipFormat(),
        new SmsImportExport.SmsImportExportFormat(),
        new ImessageDb.ImessageDbFormat(),
        new ImessageExporter.ImessageExporterFormat(),
        new Signal.SignalFormat(),
        new Meta.InstagramFormat(),
        new Meta.MessengerFormat(),
        new Telegram.TelegramFormat(),
        new WhatsApp.WhatsAppFormat(),
        new Photo.PhotoFormat(),
        new Audio.AudioFormat(),
        new GoogleVoice.GoogleVoiceFormat(),
        new Ics.IcsFormat(),
        new Mbox.MboxFormat(),
        new Eml.EmlFormat(),
        new Csv.CsvFormat(),
    ];

    /// <summary>The format that says these first bytes are its own, or null.</summary>
    public static ExportFormat? Recognise(ReadOnlySpan<byte> head) => s_rewritten.Recognises(head) ? s_rewritten : RecognisePlain(head);

    /// <summary>The same for a head that no other program has changed.</summary>
    internal static ExportFormat? RecognisePlain(ReadOnlySpan<byte> head)
    {
        foreach (var format in All)
        {
            if (format.Recognises(head))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>The format with this <see cref="ExportFormat.Id"/>, or null.</summary>
    public static ExportFormat? Find(string id) => All.FirstOrDefault(format => string.Equals(format.Id, id, StringComparison.Ordinal));
}
