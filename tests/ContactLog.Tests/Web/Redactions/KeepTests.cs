using System.IO.Compression;
using ContactLog.Reports.Bundle;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Web.Report;

namespace ContactLog.Tests.Web.Redactions;

public sealed class KeepTests
{
    [Fact]
    public async Task What_she_keeps_back_is_sealed_in_the_record_and_gone_from_the_copy_for_a_court()
    {
        await using var site = await ReportSite.StartAsync();
        var page = await site.Visitor.GetAsync("/Redactions/Keep");
        var sent = await site.Visitor.SubmitAsync(page, "name=\"f.own-address\"", ("f.own-address", "14 Sample Street\nHarbour Road 3"), ("f.children", "Mina Example"));
        Assert.Equal("/Redactions", sent.Location);
        Assert.Equal("14 Sample Street\nHarbour Road 3", (await site.OpenAsync()).Settings["own-address"]);
        Assert.Contains("3 values are looked for", (await site.Visitor.GetAsync("/Redactions")).Text, StringComparison.Ordinal);
        Assert.Contains("3 values are looked for", (await site.Visitor.GetAsync("/Report")).Text, StringComparison.Ordinal);

        var (_, pdf) = await site.DownloadAsync($"/Report/Pdf/{await site.MakeAsync(("Input.Profile", "court-public"))}");
        var text = Poppler.Run("pdftotext", pdf, "FILE", "-");
        Assert.DoesNotContain("Sample Street", text, StringComparison.Ordinal);
        Assert.Contains("[redacted: home address]", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_profile_makes_the_copy_that_tells_least()
    {
        await using var site = await ReportSite.StartAsync();
        var seq = await site.MakeAsync(("Input.Profile", ""));
        Assert.Equal("respondent-service", (await site.OpenAsync()).Entries[seq - 1]["profile"]);
    }

    [Fact]
    public async Task Her_lawyer_gets_a_sheet_and_the_originals_the_other_person_neither_and_a_court_file_is_the_PDF_alone()
    {
        await using var site = await ReportSite.StartAsync();
        var page = await site.Visitor.GetAsync("/Redactions/Keep");
        await site.Visitor.SubmitAsync(page, "name=\"f.own-address\"", ("f.own-address", "14 Sample Street"));

        var lawyer = await site.MakeAsync(("Input.Profile", "lawyer-full"));
        var (_, sheet) = await site.DownloadAsync($"/Report/Sheet/{lawyer}");
        Assert.Contains("14 Sample Street", Poppler.Run("pdftotext", sheet, "FILE", "-"), StringComparison.Ordinal);
        var (_, pdf) = await site.DownloadAsync($"/Report/Pdf/{lawyer}");
        Assert.Contains("[on the confidential sheet: home address 1]", string.Join(' ', Poppler.Run("pdftotext", pdf, "FILE", "-").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("confidential-sheet.pdf", await NamesAsync(lawyer), StringComparison.Ordinal);

        var service = await site.MakeAsync(("Input.Profile", "respondent-service"));
        Assert.DoesNotContain("/exhibits/", await NamesAsync(service), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await site.Visitor.Http.GetAsync($"/Report/Sheet/{service}")).StatusCode);

        var court = await site.MakeAsync(("Input.Profile", "court-public"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await site.Visitor.Http.GetAsync($"/Report/Bundle/{court}")).StatusCode);
        Assert.DoesNotContain("/Report/Bundle/", (await site.Visitor.GetAsync($"/Report/Made/{court}")).Html, StringComparison.Ordinal);

        async Task<string> NamesAsync(int seq)
        {
            var (_, bundle) = await site.DownloadAsync($"/Report/Bundle/{seq}");
            var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None);
            Assert.True(verdict.IsWhole, verdict.Problem);
            await using var zip = new ZipArchive(new MemoryStream(bundle));
            return string.Join('\n', zip.Entries.Select(entry => entry.FullName));
        }
    }
}
