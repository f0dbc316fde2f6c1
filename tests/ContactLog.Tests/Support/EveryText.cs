using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Tests.Reports.Pdf;

namespace ContactLog.Tests.Support;

/// <summary>
/// Everything that somebody who looks hard finds in a file: its bytes in every usual encoding, everything in it that zlib
/// can open, what is written in hexadecimal, base64 or escapes, and what programs that read a PDF say is on its pages and behind them.
/// </summary>
internal static partial class EveryText
{
    private static readonly (Encoding Encoding, int Offset)[] s_readings =
    [
        (Encoding.Latin1, 0), (Encoding.UTF8, 0), (Encoding.BigEndianUnicode, 0), (Encoding.BigEndianUnicode, 1), (Encoding.Unicode, 0), (Encoding.Unicode, 1),
    ];

    /// <summary>The layers of a file: itself, and what opens in it, down to the last.</summary>
    public static IEnumerable<byte[]> Layers(byte[] file)
    {
        yield return file;
        foreach (var inner in Inflated(file).SelectMany(Layers))
        {
            yield return inner;
        }
    }

    /// <summary>A layer as texts.</summary>
    public static IEnumerable<string> Of(byte[] layer)
    {
        foreach (var (encoding, offset) in s_readings)
        {
            yield return encoding.GetString(layer.AsSpan(Math.Min(offset, layer.Length)));
        }

        var text = Encoding.Latin1.GetString(layer);
        foreach (var bytes in Hex().Matches(text).Select(match => Convert.FromHexString(Odd(Space().Replace(match.Groups[1].Value, ""))))
            .Concat(Base64().Matches(text).Select(match => Decoded(match.Value))))
        {
            yield return Encoding.Latin1.GetString(bytes);
            yield return Encoding.BigEndianUnicode.GetString(bytes);
        }

        yield return Escape().Replace(text, match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        yield return Octal().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 8)).ToString());
        yield return Uri.UnescapeDataString(text);
    }

    /// <summary>What is on the pages of a PDF and behind them, without white space: a word that a line end parts is a word.</summary>
    public static string Squeezed(byte[] pdf) => Space().Replace(string.Join(
        '\n',
        Poppler.Text(pdf),
        Poppler.Text(pdf, "-raw"),
        Poppler.Text(pdf, "-layout"),
        Poppler.Run("pdfinfo", pdf, "-enc", "UTF-8", "FILE"),
        Poppler.Run("pdfinfo", pdf, "-enc", "UTF-8", "-struct-text", "FILE"),
        Poppler.Run("pdfinfo", pdf, "-enc", "UTF-8", "-dests", "FILE")), "");

    /// <summary>Everything in a file that zlib can open, wherever it begins: the streams of a PDF, the rows of a PNG.</summary>
    private static IEnumerable<byte[]> Inflated(byte[] file)
    {
        for (var at = 0; at + 2 < file.Length; at++)
        {
            if (file[at] != 0x78 || ((file[at] << 8) | file[at + 1]) % 31 != 0)
            {
                continue;
            }

            using var inflated = new MemoryStream();
            try
            {
                using var zlib = new ZLibStream(new MemoryStream(file, at, file.Length - at), CompressionMode.Decompress);
                zlib.CopyTo(inflated);
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException)
            {
                // What was read until the damage counts too.
            }

            if (inflated.Length > 16)
            {
                yield return inflated.ToArray();
            }
        }
    }

    private static string Odd(string digits) => digits.Length % 2 == 0 ? digits : digits + "0";

    private static byte[] Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out var length) ? bytes[..length] : [];
    }

    [GeneratedRegex(@"<([0-9A-Fa-f\s]{8,})>", RegexOptions.None, 60_000)]
    private static partial Regex Hex();

    [GeneratedRegex("[A-Za-z0-9+/]{12,}={0,2}", RegexOptions.None, 60_000)]
    private static partial Regex Base64();

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})", RegexOptions.None, 60_000)]
    private static partial Regex Escape();

    [GeneratedRegex(@"\\([0-3][0-7]{2})", RegexOptions.None, 60_000)]
    private static partial Regex Octal();

    [GeneratedRegex(@"\s+", RegexOptions.None, 60_000)]
    private static partial Regex Space();
}
