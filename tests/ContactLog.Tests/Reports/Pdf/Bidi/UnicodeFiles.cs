namespace ContactLog.Tests.Reports.Pdf.Bidi;

/// <summary>Files of the Unicode Character Database, from Debian's package unicode-data.</summary>
internal static class UnicodeFiles
{
    public const string Version = "15.0.0";

    private const string Folder = "/usr/share/unicode";

    /// <summary>The lines of a file without remarks and empty ones.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        foreach (var line in All(file))
        {
            var words = line.AsSpan();
            if (words.IndexOf('#') is >= 0 and var remark)
            {
                words = words[..remark];
            }

            if (!words.IsWhiteSpace())
            {
                yield return words.Trim().ToString();
            }
        }
    }

    /// <summary>The lines of a file as they are. A missing file is a failure: what was not compared is not known to be right.</summary>
    public static IEnumerable<string> All(string file)
    {
        var path = Path.Combine(Folder, file);
        Assert.True(File.Exists(path), $"{path} is missing; the bidirectional tests need Debian's package unicode-data.");
        return File.ReadLines(path);
    }

    /// <summary>The first and last code point of a field such as <c>0590</c> or <c>0590..05FF</c>.</summary>
    public static (int First, int Last) Range(string field)
    {
        var ends = field.Trim().Split("..");
        return (Hex(ends[0]), Hex(ends[^1]));
    }

    public static int Hex(string digits) => int.Parse(digits.Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
}
