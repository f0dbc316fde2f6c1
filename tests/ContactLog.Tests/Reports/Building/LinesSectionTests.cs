using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>What the report says of boundaries and orders: none is printed as served or counted that was not, and what a count rests on is said.</summary>
public sealed class LinesSectionTests
{
    private static EntryDraft Boundary(string words, string? day, string? delivered = "yes", string? covers = null) => EntryDraft.New(ItemType.Boundary, FieldSet.Empty
        .With("words", words).With("date", day).With("precision", day is null ? null : "day").With("channel", "text").With("delivered", delivered).With("covers", covers));

    private static FieldSet Row(string kind, int day) => FieldSet.Empty.With("kind", kind).With("date", $"2026-04-{day:D2}").With("precision", "day");

    private static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Paper order").With("issued-date", "2026-03-20")),
            Boundary("Undated words.", null, delivered: null),
            Boundary("Lost words.", "2026-03-01", delivered: "no", covers: "text"),
            Boundary("Read words.", "2026-03-03"),
            EntryDraft.New(ItemType.Incident, Row("text", 2)),
            EntryDraft.New(ItemType.Incident, Row("call", 3)));
        return test;
    }

    [Fact]
    public async Task What_has_no_day_comes_last_and_is_not_called_served()
    {
        await using var test = await MadeAsync();
        Assert.Equal([4, 5, 2, 3], (await test.OpenAsync()).Lines.Select(line => line.FirstSeq - 1));
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        Assert.DoesNotContain("Paper order served", ReportText.Of(document), StringComparison.Ordinal);
        var chronology = ReportText.Of(document.Section("chronology")).Split('\n').Where(line => line.Length > 0).ToList();
        Assert.Equal(
            ["Sun 1 March 2026. Boundary stated. Did not reach them; nothing is counted after it. “Lost words.”", "Tue 3 March 2026. Boundary stated. “Read words.”"],
            chronology.Take(2).Select(line => line.Trim()));
        Assert.Equal(
            ["Paper order: no day of service recorded.", "Boundary stated: day not known. “Undated words.”"],
            chronology.Skip(4).Take(2).Select(line => line.Trim()));
        var summary = ReportText.Of(document.Section("summary")).Split('\n');
        Assert.Contains("Paper order: no day of service recorded.", summary.Select(line => line.Trim()));
        Assert.Contains("Boundary stated: day not known, by text. “Undated words.”", summary.Select(line => line.Trim()));
        Assert.Contains("1 March 2026, by text. Did not reach them; nothing is counted after it.", Assert.Single(summary, line => line.Contains("Lost words.", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_was_served_is_called_so()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Paper order").With("served-date", "2026-03-20").With("served-precision", "day")), EntryDraft.New(ItemType.Incident, Row("text", 2)));
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        Assert.Contains("Fri 20 March 2026. Paper order served.", ReportText.Of(document.Section("chronology")), StringComparison.Ordinal);
        Assert.Contains("Fri 20 March 2026. Paper order served.", ReportText.Of(document.Section("summary")), StringComparison.Ordinal);
        Assert.DoesNotContain("no day of service", ReportText.Of(document), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_counted_after_what_was_not_communicated_and_the_report_says_why()
    {
        await using var test = await MadeAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        var columns = document.Section("summary").Blocks.OfType<Table>().First().Columns;
        Assert.Equal(["After 3 Mar"], columns.Skip(3).Select(column => column.Title));
        var section = document.Section("lines");
        Assert.Single(section.Blocks.OfType<Table>(), table => table.Columns[0].Title == "What came after");
        var text = ReportText.Of(section);
        Assert.Contains("It did not reach them, so nothing is counted after it.", text, StringComparison.Ordinal);
        Assert.Contains("No day of service is recorded, so nothing is counted after it.", text, StringComparison.Ordinal);
        Assert.Contains("The day is not known, so nothing is counted after it.", text, StringComparison.Ordinal);
        // Of what is not counted nothing is said of how it is counted.
        Assert.DoesNotContain("counted as if it had reached them", text, StringComparison.Ordinal);
        Assert.Single(text.Split("Counted by kind of contact")[1..]);
        Assert.Contains("no day of service recorded", section.Blocks.OfType<Heading>().SelectMany(heading => heading.Beside).OfType<TextSpan>().Select(span => span.Text));
    }

    [Fact]
    public async Task The_shades_of_the_chart_are_parted_by_the_first_that_was_communicated()
    {
        await using var test = await MadeAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        var summary = document.Section("summary").Blocks;
        Assert.StartsWith("Grey: before 3 March.", string.Concat(summary.OfType<Heading>().Last().Beside.OfType<TextSpan>().Select(span => span.Text)), StringComparison.Ordinal);
        Assert.Equal((0, 2), (summary.OfType<BarChart>().Single().Bars.Sum(bar => bar.Before), summary.OfType<BarChart>().Single().Bars.Sum(bar => bar.After)));
        await using var none = await TestCase.BeginAsync();
        await none.AppendAsync(Boundary("Lost words.", "2026-03-01", delivered: "no"), EntryDraft.New(ItemType.Incident, Row("text", 2)));
        var without = await ReportText.BuildAsync(none, new ReportOptions());
        Assert.DoesNotContain(without.Section("summary").Blocks.OfType<Heading>().SelectMany(heading => heading.Beside).OfType<TextSpan>(), span => span.Text.Contains("Grey", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text\nemail", "Calls, voicemail\t—\t—", true)]
    [InlineData(null, "Calls, voicemail\t1\t1", false)]
    public async Task A_kind_that_is_not_covered_has_no_nought_but_a_dash_as_on_the_summary(string? covers, string calls, bool isSaid)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Boundary("Read words.", "2026-03-03", covers: covers), EntryDraft.New(ItemType.Incident, Row("text", 2)), EntryDraft.New(ItemType.Incident, Row("call", 3)));
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        var lines = ReportText.Of(document.Section("lines"));
        Assert.Contains(calls, lines.Split('\n'));
        Assert.Equal(isSaid, lines.Contains("“—”: this kind of contact is not covered.", StringComparison.Ordinal));
        var summary = Assert.Single(ReportText.Of(document.Section("summary")).Split('\n'), line => line.StartsWith("Calls, voicemail\t", StringComparison.Ordinal));
        Assert.Equal(calls.Split('\t')[^1], summary.Split('\t')[^1]);
    }

    [Fact]
    public async Task Counted_rows_that_no_listed_number_of_a_named_person_stands_behind_are_said_at_the_boundary()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "555-0142").With("kind", "phone")).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "555-0150").With("kind", "phone")),
            Boundary("Read words.", "2026-04-01"),
            EntryDraft.New(ItemType.Incident, Row("call", 2).With("count", 100)).LinkedTo("contact-point", 1),
            EntryDraft.New(ItemType.Incident, Row("in-person", 2)).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.Incident, Row("call", 3).With("count", 4).With("from", "Withheld")),
            EntryDraft.New(ItemType.Incident, Row("text", 4).With("count", 3).With("from", "555-0199")),
            EntryDraft.New(ItemType.Incident, Row("text", 5).With("count", 2)).LinkedTo("contact-point", 2),
            EntryDraft.New(ItemType.Incident, Row("text", 6).With("count", 6).With("from", "555-0198")).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.Incident, Row("voicemail", 7).With("from", "Withheld number")).LinkedTo("contact", 0));
        var lines = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("lines"));
        Assert.Contains("All\t", lines, StringComparison.Ordinal);
        Assert.Contains("Naming no person, number or account (a withheld number is none), counted above: rows 1, contacts 4.", lines, StringComparison.Ordinal);
        Assert.Contains("on no list, not linked to it, or listed with no person, counted above: rows 2, contacts 5.", lines, StringComparison.Ordinal);
        Assert.Contains("From numbers or accounts not shown, on no list or not linked to it, in rows that name the person, counted above: rows 2, contacts 7.", lines, StringComparison.Ordinal);
    }
}
