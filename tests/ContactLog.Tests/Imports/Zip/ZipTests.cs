using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Zip;
using ContactLog.Tests.Imports.SmsBackupRestore;

namespace ContactLog.Tests.Imports.Zip;

public sealed class ZipTests
{
    private const uint Central = 0x02014B50;
    private static readonly string s_picture = "<part ct=\"image/png\" cl=\"p.png\" data=\"QUJDREVG\"/>";

    [Fact]
    public void A_backup_in_a_zip_reads_like_the_backup_itself()
    {
        var text = Backup.Smses(Backup.Sms("one"), Backup.Sms("two", type: "2"), Backup.Mms(s_picture, ""));
        var file = File(Archive.Of(("sms-2024.xml", text)));
        var reading = ExportReading.Open(file);
        var items = reading.Read().OfType<FoundItem>().ToList();
        Assert.Equal("zip", reading.Format!.Id);
        Assert.Equal("sms-backup-restore", reading.FormatId);
        Assert.Equal(["sms-2024.xml!sms[1]", "sms-2024.xml!sms[2]", "sms-2024.xml!mms[1]"], items.Select(item => item.Locator.Path));
        var alone = Backup.Read(text);
        Assert.Equal(alone.Items.Select(item => (item.Key, item.KeyOrdinal, item.At)), items.Select(item => (item.Key, item.KeyOrdinal, item.At)));
        Assert.Empty(reading.Tally.Problems);
        Assert.Equal(3, reading.Tally.Claimed);
        Assert.Equal(("sms-2024.xml", "sms-backup-restore", 3), (reading.Tally.Files[0].Name, reading.Tally.Files[0].Format, reading.Tally.Files[0].Records));
        using var part = new StreamReader(reading.Format.OpenAttachment(file, items[2].Attachments[0]));
        Assert.Equal("ABCDEF", part.ReadToEnd());
    }

    [Fact]
    public void Names_are_labels_and_never_places()
    {
        var before = Directory.GetCurrentDirectory();
        var read = Backup.Read(Archive.Of(("../../../etc/a.xml", Backup.Smses(Backup.Sms("up"))), ("C:\\x\u0001\\b.xml", Backup.Smses(Backup.Sms("drive"))), ("/root.xml", Backup.Smses(Backup.Sms("root")))));
        Assert.Equal(["../../../etc/a.xml!sms[1]", "C:/x\uFFFD/b.xml!sms[1]", "/root.xml!sms[1]"], read.Items.Select(item => item.Locator.Path));
        Assert.Equal(before, Directory.GetCurrentDirectory());
    }

    [Fact]
    public void Two_files_of_one_name_are_both_read()
    {
        var zip = Archive.Of(("a.xml", Backup.Smses(Backup.Sms("one"))), ("a.xml", Backup.Smses(Backup.Mms(s_picture.Replace("QUJDREVG", "R0hJ", StringComparison.Ordinal), ""))));
        var read = Backup.Read(zip);
        Assert.Equal(["a.xml!sms[1]", "a.xml (2)!mms[1]"], read.Items.Select(item => item.Locator.Path));
        using var part = new StreamReader(read.Format!.OpenAttachment(File(zip), read.Items[1].Attachments[0]));
        Assert.Equal("GHI", part.ReadToEnd());
    }

    [Fact]
    public void A_chat_that_lies_twice_in_an_archive_has_the_same_keys_both_times()
    {
        var once = Backup.Smses(Backup.Sms("one"), Backup.Sms("one"));
        var read = Backup.Read(Archive.Of(("a.xml", once), ("a.xml", once)));
        read.AddsUp();
        Assert.Equal(4, read.Items.Count);
        Assert.Equal(read.Items.Take(2).Select(item => (item.Key, item.KeyOrdinal)), read.Items.Skip(2).Select(item => (item.Key, item.KeyOrdinal)));
        Assert.Equal([1, 2, 1, 2], read.Items.Select(item => item.KeyOrdinal));
    }

    [Fact]
    public void A_picture_that_a_message_has_as_its_attachment_is_not_another_record()
    {
        var sound = ContactLog.Tests.Web.Exhibits.Samples.Wav(400);
        var read = Backup.Read(Archive.Of(
            ("PTT-1.wav", sound), ("alone.wav", sound), ("chat.txt", Encoding.UTF8.GetBytes("25/04/2026, 21:07 - R. Placeholder: Listen\n25/04/2026, 21:09 - R. Placeholder: PTT-1.wav (file attached)\n"))));
        Assert.Equal(["chat.txt!line[1]", "chat.txt!line[2]", "alone.wav!file"], read.Items.Select(item => item.Locator.Path));
        Assert.Equal("PTT-1.wav", Assert.Single(read.Items[1].Attachments).Name);
    }

    [Fact]
    public void What_nobody_knows_is_counted_in_words()
    {
        var read = Backup.Read(Archive.Of(("a.xml", Backup.Smses(Backup.Sms("one"))), ("b.bin", "\u0001"), ("c.bin", "\u0002"), ("dir/.DS_Store", "\0\u0001"), ("x.vcf", "\u0001")));
        var problem = Assert.Single(read.Tally.Problems);
        Assert.Equal(("archives.unknown", 4L, false), (problem.Note.Word, problem.Note.Number, problem.Loss));
        Assert.Equal("2 × .bin, 1 × .vcf, 1 × dir/.DS_Store", problem.Note.Values[0]);

        read = Backup.Read(Archive.Of(("b.bin", "\u0001")));
        Assert.Equal(["archives.unknown", "archives.nothing"], read.Problems);
        Assert.True(read.Tally.Loss);
    }

    [Fact]
    public void Locked_files_are_named()
    {
        var zip = Archive.Of(("a.xml", Backup.Smses(Backup.Sms("one"))), ("b.xml", Backup.Smses(Backup.Sms("two"))));
        zip[Archive.Place(zip, Central, 1) + 8] |= 1;
        var read = Backup.Read(zip);
        Assert.Equal("one", read.Only.Text);
        Assert.Equal(("archives.some-locked", "b.xml"), (read.Tally.Problems[0].Note.Word, read.Tally.Problems[0].Note.Values[0]));
        zip[Archive.Place(zip, Central) + 8] |= 1;
        Assert.Equal("archives.locked", Backup.Read(zip).Problems[0]);
        Assert.True(Backup.Read(zip).Tally.Loss);
    }

    [Fact]
    public void An_unknown_packing_is_named()
    {
        var zip = Archive.Of(("a.xml", Backup.Smses(Backup.Sms("one"))));
        zip[Archive.Place(zip, Central) + 10] = 14;
        Assert.Equal(["archives.method"], Backup.Read(zip).Problems);
    }

    [Theory]
    [InlineData(16, "archives.checksum")]
    [InlineData(24, "archives.damaged")]
    public void A_wrong_checksum_or_length_is_said_and_what_is_there_is_read(int field, string word)
    {
        var zip = Archive.Of(("a.xml", Backup.Smses([.. Enumerable.Range(0, 50).Select(i => Backup.Sms($"{i}"))])), ("b.xml", Backup.Smses(Backup.Sms("b"))));
        zip[Archive.Place(zip, Central) + field] ^= 1;
        var read = Backup.Read(zip);
        var problem = read.Tally.Problems.Single(one => one.Note.Word == "archives.in" && one.Note.Values[1] is ReadingNote note && note.Word == word);
        Assert.Equal("a.xml", problem.Note.Values[0]);
        Assert.True(problem.Loss);
        Assert.Contains(read.Items, item => item.Text == "b");
        Assert.Contains(read.Items, item => item.Text == "0");
    }

    [Fact]
    public void Bytes_that_cannot_be_unpacked_end_that_file_only()
    {
        var zip = Archive.Of(("a.xml", Backup.Smses([.. Enumerable.Range(0, 500).Select(i => Backup.Sms($"{i * 7919} {i}"))])), ("b.xml", Backup.Smses(Backup.Sms("b"))));
        zip.AsSpan(1_500, 40).Fill(0xFF);
        var read = Backup.Read(zip);
        Assert.Contains(read.Items, item => item.Text == "b");
        Assert.Contains(read.Tally.Problems, problem => problem.Note.Values is [_, ReadingNote { Word: "archives.damaged" or "archives.checksum" }]);
        Assert.Equal(read.Tally.Records, read.Tally.Incoming + read.Tally.Skipped.Count);
    }

    [Fact]
    public void A_bomb_is_stopped()
    {
        var start = Encoding.UTF8.GetBytes("<smses count=\"1\">" + Backup.Sms("one") + "<!--");
        var bomb = new byte[80 << 20];
        bomb.AsSpan().Fill((byte)' ');
        start.CopyTo(bomb, 0);
        var read = Backup.Read(Archive.Of(("a.xml", bomb), ("b.xml", Encoding.UTF8.GetBytes(Backup.Smses(Backup.Sms("b"))))));
        Assert.Equal(["one", "b"], read.Items.Select(item => item.Text));
        Assert.Contains(read.Tally.Problems, problem => problem.Note.Values is ["a.xml", ReadingNote { Word: "archives.bomb" }]);
    }

    [Fact]
    public void An_archive_in_an_archive_is_read_and_no_deeper()
    {
        var inner = Archive.Of(("a.xml", Backup.Smses(Backup.Mms(s_picture, ""))));
        var outer = Archive.Of(("inner.zip", inner));
        var read = Backup.Read(outer);
        Assert.Equal("inner.zip!a.xml!mms[1]", read.Only.Locator.Path);
        Assert.Equal("inner.zip!a.xml", read.Tally.Files[0].Name);
        using var part = new StreamReader(read.Format!.OpenAttachment(File(outer), read.Only.Attachments[0]));
        Assert.Equal("ABCDEF", part.ReadToEnd());

        read = Backup.Read(Archive.Of(("outer.zip", outer)));
        Assert.Empty(read.Items);
        Assert.True(read.Tally.Loss);
    }

    [Fact]
    public void A_cut_archive_is_refused_in_a_sentence_and_bytes_before_it_do_no_harm()
    {
        var zip = Archive.Of(("a.xml", Backup.Smses(Backup.Sms("one"))));
        Assert.Equal(["archives.no-end"], Backup.Read(zip[..^30]).Problems);
        Assert.Equal("one", Backup.Read([.. "PK\u0003\u0004 a program"u8, .. zip]).Only.Text);
        Assert.Equal(["archives.empty"], Backup.Read(Archive.Of(Array.Empty<(string, string)>())).Problems);
    }

    [Fact]
    public void Files_chosen_at_once_are_read_as_one()
    {
        var a = new MemoryStream(Encoding.UTF8.GetBytes(Backup.Smses(Backup.Sms("one"))));
        var b = new MemoryStream(Archive.Of(("a.xml", Backup.Smses(Backup.Sms("two")))));
        var c = new MemoryStream("nothing"u8.ToArray());
        var read = Backup.Read(ExportFile.Together([ExportFile.Over(a, "x.xml"), ExportFile.Over(b, "x.xml"), ExportFile.Over(c, "c.txt")]));
        Assert.Equal(["x.xml!sms[1]", "x.xml (2)!a.xml!sms[1]"], read.Items.Select(item => item.Locator.Path));
        Assert.Contains(read.Tally.Problems, problem => problem.Note.Values is ["c.txt", ReadingNote { Word: "reading.unknown" }]);
    }

    [Fact]
    public void Random_damage_raises_nothing_and_adds_up()
    {
        var whole = Archive.Of(
            ("a.xml", Backup.Smses([.. Enumerable.Range(0, 20).Select(i => Backup.Sms($"{i}"))])),
            ("b.zip", Encoding.Latin1.GetString(Archive.Of(("c.xml", Backup.Smses(Backup.Sms("inner")))))), ("d.bin", "\u0001"));
        var random = new Random(20261125);
        for (var round = 0; round < 1_500; round++)
        {
            var bytes = whole.ToArray();
            for (var hits = random.Next(1, 8); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var read = Backup.Read(random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            Assert.Equal(read.Tally.Records, read.Tally.Incoming + read.Tally.Outgoing + read.Tally.System + read.Tally.Skipped.Count);
            Assert.Equal(read.Tally.Records, read.All.OfType<FoundRecord>().Count());
        }
    }

    [Fact]
    public void The_checksum_is_that_of_the_standard()
    {
        var crc = new Crc32();
        crc.Append("1234"u8);
        crc.Append("56789"u8);
        Assert.Equal(0xCBF43926u, crc.Value);
        var long_ = new byte[1000];
        new Random(1).NextBytes(long_);
        Crc32 once = new(), pieces = new();
        once.Append(long_);
        foreach (var one in long_)
        {
            pieces.Append([one]);
        }

        Assert.Equal(pieces.Value, once.Value);
    }

    private static ExportFile File(byte[] bytes) => ExportFile.Over(new MemoryStream(bytes));

    [Fact]
    public void What_one_file_claims_is_not_laid_on_another()
    {
        var sms = Backup.Smses(5, [Backup.Sms("one")]);
        var both = Backup.Read(Archive.Of(("a.xml", sms), ("b.txt", "13/04/2026, 21:07 - Bob: I know\n")));
        both.AddsUp();
        Assert.Null(both.Tally.Claimed);
        Assert.Contains("archives.in", both.Problems);
        Assert.True(both.Tally.AsksMe);
        Assert.Equal((10, false), (Backup.Read(Archive.Of(("a.xml", sms), ("c.xml", sms))).Tally.Claimed, Backup.Read(Archive.Of(("a.xml", sms))).Tally.AsksMe));
    }
}
