using System.Security.Cryptography;
using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Eml;
using ContactLog.Imports.Mime;
using ContactLog.Tests.Imports.SmsBackupRestore;

namespace ContactLog.Tests.Imports.Eml;

public sealed class DamageTests
{
    private const string Head = "From: a@example.org\nMessage-ID: <1@example.org>\n";

    [Fact]
    public void Ten_thousand_parts_and_a_thousand_levels_end_at_a_limit_that_is_said()
    {
        var many = Backup.Read(Head + "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\nContent-Type: image/png\n\nx\n", 10_000)) + "--b--\n");
        many.AddsUp();
        Assert.Equal(1000, many.Only.Attachments.Count);
        Assert.Equal(9000, many.Only.Notes.Single(note => note.Word == "mail.note.parts").Number);

        var deep = new StringBuilder(Head + "Content-Type: multipart/mixed; boundary=b0\n\n");
        for (var i = 1; i < 1000; i++)
        {
            deep.Append(System.Globalization.CultureInfo.InvariantCulture, $"--b{i - 1}\nContent-Type: multipart/mixed; boundary=b{i}\n\n");
        }

        Assert.Single(Backup.Read(deep.ToString()).Only.Attachments);
    }

    [Fact]
    public void A_header_of_a_megabyte_is_cut_and_said()
    {
        var read = Backup.Read(Head + "Subject: " + new string('x', 1_000_000) + "\nDate: Tue, 5 May 2026 10:00:00 +0200\n\nhello");
        read.AddsUp();
        Assert.Equal(("hello", 2000), (read.Only.Text, read.Only.Subject!.Length));
        Assert.NotNull(read.Only.At);
        Assert.Contains("mail.note.headers-cut", read.Only.Notes.Select(note => note.Word));
    }

    [Fact]
    public void A_mail_that_stops_says_so()
    {
        var read = Backup.Read(Head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nQUJDR");
        Assert.Equal("hello", read.Only.Text);
        Assert.False(Assert.Single(read.Only.Attachments).Whole);
        Assert.Contains("mail.no-end", read.Problems);
        Assert.True(read.Tally.Loss);
    }

    [Fact]
    public void Broken_header_lines_boundaries_and_types_lose_nothing()
    {
        var read = Backup.Read(Head + "no colon here\nSubject: still here\nContent-Type: multipart/mixed\n\n--guess\nContent-Type: text\n\none\n--guess\nContent-Type: multipart/mixed; boundary=guess\n\n--guess\n\ntwo\n--guess--\n--guess--\n");
        read.AddsUp();
        Assert.Equal(("still here", "one\ntwo"), (read.Only.Subject, read.Only.Text));
    }

    [Theory]
    [InlineData("hello\nworld\n")]
    [InlineData("Name: x\nNote: y\n")]
    [InlineData("From,To,Date\n1,2,3\n")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\n")]
    [InlineData("[18.03.22, 14:56:01] Bob: From: x\n")]
    public void Other_texts_are_no_mails(string text) => Assert.NotEqual("eml", Backup.Read(text).Format?.Id);

    [Fact]
    public void Random_damage_raises_nothing_and_what_opens_is_what_was_hashed()
    {
        var random = new Random(20261125);
        string[] pieces =
        [
            "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: multipart/alternative; boundary=\"c\"\n", "Content-Type: message/rfc822\n", "Content-Type: text/html; charset=shift_jis\n", "Content-Transfer-Encoding: base64\n",
            "Content-Transfer-Encoding: quoted-printable\n", "Content-Disposition: attachment; filename=\"a\n", "Content-Type: image/png; name*0*=x''%4\n", "\n", "\r\n", "--b\n", "--c\n", "--b--\n", "--c--\r\n", "QUJDREVG\n", "QUJ", "=C3=\n", "a=\r\nb",
            "begin 644 f\n", "#0V%T\n", "end\n", "From: <a(b\n", "Date: 5 May\n", "=?utf-8?B?w6k=?=", "<head", "<!--", "&#1;", "\0", "é", " ", "From x Tue Jan 21 05:30:14 2014\n", ">From \n", "X-Y: z\n",
        ];
        for (var round = 0; round < 1500; round++)
        {
            var text = (round % 2 == 0 ? "From x Tue Jan 21 05:30:14 2014\n" : "") + Head + string.Concat(Enumerable.Range(0, random.Next(50)).Select(_ => pieces[random.Next(pieces.Length)]));
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var hits = random.Next(6); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var read = Backup.Read(bytes);
            read.AddsUp();
            foreach (var attachment in read.Items.SelectMany(item => item.Attachments))
            {
                using var stream = read.Format!.OpenAttachment(ExportFile.Over(new MemoryStream(bytes)), attachment);
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                Assert.Equal(attachment.Sha256, Convert.ToHexStringLower(SHA256.HashData(copy.ToArray())));
            }
        }
    }

    // A part is hashed in whole runs of lines and opened line by line: damaged data must give the same bytes both ways, and every character of it must count.
    [Fact]
    public void Base64_with_other_lines_in_it_is_hashed_as_it_opens_and_loses_no_character()
    {
        string[] lines = ["QUJDREVG", "QUJ", "Q", "A B", "Year: 1963", "this time?", "eamkg", " QUJD", "QU\rJD", "Q.", "+/+/+"];
        var random = new Random(20261127);
        for (var round = 0; round < 500; round++)
        {
            var data = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => lines[random.Next(lines.Length)] + (random.Next(2) == 0 ? "\n" : "\r\n")));
            var bytes = Encoding.ASCII.GetBytes((round % 2 == 0 ? "From x Tue Jan 21 05:30:14 2014\n" : "") + Head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n" + data + "--b--\n");
            var read = Backup.Read(bytes);
            var attachment = Assert.Single(read.Only.Attachments);
            using var stream = read.Format!.OpenAttachment(ExportFile.Over(new MemoryStream(bytes)), attachment);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var characters = string.Concat(data.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'));
            characters = characters.Length % 4 == 1 ? characters[..^1] : characters;
            Assert.Equal(Convert.FromBase64String(characters.PadRight((characters.Length + 3) / 4 * 4, '=')), copy.ToArray());
            Assert.Equal(attachment.Sha256, Convert.ToHexStringLower(SHA256.HashData(copy.ToArray())));
        }
    }

    // "@:::…" copied the name at every colon: four gigabytes for one line of 64 kB, and a mail may have two thousand.
    [Theory]
    [InlineData("@")]
    [InlineData("\"@\"")]
    public void A_line_of_colons_is_read_once(string begin)
    {
        var line = begin + new string(':', 60_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Single(MailAddresses.Read([line]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }
}
