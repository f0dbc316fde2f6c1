using ContactLog.Imports.Eml;
using ContactLog.Imports.Mime;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mbox;

/// <summary>
/// Many mails in one file (<c>.mbox</c>): what Gmail Takeout, Thunderbird, Apple Mail and old Unix programs write.
/// See the README beside this file for the dialects.
/// </summary>
public sealed class MboxFormat : ExportFormat
{
    /// <inheritdoc/>
    public override string Id => "mbox";

    /// <inheritdoc/>
    public override int ReaderVersion => 6;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Offset;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head)
    {
        head = (head is [0xEF, 0xBB, 0xBF, ..] ? head[3..] : head).TrimStart("\r\n"u8);
        var end = head.IndexOf((byte)'\n');
        return end > 0 && Separator.Of(head[..end]) != Separator.Kind.None && EmlFormat.LooksLikeMail(head[(end + 1)..]);
    }

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            using var stream = file.Open();
            using var splitter = new MboxSplitter(new LineSource(stream, cancellationToken), options);
            var items = new MailItems(options, unquoted: true);
            ParsedMail? last = null;
            for (var number = 1; splitter.Next() is { } mail; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                last = mail.Mail;
                yield return items.Make(mail.Mail, new Locator($"mail[{number}]", mail.Offset, mail.Line));
                if (number >= options.MaxRecords && !splitter.IsEnd)
                {
                    yield return new FoundProblem(ReadingNote.Counted("reading.limit", number), Loss: true);
                    break;
                }
            }

            if (splitter.Inside.Problem is { } inside)
            {
                yield return inside;
            }

            if (!splitter.IsEnd)
            {
                yield break;
            }

            foreach (var problem in EmlFormat.Problems(last, items, options))
            {
                yield return problem;
            }
        }
    }

    /// <inheritdoc/>
    public override Stream OpenAttachment(ExportFile file, FoundAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(attachment);
        return attachment.Transfer is null ? base.OpenAttachment(file, attachment) : new TransferStream(file.Open(), attachment);
    }
}
