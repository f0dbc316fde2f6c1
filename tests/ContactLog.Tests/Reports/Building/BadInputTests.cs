using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>Records as no form expects them, from the entry to the last byte of the PDF: nothing is lost, nothing runs off the page.</summary>
public sealed class BadInputTests
{
    private const double Letter = 612, Margin = 72;
    private static readonly Words s_words = new(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo("en-GB"));

    [Fact]
    public async Task A_message_of_40_000_letters_is_printed_to_its_last_word_and_inside_the_margins()
    {
        var message = string.Join(' ', Enumerable.Range(10_000, 5_800).Select(n => string.Create(CultureInfo.InvariantCulture, $"w{n}")));
        Assert.True(message.Length >= 40_000);
        var pdf = await PrintAsync(Row("2026-04-02").With("said", message));

        var text = Poppler.Flat(pdf);
        Assert.All(message.Split(' '), word => Assert.Contains(word, text, StringComparison.Ordinal));
        AssertInsideMargins(pdf);
    }

    [Theory]
    [InlineData("said")]
    [InlineData("narrative")]
    [InlineData("from")]
    [InlineData("place")]
    [InlineData("witness")]
    [InlineData("subject")]
    public async Task A_word_of_5_000_letters_is_broken_and_no_letter_of_it_is_lost(string field)
    {
        var pdf = await PrintAsync(Row("2026-04-02").With(field, new string('w', 5_000)), new ReportOptions { Court = "ca-ch-100" });

        // Headings and labels have single ones; the word itself fills lines.
        Assert.True(Regex.Matches(Poppler.Text(pdf), "w{4,}").Sum(match => match.Length) >= 5_000, "letters are missing");
        AssertInsideMargins(pdf);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_case_with_none_or_one_makes_every_copy_with_every_court(int incidents)
    {
        await using var test = await TestCase.BeginAsync();
        if (incidents > 0)
        {
            await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call")));
        }

        var file = await test.OpenAsync();
        foreach (var court in Court.All.Select(court => court.Id))
        {
            foreach (var profile in Enum.GetValues<RedactionProfile>())
            {
                var document = Build(file, new ReportOptions { Court = court, Profile = profile, WithImpact = true });
                Assert.True(new PdfReportWriter(s_words).Prepare(document).Result.PageCount >= 4);
            }
        }
    }

    [Fact]
    public async Task Ten_thousand_incidents_are_all_in_the_report_and_their_numbers_add_up()
    {
        const int all = 10_000;
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2025-06-01").With("precision", "day")));
        var day = new DateOnly(2025, 1, 1);
        foreach (var part in Enumerable.Range(0, all).Chunk(2_500))
        {
            await test.AppendAsync([.. part.Select(n => EntryDraft.New(ItemType.Incident, Row(day.AddDays(n * 400 / all).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))))]);
        }

        var document = Build(await test.OpenAsync(), new ReportOptions { Court = "ny-8-2" });
        var chronology = document.Sections.Single(section => section.Anchor == "chronology").Blocks.OfType<Table>().Single();
        var numbers = chronology.Rows.Where(row => row.Kind == RowKind.Plain).Select(row => ((TextSpan)row.Cells[0].Spans[0]).Text).ToList();
        Assert.Equal(all, numbers.Count);
        Assert.Equal(all, numbers.Distinct().Count());
        Assert.Equal(all, document.Sections.Single(section => section.Anchor == "pattern").Blocks.OfType<BarChart>().First().Bars.Sum(bar => bar.Total));
    }

    [Fact]
    public async Task A_day_that_is_not_known_begins_an_answer_with_a_capital()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        var text = string.Join('\n', Build(await test.OpenAsync(), new ReportOptions { Court = "ca-ch-100" }).Sections.Single(section => section.Anchor == "court-7b")
            .Blocks.OfType<Paragraph>().Select(paragraph => string.Concat(paragraph.Spans.OfType<TextSpan>().Select(span => span.Text))));
        Assert.StartsWith("Day not known.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_of_a_form_leave_the_contents_on_the_cover()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main").With("relationship", "former partner")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-02").With("witness", "Pat").With("sleep", "None")));
        var file = await test.ReceiveAsync(TestImages.Jpeg, "a.jpg");
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", 3).With("media-type", "image/jpeg")).WithFiles(file.Id));
        var opened = await test.OpenAsync();
        foreach (var court in Court.All)
        {
            var document = Build(opened, new ReportOptions { Court = court.Id, WithImpact = true, Profile = RedactionProfile.LawyerFull });
            Assert.Equal(2, new PdfReportWriter(s_words).Prepare(document).Result.AnchorPages["summary"]);
            var links = document.Sections[0].Blocks.OfType<Table>().Single().Rows.SelectMany(row => row.Cells).SelectMany(cell => cell.Spans).OfType<PageSpan>().Select(page => page.Anchor);
            Assert.Equal(document.Sections.Skip(1).Select(section => section.Anchor).Order(), links.Order());
        }
    }

    private static FieldSet Row(string day) => FieldSet.Empty.With("kind", "text").With("date", day).With("precision", "day");

    private static async Task<byte[]> PrintAsync(FieldSet row, ReportOptions? options = null)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, row));
        using var output = new MemoryStream();
        new PdfReportWriter(s_words).Write(Build(await test.OpenAsync(), options ?? new ReportOptions()), output);
        Poppler.Check(output.ToArray());
        return output.ToArray();
    }

    private static ReportDocument Build(CaseFile file, ReportOptions options) => ReportBuilder.Build(
        new ReportSource { Case = file, Options = options, ReportId = "20260423-1", Made = file.Entries[^1].Recorded, ProgramVersion = "0.0", OpenPicture = _ => new MemoryStream(TestImages.Jpeg) },
        s_words);

    private static void AssertInsideMargins(byte[] pdf)
    {
        var words = Regex.Matches(Poppler.Run("pdftotext", pdf, "-bbox", "FILE", "-"), "<word xMin=\"([0-9.-]+)\" yMin=\"([0-9.-]+)\" xMax=\"([0-9.-]+)\" yMax=\"([0-9.-]+)\"");
        Assert.NotEmpty(words);
        Assert.All(words, word =>
        {
            double At(int group) => double.Parse(word.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
            Assert.InRange(At(1), Margin - 3, Letter - Margin);
            Assert.InRange(At(3), Margin, Letter - Margin + 3);
            Assert.InRange(At(4), 0, 792);
        });
    }
}
