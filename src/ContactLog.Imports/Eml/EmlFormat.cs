using ContactLog.Imports.Mime;
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

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_strongName = s_strong.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string> s_weak = new(StringComparer.OrdinalIgnoreCase) { "From", "To", "Subject", "Date", "Cc", "Bcc", "Reply-To", "Sender", "X-Mailer", "Resent-From", "In-Reply-To", "Importance", "X-Priority" };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_weakName = s_weak.GetAlternateLookup<ReadOnlySpan<char>>();

    // What else a mail can begin with.
    private static readonly string[] s_families = ["X-", "ARC-", "List-", "Resent-", "Content-", "Authentication-Results", "DomainKey-Signature", "Received-SPF", "References", "User-Agent", "Status", "Envelope-To", "Delivery-Date"];

    /// <inheritdoc/>
    public override string Id => "eml";

    /// <inheritdoc/>
    public override int ReaderVersion => 6;

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
            var inside = new DividersInside();
            var (mail, fault) = Parse(file, options, inside, cancellationToken);
            yield return items.Make(mail, new Locator("mail", 0, 1));
            if (inside.Problem is { } problemInside)
            {
                yield return problemInside;
            }

            if (fault is not null)
            {
                yield return new FoundProblem(new ReadingNote(fault), Loss: true);
            }

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

    /// <summary>A header line by one of the names with which the header lines of mails begin.</summary>
    internal static bool IsKnownHeader(ReadOnlySpan<byte> line)
    {
        const int longest = 40;
        var length = MailHeaders.NameLength(line.TrimEnd("\r\n"u8));
        if (length is < 0 or > longest)
        {
            return false;
        }

        Span<char> room = stackalloc char[longest];
        ReadOnlySpan<char> name = room[..System.Text.Encoding.ASCII.GetChars(line[..length], room)];
        if (s_strongName.Contains(name) || s_weakName.Contains(name))
        {
            return true;
        }

        foreach (var family in s_families)
        {
            if (name.StartsWith(family, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
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

    // Apple Mail (.emlx) puts a line with the number of the mail's bytes before it, and a property list of its own behind it.
    private static (ParsedMail Mail, string? Fault) Parse(ExportFile file, ReadOptions options, DividersInside inside, CancellationToken cancellationToken)
    {
        using var stream = file.Open();
        var lines = new LineSource(stream, cancellationToken);
        using var parser = new MailParser(options);
        parser.Begin();
        var end = long.MaxValue;
        string? fault = null;
        // Where the file begins with a line that divides mails in a manner that is not known, it may hold more mails than this one.
        bool? isDivided = null;
        var (isAfterEmpty, dividing) = (false, 0L);
        while (lines.Read(out var line))
        {
            if (lines.Offset == 0 && CountOf(line) is { } count)
            {
                end = lines.Next + count;
                continue;
            }

            isDivided ??= lines.IsStart && !line.Trim("\r\n"u8).IsEmpty ? (line is [0xEF, 0xBB, 0xBF, ..] ? line[3..] : line).StartsWith("From "u8) : (bool?)null;
            if (isDivided is true && lines.IsStart)
            {
                if (dividing > 0 && IsKnownHeader(line))
                {
                    inside.Add(dividing);
                }

                dividing = isAfterEmpty && line.StartsWith("From "u8) ? lines.Number : 0;
                isAfterEmpty = line.Trim("\r\n"u8).IsEmpty;
            }

            var left = (int)Math.Clamp(end - lines.Offset, 0, line.Length);
            if (left > 0)
            {
                parser.Line(line[..left], lines.IsStart, lines.Offset);
            }

            if (left < line.Length)
            {
                // The list holds no words of the mail. Anything else there would be one that is passed over, so it is said.
                fault = line[left..].StartsWith("<?xml"u8) || line[left..].StartsWith("<plist"u8) ? null : "mail.emlx-rest";
                break;
            }
        }

        return (parser.End(Math.Min(lines.Next, end)), end != long.MaxValue && lines.Next < end ? "mail.no-end" : fault);
    }

    private static long? CountOf(ReadOnlySpan<byte> line)
    {
        var digits = line.TrimEnd(" \r\n"u8);
        return line.Length > digits.Length && digits.Length is > 0 and < 13 && System.Buffers.Text.Utf8Parser.TryParse(digits, out long count, out var used) && used == digits.Length && count > 0 ? count : null;
    }
}
