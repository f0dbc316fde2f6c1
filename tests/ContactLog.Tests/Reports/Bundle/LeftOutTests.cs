using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Tests.Reports.Building;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Bundle;

/// <summary>The lawyer for the other side adds up what the report says is left out and what the bundle lists.</summary>
public sealed partial class LeftOutTests
{
    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.RespondentService)]
    public async Task The_texts_that_the_report_counts_are_those_that_the_bundle_lists(RedactionProfile profile)
    {
        await using var test = await MadeAsync();
        ReportOptions Chosen(ReportOptions options) => options with { WithImpact = false, WithWitnesses = false, From = new(2026, 3, 1), Kinds = ["call", "text"] };
        var files = ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, profile, Chosen));
        var excluded = RecomputedTests.Table(files["data/exclusions.csv"]).Where(row => row["what"].StartsWith("field ", StringComparison.Ordinal)).ToList();
        var said = Said(ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), Chosen(new() { Profile = profile })), PlantedCase.Words));
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["private note"] = "private: never in a bundle",
            ["of marks for redaction"] = "private: a mark for redaction, never in a bundle",
            ["key"] = "private: a key of the program, never in a bundle",
            ["of what is not in this report"] = "not in this report: outside its period, withdrawn, or not chosen",
            ["about effect"] = "left out by choice: impact",
            ["about witnesses"] = "left out by choice: witness",
        };
        if (profile == RedactionProfile.RespondentService)
        {
            reasons["that only the full copy has"] = "only in the full copy";
        }

        foreach (var (words, why) in reasons)
        {
            var number = excluded.Count(row => row["why"] == why);
            Assert.True(number > 0, words);
            Assert.Single(said, part => part.Text.Contains(words, StringComparison.Ordinal) && part.Number == number);
        }

        // Nothing is counted that is not listed. What is listed and not counted here was removed, and that has a section of its own.
        Assert.Equal(reasons.Count, said.Count);
        Assert.All(excluded.Where(row => !reasons.ContainsValue(row["why"])), row => Assert.Contains(row["why"], (string[])["redacted", "redacted: marked by the author"]));
    }

    [Fact]
    public async Task A_withdrawn_row_keeps_who_it_came_from_and_no_bound_is_later_than_the_record()
    {
        await using var test = await MadeAsync();
        var files = ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull));
        var rows = RecomputedTests.Table(files["data/incidents.csv"]);
        Assert.Equal("555-0142", Assert.Single(rows, row => row["withdrawn"] == "yes")["from"]);
        var undated = Assert.Single(rows, row => row["date"].Length == 0);
        Assert.Equal((undated["recorded_utc"], undated["recorded_utc"]), (undated["latest_utc"], undated["latest_end_utc"]));
    }

    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.RespondentService)]
    public async Task Why_a_row_stays_withdrawn_is_printed_and_so_not_counted_as_left_out(RedactionProfile profile)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-03-07").With("said", "Withdrawn words")));
        var row = (await test.OpenAsync()).Incidents.Single().FirstSeq;
        await test.AppendAsync(EntryDraft.Withdraw((await test.OpenAsync()).AllIncidents.Single(), "A first reason"));
        await test.AppendAsync(EntryDraft.Restore((await test.OpenAsync()).AllIncidents.Single(), "A second thought"));
        await test.AppendAsync(EntryDraft.Withdraw((await test.OpenAsync()).AllIncidents.Single(), "Saved twice"));
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "1")));
        var files = ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, profile));
        var excluded = RecomputedTests.Table(files["data/exclusions.csv"]).Where(one => one["what"] == "field reason").Select(one => one["entry"]);
        // Of the three reasons only the last is printed in a copy for the other side.
        Assert.Equal(profile == RedactionProfile.LawyerFull ? [] : [$"{row + 1}", $"{row + 2}"], excluded);
        Assert.True(files.ContainsKey("data/log/" + SealedList.FieldPath(row + 3, "reason")));
        Assert.Equal(profile == RedactionProfile.LawyerFull, files.ContainsKey("data/log/" + SealedList.FieldPath(row, "said")));
        var document = ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new() { Profile = profile }), PlantedCase.Words);
        Assert.Contains("Saved twice", ReportText.Of(document.Section("not-included")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionProfile.LawyerFull, false)]
    [InlineData(RedactionProfile.RespondentService, false)]
    [InlineData(RedactionProfile.RespondentService, true)]
    public async Task The_removals_on_the_cover_in_the_section_and_in_the_bundle_are_the_same_number(RedactionProfile profile, bool imported)
    {
        await using var test = await PlantedCase.BeginAsync();
        if (imported)
        {
            await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-02").With("raw", "X: 12 Elm Street").With("source", "1")));
        }

        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "2")));
        var options = new ReportOptions { Profile = profile, WithImpact = true };
        var document = ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), options), PlantedCase.Words);
        var listed = RecomputedTests.Table(ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, profile))["data/redactions.csv"]);
        var places = listed.Sum(row => int.Parse(row["places"], CultureInfo.InvariantCulture));
        var cover = document.Sections[0].Blocks.OfType<KeyValues>().SelectMany(block => block.Rows).Single(row => row.Name == PlantedCase.Words["redaction.cover"]);
        Assert.StartsWith(places.ToString(CultureInfo.InvariantCulture) + ", see ", Text(cover.Value), StringComparison.Ordinal);
        var section = document.Sections.Single(section => section.Anchor == "redactions").Blocks;
        var texts = section.OfType<Paragraph>().Select(paragraph => Text(paragraph.Spans)).ToList();
        var rest = texts.Find(text => text.Contains(" more in ", StringComparison.Ordinal));
        var printed = section.OfType<Table>().Single().Rows.Sum(row => PlacesOf().Match(Text(row.Cells[2].Spans)) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 1);
        Assert.Equal(places, printed + (rest is null ? 0 : int.Parse(NumberFirst().Match(rest).Groups[1].ValueSpan, CultureInfo.InvariantCulture)));

        // What is said of the list is true of it, and no import is named where there was none.
        Assert.Equal(rest is null, texts[0].Contains(PlantedCase.Words["redaction.lead.all"], StringComparison.Ordinal));
        Assert.NotNull(rest);
        Assert.Equal(imported, rest.Contains("imported rows", StringComparison.Ordinal));
        Assert.Equal(profile == RedactionProfile.RespondentService, rest.Contains("names of files", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_was_linked_to_several_rows_names_them_all_and_another_names_its_own()
    {
        await using var test = await TestCase.BeginAsync();
        EntryDraft Row(string date) => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", date));
        await test.AppendAsync(Row("2026-03-09"), Row("2026-03-01"), Row("2026-03-05"));
        foreach (var (of, bytes) in new[] { (1, "one"), (3, "one"), (2, "another") })
        {
            var file = await test.ReceiveAsync(Pdf.TestImages.Png(2, 8, interlaced: false, bytes));
            await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", of + 1).With("description", "A picture").With("media-type", "image/png")).WithFiles(file.Id));
        }

        var document = ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new()), PlantedCase.Words);
        var said = document.Sections.Single(section => section.Anchor == "exhibits").Blocks.OfType<KeyValues>().SelectMany(block => block.Rows)
            .Where(row => row.Name == PlantedCase.Words["report.exhibit.linked"]).Select(row => Text(row.Value)).ToList();
        Assert.Equal(["row 3, ; row 2, , as the same file A-2", "row 2, ; row 3, , as the same file A-1", "row 1, "], said);
        var index = document.Sections.Single(section => section.Anchor == "index").Blocks.OfType<Table>().Single().Rows;
        Assert.Equal(said, index.Select(row => Text(row.Cells[2].Spans)));
    }

    private static string Text(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span switch { TextSpan text => text.Text, LabelSpan label => label.Text, _ => "" }));

    [GeneratedRegex("\\(([0-9]+) places\\)$")]
    private static partial Regex PlacesOf();

    private static List<(int Number, string Text)> Said(ReportDocument document)
    {
        var facts = document.Sections.Single(section => section.Anchor == "not-included").Blocks.OfType<KeyValues>().Single();
        var text = string.Concat(facts.Rows.Single(row => row.Name == PlantedCase.Words["report.not.fields"]).Value.OfType<TextSpan>().Select(span => span.Text));
        return [.. text.Split(", ").Select(part => NumberFirst().Match(part)).Select(match => (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), match.Groups[2].Value))];
    }

    [GeneratedRegex("^([0-9]+) (.+)$")]
    private static partial Regex NumberFirst();

    private static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        EntryDraft Row(string kind, string date, params (string Name, string Value)[] more) =>
            EntryDraft.New(ItemType.Incident, more.Aggregate(FieldSet.Empty.With("kind", kind).With("date", date), (fields, one) => fields.With(one.Name, one.Value)));
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            Row("text", "2026-02-01", ("feelings", "out of the period"), ("private-note", "out, and private")),
            Row("in-person", "2026-03-05", ("witness", "of another kind")),
            Row("call", "2026-03-06", ("feelings", "in"), ("witness", "in"), ("private-note", "first"), ("source-key", "k1")),
            Row("text", "2026-03-07", ("from", "555-0142"), ("sleep", "withdrawn"), ("private-note", "withdrawn, and private")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("said", "no day, 12 Elm Street")));
        var file = await test.OpenAsync();
        var first = file.Incidents.Single(row => row["source-key"] is not null);
        await test.AppendAsync(
            EntryDraft.Amend(first, FieldSet.Empty.With("private-note", "second").With("feelings", "another wording"), null),
            EntryDraft.Withdraw(file.Incidents.Single(row => row["from"] is not null), "Twice"),
            EntryDraft.New(ItemType.Redaction, FieldSet.Empty.With("words", "Elm").With("kind", "marked").With("profiles", "lawyer-full\nrespondent-service").With("of", file.Incidents.Single(row => row.When.Date is null).FirstSeq)));
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "1")));
        return test;
    }
}
