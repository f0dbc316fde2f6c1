using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Tests.Imports.Telegram;

public sealed class TelegramTests
{
    private const string Chat =
        """
        {
         "name": "Bob", "type": "personal_chat", "id": 111,
         "messages": [
          {"id": 1, "type": "service", "date": "2023-11-14T23:13:20", "date_unixtime": "1700000000", "actor": "Bob", "actor_id": "user111", "action": "phone_call", "discard_reason": "missed", "text": ""},
          {"id": 2, "type": "service", "date": "2023-11-14T23:13:21", "date_unixtime": "1700000001", "actor": "Ann", "actor_id": "user222", "action": "phone_call", "duration_seconds": 12, "discard_reason": "hangup", "text": ""},
          {"id": 3, "type": "message", "date": "2023-11-14T23:13:22", "date_unixtime": "1700000002", "from": "Bob", "from_id": "user111", "text": ["see ", {"type": "link", "text": "https://a.example"}, "!"], "edited": "2023-11-14T23:13:29", "forwarded_from": "Max"},
          {"id": 4, "type": "message", "date": "2023-11-14T23:13:23", "date_unixtime": "1700000003", "from": null, "from_id": "user111", "photo": "photos/p.jpg", "width": 1, "text": ""},
          {"id": 5, "type": "message", "date": "2023-11-14T23:13:24", "date_unixtime": "1700000004", "from": "Ann", "from_id": "user222", "file": "(File not included. Change data exporting settings to download.)", "file_name": "a.pdf", "text": "no"},
          {"id": 6, "type": "service", "date": "2023-11-14T23:13:25", "date_unixtime": "1700000005", "actor": "Bob", "actor_id": "user111", "action": "pin_message", "text": ""},
          {"id": 7, "type": "message", "date": "2023-11-14T23:13:26", "from": "Bob", "from_id": "user111", "text": "old", "location_information": {"latitude": 48.1, "longitude": 11.5}}
         ]
        }
        """;

    [Fact]
    public void A_conversation_of_two_tells_by_itself_who_is_who()
    {
        var (read, file) = Reads.Together(Reads.In("Europe/Berlin"), ("x/result.json", Chat), ("x/photos/p.jpg", "JPEG"));
        read.AddsUp();
        Assert.Equal("telegram", read.Format?.Id);
        Assert.Equal((7, 4, 2, 1, 2), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System, read.Tally.Calls));
        var items = read.Items;
        Assert.Equal(FoundState.Missed, items[0].State);
        Assert.Equal((FoundState.Placed, 12L, "user111"), (items[1].State, items[1].DurationSeconds, Assert.Single(items[1].To).Id));
        Assert.Equal(("see https://a.example!", FoundMarks.Forwarded), (items[2].Text, items[2].Marks));
        Assert.Equal(["chats.note.edited"], items[2].NoteWords());
        Assert.Equal(("user111", PeerKind.Account), (items[3].From.Id, items[3].From.Kind));
        Assert.Equal("JPEG", read.Format!.Content(file, Assert.Single(items[3].Attachments)));
        Assert.Equal(("a.pdf", 0L, FoundMarks.MediaLeftOut), (items[4].Attachments[0].Name, items[4].Attachments[0].Size, items[4].Marks));
        Assert.Equal(FoundState.Notice, items[5].State);
        Assert.Equal((TimeBasis.Local, Instant.FromUnixTimeSeconds(1700000006), "old\n48.1, 11.5"), (items[6].Basis, items[6].At, items[6].Text));
        Assert.Equal(Offset.FromHours(1), Assert.Single(read.Tally.Offsets).Offset);
        Assert.Equal(["chats.missing"], read.Problems);
        Assert.Equal("messages[3]", items[3].Locator.Path);
    }

    [Theory]
    [InlineData("111", "222")]
    [InlineData("\"111\"", "\"222\"")]
    [InlineData("4294967407", "4294967518")]
    public void Numbers_without_the_word_before_them_do_not_make_his_messages_hers(string his, string hers)
    {
        var read = Reads.Text("{\"name\":\"Bob\",\"type\":\"personal_chat\",\"id\":111,\"messages\":["
            + string.Join(',', new[] { ("Bob", his), ("Ann", hers), ("Bob", his), ("News", "\"channel9\"") }.Select((one, i) => $"{{\"id\":{i},\"type\":\"message\",\"date_unixtime\":\"170000000{i}\",\"from\":\"{one.Item1}\",\"from_id\":{one.Item2},\"text\":\"x\"}}")) + "]}");
        read.AddsUp();
        Assert.Equal([Direction.Incoming, Direction.Outgoing, Direction.Incoming, Direction.Incoming], read.Items.Select(item => item.Direction));
        Assert.Equal(read.Items[0].From.Id, Assert.Single(read.Items[1].To).Id);
        Assert.Equal(["chats.me"], read.Problems);
    }

    [Fact]
    public void Where_no_number_is_that_of_the_chat_nobody_is_taken_for_her_by_his_name()
    {
        var read = Reads.Text("""{"name":"Bob","type":"personal_chat","id":111,"messages":[{"id":1,"type":"message","date_unixtime":"1700000000","from":"Bob","from_id":"user7","text":"x"},{"id":2,"type":"message","date_unixtime":"1700000001","from":"Ann","from_id":"user8","text":"x"},{"id":3,"type":"message","date_unixtime":"1700000002","from":"Max","from_id":"user9","text":"x"}]}""");
        Assert.Equal([Direction.Incoming, Direction.Outgoing, Direction.Incoming], read.Items.Select(item => item.Direction));
        Assert.Equal(["chats.me"], read.Problems);
    }

    [Fact]
    public void A_conversation_with_its_pictures_has_the_keys_of_the_one_without()
    {
        var without = Reads.Text(Chat.Replace("photos/p.jpg", "(File not included. Change data exporting settings to download.)", StringComparison.Ordinal), Reads.In("Europe/Berlin"));
        var (read, _) = Reads.Together(Reads.In("Europe/Berlin"), ("x/result.json", Chat), ("x/photos/p.jpg", "JPEG"));
        Assert.Equal(without.Items.Select(item => (item.Key, item.KeyOrdinal)), read.Items.Select(item => (item.Key, item.KeyOrdinal)));
        Assert.NotEqual(without.Items[3].EarlierKey, read.Items[3].EarlierKey);
        Assert.Equal([3, 4], Enumerable.Range(0, 7).Where(i => read.Items[i].EarlierKey is not null));
    }

    [Fact]
    public void A_name_of_a_megabyte_is_cut()
    {
        var read = Reads.Text(Chat.Replace("Bob", new string('B', 100_000), StringComparison.Ordinal));
        read.AddsUp();
        Assert.All(read.Items, item => Assert.InRange(item.From.Written.Length + (item.From.Label?.Length ?? 0), 0, 640));
    }

    [Fact]
    public void A_full_export_names_her_account_and_a_group_alone_does_not()
    {
        var group = "{\"name\":\"G\",\"type\":\"private_group\",\"id\":5,\"messages\":[{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1700000000\",\"from\":\"Ann\",\"from_id\":\"user222\",\"text\":\"hi\"}]}";
        var read = Reads.Text("{\"personal_information\":{\"user_id\":222,\"first_name\":\"Ann\"},\"chats\":{\"about\":\"x\",\"list\":[" + group + "]},\"left_chats\":{\"list\":[" + group + "]}}");
        read.AddsUp();
        Assert.Equal((2, 0), (read.Tally.Outgoing, read.Tally.Incoming));
        Assert.Equal(["chats.list[0].messages[0]", "left_chats.list[0].messages[0]"], read.Items.Select(item => item.Locator.Path));
        Assert.Empty(read.Problems);

        read = Reads.Text(group);
        Assert.Equal((0, 1), (read.Tally.Outgoing, read.Tally.Incoming));
        Assert.Equal(["chats.me"], read.Problems);
        Assert.Equal(1, Reads.Text(group, Reads.Me("Ann")).Tally.Outgoing);
        Assert.Equal(1, Reads.Text(group, Reads.Me("user222")).Tally.Outgoing);
    }

    [Fact]
    public void Damaged_files_read_as_far_as_they_are_whole() => Reads.SurvivesDamage(Encoding.UTF8.GetBytes(Chat), 1000, 12);

    [Fact]
    public void Every_fixture_gives_the_expected_messages()
    {
        foreach (var row in Fixtures.Expected("telegram"))
        {
            var read = Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf(row[0])));
            read.AddsUp();
            Assert.Equal("telegram", read.Format?.Id);
            Assert.Equal(["Author 1: Minimal Message", "Author 2: Link:https://telegram.org/"], read.Items.Select(item => item.From.Id + ": " + item.Text));
            Assert.Equal([Instant.FromUtc(2018, 12, 5, 10, 39, 10), Instant.FromUtc(2018, 12, 5, 10, 49, 24)], read.Items.Select(item => item.At!.Value));
        }
    }

    [Theory]
    [InlineData("suggest_profile_photo", "\"photo\":\"photos/p.jpg\"", "suggest profile photo", 1)]
    [InlineData("send_premium_gift", "\"cost\":\"$4.99\",\"months\":3", "send premium gift $4.99", 0)]
    public void What_he_sends_by_a_button_is_his_message(string action, string more, string text, int files)
    {
        var read = Reads.Text($$"""{"name":"Bob","type":"personal_chat","id":111,"messages":[{"id":1,"type":"service","date":"2023-11-14T23:13:20","date_unixtime":"1700000000","actor":"Bob","actor_id":"user111","action":"{{action}}",{{more}},"text":""}]}""");
        read.AddsUp();
        Assert.Equal((Direction.Incoming, FoundKind.Text, text, files), (read.Only.Direction, read.Only.Kind, read.Only.Text, read.Only.Attachments.Count));
        Assert.Equal("user111", read.Only.From.Id);
    }

    [Fact]
    public void A_text_that_is_a_number_is_kept()
    {
        var read = Reads.Text("""{"name":"Bob","type":"personal_chat","id":"111","messages":[{"id":1,"type":"message","date":"2023-11-14T23:13:20","date_unixtime":1700000000,"from":"Bob","from_id":"user111","text":112}]}""");
        Assert.Equal(("112", Instant.FromUnixTimeSeconds(1700000000)), (read.Only.Text, read.Only.At));
    }

    [Fact]
    public void His_number_tells_him_from_her_when_he_takes_her_name()
    {
        const string chat = """{"name":"Maria","type":"personal_chat","id":123,"messages":[{"id":1,"type":"message","date_unixtime":"1647153000","from":"Maria","from_id":"user123","text":"x"},{"id":2,"type":"message","date_unixtime":"1647153060","from":"Maria","from_id":"user9","text":"stop"}]}""";
        var read = Reads.Text(chat, Reads.Me("Maria"));
        read.AddsUp();
        Assert.Equal([Direction.Incoming, Direction.Outgoing], read.Items.Select(item => item.Direction));
        Assert.Equal("user123", Assert.Single(read.Items[1].To).Id);

        // Her own number is stronger than her name, also that of the chat with herself.
        Assert.Equal(Direction.Outgoing, Reads.Text(chat, Reads.Me("user123")).Items[0].Direction);
    }

    // What the program cannot say is said to be so: an empty line in the report would look like an empty message.
    [Theory]
    [InlineData("\"todo_list\": {\"title\": \"x\"}", true)]
    [InlineData("\"story\": \"x\"", true)]
    [InlineData("\"sticker_emoji\": \"x\"", false)]
    [InlineData("\"photo\": \"(File not included.)\"", false)]
    public void A_message_of_a_kind_that_is_not_known_says_so(string content, bool said)
    {
        var item = Reads.Text("{\"name\":\"Bob\",\"type\":\"personal_chat\",\"id\":111,\"messages\":[{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1700000000\",\"from\":\"Bob\",\"from_id\":\"user111\"," + content + ",\"text\":\"\"}]}").Only;
        Assert.Equal(said, item.NoteWords().Contains("chats.note.unknown-kind"));
    }

    [Theory]
    [InlineData("\"discard_reason\":\"missed\"", FoundState.Missed, null)]
    [InlineData("\"discard_reason\":\"hangup\",\"duration_seconds\":12", FoundState.Answered, 12L)]
    [InlineData("\"discard_reason\":\"\"", FoundState.Received, null)]
    public void A_call_that_others_can_join_is_a_call(string what, FoundState state, long? seconds)
    {
        var item = Reads.Text("{\"name\":\"Bob\",\"type\":\"personal_chat\",\"id\":111,\"messages\":[{\"id\":1,\"type\":\"service\",\"date_unixtime\":\"1700000000\",\"actor\":\"Bob\",\"actor_id\":\"user111\",\"action\":\"conference_call\"," + what + ",\"text\":\"\"}]}").Only;
        Assert.Equal((FoundKind.Call, Direction.Incoming, state, seconds), (item.Kind, item.Direction, item.State, item.DurationSeconds));
    }
}
