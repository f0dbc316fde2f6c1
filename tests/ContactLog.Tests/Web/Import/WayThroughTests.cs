using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using ContactLog.Tests.Imports.ImessageDb;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Tests.Imports.Zip;
using NodaTime;

namespace ContactLog.Tests.Web.Import;

/// <summary>What she decides on the way from a file to the record.</summary>
public sealed class WayThroughTests
{
    private const string Him = "+15550000001";
    private const string HisNew = "+15550000002";
    private const string Other = "+15550000003";
    private const long First = 1512226167463;

    private static string At(int seconds) => (First + (seconds * 1000L)).ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_zip_comes_in_like_what_it_holds_and_says_where_each_message_stands()
    {
        await using var site = await ImportSite.StartAsync();
        var zip = Archive.Of(("sms-1.xml", Backup.Smses(Backup.Sms("Where are you", Him, "1", At(0)))), ("calls-1.xml", Backup.Calls(Backup.Call("3", Him, date: At(60)))), ("readme.pdf", "\u0001"));
        var sent = await site.UploadAsync(zip, "backup.zip");
        var choose = await site.GetAsync(sent.Location!);
        Assert.Contains("SMS Backup & Restore (texts and calls)", choose.Text, StringComparison.Ordinal);
        Assert.Contains("2 files were read", choose.Text, StringComparison.Ordinal);
        Assert.Contains("1 × .pdf", choose.Text, StringComparison.Ordinal);
        var done = await site.GetAsync((await site.AddAsync(await site.PreviewAsync(choose, Him))).Location!);
        done.AddsUp();

        var file = await site.OpenAsync();
        Assert.Equal(["sms-1.xml!sms[1], line 3, byte 103", "calls-1.xml!call[1]"], file.Incidents.Select(one => one["locator"]!).Select(one => one.StartsWith("calls", StringComparison.Ordinal) ? one.Split(',')[0] : one));
        Assert.Equal("sms-backup-restore", file.Imports[0]["format"]);
        Assert.Equal($"backup.zip ({zip.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(zip))})", file.Imports[0]["files"]);
        Assert.Equal(zip, await site.BytesAsync(Assert.Single(file.Exhibits).File.Id));
    }

    // Nothing is said to be in a file that she did not let stay.
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task What_was_not_read_is_said_to_be_in_the_file_only_where_the_file_was_kept(string isDropped)
    {
        await using var site = await ImportSite.StartAsync();
        var preview = await site.PreviewAsync(await site.ChooseAsync(Backup.Smses(Backup.Sms("One", Him, "1", At(0)), "<sms ")), Him);
        var done = await site.GetAsync((await site.AddAsync(preview, ("Input.DropFile", isDropped))).Location!);
        Assert.Equal((isDropped == "true", isDropped == "false"), (
            done.Text.Contains("The file was not kept, so they are not here.", StringComparison.Ordinal), done.Text.Contains("They stay in the original file, which is kept whole.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Several_files_at_once_are_one_import_and_a_record_in_two_of_them_is_taken_once()
    {
        await using var site = await ImportSite.StartAsync();
        var one = Backup.Smses(Backup.Sms("One", Him, "1", At(0)), Backup.Sms("Two", Him, "1", At(10)));
        var two = Backup.Smses(Backup.Sms("Two", Him, "1", At(10)), Backup.Sms("Three", Him, "1", At(20)), Backup.Sms("Three", Him, "1", At(20)));
        var choose = await site.SendAsync(("a.xml", Encoding.UTF8.GetBytes(one)), ("b.xml", Encoding.UTF8.GetBytes(two)));
        choose.AddsUp();
        var preview = await site.PreviewAsync(choose, Him);
        Assert.Equal(1, preview.Tally.Lines["Twice in the files, taken once"]);
        preview.AddsUp();
        var done = await site.GetAsync((await site.AddAsync(preview)).Location!);
        done.AddsUp();
        var file = await site.OpenAsync();
        Assert.Equal(["One", "Two", "Three", "Three"], file.Incidents.Select(incident => incident["said"]));
        Assert.Equal(["a.xml", "b.xml"], file.Exhibits.Select(exhibit => exhibit.File.Entry.Name));
    }

    [Fact]
    public async Task A_file_among_several_that_is_no_export_is_not_called_read()
    {
        await using var site = await ImportSite.StartAsync();
        const string mail = "From: Sam Placeholder <sam@example.org>\nTo: casey@example.org\nDate: Tue, 5 May 2026 10:00:00 +0200\nSubject: Hi\n\nI know";
        var choose = await site.SendAsync(("hi.eml", Encoding.UTF8.GetBytes(mail)), ("page.html", "<html><script>alert(1)</script></html>"u8.ToArray()));
        Assert.Matches(@"page\.html\s+\d+ bytes, not read", choose.Text);
        Assert.Matches(@"hi\.eml\s+\d+ bytes, read", choose.Text);

        // A name that stands in a mail is the sender's own choice, and was never on her phone.
        Assert.Contains("Shown as “Sam Placeholder”.", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("on your phone", choose.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_which_there_is_nothing_offers_another_file_and_no_way_on()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Backup.Smses());
        Assert.Contains("No messages and no calls", choose.Text, StringComparison.Ordinal);
        Assert.Contains("Choose the file again", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Look at them", choose.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_asks_for_nobody_and_counts_nobodys_messages()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260501T140000Z\nSUMMARY:Hearing\nEND:VEVENT\nEND:VCALENDAR\n");
        Assert.Contains("Dates in a calendar", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Whose messages", choose.Text, StringComparison.Ordinal);
        var preview = await site.PostAsync(choose, choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal), ("Input.Events", "true"), ("Input.Zone", ImportSite.Zone));
        var done = await site.GetAsync((await site.AddAsync(preview, ("Input.Events", "true"))).Location!);
        Assert.All([choose, preview, done], page => Assert.Equal(1, Assert.Single(page.Tally.Lines).Value));
        Assert.All([choose, preview, done], page => page.AddsUp());
    }

    [Fact]
    public async Task A_recording_without_a_time_leads_to_the_entry_that_waits_for_it()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(("voicemail.wav", ContactLog.Tests.Web.Exhibits.Samples.Wav(8_000)));
        var preview = await site.PreviewAsync(choose, "unknown", ("Input.Recordings", "them"));
        var added = await site.AddAsync(preview);
        var done = await site.GetAsync(added.Location!);
        Assert.Contains("The file does not say when 1 of them was.", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("was not kept", done.Text, StringComparison.Ordinal);
        Assert.Matches(@"Original file\s+A-1\s+voicemail\.wav", done.Text);
        Assert.Contains($"/{(await site.OpenAsync()).Incidents[0].Id}", done.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_everything_is_there_already_nothing_is_promised()
    {
        await using var site = await ImportSite.StartAsync();
        var backup = Backup.Smses(Backup.Sms("One", Him, "1", At(0)));
        await site.ImportAsync(backup, Him);
        var again = await site.PreviewAsync(await site.ChooseAsync(backup), Him);
        Assert.Contains("Nothing to add", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("becomes an", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_of_several_files_of_which_one_is_gone_does_not_go_on_without_it()
    {
        await using var site = await ImportSite.StartAsync();
        var page = await site.GetAsync("/Import");
        using var form = new MultipartFormDataContent { { new StringContent(page.Token), "__RequestVerificationToken" } };
        foreach (var name in new[] { "a.xml", "b.xml" })
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Backup.Smses(Backup.Sms(name, Him, "1", At(0))))), "Export", name);
        }

        using var sent = await site.Browser.PostAsync("/Import", form);
        var path = sent.Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(path)).Status);
        await site.DropAsync(System.Text.RegularExpressions.Regex.Matches(path, "[0-9a-f]{32}").Select(match => Guid.Parse(match.Value)).Last());
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_leads_to_its_import_when_the_file_was_not_kept_too()
    {
        await using var site = await ImportSite.StartAsync();
        var preview = await site.PreviewAsync(await site.ChooseAsync(Backup.Smses(Backup.Sms("One", Him, "1", At(0)))), Him);
        (string, string)[] drop = [("Input.DropFile", "true")];
        var first = await site.AddAsync(preview, drop);
        var second = await site.AddAsync(preview, drop);
        Assert.Contains("/Import/Done/", first.Location, StringComparison.Ordinal);
        Assert.Equal(first.Location, second.Location);
        Assert.Single((await site.OpenAsync()).Incidents);
    }

    [Fact]
    public async Task Messages_of_the_hour_that_comes_twice_stand_alone()
    {
        await using var site = await ImportSite.StartAsync();
        var first = DateTimeOffset.Parse("2017-11-05T06:50:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        string Plus(int minutes) => (first + (minutes * 60_000L)).ToString(CultureInfo.InvariantCulture);
        var backup = Backup.Smses(Backup.Sms("One", Him, "1", Plus(0)), Backup.Sms("Two", Him, "1", Plus(5)), Backup.Sms("Later", Him, "1", Plus(240)), Backup.Sms("Last", Him, "1", Plus(244)));
        var preview = await site.PreviewAsync(await site.ChooseAsync(backup), Him, ("Input.Gap", "10"));
        await site.GetAsync((await site.AddAsync(preview, ("Input.Gap", "10"))).Location!);
        var rows = (await site.OpenAsync()).Incidents;
        Assert.Equal(["One", "Two"], rows.Take(2).Select(row => row["said"]));
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.True(row.When.LatestEnd - row.When.Earliest < Duration.FromHours(1)));
    }

    [Fact]
    public async Task Two_numbers_can_be_the_same_person()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Backup.Smses(
            Backup.Sms("Old number", Him, "1", At(0)), Backup.Sms("New number", HisNew, "1", At(10)), Backup.Sms("Lunch?", Other, "1", At(20)), Backup.Sms("Stop", HisNew, "2", At(30))));
        var preview = await site.PreviewAsync(choose, Him, ("Input.Person", Him), ("Input.Person", HisNew));
        Assert.Equal(2, preview.Hidden.Count(one => one.Name == "Input.Person"));
        await site.GetAsync((await site.AddAsync(preview, ("Input.Person", Him), ("Input.Person", HisNew))).Location!);
        var file = await site.OpenAsync();
        Assert.Equal(["Old number", "New number"], file.Incidents.Select(incident => incident["said"]));
        Assert.Equal([Him, HisNew], file.ContactPoints.Select(point => point.Value).Order(StringComparer.Ordinal));
        Assert.Equal($"{Him}, {HisNew}", string.Join(", ", file.Imports[0]["person"]!.Split(", ").Order(StringComparer.Ordinal)));

        // Undone, both numbers go with it.
        var done = await site.GetAsync($"/Import/Done/{file.Imports[0].Id}");
        await site.PostAsync(done, done.Path + "?handler=Undo");
        Assert.Empty((await site.OpenAsync()).ContactPoints);
    }

    [Fact]
    public async Task What_came_close_together_can_be_one_entry_and_every_message_still_counts()
    {
        await using var site = await ImportSite.StartAsync();
        var backup = Backup.Smses(
            Backup.Sms("One", Him, "1", At(0)), Backup.Sms("Two", Him, "1", At(300)), Backup.Sms("Three", Him, "1", At(900)),
            Backup.Sms("Much later", Him, "1", At(20_000)), Backup.Sms("Stop", Him, "2", At(310)));
        var preview = await site.PreviewAsync(await site.ChooseAsync(backup), Him, ("Input.Gap", "10"));
        Assert.Contains("5 messages and calls become 3 entries", preview.Text, StringComparison.Ordinal);
        var done = await site.GetAsync((await site.AddAsync(preview, ("Input.Gap", "10"))).Location!);
        done.AddsUp();

        var file = await site.OpenAsync();
        Assert.Equal([3, 1], file.Incidents.Select(incident => incident.Count));
        var run = file.Incidents[0];
        Assert.Equal(("08:49:27", "09:04:27", "exact"), (run["time"], run["end-time"], run["count-precision"]));
        Assert.Equal([new(8, 49, 27), new(8, 54, 27), new LocalTime(9, 4, 27)], run.Times);
        Assert.Equal("08:49:27  One\n08:54:27  Two\n09:04:27  Three", run["said"]);
        Assert.Equal(3, run["locator"]!.Split('\n').Length);
        Assert.Equal("4", file.Imports[0]["added"]);

        // Brought in again, single this time: nothing is new.
        Assert.Contains("Nothing to add", (await site.PreviewAsync(await site.ChooseAsync(backup), Him)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_she_does_not_want_kept_leaves_its_name_and_hash()
    {
        await using var site = await ImportSite.StartAsync();
        var backup = Backup.Smses(Backup.Sms("Where are you", Him, "1", At(0)));
        var done = await site.ImportAsync(backup, Him, ("Input.DropFile", "true"));
        Assert.NotNull(done);
        var file = await site.OpenAsync();
        Assert.Single(file.Exhibits);

        await using var second = await ImportSite.StartAsync();
        var preview = await second.PreviewAsync(await second.ChooseAsync(backup), Him);
        done = await second.GetAsync((await second.AddAsync(preview, ("Input.DropFile", "true"))).Location!);
        file = await second.OpenAsync();
        Assert.Empty(file.Exhibits);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(backup)));
        Assert.Contains(hash, file.Imports[0]["files"], StringComparison.Ordinal);
        Assert.Contains(hash, done.Text, StringComparison.Ordinal);
        Assert.Equal("Where are you", Assert.Single(file.Incidents)["said"]);
    }

    [Fact]
    public async Task The_preview_can_be_searched_and_words_never_stand_in_an_address()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Backup.Smses(Backup.Sms("I saw your car", Him, "1", At(0)), Backup.Sms("Answer", Him, "1", At(5))));
        var preview = await site.PostAsync(await site.PreviewAsync(choose, Him), choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal), ("Input.Search", "YOUR CAR"));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("I saw your car", preview.Text, StringComparison.Ordinal);
        Assert.Contains("1 found", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("“Answer”", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"[^\"]*car", preview.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_two_numbers_and_nothing_of_somebody_else()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Backup.Smses(Backup.Sms("x", Him)));
        var page = await site.GetAsync(choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal) + $"?handler=Progress&request={Guid.NewGuid()}");
        Assert.Equal("{\"done\":0,\"total\":0}", page.Html);
    }

    // What was written last stands in the log beside the database until Messages closes: left out in silence, the newest threats would be missing.
    [Fact]
    public async Task The_newest_messages_of_a_mac_come_in_from_the_log_beside_their_database()
    {
        await using var site = await ImportSite.StartAsync();
        using var db = new ChatDb("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0");
        db.Message("old", 725_760_000L * 1_000_000_000);
        db.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        db.Message("newest", 725_760_060L * 1_000_000_000);
        var (main, log) = (db.Bytes(), db.LogBytes());

        var both = await site.SendAsync(("chat.db", main), ("chat.db-wal", log));
        Assert.Equal(2, both.Tally.Sum);
        var done = await site.GetAsync((await site.AddAsync(await site.PreviewAsync(both, "+15550001111"))).Location!);
        done.AddsUp();
        Assert.Equal(["old", "newest"], (await site.OpenAsync()).Incidents.Select(incident => incident["said"]));

        // Each alone says what is missing; so does one that is damaged; in an archive it is as if chosen together.
        Assert.Contains("chat.db-wal", (await site.SendAsync(("chat.db", main))).Text, StringComparison.Ordinal);
        Assert.Contains("Choose chat.db as well", (await site.SendAsync(("chat.db-wal", log))).Text, StringComparison.Ordinal);
        Assert.Contains("The newest messages may be missing", (await site.SendAsync(("chat.db", main), ("chat.db-wal", log[..^9]))).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await site.SendAsync(("copy.zip", Archive.Of(("Messages/chat.db", main), ("Messages/chat.db-wal", log))))).Tally.Sum);
    }

    // The callback of the append comes while its transaction is open: whoever had to wait for it would wait for ever here, and be refused.
    [Fact]
    public async Task Others_read_while_a_long_import_is_written()
    {
        await using var site = await ImportSite.StartAsync();
        await site.ImportAsync(Backup.Smses(Backup.Sms("before", Him, "1", At(0))), Him);
        string? seen = null;
        await site.AppendAsync([.. Enumerable.Range(0, 3_000).Select(n => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("said", $"during {n}")))], done =>
        {
            if (done > 2_500 && seen is null)
            {
                seen = "";
                using var reading = site.Browser.GetAsync("/Timeline").GetAwaiter().GetResult();
                Assert.Equal(HttpStatusCode.OK, reading.StatusCode);
                seen = reading.Content.ReadAsStringAsync().GetAwaiter().GetResult();
            }
        });

        // What was committed before, whole, and nothing of what was on its way.
        Assert.Contains("before", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("during", seen, StringComparison.Ordinal);
        Assert.Equal(3_001, (await site.OpenAsync()).AllIncidents.Count);
    }

    // The backup says by itself what is hers, the chat does not: she is asked all the same, and no claim of one file is laid on the other.
    [Fact]
    public async Task Who_she_is_is_asked_when_only_one_of_the_files_needs_it()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(
            ("sms.xml", Encoding.UTF8.GetBytes(Backup.Smses(Backup.Sms("Where", Him, "1", At(0)), Backup.Sms("no", Him, "2", At(9))))),
            ("chat.txt", Encoding.UTF8.GetBytes("13/04/2026, 21:07 - R. Placeholder: I know\n13/04/2026, 21:15 - Casey Example: Please stop\n")));
        choose.AddsUp();
        Assert.Contains("Which of these is you?", choose.Text, StringComparison.Ordinal);
        Assert.Contains("In which time zone was the phone?", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("claims 2", choose.Text, StringComparison.Ordinal);
        var preview = await site.PreviewAsync(choose, "R. Placeholder", ("Input.Me", "Casey Example"));
        preview.AddsUp();
        Assert.Equal(1, preview.Tally.Lines["Your replies, kept beside"]);
    }
}
