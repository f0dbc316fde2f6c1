using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;

namespace ContactLog.Tests.Reports.Pdf;

/// <summary>A report that is too large for one file.</summary>
public sealed class VolumeTests
{
    private const int Exhibits = 14, Limit = 2_500_000;

    [Fact]
    public void No_volume_is_larger_than_allowed_and_pages_are_numbered_through_all_of_them()
    {
        var report = new PdfReportWriter(SampleReport.Words) { MostBytesPerVolume = Limit }.Prepare(Document());
        Assert.InRange(report.Volumes.Count, 3, 12);
        var next = 1;
        foreach (var volume in report.Volumes)
        {
            var pdf = Write(report, volume.Number);
            Assert.True(pdf.Length <= Limit, $"Volume {volume.Number} has {pdf.Length} bytes.");
            Poppler.Check(pdf);
            var pages = Pages(pdf);
            Assert.Equal((next, volume.PageCount), (volume.FirstPage, pages.Length));
            Assert.All(pages.Index(), page => Assert.Contains($"Page {next + page.Index} of {report.Result.PageCount}", page.Item, StringComparison.Ordinal));
            Assert.Contains($"Volume {volume.Number} of {report.Volumes.Count}", pages[0], StringComparison.Ordinal);
            Assert.Contains($"volume {volume.Number}", pages[^1], StringComparison.Ordinal);
            Assert.Contains($"\"/St\": {next}", Poppler.Run("qpdf", pdf, "--json=1", "--json-key=pagelabels", "FILE").Replace("\"/St\":  ", "\"/St\": ", StringComparison.Ordinal), StringComparison.Ordinal);
            next += pages.Length;
        }

        Assert.Equal(report.Result.PageCount, next - 1);
    }

    [Fact]
    public void Every_exhibit_is_in_one_volume_and_every_volume_says_where()
    {
        var report = new PdfReportWriter(SampleReport.Words) { MostBytesPerVolume = Limit }.Prepare(Document());
        var volumes = report.Volumes.Select(volume => (Volume: volume, Pages: Pages(Write(report, volume.Number)))).ToList();
        for (var n = 1; n <= Exhibits; n++)
        {
            var home = Assert.Single(volumes, volume => volume.Pages.Any(page => page.Contains($"Picture number {n:D2}", StringComparison.Ordinal)));
            var page = report.Result.AnchorPages[$"x-{n}"];
            Assert.Contains($"Picture number {n:D2}", home.Pages[page - home.Volume.FirstPage], StringComparison.Ordinal);
            // The index is in every volume: a page of its own volume by the number, of another one with the volume.
            Assert.All(volumes, volume => Assert.Matches(
                volume.Volume == home.Volume ? $@"X-{n:D2}\s+p\. {page}\b" : $@"X-{n:D2}\s+Vol\. {home.Volume.Number}, p\. {page}\b",
                string.Join('\n', volume.Pages)));
        }
    }

    [Fact]
    public void Links_stay_within_their_volume_and_bookmarks_lead_to_its_own_exhibits()
    {
        var report = new PdfReportWriter(SampleReport.Words) { MostBytesPerVolume = Limit }.Prepare(Document());
        foreach (var volume in report.Volumes)
        {
            var pdf = Write(report, volume.Number);
            var own = Enumerable.Range(1, Exhibits).Count(n => report.Result.AnchorPages[$"x-{n}"] is var page && page >= volume.FirstPage && page <= volume.LastPage);
            var outlines = Poppler.Run("qpdf", pdf, "--json=1", "--json-key=outlines", "FILE");
            Assert.Equal(own, Regex.Count(outlines, "\"Picture number"));
            var written = Poppler.Run("qpdf", pdf, "--qdf", "--object-streams=disable", "FILE", "-");
            Assert.Equal(own, Regex.Count(written, "/Subtype /Link"));
        }
    }

    [Fact]
    public void An_exhibit_that_is_larger_than_a_volume_is_one_by_itself_and_nothing_is_lost()
    {
        var report = new PdfReportWriter(SampleReport.Words) { MostBytesPerVolume = 500_000 }.Prepare(Document());

        Assert.Equal(Exhibits, report.Volumes.Count);
        Assert.All(Enumerable.Range(1, Exhibits), n => Assert.InRange(report.Result.AnchorPages[$"x-{n}"], report.Volumes[n - 1].FirstPage, report.Volumes[n - 1].LastPage));
    }

    [Fact]
    public void A_report_that_fits_is_one_volume_and_says_nothing_of_volumes()
    {
        var report = new PdfReportWriter(SampleReport.Words).Prepare(Document());

        Assert.Single(report.Volumes);
        Assert.DoesNotContain("olume", Poppler.Text(Write(report, 1)), StringComparison.Ordinal);
    }

    private static ReportDocument Document() => SampleReport.Document() with
    {
        Sections =
        [
            new ReportSection("Cover", [new Paragraph("What this is.")]) { InEveryVolume = true, RepeatsTitle = false },
            new ReportSection("Index", [new Table([new("What", ColumnWidth.Share()), new("Page", ColumnWidth.Fit, Alignment.End)], [.. Enumerable.Range(1, Exhibits).Select(n =>
                new TableRow([new($"X-{n:D2}"), new([Span.Page($"x-{n}")])]))])])
                { InEveryVolume = true, Anchor = "index" },
            new ReportSection("Exhibits", [.. Enumerable.Range(1, Exhibits).SelectMany(n => (Block[])
            [
                new Heading(2, string.Create(CultureInfo.InvariantCulture, $"Picture number {n:D2}"))
                {
                    // Small ones stand several on a page; a volume may end between them all the same.
                    StartsPage = n % 2 == 0,
                    MayStartVolume = true,
                    Anchor = $"x-{n}",
                    Bookmark = string.Create(CultureInfo.InvariantCulture, $"Picture number {n:D2}"),
                },
                new Figure(() => new MemoryStream(TestImages.Noise(n)), "Noise") { MaxHeight = 200 },
            ])]),
        ],
    };

    private static byte[] Write(PreparedReport report, int volume)
    {
        using var output = new MemoryStream();
        Assert.Equal(report.Write(volume, output), output.Length);
        return output.ToArray();
    }

    private static string[] Pages(byte[] pdf) => Poppler.Text(pdf, "-layout").Split('\f', StringSplitOptions.RemoveEmptyEntries);
}
