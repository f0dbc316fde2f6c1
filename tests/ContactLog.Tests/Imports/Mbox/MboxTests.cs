using System.Globalization;
using System.Text;
using ContactLog.Domain.Language;
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

    // What a mail could begin with is said where it is taken for text, with its line.
    [Theory]
    [InlineData("\n\nFrom Russia with love\nYear: 1963\n", 0)]
    [InlineData("\nno empty line before\nFrom x Tue Jan 21 05:30:14 2014\nFrom: b@example.org\n", 7)]
    [InlineData("\nnearly an empty line before\n \nFrom x Tue Jan 21 05:30:14 2014\nFrom: b@example.org\n", 8)]
    [InlineData("\n\nFrom x Tue Jan 21 05:30:14 2014\nno header behind it\n", 7)]
    [InlineData("\n\nFrom x Tue Jan 21 05:30:14 2014", 7)]
    [InlineData("\n\nFrom x Tue Jan 21 05:30:14 2014 GMT\nNote: no header of a mail\n", 7)]
    [InlineData("\n\nFrom -\nFrom: b@example.org\nSubject: forged\n", 7)]
    [InlineData("\n\nFrom x on a day in no known form\nReceived: from a by b\nSubject: lost\n", 7)]
    public void What_only_looks_like_a_dividing_line_is_text(string body, int said)
    {
        var read = Read(Mail("a Tue Jan 21 05:30:14 2014", "From: a@example.org\nTo: c@d.example\n", body));
        Assert.Contains("From ", read.Only.Text, StringComparison.Ordinal);
        Assert.Equal([.. said > 0 ? ["mail.inside"] : Array.Empty<string>(), "mail.me"], read.Problems);
        Assert.Equal(said > 0 ? [(long)said] : [], read.Tally.Problems.Where(one => one.Loss).Select(one => one.Note.Values[0]).Cast<long>());
    }

    [Theory]
    [InlineData("bob@example.org Wed Jan 22 05:30:14 2014 GMT")]
    [InlineData("bob@example.org Wed Jan 22 05:30:14 2014 -0700 (PDT)")]
    [InlineData("bob Wed Jan 22 05:30:14 2014 remote from example")]
    [InlineData("bob@example.org 22/01/2014 05:30:14")]
    [InlineData("bob@example.org 2014-01-22T05:30:14+00:00")]
    [InlineData("bob@example.org 2014-01-22 05:30:14")]
    [InlineData("bob@example.org Wed Jan 22 05:30:14 PM 2014")]
    public void Dividing_lines_of_odd_forms_divide_and_may_be_mixed(string dividing)
    {
        const string usual = "a Tue Jan 21 05:30:14 2014";
        var one = Mail(dividing, "From: a@example.org\nTo: b@example.org\n", "one");
        var two = Mail(usual, "From: a@example.org\nTo: b@example.org\n", "two");
        foreach (var (box, texts) in new (string, string[])[] { (one + one, ["one", "one"]), (one + two, ["one", "two"]), (two + one + two, ["two", "one", "two"]) })
        {
            var read = Read(box);
            Assert.Equal(texts, read.Items.Select(item => item.Text));
            Assert.Equal(["mail.me"], read.Problems);
        }
    }

    // Whoever can write the line can write a whole head below it, or copy one. She is told how to get at a mail that is real.
    [Theory]
    [InlineData("hello\n")]
    [InlineData("hello\n\nFrom - Wed Jan 22 05:30:14 2014\nX-Mozilla-Status: 0001\n")]
    public void No_number_of_headers_makes_a_mail_of_a_line_that_a_sender_can_write(string before)
    {
        const string head = "Received: from a by b; Wed, 22 Jan 2014 05:30:14 +0000\nDate: Wed, 22 Jan 2014 05:30:14 +0000\nFrom: her@example.org\nTo: him@example.org\nMessage-ID: <1@example.org>\n\nI love you\n";
        var read = Read(Mail("a Tue Jan 21 05:30:14 2014", "From: him@example.org\nTo: her@example.org\n", $"{before}From her@example.org Wed Jan 22 05:30:14 2014\n{head}"));
        Assert.Contains("I love you", read.Only.Text, StringComparison.Ordinal);
        var said = Assert.Single(read.Tally.Problems, one => one.Loss).Note.Sentence(new Words(new WordCatalogue(typeof(ExportFormat).Assembly), CultureInfo.GetCultureInfo("en")));
        Assert.Contains(".eml", said, StringComparison.Ordinal);
        Assert.Equal("I love you", Backup.Read(head).Only.Text.Trim());
    }

    // The writer of a file quotes lines of its own manner, so one of the other may be the sender's: a mail of hers, by him. It is said with its line.
    [Theory]
    [InlineData("- Tue Jan 21 05:30:14 2014", "her@example.org Wed Jan 22 05:30:14 2014")]
    [InlineData("- Tue Jan 21 05:30:14 2014", "her@example.org 2014-01-22 05:30:14")]
    [InlineData("a Tue Jan 21 05:30:14 2014", "- Wed Jan 22 05:30:14 2014")]
    public void A_sender_forges_no_mail_with_a_dividing_line_of_another_manner(string manner, string forged)
    {
        var read = Read(Mail(manner, "From: him@example.org\nTo: her@example.org\n", $"one\n\nFrom {forged}\nFrom: her@example.org\nTo: him@example.org\n\nI love you"));
        Assert.Contains("I love you", read.Only.Text, StringComparison.Ordinal);
        Assert.Contains("mail.inside", read.Problems);
    }

    [Fact]
    public void An_older_dividing_line_behind_a_new_one_is_neither_header_nor_damage()
    {
        var read = Read(Mail("a Tue Jan 21 05:30:14 2014", "From: a@example.org\nTo: b@example.org\n", "one"), Mail("a Tue Jan 22 05:30:14 2014", ">From b Tue Jan 22 05:30:13 2014\nFrom: a@example.org\n", "two"));
        Assert.Equal(["one", "two"], read.Items.Select(item => item.Text));
        Assert.DoesNotContain("mail.note.headers-broken", read.Items[1].NoteWords());
    }

    [Fact]
    public void A_sender_forges_no_mail_in_a_mailbox_of_mozilla_with_a_header_of_his_own()
    {
        var read = Read("From - Tue Jan 21 05:30:14 2014\nX-Mozilla-Status: 0001\nFrom: a@example.org\n\none\nFrom -\nNote: this is the truth\n");
        Assert.Equal("one\nFrom -\nNote: this is the truth", read.Only.Text);
    }

    [Fact]
    public void A_mailbox_whose_dividing_lines_are_not_known_is_one_mail_and_says_so()
    {
        const string mail = "From a, some day\nFrom: a@example.org\nTo: b@example.org\nSubject: x\n\ntext\n\n";
        var read = Backup.Read(mail + mail + mail);
        Assert.Equal(("eml", 1), (read.Format?.Id, read.Tally.Records));
        Assert.Contains("mail.inside", read.Problems);
        Assert.Equal([2L, 8L], read.Tally.Problems.Where(one => one.Loss).SelectMany(one => new[] { one.Note.Number, (long?)one.Note.Values[0] }));
        Assert.DoesNotContain("mail.inside", Backup.Read(mail).Problems);
        Assert.DoesNotContain("mail.inside", Backup.Read(mail["From a, some day\n".Length..] + mail).Problems);
    }

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
