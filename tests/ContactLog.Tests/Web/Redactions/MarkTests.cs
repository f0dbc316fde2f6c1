using System.Net;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Pdf.Images;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Report;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Redactions;

public sealed class MarkTests
{
    [Fact]
    public async Task Marked_words_are_gone_from_the_copies_she_chose_and_the_entry_is_not_corrected_by_it()
    {
        await using var site = await ReportSite.StartAsync();
        var row = (await site.OpenAsync()).Incidents[^1];
        var sent = await MarkAsync(site, $"/Redactions/Words/{row.Id}", ("Marked", "grey  HATCHBACK"), ("Kind", "marked"), ("Profiles", "court-public"));
        Assert.Equal($"/Redactions/Words/{row.Id}", sent.Location);
        Assert.Contains("<mark class=\"gone\">Grey hatchback</mark>", (await site.Visitor.GetAsync(sent.Location!)).Html, StringComparison.Ordinal);

        var court = await TextAsync(site, "court-public");
        Assert.DoesNotContain("Grey hatchback", court, StringComparison.Ordinal);
        Assert.Contains("[redacted: by the author] parked opposite", court, StringComparison.Ordinal);
        Assert.Contains("Marked by", court, StringComparison.Ordinal);
        Assert.DoesNotContain("Corrected", court, StringComparison.Ordinal);
        Assert.Contains("Grey hatchback", await TextAsync(site, "respondent-service"), StringComparison.Ordinal);
        Assert.Single((await site.OpenAsync()).Incidents[^1].History);
    }

    [Fact]
    public async Task A_mark_outlives_a_correction_and_says_when_its_words_are_no_longer_there()
    {
        await using var site = await ReportSite.StartAsync();
        var row = (await site.OpenAsync()).Incidents[^1];
        await MarkAsync(site, $"/Redactions/Words/{row.Id}", ("Marked", "Grey hatchback"), ("Profiles", "court-public"));
        await site.AppendAsync(EntryDraft.Amend(row, FieldSet.Empty.With("narrative", "A GREY hatchback, then left."), "I looked again"));
        Assert.DoesNotContain("no longer in the text", (await site.Visitor.GetAsync($"/Redactions/Words/{row.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hatchback,", await TextAsync(site, "court-public"), StringComparison.OrdinalIgnoreCase);

        row = (await site.OpenAsync()).Incidents[^1];
        await site.AppendAsync(EntryDraft.Amend(row, FieldSet.Empty.With("narrative", "A car."), "Only this"));
        Assert.Contains("no longer in the text", (await site.Visitor.GetAsync($"/Redactions/Words/{row.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("no longer in the text", (await site.Visitor.GetAsync("/Redactions")).Text, StringComparison.Ordinal);
        // What was said before is printed under the corrections, and there the words are still gone.
        Assert.DoesNotContain("Grey hatchback", await TextAsync(site, "court-public"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_mark_that_would_find_nothing_or_is_for_no_report_is_not_taken()
    {
        await using var site = await ReportSite.StartAsync();
        var row = (await site.OpenAsync()).Incidents[^1];
        var entries = (await site.OpenAsync()).Entries.Count;
        var path = $"/Redactions/Words/{row.Id}";
        Assert.Contains("do not stand in any text", (await MarkAsync(site, path, ("Marked", "something else"), ("Profiles", "court-public"))).Text, StringComparison.Ordinal);
        Assert.Contains("Say which words", (await MarkAsync(site, path, ("Marked", "  "), ("Profiles", "court-public"))).Text, StringComparison.Ordinal);
        Assert.Contains("at least one kind of report", (await MarkAsync(site, path, ("Marked", "Grey hatchback"), ("Profiles", "nobody"))).Text, StringComparison.Ordinal);
        Assert.Equal(entries, (await site.OpenAsync()).Entries.Count);
    }

    [Fact]
    public async Task An_area_is_gone_from_the_picture_of_the_copy_and_the_original_stays()
    {
        await using var site = await ReportSite.StartAsync();
        var exhibit = (await site.OpenAsync()).Exhibits[0];
        var path = $"/Redactions/Area/{exhibit.Id}";
        var sent = await MarkAsync(site, path, ("Left", "0"), ("Top", "0"), ("Across", "25"), ("Down", "25,5"), ("Profiles", "respondent-service"));
        Assert.Equal(path, sent.Location);
        Assert.Equal(new PictureArea(0, 0, 250, 255), (await site.OpenAsync()).RedactionMarks.Single().Area);

        var (_, original) = await site.DownloadAsync($"/Exhibits/File/{exhibit.Id}");
        var (_, seen) = await site.DownloadAsync($"{path}?handler=Seen&profile=respondent-service");
        var (_, whole) = await site.DownloadAsync($"{path}?handler=Seen&profile=court-public");
        Assert.Equal(exhibit.File.Entry.Size, original.Length);
        Assert.Equal(Png.Pixels(original).Pixels, Png.Pixels(whole).Pixels);
        var width = Png.Pixels(seen).Width;
        Assert.All(Enumerable.Range(0, 3), y => Assert.All(Png.Pixels(seen).Pixels[(y * width * 3)..((y * width * 3) + 9)], value => Assert.Equal(0, value)));
        Assert.Contains("Area of the picture", await TextAsync(site, "respondent-service"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("90", "0", "20", "10")]
    [InlineData("-1", "0", "20", "10")]
    [InlineData("0", "0", "0", "10")]
    [InlineData("a", "", "20", "10")]
    [InlineData("1e1", "0", "20", "10")]
    public async Task An_area_outside_the_picture_is_not_taken(string left, string top, string across, string down)
    {
        await using var site = await ReportSite.StartAsync();
        var exhibit = (await site.OpenAsync()).Exhibits[0];
        var sent = await MarkAsync(site, $"/Redactions/Area/{exhibit.Id}", ("Left", left), ("Top", top), ("Across", across), ("Down", down), ("Profiles", "court-public"));
        Assert.Contains("must lie within the picture", sent.Text, StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).RedactionMarks);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_anew_says_so_and_takes_no_area()
    {
        await using var site = await ReportSite.StartAsync();
        var exhibit = (await site.OpenAsync()).Exhibits[1];
        Assert.Contains("cannot be written anew", (await site.Visitor.GetAsync($"/Redactions/Area/{exhibit.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_is_taken_back_and_ids_that_are_not_hers_are_not_there()
    {
        await using var site = await ReportSite.StartAsync();
        var row = (await site.OpenAsync()).Incidents[^1];
        await MarkAsync(site, $"/Redactions/Words/{row.Id}", ("Marked", "Grey hatchback"), ("Profiles", "court-public"));
        var mark = (await site.OpenAsync()).RedactionMarks.Single();
        var page = await site.Visitor.GetAsync("/Redactions");
        await site.Visitor.SubmitAsync(page, mark.Id.ToString());
        Assert.Empty((await site.OpenAsync()).RedactionMarks);
        Assert.Contains("Grey hatchback", await TextAsync(site, "court-public"), StringComparison.Ordinal);
        foreach (var path in new[] { $"/Redactions/Words/{Guid.NewGuid()}", $"/Redactions/Area/{Guid.NewGuid()}", $"/Redactions/Area/{row.Id}", $"/Redactions/Words/{mark.Id}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await site.Visitor.Http.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task A_mark_that_is_taken_back_twice_at_once_is_taken_back_and_nothing_broke()
    {
        await using var site = await ReportSite.StartAsync();
        var row = (await site.OpenAsync()).Incidents[^1];
        await MarkAsync(site, $"/Redactions/Words/{row.Id}", ("Marked", "Grey hatchback"), ("Profiles", "court-public"));
        var mark = (await site.OpenAsync()).RedactionMarks.Single();
        var page = await site.Visitor.GetAsync("/Redactions");
        // Both have found the mark as it was when the first may write.
        var turn = await site.Site.Services.GetRequiredService<WriteLock>().TakeAsync(CancellationToken.None);
        var sending = Enumerable.Range(0, 2).Select(_ => site.Visitor.SubmitAsync(page, mark.Id.ToString())).ToList();
        await Task.Delay(TimeSpan.FromSeconds(2));
        turn.Dispose();
        Assert.All(await Task.WhenAll(sending), sent => Assert.Equal("/Redactions", sent.Location));
        Assert.Empty((await site.OpenAsync()).RedactionMarks);
    }

    private static async Task<VisitedPage> MarkAsync(ReportSite site, string path, params (string Name, string Value)[] values) =>
        await site.Visitor.SubmitAsync(await site.Visitor.GetAsync(path), "name=\"Kind\"", values);

    private static async Task<string> TextAsync(ReportSite site, string profile)
    {
        var (_, pdf) = await site.DownloadAsync($"/Report/Pdf/{await site.MakeAsync(("Input.Profile", profile))}");
        return string.Join(' ', Poppler.Run("pdftotext", pdf, "FILE", "-").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
