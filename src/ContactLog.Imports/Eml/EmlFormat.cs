using ContactLog.Imports.Text;

namespace ContactLog.Imports.Eml;

/// <summary>One mail as mail programs save it (<c>.eml</c>, RFC 5322 and MIME). See the README beside this file for sources, traps and promises.</summary>
public sealed class EmlFormat : ExportFormat
{
    // One of these, or two of the others, at the start of a file make it a mail.
    private static readonly HashSet<string> s_strong = new(StringComparer.OrdinalIgnoreCase)
    {
        "Received", "Return-Path", "Message-ID", "MIME-Version", "Content-Type", "Delivered-To", "X-Gmail-Labels", "X-GM-THRID", "DKIM-Signature", "X-Mozilla-Status", "X-Envelope-From", "Content-Transfer-Encoding",
    };

    private static readonly HashSet<string> s_weak = new(StringComparer.OrdinalIgnoreCase) { "From", "To", "Subject", "Date", "Cc", "Bcc", "Reply-To", "Sender", "X-Mailer", "Resent-From", "In-Reply-To", "Importance", "X-Priority" };

    /// <inheritdoc/>
    public override string Id => "eml";

    /// <inheritdoc/>
    public override int ReaderVersion => 1;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Offset;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => LooksLikeMail(head);

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            var items = new MailItems(options, unquoted: false);
            var mail = Parse(file, options, cancellationToken);
            yield return items.Make(mail, new Locator("mail", 0, 1));
            foreach (var problem in Problems(mail, items, options))
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

    /// <summary>What there is to say about a file as a whole after its last mail.</summary>
    internal static IEnumerable<FoundProblem> Problems(ParsedMail? last, MailItems items, ReadOptions options)
    {
        if (last is { NoEnd: true })
        {
            yield return new FoundProblem(new ReadingNote("mail.no-end"), Loss: true);
        }

        if (options.Me.Count == 0)
        {
            yield return new FoundProblem(items.Delivered is { } address ? new ReadingNote("mail.me.delivered", address) : new ReadingNote("mail.me"), Loss: false) { AsksMe = true };
        }
    }

    internal static bool LooksLikeMail(ReadOnlySpan<byte> head)
    {
        const int linesLookedAt = 60;
        head = head is [0xEF, 0xBB, 0xBF, ..] ? head[3..] : head;
        var weak = 0;
        var bad = 0;
        for (var i = 0; i < linesLookedAt && !head.IsEmpty; i++)
        {
            var end = head.IndexOf((byte)'\n');
            var line = (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
            head = end < 0 ? [] : head[(end + 1)..];
            var length = MailHeaders.NameLength(line);
            if (line.IsEmpty)
            {
                if (weak + bad > 0)
                {
                    break;
                }
            }
            else if (length >= 0)
            {
                var name = System.Text.Encoding.ASCII.GetString(line[..length]);
                if (s_strong.Contains(name) && bad < 3)
                {
                    return true;
                }

                weak += s_weak.Contains(name) ? 1 : 0;
            }
            else if (line[0] is not ((byte)' ' or (byte)'\t') && !(i == 0 && line.StartsWith("From "u8)) && ++bad > 3)
            {
                break;
            }
        }

        return weak >= 2;
    }

    private static ParsedMail Parse(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        using var stream = file.Open();
        var lines = new LineSource(stream, cancellationToken);
        using var parser = new MailParser(options, unquoted: false);
        parser.Begin();
        while (lines.Read(out var line))
        {
            parser.Line(line, lines.IsStart, lines.Offset);
        }

        return parser.End(lines.Next);
    }
}
