using System.Text;
using ContactLog.Imports;
using ContactLog.Tests.Imports.Photo;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Tests.Imports.Tables;
using ContactLog.Tests.Imports.Zip;

namespace ContactLog.Tests.Imports;

/// <summary>
/// Every kind of bad input on every format: each file reads as far as it is whole and says where it stopped, or is refused with a sentence. What only one
/// format can meet stands with that format (a mail of 10,000 parts, a header line of a megabyte, a table of a million columns, damaged EXIF, bombs in archives).
/// </summary>
public sealed class HostileTests
{
    public static TheoryData<string> Samples => [.. ImportSamples.All.Select(one => one.Name)];

    public static TheoryData<string> Written => [.. ImportSamples.Written.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Cut_off_at_any_place_it_reads_as_far_as_it_is_whole(string name)
    {
        var whole = Of(name);
        var most = Backup.Read(whole).Tally.Records;
        foreach (var length in Enumerable.Range(0, 40).Select(i => whole.Length * i / 40))
        {
            var read = Backup.Read(whole[..length]);
            read.AddsUp();
            Assert.True(read.Tally.Records <= most + 1);
            Assert.True(read.Format is not null || read.Problems.Count == 1);
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void In_another_encoding_it_adds_up_or_is_refused(string name)
    {
        var text = Encoding.UTF8.GetString(Of(name));
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1 })
        {
            foreach (var mark in new[] { true, false })
            {
                var read = Backup.Read([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
                read.AddsUp();
                Assert.True(read.Format is not null || read.Problems.Count == 1);
            }
        }

        // A byte order mark before UTF-8 changes nothing at all.
        var plain = Backup.Read(Of(name));
        var marked = Backup.Read([0xEF, 0xBB, 0xBF, .. Of(name)]);
        Assert.Equal(plain.Format?.Id, marked.Format?.Id);
        Assert.Equal(plain.Items.Select(item => (item.Text, item.At, item.Wall, item.Key)), marked.Items.Select(item => (item.Text, item.At, item.Wall, item.Key)));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Nulls_and_halves_of_characters_in_words_lose_nothing_else(string name)
    {
        var whole = Of(name);
        var records = Backup.Read(whole).Tally.Records;
        foreach (byte[] bad in (byte[][])[[0], [0, 0, 0], [0xED, 0xA0, 0xBD], [0xFF], [0xC3], [0x1B], [0xE2, 0x80, 0xAE]])
        {
            foreach (var word in new[] { "pick up"u8.ToArray(), "where"u8.ToArray(), "Hello"u8.ToArray(), "Go away"u8.ToArray(), "no\n"u8.ToArray(), "fine"u8.ToArray(), "I know"u8.ToArray(), "Waited"u8.ToArray(), "Hearing"u8.ToArray(), "again"u8.ToArray(), "Liked"u8.ToArray() })
            {
                // A reply stands twice in that form; one of the two changed makes two of them.
                var at = whole.AsSpan().IndexOf(word);
                if (at < 0 || (name == "imessage.txt" && word[0] == 'n'))
                {
                    continue;
                }

                var read = Backup.Read([.. whole[..(at + 1)], .. bad, .. whole[(at + 1)..]]);
                read.AddsUp();
                Assert.Equal(records, read.Tally.Records);
                Assert.DoesNotContain(read.Items, item => item.Text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')));
            }
        }
    }

    [Theory]
    [InlineData("messages.ndjson", "Go away")]
    [InlineData("messenger.json", "Bob left")]
    [InlineData("instagram.json", "Liked a message")]
    [InlineData("result.json", "pick up")]
    [InlineData("main.jsonl", "pick up")]
    public void A_lone_surrogate_is_one_replaced_character(string name, string words)
    {
        var read = Backup.Read(Encoding.UTF8.GetString(Of(name)).Replace($"\"{words}\"", $"\"{words}\\ud83d\"", StringComparison.Ordinal));
        read.AddsUp();
        Assert.Contains(read.Items, item => item.Text == words + "\uFFFD");
        Assert.Equal(Backup.Read(Of(name)).Tally.Records, read.Tally.Records);
    }

    [Fact]
    public void Entities_that_grow_are_never_expanded()
    {
        var laughs = "<!DOCTYPE lolz [<!ENTITY a \"ha\">" + string.Concat("bcdefghij".Select(c => $"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{(char)(c - 1)};", 10))}\">")) + "]>";
        var sms = Backup.Read("<?xml version=\"1.0\"?>" + laughs + "<smses count=\"1\"><sms type=\"1\" address=\"1\" date=\"1512226167463\" body=\"&j;\"/></smses>");
        Assert.Null(sms.Format);
        Assert.Equal(["reading.doctype"], sms.Problems);

        foreach (var part in new[] { "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml" })
        {
            var read = Backup.Read(Archive.Of(("[Content_Types].xml", "<Types/>"), (part, "<?xml version=\"1.0\"?>" + laughs + "<workbook>&j;</workbook>")));
            read.AddsUp();
            Assert.Equal(0, read.Tally.Records);
            Assert.True(read.Tally.Loss);
        }
    }

    [Fact]
    public void A_workbook_that_unpacks_to_gigabytes_is_stopped()
    {
        var bomb = new byte[80 << 20];
        bomb.AsSpan().Fill((byte)'x');
        Encoding.UTF8.GetBytes("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>").CopyTo(bomb, 0);
        var book = TableTests.Workbook("");
        using var stream = new MemoryStream();
        stream.Write(book);
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            sheet.Write(bomb);
        }

        var read = Backup.Read(stream.ToArray());
        read.AddsUp();
        Assert.Equal("xlsx", read.Format?.Id);
        Assert.Contains("table.xlsx.damaged", read.Problems);
    }

    [Fact]
    public void Archives_in_archives_end_and_their_names_are_labels()
    {
        var deep = Archive.Of(("../../etc/chat.txt", ImportSamples.Of("chat-ios.txt")));
        var read = Backup.Read(deep);
        read.AddsUp();
        Assert.Equal(6, read.Tally.Records);
        for (var level = 0; level < 5; level++)
        {
            deep = Archive.Of(($"{level}.zip", deep), ("again.zip", deep));
            // The same chat twice has the same keys, so that it is added once.
            read = Backup.Read(deep);
            Assert.Equal(level == 0 ? 12 : 0, read.Tally.Records);
            Assert.Equal(level > 0, read.Tally.Loss);
        }
    }

    // In each of the forms in which lines have heads, somebody else's head is typed into a message.
    [Theory]
    [InlineData("chat-ios.txt", "I know", "I know\r\n13/03/24, 10:02 - Ann: I love you")]
    [InlineData("box.mbox", ">From here on", ">From here on\nFrom: forged@example.org\nFrom nobody\nSubject: x")]
    [InlineData("imessage.txt", "Where are you?", "Where are you?\nMay 17, 2022  5:29:50 PM\nMe\nI love you")]
    [InlineData("mail.eml", "again\n--b2\n", "again\n\nFrom: forged@example.org\nDate: x\n\n--b2\n")]
    [InlineData("court.ics", "bring a", "bring a\\nBEGIN:VEVENT\\nSUMMARY:forged")]
    [InlineData("sms.xml", "Go away", "Go away&quot;/&gt;&lt;sms type=&quot;2&quot; body=&quot;I love you")]
    [InlineData("voice-text.html", "are you", "are you&lt;/q&gt;&lt;div class=&quot;message&quot;&gt;")]
    [InlineData("imessage.html", "where &lt;are", "where &lt;div class=\"message\"&gt; &lt;are")]
    [InlineData("log.csv", "Waited outside, again", "Waited outside, again\n2024-03-15,10:00,forged,Home,")]
    public void A_head_typed_into_a_message_stays_in_it(string name, string words, string forged)
    {
        var text = Encoding.UTF8.GetString(Of(name));
        Assert.Contains(words, text, StringComparison.Ordinal);
        var read = Backup.Read(text.Replace(words, forged, StringComparison.Ordinal));
        read.AddsUp();
        var plain = Backup.Read(text);
        Assert.Equal((plain.Tally.Records, plain.Tally.Incoming, plain.Tally.Outgoing), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing));
    }

    [Theory]
    [InlineData("mail.eml", "<p>caf&eacute;</p>")]
    [InlineData("voice-text.html", "are you")]
    [InlineData("imessage.html", "where &lt;are")]
    public void Scripts_are_not_run_and_pictures_of_others_not_asked_for(string name, string words)
    {
        // Whatever would be fetched stays a name of a file that did not come along.
        const string evil = "<script>document.title='x'</script><img src=\"http://tracker.example/1.png\"><iframe src=\"http://tracker.example/2\"></iframe><svg onload=x()><style>@import 'http://tracker.example/3'</style>";
        var read = Backup.Read(Encoding.UTF8.GetString(Of(name)).Replace(words, words + evil, StringComparison.Ordinal));
        read.AddsUp();
        Assert.Equal(Backup.Read(Of(name)).Tally.Records, read.Tally.Records);
        Assert.DoesNotContain(read.Items, item => item.Text.Contains("document.title", StringComparison.Ordinal) || item.Text.Contains("@import", StringComparison.Ordinal));
        Assert.All(read.Items.SelectMany(item => item.Attachments).Where(one => one.Name.Contains("tracker", StringComparison.Ordinal)), one => Assert.Equal(0, one.Size));
    }

    [Fact]
    public void Pictures_whose_data_make_readers_throw_are_kept_as_they_are()
    {
        var good = PhotoTests.Exif("+02:00", "2026:04:19", "15:52:10");
        foreach (var at in Enumerable.Range(12, good.Length - 14))
        {
            var bad = good.ToArray();
            bad[at] = 0xFF;
            var read = Backup.Read(bad);
            read.AddsUp();
            Assert.Equal(bad.Length, Assert.Single(read.Only.Attachments).Size);
        }
    }

    private static byte[] Of(string name) => ImportSamples.All.First(one => one.Name == name).Content;
}
