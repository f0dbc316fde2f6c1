using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Sqlite;
using NodaTime;

namespace ContactLog.Tests.Imports.ImessageDb;

public sealed class ChatDbTests
{
    // 2024-01-01T00:00:00Z is 725,760,000 seconds after 2001.
    private const long Start = 725_760_000;
    private const long Nano = 1_000_000_000;

    [Fact]
    public void Messages_are_read_with_their_times_people_and_directions()
    {
        using var db = new ChatDb();
        db.Message("pick up", (Start * Nano) + 500_000_000);
        db.Message("no", (Start + 1) * Nano, mine: true);
        db.Message(null, (Start + 2) * Nano, more: ("attributedBody", ChatDb.Body("from the body")));
        db.Message("hi all", (Start + 3) * Nano, handle: 2, chat: 2);
        db.Message("stop", (Start + 4) * Nano, handle: 0, mine: true, chat: 2);
        db.Message("code 123", (Start + 5) * Nano, handle: 3, chat: 0, more: ("service", "SMS"));
        db.Message("seconds", Start + 6);
        db.Message("no time", 0);
        db.Message(null, (Start + 7) * Nano, chat: 2, more: [("item_type", 2), ("group_title", "New name")]);
        db.Message("failed", (Start + 8) * Nano, mine: true, more: ("error", 22));
        var read = ChatDb.Read(db.Bytes());
        read.AddsUp();
        Assert.Equal("imessage-db", read.Format?.Id);
        Assert.Equal((10, 6, 3, 1), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System));
        Assert.Equal(["pick up", "no", "from the body", "hi all", "stop", "code 123", "seconds", "no time", "item_type 2 New name", "failed"], read.Items.Select(item => item.Text));
        Assert.Equal(["+15550001111", "self", "+15550001111", "max@example.org", "self", "262966", "+15550001111", "+15550001111", "unknown", "self"], read.Items.Select(item => item.From.Id));
        Assert.Equal("2024-01-01T00:00:00.5Z", read.Items[0].At.Iso());
        Assert.Equal("2024-01-01T00:00:06Z", read.Items[6].At.Iso());
        Assert.Null(read.Items[7].At);
        Assert.Equal(["reading.without-time"], read.Problems);
        Assert.Equal(("2024-01-01T00:00:00.5Z", "2024-01-01T00:00:08Z"), (read.Tally.First.Iso(), read.Tally.Last.Iso()));
        Assert.Equal("+15550001111", Assert.Single(read.Items[1].To).Id);
        Assert.Equal(["+15550001111", "max@example.org"], read.Items[4].To.Select(peer => peer.Id));
        Assert.Equal(["max@example.org", "+15550001111"], read.Items[3].Participants.Select(peer => peer.Id));
        Assert.Equal(("iMessage", (string?)null), (read.Items[0].Platform, read.Items[5].Platform));
        Assert.Equal(FoundState.Failed, read.Items[9].State);
        Assert.Equal("message[1]", read.Items[0].Locator.Path);
        Assert.Contains("text: pick up", read.Items[0].Raw, StringComparison.Ordinal);
        Assert.Equal(TimeBasis.Epoch, read.Items[0].Basis);
    }

    [Fact]
    public void What_was_edited_unsent_or_deleted_is_kept_as_such()
    {
        using var db = new ChatDb();
        db.Message("I am outside your house", Start * Nano, more: [("message_summary_info", ChatDb.Edited), ("date_edited", (Start + 60) * Nano)]);
        db.Message(null, (Start + 1) * Nano, more: [("message_summary_info", ChatDb.Unsent), ("date_edited", (Start + 61) * Nano)]);
        db.Message("gone soon", (Start + 2) * Nano, chat: 0);
        db.Run("INSERT INTO chat_recoverable_message_join VALUES (1, last_insert_rowid(), 1)");
        db.Run("INSERT INTO chat_recoverable_message_join SELECT 1, max(ROWID), 1 FROM message");
        db.Run("INSERT INTO deleted_messages (guid) VALUES ('a'), ('b')");
        db.Message("Loved “pick up”", (Start + 3) * Nano, more: ("associated_message_type", 2000));
        db.Message("junk", (Start + 4) * Nano, more: ("is_spam", 1));
        var read = ChatDb.Read(db.Bytes());
        read.AddsUp();
        Assert.Equal(FoundMarks.Edited, read.Items[0].Marks);
        Assert.Equal("I am near", read.Items[0].Notes.Single(note => note.Word == "chats.note.earlier").Values[0]);
        Assert.Equal(FoundMarks.Deleted, read.Items[1].Marks);
        Assert.Contains("imessage.note.unsent", read.Items[1].NoteWords());
        Assert.Equal((FoundMarks.Deleted, "gone soon", "+15550001111"), (read.Items[2].Marks, read.Items[2].Text, read.Items[2].From.Id));
        Assert.Contains("imessage.note.recently-deleted", read.Items[2].NoteWords());
        Assert.Equal(["imessage.note.reaction"], read.Items[3].NoteWords());
        Assert.Equal(FoundMarks.Request, read.Items[4].Marks);
        Assert.Equal(["imessage.deleted"], read.Problems);
        Assert.Equal(2L, read.Tally.Problems[0].Note.Number);
    }

    [Fact]
    public void Its_files_are_found_beside_it()
    {
        using var db = new ChatDb();
        db.Message("\uFFFClook", Start * Nano);
        db.Run("""
            INSERT INTO attachment (filename, mime_type, transfer_name) VALUES
                ('~/Library/Messages/Attachments/ab/11/GUID/IMG_1.jpeg', 'image/jpeg', 'IMG_1.jpeg'), ('~/Library/Messages/Attachments/ab/12/GUID/IMG_2.jpeg', 'image/jpeg', 'IMG_2.jpeg');
            INSERT INTO message_attachment_join VALUES (1, 1), (1, 2);
            """);
        var read = ChatDb.Read(db.Bytes(), null, ("Messages/Attachments/ab/11/GUID/IMG_1.jpeg", "JPEG"u8.ToArray()));
        var item = read.Only;
        Assert.Equal("look", item.Text);
        Assert.Equal([("IMG_1.jpeg", 4L), ("IMG_2.jpeg", 0L)], item.Attachments.Select(one => (one.Name, one.Size)));
        Assert.Equal(FoundMarks.MediaLeftOut, item.Marks);
        Assert.Equal(["chats.missing"], read.Problems);
    }

    [Theory]
    [InlineData("IMG_1.jpeg", 4, "other.jpeg", 4L)]
    [InlineData("IMG_1.jpeg", 5, "other.jpeg", 0L)]
    [InlineData("IMG_1.jpeg", 4, "IMG_1.jpeg", 0L)]
    public void By_its_name_alone_a_file_belongs_to_a_message_only_where_nothing_speaks_against_it(string name, int bytes, string other, long size)
    {
        using var db = new ChatDb();
        db.Message("\uFFFClook", Start * Nano);
        db.Run($"""
            INSERT INTO attachment (filename, mime_type, transfer_name, total_bytes) VALUES
                ('~/Library/Messages/Attachments/ab/11/GUID/{name}', 'image/jpeg', '{name}', {bytes}), ('~/Library/Messages/Attachments/ab/12/GUID/{other}', 'image/jpeg', '{other}', 4);
            INSERT INTO message_attachment_join VALUES (1, 1);
            """);
        var read = ChatDb.Read(db.Bytes(), null, ("IMG_1.jpeg", "JPEG"u8.ToArray()));
        Assert.Equal(("IMG_1.jpeg", size), (Assert.Single(read.Only.Attachments).Name, read.Only.Attachments[0].Size));
        Assert.Equal(size == 0, read.Only.Marks == FoundMarks.MediaLeftOut);
    }

    [Fact]
    public void The_newest_rows_are_read_from_the_log()
    {
        using var db = new ChatDb("PRAGMA page_size=1024; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0");
        db.Message("old", Start * Nano);
        db.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        for (var i = 1; i <= 40; i++)
        {
            db.Message($"new {i}", (Start + i) * Nano);
        }

        var (main, log) = (db.Bytes(), db.LogBytes());
        var read = ChatDb.Read(main, null, ("Messages/chat.db-wal", log));
        read.AddsUp();
        Assert.Equal(41, read.Tally.Incoming);
        Assert.Equal("new 40", read.Items[^1].Text);
        Assert.Null(read.Items[^1].Locator.Byte);
        Assert.Empty(read.Problems);

        // Without the log the older state is read, and it is said that there may be more.
        read = ChatDb.Read(main);
        Assert.Equal("old", read.Only.Text);
        Assert.Equal(["imessage.log-missing"], read.Problems);

        // A log cut off or damaged counts as far as its finished changes are whole.
        read = ChatDb.Read(main, null, ("Messages/chat.db-wal", log[..^((10 * 1048) + 5)]));
        read.AddsUp();
        Assert.InRange(read.Tally.Incoming, 35, 40);
        Assert.Equal(["imessage.log-damaged"], read.Problems);
        log[log.Length / 2] ^= 1;
        read = ChatDb.Read(main, null, ("Messages/chat.db-wal", log));
        read.AddsUp();
        Assert.InRange(read.Tally.Incoming, 5, 35);
        Assert.Equal(["imessage.log-damaged"], read.Problems);
        Assert.True(read.Tally.Loss);

        // One that is none, or of another database: only the older state is read, and never in silence.
        log[8] ^= 1;
        read = ChatDb.Read(main, null, ("Messages/chat.db-wal", log));
        Assert.Equal("old", read.Only.Text);
        Assert.Equal(["imessage.log-damaged"], read.Problems);

        // Messages leaves an empty one when it closes.
        Assert.Empty(ChatDb.Read(main, null, ("Messages/chat.db-wal", [])).Problems);
    }

    [Fact]
    public void A_log_that_names_a_page_beyond_all_that_there_are_is_read_up_to_there()
    {
        using var db = new ChatDb("PRAGMA page_size=1024; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0");
        db.Message("old", Start * Nano);
        var pages = SqliteLog.Read(new MemoryStream(db.LogBytes()), 1024, long.MaxValue / 2, default)!.LastPage;
        Assert.InRange(pages, 2, 1000);
        Assert.Equal(pages, SqliteLog.Read(new MemoryStream(db.LogBytes()), 1024, pages, default)!.LastPage);

        // One frame, and no page beside it: whatever number it names but 1 is beyond all.
        var frame = db.LogBytes()[..(32 + 24 + 1024)];
        Assert.InRange(SqliteLog.Read(new MemoryStream(frame), 1024, 0, default)!.LastPage, 0, 1);
    }

    [Fact]
    public void Chosen_with_its_log_it_is_one_import()
    {
        using var db = new ChatDb("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0");
        db.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        db.Message("one", Start * Nano);
        var files = new[] { ("chat.db", db.Bytes()), ("chat.db-wal", db.LogBytes()) }.Select(one => new ExportFile(one.Item1, () => new MemoryStream(one.Item2))).ToList();
        var reading = ExportReading.Open(ExportFile.Together(files));
        var tally = reading.ReadTally();
        Assert.Equal(("imessage-db", 1), (reading.FormatId, tally.Incoming));
        Assert.Empty(tally.Problems);
        var alone = Reads.Bytes(db.LogBytes());
        Assert.Equal(["imessage.log-alone"], alone.Problems);
    }

    [Theory]
    [InlineData("PRAGMA page_size=512")]
    [InlineData("PRAGMA page_size=65536")]
    [InlineData("PRAGMA encoding='UTF-16le'")]
    [InlineData("PRAGMA encoding='UTF-16be'; PRAGMA page_size=1024")]
    [InlineData("PRAGMA auto_vacuum=FULL")]
    public void Every_page_size_and_encoding_reads_alike(string pragmas)
    {
        using var db = new ChatDb(pragmas);
        var longest = string.Concat(Enumerable.Repeat("Größe 😀 ", 9_000));
        for (var i = 0; i < 300; i++)
        {
            db.Message(i == 150 ? longest : i % 2 == 0 ? $"text {i}" : null, (Start + i) * Nano, more: ("attributedBody", ChatDb.Body(i == 151 ? longest : $"text {i}", i % 3 == 0)));
        }

        db.Run("DELETE FROM message WHERE ROWID = 11");
        var read = ChatDb.Read(db.Bytes());
        read.AddsUp();
        Assert.Equal(299, read.Tally.Incoming);
        Assert.Equal([longest.Trim(), longest.Trim()], read.Items.Where(item => item.Text.Length > 100).Select(item => item.Text));
        Assert.Equal(Enumerable.Range(0, 300).Where(i => i is not (10 or 150 or 151)).Select(i => $"text {i}"), read.Items.Where(item => item.Text.Length < 100).Select(item => item.Text));
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void Another_database_is_not_taken_for_it()
    {
        Assert.Equal(["reading.unknown"], Reads.Bytes([.. "SQLite format 3\0"u8, .. new byte[2000]]).Problems);
        using var db = new ChatDb();
        db.Run("DROP TABLE message; CREATE TABLE message (a, b)");
        var read = ChatDb.Read(db.Bytes());
        Assert.Equal(["imessage.other"], read.Problems);
        Assert.True(read.Tally.Loss);
    }

    [Fact]
    public void A_damaged_page_loses_its_own_rows_alone()
    {
        using var db = new ChatDb();
        for (var i = 0; i < 200; i++)
        {
            db.Message($"text {i} " + new string('x', 100), (Start + i) * Nano);
        }

        var bytes = db.Bytes();
        var at = (int)(bytes.AsSpan().IndexOf("text 100 "u8) / 1024 * 1024);
        bytes.AsSpan(at, 1024).Clear();
        var read = ChatDb.Read(bytes);
        read.AddsUp();
        Assert.InRange(read.Tally.Incoming, 185, 198);
        Assert.Equal(["imessage.damaged"], read.Problems);
        Assert.True(read.Tally.Loss);

        read = ChatDb.Read(bytes[..(bytes.Length / 2)]);
        read.AddsUp();
        Assert.Contains("imessage.damaged", read.Problems);
    }

    [Fact]
    public void Pointers_in_circles_end()
    {
        using var db = new ChatDb("PRAGMA page_size=512");
        for (var i = 0; i < 400; i++)
        {
            db.Message(new string('x', 700), (Start + i) * Nano);
        }

        // Every page that is reached by a pointer is made to point to itself, or to the root.
        var bytes = db.Bytes();
        var random = new Random(3);
        for (var round = 0; round < 100; round++)
        {
            var copy = bytes.ToArray();
            for (var hit = 0; hit < 60; hit++)
            {
                var page = random.Next(1, copy.Length / 512);
                var target = random.Next(3) switch { 0 => page + 1, 1 => 1, _ => random.Next(1, copy.Length / 512) };
                System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(copy.AsSpan((page * 512) + random.Next(0, 508)), target);
            }

            ChatDb.Read(copy).AddsUp();
        }
    }

    [Fact]
    public void Damaged_databases_read_as_far_as_they_are_whole()
    {
        using var db = new ChatDb("PRAGMA page_size=512");
        for (var i = 0; i < 20; i++)
        {
            db.Message($"text {i}", (Start + i) * Nano, more: [("message_summary_info", ChatDb.Edited), ("attributedBody", ChatDb.Body($"text {i}"))]);
        }

        Reads.SurvivesDamage(db.Bytes(), 400, 17);
    }

    [Theory]
    [InlineData("CREATE TABLE t (a INTEGER PRIMARY KEY, \"b c\" TEXT DEFAULT 'x,)', [d] NUMERIC(10,2), `e` BLOB, UNIQUE (a, e), CHECK (d > 0))", "a,b c,d,e")]
    [InlineData("CREATE TABLE t(a,b)", "a,b")]
    [InlineData("CREATE TABLE t (a", "")]
    [InlineData("", "")]
    public void Columns_are_found_in_every_way_of_writing(string sql, string columns) => Assert.Equal(columns, string.Join(',', CreateTable.Columns(sql).Columns));

    [Fact]
    public void Times_that_cannot_be_are_none()
    {
        Assert.Null(ContactLog.Imports.ImessageDb.AppleTime.Of(-1));
        Assert.Null(ContactLog.Imports.ImessageDb.AppleTime.Of(long.MaxValue));
        Assert.Equal(Instant.FromUtc(2017, 1, 1, 0, 0), ContactLog.Imports.ImessageDb.AppleTime.Of(504_921_600));
        Assert.Equal("", Encoding.UTF8.GetString([]) + ContactLog.Imports.ImessageDb.AttributedBody.Text("streamtyped"u8));
        Assert.Equal(PeerKind.Email, PhoneNumbers.Read("max@example.org", null).Kind);
    }
}
