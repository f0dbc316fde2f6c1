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

/// <summary>The summary is one page, also with everything that can stand on it: a judge reads that page.</summary>
public sealed class SummaryPageTests
{
    [Theory]
    [InlineData("en", Paper.Letter)]
    [InlineData("en", Paper.A4)]
    [InlineData("es", Paper.Letter)]
    [InlineData("es", Paper.A4)]
    public async Task From_its_heading_to_the_chart_it_is_on_one_page(string language, Paper paper)
    {
        await using var test = await TestCase.BeginAsync();
        var rows = Enumerable.Range(0, 140).Select(n => EntryDraft.New(ItemType.Incident, ((string[])["threat", "weapon", "injury", "children", "police"]).Aggregate(
            FieldSet.Empty.With("kind", n % 3 == 0 ? "call" : n % 3 == 1 ? "text" : "in-person").With("count", 1 + (n % 4)).With("precision", "day").With("from", n % 5 == 0 ? "555-0199" : null)
                .With("date", NodaTime.Text.LocalDatePattern.Iso.Format(new NodaTime.LocalDate(2026, 1, 5).PlusDays(n))),
            (row, flag) => row.With(flag, n % 7 == 0 ? null : ((string?[])["yes", "no", "unknown", null])[n % 4]))));
        await test.AppendAsync(
            [
                EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main").With("relationship", "former partner").With("relationship-dates", "2019 to 2025")),
                EntryDraft.New(ItemType.Boundary, Line("2026-02-03").With("words", "Please do not contact me again, by phone or in any other way. Please do not send anybody.").With("channel", "text").With("delivered-how", "read 18:24")),
                EntryDraft.New(ItemType.Boundary, Line("2026-03-03").With("words", "I said no. Only write about Kit, and only by email.").With("channel", "email").With("delivered", "yes")),
                EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Temporary restraining order").With("served-date", "2026-04-03").With("served-precision", "day").With("expires-date", "2027-04-03").With("expires-precision", "day")),
                // Spanish needs the room of this one for its longer words.
                .. language == "en" ? [EntryDraft.New(ItemType.Boundary, Line("2026-03-10").With("words", "Leave the key at the office.").With("channel", "text").With("delivered", "yes"))] : (EntryDraft[])[],
                .. rows,
                .. Enumerable.Range(1, 5).Select(n => EntryDraft.New(ItemType.Incident, Line($"2026-04-1{n}").With("kind", "email").With("permitted", "yes"))),
            ]);
        var words = new Words(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo(language));
        var document = ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new ReportOptions { Paper = paper }), words);
        var chart = document.Section("summary").Blocks.OfType<BarChart>().Single();
        using var output = new MemoryStream();
        new PdfReportWriter(words).Write(document, output);
        var pages = Poppler.Run("pdftotext", output.ToArray(), "-layout", "FILE", "-").Split('\f');
        var summary = Assert.Single(pages, page => page.Contains(words["report.summary.kinds"], StringComparison.Ordinal));
        Assert.Contains(words["report.allowed"], summary, StringComparison.Ordinal);
        Assert.Contains(chart.Title!, summary, StringComparison.Ordinal);
    }

    private static FieldSet Line(string date) => FieldSet.Empty.With("date", date).With("precision", "day");
}
