using System.Text;
using ContactLog.Imports;
using ContactLog.Tests.Imports.SmsBackupRestore;
using NodaTime;

namespace ContactLog.Tests.Imports.Mbox;

public sealed class MboxTests
{
    [Fact]
    public void Gmail_takeout_is_read_with_its_labels()
    {
        var read = Read(
            Mail("1457861861978585811@xxx Tue Jan 21 05:30:14 2014", "X-GM-THRID: 1\r\nX-Gmail-Labels: Inbox,Important\r\nDelivered-To: ann@example.org\r\nFrom: sam@example.com\r\nDate: Tue, 21 Jan 2014 05:30:14 +0000\r\n", "one\r\n>From here on\r\n>>From there"),
            Mail("2@xxx Mon Jan 06 04:49:45 +0000 2020", "X-GM-THRID: 2\r\nX-Gmail-Labels: =?UTF-8?Q?Sent,Caf=C3=A9?=\r\nFrom: ann@example.org\r\nTo: sam@example.com\r\nDate: Mon, 06 Jan 2020 04:49:45 +0000\r\n", "two"),
            Mail("3@xxx Mon Jan 06 04:49:45 +0000 2020", "X-GM-THRID: 3\r\nX-Gmail-Labels: Spam\r\nFrom: sam@example.com\r\n", "three"),
            Mail("4@xxx Mon Jan 06 04:49:45 +0000 2020", "X-GM-THRID: 4\r\nX-Gmail-Labels: Drafts\r\nFrom: ann@example.org\r\n", "four"),
            Mail("5@xxx Mon Jan 06 04:49:45 +0000 2020", "X-GM-THRID: 5\r\nX-Gmail-Labels: Chat\r\nFrom: sam@example.com\r\n", "five"));

        Assert.Equal(["one\nFrom here on\n>From there", "two", "three", "four", "five"], read.Items.Select(item => item.Text));
        Assert.Equal([Direction.Incoming, Direction.Outgoing, Direction.Incoming, Direction.System, Direction.Incoming], read.Items.Select(item => item.Direction));
        Assert.Equal(FoundMarks.Request, read.Items[2].Marks);
        Assert.Equal((FoundKind.Text, "Google Chat"), (read.Items[4].Kind, read.Items[4].Platform));
        Assert.Equal(Instant.FromUtc(2014, 1, 21, 5, 30, 14), read.Tally.First);
        Assert.Equal(["mail.me.delivered"], read.Problems);
        Assert.Equal("mail[2]", read.Items[1].Locator.Path);
    }

    [Fact]
    public void Locators_point_at_the_dividing_lines()
    {
        var text = Mail("a Tue Jan 21 05:30:14 2014", "From: a@b.example\nTo: c@d.example\n", "x") + Mail("a Tue Jan 21 05:30:15 2014", "From: a@b.example\nTo: c@d.example\n", "y");
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var item in Read(text).Items)
        {
            var at = (int)item.Locator.Byte!.Value;
            Assert.Equal("From a Tue", Encoding.UTF8.GetString(bytes, at, 10));
            Assert.Equal(1 + bytes.Take(at).Count(b => b == '\n'), item.Locator.Line);
        }
    }

    [Theory]
    [InlineData("\n\nFrom Russia with love\nYear: 1963\n")]
    [InlineData("\nno empty line before\nFrom x Tue Jan 21 05:30:14 2014\nFrom: b@example.org\n")]
    [InlineData("\n\nFrom x Tue Jan 21 05:30:14 2014\nno header behind it\n")]
    [InlineData("\n\nFrom -\nFrom: b@example.org\nSubject: forged\n")]
    public void What_only_looks_like_a_dividing_line_is_text(string body) =>
        Assert.Contains("From ", Read(Mail("a Tue Jan 21 05:30:14 2014", "From: a@example.org\nTo: c@d.example\n", body)).Only.Text, StringComparison.Ordinal);

    [Fact]
    public void Mozillas_dividing_lines_need_neither_date_nor_empty_line()
    {
        var read = Read("From - \nFrom: a@example.org\nTo: b@example.org\n\none\nFrom - Tue Jan 21 05:30:14 2014\nX-Mozilla-Status: 0001\nFrom: a@example.org\n\ntwo\n");
        Assert.Equal(["one", "two"], read.Items.Select(item => item.Text));
    }

    [Fact]
    public void The_same_mail_by_itself_and_in_two_mailboxes_is_one_and_two_equal_ones_are_two()
    {
        var mail = "From: a@example.org\nMessage-ID: <1@example.org>\nDate: Tue, 21 Jan 2014 05:30:14 +0000\n\nsame\n";
        var box = Read("From a Tue Jan 21 05:30:14 2014\n" + mail + "\nFrom a Tue Jan 21 05:30:14 2014\n" + mail);
        Assert.Equal([1, 2], box.Items.Select(item => item.KeyOrdinal));
        Assert.Equal(Backup.Read(mail).Only.Key, box.Items[0].Key);
    }

    [Fact]
    public void Attachments_open_with_the_quoting_undone()
    {
        var text = Mail("a Tue Jan 21 05:30:14 2014", "From: a@example.org\nContent-Type: text/plain; name=log.txt\n", "x\n>From y\n") + Mail("a Tue Jan 21 05:30:14 2014", "From: a@example.org\n", "z");
        var read = Read(text);
        using var stream = new StreamReader(read.Format!.OpenAttachment(ExportFile.Over(new MemoryStream(Encoding.UTF8.GetBytes(text))), Assert.Single(read.Items[0].Attachments)));
        Assert.Equal("x\nFrom y\n\n", stream.ReadToEnd());
    }

    [Fact]
    public void A_limit_ends_the_reading_with_a_sentence()
    {
        var mail = Mail("a Tue Jan 21 05:30:14 2014", "From: a@example.org\nTo: b@example.org\n", "x");
        var read = Backup.Read(mail + mail + mail, new ReadOptions { MaxRecords = 2 });
        Assert.Equal(2, read.Tally.Records);
        Assert.Contains("reading.limit", read.Problems);
        Assert.DoesNotContain("reading.limit", Backup.Read(mail + mail, new ReadOptions { MaxRecords = 2 }).Problems);
    }

    private static string Mail(string dividing, string head, string body) => $"From {dividing}\n{head}\n{body}\n\n";

    private static Backup.Reading Read(params string[] mails)
    {
        var read = Backup.Read(string.Concat(mails));
        Assert.Equal("mbox", read.Format?.Id);
        read.AddsUp();
        return read;
    }
}
