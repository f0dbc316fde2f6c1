using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Tests.Imports.SmsBackupRestore;

public sealed class RecordTests
{
    [Theory]
    [InlineData("1", Direction.Incoming, FoundState.Received)]
    [InlineData("2", Direction.Outgoing, FoundState.Sent)]
    [InlineData("3", Direction.System, FoundState.Draft)]
    [InlineData("4", Direction.Outgoing, FoundState.Waiting)]
    [InlineData("5", Direction.Outgoing, FoundState.Failed)]
    [InlineData("6", Direction.Outgoing, FoundState.Waiting)]
    public void The_type_of_a_text_says_which_way_it_went(string type, Direction direction, FoundState state)
    {
        var read = Backup.Read(Backup.Smses(Backup.Sms("Hello", type: type)));
        read.AddsUp();
        Assert.Equal((direction, state), (read.Only.Direction, read.Only.State));
        Assert.Equal("sms[1]", read.Only.Locator.Path);
        Assert.Equal("+15550000001", Assert.Single(read.Only.Participants).Id);
        Assert.Equal(Instant.FromUnixTimeMilliseconds(1512226167463), read.Only.At);
        Assert.Equal(TimeBasis.Epoch, read.Only.Basis);
    }

    [Theory]
    [InlineData("1", Direction.Incoming, FoundKind.Call, FoundState.Answered)]
    [InlineData("2", Direction.Outgoing, FoundKind.Call, FoundState.Placed)]
    [InlineData("3", Direction.Incoming, FoundKind.Call, FoundState.Missed)]
    [InlineData("4", Direction.Incoming, FoundKind.Voicemail, FoundState.Left)]
    [InlineData("5", Direction.Incoming, FoundKind.Call, FoundState.Rejected)]
    [InlineData("6", Direction.Incoming, FoundKind.Call, FoundState.Blocked)]
    [InlineData("7", Direction.Incoming, FoundKind.Call, FoundState.AnsweredElsewhere)]
    public void The_type_of_a_call_says_what_became_of_it(string type, Direction direction, FoundKind kind, FoundState state)
    {
        var read = Backup.Read(Backup.Calls(Backup.Call(type, duration: "125")));
        read.AddsUp();
        Assert.Equal((direction, kind, state), (read.Only.Direction, read.Only.Kind, read.Only.State));
        Assert.Equal(125, read.Only.DurationSeconds);
        Assert.Equal(1, read.Tally.Calls);
        Assert.Null(Assert.Single(read.Tally.Participants).Label);
    }

    [Fact]
    public void Types_nobody_knows_are_skipped_with_a_reason_and_their_record()
    {
        var read = Backup.Read(Backup.Smses(Backup.Sms("one", type: "9"), Backup.Call("10"), "<note a=\"1\"><x/></note>", Backup.Mms("", "", box: "7")));
        read.AddsUp();
        Assert.Equal(["sms[1]", "call[1]", "note[1]", "mms[1]"], read.Skipped.Select(one => one.Locator.Path));
        Assert.Contains("body=\"one\"", read.Skipped[0].Raw, StringComparison.Ordinal);
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("-1", "1")]
    [InlineData("", "1")]
    [InlineData("Unknown", "1")]
    [InlineData("+15550000001", "2")]
    [InlineData("+15550000001", "3")]
    [InlineData("+15550000001", "4")]
    public void Withheld_numbers_are_one_participant_of_their_own(string number, string presentation)
    {
        var read = Backup.Read(Backup.Calls(Backup.Call("3", number, presentation)));
        Assert.Equal((Peer.WithheldId, PeerKind.Withheld), (read.Only.From.Id, read.Only.From.Kind));
        Assert.Equal(number, read.Only.From.Written);
    }

    [Fact]
    public void An_emoji_written_as_two_references_is_an_emoji()
    {
        var read = Backup.Read(Backup.Smses(
            Backup.Sms("a&#55357;&#56832;b"), Backup.Sms("&#xD83D;&#xDE00;"), Backup.Sms("&#x1F600;&#10;&amp;&lt;&quot;&nope;&"), Backup.Sms("x&#55357;y&#0;z&#56832;")));
        Assert.Equal(["a😀b", "😀", "😀\n&<\"&nope;&", "x\uFFFDy\uFFFDz\uFFFD"], read.Items.Select(item => item.Text));
        Assert.Equal(["reading.characters"], read.Problems);
    }

    [Fact]
    public void Control_bytes_bad_bytes_and_raw_breaks_do_not_end_the_file()
    {
        var file = Encoding.Latin1.GetBytes(Backup.Smses(
            Backup.Sms("a\u0001b\0c"), Backup.Sms("caf\u00E9"), Backup.Sms("one\r\ntwo\rthree\tfour"), Backup.Sms("\u00ED\u00A0\u00BD\u00ED\u00B8\u0080"), Backup.Sms("last")));
        var read = Backup.Read(file);
        read.AddsUp();
        Assert.Equal(["a\uFFFDb\uFFFDc", "caf\uFFFD", "one\ntwo\nthree\tfour", "😀", "last"], read.Items.Select(item => item.Text));
        Assert.DoesNotContain(read.Items, item => item.Raw.Contains('\u0001', StringComparison.Ordinal) || item.Raw.Contains('\0', StringComparison.Ordinal));
    }

    [Fact]
    public void The_word_null_is_nothing()
    {
        var item = Backup.Read(Backup.Smses(Backup.Sms("null", more: "readable_date=\"null\""))).Only;
        Assert.Equal("", item.Text);
        Assert.Null(item.Subject);
        Assert.Equal("reading.note.null", Assert.Single(item.Notes).Word);
    }

    [Theory]
    [InlineData("1609632000", true, true)]
    [InlineData("1609632000000", true, false)]
    [InlineData("0", false, false)]
    [InlineData("5", false, false)]
    [InlineData("45000000", false, false)]
    [InlineData("-5", false, false)]
    [InlineData("null", false, false)]
    [InlineData("99999999999999999999999", false, false)]
    [InlineData("Dec 2, 2017", false, false)]
    public void A_time_is_an_instant_or_nothing(string date, bool usable, bool seconds)
    {
        var read = Backup.Read(Backup.Smses(Backup.Sms("x", date: date)));
        read.AddsUp();
        Assert.Equal(usable ? Instant.FromUnixTimeSeconds(1609632000) : null, read.Only.At);
        Assert.Equal(seconds, read.Only.Notes.Any(note => note.Word == "reading.note.seconds"));
        Assert.Equal(usable ? [] : ["reading.without-time"], read.Problems);
    }

    [Fact]
    public void The_sender_of_a_multimedia_message_is_the_address_of_type_137()
    {
        var item = Backup.Read(Backup.Smses(Backup.Mms(
            "<part seq=\"-1\" ct=\"application/smil\" text=\"&lt;smil/&gt;\"/><part ct=\"text/plain\" text=\"Hello\"/><part ct=\"text/plain\" text=\"again\"/>",
            "<addr address=\"+15559876543\" type=\"137\"/><addr address=\"+15550000001\" type=\"151\"/>"))).Only;
        Assert.Equal("+15559876543", item.From.Id);
        Assert.False(item.SenderUncertain);
        Assert.Equal("Hello\nagain", item.Text);
        Assert.Empty(item.Attachments);
        Assert.Equal("reading.note.sender-differs", Assert.Single(item.Notes).Word);
        Assert.Equal(Instant.FromUnixTimeSeconds(1609545599), item.SentAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<addr address=\"insert-address-token\" type=\"137\"/>")]
    [InlineData("<addr address=\"+15550000009\" type=\"137\"/>")]
    public void A_missing_sender_is_taken_from_the_conversation_and_marked(string addresses)
    {
        var item = Backup.Read(Backup.Smses(Backup.Mms("", addresses)), new ReadOptions { OwnNumbers = ["+1 555 000 0009"] }).Only;
        Assert.Equal("+15550000001", item.From.Id);
        Assert.Equal("Contact A", item.From.Label);
        Assert.True(item.SenderUncertain);
        Assert.Equal("reading.note.sender-uncertain", Assert.Single(item.Notes).Word);
    }

    [Fact]
    public void A_group_joins_its_numbers_and_a_rich_group_has_a_name_of_its_own()
    {
        var read = Backup.Read(Backup.Smses(
            Backup.Mms("<part ct=\"text/plain\" text=\"a\"/>", "<addr address=\"+15550000002\" type=\"137\"/><addr address=\"+15550000002\" type=\"130\"/>", address: "+15550000001~+15550000002"),
            Backup.Mms("<part ct=\"text/plain\" text=\"b\"/>", "<addr address=\"+15550000002\" type=\"137\"/><addr address=\"+15550000002\" type=\"130\"/><addr address=\"+15550000001\" type=\"130\"/>", address: "group_8@rcs.google.com"),
            Backup.Mms("<part ct=\"text/plain\" text=\"c\"/>", "", address: "+15550000001~+15550000002"),
            Backup.Mms("<part ct=\"text/plain\" text=\"d\"/>", "<addr address=\"insert-address-token\" type=\"137\"/>", box: "2", address: "+15550000001~+15550000002")));
        read.AddsUp();
        Assert.Equal(["+15550000002", "+15550000002", "unknown", "self"], read.Items.Select(item => item.From.Id));
        Assert.All(read.Items, item => Assert.True(item.Involves("+15550000001")));
        Assert.Equal(["+15550000002", "+15550000001"], read.Items[1].Participants.Select(peer => peer.Id));
        Assert.Equal(["+15550000001", "+15550000002"], read.Items[3].To.Select(peer => peer.Id));
        Assert.True(read.Items[2].SenderUncertain);
    }

    [Fact]
    public void A_sent_message_that_names_the_other_person_as_its_sender_is_still_hers()
    {
        var item = Backup.Read(Backup.Smses(Backup.Mms("", "<addr address=\"+15550000001\" type=\"137\"/>", box: "2"))).Only;
        Assert.Equal((Direction.Outgoing, "self", "+15550000001"), (item.Direction, item.From.Id, Assert.Single(item.To).Id));
    }

    [Fact]
    public void Announcements_are_contact_and_reports_are_not()
    {
        var read = Backup.Read(Backup.Smses(Backup.Mms("", "", more: "m_type=\"130\""), Backup.Mms("", "", more: "m_type=\"134\""), Backup.Mms("", "", box: "null", more: "m_type=\"132\"")));
        Assert.Equal([(Direction.Incoming, FoundState.NotFetched), (Direction.System, FoundState.Report), (Direction.Incoming, FoundState.Received)], read.Items.Select(item => (item.Direction, item.State)));
    }

    [Fact]
    public void An_attachment_is_measured_elided_from_the_record_and_opened_from_the_file()
    {
        var picture = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7)).ToArray();
        var file = Encoding.UTF8.GetBytes(Backup.Smses(Backup.Sms("before"), Backup.Mms(
            $"<part ct=\"image/JPEG\" cl=\"null\" fn=\"a.jpg\" text=\"null\" data=\"{Convert.ToBase64String(picture, Base64FormattingOptions.InsertLineBreaks).Replace("\r\n", "&#10;", StringComparison.Ordinal)}\"/>"
            + "<part ct=\"text/x-vcard\" name=\"b.vcf\" text=\"BEGIN:VCARD\"/>", ""), Backup.Sms("after")));
        var read = Backup.Read(file);
        var item = read.Items[1];
        var (image, card) = (item.Attachments[0], item.Attachments[1]);
        Assert.Equal(("a.jpg", "image/jpeg", 100_000L, true), (image.Name, image.ContentType, image.Size, image.Whole));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(picture)), image.Sha256);
        Assert.InRange(item.Raw.Length, 200, 1000);
        Assert.Contains("characters of attachment data", item.Raw, StringComparison.Ordinal);

        foreach (var source in new[] { ExportFile.Over(new MemoryStream(file)), new ExportFile("", () => new OnlyForward(new MemoryStream(file))) })
        {
            using var opened = read.Format!.OpenAttachment(source, image);
            using var bytes = new MemoryStream();
            opened.CopyTo(bytes);
            Assert.Equal(picture, bytes.ToArray());
        }

        using var text = new StreamReader(read.Format!.OpenAttachment(ExportFile.Over(new MemoryStream(file)), card));
        Assert.Equal("BEGIN:VCARD", text.ReadToEnd());
    }

    [Fact]
    public void A_text_part_with_text_and_data_gives_both()
    {
        var item = Backup.Read(Backup.Smses(Backup.Mms("<part ct=\"text/plain\" text=\"words\" data=\"QUJD\"/><part ct=\"text/plain\" text=\"null\"/>", ""))).Only;
        Assert.Equal(("words", 3L), (item.Text, Assert.Single(item.Attachments).Size));
    }

    [Theory]
    [InlineData("QUJD", "ABC", true)]
    [InlineData("QUI", "AB", true)]
    [InlineData("QU I=", "AB", true)]
    [InlineData("QUJD!REVG", "ABCDEF", false)]
    [InlineData("QUJDR", "ABC", false)]
    public void A_bad_part_never_loses_its_message(string data, string decoded, bool whole)
    {
        var file = Backup.Smses(Backup.Mms($"<part ct=\"image/png\" cl=\"p.png\" data=\"{data}\"/><part ct=\"text/plain\" text=\"words\"/>", ""));
        var read = Backup.Read(file);
        var part = Assert.Single(read.Only.Attachments);
        Assert.Equal("words", read.Only.Text);
        Assert.Equal((whole, (long)decoded.Length), (part.Whole, part.Size));
        using var text = new StreamReader(read.Format!.OpenAttachment(ExportFile.Over(new MemoryStream(Encoding.UTF8.GetBytes(file))), part));
        Assert.Equal(decoded, text.ReadToEnd());
    }

    [Fact]
    public void Two_equal_messages_in_one_second_are_two()
    {
        var read = Backup.Read(Backup.Smses(Backup.Sms("again"), Backup.Sms("again"), Backup.Sms("again", date: "1512226167464")));
        read.AddsUp();
        Assert.Equal(read.Items[0].Key, read.Items[1].Key);
        Assert.Equal([1, 2, 1], read.Items.Select(item => item.KeyOrdinal));
        Assert.NotEqual(read.Items[0].Key, read.Items[2].Key);
    }

    [Fact]
    public void The_key_survives_another_country_another_name_and_another_place_in_the_file()
    {
        var one = Backup.Read(Backup.Smses(Backup.Sms("x", address: "(555) 000-0001"))).Only;
        var two = Backup.Read(Backup.Smses(Backup.Sms("other"), Backup.Sms("x", address: "+15550000001").Replace("Contact A", "Changed", StringComparison.Ordinal)), new ReadOptions { Country = "US" }).Items[1];
        Assert.Equal(one.Key, two.Key);
        Assert.NotEqual(one.Key, Backup.Read(Backup.Smses(Backup.Sms("x", type: "2"))).Only.Key);
        Assert.NotEqual(one.Key, Backup.Read(Backup.Smses(Backup.Sms("y"))).Only.Key);
    }

    private sealed class OnlyForward(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        // Small and odd pieces, as a network gives them.
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, 7));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    // Google Messages keeps what it needs for a chat message (RCS) where a subject would be: nobody wrote it, and it does not belong before a judge.
    [Theory]
    [InlineData("proto:CkIKImNvbS5nb29nbGUuYW5kcm9pZC5hcHBzLm1lc3NhZ2luZy4=", null)]
    [InlineData("proto: where is the draft that I asked for?", "proto: where is the draft that I asked for?")]
    [InlineData("About Sunday", "About Sunday")]
    public void Data_of_the_app_are_no_subject(string written, string? subject)
    {
        static string Of(string subject) => Backup.Smses(Backup.Mms("<part seq=\"0\" ct=\"text/plain\" text=\"look\" />", "<addr address=\"+15550000001\" type=\"137\" />").Replace("sub=\"null\"", $"sub=\"{subject}\"", StringComparison.Ordinal));
        var item = Backup.Read(Of(written)).Only;
        Assert.Equal((subject, "look"), (item.Subject, item.Text));
        Assert.Contains(written, item.Raw, StringComparison.Ordinal);

        // Known again as it was: its key is of what stands in the file.
        Assert.NotEqual(Backup.Read(Of("null")).Only.Key, item.Key);
    }
}
