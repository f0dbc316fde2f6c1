using System.Text;
using ContactLog.Imports;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Tests.Imports.Zip;

namespace ContactLog.Tests.Web.Import;

/// <summary>Files of several kinds that are brought in at once.</summary>
public sealed class MixedFilesTests
{
    private const string Him = "+15550000001";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static (string, byte[]) Chat(string name, string text) => (name, Bytes($"03/04/2026, 21:07 - R. Placeholder: {text}\n04/04/2026, 08:01 - R. Placeholder: {text} again\n"));

    [Fact]
    public async Task A_chat_whose_dates_may_begin_with_the_year_can_be_answered_so()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(("_chat.txt", Bytes("[22-03-18, 10:00:00] Bob: a\n[22-03-19, 10:00:00] Bob: b\n[22-04-01, 10:00:00] Bob: c\n")));
        Assert.Contains("Year first The first line below would be 18 March 2022.", choose.Text, StringComparison.Ordinal);
        Assert.Contains("[22-03-18, 10:00:00] Bob: a", choose.Text, StringComparison.Ordinal);
        var done = await site.GetAsync((await site.AddAsync(await site.PreviewAsync(choose, "Bob", ("Input.Orders[0].Order", "ymd")))).Location!);
        Assert.Contains("Dates read as Year first", done.Text, StringComparison.Ordinal);
        Assert.Equal(["2022-03-18", "2022-03-19", "2022-04-01"], (await site.OpenAsync()).Incidents.Select(row => row["date"]));
    }

    [Fact]
    public async Task Each_file_whose_dates_are_open_is_asked_about_and_one_answer_does_not_rule_another()
    {
        await using var site = await ImportSite.StartAsync();
        var zip = Archive.Of(Chat("one.txt", "a"), Chat("two.txt", "b"));
        var choose = await site.SendAsync(("chats.zip", zip), Chat("three.txt", "c"));
        string[] names = ["chats.zip!one.txt", "chats.zip!two.txt", "three.txt"];
        var at = names.ToDictionary(name => name, name => choose.Hidden.Single(field => field.Value == name).Name.Replace(".File", ".Order", StringComparison.Ordinal), StringComparer.Ordinal);
        Assert.All(names, name => Assert.Contains($"How are the dates in {name} written?", choose.Text, StringComparison.Ordinal));

        // Not all of them answered, or a form that was made up with one answer for all: it asks, and adds nothing.
        var path = choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal);
        foreach (var answer in new (string, string)[][] { [(at[names[0]], "dmy"), (at[names[2]], "dmy")], [("Input.Orders[0].File", ""), ("Input.Orders[0].Order", "dmy")] })
        {
            (string, string)[] form = [("Input.Person", "R. Placeholder"), .. answer];
            Assert.Matches("^/Import/Choose/.*[?&]q=", (await site.PostAsync(choose, path, form)).Location);
            Assert.Matches("^/Import/Choose/.*[?&]q=", (await site.PostAsync(choose, path + "&handler=Add", form)).Location);
        }

        var asked = await site.PostAsync(choose, choose.Path + "&missing=order", ("Input.Person", "R. Placeholder"), (at[names[0]], "dmy"));
        Assert.Contains("Nothing is guessed", asked.Text, StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).Imports);

        var preview = await site.PreviewAsync(choose, "R. Placeholder", (at[names[0]], "dmy"), (at[names[1]], "mdy"), (at[names[2]], "dmy"));
        preview.AddsUp();
        var done = await site.GetAsync((await site.AddAsync(preview)).Location!);
        Assert.Contains("Dates read as Month first chats.zip!two.txt", done.Text, StringComparison.Ordinal);
        var file = await site.OpenAsync();
        Assert.Equal(["chats.zip!one.txt: dmy", "chats.zip!two.txt: mdy", "three.txt: dmy"], file.Imports[0].Fields.List("date-order"));
        Assert.Equal(
            [("a", "2026-04-03"), ("b", "2026-03-04"), ("c", "2026-04-03")],
            file.Incidents.Where(row => !row["said"]!.EndsWith("again", StringComparison.Ordinal)).Select(row => (row["said"]!, row["date"]!)).Order());
    }

    [Fact]
    public async Task More_files_than_one_page_asks_about_come_in_a_few_at_a_time()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(("chats.zip", Archive.Of([.. Enumerable.Range(0, 21).Select(n => Chat($"{n}.txt", "a"))])));
        Assert.Contains("Bring them in a few at a time", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Look at them", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.Orders", choose.Html, StringComparison.Ordinal);
        var path = choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal);
        Assert.Matches("^/Import/Choose/[^?]*[?]q=", (await site.PostAsync(choose, path + "?handler=Add", ("Input.Person", "R. Placeholder"))).Location);
    }

    [Fact]
    public async Task Of_several_files_the_one_that_is_asked_about_is_named()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(Chat("chat.txt", "a"), ("sms.xml", Bytes(Backup.Smses(Backup.Sms("x", Him)))));
        Assert.Contains("How are the dates in chat.txt written?", choose.Text, StringComparison.Ordinal);
        var preview = await site.PreviewAsync(choose, Him, ("Input.Orders[0].Order", "dmy"));
        Assert.Contains("to add", preview.Text, StringComparison.Ordinal);
        await site.GetAsync((await site.AddAsync(preview)).Location!);
        var import = (await site.OpenAsync()).Imports[0];
        string Reader(string id) => $"{id} {ExportFormats.Find(id)!.ReaderVersion}";
        Assert.Equal(("zip", $"{Reader("sms-backup-restore")}, {Reader("whatsapp")}"), (import["format"], import["readers"]));
    }

    // She chose one file too many: what is in the record stays there, and is handed over with it.
    [Fact]
    public async Task A_file_of_several_that_is_no_export_does_not_become_an_exhibit()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(("sms.xml", Bytes(Backup.Smses(Backup.Sms("x", Him)))), ("letter.txt", Bytes("Dear Mum,\nI am moving to\n")));
        var preview = await site.PreviewAsync(choose, Him);
        Assert.Contains("1 file that could not be read is not kept, only its name and SHA-256.", preview.Text, StringComparison.Ordinal);
        await site.GetAsync((await site.AddAsync(preview)).Location!);
        var file = await site.OpenAsync();
        Assert.Equal(["sms.xml"], file.Exhibits.SelectMany(one => one.Files).Select(one => one.Entry.Name));
        Assert.Contains("letter.txt", file.Imports[0]["files"], StringComparison.Ordinal);
        Assert.Equal(2, file.Imports[0]["files"]!.Split('\n').Length);
    }

    // However it is made: a file that would be read for ever must not hold the program. With no time at all the limit is passed at
    // the first look of a reader on any machine, fast or busy.
    [Fact]
    public async Task Reading_that_takes_too_long_is_stopped_and_says_so()
    {
        await using var site = await ImportSite.StartAsync(builder => builder.Configuration["Uploads:MaxReadingSeconds"] = "0");
        var backup = Backup.Smses([.. Enumerable.Range(0, 5_000).Select(n => Backup.Sms($"{n}", Him))]);
        var sent = await site.UploadAsync(backup);
        var stopped = await site.GetAsync(sent.Location!);
        Assert.Equal("/Import", stopped.Location);
        var page = await site.GetAsync(stopped.Location!);
        Assert.Contains("Reading this took too long", page.Text, StringComparison.Ordinal);

        var zip = await site.UploadAsync(Archive.Of(("sms.xml", backup)), "sms.zip");
        // Its list may be read within the time; what is in it may not.
        zip = zip.Location is { } on ? await site.GetAsync((await site.GetAsync(on)).Location!) : zip;
        Assert.Contains("Reading this took too long", zip.Text, StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).Imports);
    }

    [Fact]
    public async Task A_table_whose_columns_must_be_asked_about_is_not_read_by_a_guess_among_others()
    {
        await using var site = await ImportSite.StartAsync();
        var table = Bytes("2026-05-01 10:00,+15550000001,He waited at the gate\n2026-05-02 11:00,+15550000001,He rang twice again\n");
        foreach (var choose in new[]
        {
            await site.SendAsync(("sms.xml", Bytes(Backup.Smses(Backup.Sms("x", Him)))), ("list.csv", table)),
            await site.SendAsync(("both.zip", Archive.Of(("sms.xml", Backup.Smses(Backup.Sms("x", Him))), ("list.csv", Encoding.UTF8.GetString(table))))),
        })
        {
            choose.AddsUp();
            Assert.Equal((1, 2), (choose.Tally.Lines["To you"], choose.Tally.Lines["Could not be read, listed"]));
            Assert.Contains("Bring this table in by itself", choose.Text, StringComparison.Ordinal);
            Assert.Contains("none of its rows was read", choose.Text, StringComparison.Ordinal);
        }

        // By itself she is asked.
        Assert.Contains("/Import/Columns/", (await site.GetAsync((await site.UploadAsync(table, "list.csv")).Location!)).Location, StringComparison.Ordinal);
    }
}
