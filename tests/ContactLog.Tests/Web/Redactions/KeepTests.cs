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
}
