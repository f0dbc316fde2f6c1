using System.IO.Compression;

namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>The faces a report embeds.</summary>
internal enum Face
{
    Sans,
    Bold,
    Serif,
    Mono,
    Emoji,
    Symbols,
    Arabic,
    Hebrew,
    Thai,
    Chinese,
    Japanese,
    Korean,
}

/// <summary>
/// The bundled font files, each read when it is first wanted. Only these are used: fonts of the host
/// would make the same report differ from machine to machine.
/// </summary>
internal static class ReportFonts
{
    private static readonly (string Name, Lazy<TrueTypeFace> Face)[] All =
    [
        Entry("NotoSans-Regular"),
        Entry("NotoSans-Bold"),
        Entry("NotoSerif-Regular"),
        Entry("NotoSansMono-Regular"),
        Entry("NotoEmoji-Regular"),
        Entry("NotoSansSymbols2-Regular"),
        Entry("NotoNaskhArabic-Regular"),
        Entry("NotoSansHebrew-Regular"),
        Entry("NotoLoopedThai-Regular"),
        Entry("DroidSansFallbackFull"),
        Entry("VL-PGothic-Regular"),
        Entry("NanumSquareR"),
    ];

    public static TrueTypeFace Metrics(Face face) => All[(int)face].Face.Value;

    /// <summary>The name of the file, which is the PostScript name of the font.</summary>
    public static string Name(Face face) => All[(int)face].Name;

    private static (string, Lazy<TrueTypeFace>) Entry(string name) => (name, new(() =>
    {
        // The large ones lie compressed in the program.
        using var stream = Resource(name + ".ttf") ?? new BrotliStream(
            Resource(name + ".ttf.br") ?? throw new InvalidOperationException($"The font {name} is not in the program."), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new TrueTypeFace(bytes.ToArray());
    }));

    private static Stream? Resource(string file) =>
        typeof(ReportFonts).Assembly.GetManifestResourceStream("ContactLog.Reports.Pdf.Fonts." + file);
}
