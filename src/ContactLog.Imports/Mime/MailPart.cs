using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mime;

/// <summary>One part of a mail that holds no other parts: its words are kept up to a limit, everything else is only counted and hashed on the way.</summary>
internal sealed class MailPart
{
    private const int DrainAt = 16 * 1024;
    private readonly Room _room;
    private readonly ArrayBufferWriter<byte>? _kept;
    private readonly int _mostKept;
    private readonly TransferDecoder _decoder;

    public MailPart(HeaderParameters type, string? name, Transfer transfer, long offset, bool isWords, int mostKept, object? alternative, Room room)
    {
        (Type, Name, Transfer, Offset, Alternative, _mostKept) = (type, name, transfer, offset, alternative, mostKept);
        IsHtml = isWords && type.Value is "text/html";
        IsPlain = isWords && !IsHtml;
        _kept = isWords ? new(256) : null;
        _room = room;
        _decoder = new(transfer, room.Characters);
    }

    public HeaderParameters Type { get; }

    public string? Name { get; }

    public Transfer Transfer { get; }

    /// <summary>Where its encoded bytes begin.</summary>
    public long Offset { get; }

    /// <summary>Where they end.</summary>
    public long End { get; private set; }

    /// <summary>The choice of forms it is one of, or null.</summary>
    public object? Alternative { get; }

    /// <summary>Its words are the words of the mail.</summary>
    public bool IsPlain { get; }

    /// <summary>It is the mail as a page.</summary>
    public bool IsHtml { get; }

    public long Size { get; private set; }

    public string Sha256 { get; private set; } = "";

    public bool Damaged => _decoder.Damaged;

    /// <summary>Its words are in UTF-7 and stand as they are. Known when they were read.</summary>
    public bool IsUtf7 { get; private set; }

    /// <summary>Its words were too many to be kept.</summary>
    public bool Cut { get; private set; }

    public void Line(ReadOnlySpan<byte> line)
    {
        _decoder.Line(line, _room.Decoded);
        DrainFull();
    }

    /// <inheritdoc cref="TransferDecoder.Base64Lines"/>
    public bool Base64(LineSource lines)
    {
        var any = _decoder.Base64Lines(lines, _room.Decoded);
        DrainFull();
        return any;
    }

    public void Finish(long end, bool atBoundary)
    {
        End = Math.Max(Offset, end);
        _decoder.End(_room.Decoded, atBoundary);
        Drain();
        if (!IsPlain)
        {
            Sha256 = Convert.ToHexStringLower(_room.Hash.GetHashAndReset());
        }
    }

    /// <summary>Its words, and whether their encoding had to be guessed.</summary>
    public string Words(out bool guessed)
    {
        var bytes = _kept!.WrittenSpan;
        var charset = Type["charset"] ?? (IsHtml ? CharsetOf(bytes) : null);
        var text = TextEncodings.Decode(Cut ? Whole(bytes) : bytes, charset, out guessed);
        IsUtf7 = TextEncodings.IsUtf7(charset);
        guessed |= charset is not null && TextEncodings.Find(charset) is null && bytes.ContainsAnyExceptInRange((byte)0, (byte)127);
        return PlainText.Clean(IsHtml ? HtmlText.Of(text) : text).Trim('\n', ' ');
    }

    public FoundAttachment Attachment(int number, bool unquoted) => new()
    {
        Name = Label(number),
        ContentType = PlainText.Line(Type.Value, 100) is { Length: > 0 } type && type.Contains('/', StringComparison.Ordinal) ? type : "application/octet-stream",
        Size = Size,
        Sha256 = Sha256,
        Whole = !Damaged,
        DataOffset = Offset,
        DataLength = End - Offset,
        Transfer = unquoted ? Transfer + ">" : Transfer.ToString(),
    };

    // A label, never a path: and marks that turn the reading direction would let "holiday.exe" pass for a picture.
    private string Label(int number) => PlainText.Line(VisibleText.ForMatching(Name ?? "").Replace('/', '_').Replace('\\', '_'), 200) is { Length: > 0 } name ? name
        : IsHtml || Type.Value is "text/html" ? "message.html"
        : Type.Value is "message/rfc822" ? "message.eml"
        : string.Create(CultureInfo.InvariantCulture, $"part-{number}");

    private void DrainFull()
    {
        if (_room.Decoded.WrittenCount >= DrainAt)
        {
            Drain();
        }
    }

    private void Drain()
    {
        var bytes = _room.Decoded.WrittenSpan;
        Size += bytes.Length;
        if (!IsPlain)
        {
            _room.Hash.AppendData(bytes);
        }

        if (_kept is not null)
        {
            var room = Math.Max(0, _mostKept - _kept.WrittenCount);
            Cut |= bytes.Length > room;
            _kept.Write(bytes[..Math.Min(room, bytes.Length)]);
        }

        _room.Decoded.ResetWrittenCount();
    }

    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.Length;
        while (end > 0 && end > bytes.Length - 4 && bytes[end - 1] >= 0x80)
        {
            end--;
        }

        return bytes[..end];
    }

    private static string? CharsetOf(ReadOnlySpan<byte> html)
    {
        var head = System.Text.Encoding.Latin1.GetString(html.Length > 1024 ? html[..1024] : html);
        var at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        var name = at < 0 ? "" : head[(at + 8)..].TrimStart('"', '\'', ' ');
        var end = name.IndexOfAny(['"', '\'', ' ', '>', '/', ';']);
        return end > 0 ? name[..end] : null;
    }

    /// <summary>What decoding a part takes room for. Parts come one after the other, so those of a whole file share it.</summary>
    internal sealed class Room : IDisposable
    {
        public ArrayBufferWriter<byte> Decoded { get; } = new(2 * DrainAt);

        public byte[] Characters { get; } = new byte[TransferDecoder.Batch];

        public IncrementalHash Hash { get; } = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public void Dispose() => Hash.Dispose();
    }
}
