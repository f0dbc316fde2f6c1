using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;
using ContactLog.Tests.Reports.Building;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Courts;

/// <summary>What violated an order, sworn to: only what the author says broke it, under the term it broke.</summary>
public sealed class BrokenTermsTests
{
    [Fact]
    public async Task Under_each_term_stand_the_rows_that_name_it_and_what_only_came_after_is_a_number()
    {
        await using var test = await MadeAsync(served: "2026-03-03");
        var text = await TextAsync(test);
        string[] inOrder = ["Temporary order. Served: Tue 3 March 2026.", "“No contact by phone.”", "A call at night.", "Naming this order and no term of it:", "At the gate."];
        Assert.Equal(inOrder.Order(Comparer<string>.Create((a, b) => text.IndexOf(a, StringComparison.Ordinal) - text.IndexOf(b, StringComparison.Ordinal))), inOrder);
        Assert.All(inOrder, part => Assert.Equal(2, text.Split(part).Length));
        Assert.All((string[])["A letter.", "About Kit.", "That day.", "Stay away."], other => Assert.DoesNotContain(other, text, StringComparison.Ordinal));
        Assert.Contains(
            "Not listed: rows that came after it was served and do not name it: 1, contacts 2. Not listed: rows after it was served that were allowed: 1, contacts 1. "
            + "Not listed: rows whose times do not say whether they came after it was served: 1, contacts 1.",
            text,
            StringComparison.Ordinal);
        Assert.Contains("Before it. By the recorded times it did not come after service while the order held.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_order_without_a_day_of_service_the_rows_that_name_it_say_so()
    {
        await using var test = await MadeAsync(served: null);
        Assert.Contains("At the gate. No day of service is recorded.", await TextAsync(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_row_names_the_order_nothing_is_called_a_violation()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Order("2026-03-03"), Row("2026-03-05", "A letter."));
        var text = await TextAsync(test);
        Assert.Contains("No row names this order as broken.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("A letter.", text, StringComparison.Ordinal);
    }

    private static EntryDraft Order(string? served) => EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Temporary order").With("words", "No contact by phone.\nStay away.")
        .With("served-date", served).With("served-precision", served is null ? null : "day"));

    private static EntryDraft Row(string date, string narrative, params (string Name, string Value)[] more) => EntryDraft.New(ItemType.Incident, more.Aggregate(
        FieldSet.Empty.With("kind", "other").With("date", date).With("precision", "day").With("narrative", narrative), (fields, one) => fields.With(one.Name, one.Value)));

    private static async Task<TestCase> MadeAsync(string? served)
    {
        var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            Order(served),
            Row("2026-03-01", "Before it.", ("breach-of", "2")),
            Row("2026-03-03", "That day."),
            Row("2026-03-05", "A call at night.", ("breach-of", "2"), ("breach-term", "No contact by phone.")),
            Row("2026-03-06", "A letter.", ("count", "2")),
            Row("2026-03-07", "About Kit.", ("permitted", "yes")),
            Row("2026-03-08", "At the gate.", ("breach-of", "2")));
        return test;
    }

    private static async Task<string> TextAsync(TestCase test) => ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Court = "ny-8-2" })).Section("court-7"));
}
