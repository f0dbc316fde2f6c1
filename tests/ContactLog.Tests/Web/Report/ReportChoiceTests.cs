using System.Net;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;

namespace ContactLog.Tests.Web.Report;

/// <summary>What the page of choices says beside a choice that may be a mistake, and that it keeps what was ticked.</summary>
public sealed class ReportChoiceTests
{
    [Fact]
    public async Task The_form_for_people_who_never_dated_is_warned_of_where_she_wrote_that_this_is_a_partner()
    {
        await using var site = await ReportSite.StartAsync();
        Assert.Contains("This may be the wrong form.", (await site.SendAsync("/Report", ("Input.Court", "ca-ch-100"))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("This may be the wrong form.", (await site.SendAsync("/Report", ("Input.Court", "ca-dv-100"))).Text, StringComparison.Ordinal);
        await site.AppendAsync(EntryDraft.Amend((await site.OpenAsync()).MainContact!, FieldSet.Empty.With("relationship", "neighbour"), null));
        Assert.DoesNotContain("This may be the wrong form.", (await site.SendAsync("/Report", ("Input.Court", "ca-ch-100"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_that_is_too_long_for_its_court_is_warned_of()
    {
        await using var site = await ReportSite.StartAsync();
        Assert.DoesNotContain("the court takes at most", (await site.SendAsync("/Report", ("Input.Court", "uk-fl401"))).Text, StringComparison.Ordinal);
        await site.AppendAsync([.. Enumerable.Range(1, 50).Select(_ => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-02").With("precision", "day")
            .With("narrative", string.Concat(Enumerable.Repeat("A long evening of it. ", 100)))))]);
        Assert.Contains("the court takes at most 25", (await site.SendAsync("/Report", ("Input.Court", "uk-fl401"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_of_text_is_named_when_the_report_is_made_and_takes_no_page_from_her()
    {
        await using var site = await ReportSite.StartAsync();
        await site.AttachAsync("Please do not write again."u8.ToArray(), "note.txt", FieldSet.Empty.With("description", "A note"));
        var seq = await site.MakeAsync();
        var file = (await site.OpenAsync()).Exhibits[^1].File;
        await site.TamperAsync($"UPDATE FileSegments SET Bytes = zeroblob(length(Bytes)) WHERE FileId = {file.Id}");
        var page = await site.Visitor.GetAsync($"/Report/Pdf/{seq}");
        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains("Exhibit A-3", page.Text, StringComparison.Ordinal);
        Assert.Contains(file.Entry.Sha256.Hex, page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await site.Visitor.GetAsync("/Report")).Status);
    }

    [Fact]
    public async Task Marks_are_off_until_she_ticks_them_and_stand_in_the_entry_then()
    {
        await using var site = await ReportSite.StartAsync();
        await site.MakeAsync();
        Assert.False(ReportOptions.FromEntry((await site.OpenAsync()).Entries[^1]).WithMarks);
        await site.MakeAsync(("Input.Marks", "true"));
        Assert.True(ReportOptions.FromEntry((await site.OpenAsync()).Entries[^1]).WithMarks);
    }
}
