using System.Text;

namespace ContactLog.Imports.Text;

/// <summary>
/// Text of bytes whose encoding a file names, names wrongly or does not name. What is not named is strict UTF-8 if it can be,
/// else windows-1252, which has a character for nearly every byte; nothing is ever lost by it, and whoever asks is told.
/// </summary>
internal static class TextEncodings
{
    private static readonly UTF8Encoding s_strict = new(false, true);
    private static readonly Encoding s_western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Names that mails and spreadsheets use and .NET does not know, after the WHATWG encoding standard; and the one that most use, which .NET looks for long.
    private static readonly Dictionary<string, int> s_aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = 65001,
        ["utf8"] = 65001,
        ["utf_8"] = 65001,
        ["unicode-1-1-utf-8"] = 65001,
        ["cp65001"] = 65001,
        ["iso-8859-1"] = 1252,
        ["iso8859-1"] = 1252,
        ["iso_8859-1"] = 1252,
        ["latin1"] = 1252,
        ["latin-1"] = 1252,
        ["l1"] = 1252,
        ["cp1252"] = 1252,
        ["ansi"] = 1252,
        ["cp1250"] = 1250,
        ["cp1251"] = 1251,
        ["cp1254"] = 1254,
        ["cp1256"] = 1256,
        ["iso-8859-9"] = 1254,
        ["iso-8859-11"] = 874,
        ["tis-620"] = 874,
        ["cp932"] = 932,
        ["windows-31j"] = 932,
        ["ms932"] = 932,
        ["x-sjis"] = 932,
        ["sjis"] = 932,
        ["shift-jis"] = 932,
        ["gb2312"] = 54936,
        ["gb_2312-80"] = 54936,
        ["gbk"] = 54936,
        ["cp936"] = 54936,
        ["x-gbk"] = 54936,
        ["gb18030"] = 54936,
        ["ks_c_5601-1987"] = 949,
        ["ks_c_5601"] = 949,
        ["euc-kr"] = 949,
        ["cp949"] = 949,
        ["big5-hkscs"] = 950,
        ["big-5"] = 950,
        ["iso-8859-8-i"] = 38598,
        ["iso-8859-10"] = 28600,
    };

    /// <summary>Whether this name means UTF-7, which hides markup and addresses from whoever checks them: it is never decoded, and who keeps such text says so.</summary>
    public static bool IsUtf7(string? name) =>
        name is not null && (name.Contains("utf-7", StringComparison.OrdinalIgnoreCase) || name.Contains("utf7", StringComparison.OrdinalIgnoreCase) || name.Contains("65000", StringComparison.Ordinal));

    /// <summary>The encoding of this name, or null when nobody here knows it. UTF-7 counts as unknown.</summary>
    public static Encoding? Find(string? name)
    {
        var clean = name?.Trim().Trim('"', '\'', ' ') ?? "";
        if (clean.Length is 0 or > 60 || IsUtf7(clean))
        {
            return null;
        }

        try
        {
            return s_aliases.TryGetValue(clean, out var page) ? page == 65001 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(page)
                : CodePagesEncodingProvider.Instance.GetEncoding(clean) ?? Encoding.GetEncoding(clean);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The text of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="named">The encoding they are said to be in, or null.</param>
    /// <param name="guessed">True when they cannot be in that encoding, or none that is known was named and they are not plain UTF-8.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? named, out bool guessed)
    {
        guessed = false;
        var encoding = Find(named);
        if (encoding is not null and not ASCIIEncoding and not UTF8Encoding)
        {
            try
            {
                return encoding.GetString(bytes);
            }
            catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException)
            {
                // Some of the stateful decoders do not expect broken input.
                guessed = true;
            }
        }

        try
        {
            return s_strict.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException)
        {
            guessed = true;
            return s_western.GetString(bytes);
        }
    }
}
