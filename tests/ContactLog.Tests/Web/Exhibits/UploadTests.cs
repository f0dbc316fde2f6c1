using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Web.Uploads;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactLog.Tests.Web.Exhibits;

public sealed class UploadTests
{
    private const string Planted = "zq-planted-wren";

    [Fact]
    public async Task Files_of_every_kind_are_kept_byte_for_byte_under_their_digest()
    {
        await using var site = await CaseSite.StartAsync();
        (string Name, byte[] Bytes, string Type)[] files =
        [
            ("screen.png", Samples.Png, "image/png"),
            ("photo.jpg", Samples.JpegWithClaims(), "image/jpeg"),
            ("letter.pdf", Samples.Pdf, "application/pdf"),
            ("voicemail.wav", Samples.Wav(3_000_000), "audio/wav"),
            ("page.html", Samples.Html, "application/octet-stream"),
            ("drawing.svg", Samples.Svg, "application/octet-stream"),
        ];
        using var response = await site.UploadAsync("/Exhibits/Add", [.. files.Select(file => (file.Name, file.Bytes))]);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("6 files are sealed", await site.GetAsync(response.Headers.Location!.ToString()), StringComparison.Ordinal);
        var opened = await site.OpenAsync();
        Assert.Equal(["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"], opened.Exhibits.Select(exhibit => exhibit.Label));
        for (var at = 0; at < files.Length; at++)
        {
            var exhibit = opened.Exhibits[at];
            Assert.Equal(files[at].Name, exhibit.File.Entry.Name);
            Assert.Equal(files[at].Type, exhibit["media-type"]);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(files[at].Bytes)), exhibit.File.Entry.Sha256.Hex);
            Assert.Equal(files[at].Bytes, await site.Browser.GetByteArrayAsync($"/Exhibits/File/{exhibit.Id}/original"));
        }
    }

    [Fact]
    public async Task Nothing_of_a_file_lies_in_the_clear_on_disk_nor_in_the_log()
    {
        await using var site = await CaseSite.StartAsync();
        var before = TemporaryFiles();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Planted + " ", 20_000)));
        using var response = await site.UploadAsync("/Exhibits/Add", (Planted + ".txt", bytes));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);

        Assert.Equal(before, TemporaryFiles());
        SqliteConnection.ClearAllPools();
        var swept = 0;
        foreach (var path in Directory.EnumerateFiles(site.Site.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.Equal(-1, copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Planted)));
            swept++;
        }

        Assert.True(swept >= 2, "There was nothing to sweep.");

        // What ASP.NET would have made of the form.
        static string[] TemporaryFiles() => [.. Directory.EnumerateFiles(Path.GetTempPath(), "ASPNETCORE_*").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_file_added_to_an_item_is_linked_to_it_in_the_same_entry()
    {
        await using var site = await CaseSite.StartAsync();
        var boundary = await site.AppendAsync(EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Please stop.")));
        using var response = await site.UploadAsync($"/Exhibits/Add/{boundary.ItemIds[0]}", ("copy.png", Samples.Png));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var opened = await site.OpenAsync();
        Assert.Equal(boundary.FirstSeq, Assert.Single(opened.Exhibits).OfSeq);
        Assert.Equal(boundary.FirstSeq + 1, opened.Entries.Count);
    }

    [Fact]
    public async Task A_copy_can_be_added_to_what_was_done_about_it()
    {
        await using var site = await CaseSite.StartAsync();
        var report = await site.AppendAsync(EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Springfield police")));
        using var response = await site.UploadAsync($"/Exhibits/Add/{report.ItemIds[0]}", ("copy.png", Samples.Png));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(report.FirstSeq, Assert.Single((await site.OpenAsync()).Exhibits).OfSeq);
    }

    [Fact]
    public async Task A_form_sent_twice_is_taken_once_and_its_second_files_are_dropped()
    {
        await using var site = await CaseSite.StartAsync();
        var hidden = CaseSite.Hidden(await site.GetAsync("/Exhibits/Add"));
        for (var time = 0; time < 2; time++)
        {
            using var form = new MultipartFormDataContent();
            foreach (var (name, value) in hidden)
            {
                form.Add(new StringContent(value), name);
            }

            form.Add(CaseSite.FileOf("a.png", Samples.Png));
            using var response = await site.Browser.PostAsync("/Exhibits/Add", form);
            Assert.Equal("/Exhibits/Added/2/1", response.Headers.Location?.ToString());
        }

        Assert.Single((await site.OpenAsync()).Exhibits);
        Assert.Equal(1L, Scalar(site, "SELECT count(*) FROM Files"));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\someone\\voice.png", "voice.png")]
    [InlineData("..", "..")]
    [InlineData("a\r\nSet-Cookie: x=1.png", "a%0D%0ASet-Cookie: x=1.png")]
    [InlineData("photo\u202Egnp.exe", "photo\u202Egnp.exe")]
    [InlineData("Ünïcode 🌿.png", "Ünïcode 🌿.png")]
    [InlineData("two\"quotes.png", "two%22quotes.png")]
    public async Task A_hostile_name_is_a_label_and_never_a_path_nor_a_header(string sent, string kept)
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.UploadAsync("/Exhibits/Add", (sent, Samples.Png));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);

        var exhibit = Assert.Single((await site.OpenAsync()).Exhibits);
        Assert.Equal(kept, exhibit.File.Entry.Name);
        using var file = await site.Browser.GetAsync($"/Exhibits/File/{exhibit.Id}/original");
        Assert.Equal("attachment; filename=A-1.png; filename*=UTF-8''A-1.png", Assert.Single(file.Content.Headers.GetValues("Content-Disposition")));
        var page = await site.GetAsync($"/Exhibits/{exhibit.Id}");
        Assert.DoesNotContain('\u202E', page);
    }

    [Fact]
    public async Task An_empty_file_is_named_and_the_others_are_kept()
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.UploadAsync("/Exhibits/Add", ("nothing.png", []), ("a.png", Samples.Png));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("nothing.png is empty", page, StringComparison.Ordinal);
        Assert.Contains("The other file was saved.", page, StringComparison.Ordinal);
        Assert.Equal("a.png", Assert.Single((await site.OpenAsync()).Exhibits).File.Entry.Name);
    }

    [Fact]
    public async Task A_form_without_a_file_says_so()
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.UploadAsync("/Exhibits/Add", ("", []));

        Assert.Contains("Choose at least one file.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).Exhibits);
        Assert.Equal(0L, Scalar(site, "SELECT count(*) FROM Files"));
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task A_file_may_have_as_many_bytes_as_the_limit_and_not_one_more(int size, bool taken)
    {
        await using var site = await CaseSite.StartAsync(builder => builder.Configuration["Uploads:MaxFileBytes"] = "1000");
        using var response = await site.UploadAsync("/Exhibits/Add", ("big.bin", new byte[size]));

        Assert.Equal(taken ? HttpStatusCode.Redirect : HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(taken ? 1 : 0, (await site.OpenAsync()).Exhibits.Count);
        if (!taken)
        {
            Assert.Contains("big.bin is too large. One file can have up to 1 KB.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_above_the_limit_of_the_server_itself_is_taken()
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.UploadAsync("/Exhibits/Add", ("long.bin", new byte[31_000_000]));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(31_000_000, Assert.Single((await site.OpenAsync()).Exhibits).File.Entry.Size);
    }

    [Fact]
    public async Task The_files_of_a_case_together_have_a_limit()
    {
        await using var site = await CaseSite.StartAsync(builder => builder.Configuration["Uploads:MaxCaseBytes"] = "1000");
        using var first = await site.UploadAsync("/Exhibits/Add", ("a.bin", new byte[600]));
        using var second = await site.UploadAsync("/Exhibits/Add", ("b.bin", new byte[300]), ("c.bin", new byte[200]));

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, second.StatusCode);
        Assert.Contains("Nothing of this upload was kept", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single((await site.OpenAsync()).Exhibits);
    }

    [Fact]
    public async Task More_files_than_may_be_sent_at_once_are_refused_together()
    {
        await using var site = await CaseSite.StartAsync(builder => builder.Configuration["Uploads:MaxFiles"] = "2");
        using var response = await site.UploadAsync("/Exhibits/Add", ("a.png", Samples.Png), ("b.png", Samples.Png), ("c.png", Samples.Png));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("Up to 2 files", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).Exhibits);
        Assert.Equal(0L, Scalar(site, "SELECT count(*) FROM Files"));
    }

    [Theory]
    [InlineData(51, true)]
    [InlineData(50, false)]
    public async Task The_last_twentieth_of_the_disk_is_not_for_files(long free, bool taken)
    {
        await using var site = await CaseSite.StartAsync(builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<MeasureDisk>(() => new DiskRoom(free * 1_000_000, 1_000_000_000))));
        using var response = await site.UploadAsync("/Exhibits/Add", ("a.png", Samples.Png));

        Assert.Equal(taken ? HttpStatusCode.Redirect : HttpStatusCode.InsufficientStorage, response.StatusCode);
        Assert.Equal(taken ? 1 : 0, (await site.OpenAsync()).Exhibits.Count);
        if (!taken)
        {
            Assert.Contains("too little room", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_larger_than_the_room_is_refused_before_it_is_taken()
    {
        await using var site = await CaseSite.StartAsync(builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<MeasureDisk>(() => new DiskRoom(60_000_000, 1_000_000_000))));
        using var response = await site.UploadAsync("/Exhibits/Add", ("a.bin", new byte[11_000_000]));

        Assert.Equal(HttpStatusCode.InsufficientStorage, response.StatusCode);
        Assert.Equal(0L, Scalar(site, "SELECT count(*) FROM Files"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_right_token_nothing_is_taken(bool wrong)
    {
        await using var site = await CaseSite.StartAsync();
        await site.GetAsync("/Exhibits/Add");
        using var form = new MultipartFormDataContent();
        if (wrong)
        {
            form.Add(new StringContent("CfDJ8" + new string('A', 100)), "__RequestVerificationToken");
        }

        form.Add(CaseSite.FileOf("a.png", Samples.Png));
        using var response = await site.Browser.PostAsync("/Exhibits/Add", form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty((await site.OpenAsync()).Exhibits);
        Assert.Equal(0L, Scalar(site, "SELECT count(*) FROM Files"));
    }

    [Fact]
    public async Task A_token_after_the_file_is_too_late()
    {
        await using var site = await CaseSite.StartAsync();
        var token = CaseSite.Hidden(await site.GetAsync("/Exhibits/Add"))["__RequestVerificationToken"];
        using var form = new MultipartFormDataContent { CaseSite.FileOf("a.png", Samples.Png), { new StringContent(token), "__RequestVerificationToken" } };
        using var response = await site.Browser.PostAsync("/Exhibits/Add", form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0L, Scalar(site, "SELECT count(*) FROM Files"));
    }

    [Fact]
    public async Task A_form_that_ends_in_the_middle_of_a_file_keeps_nothing_and_says_so()
    {
        await using var site = await CaseSite.StartAsync();
        using var form = await site.FormAsync("/Exhibits/Add", ("a.png", Samples.Png), ("b.bin", new byte[500_000]));
        var whole = await form.ReadAsByteArrayAsync();
        using var cut = new ByteArrayContent(whole[..(whole.Length - 100_000)]);
        cut.Headers.TryAddWithoutValidation("Content-Type", form.Headers.ContentType!.ToString());
        using var response = await site.Browser.PostAsync("/Exhibits/Add", cut);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("The upload ended before everything had arrived", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).Exhibits);
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_nothing_that_anyone_sees()
    {
        await using var site = await CaseSite.StartAsync();
        using var form = await site.FormAsync("/Exhibits/Add", ("a.png", Samples.Png), ("b.bin", new byte[3_000_000]));
        var body = await form.ReadAsByteArrayAsync();
        using (var cut = new HttpRequestMessage(HttpMethod.Post, "/Exhibits/Add") { Content = new BrokenContent(body, body.Length - 500_000) })
        {
            cut.Content.Headers.TryAddWithoutValidation("Content-Type", form.Headers.ContentType!.ToString());
            await Assert.ThrowsAnyAsync<Exception>(() => site.Browser.SendAsync(cut));
        }

        using (var after = await site.UploadAsync("/Exhibits/Add", ("c.png", Samples.Png)))
        {
            Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        }

        Assert.Equal("c.png", Assert.Single((await site.OpenAsync()).Exhibits).File.Entry.Name);
    }

    [Fact]
    public async Task A_script_gets_the_address_or_the_sentences()
    {
        await using var site = await CaseSite.StartAsync(builder => builder.Configuration["Uploads:MaxFileBytes"] = "1000");
        using var good = new HttpRequestMessage(HttpMethod.Post, "/Exhibits/Add") { Content = await site.FormAsync("/Exhibits/Add", ("a.png", Samples.Png)) };
        good.Headers.Add("Accept", "application/json");
        using var taken = await site.Browser.SendAsync(good);
        using var bad = new HttpRequestMessage(HttpMethod.Post, "/Exhibits/Add") { Content = await site.FormAsync("/Exhibits/Add", ("b.bin", new byte[2000])) };
        bad.Headers.Add("Accept", "application/json");
        using var refused = await site.Browser.SendAsync(bad);

        Assert.Equal("{\"go\":\"/Files/Added/2/1\"}", await taken.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("b.bin is too large", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_picture_says_of_itself_stands_beside_it_as_unchecked()
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.UploadAsync("/Exhibits/Add", ("photo.jpg", Samples.JpegWithClaims()));
        var exhibit = Assert.Single((await site.OpenAsync()).Exhibits);

        Assert.Equal("taken: 2026-04-19 17:52:10\nplace: 41.50000, -87.25000\ndevice: Placeholder Phone 3\nturned: 6", exhibit["metadata"]);
        Assert.Null(exhibit.Captured.Date);
        var page = await site.GetAsync($"/Exhibits/{exhibit.Id}");
        Assert.Contains("Not checked.", page, StringComparison.Ordinal);
        Assert.Contains("41.50000, -87.25000", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_picture_claims_nothing_and_harms_nothing()
    {
        var good = Samples.JpegWithClaims();
        for (var length = 0; length < good.Length; length++)
        {
            FileClaims.Read(good[..length]);
        }

        for (var at = 2; at < good.Length; at++)
        {
            var bad = good.ToArray();
            bad[at] = 0xFF;
            FileClaims.Read(bad);
        }

        Assert.Null(FileClaims.Read(Samples.Html));
        Assert.DoesNotContain('\n', FileClaims.Read(Samples.JpegWithClaims(make: "a\nplace: 1, 2"))!.Split("device: ")[1].Split('\n')[0]);
        Assert.DoesNotContain("\nplace: 1", FileClaims.Read(Samples.JpegWithClaims(make: "a\nplace: 1, 2")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shot.png", "The name ends in .png, but the content is JPEG.")]
    [InlineData("shot.jpeg", null)]
    public async Task A_name_that_disagrees_with_the_content_is_said_plainly(string name, string? said)
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await site.UploadAsync("/Exhibits/Add", (name, Samples.JpegWithClaims()));
        var page = await site.GetAsync($"/Exhibits/{Assert.Single((await site.OpenAsync()).Exhibits).Id}");

        if (said is null)
        {
            Assert.DoesNotContain("The name ends in", page, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(said, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_for_an_item_that_is_not_there_is_not_found_and_not_taken()
    {
        await using var site = await CaseSite.StartAsync();
        using var form = await site.FormAsync("/Exhibits/Add", ("a.png", Samples.Png));
        using var response = await site.Browser.PostAsync($"/Exhibits/Add/{Guid.NewGuid()}", form);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(0L, Scalar(site, "SELECT count(*) FROM Files"));
    }

    private static long Scalar(CaseSite site, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(site.Site.Folder, "data", "record.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Promises a length, sends less, and breaks off.</summary>
    private sealed class BrokenContent(byte[] bytes, int sent) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, sent));
            await stream.FlushAsync();
            throw new SocketException();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
