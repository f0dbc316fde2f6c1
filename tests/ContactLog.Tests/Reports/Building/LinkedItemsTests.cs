using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;
using ContactLog.Web.Items;

namespace ContactLog.Tests.Reports.Building;

/// <summary>What items say of each other, in a report: whatever a form lets her link or withdraw, the report is made and says it.</summary>
public sealed class LinkedItemsTests
{
    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.CourtPublic)]
    [InlineData(RedactionProfile.RespondentService)]
    public async Task An_exhibit_may_belong_to_whatever_the_form_offers_also_once_that_is_withdrawn(RedactionProfile profile)
    {
        await using var test = await LinkedAsync();
        var text = Pdf(await test.OpenAsync(), profile);
        Assert.Contains("Number or account 555-0142", text, StringComparison.Ordinal);
        Assert.Contains("Person R. Placeholder", text, StringComparison.Ordinal);
        Assert.Contains("Boundary, p.", text, StringComparison.Ordinal);

        var file = await test.OpenAsync();
        await test.AppendAsync([.. Candidates(file).Select(item => EntryDraft.Withdraw(item, "Entered by mistake"))]);
        text = Pdf(await test.OpenAsync(), profile);
        Assert.Contains("Boundary, withdrawn", text, StringComparison.Ordinal);
        Assert.Contains("Number or account, withdrawn", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Linked to Person R. Placeholder", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.CourtPublic)]
    [InlineData(RedactionProfile.RespondentService)]
    public async Task A_withdrawn_boundary_or_order_is_told_of_without_a_page_and_what_was_removed_from_it_with_the_page_of_its_correction(RedactionProfile profile)
    {
        await using var test = await PlantedCase.BeginAsync();
        await test.AppendAsync([.. (await test.OpenAsync()).Lines.Select(line => EntryDraft.Withdraw(line, "Not sent after all, from 12 Elm Street"))]);
        var file = await test.OpenAsync();
        var document = ReportBuilder.Build(PlantedCase.Source(file, new ReportOptions { Profile = profile }), PlantedCase.Words);
        var text = Pdf(document);
        Assert.Contains("Boundary, Tue 3 March 2026, 18:22, withdrawn", text, StringComparison.Ordinal);
        Assert.Contains("Order, Mon 20 April 2026, withdrawn", text, StringComparison.Ordinal);
        if (profile != RedactionProfile.LawyerFull)
        {
            var boundary = file.Items.OfType<Boundary>().Single();
            var pages = document.Sections.Single(section => section.Anchor == "redactions").Blocks.OfType<Table>().Single().Rows.SelectMany(row => row.Cells[0].Spans).OfType<PageSpan>();
            Assert.Contains(pages, page => page.Anchor == Making.CorrectionAnchor(boundary));
        }
    }

    private static IEnumerable<Item> Candidates(CaseFile file) => ItemLinks.Candidates(file, FieldCatalogue.Find(ItemType.Exhibit, "of")!);

    /// <summary>A case with one of everything that an exhibit can belong to, and an exhibit of each.</summary>
    private static async Task<TestCase> LinkedAsync()
    {
        var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "555-0142")).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-03-03").With("precision", "day")),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Order").With("served-date", "2026-04-20")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-02").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("direction", "out").With("date", "2026-04-02").With("precision", "day")),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Example Police")),
            EntryDraft.New(ItemType.Hearing, FieldSet.Empty.With("title", "Hearing")),
            EntryDraft.New(ItemType.CareVisit, FieldSet.Empty.With("provider", "Example Centre")),
            EntryDraft.New(ItemType.Measure, FieldSet.Empty.With("what", "Locks")));
        var linkable = Candidates(await test.OpenAsync()).ToList();
        Assert.Equal(10, linkable.Count);
        foreach (var item in linkable)
        {
            var picture = await test.ReceiveAsync(TestImages.Png(2, 8, interlaced: false, item.Type.Word()), item.Type.Word() + ".png");
            await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", picture.Media.MimeType).With("of", item.FirstSeq).With("description", "Of " + item.Type.Word())).WithFiles(picture.Id));
        }

        return test;
    }

    private static string Pdf(CaseFile file, RedactionProfile profile) =>
        Pdf(ReportBuilder.Build(PlantedCase.Source(file, new ReportOptions { Profile = profile, WithImpact = true }), PlantedCase.Words));

    private static string Pdf(ReportDocument document)
    {
        using var output = new MemoryStream();
        new PdfReportWriter(PlantedCase.Words).Write(document, output);
        return Poppler.Flat(output.ToArray());
    }
}
