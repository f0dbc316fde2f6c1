using System.Text;
using ContactLog.Imports;

namespace ContactLog.Tests.Imports.SmsBackupRestore;

public sealed class DamageTests
{
    [Fact]
    public void A_truncated_file_keeps_what_is_whole_and_says_so()
    {
        var whole = Backup.Smses(Backup.Sms("one"), Backup.Sms("two"), Backup.Sms("three"));
        var read = Backup.Read(whole[..whole.IndexOf("three", StringComparison.Ordinal)]);
        read.AddsUp();
        Assert.Equal(["one", "two"], read.Items.Select(item => item.Text));
        Assert.Equal("reading.skip.truncated", Assert.Single(read.Skipped).Reason.Word);
        Assert.Equal(["reading.truncated"], read.Problems);
        Assert.True(read.Tally.Loss);

        read = Backup.Read(whole[..whole.IndexOf("</smses", StringComparison.Ordinal)]);
        Assert.Equal(3, read.Items.Count);
        Assert.Equal(["reading.truncated"], read.Problems);
    }

    [Fact]
    public void A_message_cut_in_its_attachment_is_listed_as_skipped()
    {
        var whole = Backup.Smses(Backup.Sms("one"), Backup.Mms("<part ct=\"image/png\" data=\"QUJDREVG\"/>", ""));
        var read = Backup.Read(whole[..(whole.IndexOf("QUJD", StringComparison.Ordinal) + 3)]);
        read.AddsUp();
        Assert.Equal("mms[1]", Assert.Single(read.Skipped).Locator.Path);
        Assert.Equal(["reading.truncated"], read.Problems);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(1, 2)]
    public void A_wrong_count_is_reported(int claimed, int held)
    {
        var read = Backup.Read(Backup.Smses(claimed, [.. Enumerable.Range(0, held).Select(i => Backup.Sms($"{i}"))]));
        Assert.Equal(["reading.count"], read.Problems);
        Assert.False(read.Tally.Loss);
    }

    [Fact]
    public void One_bad_record_never_loses_the_rest()
    {
        var bad = new[]
        {
            "<sms address=\"1\" type=\"1\" body=\"no closing quote />",
            "<sms address=+1 type=\"1\" body=\"x\" />",
            "<sms address=\"1\" type=\"1\" body=\"a\" \"quoted\" />",
            "<sms address=\"1\" type=\"1\" body=\"a\" ",
            "<sms address=\"1\" type= />",
        };
        foreach (var record in bad)
        {
            var read = Backup.Read(Backup.Smses(Backup.Sms("before"), record, Backup.Sms("after")));
            read.AddsUp();
            Assert.Equal(["before", "after"], read.Items.Select(item => item.Text));
            var skipped = Assert.Single(read.Skipped);
            Assert.Equal("sms[2]", skipped.Locator.Path);
            Assert.StartsWith(record[..14], skipped.Raw, StringComparison.Ordinal);
            Assert.Equal(["reading.broken"], read.Problems);
        }
    }

    [Fact]
    public void A_bare_angle_bracket_in_a_text_is_part_of_the_text()
    {
        var read = Backup.Read(Backup.Smses(Backup.Sms("I <3 you < me"), Backup.Sms("after")));
        Assert.Equal(["I <3 you < me", "after"], read.Items.Select(item => item.Text));
    }

    [Fact]
    public void A_message_without_its_end_is_kept_and_the_next_one_too()
    {
        var read = Backup.Read(Backup.Smses(
            Backup.Mms("<part ct=\"text/plain\" text=\"kept\"/>", "").Replace("</mms>", "", StringComparison.Ordinal), Backup.Sms("after"),
            Backup.Mms("<part ct=\"text/plain\" text=\"start\"/><part ct=bad text=\"lost\"/><part ct=\"text/plain\" text=\"end\"/>", "")));
        read.AddsUp();
        Assert.Equal(["kept", "after", "start\nend"], read.Items.Select(item => item.Text));
        Assert.Equal("reading.note.no-end", read.Items[0].Notes[0].Word);
        Assert.DoesNotContain("after", read.Items[0].Raw, StringComparison.Ordinal);
        Assert.StartsWith("<sms", read.Items[1].Raw, StringComparison.Ordinal);
        Assert.Equal("reading.note.parts", read.Items[2].Notes[0].Word);
        Assert.Equal(["reading.broken"], read.Problems);
    }

    [Fact]
    public void Two_backups_in_one_file_are_both_read()
    {
        var read = Backup.Read(Backup.Smses(Backup.Sms("one")) + Backup.Smses(Backup.Sms("two")));
        read.AddsUp();
        Assert.Equal(["one", "two"], read.Items.Select(item => item.Text));
        Assert.Equal(["reading.after-end"], read.Problems);
        Assert.Equal(2, read.Tally.Claimed);
    }

    [Fact]
    public void Record_names_in_comments_texts_and_unknown_elements_make_no_records()
    {
        var read = Backup.Read(Backup.Smses(2,
            ["<!-- " + Backup.Sms("hidden") + " -->", Backup.Sms("&lt;sms type=&quot;1&quot; body=&quot;forged&quot;/&gt;"), "<other><inner a='<'/><deep></deep></other>"]));
        read.AddsUp();
        Assert.Equal("<sms type=\"1\" body=\"forged\"/>", read.Only.Text);
        Assert.Equal("other[1]", Assert.Single(read.Skipped).Locator.Path);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE smses [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><smses count=\"1\"><sms type=\"1\" body=\"&b;\"/></smses>", "reading.doctype")]
    [InlineData("", "reading.empty")]
    [InlineData("   \n", "reading.unknown")]
    [InlineData("hello <smses", "reading.unknown")]
    [InlineData("{\"messages\":[]}", "reading.unknown")]
    [InlineData("<html><body/></html>", "reading.not.page")]
    [InlineData("<!DOCTYPE html>\n<html lang=\"en\"></html>", "reading.not.page")]
    [InlineData("<html><body class=\"_5vb_\"><div class=\"_3-95 _a6-g\">Bob</div></body></html>", "chats.meta.html")]
    [InlineData("<!DOCTYPE html><html><body><div class=\"page_wrap\"><div class=\"message\"></div></div></body></html>", "chats.telegram.html")]
    [InlineData("%PDF-1.7\n", "reading.not.pdf")]
    [InlineData("!BDN\u0001", "reading.not.outlook")]
    [InlineData("\u001f\u008b\u0008", "reading.not.packed")]
    [InlineData("<alllogs><log number=\"1\"/></alllogs>", "reading.root")]
    public void What_is_not_a_backup_is_refused_in_words(string content, string word)
    {
        var read = Backup.Read(Encoding.Latin1.GetBytes(content));
        Assert.Null(read.Format);
        Assert.Empty(read.All);
        Assert.Equal([word], read.Problems);
        Assert.True(read.Tally.Loss);
    }

    [Fact]
    public void A_document_type_in_the_middle_stops_the_reading()
    {
        foreach (var middle in new[] { "<!DOCTYPE a [<!ENTITY x 'y'>]>", Backup.Mms("<!DOCTYPE a>", "") })
        {
            var read = Backup.Read(Backup.Smses(Backup.Sms("one"), middle, Backup.Sms("two")));
            read.AddsUp();
            Assert.Contains("reading.doctype", read.Problems);
            Assert.DoesNotContain(read.Items, item => item.Text == "two");
        }
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("windows-1252", false)]
    [InlineData("iso-8859-1", false)]
    public void Other_encodings_give_the_same(string name, bool mark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var text = Backup.Smses(Backup.Sms("café"), Backup.Mms("<part ct=\"image/png\" cl=\"p.png\" data=\"QUJDREVG\"/>", "")).Replace("UTF-8", name, StringComparison.Ordinal);
        byte[] file = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
        var read = Backup.Read(file);
        read.AddsUp();
        Assert.Equal("café", read.Items[0].Text);
        Assert.Empty(read.Problems);
        using var part = new StreamReader(read.Format!.OpenAttachment(ExportFile.Over(new MemoryStream(file)), read.Items[1].Attachments[0]));
        Assert.Equal("ABCDEF", part.ReadToEnd());
    }

    [Theory]
    [InlineData("x-nonsense")]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("ibm037")]
    public void An_encoding_that_cannot_be_is_read_as_utf_8_and_said(string name)
    {
        var read = Backup.Read(Backup.Smses(Backup.Sms("café")).Replace("UTF-8", name, StringComparison.Ordinal));
        Assert.Equal("café", read.Only.Text);
        Assert.Equal(["reading.encoding"], read.Problems);
    }

    [Fact]
    public void Limits_end_the_reading_with_a_sentence()
    {
        var read = Backup.Read(Backup.Smses(Backup.Sms("abc😀def"), Backup.Sms("b"), Backup.Sms("c")), new ReadOptions { MaxRecords = 2, MaxText = 4, MaxRaw = 40 });
        read.AddsUp();
        Assert.Equal(["abc", "b"], read.Items.Select(item => item.Text));
        Assert.Contains("reading.note.cut", read.Items[0].Notes.Select(note => note.Word));
        Assert.EndsWith("[the rest is in the original file]", read.Items[0].Raw, StringComparison.Ordinal);
        Assert.Contains("reading.limit", read.Problems);
    }

    [Fact]
    public void Endless_people_and_endless_names_do_not_fill_the_memory()
    {
        var long_ = new string('9', 200_000);
        var read = Backup.Read(Backup.Smses(Backup.Sms("x", address: long_, type: long_), Backup.Sms("x", address: long_ + "a").Replace("Contact A", long_, StringComparison.Ordinal)));
        read.AddsUp();
        Assert.True(read.Skipped[0].Reason.Values[0]!.ToString()!.Length <= 100);
        Assert.True(read.Items[0].From.Label!.Length <= 200 && read.Items[0].From.Id.Length <= 20_000);

        var many = new Tally();
        var item = read.Items[0];
        for (var i = 0; i < Tally.MostParticipants + 5; i++)
        {
            many.Add(item with { From = new ContactLog.Imports.Numbers.Peer($"{i}", ContactLog.Imports.Numbers.PeerKind.Exact, "") });
        }

        Assert.Equal((Tally.MostParticipants, 5, Tally.MostParticipants + 5), (many.Participants.Count, many.NotListed, many.Incoming));
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Backup.Smses(Backup.Sms("one"), Backup.Sms("two"))));
        var seen = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var _ in ExportReading.Open(ExportFile.Over(file)).Read(stop.Token))
            {
                seen++;
                stop.Cancel();
            }
        });
        Assert.Equal(1, seen);
    }

    [Fact]
    public void Random_backups_add_up_whole_truncated_and_corrupted()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 600; round++)
        {
            var (text, records) = Made(random);
            var whole = Backup.Read(text);
            whole.AddsUp();
            Assert.Equal(records, whole.Tally.Records);
            Assert.Empty(whole.Skipped);

            var bytes = Encoding.UTF8.GetBytes(text);
            var cut = Backup.Read(bytes[..random.Next(bytes.Length - 1)]);
            cut.AddsUp();
            Assert.True(cut.Tally.Records <= records);
            Assert.True(cut.Format is null || cut.Problems.Count > 0, "A truncated file must say so.");
            Assert.Equal(cut.Items.Select(item => item.Key), whole.Items.Take(cut.Items.Count).Select(item => item.Key));

            for (var hits = random.Next(1, 12); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)"<>\"&'/= "[random.Next(8)], _ => 0 };
            }

            if (random.Next(3) == 0)
            {
                var from = random.Next(bytes.Length);
                bytes = [.. bytes[..from], .. bytes[Math.Min(bytes.Length, from + random.Next(200))..]];
            }

            Backup.Read(bytes).AddsUp();
        }
    }

    [Fact]
    public void A_random_flood_of_markup_raises_nothing()
    {
        var random = new Random(7);
        string[] pieces = ["<smses>", "</smses>", "<sms ", "<mms ", "<call ", "<parts>", "<part ", "</mms>", "<addr ", " type=\"1\"", " body=\"", " data=\"", "QUJD", "\"", "/>", ">", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&#55357;", "&", "\0", "é", "<", "<!DOCTYPE", "<x>", "</x>", "\n"];
        for (var round = 0; round < 2000; round++)
        {
            var text = "<smses>" + string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(random.Next(4) == 0 ? pieces.Length : 21)]));
            Backup.Read(text).AddsUp();
        }
    }

    private static (string Text, int Records) Made(Random random)
    {
        string[] words = ["hi", "&#10;", "&#55357;&#56832;", "é", "😀", "&amp;", "null", "", " 'x' ", "&lt;sms "];
        string[] numbers = ["+15550000001", "5550000001", "-1", "", "MyBank", "12345", "group_1@rcs.google.com", "+15550000001~+15550000002"];
        string Word() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => words[random.Next(words.Length)]));
        string Number() => numbers[random.Next(numbers.Length)];
        var records = Enumerable.Range(0, random.Next(8)).Select(_ => random.Next(3) switch
        {
            0 => Backup.Sms(Word(), Number(), $"{random.Next(1, 7)}", $"{random.NextInt64(0, 2_000_000_000_000)}"),
            1 => Backup.Call($"{random.Next(1, 8)}", Number(), $"{random.Next(1, 5)}"),
            _ => Backup.Mms(
                $"<part ct=\"text/plain\" text=\"{Word()}\"/><part ct=\"image/png\" data=\"{Convert.ToBase64String(new byte[random.Next(50)])}\"/>",
                $"<addr address=\"{Number()}\" type=\"{new[] { "137", "151", "130" }[random.Next(3)]}\"/>", $"{random.Next(1, 6)}", Number()),
        }).ToArray();
        return (Backup.Smses(records), records.Length);
    }
}
