using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Fonts;
using ContactLog.Reports.Pdf.Images;

namespace ContactLog.Reports.Pdf.Mending;

/// <summary>
/// Copies the file that PDFsharp saved, object by object, and mends on the way what no setting of
/// the engine can: streams without their checksum, the text layer, placeholders of pictures, and
/// whatever is random or of the moment, so that equal reports are equal bytes. It relies on how
/// PDFsharp 6.5 writes (classic cross-reference table, direct lengths) and refuses anything else.
/// </summary>
internal sealed partial class SecondPass(ReportDocument report, GlyphTexts texts, IEnumerable<ReportImage> images)
{
    private readonly Dictionary<int, ReportImage> _images = images.ToDictionary(image => image.Number);

    /// <summary>Writes the mended file.</summary>
    /// <exception cref="InvalidDataException">The draft is not built as expected.</exception>
    public void Write(ReadOnlySpan<byte> draft, Stream output)
    {
        var (offsets, trailer) = CrossReferences(draft);
        var order = Enumerable.Range(1, offsets.Length - 1).OrderBy(number => offsets[number]).ToArray();
        var end = draft.LastIndexOf("xref\n0 "u8);
        var maps = FindMaps(draft, offsets, order, end);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var at = 0L;
        var places = new long[offsets.Length];

        // Two comment bytes above 127 tell transfer programs that the file is binary.
        Put([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        for (var i = 0; i < order.Length; i++)
        {
            var number = order[i];
            var source = draft[offsets[number]..(i + 1 < order.Length ? offsets[order[i + 1]] : end)];
            places[number] = at;
            Put(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n")));
            var body = Body(source, number);
            var stream = body.IndexOf("\nstream\n"u8);
            if (stream < 0 || !body.EndsWith("endstream"u8))
            {
                Put(Encoding.Latin1.GetBytes(MendDictionary(Encoding.Latin1.GetString(body))));
            }
            else
            {
                var dictionary = Encoding.Latin1.GetString(body[..stream]);
                var length = int.Parse(LengthEntry().Match(dictionary).Groups["length"].ValueSpan, CultureInfo.InvariantCulture);
                PutStream(dictionary, body.Slice(stream + 8, length), maps.TryGetValue(number, out var face) ? face : null);
            }

            Put("\nendobj\n"u8);
        }

        var table = at;
        Put(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Length}\n0000000000 65535 f \n")));
        foreach (var place in places.AsSpan(1))
        {
            Put(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n")));
        }

        var id = Convert.ToHexString(hash.GetCurrentHash().AsSpan(0, 16));
        Put(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"trailer\n<</ID[<{id}><{id}>]{Entry(trailer, "Info")}{Entry(trailer, "Root")}/Size {offsets.Length}>>\nstartxref\n{table}\n%%EOF\n")));

        void Put(ReadOnlySpan<byte> bytes)
        {
            output.Write(bytes);
            hash.AppendData(bytes);
            at += bytes.Length;
        }

        void PutStream(string dictionary, ReadOnlySpan<byte> content, Face? map)
        {
            if (map is { } face)
            {
                PutBytes("<</Filter/FlateDecode", DeflateTrailers.Compress(texts.Map(face)));
            }
            else if (dictionary.Contains("/Type/Metadata", StringComparison.Ordinal))
            {
                PutBytes("<</Type/Metadata/Subtype/XML", Metadata.Packet(report));
            }
            else if (ImagePlaceholder.NumberOf(content) is { } picture)
            {
                var image = _images[picture].Read();
                PutBytes("<<" + image.Entries, image.Stream);
            }
            else
            {
                var mended = dictionary.Contains("/FlateDecode", StringComparison.Ordinal) ? DeflateTrailers.Complete(content) : content;
                PutBytes(WithoutLength(dictionary), mended);
            }
        }

        void PutBytes(string dictionaryStart, ReadOnlySpan<byte> content)
        {
            Put(Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{dictionaryStart}/Length {content.Length}>>\nstream\n")));
            Put(content);
            Put("\nendstream"u8);
        }
    }

    private static (int[] Offsets, string Trailer) CrossReferences(ReadOnlySpan<byte> draft)
    {
        var start = draft.LastIndexOf("xref\n0 "u8);
        // "startxref" ends in the same letters but is followed by the offset, not by "0 ".
        if (start < 0)
        {
            throw new InvalidDataException("The draft has no cross-reference table.");
        }

        var at = start + 7;
        var line = draft[at..].IndexOf((byte)'\n');
        var count = int.Parse(Encoding.ASCII.GetString(draft.Slice(at, line)), CultureInfo.InvariantCulture);
        at += line + 1;
        var offsets = new int[count];
        for (var i = 0; i < count; i++)
        {
            offsets[i] = int.Parse(Encoding.ASCII.GetString(draft.Slice(at + (20 * i), 10)), CultureInfo.InvariantCulture);
        }

        return (offsets, Encoding.Latin1.GetString(draft[(at + (20 * count))..]));
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> source, int number)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
        var end = source.LastIndexOf("endobj"u8);
        return source.StartsWith(head) && end > 0
            ? source[head.Length..end].TrimEnd("\r\n "u8)
            : throw new InvalidDataException($"Object {number} of the draft is not where its table says.");
    }

    /// <summary>Which objects are text maps, and of which face.</summary>
    private static Dictionary<int, Face> FindMaps(ReadOnlySpan<byte> draft, int[] offsets, int[] order, int end)
    {
        var maps = new Dictionary<int, Face>();
        for (var i = 0; i < order.Length; i++)
        {
            var source = draft[offsets[order[i]]..(i + 1 < order.Length ? offsets[order[i + 1]] : end)];
            if (source.Length > 4000 || source.IndexOf("/ToUnicode "u8) < 0)
            {
                continue;
            }

            var dictionary = Encoding.Latin1.GetString(source);
            var map = ToUnicodeEntry().Match(dictionary);
            var name = FontNameEntry().Match(dictionary);
            if (map.Success && name.Success)
            {
                maps[int.Parse(map.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)] = ReportFonts.ByName(name.Groups["name"].Value)
                    ?? throw new InvalidDataException($"The draft holds a font that the report does not know: {name.Groups["name"].Value}.");
            }
        }

        return maps;
    }

    private static string MendDictionary(string dictionary)
    {
        // Subset names begin with six random letters; one fixed set a face says the same.
        dictionary = FontNameEntry().Replace(dictionary, match => ReportFonts.ByName(match.Groups["name"].Value) is { } face
            ? $"/{match.Groups["key"].Value}/CLREP{(char)('A' + (int)face)}+{match.Groups["name"].Value}"
            : match.Value);
        // The descent is written without its sign.
        return DescentEntry().Replace(dictionary, "/Descent -${points}").Replace("/Creator()", "", StringComparison.Ordinal);
    }

    private static string WithoutLength(string dictionary)
    {
        var without = LengthEntry().Replace(dictionary, "", 1).TrimEnd();
        return without.EndsWith(">>", StringComparison.Ordinal) ? without[..^2] : throw new InvalidDataException("A stream's dictionary does not end.");
    }

    private static string Entry(string trailer, string key) =>
        Regex.Match(trailer, $@"/{key} \d+ 0 R", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is { Success: true } match
            ? match.Value
            : throw new InvalidDataException($"The draft's trailer has no {key}.");

    [GeneratedRegex(@"/Length (?<length>\d+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LengthEntry();

    [GeneratedRegex(@"/ToUnicode (?<number>\d+) 0 R", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ToUnicodeEntry();

    [GeneratedRegex(@"/(?<key>BaseFont|FontName)/[A-Z]{6}\+(?<name>[^/\[\]<>()\s]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FontNameEntry();

    [GeneratedRegex(@"/Descent (?<points>\d+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DescentEntry();
}
