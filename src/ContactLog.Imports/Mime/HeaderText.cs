using System.Globalization;
using System.Text;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mime;

/// <summary>The words of a header: encoded words (RFC 2047) and raw bytes beyond ASCII, which many programs write although they may not.</summary>
internal static class HeaderText
{
    private const int LongestCharset = 60;

    /// <summary>Decodes a value whose raw bytes are already text.</summary>
    public static string Decode(string value)
    {
        if (!value.Contains("=?", StringComparison.Ordinal))
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        var bytes = new List<byte>();
        var charset = "";
        var at = 0;
        while (at < value.Length)
        {
            var start = value.IndexOf("=?", at, StringComparison.Ordinal);
            if (start < 0 || Word(value, start) is not { } word)
            {
                var upTo = start < 0 ? value.Length : start + 2;
                Flush(text, bytes, charset);
                text.Append(value, at, upTo - at);
                at = upTo;
                continue;
            }

            // White space between two encoded words belongs to neither; bytes of one charset are joined first, because
            // some programs split a character between two words.
            var between = value.AsSpan(at, start - at);
            if (!between.IsWhiteSpace() || bytes.Count == 0)
            {
                Flush(text, bytes, charset);
                text.Append(between);
            }

            if (!word.Charset.Equals(charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush(text, bytes, charset);
            }

            charset = word.Charset;
            bytes.AddRange(word.Bytes);
            at = word.End;
        }

        Flush(text, bytes, charset);
        return text.ToString();
    }

    /// <summary>Bytes of a parameter in RFC 2231 form, <c>%41</c> for A.</summary>
    public static byte[] Percent(string value)
    {
        var bytes = new List<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && byte.TryParse(value.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(value[i].ToString()));
            }
        }

        return [.. bytes];
    }

    private static void Flush(StringBuilder text, List<byte> bytes, string charset)
    {
        if (bytes.Count > 0)
        {
            text.Append(TextEncodings.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes), charset, out _));
            bytes.Clear();
        }
    }

    /// <summary>Whether there are words in UTF-7 in it: of these only the outer code (RFC 2047) is taken off.</summary>
    public static bool HasUtf7(string value)
    {
        for (var at = value.IndexOf("=?", StringComparison.Ordinal); at >= 0; at = value.IndexOf("=?", at + 2, StringComparison.Ordinal))
        {
            var end = value.IndexOf('?', at + 2);
            if (end > 0 && end - at <= LongestCharset && TextEncodings.IsUtf7(value[(at + 2)..end]))
            {
                return true;
            }
        }

        return false;
    }

    // "=?charset*language?B?text?="; the closing mark may be missing at the end of the value.
    private static (string Charset, byte[] Bytes, int End)? Word(string value, int start)
    {
        var first = value.IndexOf('?', start + 2);
        if (first < 0 || first - start > LongestCharset || first + 2 >= value.Length || value[first + 2] != '?')
        {
            return null;
        }

        var charset = value[(start + 2)..first];
        var star = charset.IndexOf('*', StringComparison.Ordinal);
        charset = star < 0 ? charset : charset[..star];
        var close = value.IndexOf("?=", first + 3, StringComparison.Ordinal);
        var end = close < 0 ? value.Length : close;
        var inside = value[(first + 3)..end];
        var bytes = char.ToUpperInvariant(value[first + 1]) switch
        {
            'B' => FromBase64(inside),
            'Q' => FromQ(inside),
            _ => null,
        };
        return bytes is null || charset.Contains(' ', StringComparison.Ordinal) ? null : (charset, bytes, close < 0 ? end : close + 2);
    }

    private static byte[] FromBase64(string text)
    {
        var decoder = new LenientBase64(references: false);
        var characters = Encoding.Latin1.GetBytes(text);
        var bytes = new byte[LenientBase64.Room(characters.Length)];
        var count = decoder.Decode(characters, bytes);
        return bytes[..(count + decoder.End(bytes.AsSpan(count)))];
    }

    private static byte[] FromQ(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                bytes.AddRange(text[i] == '_' ? " "u8.ToArray() : Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return [.. bytes];
    }
}
