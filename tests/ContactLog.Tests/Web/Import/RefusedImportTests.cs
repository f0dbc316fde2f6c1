using System.Globalization;
using System.Net;
using System.Text;
using ContactLog.Tests.Imports.SmsBackupRestore;
using Microsoft.Data.Sqlite;
using static ContactLog.Tests.Web.Import.SmallBackup;

namespace ContactLog.Tests.Web.Import;

/// <summary>A file that is refused, too large, given up or left lying: a sentence says so, and nothing of it stays.</summary>
public sealed class RefusedImportTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "", "The file is empty" },
        { "Dear diary", "not a message export" },
        { "PK\u0003\u0004\u0014\0\0\0", "zip archive" },
        { "<?xml version='1.0'?><bank><x/></bank>", "it begins with “bank”" },
        { "<!DOCTYPE smses [<!ENTITY x 'y'>]><smses count=\"0\"/>", "document type definition" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_not_a_backup_is_refused_in_a_sentence_and_not_kept(string content, string sentence)
    {
        await using var site = await ImportSite.StartAsync();
        var page = await site.UploadAsync(Encoding.Latin1.GetBytes(content));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
        Assert.Equal(0, CountFiles(site));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_in_a_sentence_and_not_kept()
    {
        await using var site = await ImportSite.StartAsync(builder => builder.Configuration["Uploads:MaxFileBytes"] = "1000");
        var page = await site.UploadAsync(Small);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
        Assert.Contains("larger than 1 kB", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_left_is_swept_and_the_page_asks_for_it_again()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Small);
        await site.AgeFilesAsync(TimeSpan.FromHours(25));
        Assert.Equal(1, await site.SweepAsync());

        var gone = await site.GetAsync(choose.Path);
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        Assert.Contains("The file is no longer here", gone.Text, StringComparison.Ordinal);
        Assert.Contains("Choose the file again", gone.Text, StringComparison.Ordinal);
        var missing = await site.GetAsync($"/Import/Choose/{Guid.NewGuid()}");
        Assert.Equal(gone.Status, missing.Status);
        Assert.Equal(gone.Text, missing.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await site.PreviewAsync(choose, Him)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/Import/Done/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task Cancelling_leaves_nothing()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.ChooseAsync(Small);
        var cancelled = await site.PostAsync(choose, choose.Path + "?handler=Cancel");

        Assert.Equal("/Import", cancelled.Location);
        Assert.Equal(0, CountFiles(site));
    }

    [Fact]
    public async Task Nothing_of_the_file_is_on_the_disk_or_in_the_log_or_in_an_address()
    {
        const string planted = "zq-planted-word";
        await using var site = await ImportSite.StartAsync();
        var sent = await site.UploadAsync(Backup.Smses(Backup.Sms(planted + " body", "+15550009876", "1", At(0), $"contact_note=\"{planted}\""), Backup.Sms("x", planted, "9")), planted + ".xml");
        var preview = await site.PreviewAsync(await site.GetAsync(sent.Location!), "+15550009876");
        var added = await site.AddAsync(preview);
        await site.GetAsync(added.Location!);
        Assert.Contains(planted, preview.Text, StringComparison.Ordinal);

        Assert.All(new[] { sent.Location!, preview.Path, added.Location! }, address => Assert.DoesNotContain("9876", address, StringComparison.Ordinal));
        SqliteConnection.ClearAllPools();
        var swept = 0;
        foreach (var path in Directory.EnumerateFiles(site.Site.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            foreach (var word in new[] { planted, "5550009876", Convert.ToBase64String(Encoding.UTF8.GetBytes(planted)) })
            {
                Assert.Equal(-1, copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)));
            }

            swept++;
        }

        Assert.True(swept >= 2, "There was nothing to sweep.");
    }

    private static int CountFiles(ImportSite site)
    {
        using var connection = new SqliteConnection($"Data Source={Directory.EnumerateFiles(Path.Combine(site.Site.Folder, "data"), "*.db").Single()}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Files WHERE Size >= 0";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
