using System.IO.Compression;
using System.Net;
using ContactLog.Domain.Items;
using ContactLog.Reports.Bundle;
using ContactLog.Tests.Reports.Pdf;

namespace ContactLog.Tests.Web.Report;

/// <summary>A report that fills more than one file, at the pages that offer it.</summary>
public sealed class VolumePagesTests
{
    [Fact]
    public async Task A_large_report_is_offered_volume_by_volume_and_the_bundle_holds_all_of_them()
    {
        await using var site = await ReportSite.StartAsync();
        for (var n = 1; n <= 7; n++)
        {
            await site.AttachAsync(TestImages.Noise(n), $"{n}.png", FieldSet.Empty.With("description", $"Noise {n}"));
        }

        var seq = await site.MakeAsync(("Input.Pictures", "true"), ("Input.Volume", "5"));
        Assert.Equal("5", (await site.OpenAsync()).Entries[seq - 1]["volume-mb"]);
        var made = await site.Visitor.GetAsync($"/Report/Made/{seq}");
        Assert.Contains("It fills 2 volumes of at most 5 MB each", made.Text, StringComparison.Ordinal);
        var volumes = new List<byte[]>();
        foreach (var volume in (int[])[1, 2])
        {
            Assert.Contains($"href=\"/Report/Pdf/{seq}/{volume}\"", made.Html, StringComparison.Ordinal);
            var (response, pdf) = await site.DownloadAsync($"/Report/Pdf/{seq}/{volume}");
            Assert.Matches($"^Record[0-9]{{8}}no1vol{volume}\\.pdf$", response.Content.Headers.ContentDisposition?.FileName);
            Assert.InRange(pdf.Length, 1, 5_000_000);
            volumes.Add(pdf);
        }

        foreach (var none in (int[])[0, 3])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await site.Visitor.Http.GetAsync($"/Report/Pdf/{seq}/{none}")).StatusCode);
        }

        var (_, bundle) = await site.DownloadAsync($"/Report/Bundle/{seq}");
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None);
        Assert.True(verdict.IsWhole, verdict.Problem);
        await using var zip = new ZipArchive(new MemoryStream(bundle));
        Assert.Equal(volumes, [.. ((string[])["/data/report.pdf", "/data/report-vol2.pdf"]).Select(name => Read(zip.Entries.Single(entry => entry.FullName.EndsWith(name, StringComparison.Ordinal))))]);
    }

    [Fact]
    public async Task A_report_that_fits_is_one_file_with_a_name_without_a_volume()
    {
        await using var site = await ReportSite.StartAsync();
        var seq = await site.MakeAsync(("Input.Volume", "7"));
        var made = await site.Visitor.GetAsync($"/Report/Made/{seq}");

        // A size that is not offered is not taken.
        Assert.Equal("25", (await site.OpenAsync()).Entries[seq - 1]["volume-mb"]);
        Assert.DoesNotContain("volumes", made.Text, StringComparison.Ordinal);
        Assert.Contains("no1.pdf", made.Text, StringComparison.Ordinal);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var bytes = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
