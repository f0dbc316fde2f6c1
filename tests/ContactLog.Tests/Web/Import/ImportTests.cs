using System.Globalization;
using System.Net;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Tests.Imports.SmsBackupRestore;
using NodaTime;
using static ContactLog.Tests.Web.Import.SmallBackup;

namespace ContactLog.Tests.Web.Import;

/// <summary>She brings in a backup of her phone.</summary>
public sealed class ImportTests
{
    [Fact]
    public async Task The_tally_counts_every_record_once_and_agrees_with_the_file()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Small);

        Assert.Equal(HttpStatusCode.OK, choose.Status);
        Assert.Contains("Whose messages are these?", choose.Text, StringComparison.Ordinal);
        Assert.Contains("The file itself claims 12. It matches.", choose.Text, StringComparison.Ordinal);
        var (lines, sum) = choose.Tally;
        Assert.Equal(12, sum);
        Assert.Equal(8, lines["To you"]);
        Assert.Equal(4, lines["From you"]);
        choose.AddsUp();

        var preview = await site.PreviewAsync(choose, Him);
        preview.AddsUp();
        Assert.Equal(12, preview.Tally.Sum);
        var done = await site.GetAsync((await site.AddAsync(preview)).Location!);
        done.AddsUp();
        Assert.Equal(12, done.Tally.Sum);
        Assert.Equal(preview.Tally.Lines.Values.Order(), done.Tally.Lines.Values.Order());
    }

    [Fact]
    public async Task What_came_from_the_number_stands_in_the_record_at_its_exact_time()
    {
        await using var site = await ImportSite.StartAsync();
        var backup = Backup.Smses(
            Backup.Sms("Where are you", Him, "1", At(0)),
            Backup.Sms("Please stop", Him, "2", At(60)),
            Backup.Sms("Lunch?", Other, "1", At(120)));
        await site.ImportAsync(backup, Him);
        var file = await site.OpenAsync();

        var incident = Assert.Single(file.Incidents);
        Assert.Equal(IncidentKind.Text, incident.Kind);
        Assert.Equal("Where are you", incident["said"]);
        Assert.Equal("2017-12-02", incident["date"]);
        Assert.Equal("08:49:27", incident["time"]);
        Assert.Equal(ImportSite.Zone, incident["zone"]);
        Assert.Equal(Instant.FromUnixTimeMilliseconds(First).ToUnixTimeSeconds(), incident.When.Point!.Value.ToUnixTimeSeconds());
        Assert.Equal(Him, incident["from"]);
        Assert.Equal(Him, file.FromText(incident));
        Assert.Equal("epoch", incident["time-basis"]);
        Assert.Contains("The file gives the moment itself", (await site.GetAsync($"/Incidents/{incident.Id}")).Text, StringComparison.Ordinal);
        Assert.StartsWith("sms[1], line 3, byte ", incident["locator"], StringComparison.Ordinal);
        Assert.Contains("body=\"Where are you\"", incident["raw"], StringComparison.Ordinal);

        // The address of the record leads to it in the file that was kept.
        var source = Assert.Single(file.Exhibits);
        Assert.Equal(Encoding.UTF8.GetBytes(backup), await site.BytesAsync(source.File.Id));
        var place = int.Parse(incident["locator"]!.Split("byte ")[1], CultureInfo.InvariantCulture);
        Assert.StartsWith("<sms protocol=\"0\" address=\"" + Him, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(backup)[place..]), StringComparison.Ordinal);

        var own = Assert.Single(file.AllIncidents, one => one.IsOwn);
        Assert.Equal("Please stop", own["said"]);
        Assert.DoesNotContain(file.AllIncidents, one => one["said"] == "Lunch?");
        Assert.Equal(file.Imports[0].FirstSeq, incident.SourceSeq);
        Assert.Equal(file.Imports[0].FirstSeq, source.Fields.Number("source"));
        Assert.Equal("1", file.Imports[0]["others"]);
    }

    [Fact]
    public async Task The_same_backup_again_adds_nothing()
    {
        await using var site = await ImportSite.StartAsync();
        await site.ImportAsync(Small, Him);
        var before = (await site.OpenAsync()).Entries.Count;
        var choose = await site.ChooseAsync(Small);

        Assert.Contains("This very file was read before", choose.Text, StringComparison.Ordinal);
        Assert.Contains("Already in your record.", choose.Text, StringComparison.Ordinal);
        var preview = await site.PreviewAsync(choose, Him);
        Assert.Contains("Nothing to add", preview.Text, StringComparison.Ordinal);
        preview.AddsUp();
        var forced = await site.AddAsync(preview);
        Assert.Equal(HttpStatusCode.OK, forced.Status);
        Assert.Equal(before, (await site.OpenAsync()).Entries.Count);
    }

    [Fact]
    public async Task An_overlapping_backup_adds_only_what_is_new()
    {
        await using var site = await ImportSite.StartAsync();
        string[] monday = [Backup.Sms("One", Him, "1", At(0)), Backup.Sms("Two", Him, "1", At(10))];
        await site.ImportAsync(Backup.Smses(monday), Him);
        var done = await site.ImportAsync(Backup.Smses([Backup.Sms("Before", Him, "1", At(-50)), .. monday, Backup.Sms("Three", "(555) 000-0001", "1", At(20))]), Him, ("Input.Country", "US"));

        Assert.Equal(2, done.Tally.Lines["Were in your record before"]);
        var file = await site.OpenAsync();
        Assert.Equal(["Before", "One", "Two", "Three"], file.Incidents.Select(incident => incident["said"]));
        Assert.Single(file.ContactPoints);
    }

    [Fact]
    public async Task Two_equal_messages_in_one_second_are_two()
    {
        await using var site = await ImportSite.StartAsync();
        var one = Backup.Sms("Answer me", Him, "1", At(0));
        await site.ImportAsync(Backup.Smses(one, one), Him);
        Assert.Equal(2, (await site.OpenAsync()).Incidents.Count);

        await site.ImportAsync(Backup.Smses(one, one, one), Him);
        Assert.Equal(3, (await site.OpenAsync()).Incidents.Count);
    }

    [Fact]
    public async Task An_import_is_undone_as_a_whole_and_brought_back()
    {
        await using var site = await ImportSite.StartAsync();
        var typed = await site.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-01")));
        var done = await site.ImportAsync(Small, Him);
        var imported = (await site.OpenAsync()).Incidents.Count;

        var undone = await site.PostAsync(done, done.Path + "?handler=Undo", ("Input.Reason", "The wrong number"));
        Assert.Equal(HttpStatusCode.Redirect, undone.Status);
        var file = await site.OpenAsync();
        Assert.Equal(typed.FirstSeq, Assert.Single(file.Incidents).FirstSeq);
        Assert.Empty(file.Exhibits);
        Assert.Empty(file.ContactPoints);
        Assert.True(file.Imports[0].IsWithdrawn);
        Assert.Equal("The wrong number", file.Imports[0].History[^1].Entry.Reason);
        Assert.Contains("Undone.", (await site.GetAsync("/Import")).Text, StringComparison.Ordinal);

        // Pressed twice, it is still undone once.
        Assert.Equal(HttpStatusCode.Redirect, (await site.PostAsync(done, done.Path + "?handler=Undo")).Status);
        Assert.Equal(2, (await site.OpenAsync()).Imports[0].History.Count);

        var page = await site.GetAsync(done.Path);
        await site.PostAsync(page, done.Path + "?handler=Restore");
        file = await site.OpenAsync();
        Assert.Equal(imported, file.Incidents.Count);
        Assert.Single(file.Exhibits);
        Assert.Single(file.ContactPoints);
    }

    [Fact]
    public async Task What_was_undone_can_be_imported_again_and_then_not_brought_back_beside_it()
    {
        await using var site = await ImportSite.StartAsync();
        var done = await site.ImportAsync(Small, Him);
        var count = (await site.OpenAsync()).Incidents.Count;
        await site.PostAsync(done, done.Path + "?handler=Undo");
        await site.ImportAsync(Small, Him);
        Assert.Equal(count, (await site.OpenAsync()).Incidents.Count);

        var refused = await site.PostAsync(await site.GetAsync(done.Path), done.Path + "?handler=Restore");
        Assert.Contains("Undo that one first", refused.Text, StringComparison.Ordinal);
        Assert.Equal(count, (await site.OpenAsync()).Incidents.Count);
    }

    [Fact]
    public async Task A_message_withdrawn_by_itself_does_not_come_back_with_the_next_backup()
    {
        await using var site = await ImportSite.StartAsync();
        var backup = Backup.Smses(Backup.Sms("One", Him, "1", At(0)), Backup.Sms("Two", Him, "1", At(10)));
        await site.ImportAsync(backup, Him);
        await site.AppendAsync(EntryDraft.Withdraw((await site.OpenAsync()).Incidents[0], "Not about this"));

        var preview = await site.PreviewAsync(await site.ChooseAsync(backup), Him);
        Assert.Contains("Nothing to add", preview.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_file_gives_what_is_whole_and_says_so()
    {
        await using var site = await ImportSite.StartAsync();
        var whole = Backup.Smses(Backup.Sms("One", Him, "1", At(0)), Backup.Sms("Two", Him, "1", At(10)), Backup.Sms("Three", Him, "1", At(20)));
        var choose = await site.ChooseAsync(whole[..(whole.IndexOf("Three", StringComparison.Ordinal) + 2)]);

        Assert.Contains("The file stops before its end.", choose.Text, StringComparison.Ordinal);
        Assert.Contains("sms[3]", choose.Text, StringComparison.Ordinal);
        choose.AddsUp();
        Assert.Equal(1, choose.Tally.Lines["Could not be read, listed"]);
        var done = await site.GetAsync((await site.AddAsync(await site.PreviewAsync(choose, Him))).Location!);
        done.AddsUp();
        Assert.Contains("The file stops before its end.", done.Text, StringComparison.Ordinal);
        Assert.Contains("sms[3]: The file stops inside this record.", done.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await site.OpenAsync()).Incidents.Count);
    }

    [Fact]
    public async Task Withheld_calls_are_taken_only_when_chosen()
    {
        await using var site = await ImportSite.StartAsync();
        var backup = Backup.Calls(
            Backup.Call("3", Him, date: At(0)),
            Backup.Call("3", "-1", "2", date: At(60)),
            Backup.Call("6", "", "3", date: At(120)),
            Backup.Call("5", Him, date: At(180)),
            Backup.Call("4", Him, duration: "75", date: At(240)),
            Backup.Call("2", Him, duration: "3", date: At(300)));
        var done = await site.ImportAsync(backup, Him);
        Assert.Equal(2, done.Tally.Lines["Withheld or not named, left out"]);
        var file = await site.OpenAsync();
        Assert.Equal(["missed", "rejected", null], file.Incidents.Select(incident => incident["call-result"]));
        Assert.Equal(IncidentKind.Voicemail, file.Incidents[2].Kind);
        Assert.Equal("1 min 15 s", file.Incidents[2]["duration"]);
        Assert.Single(file.AllIncidents, incident => incident.IsOwn);

        done = await site.ImportAsync(backup, "withheld");
        Assert.Equal(2, done.Tally.Lines["From Number withheld, added"]);
        done.AddsUp();
        file = await site.OpenAsync();
        Assert.Equal(2, file.Incidents.Count(incident => incident["from"] == "Number withheld" && incident.ContactPointSeq is null));
        Assert.Single(file.ContactPoints);
    }

    [Fact]
    public async Task Drafts_are_counted_and_left_out_and_nobody_is_chosen_for_her()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Backup.Smses(Backup.Sms("One", Him, "1", At(0)), Backup.Sms("Never sent", Him, "3", At(10)), Backup.Sms("What", Him, "9", At(20))));
        Assert.DoesNotContain("checked", choose.Html, StringComparison.Ordinal);
        var done = await site.GetAsync((await site.AddAsync(await site.PreviewAsync(choose, Him))).Location!);

        Assert.Equal(1, done.Tally.Lines["Drafts, reports and lines of the app itself, left out"]);
        Assert.Equal(1, done.Tally.Lines["Could not be read, listed"]);
        done.AddsUp();
        Assert.Single((await site.OpenAsync()).AllIncidents);
    }

    [Fact]
    public async Task Without_a_number_she_is_asked_for_one()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Small);
        var sent = await site.PreviewAsync(choose, "");
        var again = await site.GetAsync(sent.Location!);

        Assert.Contains("There is a problem Choose who it is first.", again.Text, StringComparison.Ordinal);
        again.AddsUp();
    }

    [Fact]
    public async Task The_number_she_has_already_is_suggested_and_linked()
    {
        await using var site = await ImportSite.StartAsync();
        await site.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "+1 555-000-0001")).LinkedTo("contact", 0));
        var choose = await site.ChooseAsync(Small);

        Assert.Matches("value=\"\\+15550000001\"[^>]*checked|checked[^>]*value=\"&#x2B;15550000001\"|value=\"&#x2B;15550000001\"[^>]*checked", choose.Html);
        Assert.Contains("From +1 555-000-0001, will be added", choose.Tally.Lines.Keys);
        choose.AddsUp();
        await site.AddAsync(await site.PreviewAsync(choose, Him));
        var file = await site.OpenAsync();
        var point = Assert.Single(file.ContactPoints);
        Assert.All(file.AllIncidents, incident => Assert.Equal(point.FirstSeq, incident.ContactPointSeq));
    }

    [Fact]
    public async Task A_new_number_is_put_to_the_person_she_says()
    {
        await using var site = await ImportSite.StartAsync();
        var person = await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.")));
        var preview = await site.PreviewAsync(await site.ChooseAsync(Small), Him);
        Assert.Contains("Whose number is this?", preview.Text, StringComparison.Ordinal);
        await site.AddAsync(preview, ("Input.Contact", person.FirstSeq.ToString(CultureInfo.InvariantCulture)));

        var point = Assert.Single((await site.OpenAsync()).ContactPoints);
        Assert.Equal(person.FirstSeq, point.ContactSeq);
        Assert.Equal(Him, point.Value);
    }

    // She wrote "450 calls that night": the phone's list has each of them, and each is hers to decide.
    [Fact]
    public async Task A_long_list_of_what_she_typed_has_pages_and_can_be_ticked_as_one()
    {
        const string same = "The same as what you typed";
        await using var site = await ImportSite.StartAsync();
        await site.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2017-12-02").With("time", "09:00").With("end-time", "18:00").With("precision", "exact").With("zone", ImportSite.Zone).With("count", "450")));
        var calls = Backup.Calls([.. Enumerable.Range(0, 450).Select(n => Backup.Call("3", Him, date: At(900 + (n * 60))))]);
        var first = await site.PreviewAsync(await site.ChooseAsync(calls), Him);
        Assert.Equal((450, 200, "call[1]"), (first.Tally.Lines[same], Listed(first).Count, Listed(first)[0]));
        Assert.Matches("name=\"Input.TypedTurn\" value=\"1\" formaction=\"/[^\"]+#typed\"", first.Html);
        var second = await site.PostAsync(first, first.Path, ("Input.AddToo", "call[3]"), ("Input.TypedTurn", "1"));
        Assert.Equal((449, "call[201]"), (second.Tally.Lines[same], Listed(second)[0]));
        var third = await site.PostAsync(second, second.Path, ("Input.TypedTurn", "1"));
        Assert.Equal((50, "call[401]"), (Listed(third).Count, Listed(third)[0]));
        Assert.Contains("Ticked on all pages of this list: 1", third.Text, StringComparison.Ordinal);
        var last = await site.PostAsync(third, third.Path, ("Input.AddToo", "call[450]"));
        last.AddsUp();
        Assert.Equal(448, last.Tally.Lines[same]);
        var all = await site.PostAsync(last, last.Path, ("Input.AddToo", "**"));
        all.AddsUp();
        Assert.DoesNotContain(same, all.Tally.Lines.Keys);

        var done = await site.GetAsync((await site.AddAsync(last, ("Input.AddToo", "call[450]"))).Location!);
        done.AddsUp();
        Assert.Equal(3, (await site.OpenAsync()).Incidents.Count);

        static List<string> Listed(ImportSite.Page page) =>
            [.. System.Text.RegularExpressions.Regex.Matches(page.Html, "name=\"Input.AddToo\"[^>]*value=\"([^\"*]+)\"").Select(box => box.Groups[1].Value)];
    }

    [Fact]
    public async Task What_looks_the_same_as_a_typed_entry_is_left_out_unless_she_says_otherwise()
    {
        await using var site = await ImportSite.StartAsync();
        await site.AppendAsync(
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2017-12-02").With("time", "08:49").With("precision", "exact").With("zone", ImportSite.Zone).With("said", "Where are you")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2017-12-02").With("time", "09:00").With("end-time", "10:00").With("precision", "exact").With("zone", ImportSite.Zone).With("count", "2")));
        var texts = Backup.Smses(Backup.Sms("Where are you", Him, "1", At(0)), Backup.Sms("Else", Him, "1", At(2)), Backup.Sms("Later", Him, "1", At(90)));
        var preview = await site.PreviewAsync(await site.ChooseAsync(texts), Him);

        preview.AddsUp();
        Assert.Equal(1, preview.Tally.Lines["The same as what you typed"]);
        Assert.Contains("You typed: 08:49. “Where are you”", preview.Text, StringComparison.Ordinal);
        var again = await site.PostAsync(preview, preview.Path, ("Input.AddToo", "sms[1]"));
        Assert.DoesNotContain("The same as what you typed", again.Tally.Lines.Keys);
        await site.AddAsync(preview);
        Assert.Equal(4, (await site.OpenAsync()).Incidents.Count);

        // A burst stands for as many as it says.
        var calls = Backup.Calls([.. Enumerable.Range(0, 3).Select(n => Backup.Call("3", Him, date: At(900 + (n * 60))))]);
        var done = await site.ImportAsync(calls, Him);
        Assert.Equal(2, done.Tally.Lines["Were in your record before"]);
        Assert.Equal(1, done.Tally.Lines[$"From {Him}, added"]);
    }

    [Fact]
    public async Task Pictures_in_messages_become_exhibits_of_their_message()
    {
        byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];
        await using var site = await ImportSite.StartAsync();
        var part = $"<part seq=\"0\" ct=\"image/png\" name=\"null\" cl=\"IMG_1.png\" data=\"{Convert.ToBase64String(picture)}\" /><part seq=\"1\" ct=\"text/plain\" text=\"Look\" />";
        await site.ImportAsync(Backup.Smses(
            Backup.Mms(part, $"<addr address=\"{Him}\" type=\"137\" />"),
            Backup.Mms(part, $"<addr address=\"{Him}\" type=\"151\" />", box: "2")), Him);
        var file = await site.OpenAsync();

        var incident = Assert.Single(file.Incidents);
        Assert.Contains("IMG_1.png (image/png, 12 bytes, SHA-256 ", incident["attachments"], StringComparison.Ordinal);
        var exhibit = Assert.Single(file.ExhibitsOf(incident));
        Assert.Equal("image/png", exhibit.Media.MimeType);
        Assert.Equal(picture, await site.BytesAsync(exhibit.File.Id));
        Assert.Contains(exhibit.File.Entry.Sha256.Hex, incident["attachments"], StringComparison.Ordinal);

        // Her own pictures stay in the source file.
        Assert.Equal(2, file.Exhibits.Count);
    }

    [Fact]
    public async Task The_form_sent_twice_imports_once()
    {
        await using var site = await ImportSite.StartAsync();
        var preview = await site.PreviewAsync(await site.ChooseAsync(Small), Him);
        var both = await Task.WhenAll(site.AddAsync(preview), site.AddAsync(preview));
        var third = await site.AddAsync(preview);

        Assert.All(both, page => Assert.Equal(third.Location, page.Location));
        Assert.Single((await site.OpenAsync()).Imports);
    }

    [Fact]
    public async Task The_preview_turns_its_pages_from_both_ends()
    {
        await using var site = await ImportSite.StartAsync();
        var preview = await site.PreviewAsync(await site.ChooseAsync(Backup.Smses([.. Enumerable.Range(0, 60).Select(n => Backup.Sms($"message {n:00}", Him, "1", At(n * 60)))])), Him);

        Assert.Contains("60 to add", preview.Text, StringComparison.Ordinal);
        Assert.Contains("message 00", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("message 25", preview.Text, StringComparison.Ordinal);
        var second = await site.PostAsync(preview, preview.Path, ("Input.Turn", "1"));
        Assert.Contains("message 25", second.Text, StringComparison.Ordinal);
        Assert.Contains("Page 2 of 3", second.Text, StringComparison.Ordinal);
        var newest = await site.PostAsync(second, second.Path, ("Input.Turnaround", "newest"));
        Assert.Contains("message 59", newest.Text, StringComparison.Ordinal);
        Assert.Contains("Page 1 of 3", newest.Text, StringComparison.Ordinal);
        Assert.Contains("08:49 27 s", preview.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_of_the_phone_is_compared_with_the_zone()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Backup.Smses(Backup.Sms("One", Him, "1", First.ToString(CultureInfo.InvariantCulture), "readable_date=\"Dec 2, 2017 15:49:27\"")));
        Assert.Contains("stood at UTC+1, and America/Chicago never did", choose.Text, StringComparison.Ordinal);

        await site.AddAsync(await site.PreviewAsync(choose, Him, ("Input.Zone", "Europe/Berlin")));
        var incident = Assert.Single((await site.OpenAsync()).Incidents);
        Assert.Equal(("15:49:27", "Europe/Berlin"), (incident["time"], incident["zone"]));
    }

    [Fact]
    public async Task A_number_without_a_country_is_completed_only_by_hers()
    {
        await using var site = await ImportSite.StartAsync();
        await site.AppendAsync(EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", Him)));
        var choose = await site.ChooseAsync(Backup.Smses(Backup.Sms("One", "5550000001", "1", At(0)), Backup.Sms("Two", "+44 7700 900123", "1", At(5))));
        Assert.DoesNotContain("Already in your record", choose.Text, StringComparison.Ordinal);
        Assert.Contains("are from United Kingdom (GB)", choose.Text, StringComparison.Ordinal);

        var again = await site.PostAsync(choose, choose.Path, ("Input.Country", "US"), ("Input.Person", "5550000001"), ("Input.Zone", ImportSite.Zone));
        Assert.Contains("Already in your record", again.Text, StringComparison.Ordinal);
        Assert.Contains($"From {Him}, will be added", again.Tally.Lines.Keys);
    }

    [Fact]
    public async Task Thousands_of_messages_are_one_import()
    {
        await using var site = await ImportSite.StartAsync();
        var done = await site.ImportAsync(Backup.Smses([.. Enumerable.Range(0, 2_000).Select(n => Backup.Sms($"message {n}", Him, n % 7 == 0 ? "2" : "1", At(n * 60)))]), Him);

        done.AddsUp();
        var file = await site.OpenAsync();
        Assert.Equal(2_000, file.AllIncidents.Count);
        Assert.Equal(file.Imports[0].FirstSeq + 2_002, file.Entries.Count);
    }
}
