using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Tests.Imports.SmsBackupRestore;
using NodaTime;

namespace ContactLog.Tests.Imports.GoogleVoice;

public sealed class VoiceTests
{
    private const string Tags = "<div class=\"tags\">Labels: <a rel=\"tag\" href=\"http://www.google.com/voice#{0}\">x</a></div><div class=\"deletedStatusContainer\">User Deleted: False</div></body></html>";

    [Fact]
    public void A_conversation_is_read_with_its_files()
    {
        var page = Texts(
            Message("2023-12-20T13:49:36.419-05:00", "<a class=\"tel\" href=\"tel:+13125550142\"><span class=\"fn\">Sam</span></a>", "one<br>two &lt;3", "<div><img src=\"Sam - Text - 2023-12-20T18_49_36Z-1-1\" alt=\"Image MMS Attachment\" /></div>"),
            Message("2023-12-20T13:50:00.000-05:00", "<a class=\"tel\" href=\"tel:+13125550100\"><abbr class=\"fn\" title=\"\">Ich</abbr></a>", "stop"));
        var read = Read(page, "Voice/Calls/Sam - Text - 2023-12-20T18_49_36Z.html", ("Voice/Calls/Sam - Text - 2023-12-20T18_49_36Z-1-1.jpg", [0xFF, 0xD8, 0xFF, 1]));

        Assert.Equal(["one\ntwo <3", "stop"], read.Items.Select(item => item.Text));
        Assert.Equal([Direction.Incoming, Direction.Outgoing], read.Items.Select(item => item.Direction));
        Assert.Equal(("+13125550142", "Sam", "Google Voice"), (read.Items[0].From.Id, read.Items[0].From.Label, read.Items[0].Platform));
        Assert.Equal(["+13125550142"], read.Items[1].To.Select(peer => peer.Id));
        Assert.Equal((Instant.FromUtc(2023, 12, 20, 18, 49, 36).PlusNanoseconds(419_000_000), TimeBasis.Offset), (read.Items[0].At!.Value, read.Items[0].Basis));
        var picture = Assert.Single(read.Items[0].Attachments);
        Assert.Equal(("Sam - Text - 2023-12-20T18_49_36Z-1-1.jpg", "image/jpeg", 4L), (picture.Name, picture.ContentType, picture.Size));
        Assert.Equal((Offset.FromHours(-5), 2), Assert.Single(read.Tally.Offsets));
    }

    [Theory]
    [InlineData("missed", FoundState.Missed, FoundKind.Call, Direction.Incoming)]
    [InlineData("received", FoundState.Answered, FoundKind.Call, Direction.Incoming)]
    [InlineData("placed", FoundState.Placed, FoundKind.Call, Direction.Outgoing)]
    [InlineData("voicemail", FoundState.Left, FoundKind.Voicemail, Direction.Incoming)]
    public void Calls_are_what_their_labels_say(string label, FoundState state, FoundKind kind, Direction direction)
    {
        var item = Read(Call(label, "tel:+13125550142")).Only;
        Assert.Equal((state, kind, direction, 179L), (item.State, item.Kind, item.Direction, item.DurationSeconds!.Value));
        Assert.Equal("+13125550142", (direction == Direction.Incoming ? item.From : item.To[0]).Id);
    }

    [Fact]
    public void A_voicemail_has_googles_transcript_and_its_sound_beside()
    {
        var read = Read(Call("voicemail", "tel:", "<span class=\"full-text\">Hello World</span>", "<a rel=\"enclosure\" href=\" - Voicemail - x.mp3\">Audio</a>"), "Calls/ - Voicemail - x.html", ("Calls/ - Voicemail - x.mp3", "ID3"u8.ToArray()));
        Assert.Equal(("Hello World", PeerKind.Withheld), (read.Only.Text, read.Only.From.Kind));
        Assert.Equal(["voice.note.transcript"], read.Only.Notes.Select(note => note.Word));
        Assert.Equal("audio/mpeg", Assert.Single(read.Only.Attachments).ContentType);

        var alone = Read(Call("voicemail", "tel:", "", "<a rel=\"enclosure\" href=\"gone.mp3\">Audio</a>")).Only;
        Assert.Equal(("gone.mp3", 0L, false), (alone.Attachments[0].Name, alone.Attachments[0].Size, alone.Attachments[0].Whole));
        Assert.Equal(["voice.note.file-missing"], alone.Notes.Select(note => note.Word));
    }

    // A page without labels says only by its transcript what it is. One without either stays out, and is counted.
    [Theory]
    [InlineData("<span class=\"full-text\">I know where you live</span>", 1)]
    [InlineData("", 0)]
    public void A_voicemail_without_labels_is_known_by_its_transcript(string transcript, int read)
    {
        var page = Call("voicemail", "tel:+13125550142", transcript);
        page = page[..page.IndexOf("<div class=\"tags\">", StringComparison.Ordinal)] + "</body></html>";
        var reading = Read(page);
        Assert.Equal((read, 1 - read), (reading.Items.Count, reading.Tally.Skipped.Count));
        Assert.All(reading.Items, item => Assert.Equal((FoundKind.Voicemail, FoundState.Left, "I know where you live"), (item.Kind, item.State, item.Text)));
    }

    [Fact]
    public void To_whom_stands_in_the_name_where_only_she_wrote()
    {
        var item = Read(Texts(Message("2023-12-20T13:50:00.000-05:00", "<a class=\"tel\" href=\"tel:+1\"><abbr class=\"fn\">Me</abbr></a>", "x")), "Joe Smith - Text - 2023-12-20T18_50_00Z.html").Only;
        Assert.Equal(("Joe Smith", PeerKind.Name), (item.To[0].Id, item.To[0].Kind));
        Assert.Equal(["voice.note.peer-from-name"], item.Notes.Select(note => note.Word));
    }

    [Fact]
    public void Nothing_in_a_page_runs_or_overflows()
    {
        var deep = Read(Texts(Message("2023-12-20T13:50:00.000-05:00", "<a class=\"tel\" href=\"tel:+13125550142\"></a>", string.Concat(Enumerable.Repeat("<b>", 100_000))), Message("2023-12-20T13:51:00.000-05:00", "<a class=\"tel\" href=\"tel:+13125550142\"></a>", "<script>alert(1)</script>after<img src=\"https://tracker.example/x\">")));
        Assert.Equal("voice.skip.damaged", Assert.Single(deep.Skipped).Reason.Word);
        Assert.Equal("after", deep.Only.Text);
    }

    [Fact]
    public void A_page_that_stops_says_so_and_random_damage_raises_nothing()
    {
        var page = Texts(Message("2023-12-20T13:49:36.419-05:00", "<a class=\"tel\" href=\"tel:+13125550142\"><span class=\"fn\">Sam</span></a>", "one"), Message("2023-12-20T13:50:00.000-05:00", "<a class=\"tel\" href=\"tel:+13125550142\"></a>", "two"));
        Assert.Equal(["voice.truncated"], Read(page[..page.IndexOf("two", StringComparison.Ordinal)]).Problems);
        var random = new Random(9);
        foreach (var whole in new[] { page, Call("voicemail", "tel:", "<span class=\"full-text\">Hello</span>") })
        {
            for (var round = 0; round < 400; round++)
            {
                var bytes = Encoding.UTF8.GetBytes(whole);
                for (var hits = random.Next(12); hits > 0; hits--)
                {
                    bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"<>\"/= "[random.Next(6)];
                }

                Backup.Read(bytes[..random.Next(bytes.Length)]).AddsUp();
            }
        }
    }

    [Fact]
    public void Every_fixture_gives_the_expected_counts_and_first_times()
    {
        foreach (var row in Fixtures.Expected("google-voice"))
        {
            using var file = File.OpenRead(Fixtures.PathOf(row[0]));
            var read = Backup.Read(ExportFile.Over(file, Path.GetFileName(row[0])));
            read.AddsUp();
            Assert.Equal("google-voice", read.Format?.Id);
            Assert.Empty(read.Problems);
            Assert.Equal(Math.Max(1, int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture)), read.Tally.Records);
            var first = Regex.Match(row[3], @"first \['([^']+)'").Groups[1].Value;
            Assert.Equal(NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(first).Value.ToInstant(), read.Tally.First);
            var length = Regex.Match(row[3], @"duration \['([^']+)'").Groups[1].Value;
            Assert.Equal(length.Length == 0 ? null : (long)NodaTime.Text.PeriodPattern.NormalizingIso.Parse(length).Value.ToDuration().TotalSeconds, read.Items[0].DurationSeconds);
            // Counted apart, by the senders that the pages name "Me".
            var fromHer = Path.GetFileName(row[0]) switch
            {
                "Call - Outgoing.html" or "Text - Group text names.html" or "Text - Outbound with name, no response.html"
                    or "Text - Outbound with name, yes response.html" or "Text - Outgoing conversation.html" => 1,
                _ => 0,
            };
            Assert.Equal(fromHer, read.Tally.Outgoing);
        }
    }

    private static string Message(string time, string sender, string words, string more = "") =>
        $"<div class=\"message\"><abbr class=\"dt\" title=\"{time}\">Dec 20</abbr>: <cite class=\"sender vcard\">{sender}</cite>: <q>{words}</q>{more}</div> ";

    private static string Texts(params string[] messages) => "<?xml version=\"1.0\" ?><html><head><title>x</title></head><body><div class=\"hChatLog hfeed\">" + string.Concat(messages) + "</div>" + Tags.Replace("{0}", "sms", StringComparison.Ordinal);

    private static string Call(string label, string number, string words = "", string sound = "") =>
        $"<html><head></head><body><div class=\"haudio\"><span class=\"fn\">x</span><div class=\"contributor vcard\"><a class=\"tel\" href=\"{number}\"><span class=\"fn\"></span></a></div><abbr class=\"published\" title=\"2020-10-16T16:01:48.000-04:00\">Oct</abbr>{words}{sound}<abbr class=\"duration\" title=\"PT2M59S\">(00:02:59)</abbr>{Tags.Replace("{0}", label, StringComparison.Ordinal)}";

    private static Backup.Reading Read(string page, string name = "page.html", params (string Name, byte[] Bytes)[] beside)
    {
        ExportFolder? folder = beside.Length == 0 ? null : new(beside.Select(one => new ExportFile(one.Name, () => new MemoryStream(one.Bytes))));
        var read = Backup.Read(new ExportFile(name, () => new MemoryStream(Encoding.UTF8.GetBytes(page)), folder));
        Assert.Equal("google-voice", read.Format?.Id);
        read.AddsUp();
        return read;
    }

    [Theory]
    [InlineData("Calls/Bob - Missed - 2020-10-16T20_01_48Z.html", false)]
    [InlineData("Calls/Bob - Missed - 2020-10-16T20_01_48Z (1).html", false)]
    [InlineData("Calls/Bob - Missed - 2020-10-17T20_01_48Z.html", true)]
    [InlineData("Calls/Bob - Missed - 2020-10-16T16_01_48Z.html", true)]
    [InlineData("Calls/Bob.html", false)]
    public void A_name_with_another_time_is_said(string name, bool differs) =>
        Assert.Equal(differs, Read(Call("missed", "tel:+13125550142"), name).Only.NoteWords().Contains("voice.note.name-time"));
}
