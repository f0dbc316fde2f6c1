using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Data;
using ContactLog.Reports.Bundle;
using ContactLog.Tests.Reports.Bundle;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Exhibits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContactLog.Tests.Web.Verify;

/// <summary>A bundle dropped on the page: from anywhere, perhaps made to do harm.</summary>
public sealed class VerifyPageTests
{
    [Fact]
    public async Task A_whole_bundle_is_said_to_be_whole_in_the_words_of_the_command()
    {
        await using var site = await CaseSite.StartAsync();
        await using var test = await BundleTests.MadeAsync();
        var bundle = await BundleTests.BundleAsync(test);
        var page = await CheckAsync(site, bundle);
        Assert.Contains("The parts of this bundle agree", page, StringComparison.Ordinal);
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None);
        Assert.All(verdict.Facts, fact => Assert.Contains(fact, page, StringComparison.Ordinal));

        bundle[bundle.AsSpan().LastIndexOf("He rang"u8)] ^= 1;
        page = await CheckAsync(site, bundle);
        Assert.Contains("The parts of this bundle do not agree", page, StringComparison.Ordinal);
        Assert.Contains("data/log/fields/000002.narrative.txt: its bytes are not the ones that were packed.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("bundle agree", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hashes_from_paper_are_compared_with_it()
    {
        await using var site = await CaseSite.StartAsync();
        await using var test = await BundleTests.MadeAsync();
        var bundle = await BundleTests.BundleAsync(test);
        var head = (await test.OpenAsync()).Head.Hex;
        Assert.Contains("The last hash of this record is among them.", await CheckAsync(site, bundle, "Newest hash " + head), StringComparison.Ordinal);
        var first = (await test.OpenAsync()).Entries[0].Digest.Hex;
        Assert.Contains("The last hash of this record is not among them.", await CheckAsync(site, bundle, "Entry " + first), StringComparison.Ordinal);
        var page = await CheckAsync(site, bundle, $"Newest hash {head}\nA-9 {new string('a', 64)}");
        Assert.Contains("1 of 2 hashes that were pasted are of this bundle.", page, StringComparison.Ordinal);
        Assert.Contains("Nothing in this bundle", page, StringComparison.Ordinal);
        Assert.Contains("There was no hash in the text", await CheckAsync(site, bundle, "<script>alert(1)</script>"), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "nothing", "Choose a bundle" },
        { "empty", "too short to be one" },
        { "noise", "it does not begin like one" },
        { "a path that leads out", "with a name that it should not have" },
        { "a bomb", "other software packed it" },
        { "a stored path that leads out", "with a name that it should not have" },
        { "a name with a line in it", "with a name that it should not have" },
        { "a file that says it has all the bytes there are", "larger than is checked here" },
        { "tags that want more than is held", "larger than is checked here" },
        { "cut", "it ends before it says that it does" },
        { "two in one", "Something was added after the end" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_is_made_to_do_harm_is_refused_calmly(string what, string said)
    {
        await using var site = await CaseSite.StartAsync();
        await using var test = await BundleTests.MadeAsync();
        var bundle = await BundleTests.BundleAsync(test);
        var sent = what switch
        {
            "nothing" => null,
            "empty" => [],
            "noise" => RandomNumberGenerator.GetBytes(100_000),
            "a path that leads out" => Zip(("../../etc/passwd", "x"u8.ToArray()), CompressionLevel.NoCompression),
            "a bomb" => Zip(("bundle-1/bagit.txt", new byte[64 << 20]), CompressionLevel.SmallestSize),
            "a stored path that leads out" => Stored("bundle-1/../../../etc/passwd", 1, 1),
            "a name with a line in it" => Stored("bundle-1/bagit.txt", 1, 1, "bundle-1/bag\ninfo.txt"),
            "a file that says it has all the bytes there are" => Stored("bundle-1/bagit.txt", long.MaxValue - 400, 0),
            "tags that want more than is held" => Stored("bundle-1/bagit.txt", 65L << 20, 0),
            "cut" => bundle[..^500],
            _ => [.. bundle, .. bundle],
        };
        var answer = await CheckAsync(site, sent);
        Assert.Contains(said, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("bundle agree", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_it_is_kept()
    {
        await using var site = await CaseSite.StartAsync();
        await using var test = await BundleTests.MadeAsync();
        var entries = (await site.OpenAsync()).Entries.Count;
        await CheckAsync(site, await BundleTests.BundleAsync(test), "Kanarienvogel");
        Assert.Equal(entries, (await site.OpenAsync()).Entries.Count);
        await site.Browser.GetAsync("/");
        foreach (var file in Directory.EnumerateFiles(site.Site.Folder, "*", SearchOption.AllDirectories))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await open.CopyToAsync(copy);
            foreach (var word in (string[])["He rang at 07:10", "incident-log/v1", "Kanarienvogel", "bundle-20260423"])
            {
                Assert.Equal(-1, copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)));
            }
        }

        await using var scope = site.Site.Services.CreateAsyncScope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<ContactLogDb>().FileSegments.AnyAsync());
    }

    [Fact]
    public async Task It_is_for_whoever_is_signed_in_and_for_nobody_else()
    {
        await using var site = await TestSite.StartAsync();
        using var stranger = site.NewVisitor();
        var asked = await stranger.GetAsync("/Verify");
        Assert.StartsWith("/Account/SignIn", asked.Location, StringComparison.Ordinal);

        // Without a record of their own, as an advocate or lawyer.
        using var reader = await site.SignedInAsync();
        Assert.Contains("Check a bundle", (await reader.GetAsync("/Verify")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_is_not_looked_at()
    {
        await using var site = await CaseSite.StartAsync();
        using var form = new MultipartFormDataContent { FileOf(RandomNumberGenerator.GetBytes(1000)) };
        using var response = await site.Browser.PostAsync("/Verify", form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task<string> CheckAsync(CaseSite site, byte[]? bundle, string printed = "")
    {
        using var form = await site.FormAsync("/Verify");
        form.Add(new StringContent(printed), "Printed");
        form.Add(bundle is null ? FileOf([], "") : FileOf(bundle));
        using var response = await site.Browser.PostAsync("/Verify", form);
        Assert.Equal(bundle is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK, response.StatusCode);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }

    private static ByteArrayContent FileOf(byte[] bytes, string name = "bundle.zip")
    {
        var part = new ByteArrayContent(bytes);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"Bundle\"; filename=\"{name}\"");
        part.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return part;
    }

    private static byte[] Zip((string Name, byte[] Bytes) file, CompressionLevel level)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(file.Name, level).Open();
            entry.Write(file.Bytes);
        }

        return memory.ToArray();
    }

    /// <summary>The beginning of a ZIP as this program writes it, whose first file claims a size and has other bytes; perhaps with a second header after it.</summary>
    private static byte[] Stored(string name, long size, int bytes, string? then = null)
    {
        var crc = new Crc32();
        crc.Append(new byte[bytes]);
        var parts = CanonicalZip.LayOut(then is null ? [(name, size, crc.Value)] : [(name, size, crc.Value), (then, 0L, 0u)]);
        var made = Instant.FromUtc(2026, 4, 23, 2, 14);
        return [.. CanonicalZip.LocalHeader(parts[0], made), .. new byte[bytes], .. then is null ? [] : CanonicalZip.LocalHeader(parts[1], made)];
    }
}
