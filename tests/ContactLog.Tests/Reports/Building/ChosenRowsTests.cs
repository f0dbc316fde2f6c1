using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>What a judge reads on the first pages and takes for the whole: noughts that are choices, columns that are missing, heads that are cut.</summary>
public sealed class ChosenRowsTests
{
    private static FieldSet Day(string date) => FieldSet.Empty.With("date", date).With("precision", "day");

    private static EntryDraft Row(string kind, string date) => EntryDraft.New(ItemType.Incident, Day(date).With("kind", kind));

    private static EntryDraft Boundary(string date, string covers) => EntryDraft.New(ItemType.Boundary, Day(date).With("words", "No more.").With("delivered", "yes").With("covers", covers));

    [Fact]
    public async Task A_kind_that_is_left_out_has_no_nought_and_heads_say_that_rows_were_chosen()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Boundary("2026-03-03", "all"), Row("call", "2026-03-05"), Row("voicemail", "2026-03-06"), Row("text", "2026-03-07"), Row("email", "2026-03-08"), Row("in-person", "2026-03-09"));
        var some = await ReportText.BuildAsync(test, new ReportOptions { Kinds = ["text", "in-person", "other"] });
        var summary = ReportText.Of(some.Section("summary"));
        Assert.Contains("Contacts by kind, of the chosen rows", summary, StringComparison.Ordinal);
        Assert.Contains("Calls, voicemail\tleft out\tleft out\tleft out", summary, StringComparison.Ordinal);
        Assert.Contains("Texts; others left out\t1\t1\t1", summary, StringComparison.Ordinal);
        Assert.Contains("In person, other\t1\t1\t1", summary, StringComparison.Ordinal);
        Assert.Contains("All\t2\t2\t2", summary, StringComparison.Ordinal);
        var lines = ReportText.Of(some.Section("lines"));
        Assert.Contains("Calls, voicemail\tleft out\tleft out", lines, StringComparison.Ordinal);
        Assert.Contains("“left out”: rows of this kind are not in this report.", lines, StringComparison.Ordinal);
        Assert.Contains("Contacts per week, of the chosen rows", ReportText.Of(some.Section("pattern")), StringComparison.Ordinal);
        var all = ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions()));
        Assert.DoesNotContain("left out\t", all, StringComparison.Ordinal);
        Assert.DoesNotContain("of the chosen rows", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_boundary_without_a_column_is_named_with_its_number_and_what_is_covered_in_part_is_marked()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Boundary("2026-03-01", "call\ntext"), Boundary("2026-03-02", "all"), Boundary("2026-03-03", "in-person\nother"), Row("text", "2026-03-05"));
        async Task<string> SummaryAsync()
        {
            var section = (await ReportText.BuildAsync(test, new ReportOptions())).Section("summary");
            return ReportText.Of(section) + string.Concat(section.Blocks.OfType<Heading>().SelectMany(heading => heading.Beside).OfType<TextSpan>().Select(span => span.Text));
        }

        var text = await SummaryAsync();
        Assert.Contains("Texts, email, social\t1\t1\t1*\t—", text, StringComparison.Ordinal);
        Assert.Contains("Calls, voicemail\t0\t0\t0*\t—", text, StringComparison.Ordinal);
        Assert.Contains("“*” covered in part. No column: 2 Mar, 1 contact; page ", text, StringComparison.Ordinal);
        Assert.Contains("1 recorded late. Recorded by the server’s clock alone.", text, StringComparison.Ordinal);
        Assert.Contains("Texts, email, social*\t1\t1", ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("lines")), StringComparison.Ordinal);
        await test.AppendAsync(Boundary("2026-03-06", "all"), Boundary("2026-03-07", "all"));
        Assert.Contains("No column: 2 Mar, 3 Mar, 6 Mar; page ", await SummaryAsync(), StringComparison.Ordinal);

        // What an order says is not quoted here; whoever reads this page alone finds where it stands.
        await test.AppendAsync(EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Order").With("words", "Stay away.").With("served-date", "2026-03-09").With("served-precision", "day")));
        Assert.Matches("Order[^\n]*Words: <line-[0-9]+>", await SummaryAsync());
    }

    // On a page in the order of time it must stand somewhere: without a word it reads as if it had come before.
    [Fact]
    public async Task A_row_beside_a_boundary_of_which_nothing_says_which_was_first_says_so()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("delivered", "yes").With("covers", "call").With("date", "2026-03-03").With("time", "20:10").With("precision", "exact")),
            Row("text", "2026-03-03"),
            Row("text", "2026-03-04"),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("served-date", "2026-03-05").With("served-precision", "day")),
            EntryDraft.New(ItemType.Incident, Day("2026-03-05").With("kind", "text").With("time", "09:00").With("precision", "exact")));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Court = "uk-fl401" });
        foreach (var text in new[] { ReportText.Of(document.Section("chronology")), ReportText.Of(document.Section("court-statement")) })
        {
            Assert.Equal(2, text.Split("Not known whether").Length - 1);
            Assert.Contains("Not known whether before or after the boundary of 3 Mar 2026.", text, StringComparison.Ordinal);
            Assert.Contains("Not known whether before or after the order of 5 Mar 2026 was served.", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en", "continued continued")]
    [InlineData("es", "continued continuación")]
    public async Task The_head_of_a_further_page_is_neither_doubled_nor_cut(string language, string doubled)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync([.. Enumerable.Range(1, 59).Select(n => EntryDraft.New(ItemType.Incident, Day(n < 30 ? $"2026-03-{n:00}" : $"2026-04-{n - 29:00}").With("kind", n % 2 == 0 ? "call" : "text")
            .With("narrative", "A long evening in which nothing else happened, told at some length so that the page fills. And then a little more of it.")))]);
        var words = new Words(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo(language));
        var document = ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new ReportOptions { Court = "ny-8-2", Kinds = ["text"], Language = language }), words);
        using var output = new MemoryStream();
        new PdfReportWriter(words).Write(document, output);
        var pages = Poppler.Run("pdftotext", output.ToArray(), "-layout", "FILE", "-").Split('\f');
        Assert.DoesNotContain(pages, page => page.Contains(doubled, StringComparison.Ordinal));
        Assert.True(pages.Count(page => page.Contains("Form 8-2, item 3, continued", StringComparison.Ordinal)) > 2);
    }
}
