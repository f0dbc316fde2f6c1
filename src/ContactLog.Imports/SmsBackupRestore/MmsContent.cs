using System.Security.Cryptography;
using System.Text;
using ContactLog.Imports.Markup;
using ContactLog.Imports.Numbers;

namespace ContactLog.Imports.SmsBackupRestore;

/// <summary>How a record ended.</summary>
internal enum RecordEnd
{
    Whole,
    Missing,
    FileEnds,
}

/// <summary>What stands between the start and the end of a multimedia message.</summary>
internal sealed class MmsContent(MarkupScanner scanner, ReadOptions options)
{
    private const int MostParts = 1000;
    private const int MostName = 255;

    // A contact card or a formatted text is small; a thousand of a megabyte are no message.
    private const int MostInline = 16 * 1024 * 1024;

    private readonly StringBuilder _text = new();
    private long _inline;

    public List<FoundAttachment> Attachments { get; } = [];

    public List<(string Type, Peer Peer)> Addresses { get; } = [];

    /// <summary>Parts that could not be read.</summary>
    public int Lost { get; private set; }

    public string Text => _text.ToString();

    public RecordEnd Read()
    {
        while (!scanner.NextIs(SmsBackupReader.Records, SmsBackupRestoreFormat.Roots))
        {
            switch (scanner.Read())
            {
                case MarkupToken.StartTag when scanner.Name is "part":
                    Part();
                    break;
                case MarkupToken.StartTag when scanner.Name is "addr":
                    if (Addresses.Count < Conversations.MostAddresses)
                    {
                        Addresses.Add((scanner.Short("type") ?? "", PhoneNumbers.Read(scanner.Short("address"), options.Country)));
                    }

                    break;
                case MarkupToken.EndTag when scanner.Name is "mms":
                    return RecordEnd.Whole;
                case MarkupToken.BrokenTag:
                    Lost++;
                    break;
                case MarkupToken.DocumentType:
                    return RecordEnd.Missing;
                case MarkupToken.End or MarkupToken.EndInside:
                    return RecordEnd.FileEnds;
            }
        }

        return RecordEnd.Missing;
    }

    private void Part()
    {
        var type = (scanner.Short("ct") ?? "application/octet-stream").Trim().ToLowerInvariant();
        if (type is "application/smil")
        {
            return;
        }

        var text = MarkupValues.Value(scanner.Attribute("text"));
        var data = scanner.Data;
        if (type.StartsWith("text/plain", StringComparison.Ordinal) && text is not null)
        {
            Add(text);
            text = null;
        }

        if (type.StartsWith("text/plain", StringComparison.Ordinal) && data is null && text is null)
        {
            return;
        }

        _inline += data is null ? text?.Length ?? 0 : 0;
        if (Attachments.Count >= MostParts || _inline > MostInline)
        {
            Lost++;
            return;
        }

        var name = scanner.Short("cl", MostName) ?? scanner.Short("fn", MostName) ?? scanner.Short("name", MostName) ?? "";
        var inline = data is null && text is not null ? Encoding.UTF8.GetBytes(text) : null;
        Attachments.Add(new FoundAttachment
        {
            Name = name,
            ContentType = type,
            Size = data?.Size ?? inline?.Length ?? 0,
            Sha256 = data?.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(inline ?? [])),
            Whole = data?.Whole ?? !scanner.Cut,
            DataOffset = data?.Offset ?? -1,
            DataLength = data?.Length ?? 0,
            Inline = inline is null ? null : text,
        });
    }

    // One more than the limit, so that whoever cuts the text at the limit sees that there was more.
    private void Add(string? text)
    {
        if (string.IsNullOrEmpty(text) || _text.Length > options.MaxText)
        {
            return;
        }

        _text.Append(_text.Length > 0 ? "\n" : "").Append(text.AsSpan(0, Math.Min(text.Length, options.MaxText + 1)));
    }
}
