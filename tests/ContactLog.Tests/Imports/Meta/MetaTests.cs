using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Meta;
using NodaTime;

namespace ContactLog.Tests.Imports.Meta;

public sealed class MetaTests
{
    private const string Thread =
        """
        {
          "participants": [{"name": "Bob"}, {"name": "Ann"}],
          "messages": [
            {"sender_name": "Bob", "timestamp_ms": 1700000005000, "call_duration": 0, "missed": true, "type": "Call"},
            {"sender_name": "Bob", "timestamp_ms": 1700000004000, "call_duration": 65},
            {"sender_name": "Ann", "timestamp_ms": 1700000003000, "call_duration": 0},
            {"sender_name": "Bob", "timestamp_ms": 1700000002000, "content": "look", "photos": [{"uri": "your_activity_across_facebook/messages/inbox/bob_1/photos/1.jpg", "creation_timestamp": 1700000002}], "ip": "192.0.2.7"},
            {"sender_name": "Bob", "timestamp_ms": 1700000001000, "share": {"link": "https://example.org/a"}, "is_unsent": true},
            {"sender_name": "Ann", "timestamp_ms": 1700000000000, "content": "caf\u00c3\u00a9 \u00f0\u009f\u0098\u0080"},
            {"sender_name": "Bob", "timestamp_ms": 1699999999000, "content": "Bob left", "type": "Unsubscribe"},
            {"timestamp_ms": 0, "content": "who \ud83d"}
          ],
          "title": "Bob",
          "thread_path": "message_requests/bob_1"
        }
        """;

    [Fact]
    public void A_conversation_is_read_with_calls_pictures_and_taken_back_messages()
    {
        var (read, file) = Reads.Together(Reads.Me("Ann"),
            ("dl/your_activity_across_facebook/messages/message_requests/bob_1/message_1.json", Thread), ("dl/your_activity_across_facebook/messages/inbox/bob_1/photos/1.jpg", "JPEG"));
        read.AddsUp();
        Assert.Equal("messenger", read.Format?.Id);
        Assert.Equal((8, 5, 2, 1, 3), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System, read.Tally.Calls));
        var items = read.Items;
        Assert.Equal(["messages[0]", "messages[7]"], [items[0].Locator.Path, items[7].Locator.Path]);
        Assert.Equal((FoundKind.Call, FoundState.Missed), (items[0].Kind, items[0].State));
        Assert.Equal((FoundState.Answered, 65L), (items[1].State, items[1].DurationSeconds));
        Assert.Equal((Direction.Outgoing, FoundState.Placed), (items[2].Direction, items[2].State));
        Assert.Equal("JPEG", read.Format!.Content(file, Assert.Single(items[3].Attachments)));
        Assert.Equal(["chats.note.address"], items[3].NoteWords());
        Assert.Equal(("https://example.org/a", FoundMarks.Deleted | FoundMarks.Request), (items[4].Text, items[4].Marks));
        Assert.Equal(("café 😀", FoundMarks.None, "Bob"), (items[5].Text, items[5].Marks, Assert.Single(items[5].To).Id));
        Assert.Equal((FoundState.Notice, "Messenger"), (items[6].State, items[6].Platform));
        Assert.Equal((null, "unknown", "who \uFFFD"), (items[7].At, items[7].From.Id, items[7].Text));
        Assert.Equal((FoundKind.Social, TimeBasis.Epoch, Instant.FromUnixTimeSeconds(1700000002)), (items[3].Kind, items[3].Basis, items[3].At));
        Assert.Equal((byte)'{', Encoding.UTF8.GetBytes(Thread)[items[3].Locator.Byte!.Value]);

        // Without an answer everybody is somebody else, and the keys stay.
        var unknown = Reads.Text(Thread);
        Assert.Equal((7, 0), (unknown.Tally.Incoming, unknown.Tally.Outgoing));
        Assert.Contains("chats.me", unknown.Problems);
        Assert.Equal(items.Select(item => item.Key), unknown.Items.Select(item => item.Key));
        Assert.Equal("Messenger or Instagram", Reads.Text(Thread.Replace("facebook", "x", StringComparison.Ordinal)).Items[0].Platform);
    }

    [Fact]
    public void Instagram_says_so_in_its_own_fields()
    {
        var read = Reads.Text(Thread.Replace("your_activity_across_facebook", "your_instagram_activity", StringComparison.Ordinal));
        Assert.Equal(("instagram", "Instagram"), (read.Format?.Id, read.Items[0].Platform));
        Assert.Equal("messenger", Reads.Text(Thread.Replace("look", "see instagram.com", StringComparison.Ordinal)).Format?.Id);
    }

    [Theory]
    [InlineData("caf\u00c3\u00a9", "café")]
    [InlineData("café", "café")]
    [InlineData("\u00c3", "\u00c3")]
    [InlineData("日本 \u00c3\u00a9", "日本 \u00c3\u00a9")]
    [InlineData("plain", "plain")]
    public void Only_what_is_damaged_is_mended(string text, string mended) => Assert.Equal(mended, MetaReader.Mended(text));

    [Fact]
    public void Places_outside_the_download_are_never_looked_at()
    {
        foreach (var uri in new[] { "../x.jpg", "https://example.org/x.jpg", "a/../../x.jpg" })
        {
            var (read, _) = Reads.Together(null, ("m.json", Thread.Replace("your_activity_across_facebook/messages/inbox/bob_1/photos/1.jpg", uri, StringComparison.Ordinal)), ("../x.jpg", "secret"), ("x.jpg", "secret"), (uri, "secret"));
            Assert.Equal(0, Assert.Single(read.Items[3].Attachments).Size);
        }
    }

    [Fact]
    public void Damaged_files_read_as_far_as_they_are_whole_and_say_so()
    {
        var read = Reads.Text(Thread[..Thread.IndexOf("Unsubscribe", StringComparison.Ordinal)]);
        read.AddsUp();
        Assert.Equal(6, read.Items.Count);
        Assert.Equal("reading.skip.truncated", Assert.Single(read.Skipped).Reason.Word);
        Assert.Contains("reading.truncated", read.Problems);
        Reads.SurvivesDamage(Encoding.UTF8.GetBytes(Thread), 1000, 11, Reads.Me("Ann"));
    }

    [Fact]
    public void Every_fixture_gives_the_expected_counts()
    {
        foreach (var row in Fixtures.Expected("meta-json"))
        {
            using var stream = File.OpenRead(Fixtures.PathOf(row[0]));
            var read = SmsBackupRestore.Backup.Read(ExportFile.Over(stream, row[0]), Reads.Me("Test User"));
            read.AddsUp();
            Assert.Equal("messenger", read.Format?.Id);
            Assert.Equal(int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture), read.Tally.Records);
            Assert.All(read.Items, item => Assert.Equal("Messenger", item.Platform));
            Assert.Empty(read.Skipped);
        }

        if (Fixtures.Folder is null)
        {
            return;
        }

        // By hand from the files.
        const string root = "meta-json/kenn-io__msgvault/";
        var simple = Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf(root + "json_simple/your_activity_across_facebook/messages/inbox/alice_ABC123/message_1.json")), Reads.Me("Test User"));
        Assert.Equal(["See you soon", "café time?", "Hello"], simple.Items.Select(item => item.Text));
        Assert.Equal((1, 2), (simple.Tally.Incoming, simple.Tally.Outgoing));
        Assert.Equal((Instant.FromUnixTimeSeconds(1600000000), Instant.FromUnixTimeSeconds(1600000120)), (simple.Tally.First, simple.Tally.Last));
        var e2ee = Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf(root + "e2ee_simple/your_activity_across_facebook/messages/alice_1.json")), Reads.Me("Test User"));
        Assert.Equal(["Hello", "café time?", "See you soon", "oops"], e2ee.Items.Select(item => item.Text));
        Assert.Equal(FoundMarks.Deleted, e2ee.Items[3].Marks);
        var other = Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf(root + "json_nontext/your_activity_across_facebook/messages/inbox/sam_NONTXT/message_1.json")), Reads.Me("Test User"));
        Assert.Equal((2, 3, 1, 2), (other.Tally.Incoming, other.Tally.Outgoing, other.Tally.System, other.Tally.Calls));
        Assert.Equal([FoundState.Placed, FoundState.Missed], other.Items.Where(item => item.Kind == FoundKind.Call).Select(item => item.State));
    }

    [Fact]
    public void Of_a_call_without_a_length_it_is_only_said_that_it_came()
    {
        var read = Reads.Text("""{"participants":["Bob","Ann"],"threadName":"Bob_1","messages":[{"senderName":"Bob","timestamp":1700000000000,"type":"call","text":"Bob started a video chat","media":[]}]}""", Reads.Me("Ann"));
        Assert.Equal((FoundKind.Call, FoundState.Received, "Bob started a video chat"), (read.Only.Kind, read.Only.State, read.Only.Text));
    }

    [Fact]
    public void A_call_of_no_length_was_not_taken_and_times_in_seconds_are_told_by_size()
    {
        var read = Reads.Text("""{"participants":[{"name":"Bob"},{"name":"Ann"}],"messages":[{"sender_name":"Bob","timestamp_ms":1700000000000,"type":"Call","call_duration":0},{"sender_name":"Bob","timestamp_ms":"1700000001","content":5}]}""", Reads.Me("Ann"));
        read.AddsUp();
        Assert.Equal(FoundState.Missed, read.Items[0].State);
        Assert.Equal((Instant.FromUnixTimeSeconds(1700000001), "5"), (read.Items[1].At, read.Items[1].Text));
    }

    // Instagram tells of a call in two lines of words, when it began and when it was over: counted as two messages, and never as a call.
    [Theory]
    [InlineData("Bob", "Bob started an audio call", FoundKind.Call, FoundState.Received)]
    [InlineData("Bob", "You missed a video chat", FoundKind.Call, FoundState.Missed)]
    [InlineData("Bob", "You missed a call from Bob.", FoundKind.Call, FoundState.Missed)]
    [InlineData("Bob", "Bob called you.", FoundKind.Call, FoundState.Received)]
    [InlineData("Ann", "Bob missed your call.", FoundKind.Call, FoundState.Placed)]
    [InlineData("Ann", "You started a video chat", FoundKind.Call, FoundState.Placed)]
    [InlineData("Bob", "Audio call ended", FoundKind.Social, FoundState.Notice)]
    [InlineData("Bob", "The video chat ended.", FoundKind.Social, FoundState.Notice)]
    [InlineData("Bob", "You missed a call, pick up or I come over", FoundKind.Social, FoundState.Received)]
    [InlineData("Bob", "I know who called you. Tell me", FoundKind.Social, FoundState.Received)]
    [InlineData("Bob", "Your boss called you.", FoundKind.Social, FoundState.Received)]
    [InlineData("Bob", "You started a call", FoundKind.Social, FoundState.Received)]
    [InlineData("Bob", "Your mother missed your call", FoundKind.Social, FoundState.Received)]
    [InlineData("Bob", "the call ended because of you", FoundKind.Social, FoundState.Received)]
    public void A_call_that_is_told_of_in_words_is_one_call(string sender, string words, FoundKind kind, FoundState state)
    {
        static string Of(string sender, string words) => "{\"participants\":[{\"name\":\"Bob\"},{\"name\":\"Ann\"}],\"messages\":[{\"sender_name\":\"" + sender + "\",\"timestamp_ms\":1700000005000,\"content\":\"" + words + "\"}],\"thread_path\":\"inbox/bob_1\"}";
        var read = Reads.Text(Of(sender, words), Reads.Me("Ann"));
        read.AddsUp();
        Assert.Equal((kind, state, words), (read.Only.Kind, read.Only.State, read.Only.Text));
        Assert.Equal(kind == FoundKind.Call, read.Only.NoteWords().Contains("chats.note.call-words"));
        Assert.Equal(kind == FoundKind.Call ? 1 : 0, read.Tally.Calls);
    }
}
