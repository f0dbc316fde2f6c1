using ContactLog.Imports;
using ContactLog.Tests.Imports.SmsBackupRestore;

namespace ContactLog.Tests.Imports.Eml;

public sealed class FixtureTests
{
    // Subject, time (UTC, of delivery where the file has it) and attachments, by hand and by Python's email package.
    [Theory]
    [InlineData("mikel__mail/plain_emails/raw_email_incorrect_header.eml", "Stop adware/spyware once and for all.", null, 0)]
    [InlineData("mikel__mail/attachment_emails/attachment_pdf.eml", "Another PDF with 🎉 Unicode chars in it 🍿", null, 1)]
    [InlineData("mikel__mail/attachment_emails/attachment_pdf_lf.eml", "Another PDF with 🎉 Unicode chars in it 🍿", null, 1)]
    [InlineData("mikel__mail/multi_charset/japanese.eml", "まみむめも", null, 0)]
    [InlineData("mikel__mail/rfc6532/utf8_headers.eml", "Säying Hello", null, 0)]
    [InlineData("mikel__mail/plain_emails/raw_email_bad_time.eml", null, "2008-06-30T09:34:00Z", 1)]
    [InlineData("mikel__mail/rfc2822/example04.eml", null, "1969-02-14T03:02:54Z", 0)]
    [InlineData("jhillyerd__enmime/mail/epilogue-sample.raw", "Epilogue", "2017-11-03T05:48:39Z", 1)]
    public void Fixtures_read_as_expected(string path, string? subject, string? at, int attachments)
    {
        if (Fixtures.Folder is null)
        {
            return;
        }

        using var file = File.OpenRead(Fixtures.PathOf("email/" + path));
        var read = Backup.Read(ExportFile.Over(file));
        read.AddsUp();
        Assert.Equal(subject ?? read.Only.Subject, read.Only.Subject);
        Assert.Equal(attachments, read.Only.Attachments.Count);
        Assert.Equal(at ?? read.Only.At.Iso(), read.Only.At.Iso());
    }

    [Fact]
    public void Every_fixture_is_a_mail_whose_attachments_open_as_they_were_hashed()
    {
        if (Fixtures.Folder is null)
        {
            return;
        }

        var files = Directory.GetFiles(Fixtures.PathOf("email"), "*", SearchOption.AllDirectories);
        string[] noMails = ["erroneous.raw", "sample_output_multipart"];
        foreach (var path in files)
        {
            using var file = File.OpenRead(path);
            var read = Backup.Read(ExportFile.Over(file));
            read.AddsUp();
            Assert.Equal(noMails.Contains(Path.GetFileName(path)), read.Format is null);
            Assert.Equal(read.Format is null ? 0 : path.EndsWith("simple.mbox.txt", StringComparison.Ordinal) ? 3 : path.EndsWith("unmunged.mbox.txt", StringComparison.Ordinal) ? 2 : 1, read.Tally.Records);
            foreach (var attachment in read.Items.SelectMany(item => item.Attachments))
            {
                using var stream = read.Format!.OpenAttachment(ExportFile.Over(file), attachment);
                Assert.Equal(attachment.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream)));
            }
        }
    }
}
