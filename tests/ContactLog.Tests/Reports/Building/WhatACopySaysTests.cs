using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>What a copy says of itself: what its choices leave out, where something was removed, what it takes for granted.</summary>
public sealed class WhatACopySaysTests
{
    [Fact]
    public async Task Own_messages_and_appointments_that_are_left_out_are_counted_apart()
    {
        await using var test = await TestCase.BeginAsync();
        FieldSet Row(string kind, string? direction = null) => FieldSet.Empty.With("kind", kind).With("direction", direction).With("date", "2026-04-02").With("precision", "day");
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, Row("call")),
            EntryDraft.New(ItemType.Incident, Row("call", "out")),
            EntryDraft.New(ItemType.Incident, Row("text", "out")),
            EntryDraft.New(ItemType.Incident, Row("text", "out")),
            EntryDraft.New(ItemType.Incident, Row("other", "none")),
            EntryDraft.New(ItemType.Incident, Row("other", "made")));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Kinds = ["call"] });
        var not = ReportText.Of(document.Section("not-included"));
        Assert.Contains("Own messages, shown, not counted: 1", not, StringComparison.Ordinal);
        Assert.Contains("Own messages left out: 2", not, StringComparison.Ordinal);
        Assert.Contains("Appointments, shown, not counted: 0", not, StringComparison.Ordinal);
        Assert.Contains("Appointments left out: 1", not, StringComparison.Ordinal);
        Assert.Contains("Own photos and recordings left out: 1", not, StringComparison.Ordinal);
        Assert.Contains("1 of 1. 4 own messages, photos or appointments left out.", ReportText.Of(document), StringComparison.Ordinal);
        Assert.DoesNotContain("None left out", ReportText.Of(document), StringComparison.Ordinal);
        Assert.Contains("1 of 1. None left out.", ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Did it reach them?: Not answered; counted as if it had reached them", "assumed")]
    [InlineData("unknown", "Did it reach them?: Not known; counted as if it had reached them", "assumed")]
    [InlineData("yes", "Did it reach them?: Yes", "yes")]
    [InlineData("no", "Did it reach them?: No", "no")]
    public async Task A_boundary_of_which_nobody_says_that_it_arrived_says_that_it_is_counted_as_if_it_had(string? delivered, string told, string column)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-03-03").With("precision", "day").With("delivered", delivered)));
        var lines = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("lines")).Split('\n');
        Assert.Contains(told, lines);
        var line = (await test.OpenAsync()).Lines.OfType<ContactLog.Domain.Boundaries.Boundary>().Single();
        Assert.Equal(column, line.IsArrivalAssumed ? "assumed" : line.WasCommunicated ? "yes" : "no");
    }

    [Fact]
    public async Task A_picture_without_its_marked_areas_says_so_and_that_the_hash_is_the_originals()
    {
        await using var test = await TestCase.BeginAsync();
        foreach (var name in (string[])["a.jpg", "b.jpg"])
        {
            var picture = await test.ReceiveAsync(TestImages.JpegWithExif(1, name), name);
            await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", "image/jpeg").With("description", name)).WithFiles(picture.Id));
        }

        await test.AppendAsync(EntryDraft.New(ItemType.Redaction, FieldSet.Empty.With("of", (await test.OpenAsync()).Exhibits[0].FirstSeq).With("area", "100 100 200 200").With("kind", "marked").With("profiles", "lawyer-full\ncourt-public")));
        Assert.NotNull((await test.OpenAsync()).RedactionMarks.Single().Area);
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("exhibits"));
        Assert.Contains("Redacted: Yes, 1 area of the picture", text, StringComparison.Ordinal);
        Assert.Contains("Redacted: No", text, StringComparison.Ordinal);
        Assert.Single(text.Split('\n'), line => line.StartsWith("SHA-256 of the original, not of the picture shown here: ", StringComparison.Ordinal));
        Assert.Single(text.Split('\n'), line => line.StartsWith("SHA-256: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removal_is_listed_with_the_page_that_prints_it_and_counted_below_when_none_does()
    {
        await using var test = await PlantedCase.BeginAsync();
        var row = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.Amend(row, FieldSet.Empty.With("witness-contact", "pat2@nobody.example"), "Pat has another address"));
        var options = new ReportOptions { Profile = RedactionProfile.CourtPublic, Court = "ca-ch-100", Answers = new Dictionary<string, string> { ["ca-ch-100-7b"] = "At 12 Elm Street.", ["ny-8-2-3"] = "At 12 Elm Street." } };
        var document = await ReportText.BuildAsync(test, options);
        var section = document.Section("redactions");
        var rows = section.Blocks.OfType<Table>().Single().Rows.Select(one => ReportText.Of(new ReportSection("", [new Table([], [one])])).Split('\t')).ToList();
        // Of two wordings that look the same once they are removed, the one that holds is printed, with the witnesses.
        Assert.StartsWith($"<others-{row.FirstSeq}>", Assert.Single(rows, one => one[1] == "How to reach the witness")[0], StringComparison.Ordinal);
        Assert.StartsWith("<court-7b>", Assert.Single(rows, one => one[1].StartsWith("Attachment 7b", StringComparison.Ordinal))[0], StringComparison.Ordinal);
        Assert.DoesNotContain(rows, one => one[1].Contains("ny-8-2", StringComparison.Ordinal));
        Assert.Contains("The pages for the court repeat texts of the record", ReportText.Of(section), StringComparison.Ordinal);
        // The reason of a correction stands with the corrections.
        Assert.Contains(rows, one => one[0].StartsWith("<correction-", StringComparison.Ordinal));
        var anchors = document.Sections.SelectMany(each => each.Blocks).OfType<Table>().SelectMany(table => table.Rows).Select(one => one.Anchor)
            .Concat(document.Sections.Select(each => each.Anchor)).Concat(document.Sections.SelectMany(each => each.Blocks).OfType<Heading>().Select(heading => heading.Anchor)).ToHashSet();
        Assert.All(section.Blocks.OfType<Table>().Single().Rows.SelectMany(one => one.Cells[0].Spans).OfType<PageSpan>(), page => Assert.Contains(page.Anchor, anchors));
    }
}
