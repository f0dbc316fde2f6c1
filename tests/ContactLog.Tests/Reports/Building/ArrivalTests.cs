using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;
using NodaTime;

namespace ContactLog.Tests.Reports.Building;

/// <summary>A letter posted on Monday and received on Thursday: what came between is not "after", and nobody is left to find that out.</summary>
public sealed class ArrivalTests
{
    private static readonly DateTimeZone s_zone = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static FieldSet At(string date, string time = "") => FieldSet.Empty.With(WhenInput.Read(date, time, s_zone).When!);

    private static async Task<ReportDocument> MadeAsync(string language, string? arrived = "2026-03-05", string time = "10:00", string stated = "2026-03-02", string? court = null)
    {
        await using var test = await TestCase.BeginAsync();
        var letter = At(stated, stated.Length > 0 ? "18:22" : "").With("words", "Please do not contact me again.").With("channel", "letter").With("delivered", "yes").With("delivered-how", "signed for");
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, arrived is null ? letter : letter.With(WhenInput.Read(arrived, time, s_zone).When!, "arrived-")),
            EntryDraft.New(ItemType.Incident, At("2026-02-27").With("kind", "text")),
            EntryDraft.New(ItemType.Incident, At("2026-03-03", "12:00").With("kind", "text").With("said", "Between.")),
            EntryDraft.New(ItemType.Incident, At("2026-03-06", "12:00").With("kind", "call").With("count", 3)));
        var words = new Words(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo(language));
        return ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new ReportOptions { Court = court }), words);
    }

    [Theory]
    [InlineData("en", "After 5 Mar", "2 March 2026, 18:22, by letter, signed for. Reached them 5 March 2026, 10:00.", "Mon 2 March 2026, 18:22", "When it reached them: Thu 5 March 2026, 10:00; contacts are counted from then",
        "Thu 5 March 2026, 10:00. Boundary reached them; stated Mon 2 March 2026, 18:22. “Please", "can have reached them (can have been stated, where the record does not say when it reached them)")]
    [InlineData("es", "Tras 5 mar", "2 de marzo de 2026, 18:22, por carta, signed for. Le llegó el 5 de marzo de 2026, 10:00.", "lun 2 de marzo de 2026, 18:22", "Cuándo le llegó: jue 5 de marzo de 2026, 10:00; los contactos se cuentan desde entonces",
        "jue 5 de marzo de 2026, 10:00. El límite le llegó; comunicado el lun 2 de marzo de 2026, 18:22. “Please", "pudo llegarle (en que pudo comunicarse, si el registro no dice cuándo le llegó)")]
    public async Task The_report_shows_both_times_and_counts_from_the_later(string language, string column, string summary, string heading, string fact, string chronology, string rule)
    {
        var document = await MadeAsync(language);
        var first = document.Section("summary");
        Assert.Equal([column], first.Blocks.OfType<Table>().First().Columns.Skip(3).Select(one => one.Title));
        Assert.Contains(summary, ReportText.Of(first), StringComparison.Ordinal);
        var lines = document.Section("lines");
        Assert.Contains(heading, lines.Blocks.OfType<Heading>().SelectMany(one => one.Beside).OfType<TextSpan>().Select(span => span.Text));
        Assert.Contains(fact, ReportText.Of(lines).Split('\n'));
        Assert.Equal(["1", "3"], lines.Blocks.OfType<Table>().First().Rows[^1].Cells.Skip(1).Select(cell => string.Concat(cell.Spans.OfType<TextSpan>().Select(span => span.Text))));
        Assert.Contains(rule, string.Concat(document.Section("keeping").Blocks.OfType<ItemList>().SelectMany(list => list.Items).SelectMany(item => item).OfType<TextSpan>().Select(span => span.Text)), StringComparison.Ordinal);

        // It stands where it took hold: under the message that came before it arrived.
        var rows = ReportText.Of(document.Section("chronology")).Split('\n').Select(line => line.Trim()).ToList();
        var at = rows.FindIndex(row => row.StartsWith(chronology, StringComparison.Ordinal));
        Assert.True(at > rows.FindIndex(row => row.Contains("Between.", StringComparison.Ordinal)));
        Assert.Equal(2, at);
        var chart = first.Blocks.OfType<BarChart>().Single();
        Assert.Equal((2, 3, 0), (chart.Bars.Sum(bar => bar.Before), chart.Bars.Sum(bar => bar.After), chart.Bars.Sum(bar => bar.Undetermined)));
        var legend = string.Concat(first.Blocks.OfType<Heading>().Last().Beside.OfType<TextSpan>().Select(span => span.Text));
        Assert.Contains(language == "en" ? "before 5 March." : "antes de 5 de marzo.", legend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_time_of_arrival_nothing_is_said_of_one()
    {
        var document = await MadeAsync("en", arrived: null);
        Assert.Equal(["After 2 Mar"], document.Section("summary").Blocks.OfType<Table>().First().Columns.Skip(3).Select(one => one.Title));
        var text = ReportText.Of(document);
        Assert.Contains("Mon 2 March 2026, 18:22. Boundary stated. “Please", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Reached them", text, StringComparison.Ordinal);
        Assert.DoesNotContain("When it reached them", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_time_twice_is_said_once()
    {
        var text = ReportText.Of(await MadeAsync("en", arrived: "2026-03-02", time: "18:22"));
        Assert.Contains("Mon 2 March 2026, 18:22. Boundary stated. “Please", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Reached them", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_arrival_counts_also_where_nobody_knows_when_it_was_stated()
    {
        var document = await MadeAsync("en", stated: "");
        Assert.Contains("Boundary stated: day not known, by letter, signed for. Reached them 5 March 2026, 10:00.", ReportText.Of(document.Section("summary")), StringComparison.Ordinal);
        Assert.Contains("Thu 5 March 2026, 10:00. Boundary reached them; when it was stated is not known. “Please", ReportText.Of(document.Section("chronology")), StringComparison.Ordinal);
        Assert.Equal("3", string.Concat(document.Section("lines").Blocks.OfType<Table>().First().Rows[^1].Cells[^1].Spans.OfType<TextSpan>().Select(span => span.Text)));
    }

    [Fact]
    public async Task A_page_for_a_court_tells_it_where_it_took_hold()
    {
        var text = ReportText.Of((await MadeAsync("en", court: "ca-ch-100")).Section("court-7b"));
        Assert.Contains("Thu 5 March 2026, 10:00. Boundary reached them; stated Mon 2 March 2026, 18:22, by letter, signed for. “Please", text, StringComparison.Ordinal);
        // Newest first.
        Assert.True(text.IndexOf("Boundary reached them", StringComparison.Ordinal) < text.IndexOf("Between.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pattern_compares_the_days_around_the_arrival_and_names_both_days()
    {
        var text = ReportText.Of((await MadeAsync("en")).Section("pattern"));
        Assert.Contains("Boundary 2 March, received 5 March", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Boundary 2 March.", text, StringComparison.Ordinal);
    }
}
