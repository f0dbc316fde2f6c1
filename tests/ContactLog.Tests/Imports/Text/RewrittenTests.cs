using System.Text;
using ContactLog.Imports;
using ContactLog.Tests.Imports.Zip;

namespace ContactLog.Tests.Imports.Text;

/// <summary>Exports that another program saved again: nothing is lost and nothing runs together, and it is said.</summary>
public sealed class RewrittenTests
{
    public static TheoryData<string> Texts => [.. ImportSamples.Written.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void In_sixteen_bits_or_with_old_line_ends_it_reads_as_it_was(string name)
    {
        var text = Encoding.UTF8.GetString(Of(name));
        var plain = Reads.Text(text);
        var forms = new List<byte[]>();
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            forms.Add([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            forms.Add(encoding.GetBytes(text));
        }

        forms.Add(Encoding.UTF8.GetBytes(Old(text)));
        forms.Add([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Old(text))]);
        foreach (var form in forms)
        {
            using var stream = new MemoryStream(form);
            var reading = ExportReading.Open(ExportFile.Over(stream));
            var all = reading.Read().ToList();
            new SmsBackupRestore.Backup.Reading(reading.Format, reading.Tally, all).AddsUp();
            Assert.Equal(plain.Format?.Id, reading.FormatId);
            Assert.Equal(plain.Items.Select(item => (item.Text, item.At, item.Wall, item.Direction)), all.OfType<FoundItem>().Select(item => (item.Text, item.At, item.Wall, item.Direction)));
            Assert.Equal(plain.Skipped.Select(one => one.Locator.Path), all.OfType<FoundSkipped>().Select(one => one.Locator.Path));
            Assert.Empty(reading.Tally.Files);
        }
    }

    [Theory]
    [InlineData("chat-android.txt")]
    [InlineData("result.json")]
    [InlineData("mail.eml")]
    public void It_is_said_and_no_place_in_bytes_is_claimed(string name)
    {
        var bytes = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Of(name)));
        var read = Reads.Bytes(bytes);
        Assert.Contains("reading.rewritten", read.Problems);
        Assert.All(read.Items, item => Assert.Null(item.Locator.Byte));
        Assert.DoesNotContain("reading.rewritten", Reads.Bytes(Of(name)).Problems);

        // In an archive it has the archive's name and its own format.
        var packed = ExportReading.Open(ExportFile.Over(new MemoryStream(Archive.Of((name, bytes)))));
        var tally = packed.ReadTally();
        Assert.Equal(Reads.Bytes(Of(name)).Format!.Id, packed.FormatId);
        Assert.Equal(name, Assert.Single(tally.Files).Name);
        Assert.Equal(read.Tally.Records, tally.Records);
    }

    [Fact]
    public void What_is_attached_to_a_mail_saved_again_is_still_found()
    {
        var plain = Of("mail.eml");
        using var stream = new MemoryStream(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(plain)));
        var file = ExportFile.Over(stream);
        var read = SmsBackupRestore.Backup.Read(file);
        var attachments = read.Items.SelectMany(item => item.Attachments).ToList();
        Assert.NotEmpty(attachments);
        foreach (var attachment in attachments)
        {
            using var content = read.Format!.OpenAttachment(file, attachment);
            Assert.Equal(attachment.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
        }
    }

    [Fact]
    public void A_table_of_an_old_mac_is_a_table()
    {
        var read = Reads.Text("Date,Time,Description\r2024-03-13,21:30,He called\r2024-03-14,21:00,\"Waited, again\"\r");
        read.AddsUp();
        Assert.Equal("csv", read.Format?.Id);
        Assert.Equal(["He called", "Waited, again"], read.Items.Select(item => item.Text));
    }

    private static byte[] Of(string name) => ImportSamples.All.First(one => one.Name == name).Content;

    private static string Old(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\n', '\r');
}
