using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
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
            ["of what is not in this copy"] = "not in this report: outside its period, withdrawn, or not chosen",
            ["about effect"] = "left out by choice: impact",
            ["about witnesses"] = "left out by choice: witness",
        };
        foreach (var (words, why) in reasons)
        {
            var number = excluded.Count(row => row["why"] == why);
            Assert.True(number > 0, words);
            Assert.Single(said, part => part.Text.Contains(words, StringComparison.Ordinal) && part.Number == number);
        }

        // Nothing is counted that is not listed. What is listed and not counted here was removed, and that has a section of its own.
        Assert.Equal(reasons.Count, said.Count);
        Assert.All(excluded.Where(row => !reasons.ContainsValue(row["why"])), row => Assert.Contains(row["why"], (string[])["redacted", "redacted: marked by the author", "not in this copy"]));
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
