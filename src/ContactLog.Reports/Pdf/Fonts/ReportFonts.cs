using PdfSharp;
using PdfSharp.Fonts;

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
}

/// <summary>
/// The bundled font files, read once. Only these are used: fonts of the host would make the same
/// report differ from machine to machine.
/// </summary>
internal static class ReportFonts
{
    private static readonly Dictionary<Face, (string File, Lazy<(byte[] Bytes, TrueTypeFace Face)> Font)> All = new()
    {
        [Face.Sans] = Entry("NotoSans-Regular"),
        [Face.Bold] = Entry("NotoSans-Bold"),
        [Face.Serif] = Entry("NotoSerif-Regular"),
        [Face.Mono] = Entry("NotoSansMono-Regular"),
        [Face.Emoji] = Entry("NotoEmoji-Regular"),
        [Face.Symbols] = Entry("NotoSansSymbols2-Regular"),
    };

    private static readonly Lazy<bool> Registered = new(() =>
    {
        PdfSharpLicense.SetAgplLicense();
        GlobalFontSettings.FontResolver = new Resolver();
        return true;
    });

    public static TrueTypeFace Metrics(Face face) => All[face].Font.Value.Face;

    /// <summary>The face whose file has this PostScript name, e.g. from a font's <c>/BaseFont</c>.</summary>
    public static Face? ByName(string name)
    {
        foreach (var (face, entry) in All)
        {
            // PDFsharp writes a family name of its own making ("Noto#20Sans,Bold", "NotoSans-Bold"): compare letters only.
            if (string.Equals(Letters(entry.File), Letters(name), StringComparison.OrdinalIgnoreCase))
            {
                return face;
            }
        }

        return null;

        static string Letters(string text) => string.Concat(text.Replace("#20", "", StringComparison.Ordinal)
            .Replace("Regular", "", StringComparison.Ordinal).Where(char.IsAsciiLetterOrDigit));
    }

    /// <summary>The name under which the PDF engine knows a face.</summary>
    public static string Name(Face face) => All[face].File;

    /// <summary>Hands the faces to the PDF engine, whose font settings are one for the whole process and fixed after their first use.</summary>
    public static void Register() => _ = Registered.Value;

    private static (string, Lazy<(byte[], TrueTypeFace)>) Entry(string file) => (file, new(() =>
    {
        using var stream = typeof(ReportFonts).Assembly.GetManifestResourceStream($"ContactLog.Reports.Pdf.Fonts.{file}.ttf")
            ?? throw new InvalidOperationException($"The font {file} is not in the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (bytes, new TrueTypeFace(bytes));
    }));

    private sealed class Resolver : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName);

        public byte[]? GetFont(string faceName)
        {
            foreach (var entry in All.Values)
            {
                if (entry.File == faceName)
                {
                    return entry.Font.Value.Bytes;
                }
            }

            return null;
        }
    }
}
