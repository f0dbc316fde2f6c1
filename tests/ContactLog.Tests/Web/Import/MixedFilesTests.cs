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

    private static (string, byte[]) Chat(string name, string text) => (name, Bytes($"03/04/2026, 21:07 - R. Placeholder: {text}\n04/04/2026, 08:01 - R. Placeholder: again\n"));

    [Fact]
    public async Task An_answer_about_the_dates_of_one_file_does_not_rule_another()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(Chat("one.txt", "a"), Chat("two.txt", "b"));
        Assert.Contains("bring them in one by one", choose.Text, StringComparison.Ordinal);
        Assert.Matches(@"one by one: one\.txt two\.txt", choose.Text);
        Assert.DoesNotContain("Look at them", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.DateOrder", choose.Html, StringComparison.Ordinal);

        // A form that was made up is told the same, and adds nothing.
        (string, string)[] answer = [("Input.Person", "R. Placeholder"), ("Input.DateOrder", "dmy")];
        var path = choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal);
        Assert.Contains("missing=files", (await site.PostAsync(choose, path, answer)).Location, StringComparison.Ordinal);
        Assert.Contains("missing=files", (await site.PostAsync(choose, path + "&handler=Add", answer)).Location, StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).Imports);
    }

    [Fact]
    public async Task Of_several_files_the_one_that_is_asked_about_is_named()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(Chat("chat.txt", "a"), ("sms.xml", Bytes(Backup.Smses(Backup.Sms("x", Him)))));
        Assert.Contains("Lines from chat.txt:", choose.Text, StringComparison.Ordinal);
        var preview = await site.PreviewAsync(choose, Him, ("Input.DateOrder", "dmy"));
        Assert.Contains("to add", preview.Text, StringComparison.Ordinal);
        await site.GetAsync((await site.AddAsync(preview)).Location!);
        var import = (await site.OpenAsync()).Imports[0];
        string Reader(string id) => $"{id} {ExportFormats.Find(id)!.ReaderVersion}";
        Assert.Equal(("zip", $"{Reader("sms-backup-restore")}, {Reader("whatsapp")}"), (import["format"], import["readers"]));
    }

    // However it is made: a file that would be read for ever must not hold the program.
    [Fact]
    public async Task Reading_that_takes_too_long_is_stopped_and_says_so()
    {
        await using var site = await ImportSite.StartAsync(builder => builder.Configuration["Uploads:MaxReadingSeconds"] = "0.001");
        var backup = Backup.Smses([.. Enumerable.Range(0, 5_000).Select(n => Backup.Sms($"{n}", Him))]);
        var sent = await site.UploadAsync(backup);
        var stopped = await site.GetAsync(sent.Location!);
        Assert.Equal("/Import?slow=True", stopped.Location);
        var page = await site.GetAsync(stopped.Location!);
        Assert.Contains("Reading this took too long", page.Text, StringComparison.Ordinal);

        var zip = await site.UploadAsync(Archive.Of(("sms.xml", backup)), "sms.zip");
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
