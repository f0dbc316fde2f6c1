using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Mime;
using ContactLog.Imports.Numbers;
using ContactLog.Tests.Imports.SmsBackupRestore;
using NodaTime;

namespace ContactLog.Tests.Imports.Eml;

public sealed class MailTests
{
    private const string Head = "From: Sam <sam@example.org>\nTo: ann@example.org\nSubject: Hi\nDate: Tue, 5 May 2026 10:00:00 +0200\n";

    [Fact]
    public void The_servers_time_counts_and_the_claimed_one_stands_beside_it()
    {
        var item = Read("Received: from mx.example.org (10.0.0.1) by her.example.net;\r\n Tue, 05 May 2026 09:00:01 -0400 (EDT)\r\nReceived: from a by b; Mon, 4 May 2026 01:00:00 +0000\r\n"
            + Head.Replace("\n", "\r\n", StringComparison.Ordinal) + "Message-ID: <abc@example.org>\r\n\r\nhello\r\n").Only;

        Assert.Equal(Instant.FromUtc(2026, 5, 5, 13, 0, 1), item.At);
        Assert.Equal(TimeBasis.Offset, item.Basis);
        Assert.Equal(new LocalDateTime(2026, 5, 5, 10, 0).WithOffset(Offset.FromHours(2)), item.Mail!.ClaimedAt);
        Assert.Equal(new LocalDateTime(2026, 5, 5, 9, 0, 1).WithOffset(Offset.FromHours(-4)), item.Mail.ReceivedAt);
        Assert.Contains("mail.note.apart", Notes(item));
        Assert.Equal("abc@example.org", item.Mail.MessageId);
        Assert.Equal(("sam@example.org", PeerKind.Email, "Sam"), (item.From.Id, item.From.Kind, item.From.Label));
        Assert.Equal(["ann@example.org"], item.To.Select(peer => peer.Id));
        Assert.Equal((Direction.Incoming, FoundKind.Email, "Hi", "hello"), (item.Direction, item.Kind, item.Subject, item.Text));
    }

    [Fact]
    public void Where_it_came_from_is_kept_as_it_stands_and_never_called_true()
    {
        const string signature = "v=1; a=rsa-sha256; d=example.org; b=AAAA";
        var item = Read(Head + $"DKIM-Signature: {signature}\nReply-To: other@example.com\nSender: robot@example.com\nReturn-Path: <bounce@example.com>\nReceived: by x; Tue, 5 May 2026 08:00:00 +0000\nReceived: by y\n\nx").Only;

        Assert.Equal(["From", "To", "Subject", "Date", "DKIM-Signature", "Reply-To", "Sender", "Return-Path", "Received", "Received"], item.Mail!.Headers.Select(one => one.Name));
        Assert.Contains(item.Mail.Headers, one => one.Value == signature);
        Assert.Contains(signature, item.Raw, StringComparison.Ordinal);
        Assert.Equal(["mail.note.sender", "mail.note.reply-to", "mail.note.return-path"], Notes(item));
        var words = new Words(new WordCatalogue(typeof(ExportFormat).Assembly), CultureInfo.GetCultureInfo("en"));
        Assert.DoesNotContain(item.Notes, note => note.Sentence(words).Contains("verif", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Her_own_address_makes_a_mail_hers_and_changes_no_key()
    {
        var unknown = Read(Head + "Delivered-To: ann@example.org\n\nx");
        Assert.Equal("ann@example.org", Assert.Single(unknown.Tally.Problems).Note.Values[0]);
        var hers = Read(Head + "Delivered-To: ann@example.org\n\nx", new ReadOptions { Me = ["SAM@example.org"] });
        Assert.Empty(hers.Problems);
        Assert.Equal((Direction.Outgoing, FoundState.Sent, PeerKind.Self), (hers.Only.Direction, hers.Only.State, hers.Only.From.Kind));
        Assert.Equal(unknown.Only.Key, hers.Only.Key);
        Assert.Empty(Read(Head + "\nx", new ReadOptions { Me = ["ann@example.org"] }).Only.To);
    }

    [Theory]
    [InlineData("mar. 5 avr. 2022 10:00:00 +0200", null)]
    [InlineData("mar, 5 abr 2022 10:00:00 +0200", null)]
    [InlineData("mar. 5 mars 2019 10:00:00 +0100", "2019-03-05T09:00:00Z")]
    [InlineData("Tue Mar 5 10:00:00 2019 +0100", "2019-03-05T09:00:00Z")]
    [InlineData("Tue, Mar 5 2019 10:00:00 +0100", "2019-03-05T09:00:00Z")]
    public void A_tuesday_is_no_month(string date, string? at) =>
        Assert.Equal(at, Read($"From: sam@example.org\nTo: ann@example.org\nSubject: Hi\nDate: {date}\n\nx").Only.At.Iso());

    [Theory]
    [InlineData("Received: by x; Tue, 5 May 2026 08:00:00 +0000\nReturn-Path: <sam@example.com>\n", "ann@example.org", true)]
    [InlineData("Received: by x; Tue, 5 May 2026 08:00:00 +0000\nReturn-Path: <ann@example.org>\n", "ann@example.org", true)]
    [InlineData("Received: by x; Tue, 5 May 2026 08:00:00 +0000\nX-Gmail-Labels: Inbox\n", "ann@example.org, bea@example.org", true)]
    [InlineData("Received: by x; Tue, 5 May 2026 08:00:00 +0000\nDelivered-To: ann@example.org\nReturn-Path: <sam@example.com>\n", "bea@example.org", true)]
    [InlineData("Received: by x; Tue, 5 May 2026 08:00:00 +0000\nX-Gmail-Labels: Inbox,Sent\n", "ann@example.org", false)]
    [InlineData("Received: by x; Tue, 5 May 2026 08:00:00 +0000\nReturn-Path: <ann@example.org>\n", "ann@example.org, sam@example.com", false)]
    [InlineData("Received: by x; Tue, 5 May 2026 08:00:00 +0000\n", "sam@example.com", false)]
    [InlineData("", "ann@example.org", false)]
    public void A_mail_under_her_own_address_that_came_to_her_is_not_hers(string lines, string to, bool came)
    {
        var item = Read($"From: Ann <ann@example.org>\nTo: {to}\nSubject: Hi\nDate: Tue, 5 May 2026 10:00:00 +0200\n{lines}\nI see you", new ReadOptions { Me = ["ann@example.org"] }).Only;
        Assert.Equal((came ? Direction.Incoming : Direction.Outgoing, came, came), (item.Direction, item.SenderUncertain, Notes(item).Contains("mail.note.own-address")));
        Assert.Equal(came ? ("ann@example.org", PeerKind.Email) : ("self", PeerKind.Self), (item.From.Id, item.From.Kind));
    }

    [Theory]
    [InlineData(0, "<?xml version=\"1.0\"?>\n<plist><dict><key>subject</key><string>not words of the mail</string></dict></plist>\n", null)]
    [InlineData(0, "", null)]
    [InlineData(-4, "", "mail.emlx-rest")]
    [InlineData(50, "", "mail.no-end")]
    public void What_apple_mail_keeps_is_a_mail_between_a_length_and_a_list(int off, string behind, string? problem)
    {
        const string mail = Head + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\nAQIDBA==\n--b--\nend\n";
        var bytes = Encoding.UTF8.GetBytes($"{mail.Length + off,-10}\n{mail}{behind}");
        var read = Backup.Read(bytes, new ReadOptions { Me = ["ann@example.org"] });
        Assert.Equal(("eml", "Hi", "hello"), (read.Format!.Id, read.Only.Subject, read.Only.Text));
        Assert.Equal(problem is null ? [] : [problem], read.Problems);
        Assert.DoesNotContain("plist", read.Only.Raw, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4], Bytes(bytes, Assert.Single(read.Only.Attachments)));
    }

    [Fact]
    public void Attachments_have_the_hash_of_what_they_decode_to_and_open_again()
    {
        var picture = Enumerable.Range(0, 70_000).Select(i => (byte)(i * 7)).ToArray();
        var file = Encoding.Latin1.GetBytes(Head + "Content-Type: multipart/mixed; boundary=\"b\"\n\npreamble\n--b\nContent-Type: text/plain\n\nwords\n--b\n"
            + "Content-Type: image/png; name=\"old.png\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename*0*=utf-8''caf%C3%A9; filename*1=\".png\"\n\n"
            + Convert.ToBase64String(picture, Base64FormattingOptions.InsertLineBreaks) + "\n--b\nContent-Type: text/csv; name=../../x/..\\a.csv\nContent-Transfer-Encoding: quoted-printable\n\na=3Bb=\n c\n\n--b--\nepilogue\n");
        var read = Backup.Read(file);
        read.AddsUp();
        var item = read.Only;

        Assert.Equal("words", item.Text);
        Assert.Equal(["café.png", ".._.._x_.._a.csv"], item.Attachments.Select(one => one.Name));
        Assert.Equal(["image/png", "text/csv"], item.Attachments.Select(one => one.ContentType));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(picture)), item.Attachments[0].Sha256);
        Assert.Equal(picture, Bytes(file, item.Attachments[0]));
        Assert.Equal("a;b c\n", Encoding.ASCII.GetString(Bytes(file, item.Attachments[1])));
        Assert.All(item.Attachments, one => Assert.True(one.Whole));
        Assert.DoesNotContain(Convert.ToBase64String(picture)[..60], item.Raw, StringComparison.Ordinal);
        Assert.Contains("[70000 bytes of an attachment are not repeated here]", item.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_forms_the_plain_one_is_read_and_the_page_is_kept()
    {
        const string page = "<html><head><style>p{}</style></head><body><p>Hello&nbsp;<b>you</b></p><script>alert(1)</script><img src=\"https://tracker.example/x.png\"></body></html>";
        var both = Read(Head + $"Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n--b\nContent-Type: text/html\n\n{page}\n--b--\n").Only;
        Assert.Equal("plain", both.Text);
        Assert.Equal(("message.html", "text/html", page.Length), (both.Attachments[0].Name, both.Attachments[0].ContentType, (int)both.Attachments[0].Size));

        var alone = Read(Head + $"Content-Type: text/html\n\n{page}").Only;
        Assert.Equal("Hello you", alone.Text);
        Assert.Single(alone.Attachments);
    }

    [Theory]
    [InlineData("=?utf-8?Q?Caf=C3=A9?= =?utf-8?B?IPCfmIA=?=", "Café 😀")]
    [InlineData("=?UTF-8?Q?Caf=C3?= =?UTF-8?Q?=A9?=", "Café")]
    [InlineData("=?iso-8859-1?q?a_b=E9?= x", "a bé x")]
    [InlineData("=?iso-2022-jp?B?GyRCJF4bKEI=?=", "ま")]
    [InlineData("=?x-unknown?Q?Caf=C3=A9?=", "Café")]
    [InlineData("=?utf-8?X?abc?=", "=?utf-8?X?abc?=")]
    [InlineData("=?utf-8?B?Y2Fm", "caf")]
    [InlineData("1 =? 2", "1 =? 2")]
    public void Subjects_are_read_however_they_are_written(string written, string subject) =>
        Assert.Equal(subject, Read(Head.Replace("Subject: Hi", "Subject: " + written, StringComparison.Ordinal) + "\nx").Only.Subject);

    [Fact]
    public void Raw_bytes_in_headers_and_texts_are_read_as_what_they_can_be()
    {
        Assert.Equal("Café", Backup.Read(Encoding.UTF8.GetBytes(Head.Replace("Hi", "Café", StringComparison.Ordinal) + "\nx")).Only.Subject);
        Assert.Equal("Café", Backup.Read(Encoding.Latin1.GetBytes(Head.Replace("Hi", "Café", StringComparison.Ordinal) + "\nx")).Only.Subject);
        var guessed = Backup.Read(Encoding.Latin1.GetBytes(Head + "Content-Type: text/plain; charset=x-nonsense\n\nCafé")).Only;
        Assert.Equal("Café", guessed.Text);
        Assert.Contains("mail.note.charset", Notes(guessed));
    }

    [Theory]
    [InlineData("5 May 2026 10:00 EST", "2026-05-05T15:00:00Z")]
    [InlineData("Mon, 5 May 26 10:00:00 -0000 (a (nested) comment)", "2026-05-05T10:00:00Z")]
    [InlineData("Tue (day), 5 (x) May 2026 23:59:60 GMT", "2026-05-05T23:59:59Z")]
    [InlineData("Tue, 5-May-2026 10:00:00 UT", "2026-05-05T10:00:00Z")]
    [InlineData("Tue May 5 10:00:00 +0530 2026", "2026-05-05T04:30:00Z")]
    [InlineData("Tue, 5 May 2026 10.00.00 +0200", null)]
    [InlineData("Tue, 31 Apr 2026 10:00:00 +0200", null)]
    [InlineData("Tue, 5 May 3609 10:00:00 +0200", null)]
    [InlineData("Tue, 5 May 2026 10:00:00 XYZ", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void Dates_are_read_or_left_open_and_never_guessed(string written, string? at)
    {
        var item = Read(Head.Replace("Tue, 5 May 2026 10:00:00 +0200", written, StringComparison.Ordinal) + "\nx").Only;
        Assert.Equal(at, item.At.Iso());
        Assert.Equal(at is null, item.Notes.Count > 0);
    }

    [Fact]
    public void A_date_without_a_zone_waits_for_hers()
    {
        var text = Head.Replace(" +0200", "", StringComparison.Ordinal) + "\nx";
        var open = Read(text).Only;
        Assert.Equal((null, new LocalDateTime(2026, 5, 5, 10, 0), TimeBasis.Local), (open.At, open.Wall!.Value, open.Basis));
        var read = Read(text, new ReadOptions { Zone = DateTimeZoneProviders.Tzdb["America/New_York"] }).Only;
        Assert.Equal((Instant.FromUtc(2026, 5, 5, 14, 0), "America/New_York"), (read.At!.Value, read.Zone));
        Assert.Equal(open.Key, read.Key);
    }

    [Theory]
    [InlineData("\"Doe, Jane\" <Jane@Example.org>, bob@example.org (Bob)", "jane@example.org", "Doe, Jane")]
    [InlineData("=?utf-8?Q?Real=3A_=3Cgood=40example.org=3E?= <bad@example.org>", "bad@example.org", "Real: <good@example.org>")]
    [InlineData("a..b@docomo.example", "a..b@docomo.example", null)]
    [InlineData("Group: one@example.org, two@example.org;", "one@example.org", null)]
    [InlineData("Pete (his account) <pete(x)@silly.test(y)>", "pete@silly.test", "Pete")]
    [InlineData("undisclosed", "undisclosed", null)]
    public void Addresses_are_read_as_they_are_in_use(string written, string id, string? label)
    {
        var from = Read(Head.Replace("Sam <sam@example.org>", written, StringComparison.Ordinal) + "\nx").Only.From;
        Assert.Equal((id, label), (from.Id, from.Label));
    }

    [Fact]
    public void Uuencoded_files_in_the_text_are_files_and_a_line_that_only_looks_so_is_text()
    {
        var item = Read(Head + "\nbefore\nbegin 644 cat.txt\n#0V%T\n`\nend\nafter\nbegin 644 x\nit is not\n").Only;
        Assert.Equal("before\nafter\nbegin 644 x\nit is not", item.Text.Replace("\n\n", "\n", StringComparison.Ordinal));
        var file = Assert.Single(item.Attachments);
        Assert.Equal(("cat.txt", 3, Convert.ToHexStringLower(SHA256.HashData("Cat"u8))), (file.Name, (int)file.Size, file.Sha256));
    }

    [Fact]
    public void A_mail_inside_a_mail_is_one_file_and_its_words_are_not_this_senders()
    {
        var item = Read(Head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\nFrom: other@example.org\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nhis words\n--c--\n\n--b--\n").Only;
        Assert.Equal("see below", item.Text);
        Assert.Equal("message.eml", Assert.Single(item.Attachments).Name);
        Assert.Contains("mail.note.inner", Notes(item));
    }

    private static Backup.Reading Read(string text, ReadOptions? options = null)
    {
        var read = Backup.Read(text, options);
        Assert.Equal("eml", read.Format?.Id);
        read.AddsUp();
        return read;
    }

    private static byte[] Bytes(byte[] file, FoundAttachment attachment)
    {
        using var stream = ExportFormats.Find("eml")!.OpenAttachment(ExportFile.Over(new MemoryStream(file)), attachment);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static IEnumerable<string> Notes(FoundItem item) => item.Notes.Select(note => note.Word);

    [Fact]
    public void Texts_and_calls_that_a_program_keeps_in_the_mailbox_are_what_they_were()
    {
        static string Of(string datatype, string type, string words, string more = "") =>
            $"From: Contact A <+15550000001@unknown.email>\nTo: ann@example.com\nSubject: SMS with Contact A\nDate: Sat, 2 Dec 2017 09:49:27 -0500\nMessage-ID: <1@sms-backup-plus.local>\n"
            + $"X-smssync-datatype: {datatype}\nX-smssync-type: {type}\nX-smssync-address: +15550000001\nX-smssync-date: 1512226167463\n{more}\n{words}\n";
        var text = Read(Of("SMS", "1", "Hello")).Only;
        Assert.Equal((FoundKind.Text, Direction.Incoming, "+15550000001", "Contact A", "Hello"), (text.Kind, text.Direction, text.From.Id, text.From.Label, text.Text));
        Assert.Equal((TimeBasis.Epoch, NodaTime.Instant.FromUnixTimeMilliseconds(1512226167463)), (text.Basis, text.At));
        Assert.Contains("mail.note.phone", Notes(text));
        Assert.Equal(Backup.Read(Backup.Smses(Backup.Sms("Hello"))).Only.Key, text.Key);

        Assert.Equal((Direction.Outgoing, FoundState.Sent, "+15550000001"), Read(Of("SMS", "2", "no")).Only is var sent ? (sent.Direction, sent.State, sent.To[0].Id) : default);
        Assert.Equal((FoundState.Received, true), Read(Of("MMS", "132", "look")).Only is var picture ? (picture.State, picture.SenderUncertain) : default);
        Assert.Equal((FoundKind.Call, FoundState.Missed, 0L, ""), Read(Of("CALLLOG", "3", "0s (00:00:00)", "X-smssync-duration: 0\n")).Only is var call ? (call.Kind, call.State, call.DurationSeconds!.Value, call.Text) : default);

        // Anybody can send a mail that says so of itself: then her server's line stands in it, and it is a mail.
        var forged = Read("Received: from x by mx.example.com; Mon, 13 May 2024 10:00:00 +0200\n" + Of("SMS", "1", "I never wrote this")).Only;
        Assert.Equal((FoundKind.Email, "+15550000001@unknown.email"), (forged.Kind, forged.From.Id));
        Assert.Equal(FoundKind.Email, Read(Of("SMS", "77", "x")).Only.Kind);
        Assert.Equal(FoundKind.Email, Read(Of("NEWS", "1", "x")).Only.Kind);
    }

    [Fact]
    public void A_picture_message_that_a_program_keeps_in_the_mailbox_is_the_one_of_the_backup_with_and_without_its_picture()
    {
        const string mail = "From: Contact A <+15550000001@unknown.email>\nTo: ann@example.com\nX-smssync-datatype: MMS\nX-smssync-type: 132\nX-smssync-address: +15550000001\n"
            + "X-smssync-date: 1609545600000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nlook\n"
            + "--b\nContent-Type: image/jpeg; name=\"a.jpg\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"a.jpg\"\n\nQUFB\n--b--\n";
        static string Mms(string data) => Backup.Smses(Backup.Mms(
            $"<part seq=\"0\" ct=\"text/plain\" text=\"look\" /><part seq=\"1\" ct=\"image/jpeg\" cl=\"a.jpg\" text=\"null\" {data} />", "<addr address=\"+15550000001\" type=\"137\" />", more: "m_type=\"132\""));
        var found = Read(mail).Only;
        Assert.Equal(("look", "a.jpg"), (found.Text, Assert.Single(found.Attachments).Name));
        Assert.Equal(Backup.Read(Mms("data=\"QUFB\"")).Only.Key, found.Key);
        Assert.Equal(Backup.Read(Mms("")).Only.Key, found.Key);

        // As the reader before this one called it.
        Assert.Equal(Backup.Read(Mms("data=\"QUFB\"")).Only.EarlierKey, found.EarlierKey);
        Assert.NotEqual(found.Key, found.EarlierKey!.Value.Key);
    }

    // UTF-7 is ASCII that a browser of old read as markup: nothing here reads it so, and words that look wrong say why.
    [Theory]
    [InlineData("Subject: Hi\nContent-Type: text/plain; charset=\"UTF-7\"\n", "", "Hi", "+ADw-script+AD4-")]
    [InlineData("Subject: Hi\nContent-Type: text/html; charset=unicode-1-1-utf-7\n", "", "Hi", "+ADw-script+AD4-")]
    [InlineData("Subject: Hi\nContent-Type: text/html\n", "<meta charset=utf-7>", "Hi", "+ADw-script+AD4-")]
    [InlineData("Subject: =?utf-7?Q?+ADw-script+AD4-?=\n", "", "+ADw-script+AD4-", "+ADw-script+AD4-")]
    [InlineData("Subject: =?utf-8?Q?Hi?=\nCc: =?UTF-7?B?K0FEdy0=?= <a@example.org>\n", "", "Hi", "+ADw-script+AD4-")]
    public void Utf7_is_left_as_it_came_and_said(string lines, string before, string subject, string text)
    {
        foreach (var dividing in new[] { "", "From x Tue Jan 21 05:30:14 2014\n" })
        {
            var item = Backup.Read($"{dividing}From: Sam <sam@example.org>\n{lines}\n{before}+ADw-script+AD4-\n").Only;
            Assert.Equal((subject, text), (item.Subject, item.Text));
            Assert.Contains("mail.note.utf-7", Notes(item));
        }

        Assert.DoesNotContain("mail.note.utf-7", Notes(Read("From: Sam <sam@example.org>\nSubject: =?utf-8?Q?utf-7?=\n\nutf-7\n").Only));
    }

    // A mail has one From line (RFC 5322 3.6). Who writes two of them is shown by one program under one name and by the next under the other.
    [Theory]
    [InlineData("From: Max <max@example.com>\nFrom: Eve <eve@example.net>\n", "2 eve@example.net")]
    [InlineData("From: Max <max@example.com>, Eve <eve@example.net>, max@example.com\n", "eve@example.net")]
    [InlineData("From: Max <max@example.com>\nFrom: Max again <MAX@example.com>\n", "2")]
    [InlineData("From: Max <max@example.com>\n", "")]
    public void More_than_one_sender_is_said_by_name_and_each_is_in_it(string from, string said)
    {
        foreach (var dividing in new[] { "", "From x Tue Jan 21 05:30:14 2014\n" })
        {
            var item = Backup.Read(dividing + from + "To: ann@example.org\n\nx\n", new ReadOptions { Me = ["ann@example.org"] }).Only;
            Assert.Equal("max@example.com", item.From.Id);
            Assert.Equal(said, string.Join(' ', item.Notes.Where(note => note.Word is "mail.note.from-lines" or "mail.note.several-from").Select(note => note.Number?.ToString(CultureInfo.InvariantCulture) ?? note.Values[0])));
            Assert.Equal(said.Contains("eve", StringComparison.Ordinal), item.Involves("eve@example.net"));
            Assert.Equal(said.Length > 0, item.SenderUncertain);
            Assert.Equal(from.Split("From:").Length - 1, item.Mail!.Headers.Count(one => one.Name == "From"));
        }
    }
}
