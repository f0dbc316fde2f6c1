using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Tests.Imports.ImessageExporter;

public sealed class ImessageExporterTests
{
    private static readonly string s_text = """
        May 17, 2022  5:29:42 PM (Read by you after 1 hour, 49 seconds)
        +15550001111
        Where are you?

        I mean it.
        Tapbacks:
            Loved by Me

        May 17, 2022  5:31:00 PM (Read by them after 2 seconds)
        Me
        Leave me alone
            May 17, 2022  5:40:00 PM
            +15550001111
            never
            twice


        May 17, 2022  5:32:00 PM You named the conversation Dinner

        May 17, 2022  5:33:00 PM +15550001111 unsent a message!

        May 17, 2022  5:34:00 PM
        +15550001111
        May 17, 2022  5:34:00 PM I am near
        Edited 8 seconds later: I am outside
        your house

        May 17, 2022  5:35:00 PM
        max@example.org
        This message was deleted from the conversation!
        They unsent this message part 1 minute after sending!
        attachments/1/7.jpeg
        Sent with Slam

        May 17, 2022  5:40:00 PM
        +15550001111
        never
        twice
        This message responded to an earlier message.

        May 17, 2022 12:00:05 PM
        Me
        typed by somebody


        """.ReplaceLineEndings("\n");

    [Fact]
    public void The_text_form_is_read_with_all_it_says()
    {
        var (read, file) = Reads.Together(Reads.In("America/New_York"), ("export/+15550001111.txt", s_text), ("export/attachments/1/7.jpeg", "JPEG"));
        read.AddsUp();
        Assert.Equal("imessage-exporter", read.Format?.Id);
        Assert.Equal((8, 5, 2, 1), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System));
        var items = read.Items;
        Assert.Equal(
            ["Where are you?\n\nI mean it.", "Leave me alone", "You named the conversation Dinner", "", "I am outside\nyour house", "", "never\ntwice", "typed by somebody"],
            items.Select(item => item.Text));
        Assert.Equal(["+15550001111", "self", "unknown", "+15550001111", "+15550001111", "max@example.org", "+15550001111", "self"], items.Select(item => item.From.Id));
        Assert.Equal(("2022-05-17 17:29:42", "2022-05-17T21:29:42Z", TimeBasis.Local), (items[0].WallText(), items[0].At.Iso(), items[0].Basis));
        Assert.Equal("Loved by Me", items[0].Notes.Single(note => note.Word == "imessage.note.reactions").Values[0]);
        Assert.Equal("+15550001111", Assert.Single(items[1].To).Id);
        Assert.Equal(FoundMarks.Deleted, items[3].Marks);
        Assert.Equal((FoundMarks.Edited, "I am near"), (items[4].Marks, items[4].Notes.Single(note => note.Word == "chats.note.earlier").Values[0]));
        Assert.Equal(FoundMarks.Deleted, items[5].Marks);
        Assert.Equal(["imessage.note.recently-deleted", "imessage.note.unsent", "imessage.note.effect"], items[5].NoteWords());
        Assert.Equal("JPEG", read.Format!.Content(file, Assert.Single(items[5].Attachments)));
        Assert.Equal(["chats.note.reply"], items[6].NoteWords());
        Assert.Equal(["imessage.note.order"], items[7].NoteWords());
        Assert.Equal("line[1]", items[0].Locator.Path);
        Assert.StartsWith("May 17, 2022  5:29:42 PM (Read", items[0].Raw, StringComparison.Ordinal);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void A_reply_that_stands_only_beneath_its_message_is_given_with_a_note()
    {
        var read = Reads.Text("May 17, 2022  5:31:00 PM\nMe\nLeave me alone\n    May 17, 2022  5:40:00 PM\n    Bob\n    never\n\n\n");
        read.AddsUp();
        Assert.Equal(["Leave me alone", "never"], read.Items.Select(item => item.Text));
        Assert.Equal(["imessage.note.reply-only"], read.Items[1].NoteWords());
    }

    [Fact]
    public void Her_own_name_is_known_when_she_says_it_or_the_file_does()
    {
        const string text = "May 17, 2022  5:31:00 PM\nAnn\none\n\nMay 17, 2022  5:32:00 PM (Read by them after 3 seconds)\nAnn\ntwo\n\nMay 17, 2022  5:33:00 PM\nBob\nthree\n";
        Assert.Equal([Direction.Incoming, Direction.Outgoing, Direction.Incoming], Reads.Text(text).Items.Select(item => item.Direction));
        var read = Reads.Text(text, Reads.Me("Ann"));
        Assert.Equal([Direction.Outgoing, Direction.Outgoing, Direction.Incoming], read.Items.Select(item => item.Direction));
        Assert.Equal(Reads.Text(text).Items.Select(item => item.Key), read.Items.Select(item => item.Key));
        Assert.Equal(["chats.me"], Reads.Text("May 17, 2022  5:31:00 PM\nAnn\none\n").Problems);
        Assert.Equal(PeerKind.Name, read.Items[2].From.Kind);
    }

    [Fact]
    public void What_is_cut_off_is_said()
    {
        var read = Reads.Text("May 17, 2022  5:31:00 PM\nMe\none\n\nMay 17, 2022  5:32:00 PM");
        read.AddsUp();
        Assert.Equal("one", read.Only.Text);
        Assert.Equal("reading.skip.truncated", Assert.Single(read.Skipped).Reason.Word);
        Assert.Equal(["imessage.truncated"], read.Problems);
        Assert.True(read.Tally.Loss);
    }

    [Theory]
    [InlineData("May 17, 2022  5:29:42 PM", "2022-05-17 17:29:42")]
    [InlineData("Dec 31, 2023 12:00:00 AM", "2023-12-31 00:00:00")]
    [InlineData("Feb 29, 2023 12:00:00 AM", null)]
    [InlineData("May 17, 2022 13:29:42 PM", null)]
    [InlineData("May 17, 2022  5:29 PM", null)]
    [InlineData("ayF 17, 2022  5:29:42 PM", null)]
    public void Only_the_exporters_own_time_counts(string head, string? wall) =>
        Assert.Equal(wall, Reads.Text(head + "\nMe\nx\n") is { Format.Id: "imessage-exporter" } read ? read.Only.WallText() : null);

    private const string Page = """
        <html>
        <head>
        <meta charset="UTF-8">
        <style>
        .message { color: red }
        </style>
        </head>
        <body>
        <div class="message">
            <div class="received">
                <p><span class="timestamp"><a title="x" href="sms://open?message-guid=1">May 17, 2022  5:29:42 PM</a> <span class="read_receipt">(Read by you after 5 seconds)</span></span>
                    <span class="sender">Bob</span>
                </p>
                <p>Subject: <span class="subject">last time</span></p>
                <hr>
                <div class="message_part"><span class="bubble">first line
        second &lt;b&gt; line</span></div>
                <span class="expressive">Sent with Echo</span>
                <div class="tapbacks"><hr><p>Tapbacks:</p>
                    <div class="tapback"><span class="tapback"><b>Loved</b> by Me</span></div>
                </div>
                <div class="replies">
                    <div class="reply" id="r1">
                        <div class="message">
                            <div class="sent SMS">
                                <p><span class="timestamp">May 17, 2022  5:31:00 PM</span><span class="sender">Me</span></p>
                                <hr><div class="message_part"><span class="bubble">no</span></div>
                            </div>
                        </div>
                    </div>
                </div>
            </div>
        </div>
        <div class ="announcement"><p><span class="timestamp">May 17, 2022  5:30:00 PM</span> You named the conversation <b>Hello</b></p></div>
        <div class="message">
            <div class="sent SMS">
                <p><span class="timestamp">May 17, 2022  5:31:00 PM</span><span class="sender">Me</span></p>
                <hr><div class="message_part"><span class="bubble">no</span></div>
                <span class="reply_context">This message responded to an earlier message.</span>
            </div>
        </div>
        <div class="message">
            <div class="received">
                <p><span class="timestamp">May 17, 2022  5:32:00 PM</span><span class="sender">Bob</span></p>
                <span class="deleted">This message was deleted from the conversation!</span>
                <hr><div class="message_part"><div class="edited"><table><tbody><tr><td><span class="timestamp"></span></td><td>I am near</td></tr></tbody><tfoot><tr><td><span class="timestamp">Edited 8 seconds later</span></td><td>I am outside</td></tr></tfoot></table></div></div>
                <hr><div class="message_part"><img src="attachments/1/2.jpeg" loading="lazy"><img src="http://tracker.example/p.png"></div>
                <hr><div class="message_part"><span class="attachment_error">Unable to locate attachment: gone.heic</span></div>
            </div>
        </div>
        </body></html>
        """;

    [Fact]
    public void The_page_form_is_read_with_all_it_says()
    {
        var (read, file) = Reads.Together(null, ("e/Bob.html", Page), ("e/attachments/1/2.jpeg", "JPEG"));
        read.AddsUp();
        Assert.Equal("imessage-exporter", read.Format?.Id);
        Assert.Equal((4, 2, 1, 1), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System));
        var items = read.Items;
        Assert.Equal(["first line\nsecond <b> line", "You named the conversation Hello", "no", "I am outside"], items.Select(item => item.Text));
        Assert.Equal(("last time", "2022-05-17 17:29:42", "iMessage"), (items[0].Subject, items[0].WallText(), items[0].Platform));
        Assert.Equal(["imessage.note.effect", "imessage.note.reactions"], items[0].NoteWords());
        Assert.Null(items[2].Platform);
        Assert.Equal(FoundMarks.Edited | FoundMarks.Deleted | FoundMarks.MediaLeftOut, items[3].Marks);
        Assert.Equal(["2.jpeg", "p.png", "gone.heic"], items[3].Attachments.Select(one => one.Name));
        Assert.Equal("JPEG", read.Format!.Content(file, items[3].Attachments[0]));
        Assert.Equal("I am near", items[3].Notes.Single(note => note.Word == "chats.note.earlier").Values[0]);
        Assert.Equal(["chats.missing"], read.Problems);
    }

    [Fact]
    public void Words_that_break_the_page_lose_no_other_message()
    {
        static string Message(string words) => $"<div class=\"message\">\n<div class=\"received\">\n<p><span class=\"timestamp\">May 17, 2022  5:32:00 PM</span>\n<span class=\"sender\">Bob</span></p>\n<hr><div class=\"message_part\">\n<span class=\"bubble\">{words}</span>\n</div>\n</div>\n</div>\n";
        foreach (var evil in new[] { "<div><div>", "</div></div></div>", "<div class=\"reply\">\n", "<script>alert(1)</script>", "<!-- ", "<style>", string.Concat(Enumerable.Repeat("<b>", 500)) })
        {
            var read = Reads.Text("<html>\n<body>\n" + Message("one") + Message(evil) + Message("two") + Message("three") + "</body></html>");
            read.AddsUp();
            Assert.Equal("one", read.Items[0].Text);
            Assert.Contains(read.Items, item => item.Text == "three");
            Assert.Contains(read.Items, item => item.Text.Contains("two", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_page_cut_off_keeps_what_is_whole()
    {
        var read = Reads.Text(Page[..Page.IndexOf("I am near", StringComparison.Ordinal)]);
        read.AddsUp();
        Assert.Equal(4, read.Tally.Records);
        Assert.Contains("imessage.truncated", read.Problems);
        Assert.True(read.Tally.Loss);
    }

    [Fact]
    public void Damaged_files_read_as_far_as_they_are_whole()
    {
        Reads.SurvivesDamage(Encoding.UTF8.GetBytes(s_text), 600, 21);
        Reads.SurvivesDamage(Encoding.UTF8.GetBytes(Page), 600, 22);
        Assert.Equal(Instant.FromUtc(2022, 5, 17, 21, 29, 42), Reads.Text(s_text, Reads.In("America/New_York")).Items[0].At);
    }

    [Fact]
    public void Replies_in_two_places_beneath_a_message_have_places_of_their_own()
    {
        static string Reply(string words) => $"<div class=\"replies\">\n<div class=\"reply\">\n<div class=\"message\">\n<div class=\"sent SMS\"><p><span class=\"timestamp\">May 17, 2022  5:31:00 PM</span><span class=\"sender\">Me</span></p><div class=\"message_part\"><span class=\"bubble\">{words}</span></div></div>\n</div>\n</div>\n</div>\n";
        var read = Reads.Text("<html>\n<div class=\"message\">\n<div class=\"received\"><p><span class=\"timestamp\">May 17, 2022  5:29:42 PM</span><span class=\"sender\">Bob</span></p><div class=\"message_part\"><span class=\"bubble\">where</span></div>\n"
            + Reply("no") + Reply("never") + "</div>\n</div>\n</html>\n");
        read.AddsUp();
        Assert.Equal(["where", "no", "never"], read.Items.Select(item => item.Text));
    }

    [Theory]
    [InlineData("I put your pictures on evil.com/attachments/nudes.zip")]
    [InlineData("attachments/you will die/tonight.jpg")]
    [InlineData("attachments/tonight you die.jpg")]
    [InlineData("/I know/attachments/your street.jpg")]
    [InlineData("I unsent this message part of my plan, wait for it!")]
    [InlineData("He unsent this message part 1 minute before I kill you after sending!")]
    public void Words_that_look_like_the_exporters_own_stay(string words)
    {
        var read = Reads.Text($"May 17, 2022  5:29:42 PM\n+15551234567\nfirst\n{words}\n");
        read.AddsUp();
        Assert.Equal("first\n" + words, read.Only.Text);
        Assert.Empty(read.Only.Attachments);
        Assert.Equal(FoundMarks.None, read.Only.Marks);
    }

    [Theory]
    [InlineData("attachments/12/345.jpeg", "345.jpeg")]
    [InlineData("/Volumes/ann/out/attachments/12/345.jpeg", "345.jpeg")]
    [InlineData("/Volumes/ann/Library/Messages/Attachments/ab/11/at_0_1B/My photo.HEIC", "My photo.HEIC")]
    [InlineData("~/Library/Messages/StickerCache/ab/x.heic", "x.heic")]
    public void A_path_of_the_exporter_is_a_file(string line, string name)
    {
        var read = Reads.Text($"May 17, 2022  5:29:42 PM\n+15551234567\n{line}\n");
        Assert.Equal(("", name), (read.Only.Text, Assert.Single(read.Only.Attachments).Name));
    }

    [Fact]
    public void Words_beneath_reactions_stay()
    {
        var read = Reads.Text("May 17, 2022  5:33:42 PM\n+15551234567\nhi\nTapbacks:\n    Loved by Me\n    \U0001F602 by +15551234567\nreal text by you\nI will stand by your door\n");
        read.AddsUp();
        Assert.Equal("hi\nreal text by you\nI will stand by your door", read.Only.Text);
        Assert.Equal("Loved by Me; \U0001F602 by +15551234567", read.Only.Notes.Single(note => note.Word == "imessage.note.reactions").Values[0]);

        // Nothing of the kind beneath it: the heading is his too.
        foreach (var reaction in new[] { "Loved by Smith, Bob", "Loved by María de los Ángeles García", "1\uFE0F\u20E3 by Bob" })
        {
            Assert.Equal("hi", Reads.Text($"May 17, 2022  5:33:42 PM\n+15551234567\nhi\nTapbacks:\n    {reaction}\n").Only.Text);
        }

        foreach (var words in new[] { "Loved by Everyone, but I will find you", "1 by one I will take them", "Loved by You, and nobody sees" })
        {
            Assert.Equal($"hi\nTapbacks:\n{words}", Reads.Text($"May 17, 2022  5:33:42 PM\n+15551234567\nhi\nTapbacks:\n{words}\n").Only.Text);
        }

        Assert.Equal("hi\nTapbacks:\nLoved by nobody, you least of all", Reads.Text("May 17, 2022  5:33:42 PM\n+15551234567\nhi\nTapbacks:\nLoved by nobody, you least of all\n").Only.Text);
        Assert.Equal("hi\nTapbacks:", Reads.Text("May 17, 2022  5:33:42 PM\n+15551234567\nhi\nTapbacks:\n").Only.Text);
    }
}
