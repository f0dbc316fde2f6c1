using System.Security.Cryptography;
using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Tests.Imports.Signal;

public sealed class SignalTests
{
    private static readonly byte[] s_hash = [1, 2, 3];
    private static readonly byte[] s_key = [4, 5];

    private static readonly string s_main = string.Join('\n',
        """{"version":"1","backupTimeMs":"1700000099000"}""",
        """{"account":{"profileKey":"AA==","givenName":"Ann"}}""",
        """{"recipient":{"id":"1","self":{}}}""",
        """{"recipient":{"id":"2","contact":{"aci":"AQID","e164":"15550001111","profileGivenName":"Bob"}}}""",
        """{"recipient":{"id":"3","contact":{"aci":"BAUG","profileGivenName":"Max"}}}""",
        """{"recipient":{"id":"4","group":{"snapshot":{"title":{"title":"All of us"}}}}}""",
        """{"chat":{"id":"10","recipientId":"2","expirationTimerMs":"3600000"}}""",
        """{"chat":{"id":"11","recipientId":"4"}}""",
        """{"chatItem":{"chatId":"10","authorId":"2","dateSent":"1700000000000","incoming":{"dateReceived":"1700003600000","read":true},"standardMessage":{"text":{"body":"pick up"},"reactions":[{"emoji":"x"}]},"revisions":[{"chatId":"10","authorId":"2","dateSent":"1699999999000","incoming":{},"standardMessage":{"text":{"body":"pick up or else"}}}],"expiresInMs":"3600000"}}""",
        """{"chatItem":{"chatId":"10","authorId":"1","dateSent":"1700000001000","outgoing":{"sendStatus":[]},"standardMessage":{"text":{"body":"no"}}}}""",
        """{"chatItem":{"chatId":"10","authorId":"2","dateSent":"1700000002000","incoming":{},"remoteDeletedMessage":{}}}""",
        """{"chatItem":{"chatId":"10","authorId":"2","dateSent":"1700000003000","directionless":{},"updateMessage":{"individualCall":{"type":"AUDIO_CALL","direction":"INCOMING","state":"MISSED","startedCallTimestamp":"1700000003000"}}}}""",
        """{"chatItem":{"chatId":"10","authorId":"1","dateSent":"1700000004000","directionless":{},"updateMessage":{"individualCall":{"type":"VIDEO_CALL","direction":"OUTGOING","state":"ACCEPTED","startedCallTimestamp":"1700000004000"}}}}""",
        """{"chatItem":{"chatId":"10","authorId":"2","dateSent":"1700000005000","directionless":{},"updateMessage":{"simpleUpdate":{"type":"IDENTITY_UPDATE"}}}}""",
        """{"chatItem":{"chatId":"11","authorId":"3","dateSent":"1700000006000","incoming":{},"viewOnceMessage":{}}}""",
        """{"chatItem":{"chatId":"11","authorId":"3","dateSent":"1700000007000","incoming":{},"standardMessage":{"attachments":[{"pointer":{"contentType":"image/jpeg","locatorInfo":{"plaintextHash":"AQID","localKey":"BAU=","size":4}}}]}}}""",
        """{"chatItem":{"chatId":"11","authorId":"3","dateSent":"1700000008000","incoming":{},"standardMess""");

    [Fact]
    public void The_export_of_signal_is_read_with_every_wording()
    {
        var media = Convert.ToHexStringLower(SHA256.HashData([.. s_hash, .. s_key]));
        var (read, file) = Reads.Together(null, ("s/main.jsonl", s_main), ($"s/files/{media[..2]}/{media}.jpg", "JPEG"));
        read.AddsUp();
        Assert.Equal("signal", read.Format?.Id);
        Assert.Equal((9, 5, 2, 1, 2), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System, read.Tally.Calls));
        var items = read.Items;
        Assert.Equal(("pick up", "+15550001111", "Bob"), (items[0].Text, items[0].From.Id, items[0].From.Label));
        Assert.Equal(FoundMarks.Edited | FoundMarks.Disappearing, items[0].Marks);
        Assert.Equal(["chats.note.earlier", "chats.note.received"], items[0].NoteWords());
        Assert.Equal("pick up or else", items[0].Notes[0].Values[0]);
        Assert.Equal(Instant.FromUnixTimeSeconds(1700000000), items[0].At);
        Assert.Equal("+15550001111", Assert.Single(items[1].To).Id);
        Assert.Equal(FoundMarks.Deleted, items[2].Marks);
        Assert.Equal((FoundKind.Call, FoundState.Missed, Direction.Incoming), (items[3].Kind, items[3].State, items[3].Direction));
        Assert.Equal((FoundState.Placed, Direction.Outgoing), (items[4].State, items[4].Direction));
        Assert.Equal(FoundState.Notice, items[5].State);
        Assert.Equal((FoundMarks.ViewOnce | FoundMarks.MediaLeftOut, PeerKind.Account, "Max"), (items[6].Marks, items[6].From.Kind, items[6].From.Label));
        Assert.Equal("JPEG", read.Format!.Content(file, Assert.Single(items[7].Attachments)));
        Assert.Equal("line[17]", Assert.Single(read.Skipped).Locator.Path);
        Assert.Equal(Instant.FromUnixTimeSeconds(1700000099), read.Tally.MadeAt);
        Assert.Contains("chats.disappearing", read.Problems);
    }

    [Fact]
    public void The_text_of_the_desktop_tools_is_read()
    {
        var read = Reads.Text("[2019-05-29, 15:04] Me: How is\neveryone?\n[2019-05-29, 15:10] Aya: fine: really\n\n[2019-05-29, 15:12] +1 555 000 1111: hi\n", Reads.In("Europe/Berlin"));
        read.AddsUp();
        Assert.Equal("signal", read.Format?.Id);
        Assert.Equal((2, 1), (read.Tally.Incoming, read.Tally.Outgoing));
        Assert.Equal(["How is\neveryone?", "fine: really", "hi"], read.Items.Select(item => item.Text));
        Assert.Equal(["self", "Aya", "+15550001111"], read.Items.Select(item => item.From.Id));
        Assert.Equal(("2019-05-29 15:04:00", Instant.FromUtc(2019, 5, 29, 13, 4), "Europe/Berlin"), (read.Items[0].WallText(), read.Items[0].At, read.Items[0].Zone));

        // With seconds it is a telephone's WhatsApp.
        Assert.Equal("whatsapp", Reads.Text("[2019-05-29, 15:04:10] Me: x\n").Format?.Id);
    }

    [Fact]
    public void The_fixture_gives_the_expected_messages()
    {
        if (Fixtures.Folder is null)
        {
            return;
        }

        var read = Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf("signal/joweich__chat-miner/test/signal/test_export.txt")));
        read.AddsUp();
        Assert.Equal(["Jane Doe: Hello John!", "John Doe: Hello\nJane!"], read.Items.Select(item => item.From.Id + ": " + item.Text));
        Assert.Equal(["2019-12-24 12:23:00", "2020-01-17 21:49:00"], read.Items.Select(Reads.WallText));
    }

    [Fact]
    public void Damaged_files_read_as_far_as_they_are_whole()
    {
        Reads.SurvivesDamage(Encoding.UTF8.GetBytes(s_main), 600, 13);
        Reads.SurvivesDamage(Encoding.UTF8.GetBytes("[2019-05-29, 15:04] Me: How is\neveryone?\n[2019-05-29, 15:10] Aya: fine: really\n"), 300, 14);
    }

    [Fact]
    public void Nothing_is_said_of_a_call_that_the_file_does_not_say()
    {
        static string Of(string call) => """{"version":"1","backupTimeMs":"1700000099000"}""" + "\n" + """{"recipient":{"id":"2","contact":{"e164":"15550001111"}}}""" + "\n" + """{"chat":{"id":"10","recipientId":"2"}}""" + "\n"
            + """{"chatItem":{"chatId":"10","authorId":"2","dateSent":"1700000003000","directionless":{},"updateMessage":{"individualCall":{""" + call + "}}}}\n";
        var item = Reads.Text(Of("\"direction\":\"INCOMING\",\"state\":\"UNKNOWN_STATE\",\"startedCallTimestamp\":\"0\"")).Only;
        Assert.Equal((FoundKind.Call, FoundState.Received, Instant.FromUnixTimeMilliseconds(1700000003000)), (item.Kind, item.State, item.At));
        Assert.Equal(Direction.System, Reads.Text(Of("\"state\":\"MISSED\"")).Only.Direction);

        // Signal leaves out what was set to disappear whether or not anything in the file shows that it ever was.
        Assert.Equal(["chats.disappearing.never"], Reads.Text(Of("\"direction\":\"INCOMING\",\"state\":\"MISSED\"")).Problems);
    }

    [Fact]
    public void No_line_with_a_time_of_its_own_becomes_a_part_of_her_message()
    {
        var read = Reads.Text("[2019-05-29, 15:04] Bob: hi\n[2019-05-29, 15:06] Me: I admit I lied\n[2019-05-29, 15:07] Bob\n[2019-05-29, 15:08] Missed call\nmore\n[2019-02-30, 15:08] Bob: odd day\n[2019-05-29, 15:09] Bob: last\n");
        read.AddsUp();
        Assert.Equal(["hi", "I admit I lied", "Bob", "Missed call\nmore", "odd day", "last"], read.Items.Select(item => item.Text));
        Assert.Equal((5, 1), (read.Tally.Incoming, read.Tally.Outgoing));
        Assert.True(read.Items[2].SenderUncertain && read.Items[3].SenderUncertain);
        Assert.Equal(["chats.note.no-sender"], read.Items[3].NoteWords());
        Assert.Equal(("Bob", null), (read.Items[4].From.Id, read.Items[4].WallText()));
        Assert.Contains("reading.note.no-time", read.Items[4].NoteWords());
    }

    [Fact]
    public void Her_messages_in_the_text_form_are_written_to_the_others_in_it()
    {
        var read = Reads.Text("[2019-05-29, 15:04] Me: stop\n[2019-05-29, 15:05] Bob: no\n[2019-05-29, 15:06] Me: stop it\n");
        read.AddsUp();
        Assert.All(read.Items.Where(item => item.Direction == Direction.Outgoing), item => Assert.Equal(("Bob", "Bob"), (Assert.Single(item.To).Id, Assert.Single(item.Participants).Id)));
        Assert.Equal("Bob", Assert.Single(read.Items[1].Participants).Id);
    }

    [Fact]
    public void A_heading_before_the_text_form_makes_it_nothing_else()
    {
        var read = Reads.Text("Exporter line\nanother\n\n[2019-05-29, 15:04] Me: hi\n[2019-05-29, 15:05] Bob: hey\n");
        read.AddsUp();
        Assert.Equal("signal", read.Format?.Id);
        Assert.Equal((1, 1), (read.Tally.Incoming, read.Tally.Outgoing));
        Assert.Equal("whatsapp.skip.before", Assert.Single(read.Skipped).Reason.Word);
    }

    [Theory]
    [InlineData("""[{"recipientId":"2","failed":{"reason":"NETWORK"}}]""", FoundState.Failed)]
    [InlineData("""[{"recipientId":"2","failed":{}},{"recipientId":"3","skipped":{}}]""", FoundState.Failed)]
    [InlineData("""[{"recipientId":"2","failed":{}},{"recipientId":"3","delivered":{}}]""", FoundState.Sent)]
    [InlineData("""[{"recipientId":"2","pending":{}}]""", FoundState.Waiting)]
    [InlineData("""[{"recipientId":"2","sent":{}}]""", FoundState.Sent)]
    [InlineData("[]", FoundState.Sent)]
    public void What_never_went_out_is_not_called_sent(string status, FoundState state)
    {
        var read = Reads.Text(s_main.Replace("\"sendStatus\":[]", "\"sendStatus\":" + status, StringComparison.Ordinal));
        Assert.Equal((Direction.Outgoing, state, "no"), (read.Items[1].Direction, read.Items[1].State, read.Items[1].Text));
    }

    [Fact]
    public void Something_of_an_unknown_kind_says_so()
    {
        var read = Reads.Text(s_main.Replace("\"remoteDeletedMessage\":{}", "\"futureMessage\":{\"x\":1}", StringComparison.Ordinal));
        read.AddsUp();
        Assert.Equal((Direction.Incoming, ""), (read.Items[2].Direction, read.Items[2].Text));
        Assert.Equal(["chats.note.unknown-kind"], read.Items[2].NoteWords());

        // A badge has no words either: that it is there is all that can be said.
        Assert.Equal(["chats.note.unknown-kind"], Reads.Text(s_main.Replace("\"remoteDeletedMessage\":{}", "\"giftBadge\":{}", StringComparison.Ordinal)).Items[2].NoteWords());
    }

    // A pin or a timer is no message of his, also where a backup says that it came in.
    [Theory]
    [InlineData("\"pinMessage\":{\"targetSentTimestamp\":\"1700000000000\"}")]
    [InlineData("\"expirationTimerChange\":{\"expiresInMs\":\"86400000\"}")]
    [InlineData("\"groupCall\":{\"state\":\"GENERIC\",\"startedCallTimestamp\":\"1700000000000\"}")]
    public void A_line_of_the_app_is_no_message_whichever_way_it_is_said_to_have_come(string update)
    {
        foreach (var way in new[] { "incoming", "outgoing", "directionless" })
        {
            var read = Reads.Text("{\"version\":\"1\",\"backupTimeMs\":\"1700000099000\"}\n{\"recipient\":{\"id\":\"2\",\"contact\":{\"aci\":\"AQID\",\"e164\":\"15550001111\"}}}\n{\"chat\":{\"id\":\"10\",\"recipientId\":\"2\"}}\n"
                + "{\"chatItem\":{\"chatId\":\"10\",\"authorId\":\"2\",\"dateSent\":\"1700000003000\",\"" + way + "\":{},\"updateMessage\":{" + update + "}}}\n");
            Assert.Equal((Direction.System, FoundState.Notice), (read.Only.Direction, read.Only.State));
        }
    }
}
