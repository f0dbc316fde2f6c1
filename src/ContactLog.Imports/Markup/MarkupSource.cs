using System.Text;

namespace ContactLog.Imports.Markup;

/// <summary>A file as UTF-8, whatever it is written in.</summary>
internal static class MarkupSource
{
    /// <summary>How many first bytes decide.</summary>
    public const int Head = 256;

    /// <summary>
    /// The encoding to convert from, null for UTF-8 (whose bytes are scanned as they are, so that offsets are the file's own),
    /// and whether an encoding was named that nobody here knows.
    /// </summary>
    public static Encoding? Detect(ReadOnlySpan<byte> head, out bool unknown)
    {
        unknown = false;
        switch (head)
        {
            case [0xFF, 0xFE, ..] or [(byte)'<', 0, ..]:
                return new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
            case [0xFE, 0xFF, ..] or [0, (byte)'<', ..]:
                return new UnicodeEncoding(bigEndian: true, byteOrderMark: false);
        }

        var start = SkipMark(head);
        if (!start.StartsWith("<?xml"u8) || start.IndexOf("?>"u8) is var end && end < 0)
        {
            return null;
        }

        var declaration = Encoding.Latin1.GetString(start[..end]);
        var at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        var name = at < 0 ? "" : declaration[(at + 8)..].TrimStart(' ', '=', '\t', '\r', '\n').TrimStart('"', '\'');
        var close = name.IndexOfAny(['"', '\'']);
        name = (close < 0 ? name : name[..close]).Trim().ToLowerInvariant();
        if (name is "" or "utf-8" or "utf8" or "us-ascii" or "ascii")
        {
            return null;
        }

        try
        {
            // The declaration could be read byte by byte. An encoding by whose rules it would read differently (UTF-16, EBCDIC)
            // is not the one the file is in; Windows programs leave such declarations behind when they save as UTF-8.
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            unknown = !string.Equals(encoding.GetString(start[..end]), declaration, StringComparison.Ordinal);
            return unknown ? null : encoding;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            unknown = true;
            return null;
        }
    }

    /// <summary>The stream to scan.</summary>
    public static Stream AsUtf8(Stream file, Encoding? encoding) =>
        encoding is null ? file : Encoding.CreateTranscodingStream(file, encoding, Encoding.UTF8);

    /// <summary>Bytes without a UTF-8 byte order mark.</summary>
    public static ReadOnlySpan<byte> SkipMark(ReadOnlySpan<byte> bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
}
