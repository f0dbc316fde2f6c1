using System.Text;
using ContactLog.Imports.Markup;

namespace ContactLog.Imports.SmsBackupRestore;

/// <summary>
/// The XML backups of the Android program "SMS Backup &amp; Restore" (SyncTech): <c>sms-*.xml</c> with root <c>smses</c>
/// and <c>calls-*.xml</c> with root <c>calls</c>. See the README beside this file for sources, traps and promises.
/// </summary>
public sealed class SmsBackupRestoreFormat : ExportFormat
{
    internal static readonly string[] Roots = ["smses", "calls"];

    /// <inheritdoc/>
    public override string Id => "sms-backup-restore";

    /// <inheritdoc/>
    public override int ReaderVersion => 3;

    internal override bool ReadsRewritten => true;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Epoch;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => FirstTag(head) is { Token: not MarkupToken.DocumentType } first && Roots.Contains(first.Name);

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            using var stream = file.Open();
            var utf8 = Open(stream, out var encoding, out var unknownEncoding);
            try
            {
                using var scanner = new MarkupScanner(utf8, SmsBackupReader.Known, SmsBackupReader.MostValueBytes(options), options.MaxRaw, cancellationToken);
                foreach (var found in new SmsBackupReader(scanner, options, encoding is not null, unknownEncoding).Run())
                {
                    yield return found;
                }
            }
            finally
            {
                if (encoding is not null)
                {
                    utf8.Dispose();
                }
            }
        }
    }

    /// <inheritdoc/>
    public override Stream OpenAttachment(ExportFile file, FoundAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(attachment);
        if (attachment.Inline is { } text)
        {
            return new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        }

        if (attachment.DataLength == 0)
        {
            return new MemoryStream([], writable: false);
        }

        var stream = file.Open();
        var utf8 = Open(stream, out var encoding, out _);
        if (encoding is null && stream.CanSeek)
        {
            stream.Position = attachment.DataOffset;
            return new Base64Stream(stream, 0, attachment.DataLength, ownsSource: true);
        }

        return new Base64Stream(utf8, attachment.DataOffset, attachment.DataLength, ownsSource: true);
    }

    /// <summary>Why a file that looks like XML is not one of these, or null when it does not look like XML.</summary>
    internal static ReadingNote? WhyNot(ReadOnlySpan<byte> head) => FirstTag(head) switch
    {
        { Token: MarkupToken.DocumentType } => new ReadingNote("reading.doctype"),
        { Token: MarkupToken.StartTag or MarkupToken.BrokenTag or MarkupToken.EndInside, Name.Length: > 0 } first => new ReadingNote("reading.root", first.Name),
        _ => null,
    };

    private static Stream Open(Stream file, out Encoding? encoding, out bool unknownEncoding)
    {
        var head = new byte[MarkupSource.Head];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        encoding = MarkupSource.Detect(head.AsSpan(0, length), out unknownEncoding);
        return MarkupSource.AsUtf8(new HeadedStream(head.AsMemory(0, length), file), encoding);
    }

    private static (MarkupToken Token, string Name)? FirstTag(ReadOnlySpan<byte> head)
    {
        using var file = new MemoryStream(head.ToArray(), writable: false);
        using var utf8 = Open(file, out _, out _);
        using var scanner = new MarkupScanner(utf8, SmsBackupReader.Known, ushort.MaxValue, 0, CancellationToken.None);
        var token = scanner.Read();
        return scanner.StrayText || scanner.IsEnd ? null : (token, scanner.Name);
    }
}
