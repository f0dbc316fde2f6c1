using System.Globalization;
using System.Text.RegularExpressions;
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
                EntryDraft.New(ItemType.Boundary, Line("2026-03-10").With("words", "Leave the key at the office.").With("channel", "text").With("delivered", "yes")),
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

    // Four boundaries with the longest words that are quoted, long ways in which it is known that they arrived, when they did, and contact that was allowed:
    // their words give way to the chart. With everything else that can stand there the chart gives way, and of a dozen boundaries those in between.
    [Theory]
    [InlineData("es", Paper.Letter, 4, false)]
    [InlineData("es", Paper.A4, 4, false)]
    [InlineData("en", Paper.Letter, 4, false)]
    [InlineData("es", Paper.Letter, 4, true)]
    [InlineData("es", Paper.Letter, 14, true)]
    [InlineData("en", Paper.A4, 14, true)]
    public async Task However_long_what_it_says_is_it_is_said_more_briefly_until_it_is_one_page(string language, Paper paper, int boundaries, bool isFull)
    {
        await using var test = await TestCase.BeginAsync();
        var words = new Words(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo(language));
        var said = string.Concat(Enumerable.Repeat("Unwillkürlichkeitsvermutung und Benachrichtigungspflichten, bitte. ", 4))[..236];
        string Day(int n, int after) => NodaTime.Text.LocalDatePattern.Iso.Format(new NodaTime.LocalDate(2026, 1, 6).PlusDays((n * 90 / boundaries) + after));
        await test.AppendAsync(
            [
                EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder-Musterschwiegersohn").With("role", "main").With("relationship", "former partner").With("relationship-dates", isFull ? "who comes and goes, from September 2009 to September 2025" : "2009 to 2025")),
                EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "S.").With("role", "other")),
                .. Enumerable.Range(0, boundaries).Select(n => EntryDraft.New(ItemType.Boundary, Line(Day(n, 0)).With("words", said).With("channel", "social").With("time", "18:22").With("precision", "exact")
                    .With("delivered", "yes").With("delivered-how", "answered from the account that stands in the list of accounts").With("arrived-date", Day(n, 2)).With("arrived-time", "19:44").With("arrived-precision", "exact"))),
                .. Enumerable.Range(0, 140).Select(n => EntryDraft.New(ItemType.Incident, ((string[])["threat", "weapon", "injury", "children", "police"]).Aggregate(
                    FieldSet.Empty.With("kind", n % 3 == 0 ? "call" : n % 3 == 1 ? "text" : "in-person").With("count", 1 + (n % 4)).With("count-precision", !isFull ? null : n % 2 == 0 ? "about" : "at-least").With("precision", "day")
                        .With("from", n % 5 == 0 ? "555-0199" : null).With("date", NodaTime.Text.LocalDatePattern.Iso.Format(new NodaTime.LocalDate(2026, 1, 5).PlusDays(n))),
                    (row, flag) => row.With(flag, ((string?[])["yes", "no", "unknown", null])[n % 4])))),
                .. Enumerable.Range(1, 5).Select(n => EntryDraft.New(ItemType.Incident, Line($"2026-04-1{n}").With("kind", "email").With("permitted", "yes"))),
                EntryDraft.New(ItemType.Incident, Line("2026-04-16").With("kind", "text")).LinkedTo("contact", 1),
                .. isFull
                    ? [
                        EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Temporary restraining order of the court of common pleas, division of domestic relations").With("served-date", "2026-04-20").With("served-precision", "day").With("expires-date", "2027-04-03").With("expires-precision", "day")),
                        EntryDraft.New(ItemType.Incident, Line("2026-04-17").With("kind", "text").With("direction", "out")),
                    ]
                    : (EntryDraft[])[],
            ]);
        var document = ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new ReportOptions { Paper = paper }), words);
        var section = document.Section("summary");
        using var output = new MemoryStream();
        new PdfReportWriter(words).Write(document, output);
        var pages = Poppler.Run("pdftotext", output.ToArray(), "-layout", "FILE", "-").Split('\f');
        var summary = Assert.Single(pages, page => page.Contains(words["report.summary.kinds"], StringComparison.Ordinal));
        Assert.False(Array.Exists(pages, page => Regex.IsMatch(page, Regex.Escape(section.Title) + @"\s+" + Regex.Escape(words["reportpage.continued"]))), summary);
        Assert.Contains(words["report.allowed"], summary, StringComparison.Ordinal);
        Assert.Contains(section.Blocks.OfType<BarChart>().Single().Title, summary, StringComparison.Ordinal);

        // The legend stands over what is drawn; where that gave way, the page that has it is named.
        Assert.True(!isFull == summary.Contains(words["reportparts.shades", "X"].Split(':')[0] + ":", StringComparison.Ordinal), summary);
        Assert.Matches(@"(?:Table: page|Tabla: página) [0-9]+\.", summary);

        // The words give way to the page that has them, and no boundary does while the chart is there.
        Assert.Matches(words["report.summary.words", @"\S+\s+[0-9]+"].Replace(" ", @"\s+", StringComparison.Ordinal), summary);
        var isShort = Regex.IsMatch(summary, @"[0-9]+ (?:more|más): ");
        Assert.True(isFull ? boundaries < 8 || isShort : !isShort, summary);
    }

    private static FieldSet Line(string date) => FieldSet.Empty.With("date", date).With("precision", "day");
}
