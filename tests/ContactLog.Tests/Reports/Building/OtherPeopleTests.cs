using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>Rows of other people, and rows from numbers on no list: shown, said with their number, and the table of numbers adds up.</summary>
public sealed class OtherPeopleTests
{
    private static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        FieldSet Row(string kind, int day) => FieldSet.Empty.With("kind", kind).With("date", $"2026-04-{day:D2}").With("precision", "day");
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "A stranger").With("role", "other")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "555-0142").With("kind", "phone")).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "555-0150").With("kind", "phone")).LinkedTo("contact", 1),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-04-01").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, Row("call", 2).With("count", 5)).LinkedTo("contact-point", 2),
            EntryDraft.New(ItemType.Incident, Row("call", 3).With("count", 2).With("narrative", "About the car.").With("witness-contact", "555-0177").With("witness", "Pat")).LinkedTo("contact-point", 3),
            EntryDraft.New(ItemType.Incident, Row("text", 4).With("count", 3).With("from", "555-0199")),
            EntryDraft.New(ItemType.Incident, Row("call", 5).With("count", 4).With("from", "Withheld")),
            EntryDraft.New(ItemType.Incident, Row("in-person", 6)).LinkedTo("contact", 0));
        return test;
    }

    [Fact]
    public async Task The_table_of_numbers_adds_up_to_the_contacts_of_the_summary()
    {
        await using var test = await MadeAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        var table = document.Section("lines").Blocks.OfType<Table>().Last();
        var rows = ReportText.Of(new ReportSection("", [table])).Split('\n').Select(line => line.Split('\t')).ToList();
        Assert.Equal(["555-0142", "555-0150", "From numbers or accounts that are on no list, or not linked to it", "Number was not shown", "No number or account noted (in person, by post and others)", "All"], rows.Select(row => row[0].Trim()));
        Assert.Equal(["5", "0; not counted: 2", "3", "4", "1", "13"], rows.Select(row => row[^1]));
        Assert.Equal(13, rows[..^1].Sum(row => int.Parse(row[^1].Split(';')[0], CultureInfo.InvariantCulture)));
        Assert.Equal(13, (await test.OpenAsync()).Counts.All.Contacts);
    }

    [Fact]
    public async Task A_row_of_someone_else_is_shown_without_a_number_and_said()
    {
        await using var test = await MadeAsync();
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        var line = Assert.Single(ReportText.Of(document.Section("chronology")).Split('\n'), one => one.Contains("About the car.", StringComparison.Ordinal));
        Assert.StartsWith("\t", line, StringComparison.Ordinal);
        Assert.Contains("From someone else, not counted.", line, StringComparison.Ordinal);
        Assert.Contains("4 of 4. None left out. 1 from someone else shown, not counted. 2 name no known sender.", ReportText.Of(document.Section("summary")), StringComparison.Ordinal);
        Assert.Contains("Rows of someone else, shown, not counted: 1", ReportText.Of(document.Section("not-included")), StringComparison.Ordinal);
        Assert.Contains("Rows from a number or account that is on no list, or not linked to it: 1", ReportText.Of(document.Section("not-included")), StringComparison.Ordinal);
        var less = await ReportText.BuildAsync(test, new ReportOptions { Kinds = ["text"] });
        Assert.DoesNotContain("None left out", ReportText.Of(less), StringComparison.Ordinal);
        Assert.Contains("Rows of someone else left out: 1", ReportText.Of(less.Section("not-included")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exhibit_of_a_row_of_someone_else_does_not_stop_the_report()
    {
        await using var test = await MadeAsync();
        var row = (await test.OpenAsync()).OfOthers.Single();
        var file = await test.ReceiveAsync([1, 2, 3], "paper.bin");
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", row.FirstSeq)).WithFiles(file.Id));
        var document = await ReportText.BuildAsync(test, new ReportOptions { Profile = ContactLog.Domain.Redactions.RedactionProfile.CourtPublic });
        Assert.Contains($"row of someone else, <row-{row.FirstSeq}>", ReportText.Of(document.Section("index")), StringComparison.Ordinal);
    }
}
