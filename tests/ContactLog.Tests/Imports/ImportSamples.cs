using ContactLog.Tests.Imports.Audio;
using ContactLog.Tests.Imports.ImessageDb;
using ContactLog.Tests.Imports.Photo;
using ContactLog.Tests.Imports.Tables;
using ContactLog.Tests.Imports.Zip;

namespace ContactLog.Tests.Imports;

/// <summary>A small file of every format: those of text lie in the folder Samples, the others are made here.</summary>
internal static class ImportSamples
{
    public static string Folder { get; } = Path.Combine(Fixtures.Repository!, "tests", "ContactLog.Tests", "Imports", "Samples");

    /// <summary>Those in the folder, by name.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Written { get; } =
        [.. Directory.GetFiles(Folder).Where(path => Path.GetFileName(path) != "expected.tsv").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> All { get; } = [.. Written, .. Made()];

    public static byte[] Of(string name) => Written.First(one => one.Name == name).Content;

    private static IEnumerable<(string Name, byte[] Content)> Made()
    {
        yield return ("photo.jpg", PhotoTests.Exif("+02:00", "2026:04:19", "15:52:10"));
        yield return ("screen.png", Web.Exhibits.Samples.Png);
        yield return ("mail.wav", Web.Exhibits.Samples.Wav(200));
        yield return ("mail.m4a", AudioTests.M4a(3_859_469_530));
        yield return ("mail.amr", [.. "#!AMR\n"u8, .. Enumerable.Repeat<byte[]>([0x3C, .. new byte[31]], 5).SelectMany(frame => frame)]);
        yield return ("mail.mp3", [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 8, .. new byte[8], .. Enumerable.Repeat<byte[]>([0xFF, 0xFB, 0x90, 0x00, .. new byte[413]], 2).SelectMany(frame => frame)]);
        yield return ("mail.opus", [.. AudioTests.Page(2, 0, [.. "OpusHead"u8, 1, 1, 0x38, 0x01, 0x80, 0xBB, 0, 0, 0, 0, 0]), .. AudioTests.Page(4, 48_312, new byte[50])]);
        yield return ("log.xlsx", TableTests.Workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>45364.5</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>"));
        yield return ("chat.zip", Archive.Of(("_chat.txt", Of("chat-ios.txt")), ("00000035-PHOTO-2024-03-13-10-02-00.jpg", PhotoTests.Exif(null, null, null)), ("inner.zip", Archive.Of(("mail.eml", Of("mail.eml"))))));
        using var db = new ChatDb("PRAGMA page_size=512");
        for (var i = 0; i < 6; i++)
        {
            db.Message(i % 2 == 0 ? $"text {i}" : null, (725_760_000L + i) * 1_000_000_000, mine: i == 3, more: [("attributedBody", ChatDb.Body($"text {i}")), ("message_summary_info", i == 4 ? ChatDb.Edited : null)]);
        }

        yield return ("chat.db", db.Bytes());
    }
}
