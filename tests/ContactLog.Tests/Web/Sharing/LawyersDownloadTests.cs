using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Report;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>The PDF of a report that the lawyer made, where something stored was changed since.</summary>
public sealed class LawyersDownloadTests
{
    [Fact]
    public async Task An_original_that_is_broken_is_named_with_its_hash_and_nothing_is_half_sent()
    {
        await using var site = await ReportSite.StartAsync();
        using var lawyer = await site.Site.SignedInAsync("lee-sample");
        var (_, report) = await MakeAsync(site, lawyer);
        var file = (await site.OpenAsync()).Exhibits[0].File;
        await site.TamperAsync($"UPDATE FileSegments SET Bytes = zeroblob(length(Bytes)) WHERE FileId = {file.Id}");
        var page = await lawyer.GetAsync(report);
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains("The file was not made", page.Text, StringComparison.Ordinal);
        Assert.Contains("Exhibit A-1", page.Text, StringComparison.Ordinal);
        Assert.Contains(file.Entry.Sha256.Hex, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exhibit A-2", page.Text, StringComparison.Ordinal);
    }

    // The page opens from a copy of a short while ago; the store is read when a report is listed or made.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_record_that_was_changed_in_the_store_is_said_not_to_verify(bool isDownload)
    {
        await using var site = await ReportSite.StartAsync();
        using var lawyer = await site.Site.SignedInAsync("lee-sample");
        var (list, report) = await MakeAsync(site, lawyer);
        await lawyer.GetAsync(list);
        await site.TamperAsync($"UPDATE EntryFields SET Sealed = zeroblob(length(Sealed)) WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2) AND Ordinal = 1");
        var page = await lawyer.GetAsync(isDownload ? report : list);
        Assert.Equal("/Cases", page.Location);
        Assert.Contains("it does not verify", (await lawyer.FollowAsync(page)).Text, StringComparison.Ordinal);
    }

    private static async Task<(string List, string Report)> MakeAsync(ReportSite site, Visitor lawyer)
    {
        var grant = await Circle.Of(site.Site, site.Visitor).LetsInAsync(lawyer, "Lawyer", ("Input.Details", "true"));
        await Circle.StepUpAsync(lawyer);
        var list = $"/Cases/{grant}/Report";
        var made = await lawyer.SubmitAsync(await lawyer.OpenAsync(list), "RequestId");
        return (list, Regex.Match((await lawyer.FollowAsync(made)).Html, $"href=\"({list}/\\d+)\"").Groups[1].Value);
    }
}
